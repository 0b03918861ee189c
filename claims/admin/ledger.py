"""The ledger in the admin: read, never written."""

from django.contrib import admin

from claims.admin.base import ReadAdmin
from claims.models import LedgerEntry
from claims.reports.history import deed_words

HEADER = ("sequence", "at", "actor_name", "deed")
CHAIN = ("commitment", "previous", "hash")


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ReadAdmin):
    shown = ((None, {"fields": (*HEADER, "what", "payload")}), ("The chain", {"fields": CHAIN}))
    list_display = ("sequence", "at", "actor_name", "what")
    list_filter = ("deed",)
    search_fields = ("=sequence", "actor_name")
    date_hierarchy = "at"
    ordering = ("-sequence",)

    @admin.display(description="what was done")
    def what(self, entry: LedgerEntry) -> str:
        return deed_words(entry)
