"""Files of releases that are too long to be made while somebody waits. The row is the job (decision 0019)."""

from django.conf import settings
from django.db import models

from claims.models.noun import one_of
from claims.models.report import Release

LONGEST_KEY = 20
"""Of a format."""
LONGEST_SAID = 200
"""Characters of how far a file is."""


class FileState(models.TextChoices):
    WAITING = "waiting", "waits to be made"
    MAKING = "making", "being made"
    READY = "ready", "ready"
    FAILED = "failed", "not made"
    CANCELLED = "cancelled", "given up"


UNFINISHED = (FileState.WAITING, FileState.MAKING)


def stored_path(file: "ReleaseFile", name: str) -> str:
    """Kept under its hash, apart from originals: it can be made again, and they cannot."""
    return f"releases/{file.sha256[:2]}/{file.sha256}"


class ReleaseFile(models.Model):
    """A release in one format. form: the format's key (formats.py). stored: the file, once it is whole.

    attempts: how often a maker took it; one that was killed never said how it ended. taken_at: by the maker that has
    it now, which is told by it from any other. beat_at: when that one was last seen at work. how_far: as it said then.
    """

    release = models.ForeignKey(Release, models.PROTECT, related_name="files")
    form = models.CharField(max_length=LONGEST_KEY)
    state = models.CharField(max_length=10, choices=FileState, default=FileState.WAITING)
    stored = models.FileField(upload_to=stored_path, max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    message = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="release_files")
    asked_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    how_far = models.CharField(max_length=LONGEST_SAID, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["release", "form"], name="release_file_once"),
            models.CheckConstraint(condition=~models.Q(form=""), name="release_file_has_a_format"),
            models.CheckConstraint(condition=one_of("state", FileState), name="release_file_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=FileState.READY) & ~models.Q(stored="") & ~models.Q(sha256="")
                | ~models.Q(state=FileState.READY) & models.Q(stored="", sha256=""),
                name="release_file_ready_when_stored",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=FileState.FAILED) | ~models.Q(message=""), name="release_file_failed_with_why"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=FileState.MAKING) | models.Q(taken_at__isnull=False, beat_at__isnull=False),
                name="release_file_made_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="release_file_by_state")]

    def __str__(self) -> str:
        return f"{self.form} of {self.release}"

    def get_absolute_url(self) -> str:
        return self.release.get_files_url()

    @property
    def unfinished(self) -> bool:
        return self.state in UNFINISHED
