"""Adding and correcting documents, and recording that one repeats another."""

from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.utils import timezone

from claims.actions.deed import deed, enter
from claims.actions.errors import Refused
from claims.actions.projections import recompute, sort_day
from claims.actions.rows import changed, checked, inserted, safe_words, snapshot
from claims.dates import CannotReadDate, read_edtf
from claims.models import Document, DocumentRepeats, TextVersion
from claims.reports.reach import of_documents

LONGEST_NAME = 255


@deed("claims.add_document", "add documents")
def add_document(
    *,
    by: User,
    title: str,
    original: bytes,
    original_name: str,
    media_type: str,
    text: str,
    extractor: str,
    **columns: Any,
) -> Document:
    """Keep the original bytes under their SHA-256 and the text extracted from them as text version 1.

    columns: any of publisher, published (EDTF), language, address, note, grade, grade_reason, confidential,
    external_key.
    Raises Refused for bytes already kept (naming the document), an empty text, a date that cannot be read.
    """
    digest = sha256(original).hexdigest()
    _refuse_known(digest)
    if not text.strip():
        raise Refused("There is no text in this document, so nothing could be quoted from it.", "text")
    _refuse_unsafe(text)
    document = Document(
        sha256=digest,
        size=len(original),
        media_type=media_type,
        added_at=timezone.now(),
        added_by=by,
    )
    name = safe_words(original_name, "original_name")[-LONGEST_NAME:]
    checked(document, {"title": title, "original_name": name, **columns, **_days(columns)})
    document.original.save(digest, ContentFile(original), save=False)
    inserted(document)
    inserted(
        TextVersion(
            document=document,
            number=1,
            text=text,
            sha256=sha256(text.encode()).hexdigest(),
            extractor=extractor,
        )
    )
    enter(by=by, deed="add_document", concerning=[document], after=snapshot(document))
    return document


@deed("claims.change_document", "correct documents")
def correct_document(*, by: User, document: Document, version: int, **columns: Any) -> Document:
    """Correct what is known about a document; its bytes and texts never change. Raises Stale."""
    document = Document.objects.get(pk=document.pk)
    before = snapshot(document)
    changed(document, version, {**columns, **_days(columns)})
    enter(by=by, deed="correct_document", concerning=[document], before=before, after=snapshot(document))
    if before["publisher_id"] != document.publisher_id:
        recompute(of_documents([document.pk]))
    return document


@deed("claims.change_document", "record that one document repeats another")
def record_repeats(*, by: User, document: Document, repeats: Document, note: str = "") -> DocumentRepeats:
    """Record that a document repeats another: its own voice then has the other's roots. Raises Refused on a circle."""
    if document.pk == repeats.pk or document.pk in _repeated_by(repeats):
        raise Refused("These documents would repeat each other in a circle.", "repeats")
    if DocumentRepeats.objects.filter(document=document, repeats=repeats).exists():
        raise Refused(f"This document is already recorded as repeating “{repeats.title}”.", "repeats")
    link = inserted(checked(DocumentRepeats(document=document, repeats=repeats), {"note": note}))
    enter(
        by=by,
        deed="record_repeats",
        concerning=[document, repeats],
        after={"document": document.pk, "repeats": repeats.pk, "note": link.note},
    )
    recompute(of_documents([document.pk]))
    return link


def _repeated_by(document: Document) -> set[int]:
    """All documents that this one repeats, directly or by way of others."""
    seen: set[int] = set()
    waiting = {document.pk}
    while waiting:
        found = DocumentRepeats.objects.filter(document__in=waiting).values_list("repeats_id", flat=True)
        waiting = set(found) - seen
        seen |= waiting
    return seen


def _refuse_known(digest: str) -> None:
    known = Document.objects.filter(sha256=digest).first()
    if known:
        raise Refused(f"These very bytes are already here as “{known.title}” (document {known.pk}).", "original")


def _refuse_unsafe(text: str) -> None:
    """As safe_words, but nothing is stripped: offsets count from the text's first character."""
    safe_words(text, "text")


def _days(columns: dict[str, Any]) -> dict[str, Any]:
    if "published" not in columns:
        return {}
    written = safe_words(columns["published"], "published")
    if not written:
        return {"published_from": None, "published_to": None, "sort_day": 0}
    try:
        span = read_edtf(written)
    except CannotReadDate as unread:
        raise Refused(str(unread), "published") from None
    return {"published_from": span.first, "published_to": span.last, "sort_day": sort_day(span.first)}
