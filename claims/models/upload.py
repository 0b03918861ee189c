"""Uploads: files on their way in. The row is the job: what became of the file, and what there is still to do."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.ingest.encoding import CHOICES
from claims.models.document import LONGEST_NAME, Document
from claims.models.noun import one_of


class UploadState(models.TextChoices):
    WAITING = "waiting", "waiting"
    READING = "reading", "being read"
    READ = "read", "read"
    REFUSED = "refused", "refused"
    CANCELLED = "cancelled", "cancelled"


UNFINISHED = (UploadState.WAITING, UploadState.READING)
ENCODINGS = [("", "UTF-8, or as the file says"), *CHOICES.items()]


def held_path(upload: "Upload", name: str) -> str:
    """Held apart from what is kept, under a name of our own; the name the file came with is a column, never a path."""
    return f"incoming/{upload.batch}-{upload.position}"


class Upload(models.Model):
    """One file of a batch that was sent together. held: its bytes, until it is read or given up.

    attempts: how often a reader took it; one that was killed never said how it ended. again: its bytes were kept
    already, and document is the one that has them.
    """

    batch = models.CharField(max_length=32)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    size = models.PositiveBigIntegerField()
    held = models.FileField(upload_to=held_path, max_length=100, blank=True)
    whole_page = models.BooleanField(default=False)
    encoding = models.CharField(max_length=20, choices=ENCODINGS, blank=True)
    collected = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.WAITING)
    message = models.TextField(blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="uploads")
    again = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="uploads")
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="upload_position_once"),
            models.CheckConstraint(condition=one_of("state", UploadState), name="upload_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=UploadState.READ, document__isnull=False)
                | (~models.Q(state=UploadState.READ) & models.Q(document__isnull=True)),
                name="upload_read_into_a_document",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=UploadState.REFUSED) | ~models.Q(message=""), name="upload_refused_with_why"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="upload_by_state"),
            models.Index(fields=["by", "id"], name="upload_by_person"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("upload_batch", args=[self.batch])

    @property
    def unfinished(self) -> bool:
        return self.state in UNFINISHED
