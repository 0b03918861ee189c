"""Files on their way in: received, read one by one, refused with a reason, given up or tried again.

Taking and finishing are the reader's steps (jobs.py), not a person's deeds; the document that comes of a file is its
bringer's deed, with its ledger entry.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from secrets import token_hex

from django.contrib.auth.models import User
from django.core.files.base import File
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from claims.actions.deed import act, deed, enter
from claims.actions.documents import add_document, day_read, received_again
from claims.actions.errors import Refused
from claims.actions.rows import checked, inserted, safe_words
from claims.ingest.extracted import Extracted
from claims.ingest.limits import STANDARD
from claims.models import Document, Upload
from claims.models.document import LONGEST_NAME
from claims.models.upload import UploadState

MOST_FILES = 50
"""Of one batch."""
MOST_ATTEMPTS = 3
GIVEN_UP_AFTER = timedelta(seconds=STANDARD.by_the_clock + 60)
"""A reader that took a file longer ago than this was killed: no file may take so long."""


@dataclass(frozen=True)
class Received:
    """A file as it was sent. content: its bytes; why_not: why it was not taken, "" if it was."""

    name: str
    content: "File[bytes] | None"
    why_not: str = ""


@deed("claims.add_document", "add documents")
def receive_files(
    *, by: User, files: Sequence[Received], collected: str = "", whole_page: bool = False
) -> list[Upload]:
    """Hold the files until they are read. A file that was not taken stands among them, refused. Raises Refused."""
    if not files:
        raise Refused("Choose at least one file.", "chosen")
    if len(files) > MOST_FILES:
        raise Refused(f"These are {len(files)} files; at most {MOST_FILES} can be sent at once.", "chosen")
    day_read(collected, "collected")
    batch, now = token_hex(16), timezone.now()
    uploads = []
    for position, file in enumerate(files):
        upload = Upload(batch=batch, position=position, by=by, received_at=now, whole_page=whole_page)
        upload.size = file.content.size or 0 if file.content else 0
        if file.content is None:
            upload.state, upload.message = UploadState.REFUSED, file.why_not
        else:
            upload.held.save("", file.content, save=False)
        name = safe_words(file.name, "chosen")[-LONGEST_NAME:] or "unnamed"
        uploads.append(inserted(checked(upload, {"name": name, "collected": collected})))
    names = [upload.name for upload in uploads]
    enter(by=by, deed="receive_files", concerning=uploads, after={"names": names, "collected": collected})
    return uploads


@deed("claims.add_document", "add documents")
def cancel_uploads(*, by: User, batch: str) -> int:
    """Give up the files of a batch that nobody has begun to read; how many there were. Raises Refused."""
    if not Upload.objects.filter(batch=batch).exists():
        raise Refused("There are no such files.")
    waiting = list(Upload.objects.filter(batch=batch, state=UploadState.WAITING))
    for upload in waiting:
        _end(upload, UploadState.CANCELLED)
    return len(waiting)


@deed("claims.add_document", "add documents")
def retry_upload(*, by: User, upload: Upload, encoding: str = "", whole_page: bool = False) -> Upload:
    """Read a file again that was refused or given up, perhaps in another encoding. Raises Refused."""
    upload = Upload.objects.get(pk=upload.pk)
    if upload.state not in (UploadState.REFUSED, UploadState.CANCELLED) or not upload.held:
        raise Refused("This file cannot be read again. Send it anew.")
    columns = {
        "encoding": encoding,
        "whole_page": whole_page,
        "state": UploadState.WAITING,
        "message": "",
        "attempts": 0,
    }
    checked(upload, columns)
    upload.save(update_fields=list(columns))
    return upload


# --- the reader's steps ----------------------------------------------------------------------------------------------


def take_upload() -> Upload | None:
    """The next file to be read, marked as being read; None when none waits. Two readers never take the same one."""
    with act():
        given_up = Q(state=UploadState.READING, taken_at__lt=timezone.now() - GIVEN_UP_AFTER)
        upload = Upload.objects.filter(Q(state=UploadState.WAITING) | given_up).order_by("pk").first()
        if upload is None:
            return None
        won = Upload.objects.filter(pk=upload.pk, state=upload.state, attempts=upload.attempts).update(
            state=UploadState.READING, taken_at=timezone.now(), attempts=F("attempts") + 1
        )
    if not won:
        return take_upload()
    upload.refresh_from_db()
    if upload.attempts > MOST_ATTEMPTS:
        refuse_upload(upload, "Reading this file was broken off several times, so it is not tried again by itself.")
        return take_upload()
    return upload


def finish_upload(upload: Upload, original: bytes, extracted: Extracted) -> Document | None:
    """Make the document of a file that was read, or find the one that has these bytes. Once, however often tried."""
    extracted = extracted.with_keys()
    with act():
        held = Upload.objects.select_related("by").get(pk=upload.pk)
        if held.state != UploadState.READING or held.attempts != upload.attempts:
            return None  # somebody else took it over
        known = Document.objects.filter(sha256=sha256(original).hexdigest()).first()
        document = (
            received_again(by=held.by, document=known, name=held.name) if known else _added(held, original, extracted)
        )
        held.document, held.again = document, known is not None
        _end(held, UploadState.READ)
    return document


def _added(upload: Upload, original: bytes, extracted: Extracted) -> Document:
    return add_document(
        by=upload.by,
        title=upload.name,
        original=original,
        original_name=upload.name,
        extracted=extracted,
        collected=upload.collected,
    )


def refuse_upload(upload: Upload, why: str) -> None:
    """Keep why a file could not be read; its bytes stay, so that it can be tried again."""
    with act():
        Upload.objects.filter(pk=upload.pk, state=UploadState.READING, attempts=upload.attempts).update(
            state=UploadState.REFUSED, message=why
        )


def _end(upload: Upload, state: UploadState) -> None:
    """The file's way ends here; its held bytes go once this is certain."""
    name, storage = upload.held.name, upload.held.storage
    upload.state, upload.message = state, ""
    columns = {"state", "message", "document", "again"}
    if state is UploadState.READ:
        upload.held = ""
        columns |= {"held"}
        if name:
            transaction.on_commit(lambda: storage.delete(name))
    upload.save(update_fields=columns)
