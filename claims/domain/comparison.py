"""Comparing what claims of one question say: do they meet, does one support the other, which camps do they form.

Everything here follows from one idea: an answer is a set of possible values. Sentences are in findings.py.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Weighed(NamedTuple):
    """What a finding depends on, and nothing else: one claim that counts. Cheap, since a rebuild makes a million.

    low, high: the interval of possible values (None = open). figure_low, figure_high: the stated figures.
    scope: its agreement key, None if it agrees with no other. roots: the named sources it leans on in the end.
    """

    low: int | None
    high: int | None
    figure_low: int | None
    figure_high: int | None
    approximate: bool
    scope: str | None
    roots: frozenset[int]
    roots_known: bool


def conflict(a: Weighed, b: Weighed) -> bool:
    """Can the two not be true together? Symmetric."""
    return gap(a, b) > 0


def gap(a: Weighed, b: Weighed) -> int:
    """How far apart the nearer ends are, in steps or days; 0 when they meet."""
    if a.high is not None and b.low is not None and a.high < b.low:
        return b.low - a.high
    if b.high is not None and a.low is not None and b.high < a.low:
        return a.low - b.high
    return 0


def lies_within(b: Weighed, a: Weighed) -> bool:
    """Does b's set lie within a's, or, where both are approximate, b's stated figure within a's range?

    A b that is open at an end is not judged by its figure: "at least about 30" does not support "about 30".
    """
    if _inside(b.low, b.high, a):
        return True
    closed = b.low is not None and b.high is not None
    return b.approximate and a.approximate and closed and _inside(b.figure_low, b.figure_high, a)


def _inside(low: int | None, high: int | None, a: Weighed) -> bool:
    low_fits = a.low is None or (low is not None and low >= a.low)
    high_fits = a.high is None or (high is not None and high <= a.high)
    return low_fits and high_fits


def supports(b: Weighed, a: Weighed) -> bool:
    """Does b, if true, make a true? Their scopes must agree. Not symmetric: "32" supports "at least 27", not the
    reverse.
    """
    return a.scope is not None and a.scope == b.scope and lies_within(b, a)


def independent(a: Weighed, b: Weighed) -> bool:
    """Both have all roots known and share none."""
    return a.roots_known and b.roots_known and a.roots.isdisjoint(b.roots)


def edges(claims: Sequence[Weighed]) -> tuple[int | None, int | None]:
    """The highest low and the lowest high: the claims cannot all be true exactly when the first exceeds the second."""
    highest_low = max((c.low for c in claims if c.low is not None), default=None)
    lowest_high = min((c.high for c in claims if c.high is not None), default=None)
    return highest_low, lowest_high


def cannot_all_be_true(claims: Sequence[Weighed]) -> bool:
    """On a line, intervals share a value exactly when every two of them do (Helly)."""
    highest_low, lowest_high = edges(claims)
    return highest_low is not None and lowest_high is not None and highest_low > lowest_high


def _sort_low(low: int | None) -> tuple[bool, int]:
    return (low is not None, low or 0)


def _sort_high(high: int | None) -> tuple[bool, int]:
    return (high is None, high or 0)


def conflicting_pairs(claims: Sequence[Weighed]) -> list[tuple[int, int]]:
    """All pairs (i, j), i < j, of positions that do not meet; the lower claim of a pair may be either.

    One sweep: claims by their low end; each conflicts with those whose high end lies below it.
    """
    ended = sorted((c.high, i) for i, c in enumerate(claims) if c.high is not None)
    found = []
    for j, claim in enumerate(claims):
        if claim.low is None:
            continue
        for high, i in ended:
            if high >= claim.low:
                break
            found.append((min(i, j), max(i, j)))
    return sorted(found)


def camps(claims: Sequence[Weighed]) -> list[tuple[int, ...]]:
    """The camps, lowest first, as positions: claims that share a value and to which no other can be added.

    A sweep from low to high: when a claim ends after another began, the claims then open are a camp.
    """
    starts = sorted(range(len(claims)), key=lambda i: _sort_low(claims[i].low))
    ends = sorted(range(len(claims)), key=lambda i: _sort_high(claims[i].high))
    open_now: set[int] = set()
    found: list[tuple[int, ...]] = []
    begun = 0
    for ending in ends:
        grown = False
        while begun < len(starts) and _begins_by(claims[starts[begun]].low, claims[ending].high):
            open_now.add(starts[begun])
            begun += 1
            grown = True
        if grown:
            found.append(tuple(sorted(open_now)))
        open_now.discard(ending)
    return found


def _begins_by(low: int | None, high: int | None) -> bool:
    return low is None or high is None or low <= high
