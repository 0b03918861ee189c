"""What takes too long for somebody to wait for it: reading what comes in, and making files of long reports. In threads
of this process by default, or in a worker of its own.

Whoever reads or makes takes one file after another; one that is killed leaves a file taken, and the next one takes it
up again when its time is over. What comes of a file happens in one transaction, so it happens once.
"""

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import IO

from django.conf import settings
from django.db import OperationalError, close_old_connections

from claims import actions
from claims.actions import NotAllowed, Refused, Stale
from claims.formats import NoFile
from claims.ingest.apart import extract, read_table
from claims.ingest.extracted import CannotExtract
from claims.making import GivenUp, made
from claims.models import Release, ReleaseFile
from claims.models.imports import ImportState

IDLE = 2.0
"""Seconds a worker waits before it looks again."""

_log = logging.getLogger(__name__)


def work_on_next() -> bool:
    """Read the next file that waits, or else make the next one of a release, if there is any."""
    return read_next() or make_next()


def read_next() -> bool:
    """Read the next file that waits, or do the next step of a table, if there is one."""
    upload = actions.take_upload()
    if upload is None:
        return work_on_next_table()
    try:
        with upload.held.open("rb") as held:
            original = held.read()
        found = extract(original, upload.name, whole_page=upload.whole_page, encoding=upload.encoding)
        actions.finish_upload(upload, original, found)
    except (CannotExtract, Refused) as refused:
        actions.refuse_upload(upload, str(refused))
    except OSError as failed:
        actions.refuse_upload(upload, f"The store did not give or take this file ({failed.strerror or failed}).")
    return True


def work_on_next_table() -> bool:
    """Stage, try or take into effect the next table that waits for it."""
    table = actions.take_import()
    if table is None:
        return False
    try:
        with table.held.open("rb") as held:
            original = held.read()
        staging = table.state == ImportState.RECEIVED
        read, rows = read_table(original, encoding=table.encoding, sheet=table.sheet, rows=staging)
        match table.state:
            case ImportState.RECEIVED:
                actions.stage_import(table, read, rows)
            case ImportState.TO_CHECK:
                actions.check_import(table, read)
            case ImportState.TO_TAKE:
                actions.take_into_effect(table, original, read)
    except (CannotExtract, NotAllowed, Refused, Stale) as refused:
        actions.refuse_import(table, str(refused))
    except OSError as failed:
        actions.refuse_import(table, f"The store did not give or take this table ({failed.strerror or failed}).")
    return True


def make_next() -> bool:
    """Make the next file of a release that waits for it, if there is one."""
    file = actions.take_release_file()
    if file is None:
        return False
    content = Release.objects.values_list("content", flat=True).get(pk=file.release_id)
    try:
        with made(file.form, content, partial(_still_wanted, file)) as whole:
            _finish(file, whole)
    except GivenUp:
        pass  # whoever gave it up has said so in its row
    except NoFile as none:
        actions.fail_release_file(file, str(none))
    except OSError as failed:
        actions.fail_release_file(file, f"The file could not be kept: {failed.strerror or failed}.")
    except OperationalError:
        raise
    except Exception:
        _log.exception("The %s of release %s could not be made", file.form, file.release_id)
        actions.fail_release_file(file, "Something went wrong that was not foreseen; the server's log says what.")
    return True


FINISHING = 3
"""How often it is tried to keep what was made, where the database is held by somebody else each time."""


def _finish(file: ReleaseFile, whole: IO[bytes]) -> None:
    for left in reversed(range(FINISHING)):
        try:
            actions.finish_release_file(file, whole)
            return
        except OperationalError as held:
            if not left:
                raise
            _log.warning("A file that is made waited in vain for the database: %s", held)


def _still_wanted(file: ReleaseFile, how_far: str) -> bool:
    """Where the database is held by somebody else for too long, the work of minutes is not thrown away."""
    try:
        return actions.still_wanted(file, how_far)
    except OperationalError as held:
        _log.warning("The maker of a file waited in vain for the database: %s", held)
        return True


def read_all() -> int:
    """Read and make until nothing waits; how many files that were."""
    count = 0
    while work_on_next():
        count += 1
    return count


Step = Callable[[], bool]

_LANES: dict[Step, threading.Lock] = {read_next: threading.Lock(), make_next: threading.Lock()}
"""Beside one another: nobody's upload waits for somebody else's PDF of a thousand pages."""


def wake() -> None:
    """See to it that what waits is done: by this process, unless the installation has a worker."""
    if settings.TRACKER_WORKER:
        return
    for step in _LANES:
        threading.Thread(target=_in_background, args=[step], name=step.__name__, daemon=True).start()


def _in_background(step: Step) -> None:
    """One thread a lane; a second would find nothing that the first does not take."""
    if not _LANES[step].acquire(blocking=False):
        return
    try:
        while _done_or_wait(step):
            pass
    finally:
        _LANES[step].release()
        close_old_connections()


def _done_or_wait(step: Step) -> bool:
    """Where the database is held by somebody else for too long, nothing is lost: what was taken is taken up again."""
    try:
        return step()
    except OperationalError as held:
        _log.warning("%s waited in vain for the database: %s", step.__name__, held)
        return False


def work(stop: Callable[[], bool] = lambda: False) -> None:
    """Read and make whatever comes, until told to stop."""
    while not stop():
        if not _done_or_wait(work_on_next):
            close_old_connections()
            time.sleep(IDLE)
