"""What the rows of a table come to: nouns that are new, corrections, or the same already; or why a row is refused.

The rules are those of the single deeds. Only reading: chunk by chunk, in a fixed number of queries each.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from claims.actions.errors import Refused
from claims.actions.imports import claim_rows, nouns
from claims.actions.imports.fields import FIELDS, needed
from claims.actions.imports.known import Values
from claims.actions.imports.planner import Planner
from claims.actions.imports.wanted import Change, Wanted
from claims.models import ImportRow
from claims.models.imports import Fate, RowsAre


@dataclass
class Planned:
    """What one row comes to. by_hand: those of the warnings that say what a person corrected."""

    staged: ImportRow
    wanted: list[Wanted] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)

    @property
    def fate(self) -> Fate:
        if self.problems:
            return Fate.REFUSED
        if any(one.found is None for one in self.wanted):
            return Fate.NEW
        return Fate.CHANGED if self.changes else Fate.SAME

    @property
    def changes(self) -> list[Change]:
        return [change for one in self.wanted if one.found is not None for change in one.changes]


def not_written(rows: Sequence[Planned]) -> list[Wanted]:
    """What these rows want and no row before them had written, each once. It counts as written from now on."""
    found = []
    for one in (one for row in rows for one in row.wanted):
        if not one.written:
            one.written = True
            found.append(one)
    return found


def plan(planner: Planner, rows: Sequence[ImportRow]) -> list[Planned]:
    """What the next rows of the planner's table come to."""
    values = [_values(planner, row) if not row.problems else {} for row in rows]
    planner.look_up(values)
    return [_plan(planner, row, of_row) for row, of_row in zip(rows, values, strict=True)]


def _values(planner: Planner, row: ImportRow) -> Values:
    """What the row says, with plain line ends as all that is typed; a document's text stays letter for letter."""
    verbatim = "text" if planner.table.rows_are == RowsAre.DOCUMENTS else ""
    values = planner.mapped.values(row.cells)
    broken = [name for name, words in values.items() if "\r" in words and name != verbatim]
    return values | {name: values[name].replace("\r\n", "\n").replace("\r", "\n") for name in broken}


def _plan(planner: Planner, row: ImportRow, values: Values) -> Planned:
    planned = Planned(row, problems=[(column, why) for column, why in row.problems])
    if planned.problems:
        return planned
    missing = [name for name in needed(planner.table.rows_are) if not values.get(name)]
    planned.problems = [(name, "It is empty; a row needs it.") for name in missing]
    if missing:
        return planned
    try:
        planned.wanted = _ROWS[planner.table.rows_are](planner, row, values, planned.warnings)
    except Refused as refused:
        planned.problems += list(refused.errors.items())
        return planned
    planned.by_hand = [contested.words(_labels(planner)) for one in planned.wanted for contested in one.contested]
    planned.warnings += planned.by_hand
    planned.warnings += [_gap(planner, *gap) for gap in planner.mapped.gaps(row.cells)]
    return planned


def _labels(planner: Planner) -> dict[str, str]:
    return {field.name: field.label for field in FIELDS[planner.table.rows_are]}


def _gap(planner: Planner, name: str, column: str) -> str:
    return f"“{_labels(planner)[name]}” has a gap: its column “{column}” is empty here."


_ROWS: Mapping[str, Callable[[Planner, ImportRow, Values, list[str]], list[Wanted]]] = {
    RowsAre.SOURCES: nouns.source,
    RowsAre.DOCUMENTS: nouns.document,
    RowsAre.EVENTS: nouns.event,
    RowsAre.QUESTIONS: nouns.question,
    RowsAre.CLAIMS: claim_rows.claim,
    RowsAre.CASES: claim_rows.case,
}
