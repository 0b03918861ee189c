"""`/questions/<pk>/sheet/` and its deeds: one question by every rule, and what the team decides on it."""

from typing import Any

import pytest
from django.test import Client

from claims import actions
from claims.models import LedgerEntry, Question, TeamDecision
from tests.cast import Cast
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(cast: Cast) -> Question:
    return cast.conflict()


@pytest.fixture
def reviewer(db: None) -> Client:
    return visitor("reviewer")


def address(question: Question, deed: str = "") -> str:
    return f"/questions/{question.pk}/sheet/{deed}"


def typed(client: Client, question: Question, form: str = "decide_form", **changes: Any) -> dict[str, Any]:
    """What a browser would send, with what the page showed."""
    said = {"note": "It names its witnesses.", "seen": client.get(address(question)).context[form]["seen"].value()}
    if form == "decide_form":
        said["claim"] = question.claims.earliest("pk").pk
    return said | changes


def decide(cast: Cast, question: Question) -> TeamDecision:
    return actions.decide_figure(
        by=cast.lead, question=question, claim=question.claims.earliest("pk"), note="It names its witnesses."
    )


def test_shows_what_every_rule_picks(question: Question, reviewer: Client) -> None:
    page = text_of(reviewer.get(address(question)))
    for said in ("Low, best, high", "Range", "Most cautious", "Team decision", "inconclusive", "nobody has decided"):
        assert said in page


@pytest.mark.parametrize(
    ("rule", "marked"),
    [
        ("low-best-high", ["lowest: about 300 (270–330)", "highest: about 450 (405–495)"]),
        ("range", ["highest: about 450 (405–495)"]),
        ("team-decision", []),
    ],
)
def test_the_line_marks_the_figures_of_the_rule(
    question: Question, reviewer: Client, rule: str, marked: list[str]
) -> None:
    page = reviewer.get(f"{address(question)}?rule={rule}").context["page"]
    assert [mark.words for mark in page.line.wide.marks] == marked


def test_a_span_of_days_is_marked_as_the_span_it_is(cast: Cast, reviewer: Client) -> None:
    question = cast.when()
    cast.claim("March 2022", question)
    line = reviewer.get(f"{address(question)}?rule=range").context["page"].line
    assert [mark.words for mark in line.wide.marks] == ["earliest: March 2022", "latest: March 2022"]


def test_an_unknown_rule_is_refused_in_words(question: Question, reviewer: Client) -> None:
    answer = reviewer.get(f"{address(question)}?rule=mean")
    assert answer.status_code == 400 and "There is no rule of that name" in text_of(answer)


def test_a_question_with_options_and_one_without_claims_are_shown(cast: Cast, reviewer: Client) -> None:
    whether = cast.whether()
    cast.choice("yes", whether)
    page = text_of(reviewer.get(address(whether)))
    assert "<svg" not in page and "yes" in page
    empty = reviewer.get(address(cast.question()))
    assert "no claim answers it" in text_of(empty) and "decide_form" not in empty.context


def test_decides_and_says_so(question: Question, reviewer: Client) -> None:
    answer = reviewer.post(address(question, "decide/"), typed(reviewer, question), follow=True)
    assert answer.redirect_chain[0][0] == address(question)
    page = text_of(answer)
    assert "The decision is recorded." in page and "in force" in page
    assert "decided for the sheet on about 300: “It names its witnesses.”" in page
    assert TeamDecision.objects.get().claim == question.claims.earliest("pk")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"claim": ""}, "a sheet holds no figure that no claim gives"),
        ({"claim": "999999"}, "Select a valid choice"),
        ({"claim": "300"}, "Select a valid choice"),
        ({"claim": "9" * 30}, "Select a valid choice"),
        ({"note": "  "}, "Say in a note what led you to it."),
        ({"note": "a\x00b"}, "Null characters are not allowed"),
        ({"seen": ""}, "did not say which evidence you saw"),
    ],
)
def test_refuses_what_is_not_said_well_and_keeps_the_text(
    question: Question, reviewer: Client, changes: dict[str, str], said: str
) -> None:
    answer = reviewer.post(address(question, "decide/"), typed(reviewer, question, **changes))
    assert answer.status_code == 422 and said in text_of(answer)
    assert not TeamDecision.objects.exists()
    if "note" not in changes:
        assert "It names its witnesses.</textarea>" in text_of(answer)


