"""The way of a table: received and given up by a person; staged, tried and taken into effect step by step by the reader
(jobs.py). Each step happens once, however often it is tried; readers and writers wait only for the last one.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from itertools import islice
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db.models import F, Q
from django.utils import timezone

from claims.actions.deed import act, deed, enter, long_act, on_behalf_of
from claims.actions.documents import add_document
from claims.actions.errors import NotAllowed, Refused
from claims.actions.extraction import read_otherwise
from claims.actions.imports.effect import Effect
from claims.actions.imports.fields import FIELDS, needed
from claims.actions.imports.plan import Planned, plan
from claims.actions.imports.planner import Planner
from claims.actions.rows import checked, inserted, refuse_empty, safe_words
from claims.ingest.extracted import Extracted
from claims.ingest.mapping import CannotMap, Mapped
from claims.ingest.tables import Row, Table
from claims.ledger import canonical
from claims.models import Document, Import, ImportMapping, ImportRow, Source, TextVersion
from claims.models.document import LONGEST_NAME
from claims.models.imports import BY_HAND, ENDED, WAITING, WARNED, Corrections, Fate, ImportState, RowsAre
from claims.reports.collecting import collector_waits
from claims.roles import RECORD

CHUNK = 2000
"""Rows a transaction while staging and trying: short enough that others hardly wait."""
MOST_ATTEMPTS = 3
SILENT_FOR = timedelta(minutes=5)
"""A reader that shows no sign of life for so long was killed."""
OWN_ROW = (RowsAre.CASES, RowsAre.CLAIMS)
"""Rows whose claims quote the table itself, unless they name a document."""


# --- what a person does -----------------------------------------------------------------------------------------------


@deed("claims.add_claim", "import tables")
def receive_import(
    *,
    by: User,
    name: str,
    original: bytes,
    rows_are: str,
    publisher: Source | None = None,
    title: str = "",
    encoding: str = "",
    sheet: str = "",
) -> Import:
    """Hold a table until it is staged. publisher, title: of the document that the table itself becomes."""
    table = Import(
        sha256=sha256(original).hexdigest(), size=len(original), by=by, received_at=timezone.now(), publisher=publisher
    )
    kept = safe_words(name, "chosen")[-LONGEST_NAME:] or "unnamed"
    checked(table, {"name": kept, "rows_are": rows_are, "title": title or kept, "encoding": encoding, "sheet": sheet})
    storage, path = table.held.storage, table.held.field.generate_filename(table, "")
    if storage.exists(path):
        table.held.name = path
    else:
        table.held.save("", ContentFile(original), save=False)
    inserted(table)
    enter(by=by, deed="receive_import", concerning=[table], after={"name": kept, "sha256": table.sha256})
    return table


@deed("claims.add_claim", "import tables")
def map_import(
    *,
    by: User,
    table: Import,
    patterns: Mapping[str, str],
    corrections: str = Corrections.KEEP.value,
    remember_as: str = "",
) -> Import:
    """Say how the columns are read and what becomes of corrections made by hand, and have the rows tried. Raises
    Refused, by field.
    """
    table = Import.objects.get(pk=table.pk)
    if table.state not in (ImportState.STAGED, ImportState.CHECKED):
        raise Refused("This table is being worked on, or it is done.")
    kept = {name: safe_words(words, name) for name, words in patterns.items() if words.strip()}
    _refuse_unmapped(table, kept)
    checked(table, {"corrections": corrections})
    table.patterns, table.state = kept, ImportState.TO_CHECK
    table.done, table.counts, table.message, table.attempts = 0, {}, "", 0
    table.save(update_fields=["patterns", "corrections", "state", "done", "counts", "message", "attempts"])
    if remember_as:
        _remember(by, table, safe_words(remember_as, "remember_as"))
    enter(by=by, deed="map_import", concerning=[table], after={"patterns": kept, "corrections": corrections})
    return table


def _refuse_unmapped(table: Import, patterns: Mapping[str, str]) -> None:
    wrong: dict[str, str] = {}
    known = {field.name for field in FIELDS[table.rows_are]}
    for name, pattern in patterns.items():
        if name not in known:
            raise Refused(f"There is no field “{name[:40]}”.")
        try:
            Mapped({name: pattern}, table.header)
        except CannotMap as unmapped:
            wrong[name] = str(unmapped)
    wrong |= {name: "A row needs this: choose a column, or write what it is." for name in needed(table.rows_are)
              if name not in patterns}  # fmt: skip
    if wrong:
        raise Refused(wrong)


def _remember(by: User, table: Import, name: str) -> None:
    columns = {"rows_are": table.rows_are, "header": table.header, "patterns": table.patterns, "at": timezone.now()}
    kept = ImportMapping.objects.filter(name=name).first() or ImportMapping(name=name, by=by)
    checked(kept, {"name": name, **columns})
    kept.by = by
    kept.save()


@deed("claims.add_claim", "import tables")
def have_import_taken(*, by: User, table: Import) -> Import:
    """Let the rows take effect, all of them. Raises Refused while any is refused, or the trying is not over."""
    table = Import.objects.get(pk=table.pk)
    if table.state != ImportState.CHECKED:
        raise Refused("Only a table whose rows were tried can take effect.")
    if table.counts.get(Fate.REFUSED):
        raise Refused("Some rows are refused. Mend them and send the table again, or change how its columns are read.")
    table.state, table.done, table.attempts, table.taken_by = ImportState.TO_TAKE, 0, 0, by
    table.save(update_fields=["state", "done", "attempts", "taken_by"])
    return table


@deed("claims.add_claim", "import tables")
def give_up_import(*, by: User, table: Import) -> Import:
    """Give a table up before it has taken effect; its staged rows go, nothing else was written."""
    table = Import.objects.get(pk=table.pk)
    if table.state in (*ENDED, ImportState.TO_TAKE):
        raise Refused("This table has taken effect, takes effect just now, or was given up already.")
    ImportRow.objects.filter(table=table).delete()
    table.state, table.ended_at = ImportState.GIVEN_UP, timezone.now()
    table.save(update_fields=["state", "ended_at"])
    enter(by=by, deed="give_up_import", concerning=[table], after={"name": table.name})
    return table


# --- the reader's steps -----------------------------------------------------------------------------------------------


def take_import() -> Import | None:
    """The next table that waits for the reader; None when none does. Two readers never take the same one."""
    with act():
        silent = Q(beat_at__isnull=True) | Q(beat_at__lt=timezone.now() - SILENT_FOR)
        table = Import.objects.filter(silent, state__in=WAITING).order_by("pk").first()
        if table is None:
            return None
        won = Import.objects.filter(pk=table.pk, state=table.state, attempts=table.attempts, beat_at=table.beat_at)
        if not won.update(beat_at=timezone.now(), attempts=F("attempts") + 1):
            return None
    table.refresh_from_db()
    if table.attempts > MOST_ATTEMPTS:
        refuse_import(table, "Working on this table was broken off several times, so it is not tried again by itself.")
        return take_import()
    return table


def refuse_import(table: Import, why: str) -> None:
    """Keep why it goes no further. Rows that were tried stay to be looked at; effects there are none."""
    with act():
        state = ImportState.REFUSED if table.state == ImportState.RECEIVED else ImportState.STAGED
        state = ImportState.CHECKED if table.state == ImportState.TO_TAKE else state
        Import.objects.filter(pk=table.pk, state=table.state, attempts=table.attempts).update(
            state=state, message=why, beat_at=None
        )


def stage_import(table: Import, read: Table, rows: int) -> None:
    """Keep every row as it stands, chunk by chunk; what a broken-off reader staged is replaced."""
    with act():
        _refuse_overtaken(table)
        ImportRow.objects.filter(table=table).delete()
    staged = 0
    while some := list(islice(read.rows, CHUNK)):
        with act():
            _refuse_overtaken(table)
            ImportRow.objects.bulk_create([_staged(table, row) for row in some], batch_size=500)
            staged += len(some)
            _beat(table, done=staged, rows=rows)
    with act():
        _refuse_overtaken(table)
        columns = {"header": list(read.header), "notes": _notes(read), "rows": staged, "beat_at": None, "attempts": 0}
        Import.objects.filter(pk=table.pk).update(state=ImportState.STAGED, done=staged, **columns)


def _notes(read: Table) -> list[str]:
    others = f"It holds other sheets: {', '.join(read.others)}." if read.others else ""
    return [*read.notes, *([others] if others else [])]


def _staged(table: Import, row: Row) -> ImportRow:
    return ImportRow(
        table=table,
        number=row.number,
        start=row.start,
        end=row.end,
        cells=list(row.cells),
        problems=[list(problem) for problem in row.problems],
        fate=Fate.REFUSED if row.problems else Fate.UNKNOWN,
    )


def _refuse_overtaken(table: Import) -> None:
    """Raises Refused where a person gave it up, or another reader took it over."""
    if not Import.objects.filter(pk=table.pk, state=table.state, attempts=table.attempts).exists():
        raise Refused("Somebody gave this table up, or another reader took it over.")


def _beat(table: Import, **columns: Any) -> None:
    Import.objects.filter(pk=table.pk).update(beat_at=timezone.now(), **columns)


def chunks_of(table: Import) -> Iterator[list[ImportRow]]:
    """The staged rows in their order, a chunk at a time; whoever works on one is not held up by the collector."""
    last = 0
    while rows := list(ImportRow.objects.filter(table=table, number__gt=last).order_by("number")[:CHUNK]):
        with collector_waits():
            yield rows
        last = rows[-1].number


def check_import(table: Import, read: Table) -> None:
    """Try every row: what would become of it, and why. Writes nothing but the rows' own fates."""
    planner = Planner(table, _own_text(table, read), Mapped(table.patterns, table.header))
    counts: dict[str, int] = {}
    done = 0
    for rows in chunks_of(table):
        planned = plan(planner, [_as_staged(row) for row in rows])
        with act():
            _refuse_overtaken(table)
            _count(planned, counts)
            _tell(planned)
            done += len(rows)
            _beat(table, done=done)
    with act():
        _refuse_overtaken(table)
        Import.objects.filter(pk=table.pk).update(
            state=ImportState.CHECKED, counts=counts, beat_at=None, attempts=0, message=""
        )


