"""Questions offered for some words of a document: the right ones, the best first, with what a claim would come to."""

from typing import Any

import pytest

from claims.domain.answers import Interval
from claims.models import Document
from claims.reports.asking import QuestionOffer, Words, question_offers
from tests.cast import Cast, Scope

pytestmark = pytest.mark.django_db

QUOTE = "an estimated 300 men were killed at Moura in March 2022"


def offers(document: Document, quote: str = QUOTE, **changes: Any) -> tuple[QuestionOffer, ...]:
    plain: dict[str, Any] = {"around": "", "as_written": "an estimated 300 men", "days": None}
    plain |= {"measures": frozenset({"killed"})} | changes
    return question_offers(Words(document=document, quote=quote, **plain), margin=10)


@pytest.fixture
def document(cast: Cast) -> Document:
    return cast.document(QUOTE, publisher=cast.source("HRW"))


def test_offers_a_question_of_the_event_that_the_words_name(cast: Cast, document: Document) -> None:
    for place in ("Hombori", "Sebabougou", "Ouenkoro", "Nia"):
        cast.question(f"How many died at {place}?", event=cast.event(f"Killings at {place}", place=place))
    moura = cast.question("How many died there?", event=cast.event("Killings at Moura", place="Moura"))
    offer = offers(document)[0]
    assert (offer.pk, offer.reasons[:3]) == (moura.pk, ("about “Moura”", "the same measure", "read in its unit"))
    assert offer.outcome == "no claim answers it yet"


def test_says_with_whom_a_claim_would_conflict(cast: Cast, document: Document) -> None:
    question = cast.question("How many were killed at Moura?")
    cast.claim("450 civilians", question, document=cast.document("450 civilians", publisher=cast.source("GW")))
    (offer,) = offers(document)
    assert offer.contradicts
    assert offer.reading == "270–330 people"
    assert offer.outcome == "would conflict with GW: 450"


def test_says_that_it_contradicts_none(cast: Cast, document: Document) -> None:
    question = cast.question("How many were killed at Moura?")
    cast.claim("at least 200 people", question)
    cast.claim("hundreds", question)
    (offer,) = offers(document)
    assert (offer.contradicts, offer.outcome) == (False, "contradicts none of its 2 claims")


def test_names_two_of_many_rivals(cast: Cast, document: Document) -> None:
    question = cast.question("How many were killed at Moura?")
    for n in (3, 4, 5):
        cast.claim(f"{n} men", question, document=cast.document(f"{n} men", publisher=cast.source(f"Source of {n}")))
    (offer,) = offers(document)
    assert offer.outcome == "would conflict with Source of 3: 3 and Source of 4: 4, and with more"


def test_offers_what_the_document_answers_already(cast: Cast, document: Document) -> None:
    here = cast.question("How many fell?")
    cast.claim("an estimated 300 men", here, document=document, scope=Scope())
    (offer,) = offers(document, quote="Another 12 were killed", as_written="12")
    assert (offer.pk, offer.reasons[-1]) == (here.pk, "1 claim here answers it")


def test_offers_an_event_of_that_time(cast: Cast, document: Document) -> None:
    question = cast.question("How many fell?", event=cast.event("A raid", date="2022-03-27"))
    march = Interval(738215, 738245)
    assert [o.pk for o in offers(document, quote="300 men", days=march)] == [question.pk]
    assert offers(document, quote="300 men", days=Interval(1, 2)) == ()


@pytest.mark.parametrize("words", ["27 March 2022", "a third of the villages", "3 to 5 million"])
def test_does_not_offer_a_question_the_words_cannot_answer(cast: Cast, document: Document, words: str) -> None:
    cast.question("How many were killed at Moura?")
    assert offers(document, as_written=words) == ()


def test_words_without_a_figure_may_answer_a_question_with_options(cast: Cast, document: Document) -> None:
    question = cast.whether("Were the men of Moura civilians?")
    assert [o.pk for o in offers(document, as_written="")] == [question.pk]


def test_a_word_that_stands_for_very_many_tells_nothing(cast: Cast, document: Document) -> None:
    for n in range(13):
        cast.question(f"How many were killed at Moura? Count {n}")
    assert offers(document) == ()


def test_asks_the_database_the_same_number_of_times(
    cast: Cast, document: Document, django_assert_max_num_queries: Any
) -> None:
    for n in range(12):
        question = cast.question(f"How many were killed at Moura? Count {n}")
        cast.claim("450 civilians", question)
    with django_assert_max_num_queries(9):
        assert len(offers(document, around="Moura and Count")) == 6
