"""What bears on moving, replacing and leaning: a claim's scope under another question, its later figures, its leans."""

from dataclasses import dataclass

from claims.domain.findings import scope_value_words
from claims.domain.scope import Dimension, carried
from claims.models import Claim, ClaimLean, Question
from claims.reports.lines import ClaimLine, claim_line
from claims.reports.question_page import terms_of

MOST = 20


@dataclass(frozen=True)
class CarriedDimension:
    """One dimension: what the claim says now, what each question fixes, what it would say under the other."""

    name: str
    now: str
    fixed_now: str
    fixed_then: str
    then: str


def moved(claim: Claim, question: Question | None, margin: int) -> tuple[CarriedDimension, ...]:
    """The scope as it would be carried over; nothing while the other question is not known. No queries."""
    if question is None:
        return ()
    before = claim.question.fixed if claim.question else {}
    after = carried(claim.scope, before, question.fixed)
    terms_now = terms_of(claim.question, margin) if claim.question else terms_of(question, margin)
    terms_then = terms_of(question, margin)
    return tuple(
        CarriedDimension(
            d.words,
            scope_value_words(d, claim.scope, terms_now),
            before.get(d.value, ""),
            question.fixed[d.value],
            scope_value_words(d, after, terms_then),
        )
        for d in Dimension
    )


def later_figures(claim: Claim, margin: int) -> tuple[ClaimLine, ...]:
    """Claims that may have replaced it: of the same question, sharing an origin, not withdrawn. The newest first."""
    if claim.question_id is None:
        return ()
    same = Claim.objects.filter(
        question=claim.question_id,
        withdrawn_at__isnull=True,
        root_links__source__in=claim.root_links.values("source"),
    )
    rows = same.exclude(pk=claim.pk).distinct().for_lines().order_by("-id")[:MOST]
    return tuple(claim_line(row, margin) for row in rows)


@dataclass(frozen=True)
class LeanLink:
    name: str
    url: str


def leans_of(claim: Claim) -> tuple[LeanLink, ...]:
    """What is recorded of where its information comes from: sources, and other claims by number."""
    leans = ClaimLean.objects.filter(claim=claim).select_related("on_source", "on_claim").order_by("id")
    return tuple(_link(lean) for lean in leans)


def _link(lean: ClaimLean) -> LeanLink:
    if lean.on_source:
        return LeanLink(lean.on_source.name, lean.on_source.get_absolute_url())
    assert lean.on_claim
    return LeanLink(f"Claim {lean.on_claim.pk}: {lean.on_claim.statement}", lean.on_claim.get_absolute_url())
