"""`/claims.csv`: what is filtered, in the order of the list, every column needed, nothing that a spreadsheet runs."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims import actions
from claims.actions import ByHand
from claims.domain.scope import Scope
from claims.paging import chunks_of
from claims.reports.claim_list import HEADER
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db

ADDRESS = "/claims.csv"


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(person("reader"))
    return client


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_holds_all_that_is_needed_to_check_the_claim(cast: Cast, reader: Client) -> None:
    hrw = cast.source("HRW")
    event = cast.event("Moura", date="2022-03")
    question = cast.question("How many at Moura?", event=event, place="Moura", bears_on=["population", "place"])
    document = cast.document("Before. It is said that an estimated 300 men.", publisher=hrw, published="2023-01")
    claim = cast.claim(
        "an estimated 300 men",
        question,
        document=document,
        asserted_by=(hrw, cast.source("Amnesty")),
        scope=Scope(population="men", place="="),
    )
    [row] = rows(reader)
    expected = {
        "claim": str(claim.pk),
        "url": f"http://testserver/claims/{claim.pk}/",
        "quote": "an estimated 300 men",
        "quote_start": str(claim.start),
        "quote_end": str(claim.end),
        "document_title": document.title,
        "document_publisher": "HRW",
        "document_published": "2023-01",
        "document_sha256": document.sha256,
        "text_version": "1",
        "asserted_by": "Amnesty; HRW",
        "voice": "reported",
        "stance": "asserts",
        "question_text": "How many at Moura?",
        "event": "Moura",
        "as_written": "an estimated 300 men",
        "bound": "exactly",
        "approximate": "yes",
        "stated_low": "300",
        "low": "270",
        "high": "330",
        "unit": "people",
        "rule": "about",
        "scope_population": "men",
        "scope_place": "as the question: Moura",
        "scope_period": "",
        "finding": "unverified",
        "status": "unverified",
        "review": "unreviewed",
    }
    assert {name: row[name] for name in expected} == expected
    assert tuple(row) == HEADER


def test_days_are_dates_and_options_have_no_figures(cast: Cast, reader: Client) -> None:
    cast.choice("yes", cast.whether())
    cast.claim("in March 2022", cast.when())
    day, option = rows(reader)
    assert (day["low"], day["high"], day["date_edtf"]) == ("2022-03-01", "2022-03-31", "2022-03")
    assert (option["low"], option["high"], option["option"]) == ("", "", "yes")


def test_an_open_end_is_blank_and_never_zero(cast: Cast, reader: Client) -> None:
    cast.claim("at least 32 men", cast.question())
    [row] = rows(reader)
    assert (row["bound"], row["low"], row["high"]) == ("at_least", "32", "")


def test_says_why_it_was_read_by_hand(cast: Cast, reader: Client) -> None:
    by_hand = ByHand(reason="The table says so.", bound="at_least", low=30)
    cast.claim("31 men", cast.question(), answer=by_hand)
    assert rows(reader)[0]["by_hand_because"] == "The table says so."


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1+1", "\n=1+1"])
def test_nothing_is_run_by_a_spreadsheet(cast: Cast, reader: Client, start: str) -> None:
    words = f"{start} men were killed"
    document = cast.document(f"So: {words}.", title="=HYPERLINK(1)")
    cast.claim(words, document=document, statement="@statement")
    [row] = rows(reader)
    assert row["quote"][0] == row["document_title"][0] == row["statement"][0] == "'"


def test_words_with_commas_quotation_marks_and_line_breaks_stay_whole(cast: Cast, reader: Client) -> None:
    statement = 'He said "32, perhaps",\nno more. عدد'
    cast.claim("32 men", statement=statement)
    assert rows(reader)[0]["statement"] == statement


def test_holds_what_is_filtered_in_the_order_of_the_list(cast: Cast, reader: Client) -> None:
    question = cast.question()
    high, low = cast.claim("50 men", question), cast.claim("31 men", question)
    cast.claim("many men")
    found = rows(reader, "figure_from=1&sort=figure")
    assert [row["claim"] for row in found] == [str(high.pk), str(low.pk)]


@pytest.mark.parametrize("query", ["", "words=men", "source=hrw", "sort=event", "sort=oldest"])
def test_chunks_hold_every_row_once_in_the_order_of_the_list(cast: Cast, reader: Client, query: str) -> None:
    hrw = cast.source("HRW")
    for _ in range(7):
        cast.claim("31 men", asserted_by=(hrw,))
    listed = reader.get(f"/claims/?{query}")
    filters, page = listed.context["filter"], listed.context["page"]
    chunks = [[c.pk for c in chunk] for chunk in chunks_of(filters.qs, page.sort, size=3, key=filters.key)]
    assert [len(chunk) for chunk in chunks] == [3, 3, 1]
    assert sum(chunks, []) == [line.pk for line in listed.context["claims"]]


@pytest.mark.parametrize("what", ["document", "publisher", "asserter", "origin"])
def test_nothing_confidential_leaves(cast: Cast, reader: Client, what: str) -> None:
    hidden = cast.source("Hidden", confidential=True)
    open_source = cast.source("Open")
    document = cast.document(
        "It is said that 31 men.",
        publisher=hidden if what == "publisher" else open_source,
        confidential=what == "document",
    )
    cast.claim(
        "31 men",
        document=document,
        asserted_by=(hidden if what == "asserter" else open_source,),
        leans_on=(hidden,) if what == "origin" else (),
    )
    kept = cast.claim("32 men")
    assert [row["claim"] for row in rows(reader)] == [str(kept.pk)]


@pytest.mark.parametrize("what", ["document", "publisher", "asserter"])
def test_nothing_leaves_that_rests_on_what_is_confidential(cast: Cast, reader: Client, what: str) -> None:
    hidden, agency = cast.source("Hidden", confidential=True), cast.source("Agency")
    document = cast.document(
        "It is said that 31 men.",
        publisher=hidden if what == "publisher" else agency,
        confidential=what == "document",
    )
    asserted_by = (hidden,) if what == "asserter" else ()
    said = cast.claim("31 men", document=document, asserted_by=asserted_by, leans_on=(agency,))
    leaning = cast.claim("31 men", leans_on=(said,))
    cast.claim("31 men", leans_on=(leaning,))
    kept = cast.claim("31 men", document=leaning.document)
    assert [row["claim"] for row in rows(reader)] == [str(kept.pk)]


def test_no_finding_tells_of_a_confidential_rival(cast: Cast, reader: Client) -> None:
    question = cast.question()
    claim = cast.claim("about 300", question)
    cast.claim("about 450", question, asserted_by=(cast.source(confidential=True),))
    claim.refresh_from_db()
    assert claim.finding == "conflicting"
    [row] = rows(reader)
    assert (row["finding"], row["in_conflict"]) == ("unverified", "no")


def test_nothing_leaves_from_a_document_that_repeats_a_confidential_one(cast: Cast, reader: Client) -> None:
    dossier = cast.document("It is said that 31 men.", publisher=cast.source(), confidential=True)
    echo, further = cast.claim("31 men"), cast.claim("31 men")
    actions.record_repeats(by=cast.lead, document=echo.document, repeats=dossier)
    actions.record_repeats(by=cast.lead, document=further.document, repeats=echo.document)
    assert rows(reader) == []


def test_a_withdrawn_claim_says_why(cast: Cast, reader: Client) -> None:
    claim = cast.claim("31 men")
    actions.withdraw_claim(by=cast.lead, claim=claim, version=claim.version, reason="Twice.")
    [row] = rows(reader)
    assert (row["review"], row["withdrawn_because"]) == ("withdrawn", "Twice.")


def test_a_filter_that_cannot_be_read_gives_no_file(cast: Cast, reader: Client) -> None:
    cast.claim("31 men")
    answer = reader.get(f"{ADDRESS}?status=doubtful")
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("text/html") and "Select a valid choice" in answer.content.decode()


def test_an_empty_selection_is_the_header_alone(reader: Client) -> None:
    assert rows(reader) == []


def test_is_a_file_to_keep(reader: Client) -> None:
    answer = reader.get(ADDRESS)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="claims.csv"'


def test_refuses_somebody_without_a_role(client: Client, db: None) -> None:
    client.force_login(person(""))
    assert client.get(ADDRESS).status_code == 403


def test_is_for_looking_only(reader: Client) -> None:
    assert reader.post(ADDRESS).status_code == 405


def test_reads_as_often_for_thirty_rows_as_for_three(cast: Cast, reader: Client) -> None:
    def grow(times: int) -> int:
        for number in range(times):
            cast.claim(f"{100 + number} men", cast.question(), asserted_by=(cast.source(),))
        with CaptureQueriesContext(connection) as made:
            rows(reader)
        return len(made)

    assert grow(3) == grow(27)
