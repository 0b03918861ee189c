"""The process in which a file of a release is made: so much memory and time, and no more. Started by making.py.

Reads a line of JSON and then the release's content from standard input, and writes the file to standard output, or why
there is none to standard error, where it also says how far it is meanwhile. It reads no database. It ends when its
input does, whatever it is doing: whoever started it is gone then.
"""

import json
import logging
import os
import shutil
import sys
import threading
from contextlib import suppress
from errno import EIO
from importlib import import_module

import django

from claims.ingest.limits import limit


def main() -> None:
    order = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read(order["size"])
    threading.Thread(target=_end_with_whoever_started_it, daemon=True).start()
    _load(order["form"])
    limit(order["memory"], order["seconds"], order["writes"], reserving=True)
    os._exit(_make(order["form"], order["volume"], content))  # what a full disk did not take is not tried again


def _load(form: str) -> None:
    """What makes files, before the process is held to its memory: an import that gets none may go on for ever, or end
    in a way that says nothing.
    """
    django.setup()
    import_module("claims.making")  # it needs a project that is set up, and so do all formats
    import_module("vl_convert")
    if form in import_module("claims.formats").LAID_OUT:
        with suppress(OSError):  # libraries of the system are missing: whoever writes the PDF says so
            import_module("weasyprint")


def _make(form: str, volume: int | None, content: bytes) -> int:
    """How the process ends."""
    # Named late, for it is loaded late.
    from claims.formats import FORMATS, NoFile, pdf_volume
    from claims.making import FAULT, REFUSED, TOO_MUCH

    _tell_of_pages()
    try:
        value = json.loads(content)
        with pdf_volume(value, volume) if volume else FORMATS[form].write(value) as made:
            shutil.copyfileobj(made, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return 0
    except NoFile as none:
        why = str(none)
    except (MemoryError, RecursionError):
        why = TOO_MUCH
    except OSError as failed:
        return FAULT + (failed.errno or EIO)  # where nothing can be written, no words can be either
    sys.stderr.buffer.write(why.encode())
    sys.stderr.buffer.flush()
    return REFUSED


def _tell_of_pages() -> None:
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.propagate = False
    progress.addHandler(_Pages())


class _Pages(logging.Handler):
    """Says which page is laid out, a line each. Where page numbers are referred to, pages are laid out again."""

    again = ""

    def emit(self, record: logging.LogRecord) -> None:
        from claims.making import PROGRESS

        if "Repagination" in record.msg:
            self.again = " once more, for its references"
        elif "Page %d" in record.msg:
            page = record.getMessage().split("Page ")[1].split()[0]
            print(f"{PROGRESS}page {page} is laid out{self.again}", file=sys.stderr, flush=True)


def _end_with_whoever_started_it() -> None:
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)
