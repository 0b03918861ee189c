"""`/reports/`: the list, composing, changing, previewing and publishing a report."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import actions
from claims.models import Claim, Event, Release, Report
from claims.views import choosing, reports
from tests.cast import Cast
from tests.web.ladder import as_shown, reads, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.lead)
    return client


@pytest.fixture
def moura(cast: Cast) -> Event:
    event = cast.event("Moura")
    cast.conflict(event=event)
    return event


def preview(report: Report) -> str:
    return f"{report.get_absolute_url()}preview/"


def publish(client: Client, report: Report, **changes: Any) -> Any:
    form = client.get(preview(report)).context["publish_form"]
    sent = {field.html_name: field.value() or "" for field in form}
    return client.post(f"{report.get_absolute_url()}publish/", sent | changes)


# --- the list ---------------------------------------------------------------------------------------------------------


def test_the_list_leads_to_each_report_and_its_latest_release(cast: Cast, moura: Event) -> None:
    draft, published = cast.report(moura, title="A draft"), cast.report(moura, title="Published")
    cast.release(published)
    release = cast.release(published)
    shown = text_of(visitor("reader").get("/reports/"))
    assert f'href="{draft.get_absolute_url()}"' in shown and f'href="{release.get_absolute_url()}"' in shown
    assert "not published" in shown and "Release 2" in shown


def test_the_list_is_filtered_by_words_and_says_when_nothing_fits(cast: Cast, moura: Event) -> None:
    cast.report(moura, title="For the court")
    reader = visitor("reader")
    assert "For the court" in text_of(reader.get("/reports/?words=court"))
    assert "No report fits these filters" in text_of(reader.get("/reports/?words=tribunal"))


def test_an_empty_list_says_what_would_be_here() -> None:
    assert "Contributors compose them" in text_of(visitor("reader").get("/reports/"))
    assert "Compose a report" in text_of(visitor("contributor").get("/reports/"))


def test_the_list_reads_as_often_for_many(cast: Cast, moura: Event) -> None:
    reader = visitor("reader")

    def grow(times: int) -> int:
        for _ in range(times):
            cast.release(cast.report(moura))
        return reads(lambda: reader.get("/reports/"))

    assert grow(1) == grow(4)


# --- composing --------------------------------------------------------------------------------------------------------


def test_a_report_begins_with_the_event_it_is_asked_for(moura: Event) -> None:
    client = visitor("contributor")
    answer = client.post("/reports/add/", as_shown(client, f"/reports/add/?event={moura.pk}", purpose="Case 12"))
    report = Report.objects.get()
    assert answer.status_code == 302 and answer["Location"] == preview(report)
    assert (report.title, report.purpose, list(report.events.all())) == ("Moura", "Case 12", [moura])


def test_the_conflicts_that_a_filter_lets_through_are_chosen_and_that_is_said(cast: Cast, moura: Event) -> None:
    other = cast.conflict()
    client = visitor("contributor")
    shown = client.get(f"/conflicts/?event={moura.pk}").context["report_url"]
    client.post("/reports/add/", as_shown(client, shown, title="Moura only"))
    report = Report.objects.get()
    assert list(report.questions.all()) == [moura.questions.get()] and other not in report.questions.all()
    assert report.chosen_by == "Conflicts filtered by Event: Moura"


def test_it_is_said_where_more_conflicts_are_filtered_than_fit(
    cast: Cast, moura: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.conflict()
    monkeypatch.setattr(choosing, "MOST_SELECTED", 1)
    answer = visitor("contributor").get("/reports/add/?conflicts=filtered")
    assert "More conflicts pass this filter than fit" in text_of(answer)
    assert len(answer.context["form"]["questions"].value().splitlines()) == 1


@pytest.mark.parametrize(
    "asked",
    ["event=x", "event=99999999999999999999999", "question=-1", "event=" + "9" * 5000, "conflicts=filtered&gap_from=x"],
)
def test_an_address_that_cannot_be_read_chooses_nothing(asked: str) -> None:
    answer = visitor("contributor").get(f"/reports/add/?{asked}")
    form = answer.context["form"]
    assert answer.status_code == 200 and (form["events"].value(), form["questions"].value()) == ("", "")


def test_a_report_about_nothing_is_refused_with_what_was_typed_kept() -> None:
    client = visitor("contributor")
    answer = client.post("/reports/add/", {"title": "On what?", "rule": "range"})
    assert answer.status_code == 422 and "On what?" in text_of(answer)
    assert "at least one event or one question" in text_of(answer) and not Report.objects.exists()


# --- one report -------------------------------------------------------------------------------------------------------


def test_a_report_shows_what_it_is_about_and_its_releases(cast: Cast, moura: Event) -> None:
    report = cast.report(moura, purpose="Case 12")
    cast.release(report, note="The first.")
    shown = text_of(visitor("reader").get(report.get_absolute_url()))
    for words in ("Case 12", "Moura", "Low, best, high", "Release 1", "The first.", "published a release"):
        assert words in shown


def test_a_change_leads_to_the_preview_and_leaves_releases_alone(cast: Cast, moura: Event) -> None:
    report = cast.report(moura)
    release, client = cast.release(report), visitor("contributor")
    address = f"{report.get_absolute_url()}change/"
    answer = client.post(address, as_shown(client, address, rule="range"))
    assert answer["Location"] == preview(report) and Report.objects.get().rule == "range"
    assert Release.objects.get().content == release.content


def test_the_loser_of_two_changes_sees_both(cast: Cast, moura: Event) -> None:
    report, client = cast.report(moura), visitor("contributor")
    address = f"{report.get_absolute_url()}change/"
    mine = as_shown(client, address, title="Mine")
    client.post(address, mine | {"title": "Theirs"})
    answer = client.post(address, mine)
    assert answer.status_code == 409 and "Mine" in text_of(answer) and "Theirs" in text_of(answer)


# --- the preview ------------------------------------------------------------------------------------------------------


def test_the_preview_is_the_whole_report_as_a_draft(cast: Cast, moura: Event) -> None:
    shown = text_of(visitor("reader").get(preview(cast.report(moura))))
    for words in ("Draft.", "What cannot be true together", "75 apart", "The sheet", "an estimated 300 men", "SHA-256"):
        assert words in shown
    assert "A lead publishes it" in shown and "Publish this release" not in shown


def test_what_is_confidential_is_not_in_the_preview(cast: Cast, moura: Event) -> None:
    hidden = cast.source("Blue Heron", confidential=True)
    cast.claim("777 people", moura.questions.get(), asserted_by=(hidden,))
    shown = text_of(visitor("lead").get(preview(cast.report(moura))))
    assert "Blue Heron" not in shown and "777 people" not in shown


def test_a_long_report_is_summed_up_on_its_page(cast: Cast, moura: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "LONGEST_PAGE", 1)
    shown = text_of(visitor("reader").get(preview(cast.report(moura))))
    assert "too many for a page" in shown and "75 apart" in shown and "an estimated 300 men" not in shown
    assert "#claim-" not in shown and "#question-" not in shown and 'href="#sheet"' in shown


# --- publishing -------------------------------------------------------------------------------------------------------


def test_a_lead_publishes_what_the_preview_shows(cast: Cast, lead: Client, moura: Event) -> None:
    report = cast.report(moura)
    answer = publish(lead, report, note="The first.")
    release = Release.objects.get()
    assert answer["Location"] == release.get_absolute_url()
    assert (release.number, release.note, release.by) == (1, "The first.", cast.lead)


def test_what_changed_since_the_preview_is_shown_before_it_is_published(cast: Cast, lead: Client, moura: Event) -> None:
    report = cast.report(moura)
    form = lead.get(preview(report)).context["publish_form"]
    sent = {field.html_name: field.value() or "" for field in form} | {"note": "Typed."}
    cast.claim("999 people", moura.questions.get())
    answer = lead.post(f"{report.get_absolute_url()}publish/", sent)
    assert answer.status_code == 409 and "Typed." in text_of(answer) and "999" in text_of(answer)
    assert not Release.objects.exists()
    again = {field.html_name: field.value() or "" for field in answer.context["publish_form"]}
    assert lead.post(f"{report.get_absolute_url()}publish/", again).status_code == 302


def test_a_report_of_nothing_is_not_published(cast: Cast, lead: Client) -> None:
    answer = publish(lead, cast.report(cast.event()))
    assert answer.status_code == 422 and "Nothing would stand in this report" in text_of(answer)


def test_two_clicks_make_two_releases_only_where_asked_twice(cast: Cast, lead: Client, moura: Event) -> None:
    """The first release changes nothing that stands in the report, so a second one may follow."""
    report = cast.report(moura)
    assert publish(lead, report).status_code == publish(lead, report).status_code == 302
    assert sorted(Release.objects.values_list("number", flat=True)) == [1, 2]


def test_the_preview_reads_as_often_for_much_as_for_little(cast: Cast, lead: Client, moura: Event) -> None:
    report = cast.report(moura)

    def grow(times: int) -> int:
        for _ in range(times):
            cast.conflict(event=moura)
            claim = Claim.objects.latest("pk")
            actions.review_claim(by=cast.lead, claim=claim, verdict="conflicting", reason="So.")
        return reads(lambda: lead.get(preview(report)))

    assert grow(1) == grow(4)


def test_pages_lead_to_composing_for_those_who_may(cast: Cast, moura: Event) -> None:
    question = moura.questions.get()
    pages = {moura.get_absolute_url(), question.get_absolute_url(), question.conflict.get_absolute_url(), "/conflicts/"}
    for page in pages:
        assert reverse("report_add") in text_of(visitor("contributor").get(page)), page
        assert reverse("report_add") not in text_of(visitor("reader").get(page)), page
