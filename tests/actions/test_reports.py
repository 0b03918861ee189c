"""Reports: what they may be about, how they change, and releases that never do."""

import json
from hashlib import sha256
from typing import Any

import pytest

from claims import actions, ledger
from claims.actions import NotAllowed, Refused, Stale
from claims.actions import reports as report_actions
from claims.models import Claim, Event, LedgerEntry, Release, Report
from claims.reports.releases import fingerprint, frozen, made_from
from tests.cast import DAY, SITE, Cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def moura(cast: Cast) -> Event:
    event = cast.event("Moura")
    cast.conflict(event=event)
    return event


def publish(cast: Cast, report: Report, **changed: Any) -> Release:
    given = {"version": report.version, "seen": fingerprint(made_from(report, DAY, SITE)), "note": ""} | changed
    return actions.publish_report(**({"by": cast.lead} | given), report=report, as_of=DAY, site=SITE)


# --- composing --------------------------------------------------------------------------------------------------------


def test_a_report_keeps_what_it_is_about_and_by_which_rule(cast: Cast, moura: Event) -> None:
    question = cast.question()
    made = cast.report(moura, questions=(question,), title=" For the court ", rule="range", reviewers_hidden=True)
    assert (made.title, made.rule, made.reviewers_hidden, made.by) == ("For the court", "range", True, cast.lead)
    assert list(made.events.all()) == [moura] and list(made.questions.all()) == [question]
    entry = LedgerEntry.objects.latest("sequence")
    payload = json.loads(entry.payload)["after"]
    assert entry.deed == "compose_report" and (payload["events"], payload["questions"]) == ([moura.pk], [question.pk])


def test_a_report_about_nothing_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="at least one event or one question"):
        cast.report()
    assert not Report.objects.exists()


def test_more_than_fits_is_refused(cast: Cast, moura: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_actions, "MOST_SELECTED", 1)
    with pytest.raises(Refused, match="These are 2 events; at most 1"):
        cast.report(moura, cast.event())


