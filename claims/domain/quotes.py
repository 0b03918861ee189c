"""Finding a quote in a text. A wrong anchor is worse than a lost one: what stands twice is ambiguous, never found.

Offsets count Unicode code points, the end is excluded (W3C Web Annotation: TextPositionSelector, TextQuoteSelector).
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from rapidfuzz import fuzz

from claims.domain.likeness import Likeness, likeness

CONTEXT = 32
"""Code points of prefix and suffix kept with a quote."""

ALIKE = 90
"""Per cent of likeness (rapidfuzz's partial ratio) from which other words may be the quote's, for a person to say."""

AROUND = 2_000
"""Characters before and after its old place among which words that are only alike are looked for."""


class AnchorState(StrEnum):
    FOUND = "found"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


class How(StrEnum):
    """By what a quote was found, surest first. The value is the clause a reader sees."""

    IN_PLACE = "word for word, at its place"
    IN_CONTEXT = "word for word, between the same words"
    ONCE = "word for word, the only time these words stand in the text"
    AS_SEEN = "the same to a reader, typeset or broken otherwise"
    ALIKE = "words that are only alike"


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
    """The outcome of a search. quote and how are given exactly when it is found or moved; places counts equal hits.

    sure: may it stand without a person? Never where words are only alike, or their context is all new.
    """

    state: AnchorState
    quote: Quote | None = None
    places: int = 0
    how: How | None = None
    sure: bool = True


LOST = Anchor(AnchorState.LOST)


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


# --- words as a person gives them ------------------------------------------------------------------------------------


def anchor(text: str, exact: str, *, prefix: str = "", suffix: str = "", start: int | None = None) -> Anchor:
    """Find the words: at their offset if one is given, else where they stand once, else where their context fits once.

    A given offset must fit the context too; when the words stand elsewhere instead they are *moved*.
    """
    places = places_of(text, exact)
    fitting = [p for p in places if _context_fits(text, p, exact, prefix, suffix)]
    if start is not None and start in fitting:
        return Anchor(AnchorState.FOUND, quote_at(text, start, start + len(exact)), 1, How.IN_PLACE)
    candidates = fitting or ([] if prefix or suffix else places)
    if len(candidates) == 1:
        at = candidates[0]
        state = AnchorState.FOUND if start is None else AnchorState.MOVED
        how = How.IN_CONTEXT if prefix or suffix else How.ONCE
        return Anchor(state, quote_at(text, at, at + len(exact)), 1, how)
    return _ambiguous(len(candidates)) if candidates else LOST


def _context_fits(text: str, at: int, exact: str, prefix: str, suffix: str) -> bool:
    before = text[max(0, at - len(prefix)) : at]
    return before == prefix and text.startswith(suffix, at + len(exact))


def _ambiguous(places: int) -> Anchor:
    return Anchor(AnchorState.AMBIGUOUS, None, places)


# --- a recorded quote in another text of its document ----------------------------------------------------------------


class Searched:
    """A text in which many quotes are looked for: it is reduced to what a reader sees once, when first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def seen(self) -> Likeness:
        return likeness(self.text)


def find_again(searched: Searched, quote: Quote) -> Anchor:
    """Find a recorded quote: at its place; word for word; as a reader sees it; last, words that are alike near by.

    Each way is tried only when the ones before it gave nothing. Words that stand in several places are told apart by
    the words around them, or are ambiguous.
    """
    text = searched.text
    if text.startswith(quote.exact, quote.start) and _context_fits(
        text, quote.start, quote.exact, quote.prefix, quote.suffix
    ):
        return Anchor(AnchorState.FOUND, quote, 1, How.IN_PLACE)
    return _word_for_word(text, quote) or _as_seen(searched, quote) or _alike(searched, quote)


def _word_for_word(text: str, quote: Quote) -> Anchor | None:
    places = places_of(text, quote.exact)
    fitting = [p for p in places if _context_fits(text, p, quote.exact, quote.prefix, quote.suffix)]
    if len(fitting) == 1:
        return _moved(text, fitting[0], fitting[0] + len(quote.exact), How.IN_CONTEXT)
    if len(places) == 1:
        found = _moved(text, places[0], places[0] + len(quote.exact), How.ONCE)
        return replace(found, sure=_shares_context(found, quote))
    return _ambiguous(len(fitting)) if fitting else None


def _as_seen(searched: Searched, quote: Quote) -> Anchor | None:
    seen, words = searched.seen, likeness(quote.exact).text.strip()
    before, after = _context_seen(quote)
    places = places_of(seen.text, words)
    fitting = [p for p in places if _context_fits(seen.text, p, words, before, after)]
    candidates = fitting or places
    if not candidates:
        return None
    if len(candidates) > 1:
        return _ambiguous(len(candidates))
    found = _moved(searched.text, *seen.span(candidates[0], candidates[0] + len(words)), How.AS_SEEN)
    return found if fitting else replace(found, sure=_shares_context(found, quote))


MOST_CANDIDATES = 5


def candidates(searched: Searched, quote: Quote) -> list[Quote]:
    """Places at which a person may find the quote again: word for word, else as a reader sees it, else alike near the
    old place. The nearest to the old place first, a few at most.
    """
    text, seen = searched.text, searched.seen
    spans = [(at, at + len(quote.exact)) for at in places_of(text, quote.exact)]
    words = likeness(quote.exact).text.strip()
    if not spans and words:
        spans = [seen.span(at, at + len(words)) for at in places_of(seen.text, words)]
    if not spans and words:
        middle = seen.nearest(quote.start)
        first, last = max(0, middle - AROUND), min(len(seen.text), middle + AROUND + len(words))
        spans = [seen.span(*hit) for hit in _hits(seen.text, words, first, last)]
    nearest = sorted(spans, key=lambda span: abs(span[0] - quote.start))[:MOST_CANDIDATES]
    return [quote_at(text, start, end) for start, end in nearest]


def _alike(searched: Searched, quote: Quote) -> Anchor:
    """Near the old place only, with the same figures, and nowhere else near by as well: else it is lost."""
    seen, words = searched.seen, likeness(quote.exact).text.strip()
    middle = seen.nearest(quote.start)
    first, last = max(0, middle - AROUND), min(len(seen.text), middle + AROUND + len(words))
    hits = _hits(seen.text, words, first, last)
    if len(hits) > 1:
        return _ambiguous(len(hits))
    if not hits or _figures(seen.text[slice(*hits[0])]) != _figures(words):
        return LOST
    return replace(_moved(searched.text, *seen.span(*hits[0]), How.ALIKE), sure=False)


def _hits(text: str, words: str, first: int, last: int) -> list[tuple[int, int]]:
    """The best match in the window, and another on either side of it, as spans of the text."""
    best = fuzz.partial_ratio_alignment(words, text[first:last], score_cutoff=ALIKE) if words else None
    if best is None or best.dest_start == best.dest_end or last - first < len(words):
        return []
    start, end = first + best.dest_start, first + best.dest_end
    return [*_hits(text, words, first, start), (start, end), *_hits(text, words, end, last)]


def _figures(text: str) -> list[str]:
    """A wrong number is worse than a lost quote: what is alike but for a figure is another claim."""
    return re.findall(r"\d+", text)


def _context_seen(quote: Quote) -> tuple[str, str]:
    """The words around a quote as a reader sees them. Their outer ends may be half a letter or a space, so they go."""
    return likeness(quote.prefix).text[1:], likeness(quote.suffix).text[:-1]


def _shares_context(found: Anchor, quote: Quote) -> bool:
    """Do the words before it, or those after it, look the same as they did? At the text's ends there may be none."""
    assert found.quote
    before, after = _context_seen(quote)
    before_now, after_now = _context_seen(found.quote)
    near = CONTEXT // 4
    return bool(
        (before[-near:].strip() and before_now.endswith(before[-near:]))
        or (after[:near].strip() and after_now.startswith(after[:near]))
    )


def _moved(text: str, start: int, end: int, how: How) -> Anchor:
    return Anchor(AnchorState.MOVED, quote_at(text, start, end), 1, how)
