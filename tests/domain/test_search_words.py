"""The words a text is found by."""

import pytest

from claims.domain.search_words import LONGEST, search_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ségou, SÉGOU!", ["segou"]),
        ("300 men (at_least)", ["300", "men", "at_least"]),
        ("Straße ﬁre", ["strasse", "fire"]),
        ("Тульчин, 北京 مالي", ["тульчин", "北京", "مالي"]),
        ("e\u0301le\u0300ve", ["eleve"]),
        ("one\u2014two\u00a0three\x1ffour", ["one", "two", "three", "four"]),
        ("?! …", []),
        ("x" * (LONGEST + 9), ["x" * LONGEST]),
    ],
    ids=["case and accents", "digits", "compatibility forms", "other scripts", "accents of their own", "separators"]
    + ["no word", "too long a word"],
)
def test_a_text_is_found_by_its_whole_words(text: str, words: list[str]) -> None:
    assert search_words(text) == words
