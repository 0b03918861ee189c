"""The report value: one plain, versioned value that every format is made from, and that a frozen release keeps.

It holds nothing that must not leave: every finding, origin, camp and figure is computed from what it includes. It is
read in report_reading.py, worded in report_claims.py and report_questions.py, described in exports/report.schema.json.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

from claims.domain.reading import READING_VERSION, RULES
from claims.domain.sheet_rules import LEFT_OUT_BY_ALL, SheetRule
from claims.models import LedgerHead, Margin
from claims.reports.collecting import collector_waits
from claims.reports.question_page import Argument, argument_of
from claims.reports.report_claims import Plain, beside_value, claim_value, document_values, keys, source_values
from claims.reports.report_questions import conflict_value, event_value, question_value, row_value
from claims.reports.report_reading import NothingThere, Read, Selection, options_of, read
from claims.reports.report_redaction import KeptBack, Redaction, kept_back
from claims.reports.sheet import SheetRow, by_question, rows_that_may_leave

__all__ = [
    "FORMAT",
    "FORMAT_VERSION",
    "Changing",
    "Made",
    "NothingThere",
    "Redaction",
    "Selection",
    "head_now",
    "report_of",
]

FORMAT = "source-claim report"
FORMAT_VERSION = 1
"""Raised whenever a reader of the version before could misread what is written."""

Made = dict[str, Any]
"""A report value; exports/report.schema.json says what its names mean."""

TRIES = 3
TITLE_KEPT_BACK = "Title kept back"


class Changing(Exception):
    """The data changed each time while it was read. The message may be shown."""


def report_of(selection: Selection, rule: SheetRule, redaction: Redaction, as_of: date, site: str) -> Made:
    """The report, as the data stood at one moment; the same data give the same value. Raises NothingThere, Changing.

    site: where the tracker is served, without a slash at the end (`https://example.org`), so that whoever has the file
    finds what it cites. Nothing is a release until it is published.

    A fixed number of queries, but for the chains that origins and what is confidential are followed by.
    """
    for _ in range(TRIES):
        # Every deed moves the head. Where it has not moved, nothing that was read in between is half of a change.
        head = head_now()
        with collector_waits():
            report = _composed(selection, rule, redaction)
        if head_now() == head:
            return {**report, "as_of": as_of.isoformat(), "ledger": head, "site": site, "release": None}
    raise Changing("The data changed while the report was made. Nothing was saved; try again.")


def head_now() -> Made:
    """The ledger's last entry; nothing where nothing was ever done. One query."""
    head = LedgerHead.objects.filter(pk=1).first()
    return {"sequence": head.sequence, "hash": head.hash} if head else {"sequence": 0, "hash": ""}


def _composed(selection: Selection, rule: SheetRule, redaction: Redaction) -> Plain:
    margin = Margin.now()
    found = read(selection)
    arguments = {
        question.pk: argument_of(question, claims, margin, len(claims), drawn=False)
        for question in found.questions
        for claims in [found.by_question.get(question.pk, ())]
    }
    argued = {one.pk: one for one in chain.from_iterable(argument.claims for argument in arguments.values())}
    told = ((claim, argued[claim.pk].line, argued[claim.pk].statement) for claim in found.leaving)
    hidden = by_question(found.claims, found.hidden)
    rows = rows_that_may_leave(found.questions, told, found.too_many, hidden, rule)
    back = kept_back(redaction, found.with_hidden)
    return {
        "format": {"name": FORMAT, "version": FORMAT_VERSION},
        "title": (back.text(selection.title) or TITLE_KEPT_BACK) if selection.title else _title(found, selection),
        "purpose": back.text(selection.purpose),
        "selection": _selection(found, selection, back),
        "redaction": {
            "confidential": "left out",
            "reviewers": "hidden" if redaction.reviewers_hidden else "shown",
        },
        "method": _method(rule, margin),
        "events": [event_value(event, found, back) for event in found.events.values()],
        "questions": _questions(found, rows, arguments, back),
        "sheet": [row_value(row, found, back) for row in rows],
        "conflicts": _conflicts(found, arguments, back),
        # In the order in which they were recorded.
        "claims": [claim_value(argued[claim.pk], claim, found, back) for claim in found.leaving],
        "claims_beside": [beside_value(claim, found, back) for claim in found.beside],
        "documents": document_values(found.documents, back),
        "sources": source_values(found.sources, back),
    }


def _selection(found: Read, selection: Selection, back: KeptBack) -> Plain:
    """What was chosen, but what may not leave."""
    questions = {*selection.questions, *(c.question_id for c in found.conflicts if c.pk in selection.conflicts)}
    return {
        "events": keys("event", (pk for pk in found.events if pk in selection.events)),
        "questions": keys("question", (question.pk for question in found.questions if question.pk in questions)),
        "chosen_by": back.text(selection.chosen_by),
    }


def _title(found: Read, selection: Selection) -> str:
    """What it is about, where that is one thing."""
    if selection.events:
        titles = [found.events[pk].title for pk in sorted(selection.events)]
    else:
        titles = [question.text for question in found.questions]
    return titles[0] if len(titles) == 1 else f"{len(titles)} {'events' if selection.events else 'questions'}"


def _method(rule: SheetRule, margin: int) -> Plain:
    return {
        "margin": margin,
        "reading": {
            "version": READING_VERSION,
            "rules": [{"key": line.key, "words": line.words, "read_as": line.read_as} for line in RULES],
        },
        "sheet_rule": {
            "key": rule.key,
            "name": rule.name,
            "version": rule.version,
            "words": rule.words,
            "after": rule.source,
            "left_out_by_all": LEFT_OUT_BY_ALL,
        },
    }


def _questions(found: Read, rows: Sequence[SheetRow], arguments: Mapping[int, Argument], back: KeptBack) -> list[Plain]:
    """In the order of the sheet, parts beneath their wholes."""
    options, by_key = options_of(found.questions), {question.pk: question for question in found.questions}
    return [question_value(by_key[row.pk], arguments[row.pk], options.get(row.pk, ()), found, back) for row in rows]


def _conflicts(found: Read, arguments: Mapping[int, Argument], back: KeptBack) -> list[Plain]:
    values = (conflict_value(row, arguments[row.question_id], back) for row in found.conflicts)
    return [value for value in values if value]
