"""A report value → a zip of CSV files, one table a file: those of report_tables.py. Knows no models.

The same value gives the same bytes: the zip has no times (see zipped.py).
"""

from collections.abc import Iterable, Iterator
from datetime import date

from claims.exports.csv_lines import csv_lines
from claims.exports.report_columns import Table, Value
from claims.exports.report_parts import Part, Parts
from claims.exports.report_tables import TABLES
from claims.exports.zipped import zipped


def report_csv(report: Part) -> bytes:
    """As every CSV export is: UTF-8 with a byte order mark, days in ISO 8601, what a spreadsheet would run escaped."""
    parts = Parts(report)
    return zipped((f"{table.name.lower()}.csv", _file(table, parts)) for table in TABLES)


def _file(table: Table, parts: Parts) -> bytes:
    header = [column.name for column in table.columns]
    return "".join(csv_lines(header, _rows(table.rows(parts)))).encode(errors="replace")


def _rows(rows: Iterable[list[Value]]) -> Iterator[list[object]]:
    for row in rows:
        yield [value.isoformat() if isinstance(value, date) else value for value in row]
