"""The claims of one question among one another: the finding of each with its sentence, and the pairs that clash.

What is true of two claims is in comparison.py and findings.py. Here each thing is worked out once for all of them, so
that a question costs what its claims and its different scopes cost, and not what its pairs cost.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush, nsmallest

from claims.domain import scope as scopes
from claims.domain.comparison import edges, independent, lies_within, supports
from claims.domain.findings import (
    LEAST_EXPLAINED_FIRST,
    Clash,
    Finding,
    FindingKind,
    clash,
    farthest,
    grouped_by_scope,
    judged,
    side_by_side,
)
from claims.domain.origins import Origins, in_order, origins, origins_among
from claims.domain.scope import Scope, ScopeRelation
from claims.domain.statement import Statement
from claims.domain.wording import says


def explain(claim: Statement, others: Iterable[Statement]) -> Finding:
    """The finding for one claim among the others of its question, with the sentence that says why."""
    return Rivalry.of([claim, *(o for o in others if o.key != claim.key)]).finding(claim)


@dataclass(frozen=True)
class Rivalry:
    """Claims of one question that count, each once."""

    claims: tuple[Statement, ...]

    @classmethod
    def of(cls, claims: Iterable[Statement]) -> "Rivalry":
        """Of any claims of the question."""
        return cls(tuple(claim for claim in claims if claim.counts))

    # --- findings -----------------------------------------------------------------------------------------------------

    def finding(self, claim: Statement) -> Finding:
        """Of one of these claims, or of one that does not count."""
        if claim.not_counting:
            return Finding(FindingKind.NONE, f"Not compared: {claim.not_counting.value}.", origins(()), origins(()))
        agreeing = self._agreeing_with(claim)
        kind = judged(claim.weighed, [o.weighed for o in agreeing], *self._edges)
        with_it, against = self._sides[claim.weighed.low, claim.weighed.high]
        match kind:
            case FindingKind.CONFLICTING:
                sentence = f"{self._leading(claim).sentence} On this side {with_it}; against it {against}."
            case FindingKind.CORROBORATED:
                sentence = _support_sentence(claim, agreeing)
            case _:
                sentence = f"Unverified: {self._what_is_missing(claim, agreeing)}."
        return Finding(kind, sentence, with_it, against)

    @cached_property
    def _edges(self) -> tuple[int | None, int | None]:
        return edges([claim.weighed for claim in self.claims])

    def _agreeing_with(self, claim: Statement) -> Sequence[Statement]:
        """Those whose scope agrees with its own, itself among them: no other can support it."""
        scope = claim.weighed.scope
        return () if scope is None else self._by_agreement[scope]

    @cached_property
    def _by_agreement(self) -> dict[str | None, list[Statement]]:
        found: dict[str | None, list[Statement]] = {}
        for claim in self.claims:
            found.setdefault(claim.weighed.scope, []).append(claim)
        return found

    def _what_is_missing(self, claim: Statement, agreeing: Sequence[Statement]) -> str:
        """The nearest thing to a corroboration that there is, and what it lacks."""
        if len(self.claims) == 1:
            return "no other claim answers this question"
        if not claim.roots.all_known:
            return "not all of its origin is known, so nothing can be independent of it"
        alike = [o for o in agreeing if o.key != claim.key and lies_within(o.weighed, claim.weighed)]
        if not alike:
            within = (o for o in self.claims if o.key != claim.key and lies_within(o.weighed, claim.weighed))
            return _of_another_scope(claim, next(within, None))
        known = next((o for o in alike if o.roots.all_known), None)
        if known is None:
            return f"{alike[0].who} says the like, but not all of that claim's origin is known"
        return f"{known.who} says the like, but shares its origin"

    # --- who stands on either side ------------------------------------------------------------------------------------

    @cached_property
    def _sides(self) -> dict[tuple[int | None, int | None], tuple[Origins, Origins]]:
        """By a claim's ends: the origins of what can be true together with it, and of what cannot."""
        return {ends: self._sides_of(*ends) for ends in {(c.weighed.low, c.weighed.high) for c in self.claims}}

    def _sides_of(self, low: int | None, high: int | None) -> tuple[Origins, Origins]:
        against = [told.against(low, high) for told in self._by_roots]
        standing = [told.count - clashing for told, clashing in zip(self._by_roots, against, strict=True)]
        return self._origins(standing), self._origins(against)

    def _origins(self, counts: Sequence[int]) -> Origins:
        """Of so many claims of each set of roots."""
        told = [each.roots for each, count in zip(self._by_roots, counts, strict=True) if count]
        unknown = counts[0] if told and not told[0] else 0
        return origins_among(told[1:] if unknown else told, unknown)

    @cached_property
    def _by_roots(self) -> list["_OfRoots"]:
        """In the order in which origins are chosen: those of no named root come first."""
        alike: dict[frozenset[int], list[Statement]] = {}
        for claim in self.claims:
            alike.setdefault(claim.roots.named, []).append(claim)
        return [_OfRoots.of(roots, alike[roots]) for roots in in_order(alike)]

    # --- the pair that speaks against a claim -------------------------------------------------------------------------

    def _leading(self, claim: Statement) -> Clash:
        """As findings.leading has it of all pairs that it stands in."""
        for outermost in self._farthest_by_scope[claim.scope]:
            found = [pair for o in outermost if (pair := clash(claim, o))]
            if found:
                return min(found, key=lambda pair: (-pair.gap, pair.second.key))
        raise AssertionError("A claim is asked for what speaks against it only where something does.")

    @cached_property
    def _farthest_by_scope(self) -> dict[Scope, list[list[Statement]]]:
        """By a claim's scope, for each relation that others can have to it: of those the one that begins highest and
        the one that ends lowest. No other is farther from any claim, nor earlier among those as far.
        """
        return {scope: self._farthest_from(scope) for scope in self._by_scope}

    def _farthest_from(self, scope: Scope) -> list[list[Statement]]:
        related: dict[ScopeRelation, list[Statement]] = {relation: [] for relation in LEAST_EXPLAINED_FIRST}
        for other, outermost in self._farthest.items():
            related[self._relation(scope, other)] += outermost
        return [farthest(claims) for claims in related.values()]

    @cached_property
    def _farthest(self) -> dict[Scope, list[Statement]]:
        return {scope: farthest(claims) for scope, claims in self._by_scope.items()}

    @cached_property
    def _by_scope(self) -> dict[Scope, list[Statement]]:
        return grouped_by_scope(self.claims)

    def _relation(self, first: Scope, second: Scope) -> ScopeRelation:
        return scopes.relation(first, second, self.claims[0].terms.bearing)

    # --- all pairs that clash -----------------------------------------------------------------------------------------

    @cached_property
    def _unlike(self) -> tuple[Statement, ...]:
        """Of claims alike in answer and scope the first."""
        found: dict[tuple[object, ...], Statement] = {}
        for claim in self.claims:
            weighed = claim.weighed
            found.setdefault((weighed.low, weighed.high, weighed.approximate, claim.scope), claim)
        return tuple(found.values())

    @cached_property
    def clash_count(self) -> int:
        """Pairs that cannot both be true, claims alike in answer and scope counted once."""
        ended = sorted(c.weighed.high for c in self._unlike if c.weighed.high is not None)
        return sum(bisect_left(ended, c.weighed.low) for c in self._unlike if c.weighed.low is not None)

    def clashes(self, most: int) -> tuple[Clash, ...]:
        """So many of these pairs as findings.ranked orders them, the leading one first."""
        waiting = nsmallest(most, self._first_of_each())
        found: list[Clash] = []
        while waiting and len(found) < most:
            pair = heappop(waiting)
            found.append(pair.clash)
            for after in pair.after():
                heappush(waiting, after)
        return tuple(found)

    def _first_of_each(self) -> Iterator["_Pair"]:
        """For each two scopes, and which of them is the lower, the pair of theirs that is widest apart."""
        alike = grouped_by_scope(self._unlike)
        ended = {scope: found for scope, claims in alike.items() if (found := _by_end(claims))}
        begun = {scope: found for scope, claims in alike.items() if (found := _by_beginning(claims))}
        for lower, ending in ended.items():
            for higher, beginning in begun.items():
                if _apart(ending[0], beginning[0]) > 0:
                    rank = LEAST_EXPLAINED_FIRST.index(self._relation(lower, higher))
                    yield from _pair(rank, ending, beginning, 0, 0)


