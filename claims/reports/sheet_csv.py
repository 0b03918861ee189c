"""A sheet as rows of a file: one for each thing a cell gives, one for a cell that is blank."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from claims.domain.sheet_rules import Asks
from claims.reports.sheet import Sheet, SheetCell, SheetClaim, SheetGiven, SheetRow

HEADER = (
    "event",
    "question",
    "part of",
    "asks for",
    "unit",
    "rule",
    "rule version",
    "cell",
    "says",
    "figure from",
    "figure to",
    "allows from",
    "allows to",
    "origins",
    "said by",
    "claims",
    "blank because",
    "notes",
    "other claims",
    "left out",
    "decided by",
    "decision note",
    "address",
)

Cells = tuple[object, ...]


def csv_rows(event: str, sheet: Sheet, full: Callable[[str], str]) -> Iterator[Cells]:
    """full: an address of a page, in full."""
    for row in sheet.rows:
        for cell in row.cells:
            for given in cell.given or (None,):
                yield _line(event, row, cell, given, full)
        for option in row.options:
            yield _line(event, row, None, option, full)
        if not row.cells and not row.options:
            yield _line(event, row, None, None, full)


def _line(
    event: str,
    row: SheetRow,
    cell: SheetCell | None,
    given: SheetGiven | None,
    full: Callable[[str], str],
) -> Cells:
    figures = (cell.figures if cell else None) or (None, None)
    allowed = (given.interval if given else None) or (None, None)
    claims = given.claims if given else ()
    decision = row.decision if cell and cell.given else None
    return (
        event,
        row.question.label,
        row.part_of.label if row.part_of else "",
        row.asks.value,
        row.unit,
        row.rule.name,
        row.rule.version,
        cell.label.lower() if cell else "answer",
        given.words if given else "",
        *(_plain(end, row.asks) for end in (*figures, *allowed)),
        given.origins if given else "",
        "; ".join(dict.fromkeys(claim.line.who for claim in claims)),
        _numbers(claims),
        _why_blank(cell, given),
        " ".join((*(cell.notes if cell else ()), *row.notes)),
        _numbers(row.beside),
        "; ".join(f"#{claim.line.pk} ({claim.line.who}): {claim.why}" for claim in row.left_out),
        decision.by if decision else "",
        decision.note if decision else "",
        full(row.sheet_url),
    )


def _why_blank(cell: SheetCell | None, given: SheetGiven | None) -> str:
    if given:
        return ""
    return cell.blank if cell else "no claim that is looked at chooses an option"


def _plain(end: int | None, asks: Asks) -> object:
    """A number as it is, a day in ISO 8601."""
    if end is None:
        return None
    return date.fromordinal(end).isoformat() if asks is Asks.DATE else end


def _numbers(claims: Iterable[SheetClaim]) -> str:
    return "; ".join(f"#{claim.line.pk}" for claim in claims)
