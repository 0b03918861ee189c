"""A report over 5,000 claims as a workbook, as CSV and as JSON, beside the bare library that writes the same rows."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from resource import RUSAGE_SELF, getpagesize, getrusage
from time import perf_counter
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from claims.domain.sheet_rules import LOW_BEST_HIGH
from claims.exports.report_columns import Value
from claims.exports.report_csv import report_csv
from claims.exports.report_json import report_json
from claims.exports.report_parts import Part, Parts
from claims.exports.report_tables import TABLES
from claims.exports.report_xlsx import report_xlsx
from claims.models import Event
from claims.reports.report import Redaction, Selection, report_of

CLAIMS = 5_000
GOAL = 2.0
DAY = date(2026, 1, 1)
ROUNDS = 3
MEGABYTE = 1024 * 1024

Tables = list[tuple[str, list[list[Value]]]]
"""The rows of each table, its headings first."""

_LISTS = ("events", "questions", "sheet", "conflicts", "claims", "claims_beside", "documents", "sources")
_KEY = re.compile(r'"(event|question|conflict|claim|document|source)-([0-9]+)"')


def measure() -> dict[str, Any]:
    """Lines of the table of results, and the most memory each took beyond the report itself, in megabytes."""
    report = _report()
    tables = _tables(report)
    every: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "XLSX": (lambda: _bare_xlsx(tables), lambda: report_xlsx(report)),
        "CSV": (lambda: _bare_csv(tables), lambda: report_csv(report)),
        "JSON": (lambda: json.dumps(report).encode(), lambda: report_json(report)),
    }
    sound = len(report["claims"]) >= CLAIMS
    return {
        "lines": [_line(name, bare, ours, sound) for name, (bare, ours) in every.items()],
        "memory": {name: [_memory(bare), _memory(ours)] for name, (bare, ours) in every.items()},
        "size": len(report_json(report)) / MEGABYTE,
    }


def _line(name: str, bare: Callable[[], object], ours: Callable[[], object], sound: bool) -> dict[str, Any]:
    """Each in turn, the best of three, so that whatever else the machine does falls on both."""
    baselines, costs = [], []
    for _ in range(ROUNDS):
        baselines.append(_timed(bare))
        costs.append(_timed(ours))
    return {"what": name, "baseline": min(baselines), "cost": min(costs), "goal": GOAL, "note": "", "sound": sound}


def _timed(deed: Callable[[], object]) -> float:
    started = perf_counter()
    deed()
    return perf_counter() - started


def _memory(deed: Callable[[], object]) -> float:
    """In a process of its own, which begins with the report in its memory."""
    context = get_context("fork")
    told, tell = context.Pipe(duplex=False)
    process = context.Process(target=_tell_memory, args=(deed, tell))
    process.start()
    found: float = told.recv()
    process.join()
    return found


def _tell_memory(deed: Callable[[], object], tell: Connection) -> None:
    before = int(Path("/proc/self/statm").read_text().split()[1]) * getpagesize()
    deed()
    tell.send((getrusage(RUSAGE_SELF).ru_maxrss * 1024 - before) / MEGABYTE)


# --- the report and its rows ------------------------------------------------------------------------------------------


def _report() -> Part:
    """The report of the first thousand claims as often as it takes, each time with other keys: what a format costs
    hangs on how much is in a report, not on how it was read.
    """
    events = Event.objects.order_by("pk")[:40]
    selection = Selection(events=tuple(event.pk for event in events))
    once = report_json(report_of(selection, LOW_BEST_HIGH, Redaction(), DAY, "https://tracker.example")).decode()
    report: dict[str, Any] = json.loads(once)
    for time in range(1, CLAIMS // len(report["claims"]) + 1):
        again = json.loads(_KEY.sub(lambda key: f'"{key[1]}-{int(key[2]) + time * 1_000_000}"', once))  # noqa: B023
        for name in _LISTS:
            report[name] += again[name]
    return report


def _tables(report: Part) -> Tables:
    parts = Parts(report)
    return [(table.name, [[c.name for c in table.columns], *table.rows(parts)]) for table in TABLES]


# --- the bare libraries -----------------------------------------------------------------------------------------------


def _bare_xlsx(tables: Tables) -> bytes:
    book = Workbook(write_only=True)
    for name, rows in tables:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([_naive(value) for value in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _naive(value: Value) -> Value:
    """The library takes no time zones."""
    return value.replace(tzinfo=None) if hasattr(value, "tzinfo") else value


def _bare_csv(tables: Tables) -> bytes:
    zipped = io.BytesIO()
    with ZipFile(zipped, "w", ZIP_DEFLATED) as archive:
        for name, rows in tables:
            kept = io.StringIO()
            csv.writer(kept).writerows(rows)
            archive.writestr(f"{name}.csv", kept.getvalue())
    return zipped.getvalue()
