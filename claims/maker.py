"""The process in which a file of a release is made: so much memory and time, and no more. Started by making.py.

Reads a line of JSON and then the release's content from standard input, and writes the file to standard output, or why
there is none to standard error. It reads no database. It ends when its input does, whatever it is doing: whoever
started it is gone then.
"""

import json
import os
import shutil
import sys
import threading
from errno import EIO

import django

from claims.ingest.limits import limit


def main() -> None:
    order = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read(order["size"])
    threading.Thread(target=_end_with_whoever_started_it, daemon=True).start()
    limit(order["memory"], order["seconds"], order["writes"], reserving=True)
    os._exit(_make(order["form"], content))  # what a full disk did not take is not tried again


def _make(form: str, content: bytes) -> int:
    """How the process ends."""
    django.setup()
    # Imported late: what they import needs a project that is set up.
    from claims.formats import FORMATS, NoFile
    from claims.making import FAULT, REFUSED, TOO_MUCH

    try:
        with FORMATS[form].write(json.loads(content)) as made:
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


def _end_with_whoever_started_it() -> None:
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)
