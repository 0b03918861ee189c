"""The process in which a file is read: little memory, little time, no files, nothing of the tracker in it.

Started by apart.py. Reads a line of JSON and then the file from standard input;
writes what came of it as JSON.
"""

import json
import sys
from dataclasses import asdict

from claims.ingest.extracted import CannotExtract, Extracted
from claims.ingest.kinds import DOCX, HTML, PDF, kind_of
from claims.ingest.limits import limit


def main() -> None:
    order = json.loads(sys.stdin.buffer.readline())
    limit(order["memory"], order["seconds"])
    original = sys.stdin.buffer.read()
    answer: dict[str, object]
    try:
        answer = {"extracted": asdict(_extracted(original, order["name"], order["whole_page"], order["encoding"]))}
    except CannotExtract as refused:
        answer = {"refused": str(refused)}
    except (MemoryError, RecursionError):
        answer = {"refused": "This file needs more memory to read than a file may take."}
    sys.stdout.write(json.dumps(answer))


def _extracted(original: bytes, name: str, whole_page: bool, encoding: str) -> Extracted:
    """Imports late: the reader of one kind costs nothing where the file is of another."""
    kind = kind_of(original, name)
    if kind == PDF:
        from claims.ingest.pdf import read_pdf

        return read_pdf(original)
    if kind == DOCX:
        from claims.ingest.docx import read_docx

        return read_docx(original)
    if kind == HTML:
        from claims.ingest.html import read_html

        return read_html(original, whole_page=whole_page, encoding=encoding)
    from claims.ingest.plain import read_plain

    return read_plain(original, kind, encoding)
