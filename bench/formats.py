"""A report, of the Mali corpus and over 5,000 claims: how it is read, and each format beside the bare library that
writes the same rows. Its PDF is laid out of the corpus alone, for one over 5,000 claims takes half an hour.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getpagesize, getrusage
from time import perf_counter
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.template import Context, Engine
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from claims import formats
from claims.domain.sheet_rules import LOW_BEST_HIGH
from claims.exports.pdf_drawings import write_whole_runs
from claims.exports.report_columns import Value
from claims.exports.report_csv import report_csv
from claims.exports.report_json import report_json
from claims.exports.report_parts import Part, Parts
from claims.exports.report_tables import TABLES
from claims.exports.report_xlsx import report_xlsx
from claims.making import made
from claims.models import Event, Question
from claims.reports.report import Redaction, Selection, report_of

CLAIMS = 5_000
FEWER_CLAIMS = 1_000
GOAL, PDF_GOAL, GROWTH_GOAL = 2.0, 1.2, 1.3
FOR_THOSE_BESIDE = 5
"""Queries that are only made where claims of other questions stand beside those of a report."""
ABOUT_CLAIMS = 4_900
"""The others of 5,000 answer no question, and stand in no report."""
DAY = date(2026, 1, 1)
ROUNDS = 3
MEGABYTE = 1024 * 1024

Deed = Callable[[], object]
Tables = list[tuple[str, list[list[Value]]]]
"""The rows of each table, its headings first."""

_LISTS = ("events", "questions", "sheet", "conflicts", "claims", "claims_beside", "documents", "sources")
_KEY = re.compile(r'"(event|question|conflict|claim|document|source)-([0-9]+)"')


def reading() -> list[dict[str, Any]]:
    """A line for the report over 5,000 claims as it is read, beside five times one over 1,000."""
    few, many = _events_with(FEWER_CLAIMS), _events_with(CLAIMS)
    claims = [len(_value(events)["claims"]) for events in (few, many)]
    queries = [_queries(events) for events in (few, many)]
    baseline, cost = _in_turn(lambda: _value(few), lambda: _value(many))
    note = f"{queries[0]} then {queries[1]} queries, {claims[0]:,} then {claims[1]:,} claims"
    sound = queries[1] - queries[0] in (0, FOR_THOSE_BESIDE) and claims[1] >= ABOUT_CLAIMS
    each = claims[1] / claims[0]
    return [_line("read", baseline * each, cost, GROWTH_GOAL, note, sound)]


def measure() -> dict[str, Any]:
    """Lines of the table of results, and the most memory each took beyond the report itself, in megabytes."""
    corpus = _corpus()
    pdf_memory = _pdf_memory(corpus)  # the first process of all, for the system knows only the most of any
    report = _report()
    every, of_corpus = _beside(report), _beside(corpus)
    sound = len(report["claims"]) >= CLAIMS
    return {
        "lines": [_line(name, *_in_turn(*pair), GOAL, "", sound) for name, pair in every.items()],
        "corpus": [*(_line(name, *_in_turn(*pair), GOAL) for name, pair in of_corpus.items()), _pdf_line(corpus)],
        "memory": {name: [_memory(bare), _memory(ours)] for name, (bare, ours) in every.items()},
        "pdf_memory": pdf_memory,
        "size": len(report_json(report)) / MEGABYTE,
        "claims": [len(corpus["claims"]), len(report["claims"])],
    }


def _beside(report: Part) -> dict[str, tuple[Deed, Deed]]:
    """By format: the bare library, which is handed the finished rows or the report, and ours."""
    tables = _tables(report)
    return {
        "HTML": (lambda: _bare_html(tables), lambda: formats.FORMATS["html"].write(report)),
        "XLSX": (lambda: _bare_xlsx(tables), lambda: report_xlsx(report)),
        "CSV": (lambda: _bare_csv(tables), lambda: report_csv(report)),
        "JSON": (lambda: json.dumps(report).encode(), lambda: report_json(report)),
    }


def _pdf_beside(report: Part) -> tuple[Deed, Deed]:
    """WeasyPrint, which is handed the HTML and the style; and ours."""
    html, styles = formats.html_for_pdf(report)
    write_whole_runs()  # it holds for the process, so for both
    return (lambda: _bare_pdf(html, styles), lambda: formats.FORMATS["pdf"].write(report))


def _pdf_line(report: Part) -> dict[str, Any]:
    return _line("PDF", *_in_turn(*_pdf_beside(report), rounds=2), PDF_GOAL, "beside WeasyPrint on the same HTML")


def _pdf_memory(report: Part) -> float:
    """All that the process takes which makes it, its program included."""
    with made("pdf", report_json(report).decode(), lambda _: True):
        return getrusage(RUSAGE_CHILDREN).ru_maxrss * 1024 / MEGABYTE


def _in_turn(bare: Deed, ours: Deed, rounds: int = ROUNDS) -> tuple[float, float]:
    """Each in turn, the best of all, so that whatever else the machine does falls on both."""
    times = [(_timed(bare), _timed(ours)) for _ in range(rounds)]
    return min(bare for bare, _ in times), min(ours for _, ours in times)


def _line(what: str, baseline: float, cost: float, goal: float, note: str = "", sound: bool = True) -> dict[str, Any]:
    return {"what": what, "baseline": baseline, "cost": cost, "goal": goal, "note": note, "sound": sound}


def _timed(deed: Deed) -> float:
    started = perf_counter()
    deed()
    return perf_counter() - started


def _memory(deed: Deed) -> float:
    """In a process of its own, which begins with the report in its memory."""
    context = get_context("fork")
    told, tell = context.Pipe(duplex=False)
    process = context.Process(target=_tell_memory, args=(deed, tell))
    process.start()
    found: float = told.recv()
    process.join()
    return found


def _tell_memory(deed: Deed, tell: Connection) -> None:
    before = int(Path("/proc/self/statm").read_text().split()[1]) * getpagesize()
    deed()
    tell.send((getrusage(RUSAGE_SELF).ru_maxrss * 1024 - before) / MEGABYTE)


# --- the report and its rows ------------------------------------------------------------------------------------------


def _value(events: Sequence[int], questions: Sequence[int] = ()) -> dict[str, Any]:
    selection = Selection(events=tuple(events), questions=tuple(questions))
    return report_of(selection, LOW_BEST_HIGH, Redaction(), DAY, "https://tracker.example")


def _events_with(claims: int) -> list[int]:
    """As many as have so many claims together: 25 questions of five claims for every five events."""
    return list(Event.objects.order_by("pk").values_list("pk", flat=True)[: claims // 25])


def _queries(events: Sequence[int]) -> int:
    with CaptureQueriesContext(connection) as captured:
        _value(events)
    return len(captured)


def _corpus() -> Part:
    """Of all its events and questions, as a format gets it; nothing of it stays in the tracker."""
    with transaction.atomic():
        before = {noun: set(noun._default_manager.values_list("pk", flat=True)) for noun in (Event, Question)}
        call_command("load_corpus", str(settings.BASE_DIR / "fixtures" / "mali"), verbosity=0, stdout=io.StringIO())
        new = [
            sorted(noun._default_manager.exclude(pk__in=old).values_list("pk", flat=True))
            for noun, old in before.items()
        ]
        value: Part = json.loads(report_json(_value(*new)))
        transaction.set_rollback(True)
    return value


def _report() -> Part:
    """The report of the first thousand claims as often as it takes, each time with other keys: what a format costs
    hangs on how much is in a report, not on how it was read.
    """
    once = report_json(_value(_events_with(FEWER_CLAIMS))).decode()
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


_HTML = """<!DOCTYPE html><title>Rows</title>{% for name, rows in tables %}<h2>{{ name }}</h2><table>
{% for row in rows %}<tr>{% for value in row %}<td>{{ value }}</td>{% endfor %}</tr>{% endfor %}</table>{% endfor %}"""


def _bare_html(tables: Tables) -> bytes:
    html: str = Engine().from_string(_HTML).render(Context({"tables": tables}))
    return html.encode()


def _bare_pdf(html: str, styles: str) -> bytes:
    from weasyprint import CSS, HTML

    written: bytes = HTML(string=html).write_pdf(stylesheets=[CSS(string=styles)], pdf_variant="pdf/ua-1")
    return written


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
