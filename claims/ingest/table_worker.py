"""The process in which a table is read. Started by apart.py.

Reads a line of JSON and then the file from standard input; writes a line of JSON for the table and one for each row, or
one that says why it is refused.
"""

import json
import sys
from dataclasses import asdict
from typing import Any

from claims.ingest.extracted import CannotExtract
from claims.ingest.limits import limit
from claims.ingest.tables import read_table


def main() -> None:
    order = json.loads(sys.stdin.buffer.readline())
    limit(order["memory"], order["seconds"])
    original = sys.stdin.buffer.read()
    try:
        table = read_table(original, encoding=order["encoding"], sheet=order["sheet"])
        columns = ("media_type", "extractor", "header", "text", "notes", "others")
        _write({"table": {name: getattr(table, name) for name in columns}})
        for row in table.rows if order["rows"] else ():
            _write({"row": asdict(row)})
        _write({"end": True})
    except CannotExtract as refused:
        _write({"refused": str(refused)})
    except (MemoryError, RecursionError):
        _write({"refused": "This table needs more memory to read than a file may take."})


def _write(answer: dict[str, Any]) -> None:
    # As it is: escaped, most scripts would take three times the room. A cell may hold half of a character.
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
