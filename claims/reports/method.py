"""The method as its page shows it: the readings with examples read just now, statuses, grades, roles, the margin.

The rules themselves are the core's; the page's prose is in templates/claims/method.html.
"""

from dataclasses import dataclass

from claims.domain.answers import Point
from claims.domain.findings import WIDEST_MARGIN_TRIED, Cause, Decision, Verdict
from claims.domain.likeness import LIKENESS, LikenessRule
from claims.domain.quotes import ALIKE
from claims.domain.reading import READING_VERSION, RULES, RuleLine, describe, read_date, read_quantity
from claims.domain.scope import Dimension
from claims.domain.sheet_rules import LEFT_OUT_BY_ALL, SheetRule
from claims.domain.sheet_rules import RULES as SHEET_RULES
from claims.domain.units import UNITS
from claims.domain.wording import interval_words
from claims.models import Margin
from claims.models.conflict import CauseChoice
from claims.models.source import Grade
from claims.roles import ADMINISTRATOR, CONTRIBUTOR, LEAD, READER, REVIEWER

_NUMBERS = ("27 people", "at least 27", "an estimated 300 men", "more than 2,000", "nearly 500", "dozens", "20 to 30")
_DAYS = ("March 2022", "late 2021", "before 12 May 2023")

_VERDICTS = {
    Verdict.CORROBORATED: "other evidence, independent of it, supports it",
    Verdict.CONFLICTING: "it and other evidence cannot both be true",
    Verdict.UNVERIFIED: "there is not enough to say; a claim nobody has reviewed is shown as unreviewed, too",
}
_DECISIONS = {
    Decision.EXPLAINED: "both can hold, and the cause says how",
    Decision.RESOLVED: "it is known which holds",
    Decision.UNDECIDABLE: "with what there is, nobody can tell",
    Decision.REOPENED: "the decision before it no longer holds",
}
_ROLES = {
    READER: "reads everything",
    CONTRIBUTOR: "also records and corrects sources, documents, events, questions and claims",
    REVIEWER: "also reviews claims, and decides what a sheet says",
    LEAD: "also settles and reopens conflicts",
    ADMINISTRATOR: "also looks after people and sets the margin",
}


@dataclass(frozen=True)
class Term:
    """A word and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True)
class Example:
    """Words, what they are read as by the rules and margin in force, and by which rules."""

    words: str
    read_as: str
    by: str


@dataclass(frozen=True)
class MethodPage:
    """All that the page shows which is not prose."""

    margin: int
    widest_margin: int
    version: int
    rules: tuple[RuleLine, ...]
    likeness: tuple[LikenessRule, ...]
    alike: int
    examples: tuple[Example, ...]
    dimensions: tuple[str, ...]
    verdicts: tuple[Term, ...]
    decisions: tuple[Term, ...]
    causes: tuple[str, ...]
    grades: tuple[Term, ...]
    roles: tuple[Term, ...]
    sheet_rules: tuple[SheetRule, ...]
    left_out_by_all: str


def method_page() -> MethodPage:
    """One query: the margin."""
    margin = Margin.now()
    return MethodPage(
        margin=margin,
        widest_margin=WIDEST_MARGIN_TRIED,
        version=READING_VERSION,
        rules=RULES,
        likeness=LIKENESS,
        alike=ALIKE,
        examples=tuple(_examples(margin)),
        dimensions=tuple(d.words for d in Dimension),
        verdicts=tuple(Term(v.value, meaning) for v, meaning in _VERDICTS.items()),
        decisions=tuple(Term(d.value, meaning) for d, meaning in _DECISIONS.items()),
        causes=tuple(str(CauseChoice(c.value).label) for c in Cause),
        grades=tuple(Term(g.value, str(g.label).partition(": ")[2]) for g in Grade),
        sheet_rules=SHEET_RULES,
        left_out_by_all=LEFT_OUT_BY_ALL,
        roles=tuple(Term(role, meaning) for role, meaning in _ROLES.items()),
    )


def _examples(margin: int) -> list[Example]:
    people = UNITS["people"]
    read = []
    for words in _NUMBERS:
        number = read_quantity(words, people)
        assert number is not None
        read.append(Example(words, interval_words(number.answer, margin), describe(number.rule, margin)))
    for words in _DAYS:
        day = read_date(words, Point.OCCURRENCE)
        read.append(Example(words, interval_words(day.answer, margin), describe(day.rule, margin)))
    return read
