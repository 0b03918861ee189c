"""Events: something that happened, with a date (EDTF) and a place."""

from django.db import models
from django.urls import reverse

from claims.models.noun import Noun


class Event(Noun):
    PROJECTED = ("sort_day",)

    title = models.CharField(max_length=300, unique=True)
    date = models.CharField(max_length=100, blank=True, help_text="EDTF; blank where no source says")
    earliest = models.DateField(null=True, blank=True, editable=False)
    latest = models.DateField(null=True, blank=True, editable=False)
    place = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    # Projection: the earliest day as an ordinal, 0 if not known, so that a sort column is never null.
    sort_day = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="event_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(earliest__isnull=True)
                | models.Q(latest__isnull=True)
                | models.Q(earliest__lte=models.F("latest")),
                name="event_dates_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "id"], name="event_by_place"),
            models.Index(fields=["sort_day", "id"], name="event_by_day"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.pk])