def _count(planned: Sequence[Planned], counts: dict[str, int]) -> None:
    for one in planned:
        counts[one.fate] = counts.get(one.fate, 0) + 1
        if one.by_hand:
            counts[BY_HAND] = counts.get(BY_HAND, 0) + 1
        if one.warnings:
            counts[WARNED] = counts.get(WARNED, 0) + 1


def _as_staged(row: ImportRow) -> ImportRow:
    """Without what an earlier trial found: those problems name fields, the table's own name its columns."""
    row.problems = [[column, why] for column, why, *tried in row.problems if not tried]
    return row


def _tell(planned: Sequence[Planned]) -> None:
    """Keep the rows' fates. Most have nothing else to say, and go together."""
    told = [_told(one) for one in planned]
    silent = [row for row in told if not (row.problems or row.warnings or row.changes)]
    for fate in {row.fate for row in silent}:
        keys = [row.pk for row in silent if row.fate == fate]
        ImportRow.objects.filter(pk__in=keys).update(fate=fate, problems=[], warnings=[], warned=False, changes=[])
    rest = [row for row in told if row.problems or row.warnings or row.changes]
    ImportRow.objects.bulk_update(rest, ["fate", "problems", "warnings", "warned", "changes"], batch_size=200)


def _told(one: Planned) -> ImportRow:
    row, own = one.staged, len(one.staged.problems)
    row.fate, row.warnings, row.warned = one.fate, one.warnings, bool(one.warnings)
    row.changes = [list(change) for change in one.changes]
    row.problems = [*row.problems, *([field, why, "tried"] for field, why in one.problems[own:])]
    return row


