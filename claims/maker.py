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

import django

from claims.ingest.limits import limit


def main() -> None:
    order = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read(order["size"])
    threading.Thread(target=_end_with_whoever_started_it, daemon=True).start()
    limit(order["memory"], order["seconds"], order["writes"])
    sys.exit(_make(order["form"], content))


def _make(form: str, content: bytes) -> int:
    """How the process ends."""
    django.setup()
    # Imported late: what they import needs a project that is set up.
    from claims.formats import FORMATS, NoFile
    from claims.making import REFUSED, TOO_MUCH

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
        why = f"The file could not be written: {failed.strerror or failed}."
    sys.stderr.buffer.write(why.encode())
    sys.stderr.buffer.flush()
    return REFUSED


def _end_with_whoever_started_it() -> None:
    os.read(sys.stdin.fileno(), 1)  # past the reader's own lock, which this process needs at its end
    os._exit(1)
