"""`/sources/`: the list, its filters and orders, and addresses that cannot be read."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db

ADDRESS = "/sources/"


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


def found(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    return [line.name for line in answer.context["lines"]]


def test_shows_sources_by_name_with_their_other_names(cast: Cast, reader: Client) -> None:
    hrw = cast.source("Human Rights Watch", aliases=["HRW"], grade="B", interest="neutral")
    cast.source("Amnesty")
    cast.claim("two men", document=cast.document("There were two men."), asserted_by=(hrw,))
    assert found(reader) == ["Amnesty", "Human Rights Watch"]
    page = text_of(reader.get(ADDRESS))
    assert "HRW" in page and "B: usually reliable" in page and f"/claims/?source={hrw.pk}" in page
    assert found(reader, "sort=newest") == ["Amnesty", "Human Rights Watch"]


def test_each_filter_narrows(cast: Cast, reader: Client) -> None:
    cast.source("Human Rights Watch", aliases=["HRW", "Человек"], kind="organisation", grade="B", interest="neutral")
    cast.source("The army", kind="armed_force", interest="party")
    cast.source("A witness", kind="person")
    for query in (
        "words=watch+human",
        "words=hrw",
        "words=ЧЕЛОВЕК",
        "kind=organisation",
        "grade=B",
        "interest=neutral",
    ):
        assert found(reader, query) == ["Human Rights Watch"], query
    assert found(reader, "interest=not_stated") == ["A witness"]
    assert found(reader, "grade=F&kind=armed_force") == ["The army"]


def test_pages_by_key(cast: Cast, reader: Client) -> None:
    for number in range(53):
        cast.source(f"S{number:02}")
    for query in ("", "sort=newest", "grade=F"):
        first = reader.get(f"{ADDRESS}?{query}")
        second = found(reader, first.context["page"].next_url[1:])
        assert len(second) == 3 and len({line.name for line in first.context["lines"]} | set(second)) == 53, query


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kind=church", "Select a valid choice"),
        ("grade=Z", "Select a valid choice"),
        ("interest=some", "Select a valid choice"),
        ("words=a%00b", "Null characters are not allowed"),
    ],
)
def test_a_filter_that_cannot_be_read_says_so_and_hides_nothing(
    cast: Cast, reader: Client, query: str, said: str
) -> None:
    cast.source("Here")
    assert found(reader, query) == ["Here"] and said in text_of(reader.get(f"{ADDRESS}?{query}"))


def test_an_empty_list_offers_the_next_step(reader: Client) -> None:
    assert "Contributors add them" in text_of(reader.get(ADDRESS))
    assert "/sources/add/" in text_of(visitor("contributor").get(ADDRESS))
    assert "No source fits these filters" in text_of(reader.get(f"{ADDRESS}?words=x"))


def test_refuses_somebody_without_a_role(db: None) -> None:
    assert visitor("").get(ADDRESS).status_code == 403


def test_is_for_looking_only(reader: Client) -> None:
    assert reader.post(ADDRESS).status_code == 405


def test_reads_as_often_for_thirty_rows_as_for_three(cast: Cast, reader: Client) -> None:
    def grow(first: int, last: int) -> int:
        for number in range(first, last):
            cast.claim("two men", asserted_by=(cast.source(f"S{number}", aliases=[f"a{number}"]),))
        return reads(lambda: reader.get(ADDRESS))

    assert grow(0, 3) == grow(3, 30)
