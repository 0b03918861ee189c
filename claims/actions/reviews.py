"""Reviewing claims. A review is never edited or deleted: the next one stands beside it and decides the status."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import User
from django.utils import timezone

from claims.actions.deed import deed, enter
from claims.actions.errors import Refused, Stale
from claims.actions.projections import recompute
from claims.actions.rows import checked, inserted, refuse_empty
from claims.models import Claim, Question, Review
from claims.models.claim import VerdictChoice
from claims.reports.evidence import evidence_about
from claims.reports.reach import Reach


@deed("claims.review_claim", "review claims")
def review_claim(
    *,
    by: User,
    claim: Claim,
    verdict: str,
    reason: str,
    cites: Sequence[Claim] = (),
    seen: str | None = None,
) -> Review:
    """Give a verdict on a claim, with its reason. cites: claims given as evidence.

    seen: the evidence the reviewer had before them; raises Stale if it has changed since. Raises Refused.
    """
    return _review(by, [claim], verdict, reason, cites, {} if seen is None else {claim.pk: seen})[0]


@deed("claims.review_claim", "review claims")
def review_claims(
    *, by: User, claims: Sequence[Claim], verdict: str, reason: str, seen: Mapping[int, str] | None = None
) -> list[Review]:
    """The same verdict and reason for several claims: all or none, one ledger entry.

    seen: by claim, the evidence the reviewer had before them; raises Stale if any has changed since. Raises Refused.
    """
    if not claims:
        raise Refused("Choose at least one claim.")
    return _review(by, claims, verdict, reason, (), seen or {})


def _review(
    by: User, claims: Sequence[Claim], verdict: str, reason: str, cites: Sequence[Claim], seen: Mapping[int, str]
) -> list[Review]:
    written = refuse_empty(reason, "reason", "Give your reason: a verdict without one cannot be checked.")
    if verdict not in VerdictChoice.values:
        raise Refused("Choose corroborated, conflicting or unverified.", "verdict")
    claims = list(Claim.objects.filter(pk__in=[c.pk for c in claims]).order_by("pk"))
    _refuse_withdrawn(claims)
    evidence = evidence_about(claims)
    if any(evidence[c.pk] != seen.get(c.pk, evidence[c.pk]) for c in claims):
        raise Stale("The evidence")
    if any(cited in claims for cited in cites):
        raise Refused("A claim cannot be evidence for itself.", "cites")
    now = timezone.now()
    reviews = [
        inserted(
            checked(
                Review(claim=claim, reviewer=by, at=now, evidence=evidence[claim.pk]),
                {"verdict": verdict, "reason": written},
            )
        )
        for claim in claims
    ]
    for review in reviews:
        review.cites.set(cites)
    enter(
        by=by,
        deed="review_claim",
        concerning=[*claims, *cites, *Question.objects.filter(claims__in=claims).distinct()],
        after={
            "reviews": [r.pk for r in reviews],
            "claims": [c.pk for c in claims],
            "verdict": verdict,
            "reason": written,
            "cites": sorted(c.pk for c in cites),
            "evidence": sorted(set(evidence.values())),
        },
    )
    recompute(
        Reach(
            {c.question_id for c in claims if c.question_id},
            {c.pk for c in claims if not c.question_id},
        )
    )
    return reviews


def _refuse_withdrawn(claims: Sequence[Claim]) -> None:
    for claim in claims:
        if claim.withdrawn:
            raise Refused(f"Claim {claim.pk} was withdrawn, so there is nothing to review.")
