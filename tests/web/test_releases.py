"""`/reports/<pk>/releases/<number>/`: a release as it was published, its files, and what differs between two."""

import json
import re

import pypdfium2 as pdfium
import pytest
from django.test import Client
from django.utils.html import escape

from claims import actions, formats
from claims.actions import AsWritten
from claims.exports.report_pdf import NoPdf
from claims.models import Claim, Document, Event, LedgerEntry, Release
from tests.cast import SITE, Cast
from tests.web.ladder import got, reads, text_of, visitor

pytestmark = pytest.mark.django_db
SHORT = sorted(one.key for one in formats.fit(2))
"""The formats of a short report."""


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


@pytest.fixture
def moura(cast: Cast) -> Event:
    event = cast.event("Moura")
    cast.conflict(event=event)
    return event


@pytest.fixture
def release(cast: Cast, moura: Event) -> Release:
    return cast.release(cast.report(moura, title="On Moura"), note="The first.")


def test_a_release_shows_its_number_hash_and_permanent_address(reader: Client, release: Release) -> None:
    shown = text_of(reader.get(release.get_absolute_url()))
    for words in ("On Moura", "The first.", release.sha256, f"{SITE}{release.get_absolute_url()}", "75 apart"):
        assert words in shown


def test_a_release_stays_what_it_was_when_its_claims_change(cast: Cast, reader: Client, release: Release) -> None:
    claim = Claim.objects.latest("pk")
    actions.withdraw_claim(by=cast.lead, claim=claim, version=1, reason="Misread.")
    shown = text_of(reader.get(release.get_absolute_url()))
    assert "an estimated 450 civilians" in shown and "Misread" not in shown


def test_its_citation_is_the_same_on_any_day(reader: Client, release: Release) -> None:
    citation = reader.get(release.get_absolute_url()).context["citation"]
    assert f"release {release.number}" in citation.plain and f"SHA-256 {release.sha256}" in citation.plain
    assert f"{release.at:%-d %B %Y}" in citation.plain and citation.bibtex.startswith("@misc{report-")


def test_a_release_leads_to_a_newer_one(cast: Cast, reader: Client, release: Release) -> None:
    newer = cast.release(release.report)
    assert "There is a newer one" in text_of(reader.get(release.get_absolute_url()))
    assert "There is a newer one" not in text_of(reader.get(newer.get_absolute_url()))


def test_its_json_is_byte_for_byte_what_was_hashed(reader: Client, release: Release) -> None:
    answer = reader.get(f"{release.get_absolute_url()}file.json")
    assert got(answer) == release.content.encode() and answer["Content-Type"] == "application/json"
    assert f'filename="report-{release.report_id}-release-1.json"' in answer["Content-Disposition"]


@pytest.mark.parametrize("form", SHORT)
def test_each_file_is_the_same_each_time(reader: Client, release: Release, form: str) -> None:
    first, again = (reader.get(f"{release.get_absolute_url()}file.{form}") for _ in range(2))
    assert first.status_code == 200 and first["Content-Type"] == formats.FORMATS[form].media_type
    assert got(first) == got(again) != b""


@pytest.mark.parametrize("form", SHORT)
def test_each_format_is_there_of_a_draft(reader: Client, release: Release, form: str) -> None:
    answer = reader.get(f"{release.report.get_absolute_url()}draft.{form}")
    assert answer.status_code == 200 and "draft" in answer["Content-Disposition"]


def test_whoever_takes_an_evidence_package_stands_in_the_custody_of_its_originals(
    reader: Client, release: Release
) -> None:
    reader.get(f"{release.get_absolute_url()}file.package")
    entry = LedgerEntry.objects.latest("sequence")
    documents = set(Document.objects.values_list("pk", flat=True))
    assert entry.deed == "give_out_package" and entry.actor_name.startswith("reader")
    assert set(entry.objects_concerned.values_list("kind", "object_id")) == {("document", pk) for pk in documents}
    assert "was handed an evidence package" in text_of(reader.get(Document.objects.latest("pk").get_absolute_url()))


def test_a_file_without_originals_is_no_custody(reader: Client, release: Release) -> None:
    before = LedgerEntry.objects.count()
    reader.get(f"{release.get_absolute_url()}file.html")
    assert LedgerEntry.objects.count() == before


def test_a_draft_says_that_it_is_no_release(reader: Client, release: Release) -> None:
    draft = json.loads(got(reader.get(f"{release.report.get_absolute_url()}draft.json")))
    assert draft["release"] is None


def test_a_format_that_is_not_there_is_not_found(reader: Client, release: Release) -> None:
    assert reader.get(f"{release.get_absolute_url()}file.exe").status_code == 404


def test_a_claim_that_was_moved_within_the_report_is_told(cast: Cast, reader: Client, moura: Event) -> None:
    other = cast.question("Otherwise?", event=moura)
    report = cast.report(moura)
    cast.release(report)
    claim = Claim.objects.earliest("pk")
    actions.move_claim(
        by=cast.lead, claim=claim, version=claim.version, question=other, scope=claim.scope, reason="Misplaced."
    )
    shown = text_of(reader.get(f"{cast.release(report).get_absolute_url()}since/1/"))
    assert "Claims that answer another question" in shown and "Otherwise?" in shown


