"""A conflict on paper: where its table is broken over pages, no row is cut, and no heading stands without its rows."""

import re
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Page

from claims.models import Conflict
from tests.cast import Cast, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROWS = 24
LONGER = """rows => {
  const body = document.querySelector("table.compare tbody");
  for (let i = 0; i < rows; i += 1) {
    const row = body.rows[0].cloneNode(true);
    row.cells[0].textContent = `BEGINS${i}.`;
    row.cells[row.cells.length - 1].innerText = `a\\nb\\nc\\nd\\ne\\nENDS${i}.`;
    body.prepend(row);
  }
}"""
LOWER = """pixels => {
  const section = document.querySelector("table.compare").closest("section");
  section.previousElementSibling.style.marginBottom = `${pixels}px`;
}"""


def test_rows_are_whole_and_begin_beneath_their_heading(
    page: Page, live_server: object, enter: Callable[..., None]
) -> None:
    Cast(lead=person("lead")).conflict()
    enter("reader")
    page.goto(f"{live_server}{Conflict.objects.get().get_absolute_url()}")
    page.evaluate(LONGER, ROWS)
    for lower in range(0, 1000, 90):  # wherever on its page the table begins
        page.evaluate(LOWER, lower)
        printed = pdfium.PdfDocument(page.pdf(format="A4"))
        pages = [printed[number].get_textpage().get_text_range() for number in range(len(printed))]
        assert len(pages) > 2
        assert _on(pages, "Claim by claim") == _on(pages, rf"BEGINS{ROWS - 1}\."), lower
        assert all(_on(pages, rf"BEGINS{row}\.") == _on(pages, rf"ENDS{row}\.") for row in range(ROWS)), lower


def _on(pages: list[str], words: str) -> list[int]:
    return [number for number, text in enumerate(pages) if re.search(words, text)]
