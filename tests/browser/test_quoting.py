"""Words selected in the reader go along to the form that records a claim, with the place where they stand."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim
from tests.cast import Cast, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "🇲🇱 قال إن 300 رجل. In Se\u0301gou 300 men were killed 🕊, and in Moura 300 men were killed as well."

SELECT = """([words, nth]) => {
  const walker = document.createTreeWalker(document.querySelector(".reader .text"), NodeFilter.SHOW_TEXT);
  let seen = -1;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest("a.ref")) continue;
    for (let at = node.data.indexOf(words); at !== -1; at = node.data.indexOf(words, at + 1)) {
      if (++seen < nth) continue;
      getSelection().setBaseAndExtent(node, at, node, at + words.length);
      return;
    }
  }
  throw new Error("not there");
}"""


def test_selected_words_are_quoted_at_their_own_place(
    page: Page, live_server: object, enter: Callable[..., None], faults: list[str]
) -> None:
    cast = Cast(lead=person("lead"))
    document = cast.document(TEXT, publisher=cast.source())
    cast.claim("قال إن 300 رجل", document=document)
    enter("contributor")
    page.goto(f"{live_server}{document.get_absolute_url()}")
    page.evaluate(SELECT, ["300 men were killed", 1])
    page.keyboard.press("c")
    expect(page.get_by_role("heading", level=1)).to_have_text("Record a claim")
    expect(page.get_by_label("Quote", exact=True)).to_have_value("300 men were killed")
    page.get_by_label("Statement").fill("300 men were killed in Moura.")
    page.get_by_role("button", name="Record the claim").click()
    expect(page.locator("h1")).to_contain_text("300 men were killed in Moura")
    claim = Claim.objects.latest("pk")
    assert claim.start == TEXT.rindex("300 men were killed") and claim.exact == "300 men were killed"


def test_without_a_selection_the_form_is_empty(page: Page, live_server: object, enter: Callable[..., None]) -> None:
    cast = Cast(lead=person("lead"))
    document = cast.document(TEXT, publisher=cast.source())
    enter("contributor")
    page.goto(f"{live_server}{document.get_absolute_url()}")
    page.evaluate(SELECT, ["300 men", 0])
    page.evaluate("getSelection().removeAllRanges()")
    page.get_by_role("link", name="Record a claim").first.click()
    expect(page.get_by_label("Quote", exact=True)).to_have_value("")


def test_a_claim_is_recorded_by_keyboard_from_selection_to_conflict(
    page: Page, live_server: object, enter: Callable[..., None], faults: list[str]
) -> None:
    cast = Cast(lead=person("lead"))
    question = cast.question("How many men were killed at Moura?")
    cast.claim("450 civilians", question)
    document = cast.document("In Moura an estimated 300 men were killed, it is said.", publisher=cast.source())
    enter("contributor")
    page.goto(f"{live_server}{document.get_absolute_url()}")
    page.evaluate(SELECT, ["In Moura an estimated 300 men were killed", 0])
    page.keyboard.press("c")
    expect(page.get_by_label("Answer as written")).to_have_value("an estimated 300 men")
    for name in ("Use the quote as it stands", "Take “Moura”", "Choose “How many men were killed at Moura?”"):
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=name)).to_have_count(1 if name.startswith("Use") else 0)
    expect(page.get_by_label("Question it answers")).to_have_value(re.compile(f"#{question.pk}"))
    page.get_by_role("button", name="Record the claim").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("In Moura an estimated 300 men were killed")
    expect(page.get_by_text("the ranges do not meet").first).to_be_visible()
    claim = Claim.objects.latest("pk")
    assert (claim.question, claim.scope_place, claim.finding) == (question, "Moura", "conflicting")
    assert not faults


def test_words_selected_beside_the_form_are_read_at_once(
    page: Page, live_server: object, enter: Callable[..., None]
) -> None:
    cast = Cast(lead=person("lead"))
    document = cast.document("Some 13,000 troops left. At least 40 stayed.", publisher=cast.source())
    enter("contributor")
    page.goto(f"{live_server}{document.get_absolute_url()}claims/add/")
    page.evaluate(SELECT.replace(".reader .text", "[data-passage]"), ["Some 13,000 troops left", 0])
    page.get_by_role("button", name="Quote the selected words").click()
    expect(page.get_by_label("Answer as written")).to_have_value("Some 13,000 troops")
    expect(page.get_by_label("Quote", exact=True)).to_have_value("Some 13,000 troops left")


def test_selected_words_have_the_way_to_the_form_beside_them(
    page: Page, live_server: object, enter: Callable[..., None], faults: list[str]
) -> None:
    cast = Cast(lead=person("lead"))
    document = cast.document(TEXT, publisher=cast.source())
    enter("contributor")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server}{document.get_absolute_url()}")
    beside = page.get_by_role("link", name="Record these words")
    expect(beside).to_be_hidden()
    page.evaluate(SELECT, ["300 men were killed", 1])
    expect(beside).to_be_in_viewport()
    beside.click()
    expect(page.get_by_label("Quote", exact=True)).to_have_value("300 men were killed")
    assert not faults


def test_the_form_stays_where_it_was_when_a_button_fills_it_further(
    page: Page, live_server: object, enter: Callable[..., None], faults: list[str]
) -> None:
    cast = Cast(lead=person("lead"))
    cast.question("How many men were killed at Moura?")
    document = cast.document("In Moura an estimated 300 men were killed.", publisher=cast.source())
    enter("contributor")
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(f"{live_server}{document.get_absolute_url()}claims/add/?quote=In+Moura+an+estimated+300+men+were+killed")
    button = page.get_by_role("button", name="Take “Moura”")
    button.scroll_into_view_if_needed()
    button.click()
    expect(button).to_have_count(0)
    expect(page.locator("#id_scope_place_1")).to_have_value("Moura")
    expect(page.locator("#id_scope_place_1")).to_be_in_viewport()
    expect(page.locator("#id_scope_place_1")).to_be_focused()
    assert not faults
