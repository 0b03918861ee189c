"""Marking a claim as replaced by a later one of the same source."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim, Question, Source
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency(cast: Cast) -> Source:
    return cast.source("The agency")


@pytest.fixture
def question(cast: Cast) -> Question:
    return cast.question()


@pytest.fixture
def claim(cast: Cast, agency: Source, question: Question) -> Claim:
    return cast.claim("27 people", question, asserted_by=(agency,))


@pytest.fixture
def contributor(client: Client) -> Client:
    client.force_login(person("contributor"))
    return client


def url(claim: Claim) -> str:
    return reverse("claim_replace", args=[claim.pk])


def test_offers_the_claims_that_share_its_origin(
    contributor: Client, claim: Claim, cast: Cast, agency: Source, question: Question
) -> None:
    later = cast.claim("32 people", question, asserted_by=(agency,))
    cast.claim("99 people", question)
    offered = contributor.get(url(claim)).context["later"]()
    assert [line.pk for line in offered] == [later.pk]


def test_says_so_when_there_is_none(contributor: Client, claim: Claim) -> None:
    assert "No later figure is recorded" in contributor.get(url(claim)).content.decode()


def test_marks_it_and_it_no_longer_counts(
    contributor: Client, claim: Claim, cast: Cast, agency: Source, question: Question
) -> None:
    later = cast.claim("32 people", question, asserted_by=(agency,))
    answer = contributor.post(url(claim), {"version": 1, "replaced_by": f"#{later.pk}"})
    assert answer["Location"] == claim.get_absolute_url()
    claim.refresh_from_db()
    assert (claim.replaced_by, claim.counts) == (later, False)


def test_refuses_a_claim_of_another_source(contributor: Client, claim: Claim, cast: Cast, question: Question) -> None:
    other = cast.claim("32 people", question)
    answer = contributor.post(url(claim), {"version": 1, "replaced_by": str(other.pk)})
    assert answer.status_code == 422
    assert "A revision comes from the same source" in answer.content.decode()


@pytest.mark.parametrize("number", ["", "#99999", "twelve", "9" * 40, "\x00"])
def test_refuses_a_number_that_is_no_claim(contributor: Client, claim: Claim, number: str) -> None:
    assert contributor.post(url(claim), {"version": 1, "replaced_by": number}).status_code == 422
    claim.refresh_from_db()
    assert claim.replaced_by is None


def test_refuses_the_claim_itself(contributor: Client, claim: Claim) -> None:
    assert contributor.post(url(claim), {"version": 1, "replaced_by": claim.pk}).status_code == 422


def test_a_stale_version_is_refused(
    contributor: Client, claim: Claim, cast: Cast, agency: Source, question: Question
) -> None:
    later = cast.claim("32 people", question, asserted_by=(agency,))
    answer = contributor.post(url(claim), {"version": 5, "replaced_by": later.pk})
    assert answer.status_code == 409
    assert answer.context["form"]["version"].value() == "1"


def test_an_unknown_claim_is_not_found(contributor: Client) -> None:
    assert contributor.get(reverse("claim_replace", args=[999])).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_may_not(client: Client, claim: Claim, method: str) -> None:
    client.force_login(person("reader"))
    assert getattr(client, method)(url(claim)).status_code == 403


def test_no_other_method_is_taken(contributor: Client, claim: Claim) -> None:
    assert contributor.put(url(claim)).status_code == 405


def test_the_number_of_queries_is_fixed(
    contributor: Client, claim: Claim, cast: Cast, agency: Source, question: Question
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            contributor.get(url(claim))
        return len(counted)

    cast.claim("32 people", question, asserted_by=(agency,))
    few = queries()
    for _ in range(5):
        cast.claim("32 people", question, asserted_by=(agency,))
    assert queries() == few
