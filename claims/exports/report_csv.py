"""A report value → a zip of CSV files, one table a file: those of report_tables.py. Knows no models.

The same value gives the same bytes: the zip has no times (see zipped.py).
"""

from collections.abc import Iterator
from datetime import datetime

from claims.exports.csv_lines import csv_lines
from claims.exports.report_columns import Kind, Table, Value
from claims.exports.report_parts import Part, Parts
from claims.exports.report_tables import TABLES
from claims.exports.zipped import zipped


def report_csv(report: Part) -> bytes:
    """As every CSV export is: UTF-8 with a byte order mark, days in ISO 8601, what a spreadsheet would run escaped."""
    parts = Parts(report)
    return zipped((f"{table.name.lower()}.csv", _file(table, parts)) for table in TABLES)


def _file(table: Table, parts: Parts) -> bytes:
    header = [column.name for column in table.columns]
    return "".join(csv_lines(header, _rows(table, parts))).encode(errors="replace")


def _rows(table: Table, parts: Parts) -> Iterator[list[Value]]:
    moments = [place for place, column in enumerate(table.columns) if column.kind is Kind.MOMENT]
    for row in table.rows(parts):
        for place in moments:
            value = row[place]
            row[place] = value.isoformat() if isinstance(value, datetime) else value
        yield row
