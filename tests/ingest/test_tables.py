"""Tables read in a process of their own: rows with their places, what is refused named by row and column."""

import io
import re
import zipfile
from collections.abc import Sequence

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from claims.ingest.apart import read_table
from claims.ingest.extracted import CannotExtract
from claims.ingest.tables import Row, Table


def read(original: bytes | str, **options: str) -> tuple[Table, list[Row]]:
    table, count = read_table(original.encode() if isinstance(original, str) else original, **options)
    rows = list(table.rows)
    assert len(rows) == count
    return table, rows


def workbook(*rows: Sequence[object], sheets: Sequence[str] = ("Data",)) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheets[0]
    for row in rows:
        book.active.append(list(row))
    for name in sheets[1:]:
        book.create_sheet(name).append(["other"])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def problems(row: Row) -> list[tuple[str, str]]:
    return list(row.problems)


@pytest.mark.parametrize(
    "original",
    [
        "id,name\n1,Moura\n",
        "id;name\r\n1;Moura\r\n",
        "id\tname\n1\tMoura",
        "\ufeffid,name\n1,Moura\n",
        '"id","name"\n"1","Moura"\n',
        "id,name\n\n1,Moura\n,\n",
        "id,name\n#meta+id,#loc+name\n1,Moura\n",
        "id,name\n1,Moura\n".encode("utf-16"),
    ],
    ids=["commas", "semicolons", "tabs", "a mark", "quotation marks", "empty rows", "HXL tags", "UTF-16"],
)
def test_reads_the_rows(original: bytes | str) -> None:
    table, (row,) = read(original)
    assert table.header == ("id", "name")
    assert row.cells == ("1", "Moura") and not row.problems
    assert "Moura" in table.text[row.start : row.end]


def test_a_row_stands_at_its_place_in_the_text_line_breaks_in_cells_included() -> None:
    text = 'id,note\n1,"🇲🇱 two\nlines"\n2,plain\r\n'
    table, rows = read(text)
    assert [table.text[row.start : row.end] for row in rows] == ['1,"🇲🇱 two\nlines"', "2,plain"]
    assert [row.number for row in rows] == [2, 3]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("1", [("", "It has only 1 cells, the header 2.")]),
        ("1,2,3", [("", "It has 3 cells, the header 2.")]),
        ("1,a\x00b", [("b", "It holds a NUL character.")]),
        ("1," + "x" * 140_000, [("b", "It holds 140,000 characters; at most 131,072 are a cell.")]),
    ],
    ids=["short", "long", "NUL", "over 128 KB"],
)
def test_names_what_is_wrong_with_a_row(line: str, found: list[tuple[str, str]]) -> None:
    _, (fine, wrong) = read(f"a,b\n1,2\n{line}\n")
    assert not fine.problems
    assert (wrong.number, problems(wrong)) == (3, found)


@pytest.mark.parametrize(
    ("original", "message"),
    [
        (b"", "This file is empty."),
        (b" \n \n", "This file is empty."),
        (b",,\n1,2,3\n", "The first row names no columns."),
        (b"a,b,A\n1,2,3\n", "Columns 1 and 3 are both called “a”."),
        (b"a,b;c\n1,2\n", "It is not certain what parts the cells"),
        (b'a,b\n1,"2\n3,4\n', "Row 2 (line 2) cannot be read"),
        ("a,é\n1,2\n".encode("latin-1"), "This file is not UTF-8: byte 3 does not fit."),
        (b"PK\x03\x04broken", "This workbook is broken"),
        (",".join(f"c{n}" for n in range(600)).encode() + b"\n", "It has 600 columns; at most 500"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_refuses(original: bytes, message: str) -> None:
    with pytest.raises(CannotExtract) as refused:
        read_table(original)
    assert message in str(refused.value)


def test_another_encoding_is_a_persons_to_choose() -> None:
    _, (row,) = read("nom\nSégou\n".encode("windows-1252"), encoding="windows-1252")
    assert row.cells == ("Ségou",)


def test_reads_a_workbook_as_texts() -> None:
    from datetime import date, datetime

    table, (row,) = read(workbook(["id", "day", "n", "share", "sure"], [1.0, datetime(2022, 3, 27), 5, 0.5, True]))
    assert row.cells == ("1", "2022-03-27", "5", "0.5", "yes")
    assert table.text[row.start : row.end] == "1\t2022-03-27\t5\t0.5\tyes"
    assert date.fromisoformat(row.cells[1])


def test_a_workbooks_other_sheets_are_named_and_one_can_be_chosen() -> None:
    original = workbook(["id"], [1], sheets=("Data", "Notes"))
    table, _ = read(original)
    assert table.notes == ("Read from the sheet “Data”.",) and table.others == ("Notes",)
    assert read(original, sheet="Notes")[0].header == ("other",)
    with pytest.raises(CannotExtract, match="There is no sheet “Third”"):
        read_table(original, sheet="Third")


def test_a_formula_without_a_result_is_named() -> None:
    _, (row,) = read(workbook(["id", "n"], [1, "=1+1"]))
    assert problems(row) == [
        ("n", "It holds a formula without its result. Open the workbook, save it and send it again.")
    ]


def test_an_array_formula_without_a_result_is_named_too() -> None:
    _, (row,) = read(workbook(["id", "n"], [1, ArrayFormula("B2", "=SUM(A1:A2)")]))
    assert [column for column, _ in problems(row)] == ["n"]


def test_all_cells_are_read_whatever_a_workbook_says_of_its_size() -> None:
    original, kept = zipfile.ZipFile(io.BytesIO(workbook(["id", "n"], ["a", 1], ["b", 2]))), io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        for name in original.namelist():
            package.writestr(name, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', original.read(name)))
    _, rows = read(kept.getvalue())
    assert [row.cells for row in rows] == [("a", "1"), ("b", "2")]


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
def test_a_formula_that_went_wrong_is_named_and_its_row_not_passed_over(error: str) -> None:
    for original in (workbook(["id", "n"], [error, error]), f"id,n\n{error},{error}\n"):
        _, (row,) = read(original)
        assert [column for column, _ in problems(row)] == ["id", "n"]


def test_only_a_row_of_tags_right_under_the_header_is_no_record() -> None:
    table, rows = read("id,name\n#meta +id,#loc\n#1,#x\n#tag,#loc\n")
    assert [row.number for row in rows] == [3, 4]
    assert table.notes == ("Row 2 holds tags (HXL) and is no record.",)


def test_a_package_that_is_no_workbook_is_refused() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    with pytest.raises(CannotExtract, match="no workbook"):
        read_table(kept.getvalue())


def test_a_bomb_is_not_opened() -> None:
    original = workbook(["id"], [1])
    kept = io.BytesIO(original)
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/bomb", b"\0" * 300_000_000)
    with pytest.raises(CannotExtract, match="unpacks to more"):
        read_table(kept.getvalue())
