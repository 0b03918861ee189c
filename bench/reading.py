"""The labelled phrases, what the readings make of each, and how well they do by kind."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from claims.domain.answers import Impossible, Point
from claims.domain.reading import CannotRead, read_date, read_quantity
from claims.domain.units import UNITS
from claims.domain.words.language import ENGLISH, FRENCH, Language

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "domain"
FILES = {"phrases.tsv": ENGLISH, "phrases_fr.tsv": FRENCH}
WRITTEN = (date(2024, 3, 12), date(2024, 3, 12))
"""The day from which the phrases of kind "relative" are counted."""
NOTHING, REFUSED = "nothing", "refused"


@dataclass(frozen=True)
class Phrase:
    """One line of the file. expected: `270..330`, with "-" for an open end; nothing; refused."""

    kind: str
    unit: str
    words: str
    expected: str
    population: str
    lang: Language

    @property
    def found(self) -> str:
        """What the readings make of it, written as expected is."""
        try:
            return self._read()
        except (CannotRead, Impossible):
            return REFUSED

    @property
    def population_found(self) -> str:
        reading = read_quantity(self.words, UNITS[self.unit], self.lang)
        return reading.population if reading else ""

    def _read(self) -> str:
        if self.kind.endswith(("date", "relative")):
            written = WRITTEN if self.kind.endswith("relative") else None
            low, high = read_date(self.words, Point(self.unit), written, self.lang).answer.interval()
            return "..".join("-" if day is None else date.fromordinal(day).isoformat() for day in (low, high))
        reading = read_quantity(self.words, UNITS[self.unit], self.lang)
        if reading is None:
            return NOTHING
        return "..".join("-" if end is None else str(end) for end in reading.answer.interval())


def phrases() -> Iterator[Phrase]:
    for name, lang in FILES.items():
        for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                kind, unit, words, expected, population = line.split("\t")
                yield Phrase(kind, unit, words, expected, population, lang)


@dataclass(frozen=True)
class Score:
    """read: figures or days that were read; right: those that are as they should be; meant: those that should be."""

    phrases: int
    read: int
    right: int
    meant: int

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.meant if self.meant else 1.0


def scores() -> dict[str, Score]:
    """By kind, and for all together under "all"."""
    counts: dict[str, Counter[str]] = {}
    for phrase in phrases():
        found = phrase.found
        for kind in (phrase.kind, "all"):
            count = counts.setdefault(kind, Counter())
            count["phrases"] += 1
            count["read"] += found not in (NOTHING, REFUSED)
            count["right"] += found == phrase.expected and found not in (NOTHING, REFUSED)
            count["meant"] += phrase.expected not in (NOTHING, REFUSED)
    return {
        kind: Score(**{n: count[n] for n in ("phrases", "read", "right", "meant")}) for kind, count in counts.items()
    }


def misses() -> list[Phrase]:
    return [phrase for phrase in phrases() if phrase.found != phrase.expected]
