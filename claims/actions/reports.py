"""Composing reports, changing what they are about, publishing them. What a release holds is never changed again."""

from collections.abc import Collection, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from claims.actions.deed import deed, enter
from claims.actions.errors import Refused, Stale
from claims.actions.release_files import drop_files
from claims.actions.rows import changed, checked, inserted, refuse_empty, safe_words, snapshot
from claims.exports.report_json import report_json
from claims.models import Event, Question, Release, Report
from claims.models.conflict import StateChoice
from claims.reports.releases import fingerprint, made_from
from claims.reports.report import TRIES, Changing, Made, head_now
from claims.reports.report_claims import key
from claims.reports.report_redaction import Redaction, kept_back

MOST_SELECTED = 500
"""Events, and questions, that one report may name."""


@deed("claims.add_report", "compose reports")
def compose_report(
    *, by: User, title: str, events: Collection[Event] = (), questions: Collection[Question] = (), **columns: Any
) -> Report:
    """Compose a report on events with all their questions, and on questions. columns: purpose, rule,
    reviewers_hidden, chosen_by, external_key. Raises Refused.
    """
    _refuse_too_few_or_many(events, questions)
    report = inserted(checked(Report(by=by, composed_at=timezone.now()), {"title": title, **columns}))
    report.events.set(events)
    report.questions.set(questions)
    enter(by=by, deed="compose_report", concerning=[report], after=_kept(report))
    return report


@deed("claims.change_report", "change reports")
def change_report(
    *,
    by: User,
    report: Report,
    version: int,
    events: Collection[Event],
    questions: Collection[Question],
    **columns: Any,
) -> Report:
    """Change what it is about or how it is made. What was published stays as it is. Raises Refused, Stale."""
    _refuse_too_few_or_many(events, questions)
    report = Report.objects.get(pk=report.pk)
    before = _kept(report)
    changed(report, version, columns)
    report.events.set(events)
    report.questions.set(questions)
    enter(by=by, deed="change_report", concerning=[report], before=before, after=_kept(report))
    return report


def publish_report(
    *, by: User, report: Report, version: int, seen: str, as_of: date, site: str, note: str = ""
) -> Release:
    """Freeze the report, as it is now, under its next number. The ledger's entry holds the hash of what is frozen.

    version, seen: of the report and of what stands in it (reports.releases.fingerprint) as the person had them before
    them; raises Stale where either has changed since. as_of, site: as report_of takes them. Raises Refused where
    nothing stands in it, or where the data do not stand still.
    """
    for _ in range(TRIES):
        try:
            made = made_from(report, as_of, site)
        except Changing as fault:
            raise Refused(str(fault)) from None
        if fingerprint(made) != seen:
            raise Stale("What stands in this report")
        release = _frozen(by=by, report=report, version=version, made=made, note=note)
        if release is not None:
            return release
    raise Refused("The data changed each time while this was published. Nothing was saved; try again.")


@deed("claims.publish_report", "publish reports")
def _frozen(*, by: User, report: Report, version: int, made: Made, note: str) -> Release | None:
    """None where any deed was done since it was made, for then it may not be the whole."""
    report = Report.objects.get(pk=report.pk)
    if report.version != version:
        raise Stale("This report")
    if made["ledger"] != head_now():
        return None
    if not made["questions"]:
        raise Refused(NOTHING_IN_IT)
    said = safe_words(note, "note")
    release = Release(report=report, number=_next_number(report), by=by, at=timezone.now().replace(microsecond=0))
    content = report_json({**made, "release": _release_value(release, said)})
    columns = {
        "content": content.decode(),
        "sha256": sha256(content).hexdigest(),
        "title": made["title"],
        "as_of": date.fromisoformat(made["as_of"]),
        "claim_count": len(made["claims"]),
        "conflict_count": sum(conflict["state"] != StateChoice.DISSOLVED for conflict in made["conflicts"]),
        "note": said,
    }
    inserted(checked(release, columns))
    frozen = {name: value for name, value in columns.items() if name != "content"}
    enter(by=by, deed="publish_report", concerning=[report], after={"release": release.number, **frozen})
    return release


@deed("claims.publish_report", "withdraw releases")
def withdraw_release(*, by: User, release: Release, reason: str) -> Release:
    """Hand it out no more, in any format. What it holds stays as it is, for those who have to answer for it; files that
    were made of it go. Raises Refused.
    """
    release = Release.objects.select_related("report").get(pk=release.pk)
    if release.withdrawn:
        raise Refused("This release is withdrawn already.")
    release.withdrawn_reason = refuse_empty(reason, "reason", "Say why it is withdrawn.")
    release.withdrawn_at, release.withdrawn_by = timezone.now(), by
    release.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    drop_files(release)
    after = {"release": release.number, "sha256": release.sha256, "reason": release.withdrawn_reason}
    enter(by=by, deed="withdraw_release", concerning=[release.report], after=after)
    return release


NOTHING_IN_IT = "Nothing would stand in this report: what it is about has no question, or none that may leave."


def _refuse_too_few_or_many(events: Collection[Event], questions: Collection[Question]) -> None:
    if not events and not questions:
        raise Refused("Choose at least one event or one question.", "events")
    for name, rows in (("events", events), ("questions", questions)):
        if len(rows) > MOST_SELECTED:
            raise Refused(f"These are {len(rows)} {name}; at most {MOST_SELECTED} fit into one report.", name)


def _kept(report: Report) -> dict[str, Any]:
    """What the ledger keeps of it."""
    return {
        **snapshot(report),
        "events": list(report.events.order_by("pk").values_list("pk", flat=True)),
        "questions": list(report.questions.order_by("pk").values_list("pk", flat=True)),
    }


def _next_number(report: Report) -> int:
    latest = report.releases.order_by("-number").values_list("number", flat=True).first()
    return (latest or 0) + 1


def _release_value(release: Release, note: str) -> Mapping[str, object]:
    """As the frozen value names itself; its names are described in exports/report.schema.json."""
    by = release.by.get_username()
    back = kept_back(Redaction(release.report.reviewers_hidden))
    return {
        "report": key("report", release.report_id),
        "number": release.number,
        "address": release.get_absolute_url(),
        "note": back.text(note),
        "by": back.person(by),
        "at": release.at.isoformat(timespec="seconds"),
    }
