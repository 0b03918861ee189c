"""A spreadsheet with bad rows is imported, mended, and imported again."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from claims import jobs
from claims.models import Claim
from tests.cast import Cast, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEADER = ["id", "what", "asked", "low", "high"]
FINE = ["a1", "Moura", "How many at Moura?", 270, 330]
BAD = ["a2", "Nia", "How many at Nia?", "twelve", 12]


def workbook(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)
    book.save(path)
    return path


def send(page: Page, live_server: object, file: Path) -> None:
    page.goto(f"{live_server}/imports/")
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Send the table").click()
    jobs.read_all()
    page.reload()


def test_bad_rows_are_mended_and_the_table_imported_again(
    page: Page, live_server: object, enter: Callable[..., None], faults: list[str], tmp_path: Path
) -> None:
    Cast(lead=person("lead"))
    enter("contributor")
    send(page, live_server, workbook(tmp_path / "cases.xlsx", FINE, BAD))
    page.get_by_role("link", name="Say which column is what").click()
    chosen = {"Key of the claim": "id", "Event: title": "what", "Question: its words": "asked"}
    chosen |= {"Lowest figure": "low", "Highest figure": "high"}
    for field, column in chosen.items():
        page.get_by_label(f"{field}: column").select_option(column)
    written = {"Question: measure": "killed", "Question: unit": "people", "Statement": "{low} to {high} were killed."}
    for field, words in written.items():
        page.get_by_label(f"{field}: or written").fill(words)
    page.get_by_label("Remember this under a name").fill("Our cases")
    page.get_by_role("button", name="Try the rows").click()
    jobs.read_all()
    page.reload()
    expect(page.get_by_text("“twelve” is not a whole number.")).to_be_visible()
    expect(page.get_by_role("button", name="take effect")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the 1 refused row").click()
    assert "twelve" in Path(download.value.path()).read_text(encoding="utf-8")

    send(page, live_server, workbook(tmp_path / "mended.xlsx", FINE, [*BAD[:3], 12, 12]))
    page.get_by_role("link", name="Say which column is what").click()
    expect(page.get_by_label("Key of the claim: column")).to_have_value("id")
    page.get_by_role("button", name="Try the rows").click()
    jobs.read_all()
    page.reload()
    page.get_by_role("button", name="Let all 2 rows take effect").click()
    jobs.read_all()
    page.reload()
    expect(page.get_by_text("In effect")).to_be_visible()
    assert sorted(Claim.objects.values_list("low", "high")) == [(12, 12), (270, 330)]
    assert not faults
