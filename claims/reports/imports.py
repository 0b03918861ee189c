"""Tables on their way in as pages show them: the list, one table with what would become of its rows, those refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from claims.ingest.mapping import Mapped
from claims.models import Claim, Document, Event, Import, ImportMapping, ImportRow, Question, Source
from claims.models.imports import BY_HAND, ENDED, WAITING, WARNED, Corrections, Fate, ImportState, RowsAre
from claims.models.noun import Noun
from claims.reports.history import field_words
from claims.reports.lines import DocumentLink, document_link

LATEST = 50
SAMPLE = 3
SHOWN = 80
"""Characters of a cell in a sample or a list."""


@dataclass(frozen=True)
class ImportLine:
    url: str
    name: str
    rows_are: str
    rows: int
    state: str
    by: str
    received_at: datetime


def import_lines() -> tuple[ImportLine, ...]:
    """The latest tables. One query."""
    rows = Import.objects.select_related("by").order_by("-pk")[:LATEST]
    return tuple(
        ImportLine(
            row.get_absolute_url(),
            row.name,
            row.get_rows_are_display(),
            row.rows,
            row.get_state_display(),
            row.by.get_username(),
            row.received_at,
        )
        for row in rows
    )


@dataclass(frozen=True)
class FateCount:
    """How many rows have a fate, and the address that shows them."""

    fate: str
    words: str
    rows: int
    url: str


@dataclass(frozen=True)
class ImportPage:
    """One table. working: the reader has it, and how far it is; by_hand: rows that say otherwise than a correction made
    by hand; the three `may` say what a person can do now."""

    pk: int
    name: str
    rows_are: str
    state: str
    state_words: str
    message: str
    notes: tuple[str, ...]
    rows: int
    done: int
    by: str
    taken_by: str
    received_at: datetime
    sha256: str
    working: bool
    counts: tuple[FateCount, ...]
    by_hand: int
    keeps_corrections: bool
    may_map: bool
    may_take: bool
    may_give_up: bool
    document: DocumentLink | None
    has_rows: bool
    ledger_url: str

    @property
    def refused(self) -> int:
        return next((count.rows for count in self.counts if count.fate == Fate.REFUSED), 0)


def import_page(table: Import) -> ImportPage:
    """Reads by, taken_by and document.publisher (select them)."""
    refused = table.counts.get(Fate.REFUSED, 0)
    return ImportPage(
        pk=table.pk,
        name=table.name,
        rows_are=table.get_rows_are_display(),
        state=table.state,
        state_words=table.get_state_display(),
        message=table.message,
        notes=tuple(table.notes),
        rows=table.rows,
        done=table.done,
        by=table.by.get_username(),
        taken_by=table.taken_by.get_username() if table.taken_by else "",
        received_at=table.received_at,
        sha256=table.sha256,
        working=table.state in WAITING,
        counts=tuple(_counts(table)),
        by_hand=table.counts.get(BY_HAND, 0),
        keeps_corrections=table.corrections == Corrections.KEEP,
        may_map=table.state in (ImportState.STAGED, ImportState.CHECKED),
        may_take=table.state == ImportState.CHECKED and not refused and bool(table.counts),
        may_give_up=table.state not in ENDED,
        document=document_link(table.document) if table.document else None,
        ledger_url=f"{reverse('ledger_list')}?{urlencode({'kind': 'import', 'number': table.pk})}",
        has_rows=table.state in (ImportState.STAGED, ImportState.CHECKED, ImportState.IN_EFFECT),
    )


def _counts(table: Import) -> Iterator[FateCount]:
    for fate in Fate:
        if rows := table.counts.get(fate.value):
            yield FateCount(fate.value, str(fate.label), rows, f"{table.get_absolute_url()}?fate={fate.value}")
    if rows := table.counts.get(WARNED):
        yield FateCount(WARNED, "with a warning", rows, f"{table.get_absolute_url()}?fate={WARNED}")


def rows_of(table: Import, fate: str) -> QuerySet[ImportRow]:
    """The rows of this fate, those with a warning, or all where it is none of these."""
    rows = ImportRow.objects.filter(table=table)
    if fate == WARNED:
        return rows.filter(warned=True)
    return rows.filter(fate=fate) if fate and fate in Fate.values else rows


@dataclass(frozen=True)
class Sample:
    """A column with the first values in it."""

    column: str
    values: tuple[str, ...]


def samples_of(table: Import) -> tuple[Sample, ...]:
    """One query."""
    rows = list(ImportRow.objects.filter(table=table).order_by("number").values_list("cells", flat=True)[:SAMPLE])
    return tuple(
        Sample(column, tuple(_short(cells[n]) for cells in rows if n < len(cells)))
        for n, column in enumerate(table.header)
    )


def mappings_for(table: Import) -> tuple[ImportMapping, ...]:
    """Remembered ways to read a table with these very columns, for rows of this sort. One query."""
    kept = ImportMapping.objects.filter(rows_are=table.rows_are).order_by("-at")
    return tuple(mapping for mapping in kept if mapping.header == table.header)


@dataclass(frozen=True)
class Reason:
    """Where and why: a column or field, and a sentence."""

    where: str
    words: str


@dataclass(frozen=True)
class Change:
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class RowLine:
    number: int
    fate: str
    fate_words: str
    cells: str
    problems: tuple[Reason, ...]
    warnings: tuple[str, ...]
    changes: tuple[Change, ...]
    made_url: str


def row_lines(table: Import, rows: Sequence[ImportRow], labels: Mapping[str, str]) -> tuple[RowLine, ...]:
    """labels: of the fields, by name. One query, once the table is in effect: for what each row made."""
    made = _made(table, rows)
    return tuple(
        RowLine(
            number=row.number,
            fate=row.fate,
            fate_words=str(row.get_fate_display()) if row.fate else "not tried yet",
            cells=_short(" · ".join(cell for cell in row.cells if cell.strip()), 160),
            problems=tuple(Reason(labels.get(where, where), why) for where, why, *_ in row.problems),
            warnings=tuple(row.warnings),
            changes=tuple(Change(labels.get(f) or field_words(f), _short(a), _short(b)) for f, a, b in row.changes),
            made_url=made.get(row.number, ""),
        )
        for row in rows
    )


_NOUNS: Mapping[str, type[Noun]] = {
    RowsAre.SOURCES: Source,
    RowsAre.DOCUMENTS: Document,
    RowsAre.EVENTS: Event,
    RowsAre.QUESTIONS: Question,
    RowsAre.CLAIMS: Claim,
    RowsAre.CASES: Claim,
}


def _made(table: Import, rows: Sequence[ImportRow]) -> dict[int, str]:
    """The address of what each row speaks of, by its number."""
    if table.state != ImportState.IN_EFFECT:
        return {}
    mapped = Mapped({"key": table.patterns["key"]}, table.header)
    keys = {row.number: mapped.values(row.cells)["key"] for row in rows}
    noun = _NOUNS[table.rows_are]
    found = noun._default_manager.filter(external_key__in=keys.values()).only("external_key")
    urls = {row.external_key: row.get_absolute_url() for row in found}  # type: ignore[attr-defined]
    return {number: urls[key] for number, key in keys.items() if key in urls}


def refused_rows(table: Import, labels: Mapping[str, str]) -> Iterator[list[str]]:
    """For a file: number, reasons, and the cells as they are, of each refused row."""
    rows = ImportRow.objects.filter(table=table, fate=Fate.REFUSED).order_by("number")
    for row in rows.iterator(chunk_size=500):
        reasons = " ".join(f"{labels.get(where, where)}: {why}" if where else why for where, why, *_ in row.problems)
        yield [str(row.number), reasons, *row.cells]


def _short(words: str, most: int = SHOWN) -> str:
    return words if len(words) <= most else f"{words[:most]}…"
