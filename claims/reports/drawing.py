"""The number line and the time line: from claims to shapes in whole pixels, drawn to scale. Pure; no markup.

templates/components/_line.html turns the shapes into SVG. Which values stand where is in scale.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.domain.answers import Interval
from claims.domain.units import Unit
from claims.domain.wording import date_words, number_words, with_unit
from claims.reports.lettering import cut, text_width
from claims.reports.scale import Kind, Scale, scale
from claims.reports.shapes import (
    Band,
    Bar,
    Drawing,
    Gap,
    Group,
    Line,
    LineRow,
    Mark,
    MarkedFigure,
    Row,
    TableRow,
)

MOST_ROWS = 100
"""More rows than a person can compare; the table has them all."""
HATCHINGS = (
    "M-2 2l4-4M0 8l8-8M6 10l4-4",
    "M-2 6l4 4M0 0l8 8M6-2l4 4",
    "M0 4h8",
    "M4 0v8",
    "M3 4a1 1 0 1 0 2 0a1 1 0 1 0-2 0",
    "M0 4h8M4 0v8",
)
FAR_APART = 50
"""The ratio of largest to smallest figure from which the caption says that narrow ranges look like points."""


@dataclass(frozen=True)
class _Layout:
    """Where things stand at one width, in pixels; heights count from the top of a row."""

    width: int
    left: int
    right: int
    reading_x: int
    reading_anchor: str
    label_room: int
    words_room: int
    reading_room: int
    row_height: int
    label_dy: int
    words_dy: int
    reading_dy: int
    bar_dy: int


_INDENT = 16
_WIDE = _Layout(880, 306, 686, 704, "start", 268, 276, 172, 44, 17, 35, 26, 22)
_NARROW = _Layout(360, 46, 314, 356, "end", 310, 340, 184, 62, 15, 32, 32, 48)
_HEADING = 26
_BETWEEN_GROUPS = 10
_AXIS = 28
_LEVEL = 18
_INSIDE = 12
"""Pixels kept free at both ends of the line, so that an arrow beyond the last tick can be seen."""


def draw(
    rows: Sequence[LineRow],
    *,
    kind: Kind,
    title: str,
    unit: Unit | None = None,
    key: str = "line",
    marked: Sequence[MarkedFigure] = (),
) -> Line:
    """The line for one question's claims. unit is for quantities; key makes ids unique on a page."""
    drawn = rows[:MOST_ROWS]
    wide, narrow = (_drawing(drawn, kind, unit, layout, marked) for layout in (_WIDE, _NARROW))
    table = tuple(TableRow(row, reading_words(row, kind, unit)) for row in rows)
    bands = [band.words for band in wide.bands]
    return Line(
        key=key,
        title=title,
        description=_description(table, bands, [mark.words for mark in wide.marks], kind),
        caption=_caption(rows, wide, kind),
        kind=kind,
        wide=wide,
        narrow=narrow,
        table=table,
    )


def reading_words(row: LineRow, kind: Kind, unit: Unit | None) -> str:
    """What the claim allows: `270–330 people`, `March 2022`, `no figure`."""
    if row.low is None and row.high is None:
        return "no date" if kind is Kind.DATE else "no figure"
    return _words(Interval(row.low, row.high), kind, unit)


def _words(interval: Interval, kind: Kind, unit: Unit | None) -> str:
    if kind is Kind.DATE:
        return date_words(interval)
    words = number_words(interval)
    return with_unit(words, unit) if unit else words


# --- the parts of one drawing ---------------------------------------------------------------------


def _drawing(
    rows: Sequence[LineRow], kind: Kind, unit: Unit | None, layout: _Layout, marked: Sequence[MarkedFigure]
) -> Drawing:
    line = _scale(rows, kind, layout, marked)
    bands, gap, levels = _bands(rows, kind, unit, line, layout)
    top = levels * _LEVEL + 4
    groups, bottom = _groups(rows, kind, unit, line, layout, top)
    marks = _marks(marked, line, layout, bottom + _AXIS)
    beneath = max((mark.label_y + 6 for mark in marks), default=bottom + _AXIS)
    return Drawing(
        width=layout.width,
        height=beneath if line else bottom + 4,
        left=layout.left,
        right=layout.right,
        top=top,
        bottom=bottom,
        label_x=_INDENT,
        reading_x=layout.reading_x,
        reading_anchor=layout.reading_anchor,
        ticks=line.ticks if line else (),
        groups=groups,
        bands=bands,
        gap=gap,
        marks=marks,
    )


