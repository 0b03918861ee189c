"""Tables (CSV, XLSX) → rows of texts, each with its number and its place in the table's text. Run apart, like all
readers of files.

What cannot be told is refused with row and column: nothing is repaired by guessing. A table's text is what claims
quote: a CSV's own characters, an XLSX's cells in lines.
"""

import csv
import io
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, islice
from typing import Any

from claims.ingest.encoding import decoded
from claims.ingest.extracted import CannotExtract
from claims.ingest.packages import dangers

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
LONGEST_CELL = 131_072
"""Characters. A longer cell is no field of a record but a text, and its row is refused."""
MOST_COLUMNS = 500
MOST_ROWS = 1_000_000
TAG = re.compile(r"\s*#[A-Za-z][A-Za-z0-9_]*(?:\s*\+[A-Za-z0-9_]+)*\s*")
"""A cell of a row of HXL tags, “#affected +killed”: right under the header, it describes the columns."""
FORMULA_ERRORS = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"))


Record = tuple[int, int, int, list[str]]
"""Number, start, end, cells."""


@dataclass(frozen=True)
class Row:
    """One record. number: of the row in the table, its header being row 1; line by line for a CSV without line breaks
    in cells. start, end: its place in the table's text, in code points. problems: why it cannot be taken, by column.
    """

    number: int
    start: int
    end: int
    cells: tuple[str, ...]
    problems: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Table:
    """A table as it is read, row by row. notes: what a reader must know. others: sheets that are not this one."""

    media_type: str
    extractor: str
    header: tuple[str, ...]
    text: str
    rows: Iterator[Row]
    notes: tuple[str, ...] = ()
    others: tuple[str, ...] = field(default_factory=tuple)


def read_table(original: bytes, *, encoding: str = "", sheet: str = "") -> Table:
    """The table. encoding: of a CSV, as a person chose it; sheet: of an XLSX, "" for the first.

    Raises CannotExtract for what is no table; while rows are read, too.
    """
    if not original.strip():
        raise CannotExtract("This file is empty.")
    if original.startswith(b"PK\x03\x04"):
        return _xlsx(original, sheet)
    return _csv(original, encoding)


# ---------------------------------------------------------------- CSV


def _csv(original: bytes, encoding: str) -> Table:
    text = decoded(original, encoding, nul=True)
    delimiter = _delimiter(text)
    lines = list(_ending(text))
    csv.field_size_limit(sys.maxsize)
    records = _records(lines, delimiter)
    header = _header(next(records, (0, 0, 0, []))[3])
    records, tags = _without_tags(records)
    notes = () if delimiter == "," else (f"Its cells are parted by {DELIMITERS[delimiter]}.",)
    return Table(CSV, "csv 1", header, text, _rows(records, header), (*notes, *tags))


def _ending(text: str) -> Iterator[str]:
    """The lines with their ends. Only line feeds and carriage returns end one: a cell may hold other separators."""
    yield from io.StringIO(text, newline="")


def _delimiter(text: str) -> str:
    """The sign that stands most often in the first line, outside quotation marks. Two as often are refused."""
    first = next(csv.reader([text.split("\n", 1)[0].rstrip("\r")], delimiter="\x1f"), [])
    bare = "".join(first).split('"')[::2]
    counts = Counter({sign: sum(part.count(sign) for part in bare) for sign in DELIMITERS})
    (sign, most), (_, second) = counts.most_common(2)
    if most and most == second:
        raise CannotExtract("It is not certain what parts the cells of the first row: two signs stand there as often.")
    return sign if most else ","


def _records(lines: Sequence[str], delimiter: str) -> Iterator[Record]:
    """Number, start, end and cells of each record. Raises CannotExtract where a quotation mark is never closed."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    start, used = 0, 0
    for number in range(1, sys.maxsize):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as broken:
            raise CannotExtract(f"Row {number} (line {used + 1:,}) cannot be read: {broken}.") from None
        taken = "".join(lines[used : reader.line_num])
        used = reader.line_num
        yield number, start, start + len(taken.rstrip("\r\n")), cells
        start += len(taken)


# ---------------------------------------------------------------- XLSX


def _xlsx(original: bytes, sheet: str) -> Table:
    import openpyxl

    _refuse_dangers(original)
    try:
        book = openpyxl.load_workbook(io.BytesIO(original), read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(original), read_only=True)
    except Exception as broken:
        raise CannotExtract("This workbook is broken or cut off, so it cannot be read.") from broken
    names = [name for name in book.sheetnames if hasattr(book[name], "iter_rows")]
    if not names or (sheet and sheet not in names):
        raise CannotExtract(f"There is no sheet “{sheet}” in this workbook." if sheet else "It holds no sheet.")
    chosen = sheet or names[0]
    lines = list(islice(_cells(book[chosen], formulas[chosen]), MOST_ROWS + 2))
    text = "".join("\t".join(" ".join(cell.split()) for cell in cells) + "\n" for cells in lines)
    records = _numbered(lines)
    header = _header(next(records, (0, 0, 0, []))[3])
    records = ((n, start, end, [*cells, *[""] * (len(header) - len(cells))]) for n, start, end, cells in records)
    records, tags = _without_tags(records)
    others = tuple(name for name in names if name != chosen)
    notes = (f"Read from the sheet “{chosen}”.",) if others else ()
    version = openpyxl.__version__
    return Table(XLSX, f"openpyxl {version}", header, text, _rows(records, header), (*notes, *tags), others)


def _refuse_dangers(original: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(original)) as package:
            if "xl/workbook.xml" not in package.namelist():
                raise CannotExtract("This is a packed file, but no workbook (.xlsx). Choose a CSV or XLSX file.")
            for why in dangers(package, body="xl/workbook.xml"):
                raise CannotExtract(f"This workbook {why}, so it is not opened.")
    except zipfile.BadZipFile:
        raise CannotExtract("This workbook is broken or cut off, so it cannot be read.") from None


UNSOLVED = "\ue000"
"""Stands for a formula whose result the workbook does not hold: a sign that no text has (private use)."""


def _cells(sheet: Any, formulas: Any) -> Iterator[list[str]]:
    """The cells of each row as texts, the empty ones at its end left out."""
    for it in (sheet, formulas):
        it.reset_dimensions()  # what a workbook says of its own size may be wrong, and cells would be cut off
    for row, written in zip(sheet.iter_rows(values_only=True), formulas.iter_rows(values_only=True), strict=False):
        cells = [
            UNSOLVED if value is None and _is_formula(formula) else _shown(value)
            for value, formula in zip(row, written, strict=False)
        ]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _is_formula(written: object) -> bool:
    """One cell's formula is text; that of an array or a data table is a value of its own."""
    return written.startswith("=") if isinstance(written, str) else hasattr(written, "ref")


