"""What the rows of a table come to: nouns that are new, corrections, or the same already; or why a row is refused.

The rules are those of the single deeds. Only reading: chunk by chunk, in a fixed number of queries each.
"""

from collections.abc import Callable, Mapping, Sequence

from claims.actions.errors import Refused
from claims.actions.imports.fields import needed
from claims.actions.imports.known import Known, Values
from claims.actions.imports.nouns import plan_document, plan_event, plan_question, plan_source
from claims.actions.imports.planner import Planned, Planner, Wanted
from claims.actions.imports.said import plan_case, plan_claim
from claims.models import ImportRow
from claims.models.imports import RowsAre

_PLANS: Mapping[str, Callable[[Planner, ImportRow, Values, list[str]], list[Wanted]]] = {
    RowsAre.SOURCES: plan_source,
    RowsAre.DOCUMENTS: plan_document,
    RowsAre.EVENTS: plan_event,
    RowsAre.QUESTIONS: plan_question,
    RowsAre.CLAIMS: plan_claim,
    RowsAre.CASES: plan_case,
}


def plan(planner: Planner, rows: Sequence[ImportRow]) -> list[Planned]:
    """The next rows of the planner's table, in their order."""
    values = [planner.mapped.values(row.cells) if not row.problems else {} for row in rows]
    planner.known = Known(planner.table.rows_are, values)
    return [_plan(planner, row, of_row) for row, of_row in zip(rows, values, strict=True)]


def _plan(planner: Planner, row: ImportRow, values: Values) -> Planned:
    planned = Planned(row, problems=[(column, why) for column, why in row.problems])
    if planned.problems:
        return planned
    rows_are = planner.table.rows_are
    missing = [name for name in needed(rows_are) if not values.get(name)]
    planned.problems += [(name, "It is empty; a row needs it.") for name in missing]
    if planned.problems:
        return planned
    try:
        planned.wanted = _PLANS[rows_are](planner, row, values, planned.warnings)
    except Refused as refused:
        planned.problems += list(refused.errors.items())
    return planned
