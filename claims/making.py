"""Making a file of a release that is too long to be made within a request: in a process of its own, which can be
stopped at any moment and cannot take the server down. maker.py is what runs there.

An evidence package is put together here, for it needs the database and the store; its pages and its workbook are made
apart as well. So is each volume of a PDF in several, for what one takes must be given back before the next.
"""

import json
import logging
import os
import signal
import subprocess  # nosec B404
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import IO, cast

from django.conf import settings

from claims.exports.package import CannotPackage, Contents, Stored
from claims.formats import FORMATS, PACKAGE, VOLUMES, NoFile, count_volumes, in_volumes, packed
from claims.ingest.limits import Limits
from claims.reports.report_files import contents_of

ROOT = Path(__file__).resolve().parents[1]
GIGABYTE = 1024**3
CLOCK = 3 * 3600
"""Seconds. A PDF of a thousand claims takes some minutes of a processor that does nothing else."""
POLL = 1.0
"""Seconds between two looks whether the file is still wanted."""
REFUSED = 3
"""How the maker ends when it says why there is no file."""
FAULT = 64
"""Added to the system's number of what went wrong while it wrote."""

TOO_LONG = "Making this file took too long, so it was stopped. HTML and the tables have the same content."
TOO_MUCH = (
    "Making this file takes more memory than one file may take here, so it was stopped. HTML and the tables have the "
    "same content; so have several reports about fewer events each."
)
BROKE = (
    "The process that made this file ended unexpectedly: it may have needed more memory than one file may take here. "
    "HTML and the tables have the same content."
)

MOST_LOGGED = 2_000
PROGRESS = "progress: "
"""Begins a line in which the maker says how far it is."""

Wanted = Callable[[str], bool]
"""Is the file still wanted? It is told how far it is, in words."""

_log = logging.getLogger(__name__)


class GivenUp(Exception):
    """Nobody waits for the file any more."""


def limits() -> Limits:
    memory = settings.TRACKER_FILE_MEMORY * 1024**2
    return Limits(memory=memory, seconds=CLOCK, by_the_clock=CLOCK, writes=2 * GIGABYTE)


@contextmanager
def made(form: str, content: str, wanted: Wanted) -> Iterator[IO[bytes]]:
    """The file, whole, for as long as the context lasts. content: a release's. wanted: asked about once a second.

    Raises NoFile with a sentence that may be shown, and GivenUp.
    """
    if form not in FORMATS:
        raise NoFile("The tracker does not write this format any more.")
    with _MADE.get(form, partial(_apart, form))(content, wanted) as file:
        yield file


# --- in a process of its own ------------------------------------------------------------------------------------------


