"""A statement: one claim as the core sees it, complete enough to be compared, judged and explained."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from claims.domain.answers import ANYTHING, DEFAULT_MARGIN, Answer, Interval, Option
from claims.domain.comparison import Weighed
from claims.domain.origins import Roots
from claims.domain.scope import Scope, agreement_key


class Stance(StrEnum):
    """What the asserter does with the assertion."""

    ASSERTS = "asserts"
    ALLEGES = "alleges"
    DENIES = "denies"


class NotCounting(StrEnum):
    """Why a claim neither conflicts nor supports. The value is the clause a reader sees."""

    WITHDRAWN = "the claim was withdrawn"
    REPLACED = "its own source has replaced it by a later figure"
    DENIED = "it is a denial, and what it denies is not an answer"
    NO_QUESTION = "it answers no question yet"
    NO_ANSWER = "it gives no answer that can be compared"


def why_not_counting(
    *, withdrawn: bool, replaced: bool, denied: bool, has_question: bool, has_answer: bool
) -> NotCounting | None:
    """The first reason that holds, None if the claim counts."""
    if withdrawn:
        return NotCounting.WITHDRAWN
    if replaced:
        return NotCounting.REPLACED
    if denied:
        return NotCounting.DENIED
    if not has_question:
        return NotCounting.NO_QUESTION
    return None if has_answer else NotCounting.NO_ANSWER


@dataclass(frozen=True)
class Terms:
    """What a question fixes for all its claims: the dimensions that bear on it, its own words for each, the margin in
    per cent.
    """

    bearing: frozenset[str] = frozenset()
    fixed: Mapping[str, str] = field(default_factory=dict)
    margin: int = DEFAULT_MARGIN


@dataclass(frozen=True)
class Statement:
    """One claim of a question. who: who says it, for sentences ("HRW and Amnesty"); words: the answer as written.

    key and document are identities, compared only for equality.
    """

    key: int
    who: str
    document: int
    answer: Answer | None
    scope: Scope
    roots: Roots
    terms: Terms
    words: str = ""
    not_counting: NotCounting | None = None

    @property
    def counts(self) -> bool:
        return self.not_counting is None

    @cached_property
    def interval(self) -> Interval:
        """The values the answer allows; anything at all when there is none."""
        return self.answer.interval(self.terms.margin) if self.answer else ANYTHING

    @cached_property
    def weighed(self) -> Weighed:
        """What its finding depends on."""
        stated = None if self.answer is None or isinstance(self.answer, Option) else self.answer.stated
        low, high = self.interval
        return Weighed(
            low=low,
            high=high,
            figure_low=stated.low if stated else None,
            figure_high=stated.high if stated else None,
            approximate=bool(stated and stated.approximate),
            scope=agreement_key(self.scope, self.terms.bearing),
            roots=self.roots.named,
            roots_known=self.roots.all_known,
        )


Evidence = tuple[int, bool, int | None, int | None, Scope, frozenset[int], bool]
"""One claim as evidence: key, whether it counts, low, high, scope, named roots, whether those are all.

An option stands for itself, by its key at both ends: its codes move when another option is added.
"""


def fingerprint(
    evidence: Iterable[Evidence], *, bearing: Iterable[str] = (), within: Iterable[tuple[int, int]] = ()
) -> str:
    """A hash of the evidence a review or settlement saw: answers, scopes, roots, which claims count; and of what makes
    claims agree: the dimensions that bear, and which chosen option lies within which. Order does not matter.
    """
    rows = sorted((key, counts, low, high, *scope, sorted(roots), known)
                  for key, counts, low, high, scope, roots, known in evidence)  # fmt: skip
    return sha256(repr((rows, sorted(bearing), sorted(within))).encode()).hexdigest()[:32]