def _shown(value: object) -> str:
    """A cell as text: days as ISO 8601, whole numbers without a fraction, yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute or value.second) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _numbered(lines: Sequence[list[str]]) -> Iterator[Record]:
    start = 0
    for number, cells in enumerate(lines, start=1):
        length = len("\t".join(" ".join(cell.split()) for cell in cells))
        yield number, start, start + length, cells
        start += length + 1


# ---------------------------------------------------------------- what both share


def _header(cells: Sequence[str]) -> tuple[str, ...]:
    names = [" ".join(cell.lstrip("\ufeff").split()) for cell in cells]
    if not any(names):
        raise CannotExtract("The first row names no columns.")
    if len(names) > MOST_COLUMNS:
        raise CannotExtract(f"It has {len(names):,} columns; at most {MOST_COLUMNS} can be taken.")
    if any("\x00" in name for name in names):
        raise CannotExtract("The name of a column holds a NUL character.")
    twice = [name for name, count in Counter(name.casefold() for name in names if name).items() if count > 1]
    if twice:
        places = [str(n) for n, name in enumerate(names, start=1) if name.casefold() == twice[0]]
        raise CannotExtract(f"Columns {' and '.join(places)} are both called “{twice[0]}”. Give each its own name.")
    return tuple(name or f"column {n}" for n, name in enumerate(names, start=1))


def _without_tags(records: Iterator[Record]) -> tuple[Iterator[Record], tuple[str, ...]]:
    """The records without a row of HXL tags before them, and what to say of it."""
    first = next(records, None)
    if first is None:
        return records, ()
    filled = [cell for cell in first[3] if cell.strip()]
    if filled and all(TAG.fullmatch(cell) for cell in filled):
        return records, (f"Row {first[0]} holds tags (HXL) and is no record.",)
    return chain([first], records), ()


def _rows(records: Iterable[Record], header: Sequence[str]) -> Iterator[Row]:
    for count, (number, start, end, cells) in enumerate(records):
        if count >= MOST_ROWS:
            raise CannotExtract(f"It has more than {MOST_ROWS:,} rows; divide it.")
        if not any(cell.strip() for cell in cells):
            continue
        problems = tuple(_problems(cells, header))
        kept = tuple("" if problems and _is_unfit(cell) else cell for cell in cells[: len(header)])
        yield Row(number, start, end, kept + ("",) * (len(header) - len(kept)), problems)


def _problems(cells: Sequence[str], header: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Column and why."""
    if len(cells) > len(header):
        yield "", f"It has {len(cells)} cells, the header {len(header)}."
    if len(cells) < len(header):
        # A spreadsheet leaves empty cells out at the end of a row; a CSV that does so has lost something.
        yield "", f"It has only {len(cells)} cells, the header {len(header)}."
    for name, cell in zip(header, cells, strict=False):
        if "\x00" in cell:
            yield name, "It holds a NUL character."
        elif _is_broken(cell):
            yield name, "It holds half of a character."
        elif cell == UNSOLVED:
            yield name, "It holds a formula without its result. Open the workbook, save it and send it again."
        elif cell.strip() in FORMULA_ERRORS:
            yield name, f"It holds {cell.strip()}, a formula that went wrong. Mend it, or leave the cell empty."
        elif len(cell) > LONGEST_CELL:
            yield name, f"It holds {len(cell):,} characters; at most {LONGEST_CELL:,} are a cell."


def _is_unfit(cell: str) -> bool:
    return cell == UNSOLVED or "\x00" in cell or len(cell) > LONGEST_CELL or _is_broken(cell)


def _is_broken(cell: str) -> bool:
    return any("\ud800" <= sign <= "\udfff" for sign in cell)
