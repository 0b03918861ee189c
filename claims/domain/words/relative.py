"""Days counted from the day a text was written: "yesterday", "on Tuesday", "two months ago", "last year".

A month ago is a month and a year ago is a year: such words are no more exact than their unit. Where the text's own date
is a span, so is what is counted from it.
"""

import calendar
from datetime import date, timedelta

from claims.domain.words.calendar import Span
from claims.domain.words.language import Language
from claims.domain.words.tokens import CannotRead, Tokens, low_at, said

KEY = "from the document’s date"
Written = tuple[date, date]
"""The first and the last day on which a text may have been written."""


def relative_in(tokens: Tokens, written: Written | None) -> Span | None:
    """The days that all the tokens together name, None where they name none so. Raises CannotRead where they would need
    the text's own day and that is not known.
    """
    rest = tokens[1:] if low_at(tokens, 0) in tokens.lang.before_relative else tokens
    unit, steps = _unit_and_steps(rest)
    if not unit:
        return None
    if written is None:
        raise CannotRead(said(tokens), "it is counted from the day it was written, and the document has no date.")
    if unit in ("day", "weekday") and written[0] != written[1]:
        raise CannotRead(said(tokens), "it is counted from the day it was written, and only a span is known of that.")
    try:
        first, last = _span(unit, steps, written[0])[0], _span(unit, steps, written[1])[1]
    except (ValueError, OverflowError):
        raise CannotRead(said(tokens), "no day so far away can be kept.") from None
    return Span(_edtf(unit, first, last), first, last, KEY, False)


def _unit_and_steps(tokens: Tokens) -> tuple[str, int]:
    """The unit and how many of it back; for a day of the week, which. An empty unit for anything else."""
    lang, words = tokens.lang, [token.low for token in tokens]
    if named := lang.named_days.get(" ".join(words)):
        unit, _, steps = named.partition(" ")
        return unit, int(steps)
    before = len(lang.ago_before)
    if before and tuple(words[:before]) == lang.ago_before and len(words) == before + 2:
        return _so_many_ago(words[before], {**lang.calendar_units, **lang.day_unit}.get(words[-1], ""), lang)
    if len(words) == 1:
        if words[0] in lang.days_back:
            return "day", lang.days_back[words[0]]
        if words[0] in lang.weekdays:
            return "weekday", lang.weekdays[words[0]]
    if len(words) == 2 and words[0] in lang.steps_back and words[1] in lang.calendar_units:
        return lang.calendar_units[words[1]], lang.steps_back[words[0]]
    if len(words) == 3 and words[2] == lang.ago:
        return _so_many_ago(words[0], {**lang.calendar_units, **lang.day_unit}.get(words[1], ""), lang)
    return "", 0


def _so_many_ago(word: str, unit: str, lang: Language) -> tuple[str, int]:
    count = 1 if word in lang.articles else lang.ones.get(word, int(word) if _is_small(word) else 0)
    return (unit, count) if unit and count else ("", 0)


def _is_small(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 4


def _span(unit: str, steps: int, day: date) -> Written:
    if unit == "day":
        found = day - timedelta(days=steps)
        return found, found
    if unit == "weekday":
        found = day - timedelta(days=(day.weekday() - steps) % 7)
        return found, found
    if unit == "year":
        return date(day.year - steps, 1, 1), date(day.year - steps, 12, 31)
    months = day.year * 12 + day.month - 1 - steps
    year, month = months // 12, months % 12 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _edtf(unit: str, first: date, last: date) -> str:
    shown = {"year": "%Y", "month": "%Y-%m"}.get(unit, "%Y-%m-%d")
    ends = [first.strftime(shown), last.strftime(shown)]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)
