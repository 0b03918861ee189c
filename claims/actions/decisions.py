"""Deciding which claim a sheet takes a question's figure from, and withdrawing that. Append-only, like settlements."""

from django.contrib.auth.models import User
from django.utils import timezone

from claims.actions.deed import deed, enter
from claims.actions.errors import Refused, Stale
from claims.actions.rows import checked, inserted, refuse_empty
from claims.domain.wording import stated_words
from claims.models import Claim, Question, TeamDecision
from claims.reports.decisions import in_force, seen_now

PERMISSION = "claims.add_teamdecision"


@deed(PERMISSION, "decide on a figure")
def decide_figure(*, by: User, question: Question, claim: Claim, note: str, seen: str | None = None) -> TeamDecision:
    """Decide on what one claim of the question says, with a note. No figure can be decided on that no claim gives.

    seen: what the person had before them (reports.decisions.seen_now); raises Stale if that has changed. Raises
    Refused.
    """
    question = Question.objects.get(pk=question.pk)
    claim = Claim.objects.select_related("question", "option").get(pk=claim.pk)
    if claim.question_id != question.pk:
        raise Refused(f"Claim {claim.pk} does not answer this question.", "claim")
    if claim.not_counting:
        raise Refused(f"Claim {claim.pk} does not count: {claim.not_counting.value}.", "claim")
    assert claim.answer  # what counts has one
    return _enter(by, question, "decide_figure", note, seen, claim, stated_words(claim.answer))


@deed(PERMISSION, "withdraw a decision on a figure")
def withdraw_decision(*, by: User, question: Question, note: str, seen: str | None = None) -> TeamDecision:
    """Withdraw the decision in force, with a note. Raises Refused where there is none, Stale as decide_figure does."""
    question = Question.objects.get(pk=question.pk)
    if question.pk not in in_force([question.pk]):
        raise Refused("Nothing is decided on this question, so there is nothing to withdraw.")
    return _enter(by, question, "withdraw_decision", note, seen, None, "")


def _enter(
    by: User, question: Question, deed_name: str, note: str, seen: str | None, claim: Claim | None, said: str
) -> TeamDecision:
    written = refuse_empty(note, "note", "Say in a note what led you to it.")
    if seen is not None and seen != seen_now(question):
        raise Stale("The evidence or the decision")
    decision = TeamDecision(question=question, claim=claim, by=by, at=timezone.now(), evidence=question.evidence)
    inserted(checked(decision, {"said": said, "note": written}))
    enter(
        by=by,
        deed=deed_name,
        concerning=[question, *([claim] if claim else [])],
        after={
            "decision": decision.pk,
            "claim": claim.pk if claim else None,
            "said": said,
            "note": written,
            "evidence": decision.evidence,
        },
    )
    return decision
