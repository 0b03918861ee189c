"""A report that is too long for one PDF, in several: the first holds what is said of the whole, the others its
questions with the claims that stand, in their order. What was withdrawn is listed in the first, a line each.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.reports.paper import About, Asked, Paper

MOST_IN_ONE = 1_500
"""Claims of a report that is one PDF: laying it out takes some 2 MB of memory for each."""
MOST_IN_A_VOLUME = 1_000
"""Claims. A question has at most half as many, and is not divided."""


@dataclass(frozen=True)
class Volume:
    """about: the events, with those of their questions that stand in it; none in the first volume."""

    number: int
    about: tuple[About, ...]

    @property
    def questions(self) -> list[Asked]:
        return [asked for about in self.about for asked in about.asked]

    @property
    def claims(self) -> int:
        """Those that stand."""
        return sum(len(asked.claims) for asked in self.questions)


def volumes_of(paper: Paper, most: int = MOST_IN_A_VOLUME) -> list[Volume]:
    """most: claims in one, unless a single question has more."""
    return [Volume(1, ()), *(Volume(2 + n, _about(asked)) for n, asked in enumerate(_divided(paper, most)))]


def _divided(paper: Paper, most: int) -> Iterator[list[tuple[About, Asked]]]:
    """Its questions in their order, as many at a time as have so many claims."""
    some: list[tuple[About, Asked]] = []
    claims = 0
    every = ((about, asked) for about in paper.about for asked in about.asked)
    for about, asked in every:
        if some and claims + len(asked.claims) > most:
            yield some
            some, claims = [], 0
        some.append((about, asked))
        claims += len(asked.claims)
    if some:
        yield some


def _about(questions: Sequence[tuple[About, Asked]]) -> tuple[About, ...]:
    """The events of these questions, each with those of them that are about it."""
    found: dict[int, tuple[About, list[Asked]]] = {}
    for about, asked in questions:
        found.setdefault(id(about), (about, []))[1].append(asked)
    return tuple(replace(about, asked=tuple(asked)) for about, asked in found.values())
