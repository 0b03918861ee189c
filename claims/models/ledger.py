"""The ledger's rows: append-only, each with the hash of the one before. Appending and verifying live in
claims/ledger.py.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.domain.chain import Hashed, ObjectRef


class LedgerEntry(models.Model):
    """One deed. payload (canonical JSON) may later be erased by law: the chain rests on its salted commitment, not on
    it.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="deeds")
    actor_name = models.CharField(max_length=150, help_text="as it was: part of what is hashed")
    deed = models.CharField(max_length=50)
    payload = models.TextField(blank=True)
    salt = models.CharField(max_length=32)
    commitment = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-sequence"]
        verbose_name_plural = "ledger entries"
        indexes = [
            models.Index(fields=["actor", "sequence"], name="ledger_by_actor"),
            models.Index(fields=["deed", "sequence"], name="ledger_by_deed"),
            models.Index(fields=["at"], name="ledger_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.deed}"

    def get_absolute_url(self) -> str:
        return reverse("ledger_entry", args=[self.sequence])

    def hashed(self, objects: Iterable[ObjectRef]) -> Hashed:
        """What its hash is over. objects: those it concerns, which are rows of their own."""
        return {
            "sequence": self.sequence,
            "at": self.at,
            "actor": (self.actor_name, self.actor_id),
            "deed": self.deed,
            "objects": sorted(objects),
            "commitment": self.commitment,
            "previous": self.previous,
        }


class LedgerObject(models.Model):
    """An object that an entry concerns; a bulk deed is one entry with many of these."""

    entry = models.ForeignKey(LedgerEntry, models.PROTECT, related_name="objects_concerned")
    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id", "entry"], name="ledger_object_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} in entry {self.entry_id}"


class LedgerHead(models.Model):
    """One row: the last entry. Appending takes it under the write lock, so that two deeds cannot take one number."""

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="ledger_head_single")]

    def __str__(self) -> str:
        return f"head at {self.sequence}"
