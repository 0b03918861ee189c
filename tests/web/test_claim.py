"""`/claims/<pk>/`: one claim, its words, its rivals, what the evidence suggests, its reviews and its history."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims import actions
from claims.actions import ByHand
from claims.domain.scope import Scope
from claims.models import Claim
from claims.reports.claim_page import ClaimPage
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(person("reader"))
    return client


def html(client: Client, claim: Claim) -> str:
    answer = client.get(f"/claims/{claim.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def page(client: Client, claim: Claim) -> ClaimPage:
    found = client.get(f"/claims/{claim.pk}/").context["page"]
    assert isinstance(found, ClaimPage)
    return found


# --- the claim itself ------------------------------------------------------------------------------------------------


def test_shows_the_words_with_300_characters_to_each_side_and_leads_to_the_reader(cast: Cast, reader: Client) -> None:
    text = f"{'a' * 400}b{'é' * 299}31 men{'𝄞' * 299}y{'z' * 400}"
    claim = cast.claim("31 men", document=cast.document(text))
    quote = page(reader, claim).quote
    assert quote.prefix == f"…b{'é' * 299}" and quote.suffix == f"{'𝄞' * 299}y…"
    assert f'href="/documents/{claim.document_id}/?claim={claim.pk}#claim-{claim.pk}"' in html(reader, claim)


def test_no_word_is_shown_cut_in_two(cast: Cast, reader: Client) -> None:
    claim = cast.claim("31 men", document=cast.document(f"{'before ' * 60}31 men{' after' * 60}"))
    quote = page(reader, claim).quote
    assert quote.prefix.startswith("… before ") and quote.suffix.endswith(" after …")


def test_a_quote_at_both_ends_of_a_text_has_nothing_around_it(cast: Cast, reader: Client) -> None:
    quote = page(reader, cast.claim("31 men", document=cast.document("31 men"))).quote
    assert (quote.prefix, quote.exact, quote.suffix) == ("", "31 men", "")


def test_a_graphic_quote_is_folded_behind_a_click(cast: Cast, reader: Client) -> None:
    assert '<details class="graphic">' in html(reader, cast.claim("31 men", graphic=True))
    assert '<details class="graphic">' not in html(reader, cast.claim("32 men"))


def test_says_how_the_words_were_read(cast: Cast, reader: Client) -> None:
    claim = cast.claim("an estimated 300 men", cast.question())
    assert "read as 270–330 people, by about = ±10 %" in html(reader, claim)


def test_says_why_it_was_read_by_hand(cast: Cast, reader: Client) -> None:
    by_hand = ByHand(reason="The table says so.", bound="at_least", low=30)
    assert "by hand: The table says so." in html(reader, cast.claim("31 men", cast.question(), answer=by_hand))


def test_scope_says_what_is_not_stated_and_what_is_as_the_question(cast: Cast, reader: Client) -> None:
    question = cast.question(place="Moura", bears_on=["place", "period"])
    claim = cast.claim("31 men", question, scope=Scope(population="men", place="="))
    rows = {row.label: (row.words, row.as_question, row.bears) for row in page(reader, claim).scope}
    assert rows["population"] == ("men", False, False)
    assert rows["place"] == ("Moura", True, True)
    assert rows["period"] == ("", False, True)
    assert html(reader, claim).count('<span class="blank">not stated</span>') >= 3


def test_says_who_asserts_it_and_where_it_comes_from(cast: Cast, reader: Client) -> None:
    hrw, agency = cast.source("Human Rights Watch"), cast.source("Agency")
    claim = cast.claim("31 men", asserted_by=(hrw,), others_unnamed=True, leans_on=(agency,), stance="alleges")
    shown = html(reader, claim)
    assert "Human Rights Watch" in shown and "others unnamed" in shown and "alleges" in shown
    assert "not all of its origin is known" in shown
    assert [link.words for link in page(reader, claim).leans] == ["Agency"]


def test_a_claim_in_the_documents_own_voice_is_said_to_name_nobody(cast: Cast, reader: Client) -> None:
    document = cast.document("31 men", publisher=cast.source("Genocide Watch"))
    shown = html(reader, cast.claim("31 men", document=document))
    assert (
        "the document&#x27;s own voice" in shown
        and "it names nobody; published by" in shown
        and "Genocide Watch" in shown
    )


def test_a_document_without_a_publisher_is_said_to_have_none(cast: Cast, reader: Client) -> None:
    shown = html(reader, cast.claim("31 men", document=cast.document("31 men")))
    assert "publisher not stated" in shown and "origin not known" in shown


def test_claims_that_lean_on_one_another_lead_to_one_another(cast: Cast, reader: Client) -> None:
    first = cast.claim("31 men")
    second = cast.claim("some 31 men", leans_on=(first,))
    assert page(reader, second).leans[0].url == f"/claims/{first.pk}/"
    assert page(reader, first).leaned_on_by[0].url == f"/claims/{second.pk}/"


def test_a_replaced_figure_leads_to_the_later_one_and_back(cast: Cast, reader: Client) -> None:
    question, hrw = cast.question(), cast.source()
    old, new = (cast.claim(f"{n} men", question, asserted_by=(hrw,)) for n in (31, 32))
    actions.mark_replaced(by=cast.lead, claim=old, version=old.version, replaced_by=new)
    assert f'href="/claims/{new.pk}/"' in html(reader, old) and "has replaced this figure" in html(reader, old)
    assert page(reader, new).replaces[0].url == f"/claims/{old.pk}/"


def test_escapes_what_people_wrote(cast: Cast, reader: Client) -> None:
    words = "<script>alert(1)</script>"
    claim = cast.claim(words, document=cast.document(f"{words} {words} {words}"), start=26, statement=words)
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason=words)
    assert words not in html(reader, claim)


# --- its question ----------------------------------------------------------------------------------------------------


def test_the_finding_says_both_sides(cast: Cast, reader: Client) -> None:
    first = cast.conflict().claims.order_by("pk")[0]
    sentence = page(reader, first).finding.sentence
    assert "about 300 (270–330)" in sentence and "about 450 (405–495)" in sentence
    assert "On this side 1 origin; against it 1 origin." in sentence and sentence.split(".")[0] in html(reader, first)


def test_rivals_stand_in_their_camps_and_each_says_why(cast: Cast, reader: Client) -> None:
    question = cast.question()
    mine = cast.claim("an estimated 300 men", question)
    low, high, higher = (cast.claim(f"{n} men", question) for n in (100, 450, 450))
    found = page(reader, mine).others
    assert [[r.claim.pk for r in camp.rivals] for camp in found.camps] == [[low.pk], [high.pk, higher.pk]]
    assert found.camps[1].values == "450 people" and found.camps[1].summary == "2 documents, 2 origins"
    assert "Cannot be true together with it" in html(reader, mine)
    told = [r.why for camp in found.camps for r in camp.rivals]
    assert told.count("") == 1 and all("do not meet" in why for why in told if why)


def test_a_rival_of_the_same_document_and_origin_is_marked(cast: Cast, reader: Client) -> None:
    question, document = cast.question(), cast.document("First 31 men, then 45 men.", publisher=cast.source())
    mine = cast.claim("31 men", question, document=document)
    cast.claim("45 men", question, document=document)
    assert "same document" in html(reader, mine) and "same origin" in html(reader, mine)


def test_tells_support_that_corroborates_from_support_that_does_not(cast: Cast, reader: Client) -> None:
    question, hrw = cast.question(), cast.source()
    mine = cast.claim("about 300 men", question, asserted_by=(hrw,))
    own = cast.claim("310 men", question, asserted_by=(hrw,))
    other = cast.claim("305 men", question)
    found = {s.claim.pk: s.independent for s in page(reader, mine).others.supporting}
    assert found == {own.pk: False, other.pk: True}


def test_what_meets_it_and_what_is_not_compared_stand_apart(cast: Cast, reader: Client) -> None:
    question = cast.question()
    mine = cast.claim("300 men", question)
    meeting = cast.claim("at least 200 men", question)
    denial = cast.claim("900 men", question, stance="denies")
    found = page(reader, mine).others
    assert [c.pk for c in found.meeting] == [meeting.pk] and [c.pk for c in found.not_compared] == [denial.pk]
    assert "Not compared: it is a denial" in html(reader, mine)


def test_a_claim_that_answers_no_question_says_so(cast: Cast, reader: Client) -> None:
    shown = html(reader, cast.claim("many men"))
    assert "Not compared: it answers no question yet." in shown and "It answers no question yet" in shown


def test_a_large_question_leaves_the_page_bounded(cast: Cast, reader: Client) -> None:
    question = cast.question()
    mine = cast.claim("300 men", question)
    for number in range(55):
        cast.claim(f"{400 + number} men", question)
    found = page(reader, mine).others
    assert len(found.shown) == 50 and found.left_out == 5
    assert "5 more claims answer this question" in html(reader, mine)
    assert f'href="/questions/{question.pk}/"' in html(reader, mine)


# --- reviews and history ---------------------------------------------------------------------------------------------


def test_shows_every_review_the_newest_first_and_what_it_relies_on(cast: Cast, reader: Client) -> None:
    cited, claim = cast.claim("31 men"), cast.claim("32 men")
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="First look.")
    actions.review_claim(by=person("reviewer"), claim=claim, verdict="corroborated", reason="Second.", cites=[cited])
    reviews = page(reader, claim).reviews
    assert [(r.reason, r.decides) for r in reviews] == [("Second.", True), ("First look.", False)]
    assert reviews[0].cites[0].url == f"/claims/{cited.pk}/"


def test_marks_a_review_older_than_the_evidence(cast: Cast, reader: Client) -> None:
    question = cast.question()
    claim = cast.claim("31 men", question)
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="Alone.")
    assert "review older than the evidence" not in html(reader, claim)
    cast.claim("50 men", question)
    actions.review_claim(by=cast.lead, claim=claim, verdict="conflicting", reason="No longer.")
    assert [r.outdated for r in page(reader, claim).reviews] == [False, True]


def test_shows_the_ledger_history(cast: Cast, reader: Client) -> None:
    claim = cast.claim("31 men")
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="Alone.")
    words = [entry.words for entry in reader.get(f"/claims/{claim.pk}/").context["entries"]]
    assert words == ["reviewed as unverified: “Alone.”", "recorded the claim"]


def test_a_withdrawn_claim_says_why_and_takes_no_review_and_no_change(cast: Cast, client: Client) -> None:
    claim = cast.claim("31 men")
    actions.withdraw_claim(by=cast.lead, claim=claim, version=claim.version, reason="Recorded twice.")
    client.force_login(cast.lead)
    shown = html(client, claim)
    assert "Recorded twice." in shown and "no longer counts" in shown
    assert "Record the review" not in shown and "/correct/" not in shown


# --- who may what ----------------------------------------------------------------------------------------------------


def test_offers_each_role_what_it_may_do(cast: Cast, client: Client) -> None:
    claim = cast.claim("31 men")
    offered = {}
    for role in ("reader", "contributor", "reviewer", "lead"):
        client.force_login(person(role))
        shown = html(client, claim)
        offered[role] = (f"/claims/{claim.pk}/withdraw/" in shown, "Record the review" in shown)
    assert offered == {
        "reader": (False, False),
        "contributor": (True, False),
        "reviewer": (True, True),
        "lead": (True, True),
    }


def test_leads_a_reviewer_to_the_next_claim_nobody_reviewed(cast: Cast, client: Client) -> None:
    first, second, third = (cast.claim(f"{n} men") for n in (31, 32, 33))
    actions.review_claim(by=cast.lead, claim=second, verdict="unverified", reason="Alone.")
    client.force_login(cast.lead)
    assert client.get(f"/claims/{first.pk}/").context["next"] == third
    assert client.get(f"/claims/{third.pk}/").context["next"] == first


@pytest.mark.parametrize("pk", ["0", "999999", "99999999999999999999999"])
def test_there_is_no_such_claim(reader: Client, pk: str) -> None:
    assert reader.get(f"/claims/{pk}/").status_code == 404


def test_refuses_somebody_without_a_role(cast: Cast, client: Client) -> None:
    claim = cast.claim("31 men")
    client.force_login(person(""))
    assert client.get(f"/claims/{claim.pk}/").status_code == 403


def test_is_for_looking_only(cast: Cast, reader: Client) -> None:
    assert reader.post(f"/claims/{cast.claim('31 men').pk}/").status_code == 405


def test_reads_as_often_for_thirty_rivals_as_for_three(cast: Cast, client: Client) -> None:
    question = cast.question()
    mine = cast.claim("300 men", question, leans_on=(cast.source(),))
    client.force_login(cast.lead)

    def grow(times: int) -> int:
        for number in range(times):
            other = cast.claim(f"{400 + number} men", question, asserted_by=(cast.source(),), leans_on=(mine,))
            actions.review_claim(by=cast.lead, claim=mine, verdict="conflicting", reason="See.", cites=[other])
        with CaptureQueriesContext(connection) as made:
            html(client, mine)
        return len(made)

    assert grow(3) == grow(27)


# --- cited from outside ----------------------------------------------------------------------------------------------


def test_can_be_cited_with_its_address_version_and_day(cast: Cast, reader: Client) -> None:
    claim = cast.claim("31 men")
    shown = html(reader, claim)
    assert f"Claim {claim.pk}: “" in shown and "Version 1, unverified, as of " in shown
    assert f"http://testserver/claims/{claim.pk}/" in shown
    assert f"@misc{{claim-{claim.pk}-" in shown


def test_what_is_confidential_is_not_to_be_cited(cast: Cast, reader: Client) -> None:
    shown = html(reader, cast.claim("31 men", document=cast.document("31 men", confidential=True)))
    assert "not to be cited" in shown and "@misc" not in shown
