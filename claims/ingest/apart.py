"""Reading a file in a process of its own: whatever the file does to its reader, the tracker goes on."""

import json
import subprocess  # nosec B404
import sys
from dataclasses import dataclass
from pathlib import Path

from claims.ingest.extracted import CannotExtract, Extracted

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Limits:
    """What reading one file may take: bytes of address space, seconds of processor time, seconds by the clock."""

    memory: int = 2 * 1024**3
    seconds: int = 120
    by_the_clock: int = 240


STANDARD = Limits()


def extract(
    original: bytes, name: str, *, whole_page: bool = False, encoding: str = "", limits: Limits = STANDARD
) -> Extracted:
    """What comes of the file. whole_page: of HTML, not the main text alone. encoding: of text, as a person chose it.

    Raises CannotExtract with a sentence that may be shown.
    """
    asked = {"name": name, "whole_page": whole_page, "encoding": encoding}
    order = asked | {"memory": limits.memory, "seconds": limits.seconds}
    try:
        done = subprocess.run(  # nosec B603
            [sys.executable, "-m", "claims.ingest.worker"],
            input=json.dumps(order).encode() + b"\n" + original,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={"PATH": ""},
            timeout=limits.by_the_clock,
        )
    except subprocess.TimeoutExpired:
        raise CannotExtract("Reading this file took too long, so it was stopped.") from None
    if done.returncode or not done.stdout:
        raise CannotExtract("This file could not be read: it broke its reader, or needs more than a file may take.")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise CannotExtract(answer["refused"])
    found = answer["extracted"]
    return Extracted(**found | {"pages": tuple(found["pages"]), "notes": tuple(found["notes"])})