def _own_text(table: Import, read: Table) -> TextVersion | None:
    """The table's text as it would be kept, not saved."""
    if table.rows_are not in OWN_ROW:
        return None
    return TextVersion(document=Document(title=table.title, publisher=table.publisher), text=read.text)


def take_into_effect(table: Import, original: bytes, read: Table) -> None:
    """Write all that the rows come to, in one transaction, with one ledger entry for what is new. Raises Refused where
    the tracker has changed so that a row no longer fits: then nothing is written.
    """
    with long_act(), suppress(_AlreadyDone):
        table = Import.objects.select_related("by", "taken_by", "publisher").get(pk=table.pk)
        if table.state != ImportState.TO_TAKE:
            raise _AlreadyDone
        by = table.taken_by or table.by
        if not (by.is_active and by.has_perms(RECORD)):  # much is written past the deeds that ask
            raise NotAllowed("let tables take effect")
        text = _kept_text(table, by, original, read)
        planner = Planner(table, text, Mapped(table.patterns, table.header))
        effect = Effect(by=by)
        digest = sha256()
        counts: dict[str, int] = {}
        for rows in chunks_of(table):
            planned = plan(planner, [_as_staged(row) for row in rows])
            _refuse_unfit(planned, table.corrections)
            _count(planned, counts)
            for one in planned:
                digest.update(canonical_row(one.staged))
            with on_behalf_of(table):
                effect.write(planned)
        effect.project()
        table.document = text.document if text and text.pk else None
        table.state, table.counts, table.ended_at = ImportState.IN_EFFECT, counts, timezone.now()
        table.done, table.beat_at, table.message = table.rows, None, ""
        table.save()
        enter(
            by=by,
            deed="import_table",
            concerning=[table, *([table.document] if table.document else [])],
            also=effect.made,
            after={
                "name": table.name,
                "sha256": table.sha256,
                "rows": table.rows,
                "counts": counts,
                "commitment": digest.hexdigest(),
                "patterns": table.patterns,
                "corrections": table.corrections,
            },
        )


