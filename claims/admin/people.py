"""People and roles. Roles are made by migration and only shown; people are never deleted: deeds name them."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest

admin.site.unregister((User, Group))

WHO = ("first_name", "last_name", "email")
ROLE = ("is_active", "is_staff", "groups")


@admin.register(User)
class PersonAdmin(UserAdmin):
    """An administrator neither makes nor touches a superuser, who may do what no role may."""

    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Who it is", {"fields": WHO}),
        ("What they may do", {"fields": ROLE}),
        ("Times", {"fields": ("last_login", "date_joined")}),
    )
    list_display = ("username", "first_name", "last_name", "roles", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "groups")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    actions_on_top = True
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        people = super().get_queryset(request).prefetch_related("groups")
        return people if request.user.is_superuser else people.filter(is_superuser=False)

    @admin.display(description="roles")
    def roles(self, person: User) -> str:
        return ", ".join(group.name for group in person.groups.all())

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    actions_on_top = True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
