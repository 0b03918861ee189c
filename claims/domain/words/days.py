"""The grammar of dates: words to a span of days, and what binds it ("since", "by") for the point asked for.

The single dates ("March 2022", "late 2021") are in calendar.py, the words themselves in the tables of the language.
"""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from claims.domain.answers import Bound, Point, Stated
from claims.domain.words.calendar import Parts, Span, parts_in, span_of
from claims.domain.words.language import ENGLISH, Language
from claims.domain.words.relative import Written, relative_in
from claims.domain.words.tokens import CannotRead, Kind, Phrases, Tokens, cut, longest, low_at, phrases, said


@dataclass(frozen=True)
class Days:
    """What the words state: an EDTF expression, its first and last day as bound, the keys of the rules."""

    edtf: str
    stated: Stated
    keys: tuple[str, ...]


@dataclass(frozen=True)
class _Binding:
    """A word before a date. only: the one point it can bind. exact: is it refused before "early"?"""

    bound: Bound
    only: Point | None = None
    exact: bool = False


_BINDINGS = {
    "since": _Binding(Bound.EXACTLY, only=Point.START),
    "since at least": _Binding(Bound.AT_MOST, only=Point.START),
    "until": _Binding(Bound.EXACTLY, only=Point.END),
    "until at least": _Binding(Bound.AT_LEAST, only=Point.END),
    "still": _Binding(Bound.MORE_THAN, only=Point.END),
    "by": _Binding(Bound.AT_MOST),
    "not before": _Binding(Bound.AT_LEAST),
    "before": _Binding(Bound.FEWER_THAN, exact=True),
    "after": _Binding(Bound.MORE_THAN, exact=True),
}


@cache
def _before(lang: Language) -> Phrases[str]:
    return phrases(
        {
            "since": lang.since,
            "since at least": lang.since_at_least,
            "until": lang.until,
            "until at least": lang.until_at_least,
            "still": lang.still,
            "by": lang.by,
            "not before": lang.not_before,
            "before": lang.before,
            "after": lang.after,
        }
    )


@cache
def _as_of(lang: Language) -> Phrases[bool]:
    return phrases({True: lang.as_of})


def days_in(words: str, point: Point, written: Written | None = None, lang: Language = ENGLISH) -> Days:
    """The days in which the point lies, as far as the words say. written: when the text was. Raises CannotRead."""
    tokens = cut(words, joined=False, lang=lang)
    if not tokens:
        raise CannotRead(words, "there are no words in it.")
    _check_digits(tokens)
    days = _two_dates(tokens, point) or _bound_date(tokens, point, written) or _plain_date(tokens, written)
    if days is None:
        raise _why_unread(tokens)
    return days


def _check_digits(tokens: Tokens) -> None:
    if any(token.kind is Kind.NUMBER and not token.text.isascii() for token in tokens):
        raise CannotRead(said(tokens), "digits of another script may belong to another calendar.")
    numbers = [token for token in tokens if token.kind is Kind.NUMBER]
    signs = {token.low for token in tokens if token.kind is not Kind.NUMBER}
    if len(numbers) == 3 and signs and signs <= {"/", ".", "-"} and not (signs == {"-"} and len(numbers[0].text) == 4):
        raise CannotRead(said(tokens), "it is not certain which figure is the day and which the month.")


# ---------------------------------------------------------------- one date


def _plain_date(tokens: Tokens, written: Written | None) -> Days | None:
    span = _span_in(tokens, written)
    return _days(span, Bound.EXACTLY, span.key) if span else None


def _span_in(tokens: Tokens, written: Written | None) -> Span | None:
    parts = parts_in(tokens)
    return span_of(parts, said(tokens)) if parts else relative_in(tokens, written)


def _bound_date(tokens: Tokens, point: Point, written: Written | None) -> Days | None:
    key, date_tokens = _split_binding(tokens)
    span = _span_in(date_tokens, written) if key else None
    if span is None:
        return None
    binding, words = _BINDINGS[key], said(tokens)
    if binding.only not in (None, point):
        raise CannotRead(words, f"it says something of the {binding.only}; the question asks for the {point}.")
    if binding.exact and span.vague:
        raise CannotRead(words, "where that part begins and ends is not certain enough to be before or after it.")
    bound = binding.bound
    if key == "still" and span.first != span.last:
        # Some day of the span is meant: all that is certain is that the end is not before the first.
        bound = Bound.AT_LEAST
    if bound is Bound.MORE_THAN and span.last == date.max:
        raise CannotRead(words, "no day after it can be kept.")
    return _days(span, bound, key, *(() if span.key == "date" else (span.key,)))


