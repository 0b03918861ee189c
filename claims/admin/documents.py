"""Documents and their texts in the admin."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin

from claims import actions
from claims.admin.base import NounAdmin, ReadAdmin
from claims.admin.filters import pick_filter
from claims.forms.documents import KNOWN, DocumentAddForm, DocumentCorrectForm, as_typed
from claims.models import Document, Source, TextVersion
from claims.views.documents import add_typed


@admin.register(Document)
class DocumentAdmin(NounAdmin):
    add_with, correct_with = DocumentAddForm, DocumentCorrectForm
    add_fields = ((None, {"fields": ("text", "original")}), ("What is known of it", {"fields": KNOWN}))
    correct_fields = shown = ((None, {"fields": KNOWN}),)
    follows = ("original_name", "media_type", "size", "sha256", "added_at", "added_by")
    edits = (
        ("document_repeats", "Record that it repeats another"),
        ("claim_add", "Record a claim found in it"),
    )
    autocomplete_fields = ("publisher",)
    list_display = ("title", "publisher", "published", "language", "grade", "confidential")
    list_select_related = ("publisher",)
    list_filter = ("grade", "confidential", "language", pick_filter("publisher", "publisher", Source))
    search_fields = ("title", "original_name", "sha256")
    date_hierarchy = "added_at"
    ordering = ("-pk",)

    def known(self, row: Document) -> Mapping[str, Any]:
        return as_typed(row)

    def add(self, by: Any, form: Any) -> Document:
        return add_typed(by, form)

    def correct(self, by: Any, row: Document, form: Any) -> Document:
        return actions.correct_document(by=by, document=row, **form.cleaned_data)


@admin.register(TextVersion)
class TextVersionAdmin(ReadAdmin):
    shown = ((None, {"fields": ("document", "number", "sha256", "extractor", "text")}),)
    list_display = ("document", "number", "extractor", "sha256")
    list_select_related = ("document",)
    list_filter = (pick_filter("document", "document", Document),)
    search_fields = ("document__title", "sha256")
    ordering = ("-pk",)

    def get_queryset(self, request: Any) -> Any:
        rows = super().get_queryset(request)
        # A list shows no text, and texts are long.
        return rows if request.resolver_match.kwargs else rows.defer("text")

    def ledger_subject(self, obj: TextVersion) -> Document:
        return obj.document

    def view_on_site(self, obj: TextVersion) -> str:
        return f"{obj.document.get_absolute_url()}?text={obj.number}"
