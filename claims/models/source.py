"""Sources: who asserts. Their names and aliases; what they lean on is recorded on claims and documents."""

from django.db import models
from django.urls import reverse

from claims.models.noun import Noun, one_of


class Grade(models.TextChoices):
    """The Admiralty (NATO AJP-2.1) scale of a source's reliability. F is not the worst: it cannot be judged."""

    A = "A", "A: completely reliable"
    B = "B", "B: usually reliable"
    C = "C", "C: fairly reliable"
    D = "D", "D: not usually reliable"
    E = "E", "E: unreliable"
    F = "F", "F: cannot be judged"


class SourceKind(models.TextChoices):
    ORGANISATION = "organisation", "organisation"
    OUTLET = "outlet", "news outlet"
    BODY = "body", "official body"
    GOVERNMENT = "government", "government"
    ARMED_FORCE = "armed_force", "armed force or group"
    DATASET = "dataset", "dataset"
    PERSON = "person", "person"


class Interest(models.TextChoices):
    """A source's own stake in what it asserts."""

    NOT_STATED = "", "not stated"
    PARTY = "party", "party to the conflict"
    AFFECTED = "affected", "affected"
    NEUTRAL = "neutral", "neutral"


class Source(Noun):
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=SourceKind)
    grade = models.CharField(max_length=1, choices=Grade, default=Grade.F)
    grade_reason = models.TextField(blank=True)
    interest = models.CharField(max_length=20, choices=Interest, blank=True, default=Interest.NOT_STATED)
    interest_reason = models.TextField(blank=True)
    confidential = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=one_of("kind", SourceKind), name="source_kind_known"),
            models.CheckConstraint(condition=one_of("grade", Grade), name="source_grade_known"),
            models.CheckConstraint(condition=one_of("interest", Interest), name="source_interest_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="source_has_a_name"),
        ]
        indexes = [
            models.Index(fields=["kind", "name", "id"], name="source_by_kind"),
            models.Index(fields=["grade", "name", "id"], name="source_by_grade"),
            models.Index(fields=["interest", "name", "id"], name="source_by_interest"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.pk])


class SourceAlias(models.Model):
    """Another name of a source. A name stands for one source only."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="alias_has_a_name")]

    def __str__(self) -> str:
        return self.name
