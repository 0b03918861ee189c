"""Reviews and settlements: what they remember, when they are out of date, and what is refused."""

import pytest

from claims import actions
from claims.actions import NotAllowed, Refused, Stale
from claims.models import Claim, Conflict, LedgerEntry, Question, Review, Tally
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(cast: Cast) -> Claim:
    return cast.claim("an estimated 300 men", cast.question())


def tally(name: str) -> int:
    return Tally.objects.filter(name=name).values_list("count", flat=True).first() or 0


def test_the_latest_review_decides_the_status(cast: Cast, claim: Claim) -> None:
    actions.review_claim(by=cast.lead, claim=claim, verdict="corroborated", reason="Two witnesses.")
    actions.review_claim(by=person("reviewer"), claim=claim, verdict="conflicting", reason="They differ.")
    claim.refresh_from_db()
    assert (claim.status, claim.review_state, claim.reviews.count()) == ("conflicting", "reviewed", 2)


def test_unreviewed_and_unverified_are_different(cast: Cast, claim: Claim) -> None:
    assert (claim.status, claim.review_state) == ("unverified", "unreviewed")
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="One source.")
    claim.refresh_from_db()
    assert (claim.status, claim.review_state) == ("unverified", "reviewed")


def test_a_review_is_out_of_date_once_the_evidence_changes(cast: Cast, claim: Claim) -> None:
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="One source.")
    rival = cast.claim("an estimated 450 civilians", claim.question)
    claim.refresh_from_db()
    assert claim.review_state == "outdated"
    actions.withdraw_claim(by=cast.lead, claim=rival, version=1, reason="Misread.")
    claim.refresh_from_db()
    assert claim.review_state == "outdated"  # a claim that no longer counts is other evidence than no claim


def test_a_review_of_changed_evidence_is_refused(cast: Cast, claim: Claim) -> None:
    seen = Question.objects.get().evidence
    cast.claim("an estimated 450 civilians", claim.question)
    with pytest.raises(Stale):
        actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="One source.", seen=seen)
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("verdict", "reason", "field"),
    [("unverified", " ", "reason"), ("true", "I know it.", "verdict"), ("unverified", "a\x00", "reason")],
    ids=["no reason", "no such verdict", "a NUL"],
)
def test_a_bad_review_is_refused(cast: Cast, claim: Claim, verdict: str, reason: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.review_claim(by=cast.lead, claim=claim, verdict=verdict, reason=reason)
    assert field in refused.value.errors
    assert not Review.objects.exists()


def test_a_withdrawn_claim_cannot_be_reviewed(cast: Cast, claim: Claim) -> None:
    actions.withdraw_claim(by=cast.lead, claim=claim, version=1, reason="Misread.")
    with pytest.raises(Refused, match="withdrawn"):
        actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="One source.")


def test_a_claim_is_no_evidence_for_itself(cast: Cast, claim: Claim) -> None:
    with pytest.raises(Refused, match="itself"):
        actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="See it.", cites=[claim])


def test_a_contributor_cannot_review(claim: Claim) -> None:
    with pytest.raises(NotAllowed):
        actions.review_claim(by=person("contributor"), claim=claim, verdict="unverified", reason="One source.")


def test_several_reviews_are_one_entry_or_none(cast: Cast) -> None:
    question = cast.conflict()
    claims = list(question.claims.all())
    before = LedgerEntry.objects.count()
    actions.review_claims(by=cast.lead, claims=claims, verdict="conflicting", reason="300 or 450.")
    assert (Review.objects.count(), LedgerEntry.objects.count()) == (2, before + 1)
    actions.withdraw_claim(by=cast.lead, claim=claims[0], version=1, reason="Misread.")
    with pytest.raises(Refused):
        actions.review_claims(by=cast.lead, claims=claims, verdict="unverified", reason="Again.")
    assert Review.objects.count() == 2


def test_the_counts_of_the_desk_follow(cast: Cast, claim: Claim) -> None:
    assert (tally("review_state:unreviewed"), tally("status:unverified")) == (1, 1)
    actions.review_claim(by=cast.lead, claim=claim, verdict="corroborated", reason="Two witnesses.")
    assert (tally("review_state:unreviewed"), tally("review_state:reviewed")) == (0, 1)
    assert (tally("status:unverified"), tally("status:corroborated")) == (0, 1)
    actions.withdraw_claim(by=cast.lead, claim=claim, version=1, reason="Misread.")
    assert (tally("review_state:withdrawn"), tally("status:corroborated")) == (1, 0)


# --- settlements -----------------------------------------------------------------------------------------------------

EXPLAINED = {"decision": "explained", "cause": "scope", "dimension": "population", "note": "Men and civilians."}


@pytest.fixture
def conflict(cast: Cast) -> Conflict:
    return Conflict.objects.get(question=cast.conflict())


def test_a_settlement_closes_the_conflict_with_its_cause(cast: Cast, conflict: Conflict) -> None:
    actions.settle_conflict(by=cast.lead, conflict=conflict, **EXPLAINED)
    conflict.refresh_from_db()
    assert (conflict.state, conflict.cause) == ("explained", "scope")


def test_a_settled_conflict_reopens_when_its_claims_change(cast: Cast, conflict: Conflict) -> None:
    actions.settle_conflict(by=cast.lead, conflict=conflict, **EXPLAINED)
    cast.claim("at least 500 people", conflict.question)
    conflict.refresh_from_db()
    assert (conflict.state, conflict.cause, conflict.settlements.count()) == ("open", "", 1)


def test_a_settlement_holds_again_when_the_evidence_is_what_it_saw(cast: Cast, conflict: Conflict) -> None:
    question = conflict.question
    actions.settle_conflict(by=cast.lead, conflict=conflict, **EXPLAINED)
    actions.correct_question(by=cast.lead, question=question, version=1, note="Read with care.")
    conflict.refresh_from_db()
    assert conflict.state == "explained"


def test_a_lead_can_reopen_it(cast: Cast, conflict: Conflict) -> None:
    actions.settle_conflict(by=cast.lead, conflict=conflict, **EXPLAINED)
    actions.reopen_conflict(by=cast.lead, conflict=conflict, note="A new witness.")
    conflict.refresh_from_db()
    assert (conflict.state, conflict.settlements.count()) == ("open", 2)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"decision": "forgotten"}, "decision"),
        ({"decision": "reopened"}, "decision"),
        ({"cause": ""}, "cause"),
        ({"dimension": ""}, "dimension"),
        ({"cause": "revision"}, "dimension"),
        ({"note": " "}, "note"),
    ],
    ids=str,
)
def test_a_bad_settlement_is_refused(cast: Cast, conflict: Conflict, change: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.settle_conflict(by=cast.lead, conflict=conflict, **(EXPLAINED | change))
    assert field in refused.value.errors
    assert not conflict.settlements.exists()


def test_an_open_conflict_cannot_be_reopened(cast: Cast, conflict: Conflict) -> None:
    with pytest.raises(Refused, match="settled"):
        actions.reopen_conflict(by=cast.lead, conflict=conflict, note="Again.")


def test_a_settlement_of_changed_evidence_is_refused(cast: Cast, conflict: Conflict) -> None:
    seen = conflict.question.evidence
    cast.claim("at least 500 people", conflict.question)
    with pytest.raises(Stale):
        actions.settle_conflict(by=cast.lead, conflict=conflict, seen=seen, **EXPLAINED)


def test_a_reviewer_cannot_settle(conflict: Conflict) -> None:
    with pytest.raises(NotAllowed):
        actions.settle_conflict(by=person("reviewer"), conflict=conflict, **EXPLAINED)