def _split_binding(tokens: Tokens) -> tuple[str, Tokens]:
    """The key of the word that binds the date, and the date's own tokens."""
    found = longest(tokens, 0, _before(tokens.lang))
    if found:
        return found[0], tokens[found[1] :]
    as_of = longest(tokens, 0, _as_of(tokens.lang))
    if as_of and tokens[-1].low == tokens.lang.still_after:
        return "still", tokens[as_of[1] : -1]
    if tokens[0].low in tokens.lang.word_from:
        return "since", tokens[1 : -1 if tokens[-1].low in tokens.lang.onwards else None]
    return "", tokens


def _days(span: Span, bound: Bound, *keys: str) -> Days:
    return Days(span.edtf, Stated(bound, span.first.toordinal(), span.last.toordinal()), keys)


# ---------------------------------------------------------------- two dates


def _two_dates(tokens: Tokens, point: Point) -> Days | None:
    """Between a and b, a to b, a–b: the point lies between. From a to b: a period, a its start, b its end."""
    lang, words = tokens.lang, said(tokens)
    if tokens[0].low == lang.between:
        return _between(tokens[1:], (lang.word_and,), words) or _between(tokens[1:], ("-", *lang.to), words)
    if tokens[0].low in lang.word_from:
        return _period(tokens[1:], point, words)
    return None if parts_in(tokens) else _between(tokens, ("-", *lang.to), words)


def _between(tokens: Tokens, middles: Iterable[str], words: str) -> Days | None:
    spans = _split(tokens, middles, words)
    if spans is None:
        return None
    first, last = spans
    edtf = f"{first.edtf.split('/')[0]}/{last.edtf.split('/')[-1]}"
    stated = Stated(Bound.EXACTLY, first.first.toordinal(), last.last.toordinal())
    return Days(edtf, stated, ("between dates",))


def _period(tokens: Tokens, point: Point, words: str) -> Days | None:
    spans = _split(tokens, tokens.lang.to_date, words)
    if spans is None:
        return None
    if point is Point.OCCURRENCE:
        raise CannotRead(words, "it is a period, and the question asks for one point in time.")
    span = spans[0] if point is Point.START else spans[1]
    return _days(span, Bound.EXACTLY, "from … to", *(() if span.key == "date" else (span.key,)))


def _split(tokens: Tokens, middles: Iterable[str], words: str) -> tuple[Span, Span] | None:
    """The two dates around the one middle word that leaves a date on both its sides."""
    found = []
    for at in range(1, len(tokens) - 1):
        if tokens[at].low in middles:
            first, last = parts_in(tokens[:at]), parts_in(tokens[at + 1 :])
            if first and last:
                found.append((first, last))
    if len(found) > 1:
        raise CannotRead(words, "its two dates can be told apart in two ways.")
    return _ordered(*found[0], words) if found else None


def _ordered(first: Parts, last: Parts, words: str) -> tuple[Span, Span]:
    spans = span_of(first.lent(last.month, last.year), words), span_of(last.lent(first.month), words)
    if spans[0].first > spans[1].first or spans[0].last > spans[1].last:
        raise CannotRead(words, "its first date is after its second.")
    return spans


# ---------------------------------------------------------------- refusals

_WHY: tuple[tuple[Callable[[Language], Container[str]], str], ...] = (
    (lambda lang: lang.seasons, "a season has no certain days."),
    (lambda lang: lang.unsure_date, "how far the date may be off is not said."),
    (lambda lang: lang.decades, "no rule reads decades or centuries."),
    (
        lambda lang: lang.relative | lang.weekdays.keys(),
        "it depends on the day it was written; enter the date by hand, with that day as the reason.",
    ),
)


def _why_unread(tokens: Tokens) -> CannotRead:
    for telling, why in _WHY:
        if any(token.low in telling(tokens.lang) for token in tokens):
            return CannotRead(said(tokens), why)
    if low_at(tokens, 0) in tokens.lang.negations:
        return CannotRead(said(tokens), "it denies something.")
    return CannotRead(said(tokens), "no rule reads this as one date; choose only the date and the word that binds it.")
