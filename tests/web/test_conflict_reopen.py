"""`/conflicts/<pk>/reopen/`: a settled conflict is opened again, with a note."""

import pytest
from django.test import Client

from claims import actions
from claims.models import Claim, Conflict, Settlement
from tests.cast import Cast
from tests.web.ladder import text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled(cast: Cast) -> Conflict:
    conflict = Conflict.objects.get(question=cast.conflict())
    actions.settle_conflict(by=cast.lead, conflict=conflict, decision="resolved", cause="revision", note="Revised.")
    return conflict


@pytest.fixture
def lead(db: None) -> Client:
    return visitor("lead")


def address(conflict: Conflict) -> str:
    return f"/conflicts/{conflict.pk}/reopen/"


def test_reopens_and_keeps_both_decisions(lead: Client, settled: Conflict) -> None:
    answer = lead.post(address(settled), {"note": "The revision was of another figure."}, follow=True)
    settled.refresh_from_db()
    assert settled.state == "open" and "The conflict is open again." in text_of(answer)
    assert list(Settlement.objects.values_list("decision", flat=True)) == ["resolved", "reopened"]
    assert "Revised." in text_of(answer) and "The revision was of another figure." in text_of(answer)


def test_needs_a_note(lead: Client, settled: Conflict) -> None:
    answer = lead.post(address(settled), {"note": " "})
    assert answer.status_code == 422 and "Say in a note why you reopen it." in text_of(answer)
    assert Settlement.objects.count() == 1


def test_keeps_what_was_typed_when_it_is_open_already(lead: Client, settled: Conflict) -> None:
    lead.post(address(settled), {"note": "First."})
    answer = lead.post(address(settled), {"note": "Second."})
    assert answer.status_code == 422 and "Only a settled conflict can be reopened" in text_of(answer)
    assert "Second.</textarea>" in text_of(answer) and Settlement.objects.count() == 2


def test_a_dissolved_conflict_is_not_reopened(lead: Client, settled: Conflict, cast: Cast) -> None:
    claim = Claim.objects.latest("pk")
    actions.withdraw_claim(by=cast.lead, claim=claim, version=claim.version, reason="Recorded twice.")
    assert lead.post(address(settled), {"note": "Again."}).status_code == 422


@pytest.mark.parametrize("role", ["", "reader", "contributor", "reviewer"])
def test_nobody_but_a_lead_reopens(settled: Conflict, role: str) -> None:
    assert visitor(role).post(address(settled), {"note": "No."}).status_code == 403
    assert Settlement.objects.count() == 1


@pytest.mark.parametrize("pk", [0, 999_999, 2**63])
def test_a_wrong_number_is_not_found(lead: Client, pk: int) -> None:
    assert lead.post(f"/conflicts/{pk}/reopen/", {}).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete"])
def test_takes_no_other_method(lead: Client, settled: Conflict, method: str) -> None:
    assert getattr(lead, method)(address(settled)).status_code == 405


def test_whoever_opens_it_is_led_to_the_conflict(lead: Client, settled: Conflict) -> None:
    assert lead.get(address(settled))["Location"] == settled.get_absolute_url()
