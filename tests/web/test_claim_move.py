"""Moving a claim to another question, its scope carried over in words or stated anew."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.domain.scope import Scope
from claims.models import Claim, Question
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(cast: Cast) -> Claim:
    return cast.claim(question=cast.question(place="Moura"), scope=Scope(population="men", place="="))


@pytest.fixture
def other(cast: Cast) -> Question:
    return cast.question("How many in all of Mali?", place="Mali", population="men")


@pytest.fixture
def contributor(client: Client) -> Client:
    client.force_login(person("contributor"))
    return client


def url(claim: Claim) -> str:
    return reverse("claim_move", args=[claim.pk])


def sent(question: Question | str, **more: Any) -> dict[str, Any]:
    return {
        "version": 1,
        "question": question if isinstance(question, str) else f"#{question.pk}",
        "scope_how": "carried",
        "reason": "It counts the whole country",
    } | more


def test_shows_how_the_scope_will_be_carried_before_anything_moves(
    contributor: Client, claim: Claim, other: Question
) -> None:
    answer = contributor.post(url(claim), sent(other, preview="1"))
    rows = {row.name: (row.now, row.then) for row in answer.context["carried"]()}
    assert rows["place"] == ("Moura", "Moura")
    assert rows["population"] == ("men", "men")
    assert rows["period"] == ("not stated", "not stated")
    assert "How its scope would be carried over" in answer.content.decode()
    claim.refresh_from_db()
    assert claim.version == 1


def test_moves_and_carries_the_scope_in_words(contributor: Client, claim: Claim, other: Question) -> None:
    answer = contributor.post(url(claim), sent(other))
    assert answer["Location"] == claim.get_absolute_url()
    claim.refresh_from_db()
    assert (claim.question, claim.scope) == (other, Scope(population="=", place="Moura"))


def test_a_scope_stated_anew_is_taken_as_stated(contributor: Client, claim: Claim, other: Question) -> None:
    anew = {"scope_how": "restated", "scope_place_0": "other", "scope_place_1": "Moura village"}
    contributor.post(url(claim), sent(other, **anew))
    claim.refresh_from_db()
    assert claim.scope == Scope(place="Moura village")


def test_what_is_not_asked_for_is_not_checked(contributor: Client, claim: Claim, other: Question) -> None:
    assert contributor.post(url(claim), sent(other, scope_place_0="other")).status_code == 302
    assert contributor.post(url(claim), sent(other, scope_place_0="x")).status_code == 409


def test_a_move_to_where_it_is_is_none(contributor: Client, claim: Claim) -> None:
    assert claim.question
    answer = contributor.post(url(claim), sent(claim.question))
    assert answer.status_code == 422 and "Nothing differs from what is recorded" in answer.content.decode()


@pytest.mark.parametrize("extra", [{}, {"preview": "1"}], ids=["move", "preview"])
@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"question": ""}, "This field is required."),
        ({"question": "#99999"}, "There is no question"),
        ({"scope_how": "restated", "scope_place_0": "other"}, "Write the claim’s own words"),
        ({"reason": "\x00"}, "Null characters"),
    ],
    ids=str,
)
def test_bad_input_is_refused(
    contributor: Client, claim: Claim, other: Question, changes: dict[str, str], message: str, extra: dict[str, str]
) -> None:
    answer = contributor.post(url(claim), sent(other) | changes | extra)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    claim.refresh_from_db()
    assert claim.version == 1


def test_another_unit_is_refused(contributor: Client, claim: Claim, cast: Cast) -> None:
    answer = contributor.post(url(claim), sent(cast.question(unit="homes")))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "counts in" in page
    assert "It counts the whole country" in page


def test_a_stale_version_is_refused_with_the_reason_kept(contributor: Client, claim: Claim, other: Question) -> None:
    answer = contributor.post(url(claim), sent(other, version=9))
    assert answer.status_code == 409
    assert "It counts the whole country" in answer.content.decode()
    assert answer.context["form"]["version"].value() == "1"


def test_an_unknown_claim_is_not_found(contributor: Client) -> None:
    assert contributor.get(reverse("claim_move", args=[999])).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_may_not(client: Client, claim: Claim, method: str) -> None:
    client.force_login(person("reader"))
    assert getattr(client, method)(url(claim)).status_code == 403


def test_no_other_method_is_taken(contributor: Client, claim: Claim) -> None:
    assert contributor.put(url(claim)).status_code == 405
