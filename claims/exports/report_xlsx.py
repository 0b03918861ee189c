"""A report value → a workbook: the tables of report_tables.py, a sheet each. Knows no models.

The same value gives the same bytes. Normalised: the times of the zip (see zipped.py), and the workbook is made and
changed at the start of the day for which the report holds.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from claims.exports.characters import NO_CHARACTER, shown
from claims.exports.csv_lines import safe_text
from claims.exports.report_columns import Kind, Table, Value
from claims.exports.report_parts import Part, Parts
from claims.exports.report_tables import REPORT, TABLES
from claims.exports.zipped import UndatedZip

MOST_SIGNS = 32_767
"""What a cell may hold, in UTF-16 units."""
MOST_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number; a longer one is text, so that it stays what it was."""
FIRST_YEAR = 1900
"""Spreadsheets have no earlier days, and believe in a 29 February 1900."""
MOST_LINKED, MOST_LINKS = 2_079, 65_530
"""Signs of an address that may be linked; links of a sheet. Excel takes a file with more for a broken one."""

_WIDTHS = {Kind.KEY: 14, Kind.SHORT: 26, Kind.WORDS: 56, Kind.FIGURE: 13, Kind.MOMENT: 19, Kind.LINK: 36}
_FORMATS = {int: "#,##0", date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm:ss"}
_PAGE = 260
"""What of it fits on the width of a printed page and can still be read."""
_LINE, _MOST_LINES = 15, 12
_INK, _PALE, _LINK = "1C2126", "E8F0F8", "1A568F"
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""A workbook reads `_x000D_` as one character; `_x005F_` is the low line in front."""


def report_xlsx(report: Part) -> bytes:
    """Real numbers and real days; open ends are blank. A day before 1900 is text, and so is a number of over 15 digits.
    What a spreadsheet would run is escaped as in CSV; characters it refuses are shown as others; what is too long for a
    cell is cut, and says so.
    """
    parts = Parts(report)
    book = Workbook(write_only=True)
    _describe(book, report)
    for table in TABLES:
        _Sheet(book, table, report["as_of"]).write(parts)
    return _saved(book)


def _describe(book: Workbook, report: Part) -> None:
    made = datetime.combine(date.fromisoformat(report["as_of"]), time())
    book.properties.title = cell_text(report["title"])
    book.properties.creator = "Source-claim verification tracker"
    book.properties.created = book.properties.modified = made


def _saved(book: Workbook) -> bytes:
    """By openpyxl's own writer, and not by Workbook.save, which writes down when it was."""
    kept = io.BytesIO()
    ExcelWriter(book, UndatedZip(kept)).save()
    return kept.getvalue()


class _Sheet:
    """One table as one sheet, written row by row, so that cells are not kept."""

    def __init__(self, book: Workbook, table: Table, as_of: str) -> None:
        self.table = table
        self.sheet = book.create_sheet(table.name)
        # By openpyxl's own way each styled cell is made, tried as a plain value and thrown away: twice the time.
        self.sheet._values_to_row = self._row
        self.cells = self._cells()
        self.linked = [column.kind is Kind.LINK for column in table.columns]
        self.widths = [_WIDTHS[column.kind] for column in table.columns]
        self.links = 0
        self._set_up(as_of)

    def _set_up(self, as_of: str) -> None:
        """Before the first row, for a sheet that is only written takes it at no other time."""
        sheet = self.sheet
        for number, width in enumerate(self.widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.freeze_panes = "A2" if self.table is REPORT else "B2"
        sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = ceil(sum(self.widths) / _PAGE), 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.oddFooter.left.text = f"&A, as of {as_of}"
        sheet.oddFooter.right.text = "&P of &N"

    def _cells(self) -> Mapping[object, Cell]:
        """A cell for each kind of value, with its looks. It is filled, written and filled again."""
        wrapped, top = Alignment(vertical="top", wrap_text=True), Alignment(vertical="top")
        link = Font(name="Calibri", size=11, color=_LINK, underline="single")
        bold, fill = Font(name="Calibri", size=11, bold=True, color=_INK), PatternFill("solid", start_color=_PALE)
        looks: dict[object, dict[str, Any]] = {
            str: {"alignment": wrapped},
            "link": {"alignment": wrapped, "font": link},
            "header": {"alignment": wrapped, "font": bold, "fill": fill},
            **{kind: {"alignment": top, "number_format": form} for kind, form in _FORMATS.items()},
        }
        cells = {kind: WriteOnlyCell(self.sheet) for kind in looks}
        for kind, cell in cells.items():
            for name, look in looks[kind].items():
                setattr(cell, name, look)
        return cells

    def write(self, parts: Parts) -> None:
        names = [column.name for column in self.table.columns]
        self._set_height(1, names)
        self.sheet.append(names)
        count = 1
        for count, row in enumerate(self.table.rows(parts), 2):
            self._set_height(count, row)
            self.sheet.append(row)
        self.sheet.auto_filter.ref = f"A1:{get_column_letter(len(self.table.columns))}{count}"
        self.sheet.close()

    def _set_height(self, number: int, row: Sequence[Value]) -> None:
        """So that wrapped text can be read in programs that set no heights by themselves, yet a long quote does not
        push everything else off the screen.
        """
        lines = max(_lines(value, width) for value, width in zip(row, self.widths, strict=True))
        if lines > 1:
            self.sheet.row_dimensions[number].height = min(lines, _MOST_LINES) * _LINE

    def _row(self, values: Sequence[Value], number: int) -> Iterator[Cell]:
        for place, value in enumerate(values, 1):
            if value is None or value == "":
                continue
            cell = self._text(str(value), "header") if number == 1 else self._cell(value, self.linked[place - 1])
            cell.row, cell.column = number, place
            if cell.hyperlink is not None:
                cell.hyperlink.ref = cell.coordinate
            yield cell

    def _cell(self, value: Value, link: bool) -> Cell:
        if isinstance(value, str):
            return self._link(value) if link else self._text(value)
        if isinstance(value, int):
            return self._value(value) if abs(value) < MOST_EXACT else self._text(str(value))
        assert value is not None
        if value.year < FIRST_YEAR:
            return self._text(value.isoformat())
        return self._value(value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else value)

    def _value(self, value: int | date) -> Cell:
        cell = self.cells[type(value)]
        cell.value = value
        return cell

    def _text(self, words: str, kind: object = str) -> Cell:
        """Text whatever it says: openpyxl would take `#N/A` for a mistake and `=1` for a formula."""
        cell = self.cells[kind]
        cell._value, cell.data_type = cell_text(words), "s"
        return cell

    def _link(self, address: str) -> Cell:
        """The address in full, to be followed where that is safe: a document may have been found anywhere."""
        follows = address.startswith(("http://", "https://")) and len(address) <= MOST_LINKED
        if not follows or NO_CHARACTER.search(address) or self.links >= MOST_LINKS:
            return self._text(address)
        self.links += 1
        cell = self._text(address, "link")
        cell._hyperlink = Hyperlink(ref="", target=address)
        return cell


def cell_text(words: str) -> str:
    """As a cell may hold it: nothing that would run, no character that XML cannot say, no more than fits."""
    escaped = _LOOKS_ESCAPED.sub("_x005F_", shown(safe_text(words)))
    return escaped if _signs(escaped) <= MOST_SIGNS else _cut(escaped, len(words))


def _lines(value: Value, width: int) -> int:
    """How many a text takes, about."""
    return len(value) // (width - 1) + value.count("\n") + 1 if isinstance(value, str) else 1


def _signs(words: str) -> int:
    """UTF-16 units, quickly where no sign can have two."""
    return len(words) if words.isascii() else len(words.encode("utf-16-le")) // 2


def _cut(words: str, length: int) -> str:
    remark = f" … [cut here: the whole has {length:,} characters; CSV and JSON have them all]"
    room = (MOST_SIGNS - len(remark)) * 2
    return words.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + remark
