"""`/`: what waits for a person, what they did last, how much is reviewed."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims import actions
from claims.models import Claim, Question
from claims.reports.parts import too_large
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(client: Client) -> Client:
    client.force_login(person("reviewer"))
    return client


def review(cast: Cast, claim: Claim, verdict: str = "unverified") -> None:
    actions.review_claim(by=cast.lead, claim=claim, verdict=verdict, reason="One source only.")


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as made:
        assert client.get("/").status_code == 200
    return len(made)


def test_shows_an_open_conflict_with_both_sides(cast: Cast, reviewer: Client) -> None:
    cast.conflict(text="How many at Moura?")
    page = reviewer.get("/").content.decode()
    assert "How many at Moura?" in page
    assert "about 300 (270–330)" in page and "about 450 (405–495)" in page and "75 people" in page


def test_the_gravest_conflict_comes_first(cast: Cast, reviewer: Client) -> None:
    wide = cast.question("A wide one?")
    cast.claim("an estimated 100 men", wide)
    cast.claim("an estimated 900 men", wide)
    cast.conflict(text="A narrow one?")
    page = reviewer.get("/").content.decode()
    assert page.index("A wide one?") < page.index("A narrow one?")


def test_a_settled_conflict_is_not_there(cast: Cast, reviewer: Client) -> None:
    question = cast.conflict(text="How many at Moura?")
    actions.settle_conflict(
        by=cast.lead,
        conflict=question.conflict,
        decision="undecidable",
        cause="disagreement",
        note="Neither gives way.",
    )
    assert "No open conflict" in reviewer.get("/").content.decode()


def test_shows_who_waits_for_a_review_and_offers_the_first(cast: Cast, reviewer: Client) -> None:
    first, second = cast.claim("32 men"), cast.claim("33 men")
    review(cast, first)
    desk = reviewer.get("/").context["desk"]
    assert [line.pk for line in desk.unreviewed] == [second.pk]
    assert f'href="/claims/{second.pk}/" data-key="n"' in reviewer.get("/").content.decode()


def test_shows_a_claim_whose_evidence_changed_since_its_review(cast: Cast, reviewer: Client) -> None:
    question = cast.question()
    claim = cast.claim("an estimated 300 men", question)
    review(cast, claim)
    assert not reviewer.get("/").context["desk"].outdated
    cast.claim("an estimated 450 men", question)
    assert [line.pk for line in reviewer.get("/").context["desk"].outdated] == [claim.pk]


def test_counts_the_share_reviewed_without_what_is_withdrawn(cast: Cast, reviewer: Client) -> None:
    one, two, three, four = (cast.claim(f"{n} men") for n in range(1, 5))
    review(cast, one)
    actions.withdraw_claim(by=cast.lead, claim=two, version=two.version, reason="Twice.")
    share = reviewer.get("/").context["desk"].share
    assert (share.reviewed, share.total, share.percent) == (1, 3, 33)


def test_shows_what_the_person_did_last_and_not_what_others_did(cast: Cast, client: Client) -> None:
    claim = cast.claim("32 men")
    mine = person("reviewer")
    actions.review_claim(by=mine, claim=claim, verdict="unverified", reason="Only this one says so.")
    client.force_login(mine)
    page = client.get("/").content.decode()
    assert "reviewed as unverified: “Only this one says so.”" in page
    assert "recorded the claim" not in page
    assert f'href="/claims/{claim.pk}/" dir="auto">{claim.statement}</a>' in page


def test_a_review_links_to_the_claim_reviewed_and_not_to_the_one_cited(cast: Cast, client: Client) -> None:
    cited, claim = cast.claim("31 men"), cast.claim("32 men")
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="See.", cites=[cited])
    client.force_login(cast.lead)
    assert client.get("/").context["desk"].mine[0].url == f"/claims/{claim.pk}/"


def test_a_deed_on_two_links_to_the_one_it_was_done_to(cast: Cast, client: Client) -> None:
    later, claim = cast.claim("31 men", question := cast.question()), cast.claim("32 men", question)
    client.force_login(cast.lead)
    actions.record_repeats(by=cast.lead, document=claim.document, repeats=later.document)
    assert client.get("/").context["desk"].mine[0].url == claim.document.get_absolute_url()
    actions.mark_replaced(by=cast.lead, claim=claim, version=1, replaced_by=later)
    assert client.get("/").context["desk"].mine[0].url == claim.get_absolute_url()


def test_an_empty_tracker_says_what_comes_next(reviewer: Client) -> None:
    page = reviewer.get("/").content.decode()
    assert "No claims yet" in page and 'href="/documents/"' in page
    assert "Nothing yet." in page


def test_escapes_what_people_wrote(cast: Cast, reviewer: Client) -> None:
    cast.claim("32 men", statement="<script>alert(1)</script>")
    assert "<script>alert(1)" not in reviewer.get("/").content.decode()


def test_a_reader_is_offered_no_review(cast: Cast, client: Client) -> None:
    cast.claim("32 men")
    client.force_login(person("reader"))
    page = client.get("/")
    assert page.status_code == 200 and "Review the next claim" not in page.content.decode()


def test_refuses_somebody_without_a_role(client: Client, db: None) -> None:
    client.force_login(person(""))
    assert client.get("/").status_code == 403


def test_asks_a_stranger_to_log_in(client: Client, db: None) -> None:
    assert client.get("/").status_code == 302


def test_is_for_looking_only(reviewer: Client) -> None:
    assert reviewer.post("/").status_code == 405


def test_reads_as_often_for_thirty_rows_as_for_three(cast: Cast, client: Client) -> None:
    client.force_login(cast.lead)

    def grow(times: int) -> None:
        for _ in range(times):
            question = cast.conflict()
            claim = question.claims.first()
            review(cast, claim)
            cast.claim("about 600 men", question)

    grow(3)
    few = queries(client)
    grow(7)
    assert queries(client) == few


def test_names_the_parts_that_exceed_their_whole(cast: Cast, reviewer: Client) -> None:
    whole = cast.question("How many were killed?")
    cast.claim("32 people", whole)
    assert "exceed their whole" not in reviewer.get("/").content.decode()
    for number in range(6):
        cast.claim("40 children", cast.question(f"How many <b>children</b> at {number}?", part_of=whole))
    page = reviewer.get("/").content.decode()
    newest = Question.objects.latest("pk")
    assert f'<a href="{newest.get_absolute_url()}" dir="auto">How many &lt;b&gt;children&lt;/b&gt; at 5?</a>' in page
    assert "at 0?</a>" not in page and 'href="/questions/?exceeds_whole=yes">and others' in page


def test_finds_the_parts_by_their_index(db: None) -> None:
    if connection.vendor == "sqlite":
        plan = too_large_plan()
        assert "question_exceeds_whole" in plan and "TEMP B-TREE" not in plan, plan


def too_large_plan() -> str:
    with CaptureQueriesContext(connection) as asked:
        too_large(Question.objects.all())
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        return "\n".join(row[3] for row in cursor.fetchall())
