"""Cutting a text at the ends of its quotes: nothing is lost, and each piece knows the quotes over it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.domain.segments import Segment, Span, cut


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(max_size=40))
    places = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(places, places).filter(lambda p: p[0] < p[1]), max_size=8)) if text else []
    return text, [Span(key, *pair) for key, pair in enumerate(pairs)]


@given(quoted())
def test_the_segments_joined_are_the_text(given: tuple[str, list[Span]]) -> None:
    text, spans = given
    assert "".join(segment.text for segment in cut(text, spans)) == text


@given(quoted())
def test_each_character_lies_under_just_the_quotes_around_it(given: tuple[str, list[Span]]) -> None:
    text, spans = given
    at = 0
    for segment in cut(text, spans):
        assert segment.text
        for place in range(at, at + len(segment.text)):
            assert set(segment.over) == {s.key for s in spans if s.start <= place < s.end}
        at += len(segment.text)


@given(quoted())
def test_each_quote_begins_and_ends_once_at_its_place(given: tuple[str, list[Span]]) -> None:
    text, spans = given
    begins, ends, at = {}, {}, 0
    for segment in cut(text, spans):
        begins |= dict.fromkeys(segment.begins, at)
        at += len(segment.text)
        ends |= dict.fromkeys(segment.ends, at)
    assert begins == {s.key: s.start for s in spans}
    assert ends == {s.key: s.end for s in spans}


def test_a_quote_within_a_quote() -> None:
    assert cut("abcdef", [Span(1, 1, 5), Span(2, 1, 3)]) == (
        Segment("a"),
        Segment("bc", (1, 2), (1, 2), (2,)),
        Segment("de", (1,), (), (1,)),
        Segment("f"),
    )


def test_a_text_without_quotes_is_one_segment() -> None:
    assert cut("abc", []) == (Segment("abc"),)
    assert cut("", []) == ()


@pytest.mark.parametrize("span", [Span(1, 2, 2), Span(1, 3, 2), Span(1, 0, 4), Span(1, -1, 2)])
def test_refuses_a_span_outside_the_text(span: Span) -> None:
    with pytest.raises(ValueError, match="No words stand"):
        cut("abc", [span])


def test_the_work_grows_with_the_quotes_not_with_their_pairs() -> None:
    spans = [Span(key, key * 2000, key * 2000 + 3000) for key in range(499)]
    segments = cut("x" * 1_000_000, spans)
    assert len(segments) <= 2 * len(spans) + 1
    assert sum(len(segment.over) for segment in segments) <= 2 * len(segments)
