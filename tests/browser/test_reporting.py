"""From the list of conflicts to a release in everybody's hands: composed, published, downloaded, printed, published
again.
"""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from claims.formats import fit
from claims.models import Claim, Question, Release, Report
from tests.browser.test_reviewing import MOURA, press_until
from tests.cast import Cast, person
from tests.exports.pdf_pages import texts
from tests.mali import decide_moura

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUOTES = ("killed an estimated 300 men", "killed an estimated 450 civilians")
VERIFY = Path(settings.BASE_DIR) / "claims" / "exports" / "verify.py"


def compose(page: Page, title: str) -> None:
    """From the list of conflicts, filtered."""
    page.get_by_role("link", name="Conflicts", exact=True).click()
    page.get_by_label("Place").fill("Moura, Mali")
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("link", name="Compose a report of these").click()
    expect(page.get_by_label("Questions by themselves")).to_have_value(f"#{moura().pk} {MOURA}")
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Compose and preview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("main")).to_contain_text("Draft.")


def moura() -> Question:
    question = Claim.objects.get(external_key="mali/000-moura-300").question
    assert question
    return question


def publish(page: Page, note: str) -> None:
    page.get_by_label("Note on this release").fill(note)
    page.get_by_role("button", name="Publish this release").click()
    expect(page.locator(".messages")).to_contain_text("is published")


@pytest.mark.usefixtures("mali")
def test_a_report_is_composed_published_and_published_again(
    page: Page, live_server: object, enter: Callable[..., None], faults: list[str]
) -> None:
    enter("contributor")
    compose(page, "What is said of Moura")
    for quote in QUOTES:
        expect(page.locator("main")).to_contain_text(quote)
    expect(page.get_by_role("button", name="Publish this release")).to_have_count(0)
    page.goto(f"{live_server}/logout/")
    page.locator("main").get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
    enter("lead", "lea")
    page.goto(f"{live_server}{Report.objects.get().get_absolute_url()}")
    page.get_by_role("link", name="Preview", exact=True).click()
    publish(page, "The first.")
    page.goto(f"{live_server}/claims/{Claim.objects.get(external_key='mali/000-march-2022-450').pk}/withdraw/")
    page.get_by_label("Reason").fill("It is on the whole month.")
    page.get_by_role("button", name="Withdraw the claim").click()
    page.goto(f"{live_server}{Release.objects.get().get_absolute_url()}")
    expect(page.locator("main")).not_to_contain_text("It is on the whole month.")
    page.goto(f"{live_server}{Report.objects.get().get_absolute_url()}preview/")
    publish(page, "Without what was withdrawn.")
    page.get_by_role("link", name="since release 1").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("From release 1 to release 2")
    for words in ("Claims withdrawn", "It is on the whole month.", "dissolved"):
        expect(page.locator("main")).to_contain_text(words)


@pytest.mark.usefixtures("mali")
def test_the_same_is_composed_by_keyboard_alone(page: Page, enter: Callable[..., None], faults: list[str]) -> None:
    enter("contributor")
    for focused, address in (("Conflicts", "**/conflicts/"), ("Compose a report of these", "**/reports/add/?*")):
        press_until(page, "Tab", focused)
        page.keyboard.press("Enter")
        page.wait_for_url(address)
    press_until(page, "Tab", "Title")
    page.keyboard.type("By keyboard")
    press_until(page, "Tab", "Low, best, high")
    page.keyboard.press("ArrowDown")
    press_until(page, "Tab", "Compose and preview")
    page.keyboard.press("Enter")
    page.wait_for_url("**/preview/")
    expect(page.get_by_role("heading", level=1)).to_have_text("By keyboard")
    report = Report.objects.get()
    assert (report.rule, report.chosen_by) == ("range", "All conflicts that are not dissolved")


@pytest.mark.usefixtures("mali")
def test_every_file_is_there_and_of_its_kind(
    page: Page, live_server: object, enter: Callable[..., None], faults: list[str], tmp_path: Path
) -> None:
    release = released()
    enter("reader")
    page.goto(f"{live_server}{release.get_absolute_url()}")
    offered = fit(release.claim_count)
    for form in offered:
        with page.expect_download(timeout=120_000) as download:
            page.locator(".downloads").get_by_role("link", name=form.words, exact=True).click()
        assert download.value.suggested_filename.endswith(f"-release-1.{form.ending}")
        download.value.save_as(tmp_path / form.key)
    content = {key: (tmp_path / key).read_bytes() for key in (form.key for form in offered)}
    assert content["pdf"].startswith(b"%PDF-") and content["html"].startswith(b"<!DOCTYPE html>")
    assert content["json"].decode() == release.content and "@context" in json.loads(content["jsonld"])
    for key, name in (("xlsx", "xl/workbook.xml"), ("csv", "claims.csv"), ("package", "verify.py")):
        names = zipfile.ZipFile(io.BytesIO(content[key])).namelist()
        assert any(found.endswith(name) for found in names), (key, names)
    with zipfile.ZipFile(tmp_path / "package") as packed:
        [own] = [name for name in packed.namelist() if name.endswith("verify.py")]
        (tmp_path / "verify.py").write_bytes(packed.read(own))
    command = [sys.executable, "-I", tmp_path / "verify.py", tmp_path / "package"]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert (tmp_path / "verify.py").read_bytes() == VERIFY.read_bytes()


def released() -> Release:
    """Moura, with a review and a settlement."""
    cast = Cast(lead=person("lead", "laila"))
    return cast.release(cast.report(decide_moura(cast), title="The killings at Moura"), note="The first.")


# --- on paper ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("mali")
def test_a_release_is_printed_with_its_quotes_and_without_buttons(
    page: Page, live_server: object, enter: Callable[..., None], faults: list[str]
) -> None:
    release = released()
    enter("reader")
    page.goto(f"{live_server}{release.get_absolute_url()}")
    printed = " ".join(texts(page.pdf(format="A4")))
    for words in (*QUOTES, "The second names no place.", release.sha256):
        assert words in printed, words
    page.emulate_media(media="print")
    for gone in ("button", "a.button", "form", ".crumbs"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
