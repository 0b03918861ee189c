"""Files on their way in as pages show them: what became of each of a batch, and a person's latest batches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Count, Max, Min, Q
from django.urls import reverse

from claims.models import Upload
from claims.models.upload import UNFINISHED, UploadState
from claims.reports.lines import DocumentLink, document_link

LATEST = 20


@dataclass(frozen=True)
class UploadLine:
    """One file. notes: what a reader must know of its text. may_retry: its bytes are still here."""

    pk: int
    name: str
    size: int
    state: str
    state_words: str
    message: str
    document: DocumentLink | None
    proposals_url: str
    again: bool
    notes: tuple[str, ...]
    may_retry: bool


@dataclass(frozen=True)
class BatchPage:
    batch: str
    by: str
    received_at: datetime
    lines: tuple[UploadLine, ...]

    @property
    def done(self) -> int:
        return sum(line.state not in UNFINISHED for line in self.lines)

    @property
    def unfinished(self) -> bool:
        return self.done < len(self.lines)

    @property
    def waiting(self) -> int:
        return sum(line.state == UploadState.WAITING for line in self.lines)


@dataclass(frozen=True)
class BatchLine:
    """A batch in a list: how many files, how many still to be read, how many refused."""

    url: str
    received_at: datetime
    files: int
    unfinished: int
    refused: int


def batch_page(batch: str) -> BatchPage | None:
    """What became of each file of the batch; None where there is none. Two queries."""
    uploads = list(
        Upload.objects.filter(batch=batch)
        .select_related("by", "document__publisher")
        .prefetch_related("document__texts")
        .order_by("position")
    )
    if not uploads:
        return None
    return BatchPage(batch, uploads[0].by.get_username(), uploads[0].received_at, tuple(map(_line, uploads)))


def _line(upload: Upload) -> UploadLine:
    texts: Sequence[object] = list(upload.document.texts.all()) if upload.document else []
    notes = tuple(getattr(texts[-1], "notes", ())) if texts else ()
    return UploadLine(
        pk=upload.pk,
        name=upload.name,
        size=upload.size,
        state=upload.state,
        state_words=str(upload.get_state_display()),
        message=upload.message,
        document=document_link(upload.document) if upload.document else None,
        proposals_url=reverse("document_proposals", args=[upload.document.pk]) if upload.document else "",
        again=upload.again,
        notes=notes,
        may_retry=upload.state in (UploadState.REFUSED, UploadState.CANCELLED) and bool(upload.held),
    )


def batches_of(person: User) -> tuple[BatchLine, ...]:
    """The person's latest batches. One query."""
    rows = (
        Upload.objects.filter(by=person)
        .order_by()
        .values("batch")
        .annotate(
            first=Min("id"),
            at=Max("received_at"),
            files=Count("id"),
            left=Count("id", filter=Q(state__in=UNFINISHED)),
            refused=Count("id", filter=Q(state=UploadState.REFUSED)),
        )
        .order_by("-first")[:LATEST]
    )
    return tuple(
        BatchLine(reverse("upload_batch", args=[r["batch"]]), r["at"], r["files"], r["left"], r["refused"])
        for r in rows
    )
