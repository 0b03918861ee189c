"""A report from a file to a claim, in a browser: sent, read in the background, quoted, compared."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, Conflict, Document
from tests.browser.test_quoting import SELECT
from tests.cast import Cast, person
from tests.ingest.files import docx, pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.usefixtures("mali")
def test_a_contributor_sends_files_and_finds_a_conflict(
    page: Page, live_server: object, enter: Callable[..., None], faults: list[str], tmp_path: Path, settings: Any
) -> None:
    settings.TRACKER_WORKER = False  # the server reads in a thread of its own
    (tmp_path / "report.pdf").write_bytes(pdf([["In March 2022", "exactly 900 people were killed at Moura."]]))
    (tmp_path / "notes.docx").write_bytes(docx(["An estimated 310 men were killed."]))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 cut off")
    enter("contributor")
    page.goto(f"{live_server}/documents/")
    page.get_by_role("link", name="Send files").click()
    page.get_by_label("Files").set_input_files([tmp_path / n for n in ("report.pdf", "notes.docx", "broken.pdf")])
    page.get_by_role("button", name="Send the files").click()
    expect(page.get_by_text("All of them have been looked at")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("broken or cut off")).to_be_visible()
    page.get_by_role("link", name="report.pdf").click()
    page.get_by_role("link", name="Record a claim").first.click()
    page.get_by_label("Quote", exact=True).fill("exactly 900 people were killed at Moura")
    page.get_by_label("Statement").fill("900 people were killed at Moura.")
    page.get_by_label("Question it answers").fill("How many people were killed at Moura in March 2022?")
    page.get_by_label("Answer as written").fill("exactly 900 people")
    page.get_by_role("button", name="Preview the reading").click()
    expect(page.get_by_text("900 people").first).to_be_visible()
    page.get_by_role("button", name="Record the claim").click()
    expect(page.locator(".marks")).to_contain_text("conflicting")
    claim = Claim.objects.latest("pk")
    assert claim.page == 1 and claim.document == Document.objects.get(title="report.pdf")
    assert claim.question and Conflict.objects.get(question=claim.question).claim_count == 3


def test_a_reading_is_corrected_by_hand_on_the_way_from_a_file_to_a_conflict(
    page: Page, live_server: object, enter: Callable[..., None], faults: list[str], tmp_path: Path, settings: Any
) -> None:
    settings.TRACKER_WORKER = False
    cast = Cast(lead=person("lead"))
    cast.claim("450 civilians", cast.question("How many men were killed at Moura?"))
    words = "In Moura 300 men were killed, though nobody counted well."
    (tmp_path / "notes.docx").write_bytes(docx([words]))
    enter("contributor")
    page.goto(f"{live_server}/uploads/")
    page.get_by_label("Files").set_input_files([tmp_path / "notes.docx"])
    page.get_by_role("button", name="Send the files").click()
    page.get_by_role("link", name="notes.docx").click(timeout=60_000)
    expect(page.locator(".reader .text")).to_be_visible()
    page.evaluate(SELECT, [words, 0])
    page.get_by_role("link", name="Record these words").click()
    expect(page.get_by_label("Answer as written")).to_have_value("300 men")
    page.get_by_label("read by hand, with a reason").check()
    page.get_by_label("Bound").select_option(label="between")
    page.get_by_label("Figure, or the lower one").fill("200")
    page.get_by_label("Upper figure").fill("400")
    page.get_by_label("Why it is read so").fill("Its author told us how far off it may be.")
    page.get_by_role("button", name="Choose “How many men were killed at Moura?”").click()
    page.get_by_role("button", name="Use the quote as it stands").click()
    page.get_by_role("button", name="Record the claim").click()
    expect(page.get_by_text("the ranges do not meet").first).to_be_visible()
    claim = Claim.objects.latest("pk")
    assert (claim.low, claim.high, claim.hand_reason) == (200, 400, "Its author told us how far off it may be.")
    assert (claim.as_written, claim.finding) == ("300 men", "conflicting")
    assert not faults
