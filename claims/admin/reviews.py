"""Reviews in the admin: to be found and read. They are given on a claim's page, or for several claims at once."""

from django.contrib import admin

from claims.admin.base import ReadAdmin
from claims.admin.filters import pick_filter
from claims.models import Claim, Review


@admin.register(Review)
class ReviewAdmin(ReadAdmin):
    shown = ((None, {"fields": ("claim", "verdict", "reason", "round", "reviewer", "at", "cites", "evidence")}),)
    list_display = ("claim", "verdict", "reviewer", "round", "at")
    list_select_related = ("claim", "reviewer")
    list_filter = ("verdict", "round", pick_filter("claim", "claim", Claim))
    search_fields = ("reason", "claim__statement", "reviewer__username")
    date_hierarchy = "at"
    ordering = ("-pk",)

    def ledger_subject(self, obj: Review) -> Claim:
        return obj.claim

    def view_on_site(self, obj: Review) -> str:
        return obj.claim.get_absolute_url()
