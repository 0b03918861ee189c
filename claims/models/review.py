"""Reviews: one reviewer's verdict on one claim, with its reason. Never edited or deleted; a later review replaces
it.
"""

from django.conf import settings
from django.db import models

from claims.models.claim import Claim, VerdictChoice
from claims.models.noun import one_of


class Review(models.Model):
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews")
    verdict = models.CharField(max_length=20, choices=VerdictChoice)
    reason = models.TextField()
    round = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    evidence = models.CharField(max_length=32, help_text="hash of the evidence the reviewer saw")
    cites = models.ManyToManyField(Claim, related_name="cited_by", blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=one_of("verdict", VerdictChoice), name="review_verdict_known"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="review_has_a_reason"),
            models.CheckConstraint(condition=models.Q(round__gte=1), name="review_round_from_one"),
        ]
        indexes = [
            models.Index(fields=["claim", "id"], name="review_by_claim"),
            models.Index(fields=["reviewer", "id"], name="review_by_reviewer"),
            models.Index(fields=["at"], name="review_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: claim {self.claim_id}"
