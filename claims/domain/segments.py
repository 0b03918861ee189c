"""A text cut at the ends of all quotes in it, so that quotes that overlap or nest can each be marked."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Span:
    """A quote by its key, at `text[start:end]`."""

    key: int
    start: int
    end: int


@dataclass(frozen=True)
class Segment:
    """A piece of the text over which the same quotes lie; those that begin and end with it. By key, in order."""

    text: str
    over: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass
class _Edge:
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


def fits(text: str, span: Span) -> bool:
    """Does the span hold words of this text?"""
    return 0 <= span.start < span.end <= len(text)


def cut(text: str, spans: Iterable[Span]) -> tuple[Segment, ...]:
    """The segments, which joined are the text. Raises ValueError for a span that does not fit.

    One pass over the sorted ends: the text's length plus, for each segment, the number of quotes over it.
    """
    edges = _edges(text, spans)
    places = sorted(edges)
    lying: dict[int, None] = {}
    segments = []
    for at, until in zip(places, [*places[1:], len(text)], strict=True):
        for key in edges[at].ends:
            del lying[key]
        lying.update(dict.fromkeys(edges[at].begins))
        if at < until:
            ends = tuple(edges[until].ends) if until in edges else ()
            segments.append(Segment(text[at:until], tuple(lying), tuple(edges[at].begins), ends))
    return tuple(segments)


def _edges(text: str, spans: Iterable[Span]) -> dict[int, _Edge]:
    """What begins and ends where. Longer quotes begin first; ends are in the order of the beginnings."""
    edges = {0: _Edge()}
    for span in sorted(spans, key=lambda s: (s.start, -s.end, s.key)):
        if not fits(text, span):
            raise ValueError(f"No words stand at {span.start}–{span.end} in a text of {len(text):,} characters.")
        edges.setdefault(span.start, _Edge()).begins.append(span.key)
        edges.setdefault(span.end, _Edge()).ends.append(span.key)
    return edges
