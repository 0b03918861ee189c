"""Team decisions on questions: the one in force, and all there were. What a sheet makes of them is in sheet.py."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from claims.domain.sheet import Decided
from claims.models import Question, TeamDecision

MOST = 50
"""Decisions on one question that its page shows; the ledger has them all."""


@dataclass(frozen=True)
class DecisionLine:
    """A decision as it was given. said: "" where it withdrew the one before. outdated: the evidence changed since."""

    claim: int | None
    claim_url: str
    said: str
    note: str
    by: str
    at: datetime
    outdated: bool
    in_force: bool

    @property
    def for_the_core(self) -> Decided | None:
        return Decided(self.claim, self.said, self.outdated) if self.claim else None


def decisions_on(question: Question) -> tuple[DecisionLine, ...]:
    """All of them, the newest first. One query."""
    rows = TeamDecision.objects.filter(question=question).select_related("by", "claim", "question").order_by("-pk")
    return tuple(_line(row, in_force=position == 0) for position, row in enumerate(rows[:MOST]))


def in_force(questions: Collection[int]) -> dict[int, DecisionLine]:
    """By question, the latest decision where that is not a withdrawal. One query."""
    asked = TeamDecision.objects.filter(question__in=questions).order_by().values("question")
    latest = asked.annotate(latest=Max("pk")).values("latest")
    rows = TeamDecision.objects.filter(pk__in=latest, claim__isnull=False).select_related("by", "claim", "question")
    return {row.question_id: _line(row, in_force=True) for row in rows}


def seen_now(question: Question) -> str:
    """What whoever decides has before them: the evidence, and the latest decision. One query."""
    latest = TeamDecision.objects.filter(question=question).order_by("-pk").values_list("pk", flat=True).first()
    return f"{question.evidence}-{latest or 0}"


def _line(row: TeamDecision, *, in_force: bool) -> DecisionLine:
    return DecisionLine(
        claim=row.claim_id,
        claim_url=row.claim.get_absolute_url() if row.claim else "",
        said=row.said,
        note=row.note,
        by=row.by.get_username(),
        at=row.at,
        outdated=row.evidence != row.question.evidence,
        in_force=in_force and not row.withdraws,
    )
