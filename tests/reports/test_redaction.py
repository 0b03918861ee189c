"""Names that must not be written are found however a text has them."""

import pytest

from claims.reports.report_redaction import Names, Redaction, kept_back
from tests.cast import Cast, person

NAMES = Names.of(["Jean-Luc Dupont", "Bénédicte Sow", "أحمد ولد", "Field notes (2)", "Moussa N’Diaye", "Søren Lie"])


@pytest.mark.parametrize(
    "text",
    [
        "It was Jean-Luc Dupont.",
        "jean-luc DUPONT said so",
        "Jean-Luc\nDupont",
        "Jean-Luc \u00a0 Dupont",
        "Jean\u2011Luc Dupont",
        "Jean-Luc Du-\npont",
        "Jean-\nLuc Dupont",
        "Jean-Luc Du\u00adpont",
        "Jean\u200b-Luc Dupont",
        "Be\u0301ne\u0301dicte Sow",
        "Benedicte Sow",
        "قال أَحْمَد ولد",
        "see Field notes (2), p. 3",
        "Ｊｅａｎ-Luc Dupont",
        "Jean Luc Dupont",
        "Jean–Luc Dupont",
        "Moussa N'Diaye",
        "Moussa NʼDiaye",
        "Soren Lie",
        "وأحمد ولد",
        "لأحـمد ولد",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert NAMES.stand_in(text)


@pytest.mark.parametrize(
    "text", ["", "Jean-Luc Duponte", "Jean Dupont", "Jean", "Moussa NDiaye", "Field notes 2", "Sow, Bénédicte"]
)
def test_other_words_are_not_taken_for_it(text: str) -> None:
    assert not NAMES.stand_in(text)


def test_without_names_nothing_is_found() -> None:
    assert not Names.of([]) and not Names.of([" "]).stand_in("anything")


@pytest.mark.django_db
def test_everybody_who_can_log_in_is_hidden_with_the_reviewers(cast: Cast) -> None:
    person("reader", "amina", first_name="Amina", last_name="Ba")
    person("reader", "a")
    shown, hidden = kept_back(Redaction()), kept_back(Redaction(reviewers_hidden=True))
    for words in ("After Amina\nBa’s review.", "AMINA agreed."):
        assert shown.text(words) == words and hidden.text(words) is None
    assert hidden.text("What a day.") == "What a day."
