"""From the fields of a row to the answer it gives: words to be read, figures as they stand, or an option."""

import re
from collections.abc import Mapping

from claims.actions.answers import AsWritten, ByHand, Chosen, GivenAnswer
from claims.actions.errors import Refused
from claims.actions.imports.known import Values, short
from claims.domain.answers import Bound
from claims.models import Question

ANSWERING = frozenset(("as_written", "low", "best", "high", "option"))
"""Fields that tell an answer."""

_FIGURE = re.compile(r"([0-9]{1,15}|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,4})(?:\.0)?")
"""Digits, or digits in threes with spaces between; a spreadsheet may add “.0”. “1 2” is two figures, not twelve."""


def answer_of(values: Values, question: Question | None, warnings: list[str]) -> GivenAnswer | None:
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
