"""`/conflicts/<pk>/settle/`: a lead's decision, refused with a reason or kept for ever."""

from typing import Any

import pytest
from django.test import Client

from claims.models import Conflict, LedgerEntry, Settlement
from tests.cast import Cast
from tests.web.ladder import text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def conflict(cast: Cast) -> Conflict:
    return Conflict.objects.get(question=cast.conflict())


@pytest.fixture
def lead(db: None) -> Client:
    return visitor("lead")


def address(conflict: Conflict) -> str:
    return f"/conflicts/{conflict.pk}/settle/"


def typed(client: Client, conflict: Conflict, **changes: Any) -> dict[str, Any]:
    """What a browser would send: with the evidence that the page showed."""
    shown = client.get(f"/conflicts/{conflict.pk}/").context["settle_form"]
    said = {"decision": "explained", "cause": "scope", "dimension": "population", "note": "Men are not all civilians."}
    return said | {"seen": shown["seen"].value()} | changes


def test_settles_and_says_so(lead: Client, conflict: Conflict) -> None:
    answer = lead.post(address(conflict), typed(lead, conflict), follow=True)
    conflict.refresh_from_db()
    assert (conflict.state, conflict.cause) == ("explained", "scope")
    assert answer.redirect_chain[0][0] == f"/conflicts/{conflict.pk}/"
    assert "The conflict is settled as explained." in text_of(answer)
    assert "settled the conflict as explained: “Men are not all civilians.”" in text_of(answer)
    assert LedgerEntry.objects.latest("sequence").deed == "settle_conflict"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"decision": ""}, "Choose explained, resolved or undecidable."),
        ({"decision": "reopened"}, "Select a valid choice"),
        ({"cause": ""}, "Choose the cause of the disagreement."),
        ({"cause": "weather"}, "Select a valid choice"),
        ({"dimension": ""}, "Name the dimension of scope in which they differ."),
        ({"cause": "revision"}, "A dimension is named only where the cause is scope."),
        ({"note": "  "}, "Say in a note what led you to it."),
        ({"note": "a\x00b"}, "Null characters are not allowed"),
        ({"seen": ""}, "did not say which evidence you saw"),
    ],
)
def test_refuses_what_is_not_said_well_and_keeps_the_text(
    lead: Client, conflict: Conflict, changes: dict[str, str], said: str
) -> None:
    answer = lead.post(address(conflict), typed(lead, conflict, **changes))
    assert answer.status_code == 422 and said in text_of(answer)
    assert not Settlement.objects.exists()
    if "note" not in changes:
        assert "Men are not all civilians.</textarea>" in text_of(answer)


def test_refuses_what_was_seen_before_the_evidence_changed(lead: Client, conflict: Conflict, cast: Cast) -> None:
    sent = typed(lead, conflict)
    cast.claim("about 900 people", conflict.question)
    answer = lead.post(address(conflict), sent)
    assert answer.status_code == 409 and "changed" in text_of(answer)
    assert "Men are not all civilians.</textarea>" in text_of(answer) and "about 900" in text_of(answer)
    assert not Settlement.objects.exists()
    again = sent | {"seen": answer.context["settle_form"]["seen"].value()}
    assert lead.post(address(conflict), again).status_code == 302
    assert Settlement.objects.count() == 1


def test_a_settled_conflict_is_reopened_first(lead: Client, conflict: Conflict) -> None:
    sent = typed(lead, conflict)
    lead.post(address(conflict), sent)
    answer = lead.post(address(conflict), sent | {"decision": "resolved"})
    assert answer.status_code == 422 and "This conflict is not open but explained" in text_of(answer)
    assert Settlement.objects.count() == 1


@pytest.mark.parametrize("role", ["", "reader", "contributor", "reviewer"])
def test_nobody_but_a_lead_settles(conflict: Conflict, role: str) -> None:
    assert visitor(role).post(address(conflict), {}).status_code == 403
    assert not Settlement.objects.exists()


@pytest.mark.parametrize("pk", [0, 999_999, 2**63])
def test_a_wrong_number_is_not_found(lead: Client, pk: int) -> None:
    assert lead.post(f"/conflicts/{pk}/settle/", {}).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete"])
def test_takes_no_other_method(lead: Client, conflict: Conflict, method: str) -> None:
    assert getattr(lead, method)(address(conflict)).status_code == 405


def test_whoever_opens_it_is_led_to_the_conflict(lead: Client, conflict: Conflict) -> None:
    assert lead.get(address(conflict))["Location"] == conflict.get_absolute_url()
