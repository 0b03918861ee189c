"""The staged rows of a table as its reader goes through them, chunk by chunk: still its own, counted, alive."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone

from claims.actions.errors import Refused
from claims.actions.imports.plan import Planned
from claims.ingest.tables import Table
from claims.models import Document, Import, ImportRow, TextVersion
from claims.models.imports import BY_HAND, WARNED, RowsAre
from claims.reports.collecting import collector_waits

CHUNK = 2000
"""Rows a transaction: short enough that others hardly wait."""
OWN_ROW = (RowsAre.CASES, RowsAre.CLAIMS)
"""Rows whose claims quote the table itself, unless they name a document."""


def refuse_overtaken(table: Import) -> None:
    """Raises Refused where a person gave it up, or another reader took it over."""
    if not Import.objects.filter(pk=table.pk, state=table.state, attempts=table.attempts).exists():
        raise Refused("Somebody gave this table up, or another reader took it over.")


def beat(table: Import, **columns: Any) -> None:
    """Show that its reader lives, and how far it is."""
    Import.objects.filter(pk=table.pk).update(beat_at=timezone.now(), **columns)


def chunks_of(table: Import) -> Iterator[list[ImportRow]]:
    """The staged rows in their order, a chunk at a time; whoever works on one is not held up by the collector."""
    last = 0
    staged = ImportRow.objects.filter(table=table).order_by("number")
    while rows := list(staged.filter(number__gt=last)[:CHUNK]):
        with collector_waits():
            yield rows
        last = rows[-1].number


def numbered(table: Import, numbers: Sequence[int]) -> Iterator[list[ImportRow]]:
    """Those of them that have these numbers, a chunk at a time."""
    for at in range(0, len(numbers), CHUNK):
        with collector_waits():
            yield list(ImportRow.objects.filter(table=table, number__in=numbers[at : at + CHUNK]).order_by("number"))


def count(planned: Sequence[Planned], counts: dict[str, int]) -> None:
    """Add the fates of these rows to those of the rows before them."""
    for one in planned:
        counts[one.fate] = counts.get(one.fate, 0) + 1
        if one.by_hand:
            counts[BY_HAND] = counts.get(BY_HAND, 0) + 1
        if one.warnings:
            counts[WARNED] = counts.get(WARNED, 0) + 1


def as_staged(row: ImportRow) -> ImportRow:
    """Without what an earlier trial found: those problems name fields, the table's own name its columns."""
    row.problems = [[column, why] for column, why, *tried in row.problems if not tried]
    return row


def own_text(table: Import, read: Table) -> TextVersion | None:
    """The table's text as it would be kept, not saved: of the document that has its bytes, if one is there."""
    if table.rows_are not in OWN_ROW:
        return None
    known = own_document(table)
    return TextVersion(document=known or Document(title=table.title, publisher=table.publisher), text=read.text)


def own_document(table: Import) -> Document | None:
    return Document.objects.filter(sha256=table.sha256).first()
