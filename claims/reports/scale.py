"""Scales: from numbers or days to whole pixels, with ticks a person would choose. Pure.

What stands on the scale is in drawing.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from claims.reports.lettering import text_width

_SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LAST_DAY = date.max.toordinal()
_LAST_MONTH = 9999 * 12 + 11
_BETWEEN_LABELS = 8
_MOST_TICKS = 9


class Kind(StrEnum):
    """What the line measures: numbers of a unit, or days."""

    QUANTITY = "quantity"
    DATE = "date"


@dataclass(frozen=True)
class Tick:
    """A mark on the axis. x is the middle of its label."""

    value: int
    label: str
    x: int = 0


_END_OF_CALENDAR = Tick(_LAST_DAY, "")


@dataclass(frozen=True)
class Scale:
    """The stretch of values from start to end, drawn from left to right (pixels)."""

    start: int
    end: int
    left: int
    right: int
    marks: tuple[Tick, ...] = ()

    def x(self, value: int) -> int:
        """The pixel of a value; values outside the stretch stand at its edge."""
        inside = min(max(value, self.start), self.end)
        stretch = self.end - self.start
        return self.left + (2 * (inside - self.start) * (self.right - self.left) + stretch) // (2 * stretch)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        return tuple(Tick(tick.value, tick.label, self.x(tick.value)) for tick in self.marks)


def scale(values: Sequence[int], *, kind: Kind, left: int, right: int) -> Scale:
    """A scale on which all the values stand, with ticks whose labels do not touch. There must be a value.

    For days, give the day *after* a span's last as its end: a day has a width.
    """
    stretches = _day_stretches if kind is Kind.DATE else _number_stretches
    for ticks in stretches(min(values), max(values)):
        found = Scale(ticks[0].value, ticks[-1].value, left, right, tuple(tick for tick in ticks if tick.label))
        if _fits(found):
            break
    return found


def _fits(line: Scale) -> bool:
    """Do the labels stand apart? Three ticks have to do even where their labels are huge."""
    if not 3 < len(line.marks) <= _MOST_TICKS:
        return len(line.marks) <= 3
    widths = [text_width(tick.label) for tick in line.marks]
    places = [tick.x for tick in line.ticks]
    return all(
        place - before >= (width + width_before) // 2 + _BETWEEN_LABELS
        for (before, width_before), (place, width) in pairwise(zip(places, widths, strict=True))
    )


# --- numbers --------------------------------------------------------------------------------------


def _number_stretches(low: int, high: int) -> Iterator[list[Tick]]:
    """Ever coarser ticks around the numbers. Zero is on the line where it is near."""
    if low == high:
        around = max(1, abs(low) // 10)
        low, high = (max(0, low - around) if low >= 0 else low - around), high + around
    if 0 < low <= (high - low) // 2:
        low = 0
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            first, last = low // step, -(-high // step)
            if last - first <= 2 * _MOST_TICKS:
                yield [Tick(n * step, number_label(n * step)) for n in range(first, last + 1)]
        power *= 10


def number_label(value: int) -> str:
    """`1,500`, `2 million`, `1.5 million`: short enough for an axis, and exact."""
    for size, word in ((10**9, "billion"), (10**6, "million")):
        tenths, rest = divmod(abs(value) * 10, size)
        if abs(value) >= size and not rest:
            whole, tenth = divmod(tenths, 10)
            sign = "−" if value < 0 else ""
            return f"{sign}{whole:,}.{tenth} {word}" if tenth else f"{sign}{whole:,} {word}"
    return f"{value:,}"


# --- days -----------------------------------------------------------------------------------------


def _day_stretches(low: int, high: int) -> Iterator[list[Tick]]:
    """Ever coarser ticks around the days: days, weeks, months, quarters, years."""
    if high - low <= 1:
        low, high = low - 2, high + 2
    low, high = max(1, low), min(_LAST_DAY, high)
    for step in (1, 2, 7, 14):
        if (high - low) // step <= 2 * _MOST_TICKS:
            yield _days(low, high, step)
    for step in (1, 3, 6):
        if (high - low) // (step * 31) <= 2 * _MOST_TICKS:
            yield _months(low, high, step)
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            yield _months(low, high, 12 * step)
        power *= 10


def _days(low: int, high: int, step: int) -> list[Tick]:
    # Ordinal 1 is a Monday: weeks begin on Mondays.
    ordinals = range((low - 1) // step * step + 1, high + step, step)
    return [_END_OF_CALENDAR if o > _LAST_DAY else Tick(o, _day_label(o)) for o in ordinals]


def _day_label(ordinal: int) -> str:
    day = date.fromordinal(ordinal)
    return f"{day.day} {_SHORT_MONTHS[day.month - 1]} {day.year}"


def _months(low: int, high: int, step: int) -> list[Tick]:
    first = date.fromordinal(low)
    month = (first.year * 12 + first.month - 1) // step * step
    ticks = [_month(month, step)]
    while ticks[-1].value < high:
        month += step
        ticks.append(_month(month, step))
    return ticks


def _month(month: int, step: int) -> Tick:
    """The first day of a month counted from year 0. A stretch may reach beyond the calendar's ends."""
    if month > _LAST_MONTH:
        return _END_OF_CALENDAR
    year, index = divmod(max(month, 12), 12)
    label = str(year) if step % 12 == 0 else f"{_SHORT_MONTHS[index]} {year}"
    return Tick(date(year, index + 1, 1).toordinal(), label)
