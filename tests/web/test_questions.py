"""`/questions/`: the list, its filters, and addresses that cannot be read."""

import pytest
from django.test import Client

from claims import actions
from claims.models import Claim
from tests.cast import Cast
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db

ADDRESS = "/questions/"


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


def found(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    return [line.text for line in answer.context["lines"]]


def test_shows_what_is_asked_how_often_it_is_answered_and_its_conflict(cast: Cast, reader: Client) -> None:
    cast.question("unanswered")
    cast.conflict(text="disputed", event=cast.event("Moura"))
    page = reader.get(ADDRESS)
    disputed, unanswered = page.context["lines"]
    assert (disputed.claims, disputed.conflict, disputed.event.label) == (2, "open", "Moura")
    assert (unanswered.claims, unanswered.conflict, unanswered.event) == (0, "", None)
    assert "people killed" in text_of(page) and "2 questions" in text_of(page)


def test_each_filter_narrows(cast: Cast, reader: Client) -> None:
    cast.conflict(text="How many at Moura?", event=cast.event("Moura"))
    cast.when("When was Élise born?")
    for query in ("words=moura+MANY", "kind=quantity", "measure=killed", "event=moura", "in_conflict=yes"):
        assert found(reader, query) == ["How many at Moura?"], query
    for query in ("words=élise", "kind=date", "measure=occurrence_date", "in_conflict=no"):
        assert found(reader, query) == ["When was Élise born?"], query


def test_those_that_exceed_their_whole(cast: Cast, reader: Client) -> None:
    whole = cast.question("whole")
    part = cast.question("part", part_of=whole)
    cast.claim("32 people", whole)
    cast.claim("40 children", part)
    assert found(reader, "exceeds_whole=yes") == ["part"]


def test_a_dissolved_conflict_is_none(cast: Cast, reader: Client) -> None:
    cast.conflict(text="gone")
    claim = Claim.objects.latest("pk")
    actions.withdraw_claim(by=cast.lead, claim=claim, version=claim.version, reason="Recorded twice.")
    assert found(reader, "in_conflict=no") == ["gone"] and found(reader, "in_conflict=yes") == []


def test_pages_by_key(cast: Cast, reader: Client) -> None:
    for number in range(52):
        cast.question(f"Q{number}")
    for query in ("", "sort=oldest", "kind=quantity"):
        first = reader.get(f"{ADDRESS}?{query}")
        second = found(reader, first.context["page"].next_url[1:])
        shown = [line.text for line in first.context["lines"]] + second
        assert len(second) == 2 and len(set(shown)) == 52, query


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kind=smell", "Select a valid choice"),
        ("measure=x", "Select a valid choice"),
        ("event=Nowhere", "There is no event “Nowhere”"),
        ("in_conflict=maybe", "Select a valid choice"),
        ("words=%00", "Null characters are not allowed"),
    ],
)
def test_says_what_cannot_be_read_and_shows_the_rest(cast: Cast, reader: Client, query: str, said: str) -> None:
    cast.question("still here")
    page = reader.get(f"{ADDRESS}?{query}")
    assert page.status_code == 200 and said in text_of(page)
    assert [line.text for line in page.context["lines"]] == ["still here"]


def test_offers_the_next_step_when_there_is_nothing(reader: Client) -> None:
    assert "Contributors add them." in text_of(reader.get(ADDRESS))
    assert "/questions/add/" in text_of(visitor("contributor").get(ADDRESS))
    assert "No question fits these filters" in text_of(reader.get(f"{ADDRESS}?kind=date"))


def test_reads_as_often_for_thirty_as_for_three(cast: Cast, reader: Client) -> None:
    for _ in range(3):
        cast.conflict(event=cast.event())
    few = reads(lambda: reader.get(ADDRESS))
    for _ in range(9):
        cast.conflict(event=cast.event())
    assert reads(lambda: reader.get(ADDRESS)) == few <= 10


def test_nobody_without_a_role_sees_it(cast: Cast) -> None:
    assert visitor("").get(ADDRESS).status_code == 403
    assert Client().get(ADDRESS).status_code == 302


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_takes_no_other_method(reader: Client, method: str) -> None:
    assert getattr(reader, method)(ADDRESS).status_code == 405
