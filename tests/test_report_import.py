"""A report taken over from its package gives the same report back, and what cannot be taken over is refused whole."""

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from claims import actions, ledger
from claims.domain.sheet_rules import TEAM_DECISION
from claims.models import Claim, Conflict, Document, Event, LedgerEntry, Question, Review, Source
from claims.reports.report import Redaction, Selection, report_of
from tests.cast import Cast, person
from tests.exports.packed import SITE, edited, made_consistent, packed, unpacked, value

NOUNS = ("events", "questions", "conflicts", "claims", "claims_beside", "documents", "sources")
NOT_THE_SAME = {"address", "ledger", "as_of", "site", "at", "recorded_at", "version", "evidence"}
"""Where it stands, and when it was done. A version counts corrections, and evidence hashes keys."""


def same(report: dict[str, Any]) -> Any:
    """All that must be the same: things are called by their place in the report, for their keys may be others."""
    names = {one["key"]: f"{noun} {place}" for noun in NOUNS for place, one in enumerate(report[noun])}

    def renamed(part: Any) -> Any:
        if isinstance(part, dict):
            return {name: renamed(below) for name, below in part.items() if name not in NOT_THE_SAME}
        if isinstance(part, list):
            return [renamed(below) for below in part]
        return names.get(part, part) if isinstance(part, str) else part

    return renamed({**report, "format": None, "method": report["method"]})


def of_all(hidden: bool = False) -> dict[str, Any]:
    questions = tuple(Question.objects.order_by("pk").values_list("pk", flat=True))
    import json
    from datetime import date

    from claims.exports.report_json import report_json

    selection = Selection(questions=questions, events=tuple(Event.objects.values_list("pk", flat=True)))
    found: dict[str, Any] = json.loads(
        report_json(report_of(selection, TEAM_DECISION, Redaction(hidden), date(2026, 1, 2), SITE))
    )
    return found


def taken_over(path: Path) -> str:
    said = StringIO()
    call_command("import_report", str(path), stdout=said)
    return said.getvalue()


def decided(lead: User) -> None:
    """Reviews, settlements, decisions and a withdrawal on what is there."""
    rosa = person("lead", "rosa")
    first, second, third, *_ = Conflict.objects.order_by("pk")
    one, other = first.question.claims.filter(counts=True).order_by("pk")[:2]
    actions.review_claim(by=rosa, claim=one, verdict="unverified", reason="First look.")
    actions.review_claim(by=lead, claim=one, verdict="conflicting", reason="See the other.", cites=[other])
    actions.settle_conflict(by=rosa, conflict=first, decision="explained", cause="scope", dimension="place", note="So.")
    actions.settle_conflict(by=rosa, conflict=second, decision="undecidable", cause="disagreement", note="Both.")
    actions.reopen_conflict(by=lead, conflict=second, note="Again.")
    actions.decide_figure(by=rosa, question=first.question, claim=other, note="The later one.")
    gone = third.question.claims.filter(counts=True).order_by("-pk").first()
    assert gone
    actions.review_claim(by=rosa, claim=gone, verdict="unverified", reason="Hm.")
    actions.withdraw_claim(by=lead, claim=gone, version=gone.version, reason="Misread.")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("hidden", [False, True])
def test_the_whole_corpus_gives_the_same_report_back(tmp_path: Path, hidden: bool) -> None:
    call_command("load_corpus", str(Path(settings.BASE_DIR) / "fixtures" / "mali"), stdout=StringIO())
    decided(person("lead", "lena"))
    before = of_all(hidden)
    path = tmp_path / "package.zip"
    path.write_bytes(packed(before))
    call_command("flush", interactive=False)
    assert not Claim.objects.exists()
    said = taken_over(path)
    after = of_all(hidden)
    assert same(after) == same(before) and "Left" not in said
    assert [claim["version"] for claim in after["claims"]] == [claim["version"] for claim in before["claims"]]
    assert ledger.verify().fault is None and actions.rebuild().total == 0
