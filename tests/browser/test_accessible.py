"""Every page against axe-core: no serious or critical violation, in both colour schemes, wide and narrow."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from claims import actions, jobs
from claims.models import Claim, Conflict, Document, Event, Import, LedgerEntry, Release, Report
from tests.cast import Cast, person
from tests.web.test_every_address import ADDRESSES, LED

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = {"serious", "critical"}
LISTED = {"document_compare", "import_send", "release", "release_files", "release_since", "release_withdraw"}
"""Their addresses take more than a number, so they are listed by themselves."""
NO_PAGES = {
    "claim_csv",
    "conflict_csv",
    "document_original",
    "event_report_json",
    "event_sheet_download",
    "import_refused",
    "release_file",
    "report_draft",
    "report_schema",
    "upload_batch",
}


def addresses() -> list[str]:
    """Every page that the corpus has something to show on; those for POST only are no pages."""
    claim = Claim.objects.get(external_key="mali/000-moura-300")
    assert claim.question and claim.document.publisher_id
    of = {
        "claim": claim.pk,
        "document": claim.document_id,
        "event": claim.question.event_id,
        "question": claim.question_id,
        "conflict": Conflict.objects.get(question=claim.question_id).pk,
        "source": claim.document.publisher_id,
        "ledger": LedgerEntry.objects.latest("sequence").pk,
        "import": Import.objects.latest("pk").pk,
        "report": Report.objects.get().pk,
    }
    other = Document.objects.exclude(pk=claim.document_id).latest("pk").pk
    found = [
        reverse("document_compare", args=[claim.document_id, other]),
        f"{reverse('claim_add', args=[claim.document_id])}?{urlencode({'quote': claim.exact})}",
        reverse("import_send"),
        f"{reverse('report_add')}?conflicts=filtered",
        *(release.get_absolute_url() for release in Release.objects.filter(withdrawn_at=None)),
        *(release.get_files_url() for release in Release.objects.filter(withdrawn_at=None)),
        reverse("release_since", args=[of["report"], 3, 1]),
        reverse("release_withdraw", args=[of["report"], 1]),
    ]
    for name, (least, _) in ADDRESSES.items():
        if least in (None, LED) or name in NO_PAGES | LISTED:
            continue
        noun, _, deed = name.partition("_")
        plain = deed in ("list", "add") or noun not in of
        number = of["document"] if name == "claim_add" else of.get(noun)
        found.append(reverse(name, args=[number] if name == "claim_add" or not plain else []))
    return found


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    # Preloading writes each imported style sheet into the page, which the security policy refuses.
    found = page.evaluate("async () => (await axe.run({preload: false})).violations")
    return [
        f"{page.url}: {v['id']}: {v['nodes'][0]['html'][:150]} {v['nodes'][0].get('failureSummary', '')[:300]}"
        for v in found
        if v["impact"] in GRAVE
    ]


def table_tried() -> None:
    """A table with a row of each fate but corrections."""
    by = person("contributor")
    table = actions.receive_import(by=by, name="t.csv", original=b"key,title\n1,One\n2,\n", rows_are="events")
    jobs.work_on_next_table()
    actions.map_import(by=by, table=table, patterns={"key": "{key}", "title": "{title}"}, remember_as="Events")
    jobs.work_on_next_table()


def report_published_twice() -> None:
    """On Moura and two more conflicts, with every picture that a report may have; the second without one claim."""
    cast = Cast(lead=person("lead"))
    question = Claim.objects.get(external_key="mali/000-moura-300").question
    assert question and question.event
    later = cast.event("Later counts")
    counted = cast.question(event=later)
    for day, words in (("2022-04", "203 people"), ("2022-08", "300 people"), ("2023-05", "500 people")):
        document = cast.document(f"It is said that {words}.", publisher=cast.source(), published=day)
        claim = cast.claim(words, counted, document=document)
    report = cast.report(*Event.objects.filter(pk__in=(question.event_id, later.pk)))
    cast.release(report)
    actions.withdraw_claim(by=cast.lead, claim=claim, version=1, reason="Misread.")
    actions.withdraw_release(by=cast.lead, release=cast.release(report), reason="It tells too much.")
    cast.release(report)


@pytest.mark.usefixtures("mali")
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")], ids=["wide light", "narrow dark"])
def test_no_page_has_a_serious_violation(
    page: Page, live_server: object, enter: Callable[..., None], faults: list[str], width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server}/login/")
    found = violations(page)
    enter("lead")
    table_tried()
    report_published_twice()
    for address in [*addresses(), "/password/", "/logout/"]:
        answer = page.goto(f"{live_server}{address}")
        assert answer and answer.ok, address
        found += violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{address} is wider than the window"
    assert not found, "\n".join(found)
