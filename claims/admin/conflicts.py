"""Conflicts and settlements in the admin: to be found and read. A lead decides on the page that shows both sides."""

from django.contrib import admin

from claims.admin.base import ReadAdmin
from claims.admin.filters import pick_filter
from claims.models import Conflict, Event, Settlement, Source

FACTS = ("question", "event", "state", "cause", "kind", "scope", "gap", "severity", "camp_count", "claim_count")


@admin.register(Conflict)
class ConflictAdmin(ReadAdmin):
    shown = ((None, {"fields": FACTS}),)
    edits = (("conflict", "Compare both sides, settle or reopen it"),)
    list_display = ("question", "event", "state", "cause", "scope", "gap", "severity")
    list_select_related = ("question", "event")
    list_filter = (
        *("state", "kind", "cause", "scope"),
        pick_filter("event", "event", Event),
        pick_filter("source", "source_links__source", Source),
    )
    search_fields = ("question__text",)
    ordering = ("-rank", "-pk")


@admin.register(Settlement)
class SettlementAdmin(ReadAdmin):
    shown = ((None, {"fields": ("conflict", "decision", "cause", "dimension", "note", "by", "at", "evidence")}),)
    list_display = ("on", "decision", "cause", "dimension", "by", "at")
    list_select_related = ("conflict__question", "by")
    list_filter = ("decision", "cause", "dimension")
    search_fields = ("note", "conflict__question__text", "by__username")
    date_hierarchy = "at"
    ordering = ("-pk",)

    @admin.display(description="conflict")
    def on(self, settlement: Settlement) -> str:
        return settlement.conflict.question.text

    def ledger_subject(self, obj: Settlement) -> Conflict:
        return obj.conflict

    def view_on_site(self, obj: Settlement) -> str:
        return obj.conflict.get_absolute_url()
