"""Reading what waits to be read: in a thread of this process by default, or in a worker of its own.

Whoever reads takes one file after another; a reader that is killed leaves a file taken, and the next one takes it up
again when its time is over. What comes of a file happens in one transaction, so it happens once.
"""

import logging
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError, close_old_connections

from claims import actions
from claims.actions import NotAllowed, Refused, Stale
from claims.ingest.apart import extract, read_table
from claims.ingest.extracted import CannotExtract
from claims.models.imports import ImportState

IDLE = 2.0
"""Seconds a worker waits before it looks again."""

_reading = threading.Lock()
_log = logging.getLogger(__name__)


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


def read_all() -> int:
    """Read until nothing waits; how many files that were."""
    count = 0
    while read_next():
        count += 1
    return count


def wake() -> None:
    """See to it that what waits is read: by this process, unless the installation has a worker."""
    if settings.TRACKER_WORKER:
        return
    threading.Thread(target=_read_in_background, name="reader", daemon=True).start()


def _read_in_background() -> None:
    """One thread reads at a time; a second would find nothing that the first does not take."""
    if not _reading.acquire(blocking=False):
        return
    try:
        while _read_next_or_wait():
            pass
    finally:
        _reading.release()
        close_old_connections()


def _read_next_or_wait() -> bool:
    """Where the database is held by somebody else for too long, nothing is lost: what was taken is taken up again."""
    try:
        return read_next()
    except OperationalError as held:
        _log.warning("The reader waited in vain for the database: %s", held)
        return False


def work(stop: Callable[[], bool] = lambda: False) -> None:
    """Read whatever comes, until told to stop."""
    while not stop():
        if not _read_next_or_wait():
            close_old_connections()
            time.sleep(IDLE)
