"""Reports as a format gets them: parsed back from the JSON that a release keeps."""

import json
from datetime import date
from typing import Any

from claims.domain.sheet_rules import LOW_BEST_HIGH, SheetRule
from claims.exports.report_json import report_json
from claims.models import Event
from claims.reports.report import Redaction, Selection, report_of

DAY = date(2026, 1, 2)
SITE = "https://tracker.example"


def reported(
    *events: Event, rule: SheetRule = LOW_BEST_HIGH, hidden: bool = False, questions: tuple[int, ...] = ()
) -> dict[str, Any]:
    selection = Selection(events=tuple(event.pk for event in events), questions=questions)
    found: dict[str, Any] = json.loads(report_json(report_of(selection, rule, Redaction(hidden), DAY, SITE)))
    return found


RELEASE = {
    "report": "report-3",
    "number": 2,
    "address": f"{SITE}/releases/2/",
    "note": None,
    "by": None,
    "at": "2026-01-02T10:00:00+00:00",
}
