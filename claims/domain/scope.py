"""Scope: what a claim says its answer covers, in five dimensions, and when two scopes agree.

A dimension is as the question, other in the claim's own words, or not stated. Nothing is filled in from elsewhere.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from claims.domain.words.language import LANGUAGES

AS_QUESTION = "="
"""The claim itself says what the question fixes."""
NOT_STATED = ""
"""The claim's words are silent. Any third value is the claim's own words: other than the question's."""


class Dimension(StrEnum):
    """What bears on a count: who was counted, where, when, killed by whom, counted as of which day."""

    POPULATION = "population"
    PLACE = "place"
    PERIOD = "period"
    BY_WHOM = "by_whom"
    AS_OF = "as_of"

    @property
    def words(self) -> str:
        return {"by_whom": "by whom", "as_of": "counted as of"}.get(self.value, self.value)


class Scope(NamedTuple):
    """One value a dimension: AS_QUESTION, NOT_STATED or the claim's own words."""

    population: str = NOT_STATED
    place: str = NOT_STATED
    period: str = NOT_STATED
    by_whom: str = NOT_STATED
    as_of: str = NOT_STATED

    def says_other(self, dimension: Dimension) -> bool:
        return self.value(dimension) not in (AS_QUESTION, NOT_STATED)

    def value(self, dimension: Dimension) -> str:
        value: str = getattr(self, dimension)
        return value


class ScopeRelation(StrEnum):
    """How two scopes stand to one another in a dimension, or over all of them."""

    SAME = "same"
    NOT_STATED = "not_stated"
    DIFFERENT = "different"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


def plain(words: str) -> str:
    """The words as they are compared: without case, white space as one blank."""
    return " ".join(words.casefold().split())


@cache
def _populations() -> Mapping[str, str]:
    """Words of each language that the tables list as the same population, by one name for them: hommes is men."""
    return {word: name for lang in LANGUAGES for name, words in lang.populations.items() for word in words.split("|")}


def compared(dimension: Dimension, value: str) -> str:
    """The words as they are compared in this dimension. Words of a population that the tables list as the same, in one
    language or two, are one; any others are the same only where they are written so.
    """
    words = plain(value)
    return _populations().get(words, words) if dimension is Dimension.POPULATION else words


def agreement_key(scope: Scope, bearing: Collection[str]) -> str | None:
    """Two scopes agree exactly when both have this key and the keys are equal.

    They agree when on each dimension that bears on the question both say as the question, or the same other, and on
    the rest neither says other. So a scope silent on a bearing dimension, or that says other on the rest, agrees with
    none.
    """
    kept = []
    for dimension, value in zip(Dimension, scope, strict=True):
        if dimension in bearing:
            if value == NOT_STATED:
                return None
            kept.append(compared(dimension, value))
        elif value not in (AS_QUESTION, NOT_STATED):
            return None
    return "\x1f".join(kept)


def relation_in(dimension: Dimension, first: Scope, second: Scope) -> ScopeRelation:
    """How the two stand in one dimension. Silence on either side is *not stated*, never *different*."""
    a, b = first.value(dimension), second.value(dimension)
    if NOT_STATED in (a, b):
        return ScopeRelation.NOT_STATED
    return ScopeRelation.SAME if compared(dimension, a) == compared(dimension, b) else ScopeRelation.DIFFERENT


def dimensions_at_issue(bearing: Collection[str], *scopes: Scope) -> list[Dimension]:
    """The dimensions that bear on the question, and any other in which one of the scopes says other."""
    return [d for d in Dimension if d in bearing or any(scope.says_other(d) for scope in scopes)]


def relations(first: Scope, second: Scope, bearing: Collection[str]) -> dict[Dimension, ScopeRelation]:
    """Dimension by dimension, over those at issue."""
    return {d: relation_in(d, first, second) for d in dimensions_at_issue(bearing, first, second)}


def overall(found: Collection[ScopeRelation]) -> ScopeRelation:
    """One word for several: different if any differs, else not stated if any is silent, else the same."""
    for relation in (ScopeRelation.DIFFERENT, ScopeRelation.NOT_STATED):
        if relation in found:
            return relation
    return ScopeRelation.SAME


def relation(first: Scope, second: Scope, bearing: Collection[str]) -> ScopeRelation:
    """The one word for all that is at issue between two scopes, straight away: for very many pairs of them."""
    found = ScopeRelation.SAME
    for dimension, a, b in zip(Scope._fields, first, second, strict=True):
        if dimension not in bearing and a in (AS_QUESTION, NOT_STATED) and b in (AS_QUESTION, NOT_STATED):
            continue
        if NOT_STATED in (a, b):
            found = ScopeRelation.NOT_STATED
        elif a != b and compared(Dimension(dimension), a) != compared(Dimension(dimension), b):
            return ScopeRelation.DIFFERENT
    return found


def carried(scope: Scope, fixed_before: Mapping[str, str], fixed_after: Mapping[str, str]) -> Scope:
    """The same scope said of another question: what was *as the question* becomes the old question's own words.

    fixed_before and fixed_after give what each question fixes, by dimension ("" where it fixes nothing). Where both
    fix the same,
    the claim stays as the question; where the old one fixes nothing, there is nothing to carry and it is not stated.
    """
    moved = []
    for dimension, value in zip(Dimension, scope, strict=True):
        before, after = fixed_before.get(dimension.value, ""), fixed_after.get(dimension.value, "")
        words = before if value == AS_QUESTION else value
        if words and after and compared(dimension, words) == compared(dimension, after):
            words = AS_QUESTION
        moved.append(words)
    return Scope(*moved)
