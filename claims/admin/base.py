"""What the admin of every noun shares: writing through actions, the ledger as history, nothing deleted."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, wraps
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import ShowFacets
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Field, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from claims.access import history_of
from claims.actions import Refused, Stale
from claims.admin.forms import REFUSAL, AdminForm
from claims.paging import CAP
from claims.reports.history import MOST, history

admin.site.site_header = "Claim tracker: administration"
admin.site.site_title = "Claim tracker"
admin.site.index_title = "Everything that is recorded"
admin.site.empty_value_display = "not stated"


def _refusing_nul(guarded: Callable[..., Any]) -> Callable[..., Any]:
    """Around admin_view: what an address says goes into queries as it is, and PostgreSQL takes no NUL."""

    def admin_view(view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        @wraps(view)
        def refusing(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if any("\x00" in value for _, values in request.GET.lists() for value in values):
                raise BadRequest("The address holds a NUL character, which no text may.")
            return view(request, *args, **kwargs)

        return guarded(refusing, cacheable)

    return admin_view


admin.site.admin_view = _refusing_nul(admin.site.admin_view)  # type: ignore[method-assign]

Fieldsets = Sequence[tuple[str | None, dict[str, Any]]]


class CappedPaginator(Paginator):
    """Counts no further than the cap: what lies beyond is found by searching, not by leafing."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        assert isinstance(rows, QuerySet)
        return len(rows.order_by().values_list("pk", flat=True)[: CAP + 1])


class ReadAdmin(admin.ModelAdmin):
    """Shows; adds, changes and deletes nothing. ledger_subject says whose history an object's page shows."""

    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    paginator = CappedPaginator
    list_per_page = 50
    sortable_by = ()
    """Only the order that has an index is offered."""
    actions_on_top = True
    """Without it Django writes a style into the page, which the security policy refuses."""
    shown: Fieldsets = ()
    """The fieldsets for whoever may only look."""
    edits: Sequence[tuple[str, str]] = ()
    """Deeds on the site that lead on from an object, as (address name, words). The page behind it says who may."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.shown

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return _as_admin_form(forms.Form, self, request, known=lambda row: {})

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        shown = object_id is not None and object_id.isascii() and object_id.isdecimal()
        edits = [(reverse(name, args=[object_id]), words) for name, words in self.edits] if shown else []
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), "edits": edits})

    def view_on_site(self, obj: Any) -> str:
        return str(obj.get_absolute_url())

    def log_addition(self, request: Any, obj: Any, message: Any) -> Any:
        """The ledger has it already; Django's own log would be a second truth."""

    log_change = log_addition

    def ledger_subject(self, obj: Any) -> Model:
        subject: Model = obj
        return subject

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return ledger_history(self, request, object_id)


def ledger_history(shown_by: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """The page of an object's history, as the ledger has it. shown_by: its ModelAdmin. Raises Http404."""
    obj = shown_by.get_object(request, unquote(object_id))
    if obj is None:
        raise Http404(f"There is no {shown_by.opts.verbose_name} {object_id}.")
    if not shown_by.has_view_or_change_permission(request, obj):
        raise PermissionDenied
    subject = shown_by.ledger_subject(obj) if isinstance(shown_by, ReadAdmin) else obj
    context = {
        **shown_by.admin_site.each_context(request),
        "title": f"History of {subject._meta.verbose_name} {subject.pk}",
        "entries": history(history_of(subject, request.user)[:MOST]),
        "all_url": f"{reverse('ledger_list')}?kind={subject._meta.model_name}&number={subject.pk}",
        "most": MOST,
        "object": obj,
        "opts": shown_by.opts,
        "module_name": str(shown_by.opts.verbose_name_plural).capitalize(),
    }
    return TemplateResponse(request, "admin/claims/ledger_history.html", context)


class NounAdmin(ReadAdmin):
    """Adds and corrects through the actions. A refusal or a newer version comes back as errors of the form."""

    add_with: type[forms.Form]
    correct_with: type[forms.Form]
    add_fields: Fieldsets = ()
    correct_fields: Fieldsets = ()
    follows: Sequence[str] = ()
    """Columns that nobody types, shown with a row that may be corrected."""
    readonly_fields = ()

    has_add_permission = admin.ModelAdmin.has_add_permission
    has_change_permission = admin.ModelAdmin.has_change_permission

    def known(self, row: Any) -> Mapping[str, Any]:
        """The row as initial values of the form."""
        raise NotImplementedError

    def add(self, by: Any, form: Any) -> Model:
        raise NotImplementedError

    def correct(self, by: Any, row: Any, form: Any) -> Model:
        raise NotImplementedError

    def pickers(self) -> Mapping[str, "Field[Any, Any]"]:
        """The form's fields that choose rows, with the column behind each."""
        return {name: self.opts.get_field(name) for name in self.autocomplete_fields}  # type: ignore[misc]

    # --- what the admin's machinery asks for ---

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.add_fields
        if not self.has_change_permission(request, obj):
            return self.shown
        follows = [("What follows from it", {"fields": self.follows})] if self.follows else []
        locked = [(None, {"fields": ["version"]})] if "version" in self.correct_with.base_fields else []
        return [*self.correct_fields, *follows, *locked]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.follows if obj is not None else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is not None and not self.has_change_permission(request, obj):
            return super().get_form(request, obj, change, **kwargs)
        chosen = self.correct_with if obj is not None else self.add_with
        return _as_admin_form(chosen, self, request, known=self.known, pickers=self.pickers())

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """As Django does it. What an action refuses has been rolled back with all else; the form then says why."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (Refused, Stale) as refusal:
            setattr(request, REFUSAL, refusal)
            for upload in request.FILES.values():
                upload.seek(0)  # type: ignore[union-attr]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        return form.instance

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        made = self.correct(request.user, obj, form) if change else self.add(request.user, form)
        obj.pk = made.pk
        obj.refresh_from_db()

    def save_related(self, *args: Any) -> None:
        """The action has written all of it."""

    def construct_change_message(self, *args: Any) -> list[Any]:
        return []


def _as_admin_form(
    form: type[forms.Form],
    shown_by: admin.ModelAdmin,
    request: HttpRequest,
    *,
    known: Callable[[Any], Mapping[str, Any]],
    pickers: Mapping[str, "Field[Any, Any]"] | None = None,
) -> type[AdminForm]:
    """A form of the site as a class that the admin can use for this request."""
    columns: dict[str, Any] = {
        "request": request,
        "model": shown_by.model,
        "pickers": pickers or {},
        "row_typed": lambda self, row: known(row),
    }
    bases = (AdminForm,) if form is forms.Form else (AdminForm, form)
    return type(f"Admin{form.__name__}", bases, columns)
