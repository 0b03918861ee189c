"""Finding a quote in a text. A wrong anchor is worse than a lost one: what stands twice is ambiguous, never found.

Offsets count Unicode code points, the end is excluded (W3C Web Annotation: TextPositionSelector, TextQuoteSelector).
"""

from dataclasses import dataclass
from enum import StrEnum

CONTEXT = 32
"""Code points of prefix and suffix kept with a quote."""


class AnchorState(StrEnum):
    FOUND = "found"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


@dataclass(frozen=True)
class Quote:
    """The exact words with what stands before and after them, and where: `text[start:end] == exact`."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True)
class Anchor:
    """The outcome of a search. quote is given exactly when it is found or moved; places counts the equal hits."""

    state: AnchorState
    quote: Quote | None = None
    places: int = 0


def quote_at(text: str, start: int, end: int) -> Quote:
    """The quote that stands at those offsets, with its context. Raises ValueError unless 0 ≤ start < end ≤ length."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"No words stand at {start}–{end} in a text of {len(text):,} characters.")
    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def places_of(text: str, exact: str) -> list[int]:
    """Every start at which the words stand, overlapping hits included."""
    found, at = [], text.find(exact) if exact else -1
    while at != -1:
        found.append(at)
        at = text.find(exact, at + 1)
    return found


def anchor(text: str, exact: str, *, prefix: str = "", suffix: str = "", start: int | None = None) -> Anchor:
    """Find the words: at their offset if one is given, else where they stand once, else where their context fits once.

    A given offset must fit the context too; when the words stand elsewhere instead they are *moved*.
    """
    places = places_of(text, exact)
    fitting = [p for p in places if _context_fits(text, p, exact, prefix, suffix)]
    if start is not None and start in fitting:
        return Anchor(AnchorState.FOUND, quote_at(text, start, start + len(exact)), 1)
    candidates = fitting or ([] if prefix or suffix else places)
    if len(candidates) == 1:
        at = candidates[0]
        state = AnchorState.FOUND if start is None else AnchorState.MOVED
        return Anchor(state, quote_at(text, at, at + len(exact)), 1)
    if candidates:
        return Anchor(AnchorState.AMBIGUOUS, None, len(candidates))
    return Anchor(AnchorState.LOST)


def _context_fits(text: str, at: int, exact: str, prefix: str, suffix: str) -> bool:
    before = text[max(0, at - len(prefix)) : at]
    return before == prefix and text.startswith(suffix, at + len(exact))