def test_a_number_that_is_not_there_is_not_found(reader: Client, release: Release) -> None:
    for number in (0, 2, 2**70):
        assert reader.get(f"{release.report.get_absolute_url()}releases/{number}/").status_code == 404


def test_where_no_pdf_can_be_written_the_page_says_what_to_install(
    reader: Client, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*args: object) -> bytes:
        raise NoPdf

    monkeypatch.setattr(formats, "pdf_of", missing)
    answer = reader.get(f"{release.get_absolute_url()}file.pdf")
    assert answer.status_code == 503 and "apt-get install libpango-1.0-0" in text_of(answer)


def test_reads_as_often_for_much_as_for_little(cast: Cast, reader: Client, moura: Event) -> None:
    def grow(times: int) -> int:
        for _ in range(times):
            cast.conflict(event=moura)
        release = cast.release(cast.report(moura))
        return reads(lambda: reader.get(release.get_absolute_url()))

    assert grow(1) == grow(4)


# --- what people type -------------------------------------------------------------------------------------------------


LONG = ("x" * 3000 + " " + "A long sentence of what was seen. " * 100)[:5000].strip()
"""As long as a statement may be, and its first word as wide as a page is not."""
MARKUP = "<script>alert(1)</script> <img src=x onerror=alert(1)> ]]> &amp;"
RIGHT_TO_LEFT, ASTRAL, FORMULA = "قُتلوا في مورا", "𐍈👩🏽‍⚕️", "=HYPERLINK(A1) @SUM(A1)"


@pytest.fixture
def typed(cast: Cast) -> Release:
    """A report of whatever may be typed, wherever it may be."""
    event = cast.event(f"{MARKUP} {'W' * 200}")
    question = cast.question(f"{RIGHT_TO_LEFT} {'Q' * 200}", event=event)
    words = f"an estimated 300 men {RIGHT_TO_LEFT} {ASTRAL} {MARKUP} {FORMULA} {'T' * 600}"
    document = cast.document(
        f"It is said: {words}",
        publisher=cast.source(f"{RIGHT_TO_LEFT} {'S' * 150}"),
        title=f"{'D' * 450} {MARKUP}"[:500],
    )
    stated = AsWritten("an estimated 300 men")
    cast.claim(words, question, document=document, statement=LONG, answer=stated)
    cast.claim("an estimated 450 civilians", question, statement=f"{FORMULA} {MARKUP} {ASTRAL}")
    return cast.release(
        cast.report(event, title=f"{MARKUP} {'R' * 200}", purpose=f"{FORMULA}\n{'P' * 500}"), note="N" * 900
    )


def test_what_is_typed_is_shown_as_it_was_typed(reader: Client, typed: Release) -> None:
    page = text_of(reader.get(typed.get_absolute_url()))
    alone = got(reader.get(f"{typed.get_absolute_url()}file.html")).decode()
    for shown in (page, alone):
        for words in (LONG, RIGHT_TO_LEFT, ASTRAL, FORMULA, "T" * 600, escape(MARKUP)):
            assert words in shown
        assert "<script>alert" not in shown and "<img" not in shown and "onerror=alert(1)>" not in shown
    assert re.search(rf'dir="auto"[^<]*>[^<]*{RIGHT_TO_LEFT}', alone)


def test_nothing_that_is_typed_runs_out_of_a_pdf(reader: Client, typed: Release) -> None:
    written = pdfium.PdfDocument(got(reader.get(f"{typed.get_absolute_url()}file.pdf")))
    said = ""
    for number in range(len(written)):
        wide, _ = written[number].get_size()
        words = written[number].get_textpage()
        said += "".join(words.get_text_range().split())
        for place in range(words.count_rects()):
            left, bottom, right, top = words.get_rect(place)
            assert left > 48 and right < wide - 48, (number + 1, words.get_text_bounded(left, bottom, right, top))
    assert "x" * 3000 in said and "".join(FORMULA.split()) in said and "<script>alert(1)</script>" in said


# --- what differs -----------------------------------------------------------------------------------------------------


def test_what_differs_between_two_releases_is_told_from_the_earlier_on(
    cast: Cast, reader: Client, release: Release, moura: Event
) -> None:
    claim = Claim.objects.latest("pk")
    actions.withdraw_claim(by=cast.lead, claim=claim, version=1, reason="Misread.")
    cast.claim("310 people", moura.questions.get())
    later = cast.release(release.report)
    for address in (f"{later.get_absolute_url()}since/1/", f"{release.get_absolute_url()}since/2/"):
        found = reader.get(address).context["differences"]
        assert [one.key for one in found.withdrawn] == [f"claim-{claim.pk}"] and found.withdrawn[0].after == "Misread."
        assert len(found.added) == 1 and "310 people" in found.added[0].after
        assert len(found.conflicts) == 1 and found.conflicts[0].after == "dissolved"
        assert found.figures


def test_two_releases_of_the_same_say_that_nothing_differs(cast: Cast, reader: Client, release: Release) -> None:
    later = cast.release(release.report)
    assert "Nothing differs" in text_of(reader.get(f"{later.get_absolute_url()}since/1/"))
