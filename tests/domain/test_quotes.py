"""Finding quotes: at their place, elsewhere, in another extraction; what is only alike waits for a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.domain.likeness import likeness
from claims.domain.quotes import Anchor, AnchorState, How, Quote, Searched, anchor, find_again, quote_at

FOUND, MOVED, AMBIGUOUS, LOST = AnchorState.FOUND, AnchorState.MOVED, AnchorState.AMBIGUOUS, AnchorState.LOST

MOURA = (
    "In March of 2022, Human Rights Watch reported that Malian government troops rounded up and killed an estimated "
    "300 men in the Malian town of Moura. Most were civilians without any connections to terrorists."
)
MEN = "killed an estimated 300 men in the Malian town of Moura"


def quoted(text: str, words: str, nth: int = 0) -> Quote:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return quote_at(text, at, at + len(words))


def again(new: str, quote: Quote) -> Anchor:
    found = find_again(Searched(new), quote)
    if found.quote:
        assert new[found.quote.start : found.quote.end] == found.quote.exact
    return found


# --- words as a person gives them ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "given", "state"),
    [
        pytest.param("a b", {"exact": "b"}, FOUND, id="once"),
        pytest.param("b a b", {"exact": "b"}, AMBIGUOUS, id="twice"),
        pytest.param("b a b", {"exact": "b", "start": 4}, FOUND, id="twice, at its place"),
        pytest.param("b a b", {"exact": "b", "prefix": "a "}, FOUND, id="twice, told apart by what stands before"),
        pytest.param("b a b", {"exact": "b", "suffix": " a"}, FOUND, id="twice, told apart by what stands after"),
        pytest.param("ab ab", {"exact": "b", "prefix": "a"}, AMBIGUOUS, id="twice in the same context"),
        pytest.param("a b", {"exact": "b", "start": 0}, MOVED, id="at another place than the one given"),
        pytest.param("a b", {"exact": "b", "prefix": "c "}, LOST, id="between other words than those given"),
        pytest.param("a b", {"exact": "c"}, LOST, id="nowhere"),
        pytest.param("a b", {"exact": ""}, LOST, id="no words"),
        pytest.param("aaa", {"exact": "aa"}, AMBIGUOUS, id="overlapping itself"),
    ],
)
def test_words_are_found_where_they_can_only_stand(text: str, given: dict[str, object], state: AnchorState) -> None:
    assert anchor(text, **given).state is state  # type: ignore[arg-type]


def test_offsets_count_code_points() -> None:
    text = "🇲🇱 أفادت e\u0301te\u0301: 300 men"
    found = anchor(text, "300 men").quote
    assert found and text[found.start : found.end] == "300 men" and found.start == 16


def test_a_place_outside_the_text_holds_no_quote() -> None:
    for start, end in ((0, 0), (2, 1), (0, 4), (-1, 2)):
        with pytest.raises(ValueError, match="No words stand"):
            quote_at("abc", start, end)


# --- in another text of the document ---------------------------------------------------------------------------------


def test_what_stands_where_it_stood_is_found() -> None:
    found = again(MOURA, quoted(MOURA, MEN))
    assert (found.state, found.how, found.sure) == (FOUND, How.IN_PLACE, True)


def test_what_was_pushed_along_has_moved() -> None:
    quote = quoted(MOURA, MEN)
    found = again(f"Page 1\n\n{MOURA}", quote)
    assert (found.state, found.how, found.sure) == (MOVED, How.IN_CONTEXT, True)
    assert found.quote and found.quote.start == quote.start + len("Page 1\n\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(" an estimated 300 men", "\n  an estimated\t300\u00a0men", id="white space"),
        pytest.param("Malian town", "Malian\ftown", id="a page break"),
        pytest.param("estimated", "esti-\nmated", id="a word parted at the line's end"),
        pytest.param("estimated", "esti\u00adma\u00adted", id="soft hyphens"),
        pytest.param("estimated", "esti\u200bmated\u2060", id="zero-width characters"),
        pytest.param('"Moura"', "“Moura”", id="quotation marks"),
        pytest.param('"Moura"', "«Moura»", id="angled quotation marks"),
        pytest.param("army's", "army’s", id="an apostrophe"),
        pytest.param("2020-2021", "2020–2021", id="a dash"),
        pytest.param("found...", "found…", id="an ellipsis"),
        pytest.param("confirmed flights", "con\ufb01rmed \ufb02ights", id="Latin ligatures"),
        pytest.param("300 men", "３００ men", id="full-width forms"),
        pytest.param(
            "\u0642\u062a\u0644\u0648\u0627", "\ufed7\ufe98\ufee0\ufeee\ufe8d", id="Arabic presentation forms"
        ),
        pytest.param("cafe\u0301", "caf\u00e9", id="a letter and its accent"),
        pytest.param("\u200eمورا\u200f", "مورا", id="direction marks"),
    ],
)
def test_what_a_reader_sees_alike_is_found_both_ways(before: str, after: str) -> None:
    for old, new in ((before, after), (after, before)):
        text = f"They said so on Monday: {old} was the word, and nothing else was said about it."
        other = f"Printed anew.\n\nThey said so on Monday: {new} was the word, and nothing else was said about it."
        quote = quoted(text, f"on Monday: {old} was the")
        found = again(other, quote)
        assert (found.state, found.how, found.sure) == (MOVED, How.AS_SEEN, True)
        assert found.quote and found.quote.exact == f"on Monday: {new} was the"


@pytest.mark.parametrize(
    ("before", "after"),
    [("x²", "x2"), ("½", "1/2"), ("No men", "no men"), ("été", "ete"), ("300 men", "400 men"), ("①", "1")],
)
def test_figures_case_and_accents_are_never_passed_over(before: str, after: str) -> None:
    assert likeness(before).text != likeness(after).text


def test_the_only_time_words_stand_needs_no_person_where_their_neighbours_stayed() -> None:
    new = MOURA.replace("Malian government troops rounded", "soldiers of Mali rounded")
    found = again(new, quoted(MOURA, MEN))
    assert (found.state, found.how, found.sure) == (MOVED, How.ONCE, True)


def test_the_only_time_words_stand_needs_a_person_among_strangers() -> None:
    found = again("Elsewhere a report speaks of 300 men who were detained by others.", quoted(MOURA, "300 men"))
    assert (found.state, found.how, found.sure) == (MOVED, How.ONCE, False)


def test_words_that_now_stand_twice_are_told_apart_by_their_neighbours() -> None:
    found = again(f"Summary: {MEN}.\n\n{MOURA}", quoted(MOURA, MEN))
    assert found.quote and (found.state, found.how) == (MOVED, How.IN_CONTEXT)
    assert found.quote.start > 60


def test_words_that_stand_twice_in_like_places_are_ambiguous() -> None:
    found = again(f"{MOURA}\n{MOURA}".replace("\n", "\n\n"), quoted(f"x{MOURA}", MEN))
    assert (found.state, found.quote, found.places) == (AMBIGUOUS, None, 2)


def test_words_that_are_only_alike_wait_for_a_person() -> None:
    new = MOURA.replace("estimated 300 men in the Malian town", "estimated 300 rnen in tbe Malian town")
    found = again(new, quoted(MOURA, MEN))
    assert (found.state, found.how, found.sure) == (MOVED, How.ALIKE, False)
    assert found.quote and found.quote.exact.startswith("killed an estimated 300 rnen")


def test_words_that_are_alike_but_for_a_figure_are_lost() -> None:
    new = MOURA.replace("300 men in the", "450 rnen in the")
    assert again(new, quoted(MOURA, MEN)).state is LOST


def test_words_that_are_alike_in_two_places_are_ambiguous() -> None:
    twice = f"It is said: {MEN.replace('men', 'rnen')}. It is said again: {MEN.replace('men', 'mcn')}."
    assert again(twice, quoted(MOURA, MEN)).state is AMBIGUOUS


def test_words_that_are_alike_far_away_are_lost() -> None:
    far = "x " * 4_000 + MEN.replace("men", "rnen")
    assert again(far, quoted(MOURA, MEN)).state is LOST


@pytest.mark.parametrize("new", ["", " ", "-\n", "Nothing of it.", "\u00ad\u200b"])
def test_what_is_gone_is_lost(new: str) -> None:
    assert again(new, quoted(MOURA, MEN)).state is LOST


# --- whatever the text -----------------------------------------------------------------------------------------------

TEXTS = st.text(st.sampled_from("ab 1.\n-’“ﬁ\u00ad\u0301é🇲م"), max_size=60)


@given(TEXTS, st.data())
def test_a_quote_is_found_in_its_own_text(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    quote = quote_at(text, start, data.draw(st.integers(start + 1, len(text))))
    assert again(text, quote) == Anchor(FOUND, quote, 1, How.IN_PLACE)


@given(TEXTS, TEXTS, st.data())
def test_whatever_is_found_stands_there(old: str, new: str, data: st.DataObject) -> None:
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    again(new, quote_at(old, start, data.draw(st.integers(start + 1, len(old)))))


@given(TEXTS)
def test_what_is_seen_of_a_text_stands_in_it(text: str) -> None:
    seen = likeness(text)
    assert len(seen.text) == len(seen.starts) == len(seen.ends)
    assert all(0 <= s < e <= len(text) for s, e in zip(seen.starts, seen.ends, strict=True))
    assert list(seen.starts) == sorted(seen.starts)


@given(TEXTS)
def test_what_is_seen_of_what_is_seen_is_the_same(text: str) -> None:
    once = likeness(text).text
    assert likeness(likeness(once).text).text == likeness(once).text
