"""Words that the readings read, as they are found in a text."""

from dataclasses import dataclass
from enum import StrEnum

from claims.domain.answers import Interval, Point
from claims.domain.reading import DateReading, QuantityReading
from claims.domain.units import Unit

NOUGHT = "none"
"""The rule by which no one, none and nobody are read."""


class Kind(StrEnum):
    COUNT = "count"
    SHARE = "share"
    DATE = "date"


@dataclass(frozen=True)
class Spotted:
    """Words that the readings read. unit: what they count in, None for a date; point: what a date can answer."""

    kind: Kind
    start: int
    end: int
    words: str
    reading: QuantityReading | DateReading
    unit: Unit | None = None
    point: Point | None = None

    @property
    def is_nought(self) -> bool:
        """Does it say that there were none?"""
        return self.reading.rule == NOUGHT

    @property
    def days(self) -> Interval | None:
        """The days that a date allows."""
        return self.reading.answer.interval() if isinstance(self.reading, DateReading) else None
