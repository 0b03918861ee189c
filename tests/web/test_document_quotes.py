"""Quotes that reading a file again did not surely find are found by a person, or stay with the older text."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import actions
from claims.ingest.extracted import Extracted
from claims.models import Claim, Document, LedgerEntry
from tests.cast import AsWritten, Cast, person

pytestmark = pytest.mark.django_db

OLD = "It is said that about 300 unarmed men were killed at Moura in March. It rained."


@pytest.fixture
def contributor(client: Client) -> Client:
    client.force_login(person("contributor"))
    return client


def url(document: Document) -> str:
    return reverse("document_quotes", args=[document.pk])


def reread(cast: Cast, text: str, quote: str = "about 300 unarmed men were killed at Moura") -> Claim:
    document = cast.document(OLD)
    claim = cast.claim(
        quote,
        cast.question(),
        document=document,
        answer=AsWritten("about 300 unarmed men"),
        statement="300 were killed.",
    )
    actions.read_again(by=cast.lead, document=document, extracted=Extracted(text, "text/plain", "plain text 9"))
    claim.refresh_from_db()
    assert claim.text_version.number == 1
    return claim


ALIKE = "It is said that about 300 unarmed men wre killed at Mouara in March. It rained."
TWICE = "First about 300 unarmed men were killed at Moura. Then about 300 unarmed men were killed at Moura. It rained."


def typed(claim: Claim, start: int, end: int, **changes: Any) -> dict[str, Any]:
    return {"claim": claim.pk, "version": claim.version, "start": start, "end": end} | changes


def test_a_quote_that_is_only_alike_is_offered_with_what_differs(contributor: Client, cast: Cast) -> None:
    claim = reread(cast, ALIKE, quote="about 300 unarmed men were killed at Moura")
    (one,) = contributor.get(url(claim.document)).context["left"]
    (place,) = one.candidates
    assert [piece.text for piece in place.new if piece.differs] == ["wre", "Mouara"]


def test_each_place_of_an_ambiguous_one_is_offered(contributor: Client, cast: Cast) -> None:
    claim = reread(cast, TWICE)
    (one,) = contributor.get(url(claim.document)).context["left"]
    assert len(one.candidates) == 2 and all(place.same for place in one.candidates)


def test_a_person_accepts_a_place(contributor: Client, cast: Cast) -> None:
    claim = reread(cast, TWICE)
    start = TWICE.rindex("about 300")
    contributor.post(url(claim.document), typed(claim, start, start + len(claim.exact)))
    claim.refresh_from_db()
    assert (claim.text_version.number, claim.start, claim.low) == (2, start, 270)
    assert LedgerEntry.objects.latest("pk").deed == "reanchor_claim"
    assert (
        "Every quote of this document stands in its newest text."
        in contributor.get(url(claim.document)).content.decode()
    )
    assert actions.rebuild().total == 0


def test_a_place_without_the_answer_is_refused(contributor: Client, cast: Cast) -> None:
    claim = reread(cast, TWICE)
    page = contributor.post(url(claim.document), typed(claim, 0, 5), follow=True).content.decode()
    assert "does not stand in these words" in page
    claim.refresh_from_db()
    assert claim.text_version.number == 1


@pytest.mark.parametrize(
    "changes", [{"start": "x"}, {"end": ""}, {"start": 9, "end": 3}, {"end": 10**8}, {"version": 99}, {"start": "\x00"}]
)
def test_bad_input_changes_nothing(contributor: Client, cast: Cast, changes: dict[str, Any]) -> None:
    claim = reread(cast, TWICE)
    start = TWICE.rindex("about 300")
    answer = contributor.post(url(claim.document), typed(claim, start, start + 42) | changes, follow=True)
    assert answer.status_code == 200
    claim.refresh_from_db()
    assert claim.text_version.number == 1


def test_a_claim_of_another_document_is_not_found(contributor: Client, cast: Cast) -> None:
    claim = reread(cast, TWICE)
    answer = contributor.post(url(cast.document("Other.")), typed(claim, 0, 5))
    assert answer.status_code == 404


def test_a_lost_one_says_so(contributor: Client, cast: Cast) -> None:
    claim = reread(cast, "Nothing of that.")
    assert "Nothing like these words stands near" in contributor.get(url(claim.document)).content.decode()
