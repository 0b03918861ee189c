"""Marking several claims at once: the reason is asked for first, then all are marked or none."""

from typing import Any

import pytest
from django.test import Client

from claims import actions
from claims.models import Claim, LedgerEntry, Review
from tests.admin.staff import page, staff
from tests.cast import Cast
from tests.web.ladder import text_of

pytestmark = pytest.mark.django_db

REASON = "Both name one month and one place, and cannot both be the number."


@pytest.fixture
def reviewer(db: None) -> Client:
    return staff("reviewer", username="rita")


def chosen(verdict: str = "conflicting", **more: Any) -> dict[str, Any]:
    keys = [claim.pk for claim in Claim.objects.order_by("pk")]
    return {"action": f"mark_as_{verdict}", "_selected_action": keys, **more}


def answered(reviewer: Client, verdict: str = "conflicting", **more: Any) -> dict[str, Any]:
    """What the page that asks for the reason sends."""
    asked = reviewer.post(page(Claim), chosen(verdict))
    seen = asked.context["form"]["seen"].value()
    return chosen(verdict, marked="yes", seen=seen, **({"reason": REASON} | more))


@pytest.mark.parametrize("verdict", ["corroborated", "conflicting", "unverified"])
def test_marks_all_of_them_with_one_reason_in_one_entry(cast: Cast, reviewer: Client, verdict: str) -> None:
    cast.conflict()
    entries = LedgerEntry.objects.count()
    answer = reviewer.post(page(Claim), answered(reviewer, verdict), follow=True)
    assert f"2 claims are marked as {verdict}" in text_of(answer)
    assert set(Claim.objects.values_list("status", flat=True)) == {verdict}
    assert set(Review.objects.values_list("reviewer__username", "reason")) == {("rita", REASON)}
    assert LedgerEntry.objects.count() == entries + 1


def test_asks_for_the_reason_first_and_shows_what_is_marked(cast: Cast, reviewer: Client) -> None:
    cast.conflict()
    answer = reviewer.post(page(Claim), chosen())
    assert answer.status_code == 200 and "2 claims to be marked as conflicting" in text_of(answer)
    for claim in Claim.objects.all():
        assert claim.statement in text_of(answer)
    assert not Review.objects.exists()


def test_refuses_no_reason(cast: Cast, reviewer: Client) -> None:
    cast.conflict()
    answer = reviewer.post(page(Claim), answered(reviewer, reason=" "))
    assert "Give your reason" in text_of(answer) and not Review.objects.exists()


def test_one_withdrawn_claim_stops_all_and_the_reason_stays(cast: Cast, reviewer: Client) -> None:
    cast.conflict()
    first = Claim.objects.earliest("pk")
    actions.withdraw_claim(by=cast.lead, claim=first, version=1, reason="Misread.")
    answer = reviewer.post(page(Claim), answered(reviewer))
    assert f"Claim {first.pk} was withdrawn" in text_of(answer) and f"{REASON}</textarea>" in text_of(answer)
    assert not Review.objects.exists()


def test_evidence_that_changed_meanwhile_is_looked_at_again(cast: Cast, reviewer: Client) -> None:
    question = cast.conflict()
    sent = answered(reviewer)
    cast.claim("exactly 600 men", question)
    answer = reviewer.post(page(Claim), sent)
    assert "The evidence was changed by somebody else" in text_of(answer) and not Review.objects.exists()
    again = sent | {"seen": answer.context["form"]["seen"].value()}
    assert reviewer.post(page(Claim), again).status_code == 302
    assert Review.objects.count() == 2


def test_offers_it_to_reviewers_only(cast: Cast) -> None:
    cast.conflict()
    contributor = staff("contributor")
    assert "mark_as" not in text_of(contributor.get(page(Claim)))
    contributor.post(page(Claim), chosen(marked="yes", reason=REASON))
    assert not Review.objects.exists()


def test_no_reason_covers_hundreds(cast: Cast, reviewer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.admin.claims.MOST_MARKED", 1)
    cast.conflict()
    answer = reviewer.post(page(Claim), chosen(marked="yes", reason=REASON), follow=True)
    assert "Choose at most 1 claim" in text_of(answer) and not Review.objects.exists()


def test_evidence_in_a_form_that_cannot_be_read_is_no_fault(cast: Cast, reviewer: Client) -> None:
    cast.conflict()
    answer = reviewer.post(page(Claim), answered(reviewer) | {"seen": ["x", ":", "99999999999999999999:a"]})
    assert answer.status_code == 302
