"""Words on one line, and no word cut in two."""

import pytest

from claims.domain.joining import on_one_line, words_after, words_before


@pytest.mark.parametrize(
    ("words", "text", "joined"),
    [
        ("at least\n300 men", "", "at least 300 men"),
        ("the vil-\nlagers of Nia", "", "the villagers of Nia"),
        ("the vil- \n  lagers", "", "the villagers"),
        ("a well-\nknown chief", "He is well-known here.", "a well-known chief"),
        ("the Franco-\nMalian force", "", "the Franco-Malian force"),
        ("the years 2020-\n2021", "", "the years 2020-2021"),
        ("the vil\u00ad\nlagers and chil\u00addren", "", "the villagers and children"),
        ("they fled -\nall of them", "", "they fled - all of them"),
        ("", "", ""),
    ],
)
def test_joins_lines(words: str, text: str, joined: str) -> None:
    assert on_one_line(words, text) == joined


def test_a_context_that_was_cut_off_begins_and_ends_with_whole_words() -> None:
    assert words_before("lagers said that in the night of") == "… said that in the night of"
    assert words_after(" and more were taken to the rive") == " and more were taken to the …"


def test_a_context_that_is_the_whole_text_is_kept() -> None:
    assert words_before("It was so. ") == "It was so. "
    assert words_after(" and") == " and"


def test_a_context_without_spaces_is_kept() -> None:
    assert words_before("据" * 32) == "据" * 32
