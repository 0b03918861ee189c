"""The tables of words: a file that lacks one or has another is refused, and each holds what its name says."""

from collections.abc import Mapping
from dataclasses import fields

import pytest

from claims.domain.words import language as tables
from claims.domain.words.language import ENGLISH, FRENCH, LANGUAGES, InLanguage, Language, language, spoken
from claims.domain.words.tokens import cut


@pytest.mark.parametrize("field", [field.name for field in fields(Language)])
def test_every_table_holds_something(field: str) -> None:
    assert any(getattr(lang, field) for lang in LANGUAGES)


@pytest.mark.parametrize("change", ["ones", "unknown"])
def test_a_file_with_a_table_too_few_or_too_many_is_refused(monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    read = tables.tomllib.loads

    def changed(text: str) -> Mapping[str, object]:
        found = read(text)
        return {k: v for k, v in found.items() if k != change} | ({change: "x"} if change == "unknown" else {})

    monkeypatch.setattr(tables.tomllib, "loads", changed)
    with pytest.raises(ValueError, match=f"not known: {change}"):
        language.__wrapped__("en")


@pytest.mark.parametrize(
    ("code", "lang"),
    [("fr", FRENCH), ("fr-ML", FRENCH), ("FR", FRENCH), ("en-GB", ENGLISH), ("", ENGLISH), ("ar", ENGLISH)],
)
def test_a_document_is_read_in_its_language(code: str, lang: Language) -> None:
    assert spoken(code) is lang


def test_a_word_that_lost_its_last_letter_is_a_token_of_its_own() -> None:
    assert [token.low for token in cut("jusqu’à 40 d'hommes", lang=FRENCH)] == ["jusqu'", "à", "40", "d'", "hommes"]


def test_a_slice_of_tokens_is_in_the_same_language() -> None:
    tokens = cut("at least 300 men")
    assert isinstance(tokens[1:], InLanguage)
    assert tokens[1:].lang is tokens.lang is ENGLISH


def test_a_word_names_one_population_in_all_languages() -> None:
    named: dict[str, str] = {}
    for lang in LANGUAGES:
        for name, words in lang.populations.items():
            assert name in ENGLISH.populations, name
            for word in words.split("|"):
                assert named.setdefault(word, name) == name, word
                assert word == " ".join(word.casefold().split()), "as it is compared"
