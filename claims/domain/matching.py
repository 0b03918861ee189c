"""Which questions some words may answer, best first, each with its reasons. A proposal: only a person puts a claim
under a question.

Words are search words (domain.search_words): without case or accents.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from claims.domain.answers import Interval
from claims.domain.spotting.topics import TOLD_BY_WORDS

NAME, TIME, MEASURE, READ, HERE, WORD = 3, 3, 2, 2, 2, 1
"""What each reason weighs: a shared word of the event's title or place; a time in common; the same measure; words that
read as an answer in the question's unit; other claims of the document under it; another shared word.
"""
MOST_NAMES, MOST_WORDS = 4, 4
"""Further shared words weigh nothing, so that a long title outweighs nothing by its length."""
OFFERED = 6


@dataclass(frozen=True)
class Said:
    """What the words give to go by: each search word of the quote as it is written, those around it, the measures the
    quote speaks of, and the days it names, if any (ordinals).
    """

    words: Mapping[str, str]
    measures: frozenset[str]
    days: Interval | None
    around: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A question. names: the words of its event's title and place and of the place it fixes; words: of its text.

    days: when its event happened. here: how many claims of the same document answer it. reads: do the words read as an
    answer to it? None where there is nothing to read.
    """

    key: int
    names: frozenset[str]
    words: frozenset[str]
    measure: str
    days: Interval | None
    here: int
    reads: bool | None


@dataclass(frozen=True)
class Match:
    """A question that may be meant. reasons: why, the weightiest first."""

    key: int
    weight: int
    reasons: tuple[str, ...]


def matches(said: Said, questions: Iterable[Asked], common: Collection[str] = ()) -> tuple[Match, ...]:
    """The questions worth offering, best first. common: words that stand for so many questions that they tell nothing.

    A question is offered for what it is about (a name, a time, a word, the document), never for its measure or unit
    alone. One whose answer these words cannot be, or that asks for another measure than they speak of, is not offered.
    """
    found = [match for asked in questions if (match := _match(said, asked, common))]
    return tuple(sorted(found, key=lambda match: (-match.weight, match.key))[:OFFERED])


def _match(said: Said, asked: Asked, common: Collection[str]) -> Match | None:
    names, words = _shared(said.words, asked.names, common), _shared(said.words, asked.words - asked.names, common)
    around = _shared(said.around, asked.names, common)
    in_time = bool(said.days and asked.days and said.days.meets(asked.days))
    about = bool(names or words or around or in_time or asked.here)
    same_measure = asked.measure in said.measures
    other_measure = bool(said.measures) and asked.measure in TOLD_BY_WORDS and not same_measure
    if asked.reads is False or other_measure or not about:
        return None
    weighed = (
        (NAME * min(len(names), MOST_NAMES), f"about {_listed(names)}" if names else ""),
        (TIME if in_time else 0, "in the time named"),
        (MEASURE if same_measure else 0, "the same measure"),
        (READ if asked.reads else 0, "read in its unit"),
        (HERE if asked.here else 0, _here(asked.here)),
        (WORD * min(len(words), MOST_WORDS), f"shares {_listed(words)}" if words else ""),
        (WORD * min(len(around), MOST_WORDS), f"{_listed(around)} stands near" if around else ""),
    )
    reasons = sorted((one for one in weighed if one[0]), key=lambda one: -one[0])
    return Match(asked.key, sum(weight for weight, _ in reasons), tuple(words for _, words in reasons))


def _here(claims: int) -> str:
    return f"{claims} claims here answer it" if claims > 1 else "1 claim here answers it"


def _shared(said: Mapping[str, str], words: frozenset[str], common: Collection[str]) -> list[str]:
    """As the claim's words write them, in their order."""
    return [written for word, written in said.items() if word in words and word not in common]


def _listed(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in words[:MOST_NAMES])
