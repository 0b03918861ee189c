"""Files of long releases: asked for and given up by a person; taken, made and kept by a maker (jobs.py).

Nothing here is entered in the ledger: a release says all that stands in a file of it, and any file of it can be made
again.
"""

from contextlib import suppress
from datetime import timedelta
from typing import IO, Any

from django.contrib.auth.models import User
from django.core.files.base import File
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from claims.actions.deed import act, deed
from claims.actions.errors import Refused
from claims.actions.rows import checked, inserted, safe_words
from claims.models import Release, ReleaseFile
from claims.models.release_file import LONGEST_SAID, FileState, stored_path
from claims.reports.verification import measured

MOST_ATTEMPTS = 3
BEAT = timedelta(seconds=10)
"""How often a maker says that it is at work."""
SILENT_FOR = timedelta(minutes=5)
"""A maker that shows no sign of life for so long was killed. It may have to wait half a minute for the database,
several times over when it keeps what it made.
"""


# --- what a person does -----------------------------------------------------------------------------------------------


@deed("claims.view_release", "read releases")
def ask_for_file(*, by: User, release: Release, form: str, anew: bool = False) -> ReleaseFile:
    """Have the release made into a file of this format. What is there, or on its way, stays as it is. Raises Refused.

    anew: what is there does not serve any longer, and goes.
    """
    if Release.objects.filter(pk=release.pk, withdrawn_at__isnull=False).exists():
        raise Refused("This release was withdrawn just now, so no file is made of it.")
    form = safe_words(form, "form")
    file = ReleaseFile.objects.filter(release=release, form=form).first()
    if file is None:
        row = ReleaseFile(release=release, by=by, asked_at=timezone.now())
        return inserted(checked(row, {"form": form}))
    if file.unfinished or (file.state == FileState.READY and not anew):
        return file
    _drop_stored(file)
    asked: dict[str, Any] = {"by": by, "asked_at": timezone.now(), "attempts": 0, "message": ""}
    asked |= {"state": FileState.WAITING, "stored": "", "sha256": "", "size": 0}
    for column, value in asked.items():
        setattr(file, column, value)
    file.save(update_fields=list(asked))
    return file


@deed("claims.view_release", "read releases")
def give_up_file(*, by: User, file: ReleaseFile) -> ReleaseFile:
    """Let nobody make it, or go on making it. Raises Refused where it is not waited for."""
    file = ReleaseFile.objects.get(pk=file.pk)
    if not file.unfinished:
        raise Refused("This file is not being made, so there was nothing to give up.")
    file.state = FileState.CANCELLED
    file.save(update_fields=["state"])
    return file


def drop_files(release: Release) -> None:
    """All that was made of it, and whatever is on its way. Within a deed."""
    for file in ReleaseFile.objects.filter(release=release):
        _drop_stored(file)
    ReleaseFile.objects.filter(release=release).delete()


def _drop_stored(file: ReleaseFile) -> None:
    """Out of the store, once it is certain that no row has it any more."""
    name, storage = file.stored.name, file.stored.storage
    if name:
        # Robust: where the store refuses, the others go all the same, and `verify_documents --repair` finds this one.
        transaction.on_commit(lambda: storage.delete(name), robust=True)


# --- the maker's steps ------------------------------------------------------------------------------------------------


def take_release_file() -> ReleaseFile | None:
    """The next file to be made, marked as being made; None when none waits. Two makers never take the same one."""
    with act():
        now = timezone.now()
        silent = Q(state=FileState.MAKING, beat_at__lt=now - SILENT_FOR)
        file = ReleaseFile.objects.filter(Q(state=FileState.WAITING) | silent).order_by("pk").first()
        if file is None:
            return None
        won = ReleaseFile.objects.filter(pk=file.pk, state=file.state, taken_at=file.taken_at).update(
            state=FileState.MAKING, taken_at=now, beat_at=now, how_far="", attempts=F("attempts") + 1
        )
        if won:
            file.refresh_from_db()
    if not won:
        return take_release_file()
    if file.attempts > MOST_ATTEMPTS:
        fail_release_file(file, "Making this file was broken off several times, so it is not tried again by itself.")
        return take_release_file()
    return file


def still_wanted(file: ReleaseFile, how_far: str = "") -> bool:
    """Is it still this maker's to make? Says every ten seconds that it is at work, and how far it is. A query, rarely a
    write.
    """
    found = _this_makers(file).values_list("beat_at", flat=True).first()
    if found is None:
        return False
    now = timezone.now()
    if now - found >= BEAT:
        with act():
            _this_makers(file).update(beat_at=now, how_far=how_far[:LONGEST_SAID])
    return True


def finish_release_file(file: ReleaseFile, content: IO[bytes]) -> bool:
    """Keep what was made, under its hash, and say that it is ready: both or neither. False where it is not wanted any
    more. Raises OSError where the store does not take it; nothing of it stays there.
    """
    content.seek(0)
    digest, size = measured(content)
    named = ReleaseFile(sha256=digest)
    storage, path = named.stored.storage, stored_path(named, "")
    name = _kept(storage, path, digest, content)
    with act():
        ready = {"state": FileState.READY, "stored": name, "sha256": digest, "size": size, "message": ""}
        if _this_makers(file).update(**ready):
            if not storage.exists(name):  # another maker, whom nobody waits for any more, took its own away just now
                _kept(storage, name, digest, content)
            return True
        if not ReleaseFile.objects.filter(stored=name).exists():
            storage.delete(name)
    return False


def fail_release_file(file: ReleaseFile, why: str) -> None:
    """Keep why no file was made; whoever asks again has it tried again."""
    with act():
        _this_makers(file).update(state=FileState.FAILED, message=why)


def _this_makers(file: ReleaseFile) -> "QuerySet[ReleaseFile]":
    """Its row, as long as the maker that took it then has it. When it was taken tells one maker from the next."""
    return ReleaseFile.objects.filter(pk=file.pk, state=FileState.MAKING, taken_at=file.taken_at)


def _kept(storage: Storage, path: str, digest: str, content: IO[bytes]) -> str:
    """Its name in the store. What a maker left there that was killed is taken over if it is whole, and goes if not."""
    if storage.exists(path):
        with storage.open(path, "rb") as left:
            whole = measured(left)[0] == digest
        if whole:
            return path
        storage.delete(path)
    content.seek(0)
    try:
        return storage.save(path, File(content))
    except OSError:
        with suppress(OSError):
            storage.delete(path)  # half of it
        raise
