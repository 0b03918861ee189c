"""The number line or time line of a question in a report value: the same drawing as on its page. How it is drawn is in
drawing.py.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from claims.domain.sheet_rules import Asks, Column
from claims.domain.units import UNITS
from claims.exports.report_parts import Part, Parts
from claims.reports.drawing import draw
from claims.reports.scale import Kind
from claims.reports.shapes import Line, LineRow, MarkedFigure

if TYPE_CHECKING:
    from claims.reports.paper import Cited


def line_of(question: Part, row: Part, claims: "Sequence[Cited]", parts: Parts) -> Line | None:
    """None for options, which have no line, and where there are no two claims to compare."""
    if question["asks_for"] == Asks.CATEGORY or len(claims) < 2:
        return None
    kind = Kind.DATE if question["asks_for"] == Asks.DATE else Kind.QUANTITY
    return draw(
        sorted((_row(one, question, parts) for one in claims), key=_from_low_to_high),
        kind=kind,
        title=question["text"],
        unit=UNITS.get(question["unit"]),
        key=question["key"],
        marked=[*_marks(row, Asks(question["asks_for"]))],
    )


def _row(cited: "Cited", question: Part, parts: Parts) -> LineRow:
    claim = cited.claim
    low, high = ends(claim["answer"]["allows"] if claim["answer"] else None)
    stated_low, stated_high = ends(claim["answer"]["stated"] if claim["answer"] else None)
    is_number = question["asks_for"] == Asks.QUANTITY
    return LineRow(
        key=claim["key"],
        label=claim["who"],
        as_written=claim["as_written"],
        low=low,
        high=high,
        figure=stated_low if is_number and stated_low == stated_high else None,
        status=claim["status"],
        origin=_origin(claim, question, parts),
        camps=tuple(claim["camps"]),
        url=f"#{claim['key']}",
        reviewed=bool(claim["reviews"]),
        counts=claim["counts"],
    )


def _origin(claim: Part, question: Part, parts: Parts) -> str:
    """The origin it is counted with; one that does not count goes by its own."""
    group = next((one for one in question["origins"]["groups"] if claim["key"] in one["claims"]), None)
    return parts.source_names(group["sources"] if group else claim["origins"])


def _from_low_to_high(row: LineRow) -> tuple[bool, bool, int, int]:
    no_answer = row.low is None and row.high is None
    return (no_answer, row.low is not None, row.low or 0, row.high or 0)


def _marks(row: Part, asks: Asks) -> Sequence[MarkedFigure]:
    """The sheet's figures: where each begins, the latest date where it ends."""
    found = []
    for cell in row["cells"]:
        low, high = ends(cell["figure"])
        value = high if cell["label"].lower() == Column.HIGH.label(asks) else low
        if value is not None:
            said = "; ".join(given["says"] for given in cell["given"])
            found.append(MarkedFigure(cell["label"].lower(), value, said))
    return found


def ends(found: Part | None) -> tuple[int | None, int | None]:
    """Both ends of a figure of the value: steps, or days as ordinals."""
    return (_end(found["from"]), _end(found["to"])) if found else (None, None)


def _end(value: int | str | None) -> int | None:
    return date.fromisoformat(value).toordinal() if isinstance(value, str) else value
