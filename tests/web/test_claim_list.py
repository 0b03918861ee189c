"""`/claims/`: filters, each by an index; orders, pages, chips, and addresses that cannot be read."""

from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims import actions
from claims.filters.claims import ClaimFilter
from claims.models import Claim
from claims.paging import page_of
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db

ADDRESS = "/claims/"


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(person("reader"))
    return client


def found(client: Client, query: str = "") -> list[int]:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    return [line.pk for line in answer.context["claims"]]


# --- filters ---------------------------------------------------------------------------------------------------------


def test_shows_the_claim_recorded_last_first(cast: Cast, reader: Client) -> None:
    one, two = cast.claim("31 men"), cast.claim("32 men")
    assert found(reader) == [two.pk, one.pk]


def test_by_status(cast: Cast, reader: Client) -> None:
    one, two = cast.claim("31 men"), cast.claim("32 men")
    actions.review_claim(by=cast.lead, claim=one, verdict="corroborated", reason="Two say so.")
    assert found(reader, "status=corroborated") == [one.pk]
    assert found(reader, "status=unverified") == [two.pk]


def test_by_where_it_stands_with_its_reviewers(cast: Cast, reader: Client) -> None:
    question = cast.question()
    old, new, gone = cast.claim("31 men", question), cast.claim("32 men"), cast.claim("33 men")
    actions.review_claim(by=cast.lead, claim=old, verdict="unverified", reason="One source.")
    actions.withdraw_claim(by=cast.lead, claim=gone, version=gone.version, reason="Twice.")
    assert found(reader, "review_state=reviewed") == [old.pk]
    assert found(reader, "review_state=unreviewed") == [new.pk]
    assert found(reader, "review_state=withdrawn") == [gone.pk]
    cast.claim("34 men", question)
    assert found(reader, "review_state=outdated") == [old.pk]


def test_by_what_the_evidence_suggests_and_by_conflict(cast: Cast, reader: Client) -> None:
    lone = cast.claim("31 men", cast.question())
    question = cast.conflict()
    rivals = sorted(question.claims.values_list("pk", flat=True), reverse=True)
    assert found(reader, "finding=conflicting") == rivals == found(reader, "in_conflict=yes")
    assert found(reader, "finding=unverified") == [lone.pk] == found(reader, "in_conflict=no")


def test_by_measure_event_question_and_document(cast: Cast, reader: Client) -> None:
    event = cast.event()
    question = cast.question(measure="injured", event=event)
    mine = cast.claim("31 men", question)
    cast.claim("32 men", cast.question())
    for query in (
        "measure=injured",
        f"event=%23{event.pk}",
        f"event={event.pk}",
        f"question={question.pk}",
        f"document={mine.document_id}",
    ):
        assert found(reader, query) == [mine.pk], query


def test_by_who_asserts_it_by_number_name_or_alias(cast: Cast, reader: Client) -> None:
    hrw = cast.source("Human Rights Watch", aliases=["HRW"])
    mine = cast.claim("31 men", asserted_by=(hrw, cast.source()))
    cast.claim("32 men", asserted_by=(cast.source(),))
    for typed in (str(hrw.pk), "Human Rights Watch", "hrw"):
        assert found(reader, f"source={typed}") == [mine.pk]


def test_by_what_a_claim_comes_from_in_the_end(cast: Cast, reader: Client) -> None:
    hrw = cast.source("HRW")
    mine = cast.claim("31 men", leans_on=(hrw,))
    cast.claim("32 men")
    assert found(reader, "root=hrw") == [mine.pk]
    assert found(reader, "source=hrw") == []


def test_by_where_it_comes_from_in_the_end(cast: Cast, reader: Client) -> None:
    agency = cast.source("Agency")
    mine = cast.claim("31 men", asserted_by=(cast.source(),), leans_on=(agency,))
    cast.claim("32 men")
    assert found(reader, "root=agency") == [mine.pk] and found(reader, "source=agency") == []


def test_by_words_of_statement_or_quote_without_case_or_accents(cast: Cast, reader: Client) -> None:
    mine = cast.claim("31 men", statement="Killings at Ségou")
    cast.claim("32 men", statement="Killings at Moura")
    assert found(reader, "words=SEGOU") == [mine.pk] == found(reader, "words=killings+31")
    assert found(reader, "words=segou+moura") == []


def test_by_the_day_its_event_began(cast: Cast, reader: Client) -> None:
    early = cast.claim("31 men", cast.question(event=cast.event(date="2021-05")))
    late = cast.claim("32 men", cast.question(event=cast.event(date="2022-03")))
    cast.claim("33 men", cast.question(event=cast.event()))
    assert found(reader, "event_from=2022") == [late.pk]
    assert found(reader, "event_until=2021") == [early.pk]
    assert found(reader, "event_from=2021&event_until=2022") == [late.pk, early.pk]


