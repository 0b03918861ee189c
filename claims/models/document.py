"""Documents: the original bytes, never changed, and the texts extracted from them, which quotes point into."""

from bisect import bisect_right
from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.models.noun import Noun, one_of
from claims.models.source import Grade, Source

LONGEST_NAME = 255


def original_path(document: "Document", name: str) -> str:
    """Originals are kept under their hash; the name the file came with is a column, never a path."""
    return f"originals/{document.sha256[:2]}/{document.sha256}"


class Document(Noun):
    PROJECTED = ("sort_day",)

    title = models.CharField(max_length=500)
    publisher = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="published_documents")
    published = models.CharField(max_length=100, blank=True, help_text="EDTF; blank where the text is silent")
    published_from = models.DateField(null=True, blank=True, editable=False)
    published_to = models.DateField(null=True, blank=True, editable=False)
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47, e.g. en")
    address = models.CharField(max_length=2000, blank=True, help_text="a reference; never fetched")
    original = models.FileField(upload_to=original_path, max_length=200)
    original_name = models.CharField(max_length=LONGEST_NAME)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    grade = models.CharField(max_length=1, choices=Grade, default=Grade.F)
    grade_reason = models.TextField(blank=True)
    confidential = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    collected = models.CharField(
        max_length=100,
        blank=True,
        help_text="EDTF: when it was collected, as its bringer says; blank where nobody says",
    )
    says_of_itself = models.JSONField(default=dict, blank=True, editable=False, help_text="proposals, by name")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Projection: the first day of publication as an ordinal, 0 if not known, so that a sort column is never null.
    sort_day = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=one_of("grade", Grade), name="document_grade_known"),
            models.CheckConstraint(condition=~models.Q(title=""), name="document_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(published_from__isnull=True, published_to__isnull=True)
                | models.Q(published_from__lte=models.F("published_to")),
                name="document_published_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["publisher", "id"], name="document_by_publisher"),
            models.Index(fields=["grade", "id"], name="document_by_grade"),
            models.Index(fields=["language", "id"], name="document_by_language"),
            models.Index(fields=["sort_day", "id"], name="document_by_day"),
            models.Index(fields=["added_at"], name="document_by_time"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.pk])

    @property
    def written(self) -> tuple[date, date] | None:
        """The first and last day on which it may have been published, None where that is not known."""
        if self.published_from is None or self.published_to is None:
            return None
        return self.published_from, self.published_to


class TextVersion(models.Model):
    """One extraction of a document's text. Re-extraction adds a number and replaces none."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64, help_text="of the text as UTF-8")
    extractor = models.CharField(max_length=100)
    pages = models.JSONField(default=list, blank=True, help_text="where each page begins, in code points")
    notes = models.JSONField(default=list, blank=True, help_text="what a reader must know of the extraction")
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="text_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="text_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"text {self.number} of document {self.document_id}"

    def page_at(self, place: int) -> int | None:
        """The page on which this place of the text stands, from 1; None where the text has no pages."""
        return bisect_right(self.pages, place) or None


class TextKey(models.Model):
    """A projection: a key of a text (domain.alike); texts that share some are much alike."""

    text = models.ForeignKey(TextVersion, models.CASCADE, related_name="keys")
    key = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "text"], name="text_key_once")]

    def __str__(self) -> str:
        return f"a key of text {self.text_id}"


class DocumentRepeats(models.Model):
    """One document repeats another: its own voice takes the other's roots."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="repeat_links")
    repeats = models.ForeignKey(Document, models.PROTECT, related_name="repeated_by_links")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "repeats"], name="repeats_once"),
            models.CheckConstraint(condition=~models.Q(document=models.F("repeats")), name="repeats_another_document"),
        ]

    def __str__(self) -> str:
        return f"document {self.document_id} repeats {self.repeats_id}"
