"""Reading a file in a process of its own: whatever the file does to its reader, the tracker goes on."""

import io
import json
import subprocess  # nosec B404
import sys
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from claims.ingest.extracted import CannotExtract, Extracted
from claims.ingest.limits import STANDARD, Limits
from claims.ingest.tables import Row, Table

ROOT = Path(__file__).resolve().parents[2]
ALLOCATING = {"MALLOC_TOP_PAD_": str(32 * 1024**2)}
"""For glibc: memory is asked for and kept in large pieces. By default a page's worth goes back to the system after each
page, to be asked for again, which takes a quarter of the time of reading a PDF.
"""


def extract(
    original: bytes, name: str, *, whole_page: bool = False, encoding: str = "", limits: Limits = STANDARD
) -> Extracted:
    """What comes of the file. whole_page: of HTML, not the main text alone. encoding: of text, as a person chose it.

    Raises CannotExtract with a sentence that may be shown.
    """
    asked = {"name": name, "whole_page": whole_page, "encoding": encoding}
    answer = json.loads(_read_apart("claims.ingest.worker", asked, original, limits))
    if "refused" in answer:
        raise CannotExtract(answer["refused"])
    found = answer["extracted"]
    return Extracted(**found | {"pages": tuple(found["pages"]), "notes": tuple(found["notes"])})


def read_table(
    original: bytes, *, encoding: str = "", sheet: str = "", rows: bool = True, limits: Limits = STANDARD
) -> tuple[Table, int]:
    """The table of the file, and how many rows it has; its rows are read as they are asked for. rows: False where its
    text alone is wanted.

    Raises CannotExtract with a sentence that may be shown; nothing is handed on of a table that is refused at its end.
    """
    asked = {"encoding": encoding, "sheet": sheet, "rows": rows}
    answer = _read_apart("claims.ingest.table_worker", asked, original, limits)
    last = json.loads(answer[answer.rstrip().rfind(b"\n") + 1 :])
    if "refused" in last:
        raise CannotExtract(last["refused"])
    count = answer.count(b"\n") - 2
    lines = io.BytesIO(answer)  # line by line: a list of them would be all of it once more
    found = json.loads(lines.readline())["table"]
    tuples = {name: tuple(found[name]) for name in ("header", "notes", "others")}
    return Table(**found | tuples, rows=map(_row, islice(lines, count))), count


def _row(line: bytes) -> Row:
    found = json.loads(line)["row"]
    problems = tuple((column, why) for column, why in found["problems"])
    return Row(**found | {"cells": tuple(found["cells"]), "problems": problems})


def _read_apart(module: str, asked: Mapping[str, object], original: bytes, limits: Limits) -> bytes:
    """What the reader writes. Raises CannotExtract where it is stopped or breaks."""
    order = {**asked, "memory": limits.memory, "seconds": limits.seconds}
    try:
        done = subprocess.run(  # nosec B603
            [sys.executable, "-c", f"from {module} import main; main()"],
            input=json.dumps(order).encode() + b"\n" + original,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={"PATH": "", **ALLOCATING},
            timeout=limits.by_the_clock,
        )
    except subprocess.TimeoutExpired:
        raise CannotExtract("Reading this file took too long, so it was stopped.") from None
    if done.returncode or not done.stdout:
        raise CannotExtract("This file could not be read: it broke its reader, or needs more than a file may take.")
    return done.stdout
