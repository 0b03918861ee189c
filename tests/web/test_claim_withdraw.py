"""Withdrawing a claim, with a reason."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Conflict
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(cast: Cast) -> Claim:
    cast.conflict()
    return Claim.objects.latest("id")


@pytest.fixture
def contributor(client: Client) -> Client:
    client.force_login(person("contributor"))
    return client


def url(claim: Claim) -> str:
    return reverse("claim_withdraw", args=[claim.pk])


def test_shows_the_claim_and_asks_for_the_reason(contributor: Client, claim: Claim) -> None:
    page = contributor.get(url(claim)).content.decode()
    assert claim.statement in page
    assert "Withdraw the claim" in page


def test_withdraws_with_a_reason_and_the_conflict_goes(contributor: Client, claim: Claim) -> None:
    answer = contributor.post(url(claim), {"version": 1, "reason": "Read from the wrong line"})
    assert answer["Location"] == claim.get_absolute_url()
    claim.refresh_from_db()
    assert (claim.withdrawn, claim.withdrawn_reason) == (True, "Read from the wrong line")
    assert Conflict.objects.get().state == "dissolved"


@pytest.mark.parametrize("reason", ["", "  \n", "nul \x00", "x" * 5001], ids=["none", "blank", "nul", "long"])
def test_refuses_a_bad_reason(contributor: Client, claim: Claim, reason: str) -> None:
    answer = contributor.post(url(claim), {"version": 1, "reason": reason})
    assert answer.status_code == 422
    claim.refresh_from_db()
    assert not claim.withdrawn


def test_a_stale_version_is_refused_with_the_reason_kept(contributor: Client, claim: Claim) -> None:
    answer = contributor.post(url(claim), {"version": 7, "reason": "Read from the wrong line"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Read from the wrong line" in page
    assert "What is there now" in page
    assert answer.context["form"]["version"].value() == "1"


def test_a_withdrawn_claim_cannot_be_withdrawn_again(contributor: Client, claim: Claim) -> None:
    contributor.post(url(claim), {"version": 1, "reason": "First"})
    assert contributor.post(url(claim), {"version": 2, "reason": "Second"}).status_code == 422
    assert "Reason: First" in contributor.get(url(claim)).content.decode()


def test_an_unknown_claim_is_not_found(contributor: Client) -> None:
    assert contributor.get(reverse("claim_withdraw", args=[999])).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_may_not(client: Client, claim: Claim, method: str) -> None:
    client.force_login(person("reader"))
    assert getattr(client, method)(url(claim)).status_code == 403


def test_no_other_method_is_taken(contributor: Client, claim: Claim) -> None:
    assert contributor.put(url(claim)).status_code == 405
