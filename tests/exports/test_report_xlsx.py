"""A report as a workbook, read again with openpyxl: real types, nothing that runs, nothing that breaks."""

import io
from datetime import date, datetime
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from claims.exports.csv_lines import FORMULA_STARTS
from claims.exports.report_tables import TABLES
from claims.exports.report_xlsx import MOST_EXACT, MOST_LINKED, MOST_SIGNS, cell_text, report_xlsx
from claims.models import Event
from tests.cast import Cast
from tests.exports.reported import SITE, reported
from tests.exports.test_report_tables import hostile, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def moura(cast: Cast) -> Event:
    return cast.event("Moura", date="2022-03", place="Mopti")


@pytest.fixture
def counted(cast: Cast, moura: Event) -> dict[str, Any]:
    """A report with one claim that gives a number, with an open end."""
    cast.claim("at least 1,300 people", cast.question(event=moura))
    return reported(moura)


def book_of(report: dict[str, Any]) -> Workbook:
    return load_workbook(io.BytesIO(report_xlsx(report)))


def cells(report: dict[str, Any], sheet: str, row: int = 2) -> dict[str, Any]:
    """The cells of a row by their headings."""
    rows = list(book_of(report)[sheet].iter_rows())
    return {head.value: cell for head, cell in zip(rows[0], rows[row - 1], strict=True)}


# --- a sheet one can work with ----------------------------------------------------------------------------------------


def test_there_is_a_sheet_for_each_table_with_its_headings(cast: Cast, moura: Event) -> None:
    book = book_of(told(cast, moura))
    assert book.sheetnames == [table.name for table in TABLES]
    for table in TABLES:
        sheet = book[table.name]
        assert [cell.value for cell in sheet[1]] == [column.name for column in table.columns]
        assert sheet.max_row > 1, table.name


def test_a_sheet_is_set_up_for_reading_and_for_print(counted: dict[str, Any]) -> None:
    for sheet in book_of(counted):
        assert sheet.freeze_panes == ("A2" if sheet.title == "Report" else "B2")
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).column_letter}{sheet.max_row}"
        assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0 and sheet.page_setup.fitToWidth >= 1
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.oddFooter.left.text == "&A, as of 2026-01-02"
        assert all(10 < sheet.column_dimensions[cell.column_letter].width < 60 for cell in sheet[1])
        assert all(cell.font.bold and cell.alignment.wrap_text for cell in sheet[1])


def test_what_is_wide_is_printed_on_several_pages_beside_each_other(counted: dict[str, Any]) -> None:
    book = book_of(counted)
    assert book["Report"].page_setup.fitToWidth == 1 and book["Claims"].page_setup.fitToWidth > 4


@pytest.mark.parametrize(("length", "height"), [(10, None), (100, 30), (10_000, 180)])
def test_a_row_is_as_high_as_its_text_within_bounds(counted: dict[str, Any], length: int, height: int | None) -> None:
    # Keys and addresses grow with the tests before this one, and may fill two lines by themselves.
    counted["sources"][0] |= {"grade_reason": "x" * length, "address": "/sources/1/", "name": "HRW", "aliases": []}
    for claim in counted["claims"]:
        claim["asserted_by"] = []
    assert book_of(counted)["Sources"].row_dimensions[2].height == height


def test_numbers_are_numbers_and_an_open_end_is_blank(counted: dict[str, Any]) -> None:
    row = cells(counted, "Claims")
    low, high = row["allows: low"], row["allows: high"]
    assert (low.value, low.data_type, low.number_format) == (1300, "n", "#,##0")
    assert high.value is None and row["allows: date from"].value is None
    sheet = cells(counted, "Sheet")
    assert (sheet["low from"].value, sheet["origins"].value) == (1300, 1)


def test_days_are_days_and_moments_are_moments(cast: Cast, moura: Event) -> None:
    cast.claim("March 2022", cast.when(event=moura))
    report = reported(moura)
    row = cells(report, "Claims")
    assert row["allows: date from"].value == datetime(2022, 3, 1)
    assert row["allows: date from"].is_date and row["allows: date from"].number_format == "yyyy-mm-dd"
    recorded = datetime.fromisoformat(report["claims"][0]["recorded_at"]).replace(tzinfo=None)
    assert row["recorded at (UTC)"].value == recorded
    assert cells(report, "Sheet")["low to"].value == datetime(2022, 3, 31)
    about = {row[0].value: row[1].value for row in book_of(report)["Report"].iter_rows()}
    assert about["as of"].date() == date(2026, 1, 2)


def test_a_moment_of_another_zone_stands_in_utc(counted: dict[str, Any]) -> None:
    counted["claims"][0]["recorded_at"] = "2026-01-01T01:30:00+02:00"
    assert cells(counted, "Claims")["recorded at (UTC)"].value == datetime(2025, 12, 31, 23, 30)