@contextmanager
def _apart(form: str, content: str, wanted: Wanted, *, volume: int | None = None) -> Iterator[IO[bytes]]:
    """What the maker writes. volume: only that one, of a PDF in several.

    Its input stays open until it has ended: it ends by itself when whoever started it is gone. A nameless file takes
    what it writes, and a folder what libraries leave behind, so nothing is left of it.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as why, tempfile.TemporaryDirectory() as left:
        process = subprocess.Popen(  # nosec B603
            [sys.executable, "-c", "from claims.maker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=why,
            cwd=ROOT,
            env=os.environ | {"TMPDIR": left},
        )
        try:
            _hand_over(process, {"form": form, "volume": volume}, content)
            _wait(process, lambda: wanted(_how_far(why)))
        finally:
            process.kill()
            process.wait()
            if process.stdin:
                process.stdin.close()
        if process.returncode:
            why.seek(0)
            raise NoFile(_why(process.returncode, why.read().decode(errors="replace")))
        out.seek(0)
        yield out


def _hand_over(process: "subprocess.Popen[bytes]", what: Mapping[str, object], content: str) -> None:
    stdin = cast(IO[bytes], process.stdin)
    bound, said = limits(), content.encode()
    within = {"memory": bound.memory, "seconds": bound.seconds, "writes": bound.writes}
    try:
        stdin.write(json.dumps({**what, **within, "size": len(said)}).encode() + b"\n" + said)
        stdin.flush()
    except BrokenPipeError:
        pass  # it has ended, and how it did says why


def _wait(process: "subprocess.Popen[bytes]", wanted: Callable[[], bool]) -> None:
    """Until it ends. Raises GivenUp, NoFile."""
    until = monotonic() + limits().by_the_clock
    while True:
        try:
            process.wait(timeout=POLL)
            return
        except subprocess.TimeoutExpired:
            if not wanted():
                raise GivenUp from None
            if monotonic() > until:
                raise NoFile(TOO_LONG) from None


def _how_far(why: IO[bytes]) -> str:
    """The last that the maker said of it. Reading leaves the place alone where the maker writes."""
    size = os.fstat(why.fileno()).st_size
    said = os.pread(why.fileno(), MOST_LOGGED, max(size - MOST_LOGGED, 0)).decode(errors="replace")
    found = [line for line in said.splitlines(keepends=True) if line.startswith(PROGRESS) and line.endswith("\n")]
    return found[-1].removeprefix(PROGRESS).strip() if found else ""


def _why(code: int, said: str) -> str:
    """Why there is no file. said: by the maker, at its end; libraries may have said something before it."""
    if code == REFUSED:
        return said.splitlines()[-1]
    if code > FAULT:
        return f"The file could not be written: {os.strerror(code - FAULT)}."
    _log.warning("The maker of a file ended with %s: %s", code, said[-MOST_LOGGED:])
    return TOO_LONG if code == -signal.SIGXCPU else BROKE


# --- volumes ----------------------------------------------------------------------------------------------------------


@contextmanager
def _volumes(content: str, wanted: Wanted) -> Iterator[IO[bytes]]:
    """Each in a process of its own. They are some 10 MB each, and are put together here."""
    count = count_volumes(json.loads(content))

    def written(number: int) -> bytes:
        def told(how_far: str) -> bool:
            return wanted(", ".join(filter(None, [f"volume {number} of {count}", how_far])))

        with _apart(VOLUMES, content, told, volume=number) as file:
            return file.read()

    with in_volumes(count, written) as file:
        yield file


# --- packages ---------------------------------------------------------------------------------------------------------


@contextmanager
def _package(content: str, wanted: Wanted) -> Iterator[IO[bytes]]:
    def written(form: str) -> bytes:
        with _apart(form, content, lambda _: wanted(f"its {FORMATS[form].words}")) as file:
            return file.read()

    value = json.loads(content)
    try:
        file = packed(value, _watched(contents_of(value), _at_times(wanted)), written)
    except CannotPackage as why:
        raise NoFile(str(why)) from why
    with file:
        yield file


def _watched(contents: Contents, still: Callable[[str], None]) -> Contents:
    """The same, and `still` is called, with what it is, before each file and each line of the ledger is read."""

    def ledger() -> Iterator[Mapping[str, object]]:
        for count, line in enumerate(contents.ledger(), 1):
            still(f"line {count:,} of its ledger")
            yield line

    def watched(stored: Stored) -> Stored:
        def opened() -> IO[bytes]:
            still(stored.words)
            return stored.open()

        return replace(stored, open=opened)

    return replace(
        contents,
        originals={key: watched(stored) for key, stored in contents.originals.items()},
        texts={key: watched(stored) for key, stored in contents.texts.items()},
        ledger=ledger,
    )


def _at_times(wanted: Wanted) -> Callable[[str], None]:
    """Asks once a second, however often it is called. What it returns raises GivenUp."""
    asked = [monotonic()]

    def still(how_far: str) -> None:
        if monotonic() - asked[0] < POLL:
            return
        asked[0] = monotonic()
        if not wanted(how_far):
            raise GivenUp

    return still


_MADE = {PACKAGE: _package, VOLUMES: _volumes}
"""Formats that are put together here, from what is made apart."""