def test_by_the_figure_stated(cast: Cast, reader: Client) -> None:
    question = cast.question()
    small, large = cast.claim("31 men", question), cast.claim("1,400 men", question)
    cast.claim("many men")
    assert found(reader, "figure_from=1,000") == [large.pk]
    assert found(reader, "figure_to=31") == [small.pk]


def test_filters_narrow_together(cast: Cast, reader: Client) -> None:
    hrw = cast.source("HRW")
    question = cast.question()
    mine = cast.claim("31 men", question, asserted_by=(hrw,))
    cast.claim("32 men", question)
    cast.claim("31 women", asserted_by=(hrw,))
    assert found(reader, f"source=hrw&question={question.pk}&words=31&figure_to=40&sort=figure") == [mine.pk]


# --- addresses that cannot be read -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("status=doubtful", "Select a valid choice"),
        ("review_state=x", "Select a valid choice"),
        ("source=Nobody+Known", "There is no source “Nobody Known”"),
        ("document=99999", "There is no document “99999”"),
        ("question=-1", "There is no question “-1”"),
        ("event=99999999999999999999999", "There is no event"),
        ("event_from=spring", "is not a date the tracker reads"),
        ("event_from=2019-02-29", "is not a date the tracker reads"),
        ("event_from=2022-21", "could be two years or a season"),
        ("event_from=2022&event_until=2021", "This ends before the date above begins"),
        ("figure_from=many", "Enter a whole number"),
        ("figure_from=99999999999999999999999", "less than or equal to"),
        ("figure_from=5&figure_to=4", "This is below the figure above"),
        ("words=%21%21", "Give at least one whole word"),
        ("words=a%00b", "Null characters are not allowed"),
        ("source=a%00b", "Null characters are not allowed"),
        ("words=" + "+".join(f"w{n}" for n in range(20)), "at most 12"),
    ],
)
def test_a_filter_that_cannot_be_read_says_so_and_hides_nothing(
    cast: Cast, reader: Client, query: str, said: str
) -> None:
    claim = cast.claim("31 men", cast.question(event=cast.event(date="2022-05")), statement="A claim")
    answer = reader.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert [line.pk for line in answer.context["claims"]] == [claim.pk]


@pytest.mark.parametrize(
    "cursor", ["x", "~", "1~x", "99999999999999999999999~5", "-5~5", "%00~1", "~99999999999999999999"]
)
@pytest.mark.parametrize("sort", ["newest", "event", "figure", "unknown"])
def test_a_cursor_that_cannot_be_read_is_no_error(cast: Cast, reader: Client, sort: str, cursor: str) -> None:
    cast.claim("31 men")
    assert reader.get(f"{ADDRESS}?sort={sort}&after={cursor}").status_code == 200


# --- order and pages -------------------------------------------------------------------------------------------------


def test_a_range_brings_its_own_order(cast: Cast, reader: Client) -> None:
    question = cast.question()
    high, low = cast.claim("50 men", question), cast.claim("31 men", question)
    assert found(reader, "figure_from=1&sort=newest") == [high.pk, low.pk]
    assert found(reader, "figure_from=1&sort=figure_first") == [low.pk, high.pk]


def test_pages_lead_on_and_back_by_words_and_source_too(cast: Cast, reader: Client) -> None:
    hrw, document = cast.source("HRW"), cast.document("It is said that 31 men.")
    keys = [cast.claim("31 men", document=document, asserted_by=(hrw,)).pk for _ in range(60)][::-1]
    for query in ("", "words=men", "source=hrw", "root=hrw", "words=men&source=hrw&root=hrw", "sort=event"):
        first = reader.get(f"{ADDRESS}?{query}")
        second = reader.get(ADDRESS + first.context["page"].next_url)
        back = reader.get(ADDRESS + second.context["page"].previous_url)
        assert [line.pk for line in first.context["claims"]] == keys[:50], query
        assert [line.pk for line in second.context["claims"]] == keys[50:], query
        assert [line.pk for line in back.context["claims"]] == keys[:50], query


def test_says_how_many_there_are(cast: Cast, reader: Client) -> None:
    cast.claim("31 men")
    assert ">1 claim<" in reader.get(ADDRESS).content.decode()
    cast.claim("32 men")
    assert ">2 claims<" in reader.get(ADDRESS).content.decode()


def test_a_chip_names_what_is_filtered_and_takes_it_away(cast: Cast, reader: Client) -> None:
    hrw = cast.source("Human Rights Watch")
    answer = reader.get(f"{ADDRESS}?source={hrw.pk}&status=conflicting&sort=oldest&after=~5")
    chips = {chip.label: chip.remove_url for chip in answer.context["chips"]}
    assert chips == {
        "Status: conflicting": f"?source={hrw.pk}&sort=oldest",
        "Asserted by: Human Rights Watch": "?status=conflicting&sort=oldest",
    }


