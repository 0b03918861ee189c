"""Questions in the admin, with their options."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin

from claims import actions
from claims.admin.base import NounAdmin
from claims.admin.filters import pick_filter
from claims.domain.scope import Dimension
from claims.forms.questions import QuestionCorrectForm, QuestionForm, as_typed, options_of, options_typed
from claims.models import Event, Question


@admin.register(Question)
class QuestionAdmin(NounAdmin):
    add_with, correct_with = QuestionForm, QuestionCorrectForm
    add_fields = correct_fields = (
        (None, {"fields": ("text", "event", "part_of")}),
        ("What it asks for", {"fields": ("kind", "measure", "unit", "point", "options")}),
        ("Scope", {"fields": ("bears_on", *(d.value for d in Dimension))}),
        (None, {"fields": ("note",)}),
    )
    shown = (
        add_fields[0],
        ("What it asks for", {"fields": ("kind", "measure", "unit", "point", "its_options")}),
        *add_fields[2:],
    )
    autocomplete_fields = ("event", "part_of")
    list_display = ("text", "event", "kind", "measure", "unit")
    list_select_related = ("event",)
    list_filter = ("kind", "measure", pick_filter("event", "event", Event))
    search_fields = ("text",)
    ordering = ("-pk",)

    @admin.display(description="options")
    def its_options(self, question: Question) -> str:
        return options_typed(options_of(question))

    def known(self, row: Question) -> Mapping[str, Any]:
        return as_typed(row)

    def add(self, by: Any, form: Any) -> Question:
        return actions.add_question(by=by, **form.cleaned_data)

    def correct(self, by: Any, row: Question, form: Any) -> Question:
        return actions.correct_question(by=by, question=row, **form.cleaned_data)
