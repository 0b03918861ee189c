"""`/conflicts.csv`: what is filtered, in the list's order, nothing confidential, nothing that a spreadsheet runs."""

import csv
import io

import pytest
from django.test import Client

from claims.models import Conflict
from claims.reports.conflict_csv import HEADER
from tests.cast import Cast
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db

ADDRESS = "/conflicts.csv"


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_holds_both_sides_and_how_they_stand(cast: Cast, reader: Client) -> None:
    cast.conflict(text="How many?", event=cast.event("Moura", place="Mopti"))
    [row] = rows(reader)
    conflict = Conflict.objects.get()
    assert tuple(row) == HEADER
    expected = {
        "question": "How many?",
        "event": "Moura",
        "place": "Mopti",
        "state": "open",
        "gap": "75",
        "gap in words": "75 people",
        "severity (per mille)": "185",
        "camps": "2",
        "claims that count": "2",
        "first says": "about 300 (270–330)",
        "second says": "about 450 (405–495)",
        "remarks": "would meet at ±20 %",
        "address": f"http://testserver/conflicts/{conflict.pk}/",
    }
    assert {name: row[name] for name in expected} == expected


def test_is_filtered_and_ordered_as_the_list(cast: Cast, reader: Client) -> None:
    for text, figures in (("near", ("10 people", "20 people")), ("far", ("1,000 people", "1,100 people"))):
        question = cast.question(text)
        for words in figures:
            cast.claim(words, question)
    assert [row["question"] for row in rows(reader)] == ["near", "far"]
    assert [row["question"] for row in rows(reader, "sort=gap")] == ["far", "near"]
    assert [row["question"] for row in rows(reader, "gap_from=100")] == ["far"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(cast: Cast, reader: Client, start: str) -> None:
    cast.conflict(text=f"{start}1+1")
    assert rows(reader)[0]["question"] == f"'{start}1+1"


def test_what_is_confidential_stays_out(cast: Cast, reader: Client) -> None:
    secret = cast.source("Informant", confidential=True)
    question = cast.question("How many?")
    cast.claim("about 300", question)
    cast.claim("about 450", question, asserted_by=(secret,))
    assert rows(reader) == []
    cast.claim("about 500", question)
    [row] = rows(reader)
    assert "Informant" not in str(row) and (row["gap"], row["claims that count"]) == ("120", "2")


def test_a_filter_that_cannot_be_read_gives_no_file(cast: Cast, reader: Client) -> None:
    answer = reader.get(f"{ADDRESS}?state=closed")
    assert answer.status_code == 400 and "Select a valid choice" in text_of(answer)


def test_reads_as_often_for_many_as_for_two(cast: Cast, reader: Client) -> None:
    for _ in range(2):
        cast.conflict()
    few = reads(lambda: rows(reader))
    for _ in range(6):
        cast.conflict()
    assert reads(lambda: rows(reader)) == few


def test_nobody_without_a_role_gets_it(db: None) -> None:
    assert visitor("").get(ADDRESS).status_code == 403


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_takes_no_other_method(reader: Client, method: str) -> None:
    assert getattr(reader, method)(ADDRESS).status_code == 405