def canonical_row(row: ImportRow) -> bytes:
    """A row as the ledger's commitment covers it: its number and cells as canonical JSON, and a line feed."""
    return f"{canonical({'row': row.number, 'cells': row.cells})}\n".encode()


class _AlreadyDone(Exception):
    """Another reader was there before."""


def _refuse_unfit(planned: Sequence[Planned], corrections: str) -> None:
    """corrections: where the table's are taken, only those may go of which the trial told."""
    for one in planned:
        if one.problems:
            field, why = one.problems[0]
            raise Refused(f"Row {one.staged.number} no longer fits ({field}: {why}) Nothing was written; try it again.")
        if corrections == Corrections.TABLE and set(one.by_hand) - set(one.staged.warnings):
            raise Refused(
                f"What row {one.staged.number} speaks of was corrected by hand after the rows were tried. Nothing was "
                "written; try them again."
            )


def _kept_text(table: Import, by: User, original: bytes, read: Table) -> TextVersion | None:
    """The text that claims quote: the table is a document like any other, kept byte for byte. Bytes that are kept
    already may have been read otherwise (another sheet, another encoding): then the rows stand in a text of their own.
    """
    if table.rows_are not in OWN_ROW:
        return None
    extracted = Extracted(read.text, read.media_type, read.extractor, notes=read.notes)
    known = Document.objects.filter(sha256=table.sha256).first()
    if known is not None:
        return read_otherwise(by=by, document=known, extracted=extracted)
    document = add_document(
        by=by,
        title=refuse_empty(table.title, "title", "Give the table a title."),
        original=original,
        original_name=table.name,
        extracted=extracted,
        publisher=table.publisher,
    )
    return document.texts.get()
