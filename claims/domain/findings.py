"""From claims and their rivals to findings, from reviews to a status, from settlements to a state. Each with its
reason.

Deciding is separate from explaining: a finding is decided on Weighed values and stored, its sentence is made when
shown (rivalry.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from claims.domain import scope as scopes
from claims.domain.answers import Bound, DateSpan, Option, Quantity
from claims.domain.comparison import (
    Weighed,
    conflicting_pairs,
    edges,
    gap,
    independent,
    supports,
)
from claims.domain.origins import Origins
from claims.domain.scope import AS_QUESTION, NOT_STATED, Dimension, Scope, ScopeRelation, plain
from claims.domain.sheet_rules import Asks
from claims.domain.statement import Statement, Terms
from claims.domain.wording import says

WIDEST_MARGIN_TRIED = 50
"""Per cent. Beyond this "about" no longer means anything, and the sentence does not speak of it."""


class Verdict(StrEnum):
    """The three words: of a finding, of a review, of a status."""

    CORROBORATED = "corroborated"
    CONFLICTING = "conflicting"
    UNVERIFIED = "unverified"


class FindingKind(StrEnum):
    """What the evidence by itself suggests; NONE for a claim that does not count."""

    CORROBORATED = "corroborated"
    CONFLICTING = "conflicting"
    UNVERIFIED = "unverified"
    NONE = "none"


def judge(claims: Sequence[Weighed]) -> list[FindingKind]:
    """The finding for each of one question's claims that count, in their order.

    Conflicting if another cannot be true together with it; else corroborated if an independent one supports it; else
    unverified.
    """
    highest_low, lowest_high = edges(claims)
    return [judged(claim, claims, highest_low, lowest_high) for claim in claims]


def judged(claim: Weighed, claims: Sequence[Weighed], highest_low: int | None, lowest_high: int | None) -> FindingKind:
    """The finding for one of them. highest_low, lowest_high: the edges of all; claims: those that might support it."""
    above = claim.low is not None and lowest_high is not None and claim.low > lowest_high
    below = claim.high is not None and highest_low is not None and claim.high < highest_low
    if above or below:
        return FindingKind.CONFLICTING
    if any(independent(claim, other) and supports(other, claim) for other in claims):
        return FindingKind.CORROBORATED
    return FindingKind.UNVERIFIED


# --- a conflict between two claims -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Clash:
    """Two claims that cannot both be true: how far apart (steps or days), how their scopes stand, and why in a
    sentence.
    """

    first: Statement
    second: Statement
    gap: int
    scope: dict[Dimension, ScopeRelation]

    @cached_property
    def margin_to_meet(self) -> int | None:
        """The smallest margin, in steps of 5 %, at which the two would meet; None if no margin tried does it."""
        return _margin_to_meet(self.first, self.second)

    @property
    def scope_relation(self) -> ScopeRelation:
        return scopes.overall(self.scope.values())

    @property
    def same_document(self) -> bool:
        return self.first.document == self.second.document

    @property
    def same_origin(self) -> bool:
        """Do the two share a root? Then one source contradicts itself, or was relayed in two ways."""
        return not self.first.roots.named.isdisjoint(self.second.roots.named)

    @property
    def sentence(self) -> str:
        """Both sides, the distance, and how the scopes stand: a sentence a person can argue with."""
        return f"{self.both_sides}. {self.scope_words}".strip()

    @property
    def both_sides(self) -> str:
        margin = self.first.terms.margin
        sides = "; ".join(f"{s.who} says {says(s.answer, margin)}" for s in (self.first, self.second) if s.answer)
        return f"{sides}: {self._distance}"

    @property
    def _distance(self) -> str:
        match self.first.answer:
            case Option():
                return "both cannot hold"
            case DateSpan():
                return f"the spans do not meet, {self.gap:,} day{'s' if self.gap != 1 else ''} apart"
            case _:
                meet = f"; they would meet at ±{self.margin_to_meet} %" if self.margin_to_meet else ""
                what = "ranges" if self._any_range else "figures"
                return f"the {what} do not meet, {self.gap:,} apart{meet}"

    @property
    def _any_range(self) -> bool:
        return any(low != high for low, high in (self.first.interval, self.second.interval))

    @property
    def scope_words(self) -> str:
        """`Scope: men / civilians; Moura / not stated.`, or nothing where no scope bears on the question."""
        if not self.scope:
            return ""
        terms = self.first.terms
        parts = [
            side_by_side(d, relation, self.first.scope, self.second.scope, terms) for d, relation in self.scope.items()
        ]
        return f"Scope: {'; '.join(parts)}."


def side_by_side(dimension: Dimension, relation: ScopeRelation, first: Scope, second: Scope, terms: Terms) -> str:
    """`men / civilians`, or `both Moura`, or `place not stated` when neither says."""
    a, b = scope_value_words(dimension, first, terms), scope_value_words(dimension, second, terms)
    if relation is ScopeRelation.SAME:
        return f"both {a}" if plain(a) == plain(b) else f"{a} / {b}, the same"
    if a == b:
        return f"{dimension.words} {a}"
    return f"{a} / {b}"


def scope_value_words(dimension: Dimension, scope: Scope, terms: Terms) -> str:
    """The claim's own words, the question's where it says the same, or `not stated`."""
    value = scope.value(dimension)
    if value == NOT_STATED:
        return "not stated"
    if value == AS_QUESTION:
        return terms.fixed.get(dimension.value) or f"{dimension.words} as the question"
    return value


def clash(first: Statement, second: Statement) -> Clash | None:
    """The conflict between two claims that count, None if they meet."""
    distance = gap(first.weighed, second.weighed)
    if not distance:
        return None
    return Clash(
        first=first,
        second=second,
        gap=distance,
        scope=scopes.relations(first.scope, second.scope, first.terms.bearing),
    )


def _margin_to_meet(first: Statement, second: Statement) -> int | None:
    a, b = first.answer, second.answer
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)):
        return None
    if not any(s.approximate or s.bound is Bound.NEARLY for s in (a.stated, b.stated)):
        return None
    wider = range(first.terms.margin // 5 * 5 + 5, WIDEST_MARGIN_TRIED + 1, 5)
    return next((m for m in wider if a.interval(m).meets(b.interval(m))), None)


LEAST_EXPLAINED_FIRST = (ScopeRelation.SAME, ScopeRelation.NOT_STATED, ScopeRelation.DIFFERENT)


def leading(clashes: Sequence[Clash]) -> Clash:
    """The pair that speaks for a conflict: the one scope explains least, then the widest apart, then the earliest
    recorded.
    """
    return min(clashes, key=_least_explained)


def ranked(clashes: Sequence[Clash]) -> list[Clash]:
    """All pairs, the leading one first."""
    return sorted(clashes, key=_least_explained)


def _least_explained(pair: Clash) -> tuple[int, int, int, int]:
    keys = (pair.first.key, pair.second.key)
    return (LEAST_EXPLAINED_FIRST.index(pair.scope_relation), -pair.gap, min(keys), max(keys))


def clashes_of(claims: Sequence[Statement]) -> list[Clash]:
    """The conflicts among claims that count. Claims alike in answer and scope are represented by the first of them.

    So that a question with thousands of claims costs what its different answers cost.
    """
    distinct: dict[tuple[object, ...], Statement] = {}
    for claim in claims:
        distinct.setdefault((claim.weighed.low, claim.weighed.high, claim.weighed.approximate, claim.scope), claim)
    kept = list(distinct.values())
    pairs = conflicting_pairs([claim.weighed for claim in kept])
    found = [clash(kept[i], kept[j]) for i, j in pairs]
    return [c for c in found if c]


def outermost(claims: Sequence[Statement]) -> list[Statement]:
    """Of each scope the claim that begins highest and the one that ends lowest, of equals the earliest recorded.

    The leading pair and the widest one are always among these, so that a question with thousands of answers costs what
    its different scopes cost. Their order is that of the claims.
    """
    kept = {claim.key for alike in grouped_by_scope(claims).values() for claim in farthest(alike)}
    return [claim for claim in claims if claim.key in kept]


def grouped_by_scope(claims: Iterable[Statement]) -> dict[Scope, list[Statement]]:
    alike: dict[Scope, list[Statement]] = {}
    for claim in claims:
        alike.setdefault(claim.scope, []).append(claim)
    return alike


def farthest(claims: Sequence[Statement]) -> list[Statement]:
    """The one that begins highest and the one that ends lowest, of equals the earliest recorded; those there are."""
    begun = [claim for claim in claims if claim.weighed.low is not None]
    ended = [claim for claim in claims if claim.weighed.high is not None]
    highest = [max(begun, key=lambda claim: (claim.weighed.low, -claim.key))] if begun else []
    lowest = [min(ended, key=lambda claim: (claim.weighed.high, claim.key))] if ended else []
    return highest + lowest


def severity(pair: Clash) -> int:
    """How grave, in per mille: for numbers the gap as a share of the higher side's nearer end; a year apart is 1,000;
    so is an option.

    Comparable only within one kind of question. Said on the method page.
    """
    match pair.first.answer:
        case Quantity():
            nearer = max(low for low, _ in (pair.first.interval, pair.second.interval) if low is not None)
            return round(1000 * pair.gap / nearer) if nearer else 1000
        case DateSpan():
            return round(1000 * pair.gap / 365)
        case _:
            return 1000


OPEN_FIRST, OF_A_KIND = 10**12, 10**11
"""Above any severity: an open conflict stands before every settled one, and one about a number before those about a
date, and these before those about an option, for severities of two kinds are not comparable.
"""
_KINDS = (Asks.CATEGORY, Asks.DATE, Asks.QUANTITY)


def rank(state: "State", kind: Asks, how_grave: int) -> int:
    """Where a conflict stands in a list, the highest first: open ones, then settled ones, each kind by kind and of each
    kind the gravest first.

    0 for a dissolved one, which has no severity.
    """
    if state is State.DISSOLVED:
        return 0
    return min(how_grave, OF_A_KIND - 2) + 1 + _KINDS.index(kind) * OF_A_KIND + OPEN_FIRST * (state is State.OPEN)


# --- the finding of one claim -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Finding:
    """What the evidence suggests for one claim, and why. with_it and against count origins on each side."""

    kind: FindingKind
    sentence: str
    with_it: Origins
    against: Origins


# --- reviews and settlements -----------------------------------------------------------------------------------------


def status_of(verdicts: Sequence[Verdict]) -> Verdict:
    """What a claim's reviews, oldest first, come to: the latest decides. Unreviewed is unverified, and shown as
    unreviewed.
    """
    return verdicts[-1] if verdicts else Verdict.UNVERIFIED


class Decision(StrEnum):
    """A lead's settlement of a conflict."""

    EXPLAINED = "explained"
    RESOLVED = "resolved"
    UNDECIDABLE = "undecidable"
    REOPENED = "reopened"


class State(StrEnum):
    """Where a conflict stands. Dissolved: its claims no longer conflict; its history stays."""

    OPEN = "open"
    EXPLAINED = "explained"
    RESOLVED = "resolved"
    UNDECIDABLE = "undecidable"
    DISSOLVED = "dissolved"

    @property
    def settled(self) -> bool:
        return self in (State.EXPLAINED, State.RESOLVED, State.UNDECIDABLE)


class Cause(StrEnum):
    """Why sources differ, as a settlement says."""

    SCOPE = "scope"
    REVISION = "revision"
    DEFINITION = "definition"
    TIME_OF_COUNTING = "time_of_counting"
    SAME_ORIGIN = "same_origin"
    SOURCE_ERROR = "source_error"
    DISAGREEMENT = "disagreement"


def state_of(*, present: bool, decision: Decision | None, evidence_seen: str, evidence_now: str) -> State:
    """A settlement holds while the evidence it saw is the evidence there is; else the conflict is open again."""
    if not present:
        return State.DISSOLVED
    if decision in (None, Decision.REOPENED) or evidence_seen != evidence_now:
        return State.OPEN
    assert decision is not None
    return State(decision.value)
