"""The main job in a browser: from the conflict report to a verdict in the ledger, with the mouse and by keyboard
alone.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOURA = "How many people were killed at Moura in March 2022?"
REASON = "The two figures are of one month and one perpetrator, and cannot both be the number killed."


@pytest.mark.usefixtures("mali")
def test_a_reviewer_follows_moura_and_marks_the_claim_conflicting(
    page: Page, live_server: object, enter: Callable[..., None], faults: list[str]
) -> None:
    enter("reviewer")
    page.get_by_role("link", name="Conflicts", exact=True).click()
    page.get_by_role("link", name=MOURA).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(MOURA)
    for quote in ("rounded up and killed an estimated 300 men", "killed an estimated 450 civilians"):
        expect(page.locator(".camps")).to_contain_text(quote)
    claim = Claim.objects.get(external_key="mali/000-moura-300")
    page.locator(".camps").get_by_role("link", name=claim.statement).click()
    expect(page.get_by_text("they would meet at ±20 %")).to_be_visible()
    page.get_by_label("conflicting").check()
    page.get_by_label("Reason").fill(REASON)
    page.get_by_role("button", name="Record the review").click()
    expect(page.locator(".marks")).to_contain_text("conflicting")
    expect(page.get_by_text(REASON).first).to_be_visible()
    page.locator("section[aria-labelledby=history] a").first.click()
    expect(page.locator("main")).to_contain_text(REASON)
    expect(page.locator("main")).to_contain_text("rita")
    claim.refresh_from_db()
    assert claim.status == "conflicting"


def press_until(page: Page, key: str, focused: str, at_most: int = 80) -> None:
    """Press the key until what is focused says this; fails if the keyboard never gets there."""
    for _ in range(at_most):
        page.keyboard.press(key)
        words = page.evaluate(
            "() => { const e = document.activeElement; const l = e.labels && e.labels[0];"
            " return (l ? l.textContent : e.textContent || e.value || '').trim() }"
        )
        if focused.lower() in words.lower():
            return
    raise AssertionError(f"the keyboard does not reach “{focused}”")


@pytest.mark.usefixtures("mali")
def test_the_same_by_keyboard_alone(page: Page, live_server: object, enter: Callable[..., None]) -> None:
    enter("reviewer")
    press_until(page, "Tab", "Conflicts")
    page.keyboard.press("Enter")
    page.wait_for_url("**/conflicts/")
    press_until(page, "Tab", MOURA)
    page.keyboard.press("Enter")
    page.wait_for_url("**/conflicts/*/")
    claim = Claim.objects.get(external_key="mali/000-moura-300")
    press_until(page, "Tab", claim.statement)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/claims/{claim.pk}/")
    press_until(page, "Tab", "corroborated", at_most=120)
    page.keyboard.press("ArrowDown")
    press_until(page, "Tab", "Reason")
    page.keyboard.type(REASON)
    press_until(page, "Tab", "Record the review")
    page.keyboard.press("Enter")
    expect(page.locator(".marks")).to_contain_text("conflicting")
    claim.refresh_from_db()
    assert claim.status == "conflicting"


@pytest.mark.usefixtures("mali")
def test_the_page_answers_to_its_keys(page: Page, enter: Callable[..., None], faults: list[str]) -> None:
    enter("reader")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox").first).to_be_focused()
    page.keyboard.type("Moura")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/?words=Moura")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.usefixtures("mali")
def test_a_quote_leads_to_its_claim_and_back(page: Page, live_server: object, enter: Callable[..., None]) -> None:
    enter("reader")
    claim = Claim.objects.get(external_key="mali/000-moura-300")
    page.goto(f"{live_server}/claims/{claim.pk}/")
    page.get_by_role("link", name="read it in the document").click()
    page.wait_for_url(f"**/documents/{claim.document_id}/?claim={claim.pk}#claim-{claim.pk}")
    place = page.locator(f"#claim-{claim.pk}")
    expect(place).to_be_in_viewport()
    page.locator(f"a.ref[title='{claim.statement}']").click()
    page.locator(".side").get_by_role("link", name=claim.statement).click()
    page.wait_for_url(f"**/claims/{claim.pk}/")