@pytest.mark.parametrize(("columns", "field"), [({"title": " "}, "title"), ({"rule": "mean"}, "rule")])
def test_a_title_and_a_known_rule_are_needed(cast: Cast, moura: Event, columns: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        cast.report(moura, **columns)
    assert field in refused.value.errors


def test_a_change_is_entered_with_what_it_was_about_before(cast: Cast, moura: Event) -> None:
    report, other = cast.report(moura), cast.event()
    changed = actions.change_report(
        by=cast.lead, report=report, version=1, events=[other], questions=[], title=report.title
    )
    assert list(changed.events.all()) == [other] and changed.version == 2
    payload = json.loads(LedgerEntry.objects.latest("sequence").payload)
    assert (payload["before"], payload["after"]) == ({"events": [moura.pk]}, {"events": [other.pk]})


def test_the_loser_of_two_changes_is_told(cast: Cast, moura: Event) -> None:
    report = cast.report(moura)
    given: dict[str, Any] = {"by": cast.lead, "report": report, "version": 1, "events": [moura], "questions": []}
    actions.change_report(**given, title="One")
    with pytest.raises(Stale):
        actions.change_report(**given, title="Two")
    assert Report.objects.get().title == "One"


# --- publishing -------------------------------------------------------------------------------------------------------


def test_a_release_is_the_value_with_its_own_number_and_address(cast: Cast, moura: Event) -> None:
    report = cast.report(moura)
    release = publish(cast, report, note=" The first. ")
    value = frozen(release)
    assert {**value, "release": None} == made_from(report, DAY, SITE) | {"ledger": value["ledger"]}
    assert value["release"] == {
        "report": f"report-{report.pk}",
        "number": 1,
        "address": f"/reports/{report.pk}/releases/1/",
        "note": "The first.",
        "by": cast.lead.get_username(),
        "at": release.at.isoformat(timespec="seconds"),
    }
    assert (release.claim_count, release.conflict_count) == (2, 1)


def test_the_ledger_keeps_the_hash_of_what_was_published(cast: Cast, moura: Event) -> None:
    release = publish(cast, cast.report(moura))
    kept = json.loads(LedgerEntry.objects.latest("sequence").payload)["after"]
    assert kept["sha256"] == release.sha256 == sha256(release.content.encode()).hexdigest()
    assert ledger.verify().fault is None


def test_releases_are_numbered_and_the_earlier_stays_as_it_was(cast: Cast, moura: Event) -> None:
    report = cast.report(moura)
    first = publish(cast, report)
    actions.withdraw_claim(by=cast.lead, claim=Claim.objects.latest("pk"), version=1, reason="Misread.")
    second = publish(cast, report)
    again = Release.objects.get(number=1)
    assert second.number == 2 and (again.content, again.sha256) == (first.content, first.sha256)
    assert [frozen(one)["conflicts"][0]["state"] for one in (again, second)] == ["open", "dissolved"]
    assert (again.conflict_count, second.conflict_count) == (1, 0)


def test_what_the_person_has_not_seen_is_not_published(cast: Cast, moura: Event) -> None:
    report = cast.report(moura)
    seen = fingerprint(made_from(report, DAY, SITE))
    cast.claim("999 people", moura.questions.get())
    with pytest.raises(Stale, match="What stands in this report"):
        publish(cast, report, seen=seen)
    with pytest.raises(Stale, match="This report"):
        publish(cast, report, version=7)
    assert not Release.objects.exists()


def test_deeds_elsewhere_do_not_keep_it_from_being_published(
    cast: Cast, moura: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, made = cast.report(moura), report_actions.made_from

    def busy(*args: Any) -> Any:
        found = made(*args)
        if not Event.objects.filter(title="Elsewhere").exists():
            cast.event("Elsewhere")
        return found

    monkeypatch.setattr(report_actions, "made_from", busy)
    release = publish(cast, report)
    latest = LedgerEntry.objects.get(deed="add_event", sequence=frozen(release)["ledger"]["sequence"])
    assert "Elsewhere" in latest.payload


def test_a_report_in_which_nothing_would_stand_is_refused(cast: Cast) -> None:
    report = cast.report(cast.event())
    with pytest.raises(Refused, match="Nothing would stand in this report"):
        publish(cast, report)


def test_who_published_is_not_named_where_reviewers_are_hidden(cast: Cast, moura: Event) -> None:
    release = publish(cast, cast.report(moura, reviewers_hidden=True), note=f"By {cast.lead.get_username()}.")
    value = frozen(release)["release"]
    assert (value["by"], value["note"]) == (None, None)
    assert cast.lead.get_username() not in release.content


def test_nobody_else_is_named_in_a_note_where_reviewers_are_hidden(cast: Cast, moura: Event) -> None:
    person("reviewer", "amina")
    release = publish(cast, cast.report(moura, reviewers_hidden=True, purpose="By Lena."), note="After Amina’s review.")
    assert frozen(release)["release"]["note"] is None and frozen(release)["purpose"] is None
    assert "amina" not in release.content.lower()


@pytest.mark.parametrize("role", ["reader", "contributor", "reviewer"])
def test_only_a_lead_publishes(cast: Cast, moura: Event, role: str) -> None:
    report = cast.report(moura)
    with pytest.raises(NotAllowed):
        publish(cast, report, by=person(role))


def test_a_reader_composes_nothing(cast: Cast, moura: Event) -> None:
    with pytest.raises(NotAllowed):
        actions.compose_report(by=person("reader"), title="Mine", events=[moura], rule="range")


# --- withdrawing ------------------------------------------------------------------------------------------------------


def test_a_withdrawn_release_stays_with_who_when_and_why(cast: Cast, moura: Event) -> None:
    release = publish(cast, cast.report(moura))
    content = release.content
    actions.withdraw_release(by=cast.lead, release=release, reason=" It names a witness. ")
    release.refresh_from_db()
    assert release.withdrawn and release.withdrawn_by == cast.lead and release.content == content
    assert release.withdrawn_reason == "It names a witness."
    entry = LedgerEntry.objects.latest("sequence")
    payload = json.loads(entry.payload)["after"]
    assert entry.deed == "withdraw_release" and payload["sha256"] == release.sha256


def test_it_is_withdrawn_once_and_with_a_reason(cast: Cast, moura: Event) -> None:
    release = publish(cast, cast.report(moura))
    with pytest.raises(Refused, match="Say why"):
        actions.withdraw_release(by=cast.lead, release=release, reason=" ")
    actions.withdraw_release(by=cast.lead, release=release, reason="Wrong.")
    with pytest.raises(Refused, match="withdrawn already"):
        actions.withdraw_release(by=cast.lead, release=release, reason="Again.")
    assert Release.objects.get().withdrawn_reason == "Wrong."


def test_only_who_publishes_withdraws(cast: Cast, moura: Event) -> None:
    release = publish(cast, cast.report(moura))
    with pytest.raises(NotAllowed):
        actions.withdraw_release(by=person("reviewer"), release=release, reason="Wrong.")
    assert not Release.objects.get().withdrawn


def test_the_next_release_has_a_number_of_its_own_after_a_withdrawn_one(cast: Cast, moura: Event) -> None:
    report = cast.report(moura)
    actions.withdraw_release(by=cast.lead, release=publish(cast, report), reason="Wrong.")
    assert publish(cast, report).number == 2
