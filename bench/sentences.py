"""The labelled sentences, what the finder makes of each, and how well it does by language and kind."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from claims.domain.spotting.found import Kind, Spotted
from claims.domain.spotting.spot import spot
from claims.domain.words.language import Language, language

FILE = Path(__file__).resolve().parents[1] / "tests" / "domain" / "sentences.jsonl"


@dataclass(frozen=True)
class Label:
    """What a reader would take from a sentence. says: as `say` puts it; due: must it be found, or is it only right?"""

    words: str
    says: str
    due: bool

    @property
    def kind(self) -> str:
        return says_kind(self.says)


@dataclass(frozen=True)
class Sentence:
    about: str
    text: str
    lang: Language
    labels: tuple[Label, ...]

    @cached_property
    def found(self) -> tuple[Spotted, ...]:
        return spot(self.text, lang=self.lang)

    def wrong(self) -> list[Spotted]:
        """What is found and says what the sentence does not."""
        right = {label.says for label in self.labels}
        return [one for one in self.found if say(one) not in right]

    def missed(self) -> list[Label]:
        found = Counter(say(one) for one in self.found)
        return [label for label in self.labels if label.due and not found[label.says]]


def say(one: Spotted) -> str:
    """`people 270..330`, `date 2022-03-01..2022-03-31`; an open end is "-"."""
    low, high = one.reading.answer.interval()
    if one.kind is Kind.DATE:
        ends = ["-" if end is None else date.fromordinal(end).isoformat() for end in (low, high)]
        return f"date {'..'.join(ends)}"
    ends = ["-" if end is None else str(end) for end in (low, high)]
    return f"{one.unit.code if one.unit else ''} {'..'.join(ends)}"


def says_kind(says: str) -> str:
    unit = says.partition(" ")[0]
    return unit if unit in ("date", "share") else "count"


@cache
def sentences() -> tuple[Sentence, ...]:
    return tuple(_sentences())


def _sentences() -> Iterator[Sentence]:
    for line in FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels = tuple(Label(words, says, due) for words, says, due in row["labels"])
        yield Sentence(row["about"], row["text"], language(row["lang"]), labels)


@dataclass(frozen=True)
class Score:
    """found: figures or dates; wrong: those of them that the sentence does not say; due, missed: by its labels."""

    sentences: int
    found: int
    wrong: int
    due: int
    missed: int

    @property
    def precision(self) -> float:
        return 1 - self.wrong / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return 1 - self.missed / self.due if self.due else 1.0


def scores() -> dict[tuple[str, str], Score]:
    """By language and kind: count, share, date, all."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for sentence in sentences():
        found = [(say(one), "found") for one in sentence.found] + [(say(one), "wrong") for one in sentence.wrong()]
        labels = [(one.says, "due") for one in sentence.labels if one.due]
        for says, what in found + labels + [(one.says, "missed") for one in sentence.missed()]:
            for kind in (says_kind(says), "all"):
                counts.setdefault((sentence.lang.code, kind), Counter())[what] += 1
        counts.setdefault((sentence.lang.code, "all"), Counter())["sentences"] += 1
    names = ("sentences", "found", "wrong", "due", "missed")
    return {key: Score(**{name: count[name] for name in names}) for key, count in sorted(counts.items())}
