"""What a synthetic tracker says: figures, days and words, drawn from a seed so that they are the same every time.

No database and no rules: a claim's answer is written here as an action would have read it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, product
from random import Random

SEED = "tracker 1"
SOURCES = 200
QUIET_SOURCE = SOURCES
"""Asserts nothing and publishes nothing, so that a list by it is empty."""
CLAIMS_A_QUESTION = 5
QUESTIONS_A_BLOCK = 25
DOCUMENTS_A_BLOCK = EVENTS_A_BLOCK = CLAIMS_A_QUESTION
"""A block is 125 claims: five documents that each answer its 25 questions, which ask about five events."""

COMMON_WORD, RARE_WORD, ABSENT_WORD = "civilians", "halcyon", "zugzwang"
"""In about half of the claims; in those of one question, whatever the size; in none."""
RARE_QUESTION = 3

PLACES = [f"{a}{b}" for a, b in product(("Ban", "Dia", "Kou", "Mén", "Niono", "Sik", "Ségou ", "Tim"), "abcde")]
COMMON_PLACE = PLACES[0]
"""Of half the events."""
MEASURES = ("killed", "injured", "detained", "displaced", "incidents", "property_destroyed", "strength")
OPTIONS = (("yes", None), ("no", None), ("yes, in part", 0))
"""Each with the position of the option it lies within."""
CONFLICTING, SILENT, DENIED, WITHDRAWN, REPLACED = 0.2, 0.05, 0.03, 0.01, 0.01
DISPUTED_BLOCKS, DISPUTED = 8, 0.9
"""In the first blocks, which the smallest tracker consists of, most questions are in conflict: a list of them fills a
page there too, and a page of fewer rows is no measure for a full one.
"""
FIRST_DAY = date(2012, 1, 1)
DAYS = 14 * 365


def random_for(what: str, number: int) -> Random:
    """A generator of its own for each block: a large tracker begins with the small one."""
    return Random(f"{SEED} {what} {number}")


def _falling(count: int) -> list[float]:
    """Weights as words and sources have them: the second half as frequent as the first, the third a third."""
    return list(accumulate(1 / n for n in range(1, count + 1)))


VOCABULARY = ["".join(parts) for parts in product(("ba", "ko", "li", "mu", "ne", "sa", "to"), repeat=4)]
_WORD_WEIGHTS = _falling(len(VOCABULARY))
_SOURCE_WEIGHTS = _falling(SOURCES - 1)


def words(random: Random, count: int) -> str:
    return " ".join(random.choices(VOCABULARY, cum_weights=_WORD_WEIGHTS, k=count))


def sources(random: Random, count: int) -> list[int]:
    """Keys of sources, a few of them frequent; never the same twice, never the quiet one."""
    return sorted(set(random.choices(range(1, SOURCES), cum_weights=_SOURCE_WEIGHTS, k=count)))


def place(random: Random) -> str:
    return random.choice((COMMON_PLACE, random.choice(PLACES)))


def day(random: Random) -> date:
    return FIRST_DAY + timedelta(days=random.randrange(DAYS))


@dataclass(frozen=True)
class Answer:
    """A claim's answer as its columns, with the words that say it. option: its position, None for none."""

    words: str
    columns: dict[str, object] = field(default_factory=dict)
    option: int | None = None


def _number(words: str, rule: str, bound: str, low: int, high: int, approximate: bool = False) -> Answer:
    columns = {"bound": bound, "stated_low": low, "stated_high": high, "approximate": approximate, "rule": rule}
    return Answer(words, columns | {"rule_version": 1})


def number(random: Random, true: int) -> Answer:
    """Words for a number that the true one fits."""
    less, more = true - random.randrange(1 + true // 4), true + random.randrange(1 + true // 4)
    near = round(true * random.uniform(0.95, 1.05))
    return random.choice(
        (
            _number(f"{true:,}", "figure", "exactly", true, true),
            _number(f"an estimated {near:,}", "about", "exactly", near, near, True),
            _number(f"at least {less:,}", "at least", "at_least", less, less),
            _number(f"more than {less - 1:,}", "more than", "more_than", less - 1, less - 1),
            _number(f"up to {more:,}", "at most", "at_most", more, more),
            _number(f"between {less:,} and {more:,}", "between", "between", less, more),
        )
    )


def _date(words: str, bound: str, first: date, last: date, edtf: str) -> Answer:
    columns = {"bound": bound, "stated_low": first.toordinal(), "stated_high": last.toordinal(), "edtf": edtf}
    return Answer(words, columns | {"rule": "date", "rule_version": 1})


def when(random: Random, true: date) -> Answer:
    """Words for a day that the true one fits."""
    year_end = true.replace(month=12, day=31)
    month_start = true.replace(day=1)
    month_end = (month_start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return random.choice(
        (
            _date(f"on {true:%d %B %Y}", "exactly", true, true, f"{true}"),
            _date(f"in {true:%B %Y}", "exactly", month_start, month_end, f"{true:%Y-%m}"),
            _date(f"in {true:%Y}", "exactly", true.replace(month=1, day=1), year_end, f"{true:%Y}"),
            _date(f"by {true:%d %B %Y}", "at_most", true, true, f"{true}"),
        )
    )


def answers(random: Random, kind: str, conflicting: float) -> Sequence[Answer]:
    """The answers to one question. conflicting: how likely one of them cannot be true together with another."""
    at_odds = random.random() < conflicting
    if kind == "category":
        choices = [Answer(f"it was {OPTIONS[i][0]}", option=i) for i in (0, 2)]
        found = [random.choice(choices) for _ in range(CLAIMS_A_QUESTION)]
        return [*found[:-1], Answer("it was no", option=1)] if at_odds else found
    if kind == "date":
        true_day, other_day = day(random), day(random)
        found = [when(random, true_day) for _ in range(CLAIMS_A_QUESTION)]
        return [found[0], _exact_day(true_day), *found[2:-1], _exact_day(other_day)] if at_odds else found
    true = round(20 * 10 ** random.uniform(0, 2.4))
    found = [number(random, true) for _ in range(CLAIMS_A_QUESTION)]
    other = round(true * random.uniform(1.3, 3)) + 10
    exact = _number(f"{true:,}", "figure", "exactly", true, true)
    return [exact, *found[1:-1], _number(f"{other:,}", "figure", "exactly", other, other)] if at_odds else found


def _exact_day(that: date) -> Answer:
    return _date(f"on {that:%d %B %Y}", "exactly", that, that, f"{that}")


def scope(random: Random, bears_on: Sequence[str]) -> dict[str, str]:
    """Half as the question, a third silent, the rest other, in each dimension that bears on it."""
    others = {"population": ("men", "women and children"), "place": PLACES, "period": ("that week", "that month")}
    said = {}
    for dimension in bears_on:
        other = random.choice(others[dimension])
        said[f"scope_{dimension}"] = random.choices(("=", "", other), (5, 3, 2))[0]
    return said
