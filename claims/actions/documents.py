"""Adding and correcting documents, and recording that one repeats another."""

from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.utils import timezone

from claims.actions.deed import deed, enter
from claims.actions.errors import Refused
from claims.actions.projections import insert_text_keys, recompute, sort_day
from claims.actions.rows import changed, checked, inserted, safe_words, snapshot
from claims.dates import CannotReadDate, Span, read_edtf
from claims.ingest.extracted import Extracted
from claims.models import Document, DocumentRepeats, TextVersion
from claims.models.document import LONGEST_NAME, original_path
from claims.reports.reach import of_documents


@deed("claims.add_document", "add documents")
def add_document(
    *, by: User, title: str, original: bytes, original_name: str, extracted: Extracted, **columns: Any
) -> Document:
    """Keep the original bytes under their SHA-256 and the text extracted from them as text version 1.

    columns: any of publisher, published (EDTF), language, address, collected (EDTF), note, grade, grade_reason,
    confidential, external_key.
    Raises Refused for bytes already kept (naming the document), a text that no database may hold, a date that cannot
    be read. A file without text is kept: its notes say so.
    """
    digest = sha256(original).hexdigest()
    refuse_known(digest)
    document = Document(
        sha256=digest,
        size=len(original),
        media_type=extracted.media_type,
        says_of_itself={name: words for name, words in extracted.proposals.items() if words},
        added_at=timezone.now(),
        added_by=by,
    )
    name = safe_words(original_name, "original_name")[-LONGEST_NAME:]
    checked(document, {"title": title, "original_name": name, **columns, **_days(columns)})
    _keep(document, original)
    inserted(document)
    text = insert_text(document, 1, extracted)
    enter(by=by, deed="add_document", concerning=[document], after=snapshot(document) | text_facts(text))
    return document


@deed("claims.add_document", "add documents")
def received_again(*, by: User, document: Document, name: str) -> Document:
    """Enter that bytes which are kept already were brought again, by whom and under which name."""
    enter(by=by, deed="receive_again", concerning=[document], after={"name": safe_words(name, "name")})
    return document


@deed("claims.add_document", "take reports over")
def enter_taken_over(
    *, by: User, documents: Sequence[Document], facts: Mapping[str, Any], times: Mapping[str, Sequence[str]]
) -> None:
    """Enter that a report of another tracker was taken over, and when there was done what was done again here.

    facts: which report it was. times: by what it concerns here.
    """
    enter(by=by, deed="take_over_report", concerning=documents, after={**facts, "times": dict(times)})


@deed("claims.view_document", "see documents")
def give_out_original(*, by: User, document: Document) -> Document:
    """Enter that the original was handed to somebody: part of its custody."""
    enter(by=by, deed="give_out_original", concerning=[document], after={"sha256": document.sha256})
    return document


@deed("claims.view_document", "see documents")
def give_out_package(*, by: User, documents: Collection[int], named: str) -> Collection[int]:
    """Enter that an evidence package was handed to somebody: part of the custody of each of these documents, by their
    keys, whose originals lie in it. named: of the package. Where none lies in it there is no custody to enter.
    """
    if documents:
        also = [("document", pk) for pk in sorted(documents)]
        enter(by=by, deed="give_out_package", concerning=[], also=also, after={"package": named})
    return documents


@deed("claims.view_document", "see documents")
def enter_verification(*, by: User, document: Document, holds: bool, found: Sequence[str]) -> Document:
    """Enter what verifying a document came to: part of its custody. found: each check, in words."""
    enter(by=by, deed="verify_document", concerning=[document], after={"holds": holds, "found": list(found)})
    return document


def _keep(document: Document, original: bytes) -> None:
    """Keep the bytes under their hash. A file left there by a deed that did not come to its end is taken over."""
    storage, name = document.original.storage, original_path(document, "")
    if storage.exists(name):
        with storage.open(name, "rb") as left:
            if sha256(left.read()).hexdigest() == document.sha256:
                document.original.name = name
                return
    document.original.save(document.sha256, ContentFile(original), save=False)


def insert_text(document: Document, number: int, extracted: Extracted) -> TextVersion:
    """The text of this number. Within a deed."""
    safe_words(extracted.text, "text")  # refused or kept as it stands: offsets count from its first character
    text = inserted(
        TextVersion(
            document=document,
            number=number,
            text=extracted.text,
            sha256=sha256(extracted.text.encode()).hexdigest(),
            extractor=extracted.extractor,
            pages=list(extracted.pages),
            notes=list(extracted.notes),
            made_at=timezone.now(),
        )
    )
    insert_text_keys(text, extracted.keys)
    return text


def text_facts(text: TextVersion) -> dict[str, Any]:
    """What the ledger keeps of a text: not its words, but what proves them."""
    return {"text_number": text.number, "text_sha256": text.sha256, "extractor": text.extractor}


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


def refuse_known(digest: str) -> None:
    """Raises Refused where bytes of this SHA-256 are kept already."""
    known = Document.objects.filter(sha256=digest).first()
    if known:
        raise Refused(f"These very bytes are already here as “{known.title}” (document {known.pk}).", "original")


def _days(columns: dict[str, Any]) -> dict[str, Any]:
    """What follows from the dates given. Raises Refused where one cannot be read."""
    day_read(columns.get("collected", ""), "collected")
    if "published" not in columns:
        return {}
    span = day_read(columns["published"], "published")
    if span is None:
        return {"published_from": None, "published_to": None, "sort_day": 0}
    return {"published_from": span.first, "published_to": span.last, "sort_day": sort_day(span.first)}


def day_read(written: str, field: str) -> Span | None:
    """The span of days of a date as typed, None where there is none. Raises Refused."""
    words = safe_words(written, field)
    try:
        return read_edtf(words) if words else None
    except CannotReadDate as unread:
        raise Refused(str(unread), field) from None
