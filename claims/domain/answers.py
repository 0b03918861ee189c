"""Answers: the set of values a claim allows. Quantities, spans of days and options are all intervals of integers.

Numbers are whole steps of the question's unit, days are proleptic Gregorian ordinals (`date.toordinal`),
options are nested-set codes. An end that is not bounded is None: never zero, never a large number.
How words become an answer is in reading.py; what two answers come to is in comparison.py.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from claims.domain.units import Unit

DEFAULT_MARGIN = 10
"""Per cent by which "about n" is widened to both sides, unless the stored setting says otherwise."""


class Impossible(ValueError):
    """An answer that no value can satisfy. The message may be shown."""


class _Interval(NamedTuple):
    low: int | None
    high: int | None


class Interval(_Interval):
    """All integers from low to high, both ends included; None is an open end. Raises Impossible if low > high."""

    __slots__ = ()

    def __new__(cls, low: int | None, high: int | None) -> "Interval":
        if low is not None and high is not None and low > high:
            raise Impossible(f"The lower bound {low:,} is above the upper bound {high:,}.")
        return super().__new__(cls, low, high)

    def meets(self, other: "Interval") -> bool:
        """Do the two share a value?"""
        return self.gap(other) == 0

    def within(self, other: "Interval") -> bool:
        """Does every value of this one belong to the other?"""
        low_fits = other.low is None or (self.low is not None and self.low >= other.low)
        high_fits = other.high is None or (self.high is not None and self.high <= other.high)
        return low_fits and high_fits

    def holds(self, figure: int) -> bool:
        """Does this one contain the figure?"""
        return (self.low is None or self.low <= figure) and (self.high is None or figure <= self.high)

    def gap(self, other: "Interval") -> int:
        """How far apart the nearer ends are, in steps; 0 when the two meet."""
        if self.high is not None and other.low is not None and self.high < other.low:
            return other.low - self.high
        if other.high is not None and self.low is not None and other.high < self.low:
            return self.low - other.high
        return 0


ANYTHING = Interval(None, None)


class Bound(StrEnum):
    """How the words bind the figure or the date (design: the table of readings)."""

    EXACTLY = "exactly"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    FEWER_THAN = "fewer_than"
    BETWEEN = "between"
    OVER_UNDER = "over_under"
    OVER_TO = "over_to"
    FROM_UNDER = "from_under"


TWO_FIGURES = frozenset({Bound.BETWEEN, Bound.OVER_UNDER, Bound.OVER_TO, Bound.FROM_UNDER})
"""Bounds that stand between a lower figure and an upper one."""

_OPEN_ABOVE = {Bound.AT_LEAST, Bound.MORE_THAN}
_OPEN_BELOW = {Bound.AT_MOST, Bound.FEWER_THAN}
_LOW_EXCLUDED = {Bound.MORE_THAN, Bound.OVER_UNDER, Bound.OVER_TO}
_HIGH_EXCLUDED = {Bound.FEWER_THAN, Bound.OVER_UNDER, Bound.FROM_UNDER}


@dataclass(frozen=True)
class Stated:
    """The figures as they were written, in whole steps, before any margin.

    low and high are the figure's own ends: equal for a whole figure, the enclosing whole steps for a fraction
    ("one third" = 33, 34 %), the two figures of a range, the first and last day of a date expression.
    """

    bound: Bound
    low: int
    high: int
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise Impossible(f"The lower figure {self.low:,} is above the upper figure {self.high:,}.")

    @property
    def has_two_figures(self) -> bool:
        return self.bound in TWO_FIGURES


def _widened_low(figure: int, margin: int) -> int:
    return figure * (100 - margin) // 100


def _widened_high(figure: int, margin: int) -> int:
    return -(-figure * (100 + margin) // 100)


def quantity_interval(stated: Stated, margin: int = DEFAULT_MARGIN) -> Interval:
    """The numbers the words allow, in steps. The margin (per cent) comes first, then the bound; rounded outward.

    Raises Impossible when nothing is left ("fewer than 0").
    """
    loosened = margin if stated.approximate else 0
    low: int | None = _widened_low(stated.low, margin if stated.bound is Bound.NEARLY else loosened)
    high: int | None = _widened_high(stated.high, loosened)
    if stated.bound in _LOW_EXCLUDED and low is not None:
        low += 1
    if stated.bound in _HIGH_EXCLUDED and high is not None:
        high -= 1
    if stated.bound in _OPEN_ABOVE:
        high = None
    if stated.bound in _OPEN_BELOW:
        low = None
    if high is not None and high < 0:
        raise Impossible("No count can be below zero.")
    return Interval(low, high)


LAST_DAY = date.max.toordinal()
"""31 December 9999: what the calendar has no day beyond. Its first is day 1, in the year 1."""


def date_interval(stated: Stated) -> Interval:
    """The days the words allow, as ordinals. A date expression is a span the point lies in.

    "by d" ends on d's last day, "before d" on the day before d's first, "after d" begins on the day after d's last.
    Raises Impossible where the calendar has no such day.
    """
    if stated.bound is Bound.MORE_THAN and stated.high >= LAST_DAY:
        raise Impossible("No day comes after the last one of the year 9999.")
    if stated.bound is Bound.FEWER_THAN and stated.low <= 1:
        raise Impossible("No day comes before the first one of the year 1.")
    match stated.bound:
        case Bound.AT_LEAST:
            return Interval(stated.low, None)
        case Bound.MORE_THAN:
            return Interval(stated.high + 1, None)
        case Bound.AT_MOST:
            return Interval(None, stated.high)
        case Bound.FEWER_THAN:
            return Interval(None, stated.low - 1)
        case Bound.EXACTLY | Bound.BETWEEN:
            return Interval(stated.low, stated.high)
        case _:
            raise Impossible(f"A date cannot be bound by “{stated.bound.value.replace('_', ' ')}”.")


@dataclass(frozen=True)
class Quantity:
    """A number of units, as stated; its interval follows from the margin (per cent)."""

    unit: Unit
    stated: Stated

    def interval(self, margin: int = DEFAULT_MARGIN) -> Interval:
        return quantity_interval(self.stated, margin)


@dataclass(frozen=True)
class DateSpan:
    """A point in time, known to lie in a span of days. edtf is the expression the span was read from (ISO 8601-2)."""

    edtf: str
    stated: Stated

    def interval(self, margin: int = DEFAULT_MARGIN) -> Interval:
        """The margin does not widen dates; it is accepted so that every answer is asked the same way."""
        return date_interval(self.stated)


@dataclass(frozen=True)
class Option:
    """One of a question's options; low and high are its nested-set codes, a child's lying within its parent's."""

    label: str
    low: int
    high: int

    def interval(self, margin: int = DEFAULT_MARGIN) -> Interval:
        """The margin does not widen options; it is accepted so that every answer is asked the same way."""
        return Interval(self.low, self.high)


Answer = Quantity | DateSpan | Option


class Point(StrEnum):
    """Which point in time a date question asks for."""

    START = "start"
    END = "end"
    OCCURRENCE = "occurrence"