def test_a_claim_of_another_question_cannot_be_chosen(cast: Cast, question: Question, reviewer: Client) -> None:
    elsewhere = cast.claim("7 people", cast.question())
    answer = reviewer.post(address(question, "decide/"), typed(reviewer, question, claim=elsewhere.pk))
    assert answer.status_code == 422 and not TeamDecision.objects.exists()


def test_what_was_seen_before_it_changed_is_not_decided_on(cast: Cast, question: Question, reviewer: Client) -> None:
    sent = typed(reviewer, question)
    cast.claim("900 people", question)
    answer = reviewer.post(address(question, "decide/"), sent)
    assert answer.status_code == 409 and "changed" in text_of(answer)
    assert "It names its witnesses.</textarea>" in text_of(answer) and not TeamDecision.objects.exists()
    again = sent | {"seen": answer.context["decide_form"]["seen"].value()}
    assert reviewer.post(address(question, "decide/"), again).status_code == 302


def test_of_two_who_decide_the_second_is_told(cast: Cast, question: Question, reviewer: Client) -> None:
    sent = typed(reviewer, question)
    decide(cast, question)
    assert reviewer.post(address(question, "decide/"), sent).status_code == 409
    assert TeamDecision.objects.count() == 1


def test_withdraws_and_keeps_what_was_decided(cast: Cast, question: Question, reviewer: Client) -> None:
    decide(cast, question)
    sent = typed(reviewer, question, "withdraw_form", note="The witness took it back.")
    page = text_of(reviewer.post(address(question, "withdraw/"), sent, follow=True))
    for said in ("The decision is withdrawn.", "The witness took it back.", "about 300", "nobody has decided"):
        assert said in page
    assert LedgerEntry.objects.latest("sequence").deed == "withdraw_decision"
    answer = reviewer.post(address(question, "withdraw/"), sent)
    assert answer.status_code == 422 and "nothing to withdraw" in text_of(answer)


def test_a_withdrawal_without_a_note_is_refused(cast: Cast, question: Question, reviewer: Client) -> None:
    decide(cast, question)
    answer = reviewer.post(address(question, "withdraw/"), typed(reviewer, question, "withdraw_form", note=""))
    assert answer.status_code == 422 and TeamDecision.objects.count() == 1
    ids = [part.split('"')[0] for part in text_of(answer).split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_a_decision_older_than_the_evidence_says_so(cast: Cast, question: Question, reviewer: Client) -> None:
    decide(cast, question)
    cast.claim("32 people", question)
    page = text_of(reviewer.get(address(question)))
    assert "older than the evidence" in page and "Decided before the evidence changed." in page


def test_says_what_is_confidential(cast: Cast, question: Question, reviewer: Client) -> None:
    assert "Keep this page in" not in text_of(reviewer.get(address(question)))
    cast.claim("20 people", question, asserted_by=(cast.source("Informant", confidential=True),))
    assert "Keep this page in" in text_of(reviewer.get(address(question)))


@pytest.mark.parametrize("role", ["", "reader", "contributor"])
@pytest.mark.parametrize("deed", ["decide/", "withdraw/"])
def test_nobody_below_a_reviewer_decides(question: Question, role: str, deed: str) -> None:
    assert visitor(role).post(address(question, deed), {}).status_code == 403
    assert not TeamDecision.objects.exists()


def test_readers_see_no_form(question: Question) -> None:
    answer = visitor("reader").get(address(question))
    assert "decide_form" not in answer.context and "Reviewers can" in text_of(answer)


@pytest.mark.parametrize("deed", ["", "decide/", "withdraw/"])
def test_a_wrong_number_is_not_found(reviewer: Client, deed: str) -> None:
    url = f"/questions/999999/sheet/{deed}"
    assert (reviewer.post(url, {}) if deed else reviewer.get(url)).status_code == 404


@pytest.mark.parametrize("deed", ["decide/", "withdraw/"])
def test_whoever_opens_a_deed_is_led_to_the_sheet(question: Question, reviewer: Client, deed: str) -> None:
    assert reviewer.get(address(question, deed))["Location"] == address(question)


def test_reads_as_often_for_many_claims_as_for_three(cast: Cast, question: Question, reviewer: Client) -> None:
    def grow(times: int) -> int:
        for n in range(times):
            cast.claim(f"{n + 10} people", question)
            decide(cast, question)
        return reads(lambda: reviewer.get(address(question)))

    assert grow(1) == grow(9)
