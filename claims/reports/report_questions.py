"""Questions, the sheet's rows and conflicts as a report says them: plain values, and claims by their keys."""

from collections.abc import Iterable, Sequence

from claims.domain.findings import Clash
from claims.domain.hints import hints
from claims.domain.origins import Origins
from claims.domain.scope import Dimension
from claims.models import Conflict, Event, Option, Question
from claims.models.conflict import StateChoice
from claims.reports.conflict_list import ConflictLine, badges_of, line_among
from claims.reports.conflict_page import SettlementLine, differences_of, settlement_lines
from claims.reports.decisions import DecisionLine
from claims.reports.question_page import Argument, Camp
from claims.reports.report_claims import Plain, ends, key, keys
from claims.reports.report_reading import Read
from claims.reports.report_redaction import KeptBack
from claims.reports.sheet import SheetCell, SheetClaim, SheetGiven, SheetRow


def event_value(event: Event, read: Read, back: KeptBack) -> Plain:
    questions = [q for q in read.questions if q.event_id == event.pk]
    beside_hidden = next((q.pk for q in questions if q.pk in back.beside), None)
    return {
        "key": key("event", event.pk),
        "address": event.get_absolute_url(),
        "external_key": back.text(event.external_key or "") or None,
        "version": event.version,
        "title": event.title,
        "date": event.date,
        "place": event.place,
        "note": back.text(event.note, beside_hidden),
        "questions": keys("question", (q.pk for q in questions)),
        "more_questions": event.pk in read.cut,
    }


# --- questions --------------------------------------------------------------------------------------------------------


def question_value(question: Question, found: Argument, options: Sequence[Option], read: Read, back: KeptBack) -> Plain:
    here = {q.pk for q in read.questions}
    return {
        "key": key("question", question.pk),
        "address": question.get_absolute_url(),
        "external_key": back.text(question.external_key or "") or None,
        "version": question.version,
        "text": question.text,
        "event": key("event", question.event_id) if question.event_id else None,
        "asks_for": question.kind,
        "measure": question.measure,
        "unit": question.unit,
        "point": question.point,
        "options": [_option(option, options) for option in options],
        "bears_on": [d.value for d in Dimension if d.value in question.bears_on],
        "fixes": dict(question.fixed),
        "part_of": key("question", question.part_of_id) if question.part_of_id in here else None,
        "note": back.text(question.note, question.pk),
        "evidence": None if question.pk in back.beside else question.evidence,
        "claims": keys("claim", (claim.pk for claim in found.claims)),
        "not_read_because": read.too_many.get(question.pk, ""),
        "origins": _origins(found, found.origins),
        "camps": [_camp(camp, found) for camp in found.camps],
    }


def _option(option: Option, options: Iterable[Option]) -> Plain:
    parent = next((o.label for o in options if o.pk == option.parent_id), None)
    return {"label": option.label, "within": parent}


def _origins(found: Argument, origins: Origins) -> Plain:
    """Who says the same in the end: for each origin its sources and the claims that share a root with it."""
    groups: list[list[int]] = [[] for _ in origins.chosen]
    for claim in found.counting:
        group = origins.group_of(claim.statement.roots.named)
        if group is not None:
            groups[group].append(claim.pk)
    return {
        "words": found.summary,
        "count": origins.count,
        "of_unknown_origin": origins.unknown,
        "groups": [
            {"sources": keys("source", sorted(chosen)), "claims": keys("claim", claims)}
            for chosen, claims in zip(origins.chosen, groups, strict=True)
        ],
    }


def _camp(camp: Camp, found: Argument) -> Plain:
    return {
        "number": camp.number,
        "values": camp.values,
        "words": camp.summary,
        "origins": camp.origins.count,
        "of_unknown_origin": camp.origins.unknown,
        "claims": keys("claim", (claim.pk for claim in camp.claims)),
    }


# --- the sheet --------------------------------------------------------------------------------------------------------


