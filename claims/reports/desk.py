"""What waits for a person at the start of a day, and what they did last."""

from dataclasses import dataclass

from django.db.models import QuerySet

from claims.models import Claim, Conflict, LedgerEntry, Margin, Question, Tally
from claims.models.claim import ClaimQuerySet, ReviewState, VerdictChoice
from claims.models.conflict import StateChoice
from claims.reports.conflict_list import ConflictLine, conflict_lines
from claims.reports.lines import ClaimLine, claim_lines
from claims.reports.own_deeds import OwnDeed, own_deeds
from claims.reports.parts import TooLarge, too_large

SHOWN = 8
"""Rows of each part; the lists have them all."""


@dataclass(frozen=True)
class Share:
    """How many of the claims that stand have been reviewed. percent is rounded down: 100 only when nothing is left."""

    reviewed: int
    total: int

    @property
    def percent(self) -> int:
        return 100 * self.reviewed // self.total if self.total else 0


@dataclass(frozen=True)
class Desk:
    """counts are of all there are, from the projected tallies; the rest is the first few of each."""

    conflicts: tuple[ConflictLine, ...]
    unreviewed: tuple[ClaimLine, ...]
    outdated: tuple[ClaimLine, ...]
    mine: tuple[OwnDeed, ...]
    share: Share
    open_conflicts: int
    too_large: TooLarge
    waiting: int
    to_look_at_again: int
    statuses: tuple[tuple[str, int], ...]


def desk(
    claims: QuerySet[Claim], conflicts: QuerySet[Conflict], questions: QuerySet[Question], mine: QuerySet[LedgerEntry]
) -> Desk:
    """A fixed number of queries, however much there is. mine: the person's own entries, newest first."""
    assert isinstance(claims, ClaimQuerySet)
    margin = Margin.now()
    counts = dict(Tally.objects.values_list("name", "count"))
    standing = {state: counts.get(f"review_state:{state}", 0) for state in ReviewState.values}
    reviewed = standing[ReviewState.REVIEWED] + standing[ReviewState.OUTDATED]
    rows = claims.for_lines().order_by("pk")
    return Desk(
        conflicts=conflict_lines(list(_gravest_open(conflicts)), margin),
        unreviewed=claim_lines(rows.awaiting_review()[:SHOWN], margin),
        outdated=claim_lines(rows.with_newer_evidence()[:SHOWN], margin),
        mine=own_deeds(list(mine[:SHOWN])),
        share=Share(reviewed, reviewed + standing[ReviewState.UNREVIEWED]),
        open_conflicts=counts.get(f"conflict:{StateChoice.OPEN.value}", 0),
        too_large=too_large(questions),
        waiting=standing[ReviewState.UNREVIEWED],
        to_look_at_again=standing[ReviewState.OUTDATED],
        statuses=tuple((v, counts.get(f"status:{v}", 0)) for v in VerdictChoice.values),
    )


def _gravest_open(conflicts: QuerySet[Conflict]) -> QuerySet[Conflict]:
    rows = conflicts.filter(state=StateChoice.OPEN).select_related("question", "event")
    return rows.order_by("-rank", "-pk")[:SHOWN]
