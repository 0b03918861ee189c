"""Team decisions in the admin: to be found and read. They are given on the sheet of their question."""

from django.contrib import admin
from django.urls import reverse

from claims.admin.base import ReadAdmin
from claims.admin.filters import pick_filter
from claims.models import Question, TeamDecision


@admin.register(TeamDecision)
class TeamDecisionAdmin(ReadAdmin):
    shown = ((None, {"fields": ("question", "claim", "said", "note", "by", "at", "evidence")}),)
    list_display = ("question", "said", "by", "at")
    list_select_related = ("question", "by")
    list_filter = (pick_filter("question", "question", Question),)
    search_fields = ("note", "question__text", "by__username")
    date_hierarchy = "at"
    ordering = ("-pk",)

    def ledger_subject(self, obj: TeamDecision) -> Question:
        return obj.question

    def view_on_site(self, obj: TeamDecision) -> str:
        return reverse("question_sheet", args=[obj.question_id])
