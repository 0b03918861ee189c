"""Team decisions: which claim of a question a report takes its figure from. Append-only: the latest one decides."""

from django.conf import settings
from django.db import models

from claims.models.claim import Claim
from claims.models.question import Question


class TeamDecision(models.Model):
    """A reviewer's decision on a question, with a note. Without a claim it withdraws the one before.

    said: what the claim said then, in words, so that a later correction of the claim is seen and the history keeps it.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="decisions")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="decisions")
    said = models.CharField(max_length=300, blank=True)
    note = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions")
    at = models.DateTimeField()
    evidence = models.CharField(max_length=32, blank=True, help_text="hash of the evidence the reviewer saw")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(note=""), name="decision_has_a_note"),
            models.CheckConstraint(
                condition=models.Q(claim__isnull=True, said="") | (models.Q(claim__isnull=False) & ~models.Q(said="")),
                name="decision_says_what_the_claim_said",
            ),
        ]
        indexes = [
            models.Index(fields=["question", "id"], name="decision_by_question"),
            models.Index(fields=["at"], name="decision_by_time"),
        ]

    def __str__(self) -> str:
        return f"question {self.question_id}: {self.said or 'withdrawn'}"

    @property
    def withdraws(self) -> bool:
        return self.claim_id is None
