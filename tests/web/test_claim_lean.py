"""Recording what a claim leans on: a source, or another claim."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, ClaimLean
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(cast: Cast) -> Claim:
    return cast.claim("27 people", cast.question())


@pytest.fixture
def contributor(client: Client) -> Client:
    client.force_login(person("contributor"))
    return client


def url(claim: Claim) -> str:
    return reverse("claim_lean", args=[claim.pk])


def test_records_a_source(contributor: Client, claim: Claim, cast: Cast) -> None:
    agency = cast.source("The agency")
    answer = contributor.post(url(claim), {"source": "the agency"})
    assert answer["Location"] == claim.get_absolute_url()
    assert ClaimLean.objects.get().on_source == agency
    assert "The agency" in contributor.get(url(claim)).content.decode()


def test_records_another_claim(contributor: Client, claim: Claim, cast: Cast) -> None:
    other = cast.claim("27 dead", claim.question)
    contributor.post(url(claim), {"claim": f"#{other.pk}"})
    assert ClaimLean.objects.get().on_claim == other
    assert other.statement in contributor.get(url(claim)).content.decode()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Give a source or a claim"),
        ({"source": "The agency", "claim": "{other}"}, "Give a source or a claim"),
        ({"source": "Nobody in particular"}, "There is no source"),
        ({"claim": "#99999"}, "There is no claim"),
        ({"claim": "{itself}"}, "in a circle"),
        ({"source": "\x00"}, "Null characters"),
    ],
    ids=str,
)
def test_refuses(contributor: Client, claim: Claim, cast: Cast, typed: dict[str, str], message: str) -> None:
    cast.source("The agency")
    other = cast.claim("27 dead", claim.question)
    sent = {name: text.format(other=other.pk, itself=claim.pk) for name, text in typed.items()}
    answer = contributor.post(url(claim), sent)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert not ClaimLean.objects.exists()


def test_refuses_what_is_recorded_already(contributor: Client, claim: Claim, cast: Cast) -> None:
    cast.source("The agency")
    contributor.post(url(claim), {"source": "The agency"})
    assert "already recorded" in contributor.post(url(claim), {"source": "The agency"}).content.decode()


def test_an_unknown_claim_is_not_found(contributor: Client) -> None:
    assert contributor.get(reverse("claim_lean", args=[999])).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_may_not(client: Client, claim: Claim, method: str) -> None:
    client.force_login(person("reader"))
    assert getattr(client, method)(url(claim)).status_code == 403


def test_no_other_method_is_taken(contributor: Client, claim: Claim) -> None:
    assert contributor.put(url(claim)).status_code == 405
