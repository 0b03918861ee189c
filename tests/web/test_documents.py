"""`/documents/`: the list, its filters and orders, and addresses that cannot be read."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db

ADDRESS = "/documents/"


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


def found(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    return [line.title for line in answer.context["lines"]]


def test_shows_what_was_added_last_first(cast: Cast, reader: Client) -> None:
    hrw = cast.source("HRW")
    cast.document("One.", title="First", publisher=hrw, published="2022-03", language="en")
    cast.claim("two men", document=cast.document("There were two men.", title="Second", grade="E"))
    page = text_of(reader.get(ADDRESS))
    assert page.index("Second") < page.index("First")
    assert "2 documents" in page and "March 2022" in page and "not named in the text" in page
    assert reader.get(ADDRESS).context["lines"][0].claims == 1


def test_each_filter_narrows(cast: Cast, reader: Client) -> None:
    hrw = cast.source("Human Rights Watch", aliases=["HRW"])
    cast.document("One.", title="Moura: the dead", publisher=hrw, published="2022-03", language="en", grade="B")
    cast.document("Two.", title="Élections à Ségou", published="2024", language="fr")
    for query in (
        "words=DEAD+moura",
        "publisher=hrw",
        "named=known",
        "grade=B",
        "language=en",
        "until=2023",
        "since=2022&until=2022-03-02",
    ):
        assert found(reader, query) == ["Moura: the dead"], query
    for query in ("words=élections", "words=%C3%89LECTIONS", "named=unknown", "grade=F", "since=2023"):
        assert found(reader, query) == ["Élections à Ségou"], query


def test_a_document_without_a_date_is_in_no_span(cast: Cast, reader: Client) -> None:
    cast.document("One.", title="Undated")
    assert found(reader, "until=2030") == [] == found(reader, "since=1990")


def test_orders_by_the_day_of_publication(cast: Cast, reader: Client) -> None:
    for title, published in (("Old", "2020"), ("New", "2024-05"), ("Unknown", "")):
        cast.document(f"{title}.", title=title, published=published)
    assert found(reader, "sort=published") == ["New", "Old", "Unknown"]
    assert found(reader, "sort=published_first&since=2000") == ["Old", "New"]
    assert found(reader, "since=2000") == ["New", "Old"]


def test_pages_by_key(cast: Cast, reader: Client) -> None:
    for number in range(53):
        cast.document(f"{number}", title=f"D{number:02}", published="2022")
    for query in ("", "sort=published", "sort=oldest"):
        first = reader.get(f"{ADDRESS}?{query}")
        second = found(reader, first.context["page"].next_url[1:])
        shown = [line.title for line in first.context["lines"]] + second
        assert len(second) == 3 and len(set(shown)) == 53, query


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("publisher=Nobody", "There is no source “Nobody”"),
        ("grade=Z", "Select a valid choice"),
        ("since=spring", "is not a date the tracker reads"),
        ("since=2024&until=2022", "This ends before the date above begins."),
        ("words=a%00b", "Null characters are not allowed"),
        ("language=" + "x" * 36, "at most 35 characters"),
    ],
)
def test_a_filter_that_cannot_be_read_says_so_and_hides_nothing(
    cast: Cast, reader: Client, query: str, said: str
) -> None:
    cast.document("One.", title="Here", published="2023-01-01")
    assert said in text_of(reader.get(f"{ADDRESS}?{query}"))
    if "until" not in query:
        assert found(reader, query) == ["Here"]


def test_what_is_filtered_is_shown_as_chips(cast: Cast, reader: Client) -> None:
    answer = reader.get(f"{ADDRESS}?grade=F&since=2022&sort=published")
    chips = {chip.label: chip.remove_url for chip in answer.context["chips"]}
    assert chips == {
        "Grade: F: cannot be judged": "?since=2022&sort=published",
        "Published from 2022": "?grade=F&sort=published",
    }


def test_an_empty_list_offers_the_next_step(reader: Client) -> None:
    assert "Contributors add them" in text_of(reader.get(ADDRESS))
    assert "/documents/add/" in text_of(visitor("contributor").get(ADDRESS))
    assert "No document fits these filters" in text_of(reader.get(f"{ADDRESS}?words=x"))


def test_refuses_somebody_without_a_role(db: None) -> None:
    assert visitor("").get(ADDRESS).status_code == 403


def test_is_for_looking_only(reader: Client) -> None:
    assert reader.post(ADDRESS).status_code == 405


def test_reads_as_often_for_thirty_rows_as_for_three(cast: Cast, reader: Client) -> None:
    def grow(times: int) -> int:
        for _ in range(times):
            cast.claim("two men")
        return reads(lambda: reader.get(ADDRESS))

    assert grow(3) == grow(27)