def test_a_day_before_1900_is_text(cast: Cast, moura: Event) -> None:
    cast.claim("12 May 1893", cast.when(event=moura))
    cell = cells(reported(moura), "Claims")["stated: date from"]
    assert (cell.value, cell.data_type) == ("1893-05-12", "s")


def test_a_number_that_a_spreadsheet_would_round_is_text(counted: dict[str, Any]) -> None:
    counted["claims"][0]["answer"]["stated"] = {"from": MOST_EXACT - 1, "to": MOST_EXACT + 1}
    row = cells(counted, "Claims")
    assert row["stated: low"].value == MOST_EXACT - 1 and row["stated: high"].value == str(MOST_EXACT + 1)


def test_an_address_can_be_followed(counted: dict[str, Any]) -> None:
    cell = cells(counted, "Claims")["address"]
    assert cell.value == cell.hyperlink.target == f"{SITE}{counted['claims'][0]['address']}"
    assert cell.hyperlink.ref == cell.coordinate


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "HTTPS://[", "https://e.org/" + "x" * MOST_LINKED, "http://\x01"],
)
def test_an_address_that_is_not_safe_to_follow_is_only_text(counted: dict[str, Any], address: str) -> None:
    counted["documents"][0]["web_address"] = address
    cell = cells(counted, "Documents")["web address"]
    assert cell.hyperlink is None and cell.value == address.replace("\x01", "␁")


def test_an_empty_report_is_a_workbook_too(db: None) -> None:
    assert [sheet.max_row for sheet in book_of(reported())][1:] == [1] * (len(TABLES) - 1)


# --- nothing that runs, nothing that breaks ---------------------------------------------------------------------------


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_field_of_a_report_can_be_run(cast: Cast, moura: Event, start: str) -> None:
    book = book_of(hostile(told(cast, moura), f"{start}1+1"))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    texts = [cell.value for cell in found if isinstance(cell.value, str)]
    assert {cell.data_type for cell in found} <= {"n", "s", "d"}
    assert not [text for text in texts if text.lstrip(" \n").startswith(FORMULA_STARTS)]
    assert sum(text.startswith(f"'{start}1+1") for text in texts) > 80


@pytest.mark.parametrize(
    ("odd", "shown"),
    [
        ("a\x00b\x0b\x1f", "a␀b␋␟"),
        ("\ud800 and \uffff", "� and �"),
        ("line\nand\ttab", "line\nand\ttab"),
        ("#N/A", "#N/A"),
        ("مورا ١ \u202eabc 𐤀𐤁 👩🏽‍⚕️", "مورا ١ \u202eabc 𐤀𐤁 👩🏽‍⚕️"),
        (" spaced ", " spaced "),
        ("<b>&amp;", "<b>&amp;"),
        ("x" * 10_000, "x" * 10_000),
    ],
)
def test_text_of_any_sort_can_be_read_again(counted: dict[str, Any], odd: str, shown: str) -> None:
    counted["claims"][0]["statement"] = odd
    counted["title"] = odd
    cell = cells(counted, "Claims")["statement"]
    assert (cell.value, cell.data_type) == (shown, "s")


def test_what_looks_like_an_escaped_sign_stays_what_it_is() -> None:
    assert cell_text("_x000D_ and _x41_ and __x0041_") == "_x005F_x000D_ and _x41_ and __x005F_x0041_"


@pytest.mark.parametrize("sign", ["x", "ש", "𐤀"])
def test_what_is_too_long_for_a_cell_is_cut_and_says_so(counted: dict[str, Any], sign: str) -> None:
    counted["claims"][0]["quote"]["exact"] = sign * 40_000
    text = cells(counted, "Claims")["quote"].value
    assert text.startswith(sign * 16_000) and set(text.partition(" … ")[0]) == {sign}
    assert text.endswith(" … [cut here: the whole has 40,000 characters; CSV and JSON have them all]")
    assert MOST_SIGNS - 1 <= len(text.encode("utf-16-le")) // 2 <= MOST_SIGNS


def test_what_just_fits_is_not_cut() -> None:
    assert cell_text("x" * MOST_SIGNS) == "x" * MOST_SIGNS


# --- the same each time, and nothing that must not leave --------------------------------------------------------------


def test_the_same_report_gives_the_same_bytes_and_says_no_time(cast: Cast, moura: Event) -> None:
    report = told(cast, moura)
    content = report_xlsx(report)
    assert content == report_xlsx(report)
    archive = ZipFile(io.BytesIO(content))
    assert {info.date_time[:3] for info in archive.infolist()} == {(1980, 1, 1)}
    core = archive.read("docProps/core.xml").decode()
    assert core.count("2026-01-02T00:00:00Z") == 2
