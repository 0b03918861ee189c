"""The way of a table: received and given up by a person; staged and tried by the reader (jobs.py), which takes it into
effect at the end (taking.py). Each step happens once, however often it is tried.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from itertools import islice

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db.models import F, Q
from django.utils import timezone

from claims.actions.deed import act, deed, enter
from claims.actions.errors import Refused
from claims.actions.imports.fields import FIELDS, needed
from claims.actions.imports.plan import Planned, plan
from claims.actions.imports.planner import Planner
from claims.actions.imports.staged import CHUNK, as_staged, beat, chunks_of, count, own_text, refuse_overtaken
from claims.actions.rows import checked, inserted, safe_words
from claims.ingest.mapping import CannotMap, Mapped
from claims.ingest.tables import Row, Table
from claims.models import Import, ImportMapping, ImportRow, Source
from claims.models.document import LONGEST_NAME
from claims.models.imports import ENDED, WAITING, Corrections, Fate, ImportState

MOST_ATTEMPTS = 3
SILENT_FOR = timedelta(minutes=5)
"""A reader that shows no sign of life for so long was killed."""


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
    if table.state in ENDED:
        raise Refused("This table has taken effect, or was given up already.")
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
        refuse_overtaken(table)
        ImportRow.objects.filter(table=table).delete()
    staged = 0
    while some := list(islice(read.rows, CHUNK)):
        with act():
            refuse_overtaken(table)
            ImportRow.objects.bulk_create([_staged(table, row) for row in some], batch_size=500)
            staged += len(some)
            beat(table, done=staged, rows=rows)
    with act():
        refuse_overtaken(table)
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


def check_import(table: Import, read: Table) -> None:
    """Try every row: what would become of it, and why. Writes nothing but the rows' own fates."""
    planner = Planner(table, own_text(table, read), Mapped(table.patterns, table.header))
    counts: dict[str, int] = {}
    done = 0
    for rows in chunks_of(table):
        planned = plan(planner, [as_staged(row) for row in rows])
        with act():
            refuse_overtaken(table)
            count(planned, counts)
            _tell(planned)
            done += len(rows)
            beat(table, done=done)
    with act():
        refuse_overtaken(table)
        Import.objects.filter(pk=table.pk).update(
            state=ImportState.CHECKED, counts=counts, beat_at=None, attempts=0, message=""
        )


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
