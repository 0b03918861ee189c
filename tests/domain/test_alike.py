"""Texts that are much alike share keys; what they have in common is measured and laid side by side."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.domain.alike import SHARED, common, keys_of, side_by_side


def article(seed: int, words: int = 300) -> list[str]:
    random = Random(seed)
    return [f"word{random.randrange(4000)}" for _ in range(words)]


def shared(first: list[str], second: list[str]) -> int:
    return len(set(keys_of(" ".join(first))) & set(keys_of(" ".join(second))))


@pytest.mark.parametrize("seed", range(8))
def test_a_copy_with_a_new_head_and_a_sentence_changed_is_found(seed: int) -> None:
    text = article(seed)
    copy = [*["Agency", "reports", "from", "the", "capital", "this", "morning"], *text]
    copy[100:104] = ["other", "words", "stand", "here"]
    assert shared(text, copy) >= SHARED


@pytest.mark.parametrize("seed", range(8))
def test_texts_that_share_a_menu_and_a_footer_are_not(seed: int) -> None:
    menu, foot = article(99, 40), article(98, 30)
    assert shared(menu + article(seed) + foot, menu + article(seed + 50) + foot) < SHARED


def test_keys_are_the_same_on_every_machine() -> None:
    assert keys_of(" ".join(article(1)))[:2] == (4712334112767226300, 5784836734753393530)


def test_typesetting_and_case_change_no_key() -> None:
    text = " ".join(article(2))
    assert keys_of(text.upper().replace(" ", "\n  ")) == keys_of(text)


def test_a_short_text_has_no_keys() -> None:
    assert keys_of(" ".join(article(3, 39))) == ()
    assert len(set(keys_of(" ".join(article(3, 40))))) == 32


def test_what_is_common_is_told_for_both() -> None:
    whole = article(4, 200)
    measured = common(" ".join(whole[:100]), " ".join(whole))
    assert (measured.share_of_first, measured.share_of_second, measured.alike) == (1.0, 0.5, True)
    assert not common(" ".join(article(5)), " ".join(article(6))).alike
    assert not common("", "").alike


def test_a_changed_figure_is_marked_and_the_rest_is_common() -> None:
    first = "It rained all day. Soldiers killed 300 men at Moura. Nobody was charged."
    second = "It rained all day. Soldiers killed 450 men at Moura. Nobody was charged."
    same, changed, end = side_by_side(first, second)
    assert same.same and end.same
    assert [piece.text for piece in changed.first if piece.differs] == ["300"]
    assert [piece.text for piece in changed.second if piece.differs] == ["450"]


def test_a_passage_that_one_lacks_stands_alone() -> None:
    (_, added) = side_by_side("It rained.", "It rained. Nobody was charged.")
    assert added.first == () and added.second[0].differs


@given(st.lists(st.sampled_from(["One two three.", "Four five.", "Six!", "300 men.", "450 men."]), max_size=8))
def test_laying_side_by_side_loses_no_word(some: list[str]) -> None:
    first, second = " ".join(some), " ".join(reversed(some))
    passages = list(side_by_side(first, second))
    for n, text in enumerate((first, second)):
        pieces = [piece.text for passage in passages for piece in (passage.first, passage.second)[n]]
        assert " ".join(pieces).split() == text.split()
