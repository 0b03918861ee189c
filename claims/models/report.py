"""Reports that are composed here, and their releases: numbered, dated, and never changed again."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.domain.sheet_rules import RULES
from claims.models.event import Event
from claims.models.noun import Noun, who_and_when
from claims.models.question import Question

LONGEST_CHOSEN_BY = 1_000
RULE_CHOICES = [(rule.key, rule.name) for rule in RULES]


class Report(Noun):
    """What a report is about and how it is made. Its content is read anew each time, until it is published.

    chosen_by: how its events and questions were chosen, in words, where a filter chose them.
    """

    title = models.CharField(max_length=300)
    purpose = models.TextField(blank=True)
    rule = models.CharField(max_length=20, choices=RULE_CHOICES)
    reviewers_hidden = models.BooleanField(default=False)
    chosen_by = models.CharField(max_length=LONGEST_CHOSEN_BY, blank=True)
    events = models.ManyToManyField(Event, related_name="reports", blank=True)
    questions = models.ManyToManyField(Question, related_name="reports", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reports")
    composed_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        permissions = [("publish_report", "Can publish reports")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="report_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(rule__in=[key for key, _ in RULE_CHOICES]), name="report_rule_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.pk])


class ReleaseQuerySet(models.QuerySet["Release"]):
    def standing(self) -> "ReleaseQuerySet":
        """Those that are not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Release(models.Model):
    """A report as it was published. Append-only, and frozen: content is all that any format of it is made from.
    One that turns out wrong, or to tell too much, is withdrawn: it stays, with the reason, and is handed out no more.

    content: the report value as canonical JSON (exports/report_json.py); sha256: of its bytes in UTF-8. title, as_of,
    claim_count and conflict_count are copied from it for lists.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    as_of = models.DateField()
    claim_count = models.PositiveIntegerField()
    conflict_count = models.PositiveIntegerField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="releases")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    withdrawn_reason = models.TextField(blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="release_number_once"),
            who_and_when("release_withdrawn_who_when", "withdrawn_by", "withdrawn_at"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_reason="")),
                name="release_withdrawn_with_reason",
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="release_number_from_one"),
            models.CheckConstraint(condition=~models.Q(content=""), name="release_has_content"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, release {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("release", args=[self.report_id, self.number])

    @property
    def withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def get_files_url(self) -> str:
        """Of the page that says which of its files are there, and has those made that are not."""
        return reverse("release_files", args=[self.report_id, self.number])
