"""Sources in the admin."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin

from claims import actions
from claims.admin.base import NounAdmin
from claims.forms.sources import SourceCorrectForm, SourceForm, as_typed
from claims.models import Source


@admin.register(Source)
class SourceAdmin(NounAdmin):
    add_with, correct_with = SourceForm, SourceCorrectForm
    add_fields = correct_fields = (
        (None, {"fields": ("name", "aliases", "kind")}),
        ("How far it can be relied on", {"fields": ("grade", "grade_reason", "interest", "interest_reason")}),
        (None, {"fields": ("confidential", "note")}),
    )
    shown = (
        (None, {"fields": ("name", "other_names", "kind")}),
        *add_fields[1:],
    )
    list_display = ("name", "kind", "grade", "interest", "confidential")
    list_filter = ("kind", "grade", "interest", "confidential")
    search_fields = ("name", "aliases__name")
    ordering = ("name", "pk")

    @admin.display(description="other names")
    def other_names(self, source: Source) -> str:
        return "; ".join(source.aliases.values_list("name", flat=True))

    def known(self, row: Source) -> Mapping[str, Any]:
        return as_typed(row)

    def add(self, by: Any, form: Any) -> Source:
        return actions.add_source(by=by, **form.cleaned_data)

    def correct(self, by: Any, row: Source, form: Any) -> Source:
        return actions.correct_source(by=by, source=row, **form.cleaned_data)
