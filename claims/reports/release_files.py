"""Files of long releases as pages show them: whether each is there, on its way, or why not."""

from dataclasses import dataclass
from datetime import datetime

from claims.models import Release, ReleaseFile
from claims.models.release_file import UNFINISHED, FileState


@dataclass(frozen=True)
class FileLine:
    """One file that somebody asked for. since: when it was asked for, or taken by whoever makes it.

    missing: it was made, and the store does not have it any more.
    """

    state: str
    state_words: str
    message: str
    by: str
    since: datetime
    how_far: str
    size: int
    sha256: str
    missing: bool

    @property
    def unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def ready(self) -> bool:
        return self.state == FileState.READY and not self.missing


def file_of(release: Release, form: str) -> ReleaseFile | None:
    """What became of its file in this format; None where nobody asked for it. One query."""
    return ReleaseFile.objects.filter(release=release, form=form).first()


def file_lines(release: Release) -> dict[str, FileLine]:
    """By format, those that somebody asked for. One query, and a look into the store for each that is ready."""
    files = ReleaseFile.objects.filter(release=release).select_related("by")
    return {file.form: _line(file) for file in files}


def is_missing(file: ReleaseFile) -> bool:
    """Was it made, and is it not in the store?"""
    return file.state == FileState.READY and not file.stored.storage.exists(str(file.stored.name))


def _line(file: ReleaseFile) -> FileLine:
    making = file.state == FileState.MAKING and file.taken_at is not None
    return FileLine(
        state=file.state,
        state_words=str(file.get_state_display()),
        message=file.message,
        by=file.by.get_username(),
        since=file.taken_at if making and file.taken_at else file.asked_at,
        how_far=file.how_far if making else "",
        size=file.size,
        sha256=file.sha256,
        missing=is_missing(file),
    )