@dataclass(frozen=True)
class _OfRoots:
    """The claims of one set of roots: how many, where they end and where they begin, each in order."""

    roots: frozenset[int]
    count: int
    ends: Sequence[int]
    beginnings: Sequence[int]

    @classmethod
    def of(cls, roots: frozenset[int], claims: Sequence[Statement]) -> "_OfRoots":
        ends = sorted(c.weighed.high for c in claims if c.weighed.high is not None)
        beginnings = sorted(c.weighed.low for c in claims if c.weighed.low is not None)
        return cls(roots, len(claims), ends, beginnings)

    def against(self, low: int | None, high: int | None) -> int:
        """How many of them lie wholly below or above these ends."""
        below = bisect_left(self.ends, low) if low is not None else 0
        above = len(self.beginnings) - bisect_right(self.beginnings, high) if high is not None else 0
        return below + above


# --- pairs in the order in which they speak for a conflict ------------------------------------------------------------


@dataclass(frozen=True, order=True)
class _Pair:
    """Two claims that clash, in the order of findings.ranked. Of claims of one scope the lower is the i-th by where
    they end, the higher the j-th by where they begin.
    """

    rank: int
    nearness: int
    earlier: int
    later: int
    ending: Sequence[Statement] = field(compare=False)
    beginning: Sequence[Statement] = field(compare=False)
    i: int = field(compare=False)
    j: int = field(compare=False)

    @property
    def clash(self) -> Clash:
        first, second = sorted((self.ending[self.i], self.beginning[self.j]), key=lambda claim: claim.key)
        found = clash(first, second)
        assert found is not None  # they are apart
        return found

    def after(self) -> Iterator["_Pair"]:
        """The pairs that can only come after this one, and that come after no other."""
        yield from _pair(self.rank, self.ending, self.beginning, self.i, self.j + 1)
        if self.j == 0:
            yield from _pair(self.rank, self.ending, self.beginning, self.i + 1, 0)


