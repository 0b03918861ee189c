"""`/sources/<pk>/`: what a source asserts, what rests on it, where it is disputed."""

import pytest
from django.test import Client

from claims import actions
from claims.reports import source_page
from tests.cast import Cast
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


def test_says_what_is_known_of_it(cast: Cast, reader: Client) -> None:
    source = cast.source(
        "HRW", aliases=["Human Rights Watch"], grade="B", grade_reason="Careful.", interest="neutral", note="In NY."
    )
    page = text_of(reader.get(source.get_absolute_url()))
    for said in ("Human Rights Watch", "B: usually reliable", "Careful.", "neutral", "In NY.", "added the source"):
        assert said in page
    assert "not the worst grade" in text_of(reader.get(cast.source("Other").get_absolute_url()))


def test_counts_its_claims_by_status_and_leads_to_them(cast: Cast, reader: Client) -> None:
    hrw = cast.source("HRW")
    one, _, gone = (cast.claim(f"{n} men", asserted_by=(hrw,)) for n in (31, 32, 33))
    cast.claim("34 men")
    actions.review_claim(by=cast.lead, claim=one, verdict="corroborated", reason="Two say so.")
    actions.withdraw_claim(by=cast.lead, claim=gone, version=gone.version, reason="Twice.")
    page = reader.get(hrw.get_absolute_url()).context["page"]
    assert page.total == 3
    tallies = {tally.words: tally for tally in (*page.by_status, *page.by_review)}
    assert {words: tally.count for words, tally in tallies.items() if tally.count} == {
        "corroborated": 1,
        "unverified": 2,
        "nobody has reviewed it": 1,
        "reviewed": 1,
        "withdrawn": 1,
    }
    for tally in tallies.values():
        assert len(reader.get(tally.url).context["claims"]) == tally.count, tally.words


def test_lists_claims_of_others_that_lean_on_it_and_not_its_own(cast: Cast, reader: Client) -> None:
    hrw = cast.source("HRW")
    own = cast.document("There were 30 men, 40 women.", publisher=hrw)
    cast.claim("30 men", document=own)
    asserted = cast.claim("31 men", asserted_by=(hrw,))
    leaning = cast.claim("32 men", leans_on=(hrw,))
    second_hand = cast.claim("33 men", leans_on=(asserted,))
    gone = cast.claim("34 men", leans_on=(hrw,))
    actions.withdraw_claim(by=cast.lead, claim=gone, version=gone.version, reason="Twice.")
    answer = reader.get(hrw.get_absolute_url())
    assert [line.pk for line in answer.context["page"].leaning] == [second_hand.pk, leaning.pk]
    assert answer.context["page"].rooted == str(len(reader.get(answer.context["page"].rooted_url).context["claims"]))


def test_lists_its_documents_and_conflicts(cast: Cast, reader: Client) -> None:
    hrw, question = cast.source("HRW"), cast.question("How many died?")
    document = cast.document("It was 300 men.", title="The report", publisher=hrw)
    cast.claim("300 men", question, document=document)
    cast.claim("450 men", question)
    page = text_of(reader.get(hrw.get_absolute_url()))
    assert document.get_absolute_url() in page and "How many died?" in page


def test_a_long_list_leads_to_the_whole(cast: Cast, reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_page, "MOST", 1)
    hrw = cast.source("HRW")
    for n in (1, 2):
        cast.document(f"{n}", publisher=hrw)
        cast.claim(f"{n} men", leans_on=(hrw,))
        question = cast.question()
        cast.claim("30 men", question, asserted_by=(hrw,))
        cast.claim("40 men", question)
    page = text_of(reader.get(hrw.get_absolute_url()))
    for url in (f"/documents/?publisher={hrw.pk}", f"/conflicts/?source={hrw.pk}", f"/claims/?root={hrw.pk}"):
        assert url in page and reader.get(url).status_code == 200


def test_says_plainly_where_there_is_nothing(cast: Cast, reader: Client) -> None:
    page = text_of(reader.get(cast.source("HRW").get_absolute_url()))
    assert "No claim names it" in page and "Nobody, as far as is recorded." in page


def test_only_contributors_are_offered_to_correct_it(cast: Cast, reader: Client) -> None:
    url = cast.source("HRW").get_absolute_url()
    assert f"{url}correct/" not in text_of(reader.get(url))
    assert f"{url}correct/" in text_of(visitor("contributor").get(url))


def test_a_wrong_number_is_not_found(reader: Client) -> None:
    assert reader.get("/sources/999/").status_code == 404


def test_refuses_somebody_without_a_role(cast: Cast) -> None:
    assert visitor("").get(cast.source("HRW").get_absolute_url()).status_code == 403


def test_is_for_looking_only(cast: Cast, reader: Client) -> None:
    assert reader.post(cast.source("HRW").get_absolute_url()).status_code == 405


def test_reads_as_often_for_thirty_claims_as_for_three(cast: Cast, reader: Client) -> None:
    hrw = cast.source("HRW")

    def grow(times: int) -> int:
        for _ in range(times):
            question = cast.question()
            cast.claim("30 men", question, asserted_by=(hrw,))
            cast.claim("40 men", question, leans_on=(cast.source(),))
            cast.claim("50 men", leans_on=(hrw,))
            cast.document("One.", publisher=hrw)
        return reads(lambda: reader.get(hrw.get_absolute_url()))

    assert grow(3) == grow(12)
