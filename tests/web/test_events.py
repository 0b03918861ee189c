"""`/events/`: the list, its filters and orders, and addresses that cannot be read."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db

ADDRESS = "/events/"


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


def found(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    return [line.title for line in answer.context["lines"]]


def test_shows_the_latest_first_with_what_is_asked_of_it(cast: Cast, reader: Client) -> None:
    moura = cast.event("Moura", date="2022-03", place="Moura, Mali")
    cast.event("Bamako", date="2024-09-17")
    cast.event("Undated")
    cast.conflict(event=moura)
    cast.question(event=moura)
    answer = reader.get(ADDRESS)
    assert found(reader) == ["Bamako", "Moura", "Undated"]
    line = answer.context["lines"][1]
    assert (line.questions, line.conflicts) == (2, 1)
    assert "March 2022" in text_of(answer) and "3 events" in text_of(answer) and "not stated" in text_of(answer)
    assert found(reader, "sort=date_first")[1:] == ["Moura", "Bamako"]
    assert found(reader, "sort=newest") == ["Undated", "Bamako", "Moura"]


def test_each_filter_narrows(cast: Cast, reader: Client) -> None:
    cast.event("Killings at Moura", date="2022-03-27/2022-03-31", place="Moura, Mali")
    cast.event("Élections", date="2024", place="Ségou")
    for query in ("words=moura", "place=mali", "until=2022-03-28", "since=2022-03-31&until=2022-12"):
        assert found(reader, query) == ["Killings at Moura"], query
    for query in ("words=ÉLECTIONS", "place=SÉGOU", "since=2022-04"):
        assert found(reader, query) == ["Élections"], query


def test_pages_by_key(cast: Cast, reader: Client) -> None:
    for number in range(53):
        cast.event(f"E{number:02}", date="2022")
    for query in ("", "sort=newest", "since=2020"):
        first = reader.get(f"{ADDRESS}?{query}")
        second = found(reader, first.context["page"].next_url[1:])
        assert len(second) == 3 and len({line.title for line in first.context["lines"]} | set(second)) == 53, query


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("since=spring", "is not a date the tracker reads"),
        ("until=2019-02-29", "is not a date the tracker reads"),
        ("since=2024&until=2022", "This ends before the date above begins."),
        ("place=a%00b", "Null characters are not allowed"),
    ],
)
def test_a_filter_that_cannot_be_read_says_so_and_hides_nothing(
    cast: Cast, reader: Client, query: str, said: str
) -> None:
    cast.event("Here", date="2024")
    assert found(reader, query) == ["Here"] and said in text_of(reader.get(f"{ADDRESS}?{query}"))


def test_an_empty_list_offers_the_next_step(reader: Client) -> None:
    assert "Contributors add them" in text_of(reader.get(ADDRESS))
    assert "/events/add/" in text_of(visitor("contributor").get(ADDRESS))
    assert "No event fits these filters" in text_of(reader.get(f"{ADDRESS}?words=x"))


def test_refuses_somebody_without_a_role(db: None) -> None:
    assert visitor("").get(ADDRESS).status_code == 403


def test_is_for_looking_only(reader: Client) -> None:
    assert reader.post(ADDRESS).status_code == 405


def test_reads_as_often_for_thirty_rows_as_for_three(cast: Cast, reader: Client) -> None:
    def grow(times: int) -> int:
        for _ in range(times):
            cast.question(event=cast.event())
        return reads(lambda: reader.get(ADDRESS))

    assert grow(3) == grow(27)
