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
    expect(page.locator("a[data-record]").first).to_have_attribute("href", re.compile("quote="))
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
