"""Reports as they would be published now, and releases as they were. What stands in the value is in report.py."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db.models import Max, QuerySet

from claims.domain.sheet_rules import SheetRule, rule_called
from claims.exports.report_json import report_json
from claims.exports.report_parts import Parts, number
from claims.models import Release, Report
from claims.reports.collecting import collector_waits
from claims.reports.confidential import confidential
from claims.reports.report import Made, Redaction, Selection, report_of


def rule_of(report: Report) -> SheetRule:
    rule = rule_called(report.rule)
    assert rule  # the database knows no other
    return rule


def selection_of(report: Report) -> Selection:
    """Two queries."""
    return Selection(
        events=tuple(report.events.order_by("pk").values_list("pk", flat=True)),
        questions=tuple(report.questions.order_by("pk").values_list("pk", flat=True)),
        title=report.title,
        purpose=report.purpose,
        chosen_by=report.chosen_by,
    )


def made_from(report: Report, as_of: date, site: str) -> Made:
    """The report as it would be published now. Raises Changing."""
    return report_of(selection_of(report), rule_of(report), Redaction(report.reviewers_hidden), as_of, site)


def frozen(release: Release) -> Made:
    """The value that every format of a release is made from."""
    with collector_waits():
        value: Made = json.loads(release.content)
    return value


def fingerprint(made: Made) -> str:
    """Of all that stands in it but the day and the ledger's head, which move by themselves."""
    return sha256(report_json({**made, "as_of": "", "ledger": {}})).hexdigest()


# --- lists ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReportLine:
    """latest: the number of its latest release that stands, None where none does."""

    title: str
    url: str
    rule: str
    by: str
    composed_at: datetime
    latest: int | None
    latest_url: str


def report_lines(reports: Iterable[Report]) -> list[ReportLine]:
    """One query more. Reads by."""
    reports = list(reports)
    standing = Release.objects.standing().filter(report__in=reports)
    latest = dict(standing.order_by().values_list("report").annotate(Max("number")))
    return [
        ReportLine(
            title=report.title,
            url=report.get_absolute_url(),
            rule=rule_of(report).name,
            by=report.by.get_username(),
            composed_at=report.composed_at,
            latest=latest.get(report.pk),
            latest_url=Release(report=report, number=latest.get(report.pk, 0)).get_absolute_url(),
        )
        for report in reports
    ]


def without_content(releases: QuerySet[Release]) -> QuerySet[Release]:
    """For lists: what a release holds may be many megabytes."""
    return releases.defer("content").select_related("by", "withdrawn_by", "report").order_by("-number")


def newest_standing(report: Report) -> Release | None:
    """Of those that are not withdrawn. One query."""
    return without_content(report.releases.standing()).first()


def confidential_since(made: Made) -> int:
    """How many claims of a release rest on something that has become confidential since: none did when it was made."""
    parts = Parts(made)
    return len(confidential([number(key) for key in (*parts.claims, *parts.beside)]))
