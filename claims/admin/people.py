"""People and roles. Roles are made by migration and only shown; people are never deleted: deeds name them."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from claims import actions
from claims.admin.base import ledger_history
from claims.views.editing import somebody

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
    add_fieldsets = (
        (None, {"fields": ("username", "usable_password", "password1", "password2")}),
        ("What they may do", {"fields": ROLE[1:]}),
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

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return ledger_history(self, request, object_id)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Nobody takes their own rights away: the last administrator would lock everybody out."""
        return (*self.readonly_fields, *(ROLE if obj is not None and obj.pk == request.user.pk else ()))

    @admin.display(description="roles")
    def roles(self, person: User) -> str:
        return ", ".join(group.name for group in person.groups.all())

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    # Django calls these within the transaction, after the person and their roles are saved.

    def log_addition(self, request: HttpRequest, obj: User, message: Any) -> Any:
        actions.enter_new_person(by=somebody(request), person=obj)

    def log_change(self, request: HttpRequest, obj: User, message: Any) -> Any:
        changed = [name for part in message for name in part.get("changed", {}).get("fields", ())]
        actions.enter_changed_person(by=somebody(request), person=obj, fields=changed)


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    actions_on_top = True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