def _ends(interval: tuple[int | None, int | None], kind: Kind) -> tuple[int | None, int | None]:
    """Where a bar begins and ends on the scale: a span of days ends where the next day begins."""
    low, high = interval
    return low, high + 1 if kind is Kind.DATE and high is not None else high


def _scale(rows: Sequence[LineRow], kind: Kind, layout: _Layout, marked: Sequence[MarkedFigure]) -> Scale | None:
    values = [value for row in rows for value in (*_ends((row.low, row.high), kind), row.figure)]
    known = [value for value in (*values, *(one.value for one in marked)) if value is not None]
    if not known:
        return None
    return scale(known, kind=kind, left=layout.left + _INSIDE, right=layout.right - _INSIDE)


def _bar(row: LineRow, kind: Kind, line: Scale | None, layout: _Layout, y: int) -> Bar | None:
    if line is None or (row.low is None and row.high is None):
        return None
    low, high = _ends((row.low, row.high), kind)
    x1, x2 = _span(low, high, line, layout)
    dot = None if row.figure is None else line.x(row.figure)
    # Open ends leave the bar nine pixels short of the edge: the arrow's tip stands there.
    return Bar(x1 + 9 * (low is None), x2 - 9 * (high is None), y, low is None, high is None, dot)


def _span(low: int | None, high: int | None, line: Scale, layout: _Layout) -> tuple[int, int]:
    """From pixel to pixel; open ends reach the edge; nothing is thinner than three pixels."""
    x1 = layout.left if low is None else line.x(low)
    x2 = layout.right if high is None else line.x(high)
    return (x1 - 1, x1 + 2) if x2 - x1 < 3 else (x1, x2)


def _groups(
    rows: Sequence[LineRow], kind: Kind, unit: Unit | None, line: Scale | None, layout: _Layout, top: int
) -> tuple[tuple[Group, ...], int]:
    """Rows by origin, in order of first appearance, and the height where the last one ends."""
    groups = []
    y = top
    for origin in dict.fromkeys(row.origin for row in rows):
        first = y + _HEADING
        members = [row for row in rows if row.origin == origin]
        placed = [_row(row, kind, unit, line, layout, first + n * layout.row_height) for n, row in enumerate(members)]
        end = first + len(members) * layout.row_height
        name = origin or "Origin not known"
        bracket = f"M8 {first + 4}H3V{end - 4}H8"
        groups.append(Group(cut(name, layout.width - 20), name, y + 18, bracket, tuple(placed)))
        y = end + _BETWEEN_GROUPS
    return tuple(groups), y


def _row(row: LineRow, kind: Kind, unit: Unit | None, line: Scale | None, layout: _Layout, top: int) -> Row:
    reading = cut(reading_words(row, kind, unit), layout.reading_room)
    # On a phone the reading ends the line that the words begin.
    shared = text_width(reading) + _INDENT if layout.reading_anchor == "end" else 0
    return Row(
        of=row,
        top=top,
        label=cut(row.label, layout.label_room),
        words=cut(row.as_written, layout.words_room - shared),
        reading=reading,
        label_y=top + layout.label_dy,
        words_y=top + layout.words_dy,
        reading_y=top + layout.reading_dy,
        bar=_bar(row, kind, line, layout, top + layout.bar_dy),
    )


# --- camps ----------------------------------------------------------------------------------------


def _shared(rows: Sequence[LineRow], camp: int) -> Interval | None:
    """The values all of a camp's claims allow, or None where they share none (then it is no camp)."""
    members = [row for row in rows if camp in row.camps]
    low = max((row.low for row in members if row.low is not None), default=None)
    high = min((row.high for row in members if row.high is not None), default=None)
    if low is not None and high is not None and low > high:
        return None
    return Interval(low, high)


def _bands(
    rows: Sequence[LineRow], kind: Kind, unit: Unit | None, line: Scale | None, layout: _Layout
) -> tuple[tuple[Band, ...], Gap | None, int]:
    """The camps' bands, the gap between two, and how many levels of labels stand above the rows."""
    found = [(camp, _shared(rows, camp)) for camp in sorted({camp for row in rows for camp in row.camps})]
    camps = [(camp, shared) for camp, shared in found if shared is not None and shared != (None, None)]
    if line is None or not camps:
        return (), None, 0
    camps.sort(key=lambda item: (item[1].low is not None, item[1].low or 0, item[0]))
    spans = [_span(*_ends(shared, kind), line, layout) for _, shared in camps]
    names = [f"Camp {camp}" if len(camps) <= 4 else str(camp) for camp, _ in camps]
    levels, middles = _levels(names, spans, layout)
    bands = tuple(
        Band(
            camp=camp,
            x1=x1,
            x2=x2,
            hatching=HATCHINGS[n % len(HATCHINGS)],
            label=names[n],
            label_x=middles[n],
            label_y=levels[n] * _LEVEL + 14,
            words=f"Camp {camp}: {_words(shared, kind, unit)}",
        )
        for n, ((camp, shared), (x1, x2)) in enumerate(zip(camps, spans, strict=True))
    )
    above = max(levels) + 1
    gap = _gap([shared for _, shared in camps], spans, kind, layout, above)
    return bands, gap, above + (2 if gap else 0)