def test_keeps_the_order_when_filters_are_applied(reader: Client) -> None:
    assert '<input type="hidden" name="sort" value="oldest"' in reader.get(f"{ADDRESS}?sort=oldest").content.decode()


def test_nothing_found_offers_to_clear_the_filters(cast: Cast, reader: Client) -> None:
    cast.claim("31 men")
    page = reader.get(f"{ADDRESS}?words=nowhere").content.decode()
    assert "No claim fits these filters" in page and "Show all claims" in page


def test_an_empty_tracker_leads_to_the_documents(reader: Client) -> None:
    assert "No claims yet" in reader.get(ADDRESS).content.decode()


def test_marks_a_withdrawn_claim(cast: Cast, reader: Client) -> None:
    claim = cast.claim("31 men")
    actions.withdraw_claim(by=cast.lead, claim=claim, version=claim.version, reason="Twice.")
    assert '<tr class="withdrawn">' in reader.get(ADDRESS).content.decode()


# --- who, how, how often ---------------------------------------------------------------------------------------------


def test_refuses_somebody_without_a_role(client: Client, db: None) -> None:
    client.force_login(person(""))
    assert client.get(ADDRESS).status_code == 403


def test_is_for_looking_only(reader: Client) -> None:
    assert reader.post(ADDRESS).status_code == 405


@pytest.mark.parametrize("query", ["", "words=men", "source=hrw", "in_conflict=yes"])
def test_reads_as_often_for_thirty_rows_as_for_three(cast: Cast, reader: Client, query: str) -> None:
    hrw, question = cast.source("HRW"), cast.conflict()

    def grow(times: int) -> int:
        for number in range(times):
            cast.claim(f"{100 + number} men", question, asserted_by=(hrw,))
        with CaptureQueriesContext(connection) as made:
            found(reader, query)
        return len(made)

    assert grow(1) == grow(27)


FILTERED = (
    "status=conflicting",
    "review_state=unreviewed",
    "finding=corroborated",
    "in_conflict=yes",
    "measure=killed",
    "source={source}",
    "root={source}",
    "document={document}",
    "event={event}",
    "question={question}",
    "event_from=2022",
    "event_until=2022",
    "event_until=2022&sort=event_first",
    "figure_from=3",
    "figure_to=3",
    "figure_to=3&sort=figure_first",
    "words=men",
    "words=men+killed",
)

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plan")


def test_no_filter_is_left_without_a_look_at_its_plan() -> None:
    looked_at = {query.partition("=")[0] for query in FILTERED}
    assert looked_at == set(ClaimFilter.base_filters) - {"sort"}


@on_sqlite
@pytest.mark.parametrize("cursor", ["", "after=700000~5", "before=700000~5"])
@pytest.mark.parametrize("query", FILTERED)
def test_each_filter_alone_is_served_by_an_index(cast: Cast, query: str, cursor: str) -> None:
    plan = plans(cast, f"{query.format(**keys(cast))}&{cursor}")
    assert not [line for line in plan if "SCAN" in line or "TEMP B-TREE" in line]


@on_sqlite
@pytest.mark.parametrize("cursor", ["", "after=700000~5", "before=700000~5"])
@pytest.mark.parametrize("query", ["", "sort=oldest", "sort=event", "sort=figure"])
def test_each_order_is_that_of_an_index(cast: Cast, query: str, cursor: str) -> None:
    assert not [line for line in plans(cast, f"{query}&{cursor}") if "TEMP B-TREE" in line]


def keys(cast: Cast) -> dict[str, int]:
    event = cast.event()
    question = cast.question(event=event)
    source = cast.source()
    claim = cast.claim("31 men", question, asserted_by=(source,))
    return {"source": source.pk, "document": claim.document_id, "event": event.pk, "question": question.pk}


def plans(cast: Cast, query: str) -> list[str]:
    """How SQLite would find the page and the total."""
    address = QueryDict(query)
    filters = ClaimFilter(address, queryset=Claim.objects.all())
    assert filters.is_valid(), filters.errors
    with CaptureQueriesContext(connection) as made:
        page_of(filters.qs.for_lines(), address, filters.sorts, key=filters.key)
    selects: list[Any] = [q["sql"] for q in made if '"claims_claim"."id"' in q["sql"] and "asserters" not in q["sql"]]
    assert selects
    lines = []
    with connection.cursor() as cursor:
        for sql in selects:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            lines += [row[3] for row in cursor.fetchall()]
    return lines
