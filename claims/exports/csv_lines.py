"""Rows → lines of a CSV file, one at a time, so that a large export needs no memory. Knows no models."""

import csv
from collections.abc import Iterable, Iterator, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins so (OWASP, CSV injection)."""

_STRIPPED = " \n"
_MAY_RUN = frozenset((*FORMULA_STARTS, *_STRIPPED))
"""How a text that is worth a second look begins: few do, and exports have millions of cells."""

BYTE_ORDER_MARK = "\ufeff"
"""Without it a common spreadsheet takes UTF-8 for another encoding."""


class _Echo:
    def write(self, line: str) -> str:
        return line


def safe_cell(value: object) -> str:
    """The value as a cell's text: nothing for None; text that a spreadsheet would run begins with a quotation mark."""
    if isinstance(value, str):
        return safe_text(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    return safe_text(str(value))


def safe_text(text: str) -> str:
    """The text as any spreadsheet may have it: what one would run begins with a quotation mark."""
    # White space in front is stripped by some spreadsheets, so it hides no formula.
    if text[:1] in _MAY_RUN and text.lstrip(_STRIPPED).startswith(FORMULA_STARTS):
        return f"'{text}"
    return text


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The header, then a line for each row (RFC 4180, UTF-8 with a byte order mark)."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow([safe_cell(name) for name in header])
    for row in rows:
        # Most cells are text, and one call less for each of a million is felt.
        yield writer.writerow([safe_text(value) if type(value) is str else safe_cell(value) for value in row])
