"""Settling and reopening conflicts: a lead's decisions, append-only."""

from django.contrib.auth.models import User
from django.utils import timezone

from claims.actions.deed import deed, enter
from claims.actions.errors import Refused, Stale
from claims.actions.projections import recompute
from claims.actions.rows import checked, inserted, refuse_empty
from claims.domain.findings import Cause, Decision
from claims.domain.scope import Dimension
from claims.models import Conflict, Settlement
from claims.models.conflict import StateChoice
from claims.reports.reach import Reach


@deed("claims.settle_conflict", "settle conflicts")
def settle_conflict(
    *,
    by: User,
    conflict: Conflict,
    decision: str,
    cause: str,
    note: str,
    dimension: str = "",
    seen: str | None = None,
) -> Settlement:
    """Settle an open conflict as explained, resolved or undecidable, with a cause and a note.

    seen: the evidence the lead had before them; raises Stale if it has changed since. Raises Refused.
    """
    if decision not in (Decision.EXPLAINED, Decision.RESOLVED, Decision.UNDECIDABLE):
        raise Refused("Choose explained, resolved or undecidable.", "decision")
    if cause not in set(Cause):
        raise Refused("Choose the cause of the disagreement.", "cause")
    if cause == Cause.SCOPE and dimension not in set(Dimension):
        raise Refused("Name the dimension of scope in which they differ.", "dimension")
    if cause != Cause.SCOPE and dimension:
        raise Refused("A dimension is named only where the cause is scope.", "dimension")
    conflict = Conflict.objects.select_related("question").get(pk=conflict.pk)
    if conflict.state != StateChoice.OPEN:
        raise Refused(f"This conflict is not open but {conflict.get_state_display()}. Reopen it first.")
    if seen is not None and seen != conflict.question.evidence:
        raise Stale("The evidence")
    return _settle(by, conflict, "settle_conflict", decision, cause, dimension, note)


@deed("claims.settle_conflict", "reopen conflicts")
def reopen_conflict(*, by: User, conflict: Conflict, note: str) -> Settlement:
    """Reopen a settled conflict, with a note. Raises Refused if it is not settled."""
    conflict = Conflict.objects.select_related("question").get(pk=conflict.pk)
    if conflict.state in (StateChoice.OPEN, StateChoice.DISSOLVED):
        raise Refused(f"Only a settled conflict can be reopened; this one is {conflict.get_state_display()}.")
    return _settle(by, conflict, "reopen_conflict", Decision.REOPENED.value, "", "", note)


def _settle(
    by: User, conflict: Conflict, deed_name: str, decision: str, cause: str, dimension: str, note: str
) -> Settlement:
    written = refuse_empty(note, "note", "Say in a note what led you to it.")
    settlement = Settlement(conflict=conflict, by=by, at=timezone.now(), evidence=conflict.question.evidence)
    columns = {"decision": decision, "cause": cause, "dimension": dimension, "note": written}
    inserted(checked(settlement, columns))
    enter(
        by=by,
        deed=deed_name,
        concerning=[conflict, conflict.question],
        after=columns | {"settlement": settlement.pk, "evidence": settlement.evidence},
    )
    recompute(Reach({conflict.question_id}, set()))
    return settlement
