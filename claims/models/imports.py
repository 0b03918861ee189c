"""Tables on their way in: the file, how its columns are read, what would become of each row and what did."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.ingest.encoding import CHOICES
from claims.models.document import LONGEST_NAME, Document
from claims.models.noun import one_of
from claims.models.source import Source

ENCODINGS = [("", "UTF-8, or as the file says"), *CHOICES.items()]


class RowsAre(models.TextChoices):
    """What a row of the table is."""

    CASES = "cases", "an event, a question about it and a claim"
    CLAIMS = "claims", "a claim"
    QUESTIONS = "questions", "a question"
    EVENTS = "events", "an event"
    SOURCES = "sources", "a source"
    DOCUMENTS = "documents", "a document with its text"


class ImportState(models.TextChoices):
    """received → staged → to check → checked → to take → in effect. Those with "to" wait for the reader."""

    RECEIVED = "received", "being read"
    STAGED = "staged", "waits for its columns to be named"
    TO_CHECK = "to_check", "being tried"
    CHECKED = "checked", "tried; nothing is written yet"
    TO_TAKE = "to_take", "taking effect"
    IN_EFFECT = "in_effect", "in effect"
    REFUSED = "refused", "refused"
    GIVEN_UP = "given_up", "given up"


WAITING = (ImportState.RECEIVED, ImportState.TO_CHECK, ImportState.TO_TAKE)
"""What the reader does by itself."""
ENDED = (ImportState.IN_EFFECT, ImportState.GIVEN_UP)


class Fate(models.TextChoices):
    """What would become of a row."""

    UNKNOWN = "", "—"
    NEW = "new", "new"
    CHANGED = "changed", "a correction"
    SAME = "same", "the same already"
    REFUSED = "refused", "refused"


class Corrections(models.TextChoices):
    """What becomes of what a person corrected by hand, where the table says otherwise."""

    KEEP = "keep", "keep corrections made by hand"
    TABLE = "table", "take the table’s"


BY_HAND = "by_hand"
"""Among the counts of a table: rows that say otherwise than a correction made by hand."""
WARNED = "warned"
"""Among the counts of a table: rows of whatever fate that have warnings."""


def import_path(row: "Import", name: str) -> str:
    return f"imports/{row.sha256[:2]}/{row.sha256}"


class ImportMapping(models.Model):
    """A way to read the columns of tables with this header, kept under a name."""

    name = models.CharField(max_length=100, unique=True)
    rows_are = models.CharField(max_length=10, choices=RowsAre)
    header = models.JSONField(help_text="the columns' names, in order")
    patterns = models.JSONField(help_text="by field: a pattern with {columns}")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="mapping_has_a_name"),
            models.CheckConstraint(condition=one_of("rows_are", RowsAre), name="mapping_rows_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """One table. beat_at: when its reader last showed a sign of life; attempts: how often one took it.

    document: what its claims quote, once it is in effect and they quote the table itself.
    """

    name = models.CharField(max_length=LONGEST_NAME)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    held = models.FileField(upload_to=import_path, max_length=100)
    rows_are = models.CharField(max_length=10, choices=RowsAre)
    encoding = models.CharField(max_length=20, choices=ENCODINGS, blank=True)
    sheet = models.CharField(max_length=100, blank=True)
    publisher = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=500, blank=True)
    header = models.JSONField(default=list, blank=True)
    notes = models.JSONField(default=list, blank=True)
    patterns = models.JSONField(default=dict, blank=True)
    corrections = models.CharField(max_length=10, choices=Corrections, default=Corrections.KEEP)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.RECEIVED)
    message = models.TextField(blank=True)
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0, help_text="rows of the present step that are done")
    counts = models.JSONField(default=dict, blank=True, help_text="rows by fate")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="imports")
    attempts = models.PositiveSmallIntegerField(default=0)
    beat_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="who let it take effect"
    )
    received_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=one_of("state", ImportState), name="import_state_known"),
            models.CheckConstraint(condition=one_of("rows_are", RowsAre), name="import_rows_known"),
            models.CheckConstraint(condition=one_of("corrections", Corrections), name="import_corrections_known"),
        ]
        indexes = [models.Index(fields=["state", "id"], name="import_by_state")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("import", args=[self.pk])


class ImportRow(models.Model):
    """One row as it is staged: its cells, its place in the table's text, and its fate with the reasons."""

    table = models.ForeignKey(Import, models.CASCADE, related_name="staged")
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    cells = models.JSONField()
    problems = models.JSONField(default=list, blank=True, help_text="why it cannot be taken: [column, sentence]")
    warnings = models.JSONField(default=list, blank=True)
    warned = models.BooleanField(default=False, help_text="whether it has any warnings")
    changes = models.JSONField(default=list, blank=True, help_text="what a correction would change: [field, from, to]")
    fate = models.CharField(max_length=8, choices=Fate, blank=True, default=Fate.UNKNOWN)

    class Meta:
        ordering = ["table", "number"]
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="import_row_once"),
            models.CheckConstraint(condition=one_of("fate", Fate), name="import_row_fate_known"),
        ]
        indexes = [
            models.Index(fields=["table", "fate", "number"], name="import_row_by_fate"),
            models.Index(fields=["table", "number"], condition=models.Q(warned=True), name="import_row_warned"),
        ]

    def __str__(self) -> str:
        return f"row {self.number}"
