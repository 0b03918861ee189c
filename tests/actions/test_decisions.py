"""Team decisions: what can be decided on, what a decision remembers, and how it is withdrawn."""

import pytest

from claims import actions, ledger
from claims.actions import NotAllowed, Refused, Stale
from claims.models import LedgerEntry, Question, TeamDecision
from claims.reports.decisions import decisions_on, in_force, seen_now
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(cast: Cast) -> Question:
    return cast.conflict()


def now(question: Question) -> Question:
    return Question.objects.get(pk=question.pk)


def test_a_decision_keeps_what_the_claim_said_and_the_evidence(cast: Cast, question: Question) -> None:
    reviewer, claim = person("reviewer"), question.claims.earliest("pk")
    made = actions.decide_figure(by=reviewer, question=question, claim=claim, note=" It names its witnesses. ")
    assert (made.said, made.note, made.by) == ("about 300", "It names its witnesses.", reviewer)
    assert made.evidence == now(question).evidence
    assert in_force([question.pk])[question.pk].said == "about 300"


def test_it_stands_in_the_ledger_on_the_question_and_the_claim(cast: Cast, question: Question) -> None:
    claim = question.claims.earliest("pk")
    actions.decide_figure(by=cast.lead, question=question, claim=claim, note="Named witnesses.")
    entry = LedgerEntry.objects.latest("sequence")
    concerned = set(entry.objects_concerned.values_list("kind", "object_id"))
    assert (entry.deed, concerned) == ("decide_figure", {("question", question.pk), ("claim", claim.pk)})
    assert ledger.verify().fault is None


def test_the_latest_decides_and_all_are_kept(cast: Cast, question: Question) -> None:
    for claim in question.claims.order_by("pk"):
        actions.decide_figure(by=cast.lead, question=question, claim=claim, note="So.")
    assert [(line.said, line.in_force) for line in decisions_on(question)] == [
        ("about 450", True),
        ("about 300", False),
    ]


def test_a_withdrawn_decision_leaves_nothing_in_force_and_stays(cast: Cast, question: Question) -> None:
    claim = question.claims.earliest("pk")
    actions.decide_figure(by=cast.lead, question=question, claim=claim, note="So.")
    actions.withdraw_decision(by=cast.lead, question=question, note="The witness took it back.")
    assert in_force([question.pk]) == {}
    assert [(line.said, line.in_force) for line in decisions_on(question)] == [("", False), ("about 300", False)]
    with pytest.raises(Refused, match="nothing to withdraw"):
        actions.withdraw_decision(by=cast.lead, question=question, note="Again.")


def test_a_decision_is_older_than_evidence_that_changed(cast: Cast, question: Question) -> None:
    actions.decide_figure(by=cast.lead, question=question, claim=question.claims.earliest("pk"), note="So.")
    assert not in_force([question.pk])[question.pk].outdated
    cast.claim("32 people", question)
    assert in_force([question.pk])[question.pk].outdated


def test_only_what_counts_and_answers_the_question_can_be_decided_on(cast: Cast, question: Question) -> None:
    elsewhere = cast.claim("32 people", cast.question())
    withdrawn = question.claims.earliest("pk")
    actions.withdraw_claim(by=cast.lead, claim=withdrawn, version=1, reason="Misread.")
    for claim, why in ((elsewhere, "does not answer this question"), (withdrawn, "the claim was withdrawn")):
        with pytest.raises(Refused, match=why):
            actions.decide_figure(by=cast.lead, question=question, claim=claim, note="So.")
    assert not TeamDecision.objects.exists()


def test_a_decision_without_a_note_is_refused(cast: Cast, question: Question) -> None:
    with pytest.raises(Refused, match="Say in a note"):
        actions.decide_figure(by=cast.lead, question=question, claim=question.claims.earliest("pk"), note=" ")


def test_what_was_seen_before_the_evidence_or_another_decision_is_stale(cast: Cast, question: Question) -> None:
    claim = question.claims.earliest("pk")

    def decide(seen: str) -> TeamDecision:
        return actions.decide_figure(by=cast.lead, question=question, claim=claim, note="So.", seen=seen)

    before = seen_now(now(question))
    decide(before)
    with pytest.raises(Stale):
        decide(before)
    then = seen_now(now(question))
    cast.claim("32 people", question)
    with pytest.raises(Stale):
        decide(then)
    assert TeamDecision.objects.count() == 1


@pytest.mark.parametrize("role", ["", "reader", "contributor"])
def test_nobody_below_a_reviewer_decides(cast: Cast, question: Question, role: str) -> None:
    by, claim = person(role), question.claims.earliest("pk")
    with pytest.raises(NotAllowed):
        actions.decide_figure(by=by, question=question, claim=claim, note="So.")
    with pytest.raises(NotAllowed):
        actions.withdraw_decision(by=by, question=question, note="So.")