def _pair(rank: int, ending: Sequence[Statement], beginning: Sequence[Statement], i: int, j: int) -> Iterator[_Pair]:
    """The pair, if there is one."""
    if i < len(ending) and j < len(beginning) and (apart := _apart(ending[i], beginning[j])) > 0:
        keys = ending[i].key, beginning[j].key
        yield _Pair(rank, -apart, min(keys), max(keys), ending, beginning, i, j)


def _apart(lower: Statement, higher: Statement) -> int:
    """From where the one ends to where the other begins; both do."""
    return (higher.weighed.low or 0) - (lower.weighed.high or 0)


def _by_end(claims: Iterable[Statement]) -> list[Statement]:
    """Those that end, the lowest first, of equals the earliest recorded."""
    ended = (claim for claim in claims if claim.weighed.high is not None)
    return sorted(ended, key=lambda claim: (claim.weighed.high, claim.key))


def _by_beginning(claims: Iterable[Statement]) -> list[Statement]:
    """Those that begin, the highest first, of equals the earliest recorded."""
    begun = (claim for claim in claims if claim.weighed.low is not None)
    return sorted(begun, key=lambda claim: (-(claim.weighed.low or 0), claim.key))


# --- sentences --------------------------------------------------------------------------------------------------------


def _support_sentence(claim: Statement, agreeing: Sequence[Statement]) -> str:
    behind = [o for o in agreeing if independent(claim.weighed, o.weighed) and supports(o.weighed, claim.weighed)]
    best = behind[0]
    assert best.answer and claim.answer
    margin = claim.terms.margin
    count = origins(o.roots.named for o in behind)
    theirs, its = says(best.answer, margin), says(claim.answer, margin)
    how = f"the same: {its}" if theirs == its else f"{theirs}, which supports {its}"
    return f"{best.who}, independently, says {how}. Supported by {count}; none against."


def _of_another_scope(claim: Statement, within: Statement | None) -> str:
    if within is None:
        return "others meet it, but none lies within what it says"
    return f"{within.who} says the like, but of a scope that does not agree ({_disagreement(claim, within)})"


def _disagreement(claim: Statement, other: Statement) -> str:
    found = scopes.relations(claim.scope, other.scope, claim.terms.bearing)
    parts = [
        side_by_side(d, r, claim.scope, other.scope, claim.terms)
        for d, r in found.items()
        if r is not ScopeRelation.SAME
    ]
    return "; ".join(parts)
