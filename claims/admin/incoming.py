"""Uploads, tables and dismissed sentences in the admin: to be found and read. What is to be done about them is done on
their pages of the site, by whoever may see those.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from claims.access import may
from claims.admin.base import ReadAdmin
from claims.admin.filters import pick_filter
from claims.models import Claim, Dismissal, Document, Import, Upload


class SeenAs(ReadAdmin):
    """Seen by those who may do this on the site, where it has no permission of its own."""

    permission: tuple[str, type[Model]]

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may(request.user, *self.permission)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)


@admin.register(Upload)
class UploadAdmin(SeenAs):
    permission = ("add", Document)
    shown = (
        (None, {"fields": ("name", "size", "state", "message", "document", "again")}),
        ("How it was sent", {"fields": ("by", "received_at", "collected", "whole_page", "encoding")}),
        ("How it was read", {"fields": ("attempts", "taken_at", "batch", "position")}),
    )
    list_display = ("name", "state", "document", "again", "by", "received_at")
    list_select_related = ("document", "by")
    list_filter = ("state", pick_filter("document", "document", Document))
    search_fields = ("name", "message", "by__username")
    ordering = ("-pk",)


@admin.register(Import)
class ImportAdmin(SeenAs):
    permission = ("add", Claim)
    shown = (
        (None, {"fields": ("name", "rows_are", "state", "message", "document")}),
        ("The file", {"fields": ("size", "sha256", "encoding", "sheet", "title", "publisher", "header", "notes")}),
        ("Its rows", {"fields": ("rows", "done", "counts", "patterns")}),
        ("Who and when", {"fields": ("by", "received_at", "taken_by", "ended_at", "attempts", "beat_at")}),
    )
    list_display = ("name", "rows_are", "state", "rows", "by", "received_at")
    list_select_related = ("by",)
    list_filter = ("state", pick_filter("document", "document", Document))
    search_fields = ("name", "=sha256", "by__username")
    ordering = ("-pk",)


@admin.register(Dismissal)
class DismissalAdmin(SeenAs):
    permission = ("view", Document)
    shown = ((None, {"fields": ("document", "sentence", "by", "at")}),)
    list_display = ("sentence", "document", "by", "at")
    list_select_related = ("document", "by")
    list_filter = (pick_filter("document", "document", Document),)
    search_fields = ("sentence", "document__title", "by__username")
    ordering = ("-pk",)

    def ledger_subject(self, obj: Dismissal) -> Document:
        return obj.document

    def view_on_site(self, obj: Any) -> str:
        return reverse("document_dismissed", args=[obj.document_id])
