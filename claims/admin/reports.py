"""Reports and their releases in the admin. A report is published on the site, where its preview is."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from claims import actions
from claims.admin.base import NounAdmin, ReadAdmin
from claims.admin.filters import pick_filter
from claims.admin.incoming import SeenAs
from claims.forms.reports import ReportChangeForm, ReportForm, as_typed
from claims.models import Release, ReleaseFile, Report

COLUMNS = ("title", "purpose", "events", "questions", "chosen_by", "rule", "reviewers_hidden")


@admin.register(Report)
class ReportAdmin(NounAdmin):
    add_with, correct_with = ReportForm, ReportChangeForm
    add_fields = correct_fields = shown = ((None, {"fields": COLUMNS}),)
    follows = ("by", "composed_at")
    list_display = ("title", "rule", "by", "composed_at")
    list_select_related = ("by",)
    search_fields = ("title", "purpose")
    ordering = ("-pk",)

    def known(self, row: Report) -> Mapping[str, Any]:
        return as_typed(row)

    def add(self, by: Any, form: Any) -> Report:
        return actions.compose_report(by=by, **form.cleaned_data)

    def correct(self, by: Any, row: Report, form: Any) -> Report:
        return actions.change_report(by=by, report=row, **form.cleaned_data)


@admin.register(Release)
class ReleaseAdmin(ReadAdmin):
    shown = (
        (None, {"fields": ("report", "number", "title", "as_of", "claim_count", "conflict_count", "sha256", "note")}),
        ("Published", {"fields": ("by", "at")}),
        ("Withdrawn", {"fields": ("withdrawn_by", "withdrawn_at", "withdrawn_reason")}),
    )
    list_display = ("title", "number", "as_of", "by", "at")
    list_select_related = ("by", "report")
    list_filter = (pick_filter("report", "report", Report),)
    search_fields = ("title",)
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Release]:
        """What a release holds may be many megabytes."""
        rows: QuerySet[Release] = super().get_queryset(request).defer("content")
        return rows

    def ledger_subject(self, obj: Release) -> Report:
        return obj.report


@admin.register(ReleaseFile)
class ReleaseFileAdmin(SeenAs):
    permission = ("view", Release)
    shown = (
        (None, {"fields": ("release", "form", "state", "message")}),
        ("The file", {"fields": ("stored", "size", "sha256")}),
        ("How it was made", {"fields": ("by", "asked_at", "attempts", "taken_at", "beat_at", "how_far")}),
    )
    list_display = ("form", "release", "state", "size", "by", "asked_at")
    list_select_related = ("release", "by")
    list_filter = ("state", pick_filter("report", "release__report", Report))
    search_fields = ("message", "=sha256", "by__username")
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReleaseFile]:
        """What a release holds may be many megabytes."""
        rows: QuerySet[ReleaseFile] = super().get_queryset(request).defer("release__content")
        return rows

    def ledger_subject(self, obj: ReleaseFile) -> Report:
        return obj.release.report