def _levels(names: Sequence[str], spans: Sequence[tuple[int, int]], layout: _Layout) -> tuple[list[int], list[int]]:
    """For each label the lowest level where it touches no other, and the middle it stands at."""
    taken: list[int] = []
    levels, middles = [], []
    for name, (x1, x2) in zip(names, spans, strict=True):
        half = text_width(name) // 2 + 4
        middle = min(max((x1 + x2) // 2, half), layout.width - half)
        level = next((n for n, until in enumerate(taken) if until <= middle - half), len(taken))
        taken[level : level + 1] = [middle + half]
        levels.append(level)
        middles.append(middle)
    return levels, middles


def _gap(
    camps: Sequence[Interval], spans: Sequence[tuple[int, int]], kind: Kind, layout: _Layout, level: int
) -> Gap | None:
    """How far apart two camps are. With more camps there is no one gap to show."""
    if len(camps) != 2:
        return None
    apart = camps[0].gap(camps[1])
    (_, x1), (x2, _) = spans
    if not apart or x2 <= x1:
        return None
    days = ("day " if apart == 1 else "days ") if kind is Kind.DATE else ""
    label = f"{apart:,} {days}apart"
    half = text_width(label) // 2 + 4
    return Gap(x1, x2, (level + 1) * _LEVEL + 8, label, min(max((x1 + x2) // 2, half), layout.width - half))


# --- figures marked -------------------------------------------------------------------------------


def _marks(marked: Sequence[MarkedFigure], line: Scale | None, layout: _Layout, top: int) -> tuple[Mark, ...]:
    """A line at each figure, with all names it goes by; beneath the axis, where no label touches another."""
    if line is None or not marked:
        return ()
    values = sorted({one.value for one in marked})
    names = [", ".join(one.label for one in marked if one.value == value) for value in values]
    places = [line.x(value) for value in values]
    levels, middles = _levels(names, [(x, x) for x in places], layout)
    return tuple(
        Mark(
            x=places[n],
            label=names[n],
            label_x=middles[n],
            label_y=top + levels[n] * _LEVEL + 14,
            words="; ".join(f"{one.label}: {one.words}" for one in marked if one.value == value),
        )
        for n, value in enumerate(values)
    )


# --- words ----------------------------------------------------------------------------------------


def _description(table: Sequence[TableRow], bands: Sequence[str], marks: Sequence[str], kind: Kind) -> str:
    """The drawing for those who cannot see it; long ones are told by the table."""
    if not table:
        return "No claims to draw."
    name = "time line" if kind is Kind.DATE else "number line"
    rows = [f"{row.of.label}: {row.reading}" for row in table[:8]]
    if len(table) > 8:
        rows.append(f"and {len(table) - 8:,} more in the table")
    camps = f" {'; '.join(bands)}." if bands else ""
    marked = f" Marked: {'; '.join(marks)}." if marks else ""
    return f"A {name} of {len(table):,} claim{'s' * (len(table) != 1)}. {'; '.join(rows)}.{camps}{marked}"


def _caption(rows: Sequence[LineRow], drawing: Drawing, kind: Kind) -> str:
    """What a reader has to know to not misread the drawing."""
    if not drawing.ticks:
        return (
            "No claim here states a figure to draw."
            if kind is Kind.QUANTITY
            else "No claim here states a date to draw."
        )
    said = ["Drawn to scale."]
    if kind is Kind.QUANTITY and drawing.ticks[0].value > 0:
        said.append(f"The line begins at {drawing.ticks[0].label}, not at zero.")
    figures = [value for row in rows for value in (row.low, row.high, row.figure) if value]
    if kind is Kind.QUANTITY and figures and max(figures) > FAR_APART * min(figures):
        times = max(figures) // min(figures)
        said.append(f"The largest figure is {times:,} times the smallest: narrow ranges look like points.")
    if len(rows) > MOST_ROWS:
        said.append(f"The first {MOST_ROWS} of {len(rows):,} claims are drawn; the table has them all.")
    return " ".join(said)
