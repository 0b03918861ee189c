"""Events in the admin."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin

from claims import actions
from claims.admin.base import NounAdmin
from claims.forms.events import COLUMNS, EventCorrectForm, EventForm, as_typed
from claims.models import Event


@admin.register(Event)
class EventAdmin(NounAdmin):
    add_with, correct_with = EventForm, EventCorrectForm
    add_fields = correct_fields = shown = ((None, {"fields": COLUMNS}),)
    follows = ("earliest", "latest")
    list_display = ("title", "date", "place")
    search_fields = ("title", "place")
    date_hierarchy = "earliest"
    ordering = ("-pk",)

    def known(self, row: Event) -> Mapping[str, Any]:
        return as_typed(row)

    def add(self, by: Any, form: Any) -> Event:
        return actions.add_event(by=by, **form.cleaned_data)

    def correct(self, by: Any, row: Event, form: Any) -> Event:
        return actions.correct_event(by=by, event=row, **form.cleaned_data)
