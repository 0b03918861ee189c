"""Proposed sentences are accepted and dismissed, by mouse and by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, Dismissal
from tests.cast import Cast, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "An estimated 300 men were killed at Moura. Soldiers burned the village of Nia. In 2021 12 herders were freed."


def test_one_is_accepted_and_another_dismissed(
    page: Page, live_server: object, enter: Callable[..., None], faults: list[str]
) -> None:
    document = Cast(lead=person("lead")).document(TEXT)
    enter("contributor")
    page.goto(f"{live_server}{document.get_absolute_url()}")
    page.get_by_role("link", name="Proposed claims").click()
    expect(page.locator(".proposals > li")).to_have_count(3)
    page.get_by_role("button", name="Dismiss").nth(1).click()
    expect(page.locator(".proposals > li")).to_have_count(2)
    expect(page.get_by_text("Dismissed. It is not proposed again")).to_be_visible()
    page.get_by_role("link", name="Record as a claim").first.click()
    expect(page.get_by_label("Answer as written")).to_have_value("An estimated 300 men")
    page.get_by_role("button", name="Use the quote as it stands").click()
    page.get_by_role("button", name="Record and go on with the proposals").click()
    expect(page.locator(".proposals > li")).to_have_count(1)
    assert Claim.objects.get().exact == "An estimated 300 men were killed at Moura."
    assert Dismissal.objects.get().sentence == "Soldiers burned the village of Nia."
    assert not faults


def test_the_same_by_keyboard_alone(page: Page, live_server: object, enter: Callable[..., None]) -> None:
    document = Cast(lead=person("lead")).document(TEXT)
    enter("contributor")
    page.goto(f"{live_server}{document.get_absolute_url()}proposals/")
    page.keyboard.press("j")
    expect(page.locator(".proposals > li").first.get_by_role("link")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".proposals > li")).to_have_count(2)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Record a claim")
    expect(page.get_by_label("Quote", exact=True)).to_have_value("Soldiers burned the village of Nia.")
