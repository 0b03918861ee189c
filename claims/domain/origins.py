"""Where claims' information comes from in the end: roots, and how many origins several claims have.

Three articles that repeat one agency are one origin. What is unnamed corroborates nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class ClaimLineage(NamedTuple):
    """What is recorded of one claim: its document, who asserts it, what it leans on.

    asserters: the named sources; none means the document's own voice, unless others_unnamed.
    others_unnamed: part of who asserts it has no name in the text ("and other organisations").
    """

    document: int
    asserters: tuple[int, ...] = ()
    others_unnamed: bool = False
    leans_on_sources: tuple[int, ...] = ()
    leans_on_claims: tuple[int, ...] = ()


class DocumentLineage(NamedTuple):
    """Who published a document (None: not known) and which documents it repeats."""

    publisher: int | None
    repeats: tuple[int, ...] = ()


@dataclass(frozen=True)
class Roots:
    """The named sources a claim leans on in the end, and whether they are all there are."""

    named: frozenset[int]
    all_known: bool


def roots_of(claim: int, claims: Mapping[int, ClaimLineage], documents: Mapping[int, DocumentLineage]) -> Roots:
    """Follow a claim to its sources, claim by claim and document by document.

    What a claim leans on comes before who asserts it, and that before the document's own voice. All are known only if
    every
    step is: no part unnamed, and every relaying document with a known publisher. A circle that reaches no source has
    no known roots.
    """
    named: set[int] = set()
    all_known = True
    seen_claims, waiting = {claim}, [claim]
    own_voices: list[int] = []
    while waiting:
        lineage = claims[waiting.pop()]
        all_known &= not lineage.others_unnamed and documents[lineage.document].publisher is not None
        named.update(_direct_roots(lineage))
        if _speaks_for_itself(lineage):
            own_voices.append(lineage.document)
        fresh = [c for c in lineage.leans_on_claims if c not in seen_claims]
        seen_claims.update(fresh)
        waiting.extend(fresh)
    if own_voices:
        voices, voices_known = _voices(own_voices, documents)
        named |= voices
        all_known &= voices_known
    return Roots(frozenset(named), all_known and bool(named))


def _direct_roots(lineage: ClaimLineage) -> tuple[int, ...]:
    if lineage.leans_on_sources or lineage.leans_on_claims:
        return lineage.leans_on_sources
    return lineage.asserters


def _speaks_for_itself(lineage: ClaimLineage) -> bool:
    return not (lineage.asserters or lineage.others_unnamed or lineage.leans_on_sources or lineage.leans_on_claims)


def _voices(start: Sequence[int], documents: Mapping[int, DocumentLineage]) -> tuple[set[int], bool]:
    """The publishers behind these documents' own voices; a document that repeats others has their voices instead."""
    named: set[int] = set()
    all_known = True
    seen, waiting = set(start), list(start)
    while waiting:
        lineage = documents[waiting.pop()]
        if lineage.publisher is None:
            all_known = False
        elif not lineage.repeats:
            named.add(lineage.publisher)
        fresh = [d for d in lineage.repeats if d not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return named, all_known


@dataclass(frozen=True)
class Origins:
    """How many origins several claims have. unknown counts the claims no source of which is named."""

    chosen: tuple[frozenset[int], ...]
    unknown: int

    @property
    def count(self) -> int:
        return len(self.chosen)

    def group_of(self, named: frozenset[int]) -> int | None:
        """The position of the first chosen origin that shares a root with these, None if nothing is named."""
        return next((i for i, origin in enumerate(self.chosen) if not origin.isdisjoint(named)), None)

    def __str__(self) -> str:
        words = f"{self.count} origin" if self.count == 1 else f"{self.count} origins"
        if self.unknown and self.count:
            return f"{words} and {self.unknown} of unknown origin"
        return f"{self.unknown} of unknown origin" if self.unknown else words


def origins(root_sets: Iterable[frozenset[int]]) -> Origins:
    """Count origins: claims of which no two share a root, smallest root sets first (ties by the roots themselves)."""
    sets = list(root_sets)
    return origins_among(in_order({s for s in sets if s}), sum(1 for s in sets if not s))


def in_order(root_sets: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """As origins are chosen from them."""
    return sorted(root_sets, key=lambda s: (len(s), sorted(s)))


def origins_among(root_sets: Iterable[frozenset[int]], unknown: int) -> Origins:
    """Of sets that are in order already, none of them empty. unknown: how many claims have no named root."""
    chosen: list[frozenset[int]] = []
    taken: set[int] = set()
    for named in root_sets:
        if taken.isdisjoint(named):
            chosen.append(named)
            taken |= named
    return Origins(tuple(chosen), unknown)
