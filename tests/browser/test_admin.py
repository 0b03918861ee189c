"""The main job in the admin in a browser, and its pages against axe-core and the security policy."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from claims.models import Claim, Conflict, Document, Event, LedgerEntry, Question, Source
from tests.admin.staff import page as address
from tests.browser.test_accessible import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REASON = "The two figures are of one month and one perpetrator, and cannot both be the number killed."


@pytest.mark.usefixtures("mali")
def test_a_reviewer_marks_claims_as_conflicting(
    page: Page, live_server: object, enter: Callable[..., None], faults: list[str]
) -> None:
    enter("reviewer", is_staff=True)
    page.goto(f"{live_server}{address(Claim)}")
    page.locator("#searchbar").fill("Moura")
    page.get_by_role("button", name="Search").click()
    claim = Claim.objects.get(external_key="mali/000-moura-300")
    page.locator(f"input[name=_selected_action][value='{claim.pk}']").check()
    page.locator("select[name=action]").select_option(label="Mark as conflicting…")
    page.get_by_role("button", name="Go", exact=True).click()
    expect(page.get_by_role("heading", name="1 claim to be marked")).to_be_visible()
    page.get_by_label("Your reason").fill(REASON)
    page.get_by_role("button", name="Mark as conflicting").click()
    expect(page.get_by_text("1 claim is marked as conflicting")).to_be_visible()
    claim.refresh_from_db()
    assert claim.status == "conflicting"
    page.goto(f"{live_server}{address(claim, 'history')}")
    expect(page.get_by_text(REASON)).to_be_visible()


@pytest.mark.usefixtures("mali")
def test_a_contributor_chooses_by_suggestion(
    page: Page, live_server: object, enter: Callable[..., None], faults: list[str]
) -> None:
    enter("contributor", is_staff=True)
    page.goto(f"{live_server}{address(Question, 'add')}")
    page.get_by_label("Question:", exact=True).fill("How many homes were burned at Moura?")
    page.locator(".field-event .select2-selection").click()
    page.locator(".select2-search__field").fill("moura")
    event = Event.objects.filter(title__icontains="moura").latest("pk")
    page.get_by_role("option", name=event.title).click()
    page.get_by_label("a number").check()
    page.get_by_label("Measure").select_option("property_destroyed")
    page.get_by_label("Unit").select_option("homes")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    assert Question.objects.latest("pk").event == event


@pytest.mark.usefixtures("mali")
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")], ids=["wide light", "narrow dark"])
def test_no_page_has_a_serious_violation(
    page: Page, live_server: object, enter: Callable[..., None], faults: list[str], width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    enter("administrator", is_staff=True)
    claim = Claim.objects.get(external_key="mali/000-moura-300")
    rows = [claim, claim.question, claim.document, Source.objects.latest("pk"), Event.objects.latest("pk")]
    rows += [Conflict.objects.latest("pk"), LedgerEntry.objects.latest("sequence"), User.objects.latest("pk")]
    found = []
    for url in [
        reverse("admin:index"),
        *(address(type(row)) for row in rows),
        *(address(row, "change") for row in rows),
        *(address(model, "add") for model in (Claim, Question, Document, Source, Event, User)),
        address(claim, "history"),
    ]:
        answer = page.goto(f"{live_server}{url}")
        assert answer and answer.ok, url
        found += violations(page)
    assert not found, "\n".join(found)