def row_value(row: SheetRow, read: Read, back: KeptBack) -> Plain:
    return {
        "question": key("question", row.pk),
        "depth": row.depth,
        "cells": [_cell(cell, row) for cell in row.cells],
        "options": [_given(given, row) for given in row.options],
        "beside": [_sheet_claim(claim) for claim in row.beside],
        "left_out": [{**_sheet_claim(claim), "because": claim.why} for claim in row.left_out],
        "notes": list(row.notes),
        "decision": _decision(row.decision, row.pk, read, back) if row.decision else None,
    }


def _cell(cell: SheetCell, row: SheetRow) -> Plain:
    return {
        "label": cell.label,
        "figure": ends(cell.figures, row.asks),
        "given": [_given(given, row) for given in cell.given],
        "notes": list(cell.notes),
        "blank_because": cell.blank,
    }


def _given(given: SheetGiven, row: SheetRow) -> Plain:
    return {
        "says": given.words,
        "allows": ends(given.interval, row.asks),
        "origins": given.origins,
        "claims": [_sheet_claim(claim) for claim in given.claims],
    }


def _sheet_claim(claim: SheetClaim) -> Plain:
    return {"claim": key("claim", claim.line.pk), "says": claim.says, "covers": claim.covers}


def _decision(decision: DecisionLine, question: int, read: Read, back: KeptBack) -> Plain | None:
    """None where its claim is not here: it was moved, or not looked at, and might be one that must not leave."""
    if decision.claim is None or decision.claim not in read.here:
        return None
    return {
        "claim": key("claim", decision.claim),
        "said": decision.said,
        "note": None if question in back.beside else back.text(decision.note),
        "by": back.person(decision.by),
        "at": decision.at.isoformat(timespec="seconds"),
        "outdated": decision.outdated,
    }


# --- conflicts --------------------------------------------------------------------------------------------------------


def conflict_value(conflict: Conflict, found: Argument, back: KeptBack) -> Plain | None:
    """As the claims that may leave make it, None where they make none."""
    line = line_among(conflict, [claim.statement for claim in found.counting])
    if line is None:
        return None
    pair = found.leading
    settlements = settlement_lines(conflict, conflict.settlements.all())
    return {
        "key": key("conflict", conflict.pk),
        "address": conflict.get_absolute_url(),
        "question": key("question", conflict.question_id),
        "state": line.state,
        "cause": line.cause,
        "unresolved": line.state in (StateChoice.OPEN, StateChoice.UNDECIDABLE),
        "sentence": line.sentence,
        "gap": {"steps": line.gap, "words": line.gap_words, "share": line.share},
        "severity": line.severity,
        "scope": _scope(line, pair),
        "remarks": list(line.badges),
        "hints": list(hints(pair)) if pair else [],
        "camps": [camp.number for camp in found.camps] if pair else [],
        "pairs": [_pair(clash) for clash in found.clashes],
        "pairs_left_out": found.clash_count - len(found.clashes),
        "settlements": [_settlement(row, conflict, back) for row in settlements],
    }


def _scope(line: ConflictLine, pair: Clash | None) -> Plain:
    return {
        "relation": line.scope,
        "words": line.scope_words,
        "differences": [
            {
                "dimension": difference.dimension,
                "relation": difference.relation.value,
                "first": difference.first,
                "second": difference.second,
            }
            for difference in (differences_of(pair) if pair else ())
        ],
    }


def _pair(clash: Clash) -> Plain:
    return {
        "first": key("claim", clash.first.key),
        "second": key("claim", clash.second.key),
        "sentence": clash.sentence,
        "gap": clash.gap,
        "scope": clash.scope_relation.value,
        "remarks": list(badges_of(clash)),
    }


def _settlement(row: SettlementLine, conflict: Conflict, back: KeptBack) -> Plain:
    return {
        "decision": row.decision,
        "cause": row.cause,
        "dimension": row.dimension,
        "note": back.text(row.note, conflict.question_id),
        "by": back.person(row.by),
        "at": row.at.isoformat(timespec="seconds"),
        "outdated": row.outdated,
        "holds": row.holds,
    }
