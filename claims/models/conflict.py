"""Conflicts: questions whose answers cannot all be true; and leads' settlements of them.

A conflict's row is a projection and is rebuilt; a settlement is a decision, append-only, and no rebuild touches it.
"""

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.domain.findings import Cause, Decision, State
from claims.domain.scope import Dimension, ScopeRelation
from claims.models.event import Event
from claims.models.noun import one_of
from claims.models.question import Question, QuestionKind
from claims.models.source import Source


class StateChoice(models.TextChoices):
    OPEN = State.OPEN.value, "open"
    EXPLAINED = State.EXPLAINED.value, "explained"
    RESOLVED = State.RESOLVED.value, "resolved"
    UNDECIDABLE = State.UNDECIDABLE.value, "undecidable"
    DISSOLVED = State.DISSOLVED.value, "dissolved"


class DecisionChoice(models.TextChoices):
    EXPLAINED = Decision.EXPLAINED.value, "explained"
    RESOLVED = Decision.RESOLVED.value, "resolved"
    UNDECIDABLE = Decision.UNDECIDABLE.value, "undecidable"
    REOPENED = Decision.REOPENED.value, "reopened"


class CauseChoice(models.TextChoices):
    NONE = "", "—"
    SCOPE = Cause.SCOPE.value, "they differ in scope"
    REVISION = Cause.REVISION.value, "one is a revision of the other"
    DEFINITION = Cause.DEFINITION.value, "they define what they count differently"
    TIME_OF_COUNTING = Cause.TIME_OF_COUNTING.value, "they were counted at different times"
    SAME_ORIGIN = Cause.SAME_ORIGIN.value, "they come from one origin"
    SOURCE_ERROR = Cause.SOURCE_ERROR.value, "a source made an error"
    DISAGREEMENT = Cause.DISAGREEMENT.value, "the sources genuinely disagree"


class ScopeChoice(models.TextChoices):
    NONE = "", "—"
    SAME = ScopeRelation.SAME.value, "the same"
    NOT_STATED = ScopeRelation.NOT_STATED.value, "not stated"
    DIFFERENT = ScopeRelation.DIFFERENT.value, "different"


class DimensionChoice(models.TextChoices):
    NONE = "", "—"
    POPULATION = Dimension.POPULATION.value, "population"
    PLACE = Dimension.PLACE.value, "place"
    PERIOD = Dimension.PERIOD.value, "period"
    BY_WHOM = Dimension.BY_WHOM.value, "by whom"
    AS_OF = Dimension.AS_OF.value, "counted as of"


class Conflict(models.Model):
    """One a question, from the day its claims first conflict. All columns but the settlements follow from the evidence.

    gap: distance of the outermost camps' nearer ends, in steps or days (0 for options). severity: per mille, see
    domain.findings. rank: open before settled, each kind by kind and by severity; 0 when dissolved.
    scope: how the scopes of the pair stand that scope explains least. A dissolved conflict has none of these.
    """

    question = models.OneToOneField(Question, models.PROTECT, related_name="conflict")
    kind = models.CharField(max_length=10, choices=QuestionKind)
    state = models.CharField(max_length=20, choices=StateChoice)
    cause = models.CharField(max_length=20, choices=CauseChoice, blank=True, default=CauseChoice.NONE)
    scope = models.CharField(max_length=20, choices=ScopeChoice, blank=True, default=ScopeChoice.NONE)
    gap = models.PositiveBigIntegerField()
    severity = models.PositiveBigIntegerField()
    rank = models.PositiveBigIntegerField(default=0)
    camp_count = models.PositiveIntegerField()
    claim_count = models.PositiveIntegerField()
    # Search columns, copied from the question's event so that each filter has its index.
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="conflicts")
    place = models.CharField(max_length=200, blank=True)
    sort_day = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-rank", "-id"]
        permissions = [("settle_conflict", "Can settle conflicts")]
        constraints = [
            models.CheckConstraint(condition=one_of("state", StateChoice), name="conflict_state_known"),
            models.CheckConstraint(condition=one_of("cause", CauseChoice), name="conflict_cause_known"),
            models.CheckConstraint(condition=one_of("scope", ScopeChoice), name="conflict_scope_known"),
        ]
        indexes = [
            models.Index(fields=["rank", "id"], name="conflict_by_rank"),
            models.Index(fields=["state", "rank", "id"], name="conflict_by_state"),
            models.Index(fields=["kind", "rank", "id"], name="conflict_by_kind"),
            models.Index(fields=["cause", "rank", "id"], name="conflict_by_cause"),
            models.Index(fields=["scope", "rank", "id"], name="conflict_by_scope"),
            models.Index(fields=["event", "rank", "id"], name="conflict_by_event"),
            models.Index(fields=["place", "rank", "id"], name="conflict_by_place"),
            models.Index(fields=["sort_day", "id"], name="conflict_by_day"),
            models.Index(fields=["gap", "id"], name="conflict_by_gap"),
        ]

    def __str__(self) -> str:
        return f"conflict on question {self.question_id}"

    def get_absolute_url(self) -> str:
        return reverse("conflict", args=[self.pk])


class ConflictSource(models.Model):
    """A root of a claim that counts in a conflict: a projection for the filter by source."""

    conflict = models.ForeignKey(Conflict, models.CASCADE, related_name="source_links")
    source = models.ForeignKey(Source, models.PROTECT, related_name="conflict_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "conflict"], name="conflict_source_once")]

    def __str__(self) -> str:
        return f"source {self.source_id} in conflict {self.conflict_id}"


class Settlement(models.Model):
    """A lead's decision on a conflict. Append-only: the next one replaces it, nothing removes it."""

    conflict = models.ForeignKey(Conflict, models.PROTECT, related_name="settlements")
    decision = models.CharField(max_length=20, choices=DecisionChoice)
    cause = models.CharField(max_length=20, choices=CauseChoice, blank=True, default=CauseChoice.NONE)
    dimension = models.CharField(max_length=20, choices=DimensionChoice, blank=True, default=DimensionChoice.NONE)
    note = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="settlements")
    at = models.DateTimeField()
    evidence = models.CharField(max_length=32, help_text="hash of the evidence the lead saw")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=one_of("decision", DecisionChoice), name="settlement_decision_known"),
            models.CheckConstraint(condition=one_of("cause", CauseChoice), name="settlement_cause_known"),
            models.CheckConstraint(condition=one_of("dimension", DimensionChoice), name="settlement_dimension_known"),
            models.CheckConstraint(condition=~models.Q(note=""), name="settlement_has_a_note"),
            models.CheckConstraint(
                condition=models.Q(decision=Decision.REOPENED.value, cause="")
                | (~models.Q(decision=Decision.REOPENED.value) & ~models.Q(cause="")),
                name="settlement_names_a_cause",
            ),
            models.CheckConstraint(
                condition=models.Q(cause=Cause.SCOPE.value) & ~models.Q(dimension="")
                | (~models.Q(cause=Cause.SCOPE.value) & models.Q(dimension="")),
                name="settlement_by_scope_names_the_dimension",
            ),
        ]
        indexes = [
            models.Index(fields=["conflict", "id"], name="settlement_by_conflict"),
            models.Index(fields=["at"], name="settlement_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.decision}: conflict {self.conflict_id}"
