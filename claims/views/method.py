"""The method page: how words are read, how claims are compared, and what follows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims import access
from claims.models import Claim
from claims.reports.method import method_page


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    access.refuse_unless(request.user, "view", Claim)
    context = {"crumbs": [("Desk", reverse("desk")), ("Method", "")], "page": method_page()}
    return render(request, "claims/method.html", context)
