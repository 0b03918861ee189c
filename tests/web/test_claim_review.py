"""`/claims/<pk>/review/`: a verdict with its reason; what is refused changes nothing and keeps what was typed."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from claims import actions
from claims.models import Claim, LedgerEntry, Review
from claims.reports.evidence import evidence_about
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(cast: Cast) -> Claim:
    return cast.claim("an estimated 300 men", cast.question())


@pytest.fixture
def reviewer(client: Client) -> Client:
    client.force_login(person("reviewer", "rita"))
    return client


def send(client: Client, claim: Claim, **typed: Any) -> HttpResponse:
    given = {
        "verdict": "conflicting",
        "reason": "The other report says 450.",
        "seen": evidence_about([claim])[claim.pk],
    }
    return client.post(f"/claims/{claim.pk}/review/", given | typed)


def refused(answer: HttpResponse, status: int, said: str) -> bool:
    return (answer.status_code, said in answer.content.decode(), Review.objects.count()) == (status, True, 0)


def test_records_the_review_and_goes_back_to_the_claim(reviewer: Client, claim: Claim) -> None:
    answer = send(reviewer, claim)
    assert (answer.status_code, answer["Location"]) == (302, f"/claims/{claim.pk}/")
    review = Review.objects.get()
    assert (review.verdict, review.reason, review.reviewer.username) == (
        "conflicting",
        "The other report says 450.",
        "rita",
    )
    claim.refresh_from_db()
    assert (claim.status, claim.review_state) == ("conflicting", "reviewed")
    assert LedgerEntry.objects.first().deed == "review_claim"


def test_says_what_was_done_and_leads_on(cast: Cast, reviewer: Client, claim: Claim) -> None:
    other = cast.claim("32 men")
    send(reviewer, claim)
    shown = reviewer.get(f"/claims/{claim.pk}/").content.decode()
    assert "Marked as conflicting." in shown
    assert f'href="/claims/{other.pk}/" data-key="n"' in shown


@pytest.mark.parametrize("verdict", ["corroborated", "conflicting", "unverified"])
def test_takes_each_of_the_three_verdicts(reviewer: Client, claim: Claim, verdict: str) -> None:
    send(reviewer, claim, verdict=verdict)
    assert Review.objects.get().verdict == verdict


def test_the_page_offers_what_is_sent(cast: Cast, reviewer: Client, claim: Claim) -> None:
    rival = cast.claim("an estimated 450 civilians", claim.question)
    form = reviewer.get(f"/claims/{claim.pk}/").context["form"]
    shown = reviewer.get(f"/claims/{claim.pk}/").content.decode()
    assert form["seen"].value() == evidence_about([claim])[claim.pk]
    assert shown.count('type="radio"') == 3
    assert f'name="cites" value="{rival.pk}"' in shown


def test_cites_claims_ticked_and_claims_named(cast: Cast, reviewer: Client, claim: Claim) -> None:
    rival, elsewhere = cast.claim("450 men", claim.question), cast.claim("33 men")
    send(reviewer, claim, cites=[rival.pk], cites_others=f"#{elsewhere.pk}; {rival.pk}")
    assert set(Review.objects.get().cites.all()) == {rival, elsewhere}


def test_a_claim_without_a_question_is_reviewed_too(cast: Cast, reviewer: Client) -> None:
    send(reviewer, cast.claim("many men"), cites_others="")
    assert Review.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reason": ""}, "Give your reason: a verdict without one cannot be checked."),
        ({"reason": "  \n "}, "Give your reason: a verdict without one cannot be checked."),
        ({"verdict": ""}, "Choose corroborated, conflicting or unverified."),
        ({"verdict": "true"}, "Select a valid choice"),
        ({"reason": "a\x00b"}, "Null characters are not allowed"),
        ({"reason": "a" * 10_001}, "at most 10000 characters"),
        ({"cites_others": "#999999"}, "There is no claim “#999999”"),
        ({"cites_others": "the other one"}, "There is no claim “the other one”"),
        ({"cites": ["999999"]}, "Select a valid choice"),
        ({"cites": ["x"]}, "Select a valid choice"),
        ({"seen": ""}, "This field is required"),
    ],
)
def test_refuses_bad_input_and_keeps_what_was_typed(
    cast: Cast, reviewer: Client, claim: Claim, typed: dict[str, Any], said: str
) -> None:
    cast.claim("450 men", claim.question)
    kept = {"reason": "Kept words."} | {k: v for k, v in typed.items() if k == "reason"}
    answer = send(reviewer, claim, **(kept | typed))
    assert refused(answer, 422, said)
    if "reason" not in typed:
        assert "Kept words." in answer.content.decode()


def test_refuses_a_claim_as_evidence_for_itself(reviewer: Client, claim: Claim) -> None:
    assert refused(send(reviewer, claim, cites_others=str(claim.pk)), 422, "A claim cannot be evidence for itself.")


def test_keeps_verdict_and_ticks_of_a_refused_review(cast: Cast, reviewer: Client, claim: Claim) -> None:
    rival = cast.claim("450 men", claim.question)
    answer = send(reviewer, claim, reason="", cites=[rival.pk], cites_others=f"#{rival.pk}")
    form = answer.context["form"]
    assert form["verdict"].value() == "conflicting" and form["cites"].value() == [str(rival.pk)]
    assert form["cites_others"].value() == f"#{rival.pk}"


def test_refuses_a_review_of_a_withdrawn_claim(cast: Cast, reviewer: Client, claim: Claim) -> None:
    actions.withdraw_claim(by=cast.lead, claim=claim, version=claim.version, reason="Twice.")
    answer = send(reviewer, claim)
    assert refused(answer, 422, "was withdrawn, so there is nothing to review")
    assert "The other report says 450." in answer.content.decode()


def test_refuses_a_verdict_on_evidence_that_has_changed_and_takes_it_after_a_second_look(
    cast: Cast, reviewer: Client, claim: Claim
) -> None:
    seen = evidence_about([claim])[claim.pk]
    cast.claim("an estimated 450 civilians", claim.question)
    answer = send(reviewer, claim, seen=seen)
    assert refused(answer, 409, "Nothing of yours was saved")
    form = answer.context["form"]
    assert form["reason"].value() == "The other report says 450."
    again = send(reviewer, claim, seen=form["seen"].value())
    assert again.status_code == 302 and Review.objects.count() == 1


def test_two_reviewers_may_judge_the_same_evidence(cast: Cast, reviewer: Client, claim: Claim) -> None:
    seen = evidence_about([claim])[claim.pk]
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="Alone.", seen=seen)
    assert send(reviewer, claim, seen=seen).status_code == 302
    assert Review.objects.count() == 2


@pytest.mark.parametrize("role", ["", "reader", "contributor"])
def test_refuses_who_may_not_review(client: Client, claim: Claim, role: str) -> None:
    client.force_login(person(role))
    assert send(client, claim).status_code == 403 and not Review.objects.exists()


def test_there_is_no_such_claim(reviewer: Client) -> None:
    assert reviewer.post("/claims/999999/review/", {}).status_code == 404


def test_whoever_opens_it_is_led_to_the_claim(reviewer: Client, claim: Claim) -> None:
    """A log-in that was needed meanwhile leads back to this address."""
    assert reviewer.get(f"/claims/{claim.pk}/review/")["Location"] == f"/claims/{claim.pk}/"


def test_needs_the_token_of_the_form(claim: Claim) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person("reviewer"))
    assert send(strict, claim).status_code == 403 and not Review.objects.exists()
