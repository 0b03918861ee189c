"""From the values of a row to a claim: its quote, its answer, who says it; with its event and question in one row."""

import re
from collections.abc import Mapping
from typing import Any

from claims.actions.answers import AsWritten, ByHand, Chosen, GivenAnswer
from claims.actions.claims import ClaimDraft, columns_at, quote_of
from claims.actions.errors import Refused
from claims.actions.imports.known import Values, event_key, question_key, short
from claims.actions.imports.nouns import event_of, linked, question_of, yes
from claims.actions.imports.planner import Planner, Wanted
from claims.domain.answers import Bound
from claims.domain.quotes import quote_at
from claims.domain.scope import Dimension, Scope
from claims.models import Claim, Document, ImportRow, Question, TextVersion
from claims.models.claim import Voice
from claims.models.noun import Noun


def plan_case(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    event = event_of(planner, row, values, "event_", event_key(values))
    question = question_of(planner, row, values, event, "question_", question_key(values))
    return [event, question, _claim_of(planner, row, values, question, warnings)]


def plan_claim(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    question = linked(planner, Question, values.get("question", ""), "question")
    return [_claim_of(planner, row, values, question, warnings)]


def _claim_of(
    planner: Planner, row: ImportRow, values: Values, question: Wanted | Noun | None, warnings: list[str]
) -> Wanted:
    asked: Question | None = question.row if isinstance(question, Wanted) else question  # type: ignore[assignment]
    asserters = planner.sources.named(values.get("asserters", ""), "asserters")
    draft = ClaimDraft(
        quote=values.get("quote", ""),
        statement=values["statement"],
        voice=values.get("voice") or (Voice.REPORTED.value if asserters else Voice.OWN.value),
        stance=values.get("stance") or "asserts",
        asserters=asserters,
        others_unnamed=yes(values.get("others_unnamed", ""), "others_unnamed"),
        question=asked,
        answer=_answer(values, asked, warnings),
        scope=Scope(*(values.get(f"scope_{d.value}", "") for d in Dimension)),
    )
    text, quote = _quoted(planner, row, values, draft)
    columns = columns_at(text, quote, draft)
    del columns["question"]
    links: dict[str, Wanted | Noun | None] = {"question": question}
    one = planner.wanted(Claim, values["key"], columns, row, links=links, asserters=asserters)
    one.text = text
    return one


def _quoted(planner: Planner, row: ImportRow, values: Values, draft: ClaimDraft) -> tuple[TextVersion, Any]:
    """The text that is quoted, and the quote: words of a document, or the claim's own row of the table."""
    document = linked(planner, Document, values.get("document", ""), "document")
    if document is not None:
        text = document.texts.latest("number")
        return text, quote_of(text, draft)
    if values.get("quote"):
        raise Refused("Name the document in which these words stand.", "document")
    assert planner.text is not None
    return planner.text, quote_at(planner.text.text, row.start, row.end)


_FIGURE = re.compile(r"([0-9]{1,15}|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,4})(?:\.0)?")
"""Digits, or digits in threes with spaces between; a spreadsheet may add “.0”. “1 2” is two figures, not twelve."""


def _answer(values: Values, question: Question | None, warnings: list[str]) -> GivenAnswer | None:
    figures = {name: _figure(values.get(name, ""), name) for name in ("low", "best", "high")}
    told = {name: figure for name, figure in figures.items() if figure is not None}
    if told and values.get("as_written"):
        raise Refused("It has figures and words for its answer; give one of them.", "as_written")
    if values.get("option"):
        return _option(values["option"], question, values.get("as_written", ""))
    if told:
        return _by_columns(told, warnings)
    return AsWritten(values["as_written"]) if values.get("as_written") else None


def _figure(words: str, into: str) -> int | None:
    if not words:
        return None
    found = _FIGURE.fullmatch(words)
    if not found:
        raise Refused(f"“{short(words)}” is not a whole number.", into)
    return int("".join(found[1].split()))


def _by_columns(told: Mapping[str, int], warnings: list[str]) -> ByHand:
    """From the table's own figures, with the columns as the reason. A lowest or highest figure that is not told leaves
    its end open, best figure or not; the best alone is taken as it stands.
    """
    figures = list(told.values())
    listed = ", ".join(f"{name} {figure:,}" for name, figure in told.items())
    reason = f"The table’s columns: {listed}."
    if figures != sorted(figures):
        warnings.append(f"Its figures are not in the order low ≤ best ≤ high ({listed}); the whole span is kept.")
        reason += " They are not in the order low ≤ best ≤ high; the span from the smallest to the largest is kept."
    least, most = min(figures), max(figures)
    if "high" not in told and "low" in told:
        return ByHand(reason=reason, bound=Bound.AT_LEAST.value, low=least)
    if "low" not in told and "high" in told:
        return ByHand(reason=reason, bound=Bound.AT_MOST.value, high=most)
    if least == most:
        return ByHand(reason=reason, bound=Bound.EXACTLY.value, low=least)
    return ByHand(reason=reason, bound=Bound.BETWEEN.value, low=least, high=most)


def _option(label: str, question: Question | None, words: str) -> Chosen:
    options = list(question.options.all()) if question is not None and question.pk else []
    for option in options:
        if option.label.casefold() == label.casefold():
            return Chosen(option, words)
    raise Refused(f"The question has no option “{short(label)}”.", "option")
