"""Addresses of the log-in, the admin and the app. The app's own addresses are in claims/urls.py."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

# The admin has no log-in and password page of its own, which nothing would rate-limit.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.password_change = account.password_change  # type: ignore[method-assign]

# allauth looks its views up by these names. Of its other pages (sign-up, e-mail, reset) none is wired.
handler500 = "claims.refusing.page_for_faults"
urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("password/", account.password_change, name="account_change_password"),
    path("admin/", admin.site.urls),
    path("", include("claims.urls")),
]
