"""Correcting a claim: prefilled with what it says, refused to the loser of two edits with the typed text kept."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import actions
from claims.domain.scope import Scope
from claims.models import Claim, LedgerEntry
from tests.cast import ByHand, Cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(cast: Cast) -> Claim:
    return cast.claim("an estimated 300 men", cast.question(), asserted_by=(cast.source("A witness"),))


@pytest.fixture
def contributor(client: Client) -> Client:
    client.force_login(person("contributor"))
    return client


def url(claim: Claim) -> str:
    return reverse("claim_correct", args=[claim.pk])


def as_shown(contributor: Client, claim: Claim, **changes: Any) -> dict[str, Any]:
    """What a browser would send back from the form as it is shown."""
    form = contributor.get(url(claim)).context["form"]
    sent: dict[str, Any] = {}
    for field in form:
        value = field.value()
        if field.name.startswith("scope_"):
            how, words = field.field.widget.decompress(value)
            sent |= {f"{field.name}_0": how, f"{field.name}_1": words}
        elif value is True:
            sent[field.name] = "on"
        elif value not in (None, False):
            sent[field.name] = field.field.prepare_value(value)
    return sent | changes


def test_shown_and_saved_as_it_is_nothing_changes(contributor: Client, claim: Claim) -> None:
    entries = LedgerEntry.objects.count()
    answer = contributor.post(url(claim), as_shown(contributor, claim))
    assert answer.status_code == 422 and "Nothing differs from what is recorded" in answer.content.decode()
    assert LedgerEntry.objects.count() == entries


@pytest.mark.parametrize("kind", ["number by hand", "date by hand", "option", "no question", "scope"])
def test_every_sort_of_claim_is_shown_as_it_is(contributor: Client, cast: Cast, kind: str) -> None:
    def made() -> Claim:
        match kind:
            case "number by hand":
                by_hand = ByHand("counted", "between", 20, 30, True, words="some")
                return cast.claim("some", cast.question(), answer=by_hand)
            case "date by hand":
                return cast.claim("then", cast.when(), answer=ByHand("dateline", "more_than", edtf="2025-11-26"))
            case "option":
                return cast.choice("yes", cast.whether())
            case "scope":
                return cast.claim(question=cast.question(), scope=Scope("men", "=", "", "", "May 2023"))
        return cast.claim("many were killed", page=4, graphic=True, others_unnamed=True)

    claim = made()
    answer = contributor.post(url(claim), as_shown(contributor, claim))
    assert answer.context["form"].errors == {
        "__all__": ["Nothing differs from what is recorded, so nothing was saved."]
    }


def test_corrects_what_was_changed(contributor: Client, claim: Claim) -> None:
    answer = contributor.post(url(claim), as_shown(contributor, claim, statement="About 300 men.", voice="quoted"))
    assert answer["Location"] == claim.get_absolute_url()
    claim.refresh_from_db()
    assert (claim.statement, claim.voice, claim.version) == ("About 300 men.", "quoted", 2)


def test_a_preview_leaves_the_claim_itself_out(contributor: Client, claim: Claim) -> None:
    sent = as_shown(contributor, claim, as_written="300 men", preview="1")
    page = contributor.post(url(claim), sent).content.decode()
    assert "No other claim answers this question yet." in page
    claim.refresh_from_db()
    assert (claim.version, claim.as_written) == (1, "an estimated 300 men")


def test_the_loser_of_two_edits_keeps_the_text_and_sees_what_is_there(
    contributor: Client, claim: Claim, cast: Cast
) -> None:
    mine = as_shown(contributor, claim, statement="As I write it.")
    theirs = as_shown(contributor, claim, statement="As they wrote it.")
    contributor.post(url(claim), theirs)
    answer = contributor.post(url(claim), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "was changed by somebody else" in page
    assert "As I write it." in page
    assert "As they wrote it." in page
    claim.refresh_from_db()
    assert claim.statement == "As they wrote it."


def test_whoever_compared_may_save_again(contributor: Client, claim: Claim) -> None:
    mine = as_shown(contributor, claim, statement="As I write it.")
    contributor.post(url(claim), as_shown(contributor, claim, statement="As they wrote it."))
    again = contributor.post(url(claim), mine).context["form"]["version"].value()
    contributor.post(url(claim), mine | {"version": again})
    claim.refresh_from_db()
    assert claim.statement == "As I write it."


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"quote": "300 women"}, "do not stand in the document"),
        ({"statement": ""}, "This field is required."),
        ({"version": ""}, "This field is required."),
        ({"as_written": "3 to 5 million"}, "3 to 5 million"),
        ({"statement": "\x00"}, "Null characters"),
    ],
    ids=str,
)
def test_bad_input_is_refused_and_nothing_changes(
    contributor: Client, claim: Claim, changes: dict[str, str], message: str
) -> None:
    answer = contributor.post(url(claim), as_shown(contributor, claim, page="77") | changes)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert 'value="77"' in answer.content.decode()
    claim.refresh_from_db()
    assert claim.version == 1


def test_a_withdrawn_claim_is_kept_as_it_was(contributor: Client, claim: Claim, cast: Cast) -> None:
    sent = as_shown(contributor, claim, version=2)
    actions.withdraw_claim(by=cast.lead, claim=claim, version=1, reason="A slip")
    assert "This claim was withdrawn" in contributor.get(url(claim)).content.decode()
    assert contributor.post(url(claim), sent).status_code == 422


def test_a_claim_in_a_revision_stays_under_its_question(contributor: Client, cast: Cast) -> None:
    question, agency = cast.question(), cast.source()
    first = cast.claim("300 men", question, asserted_by=(agency,))
    later = cast.claim("320 men", question, asserted_by=(agency,))
    actions.mark_replaced(by=cast.lead, claim=first, version=1, replaced_by=later)
    answer = contributor.post(url(first), as_shown(contributor, first, question=f"#{cast.question().pk}"))
    assert answer.status_code == 422
    assert "part of a revision" in answer.content.decode()


def test_an_unknown_claim_is_not_found(contributor: Client) -> None:
    assert contributor.get(reverse("claim_correct", args=[999])).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_may_not(client: Client, claim: Claim, method: str) -> None:
    client.force_login(person("reader"))
    assert getattr(client, method)(url(claim)).status_code == 403


def test_no_other_method_is_taken(contributor: Client, claim: Claim) -> None:
    assert contributor.put(url(claim)).status_code == 405


def test_the_number_of_queries_is_fixed(contributor: Client, claim: Claim, cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            contributor.get(url(claim))
        return len(counted)

    few = queries()
    for _ in range(6):
        cast.claim("an estimated 450 civilians", claim.question, asserted_by=(cast.source(),))
    assert queries() == few
