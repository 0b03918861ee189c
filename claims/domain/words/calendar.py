"""Single dates: "12 May 2023", "March of 2022", "late 2021", "the first six months of 2020" to days.

Words that bind a date, and two dates together, are in days.py.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from claims.domain.words.language import Language
from claims.domain.words.tokens import CannotRead, Kind, Phrases, Token, Tokens, longest, low_at, phrases, said

Months = tuple[int, int]
_FILLING_SIGNS = (",", ".", "-")


@cache
def _before_date(lang: Language) -> Phrases[bool]:
    return phrases({True: lang.before_date})


def _filling(lang: Language) -> tuple[str, ...]:
    """What stands between the parts of a date and says nothing."""
    return (*_FILLING_SIGNS, *lang.of)


@dataclass(frozen=True)
class Parts:
    """What a date names; what it does not is None, and may be lent by the other date of a range.

    months: a part of the year, as first and last month. vague: "early", "mid", "late" and the like.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    months: Months | None = None
    vague: bool = False
    weekday: int | None = None

    def lent(self, month: int | None, year: int | None = None) -> "Parts":
        """With the month of another date where a day lacks it, and its year: the March of "March to July 2024"."""
        lacks_month = self.day is not None and self.month is None
        return replace(self, month=month if lacks_month else self.month, year=self.year or year)


@dataclass(frozen=True)
class Span:
    """The days a date may mean. edtf: level 0; an interval where they are no single day, month or year."""

    edtf: str
    first: date
    last: date
    key: str
    vague: bool


def span_of(parts: Parts, words: str) -> Span:
    """The days of a date. Raises CannotRead if it names no year, does not exist, or is not that weekday."""
    if parts.year is None or (parts.day and parts.month is None):
        raise CannotRead(words, "it names no year." if parts.year is None else "it names a day but no month.")
    if parts.day and parts.month:
        return _day_span(parts.year, parts.month, parts.day, parts.weekday, words)
    if parts.weekday is not None:
        raise CannotRead(words, "it names a day of the week but no day.")
    first_month, last_month = (parts.month, parts.month) if parts.month else parts.months or (1, 12)
    first = date(parts.year, first_month, 1)
    last = date(parts.year, last_month, calendar.monthrange(parts.year, last_month)[1])
    if parts.month:
        key = "part of a month" if parts.vague else "date"
        return Span(f"{first:%Y-%m}", first, last, key, parts.vague)
    if parts.months is None:
        return Span(str(parts.year), first, last, "date", False)
    return Span(f"{first:%Y-%m}/{last:%Y-%m}", first, last, "part of a year", parts.vague)


def _day_span(year: int, month: int, day: int, weekday: int | None, words: str) -> Span:
    try:
        found = date(year, month, day)
    except ValueError:
        raise CannotRead(words, "there is no such day.") from None
    if weekday not in (None, found.weekday()):
        raise CannotRead(words, "that day is another day of the week.")
    return Span(found.isoformat(), found, found, "date", False)


def parts_in(tokens: Tokens) -> Parts | None:
    """The date that all the tokens together name, or None. Raises CannotRead for "2020-21"."""
    before = longest(tokens, 0, _before_date(tokens.lang))
    tokens = tokens[before[1] :] if before else tokens
    weekday = tokens.lang.weekdays.get(low_at(tokens, 0))
    if weekday is not None:
        parts = parts_in(tokens[2 if low_at(tokens, 1) == "," else 1 :])
        return replace(parts, weekday=weekday) if parts and parts.day else None
    for form in _FORMS:
        if tokens and (found := form(tokens)):
            return found
    return None


# ---------------------------------------------------------------- 2022-03


def _iso(tokens: Tokens) -> Parts | None:
    numbers, dashes = tokens[::2], tokens[1::2]
    if len(tokens) not in (3, 5) or not all(token.low == "-" for token in dashes):
        return None
    if [len(t.text) for t in numbers] != [4, 2, 2][: len(numbers)] or any(not t.glued for t in tokens[1:]):
        return None
    if any(t.kind is not Kind.NUMBER for t in numbers) or numbers[0].text[0] == "0":
        return None
    year, month = int(numbers[0].text), int(numbers[1].text)
    day = int(numbers[2].text) if len(numbers) == 3 else None
    if day is None and year % 100 < month:
        raise CannotRead(said(tokens), "it may mean a month, two years or a season.")
    if not 1 <= month <= 12 or day == 0:
        raise CannotRead(said(tokens), "there is no such month or day.")
    return Parts(year, month, day)


# ---------------------------------------------------------------- 12 May 2023, March of 2022, 2020

_ORDERS = ("y", "my", "dmy", "mdy", "m", "dm", "md", "d", "dy")


def _named(tokens: Tokens) -> Parts | None:
    """A year, month and day in either order, or less."""
    if tokens[0].low in _filling(tokens.lang) or tokens[-1].low in _filling(tokens.lang):
        return None
    read = [_element(tokens, at) for at in range(len(tokens))]
    kinds = "".join(kind for kind, _ in read)
    if kinds not in _ORDERS:
        return None
    values = {kind: value for kind, value in read if kind}
    return Parts(values.get("y"), values.get("m"), values.get("d"))


def _element(tokens: Tokens, at: int) -> tuple[str, int]:
    """One of y, m, d with its value; an empty kind for what stands between them; "?" for anything else."""
    token = tokens[at]
    if token.low in tokens.lang.months:
        return "m", tokens.lang.months[token.low]
    if _fills(tokens, at) or _ends_ordinal(tokens, at):
        return "", 0
    return _numbered(token)


def _fills(tokens: Tokens, at: int) -> bool:
    """Commas, "of", the dashes of 12-May-2023; a dash with spaces parts two dates."""
    if tokens[at].low == "-":
        return all(token.glued for token in tokens[at : at + 2])
    return tokens[at].low in _filling(tokens.lang)


def _ends_ordinal(tokens: Tokens, at: int) -> bool:
    """The "th" of 12th."""
    return tokens[at].low in tokens.lang.ordinal_endings and tokens[at].glued and _numbered(tokens[at - 1])[0] == "d"


def _numbered(token: Token) -> tuple[str, int]:
    if token.kind is not Kind.NUMBER:
        return "?", 0
    if len(token.text) == 4 and token.text[0] != "0":
        return "y", int(token.text)
    return ("d", int(token.text)) if len(token.text) <= 2 and 0 < int(token.text) <= 31 else ("?", 0)


# ---------------------------------------------------------------- parts of a year or month


def _early_or_late(tokens: Tokens) -> Parts | None:
    """Early 2021, mid-March 2022, the end of 2021. The "early" of "early to mid 2021" has its year lent."""
    word = tokens[0].low
    second = low_at(tokens, 1)
    if word in tokens.lang.edge_of_year and second in tokens.lang.of:
        word, rest = tokens.lang.edge_of_year[word], tokens[2:]
    elif word in tokens.lang.part_of_year:
        rest = tokens[1 + (second in ("-", *tokens.lang.word_in, *tokens.lang.of)) :]
    else:
        return None
    whole = _named(rest) if rest else Parts()
    if whole is None or whole.day:
        return None
    return replace(whole, vague=True, months=None if whole.month else tokens.lang.part_of_year[word])


def _counted_part(tokens: Tokens) -> Parts | None:
    """The first half of 2020, the third quarter of 2021, the first six months of 2020, Q1 2021."""
    found = _quarter_sign(tokens) or _half_or_quarter(tokens) or _so_many_months(tokens)
    if found is None:
        return None
    months, end = found
    year = _named(tokens[end:]) if end < len(tokens) else Parts()
    return replace(year, months=months) if year and not year.month and not year.day else None


def _quarter_sign(tokens: Tokens) -> tuple[Months, int] | None:
    numbered = low_at(tokens, 1) in ("1", "2", "3", "4") and tokens[1].glued
    if tokens[0].low != tokens.lang.quarter_letter or not numbered:
        return None
    return _nth(int(tokens[1].low), 3), 2 + (low_at(tokens, 2) in (*tokens.lang.of, ","))


def _half_or_quarter(tokens: Tokens) -> tuple[Months, int] | None:
    length = {tokens.lang.half_of_year: 6, tokens.lang.quarter: 3}.get(low_at(tokens, 1), 0)
    count = 12 // length if length else 0
    nth = count if tokens[0].low in tokens.lang.last else tokens.lang.ordinals.get(tokens[0].low, 0)
    third = low_at(tokens, 2)
    is_year = len(third) == 4 and third.isdecimal()
    if not 0 < nth <= count or not (is_year or third in (*tokens.lang.of, *tokens.lang.to, "")):
        return None
    return _nth(nth, length), 2 if is_year else 3


def _nth(nth: int, length: int) -> Months:
    return (nth - 1) * length + 1, nth * length


def _so_many_months(tokens: Tokens) -> tuple[Months, int] | None:
    """The first six months of, les six premiers mois de: in either order."""
    lang = tokens.lang
    words = [low_at(tokens, 0), low_at(tokens, 1)]
    which, count = words if words[0] in (*lang.ordinals, *lang.last) else words[::-1]
    months = lang.ones.get(count, int(count) if count.isascii() and count.isdecimal() and len(count) < 3 else 0)
    if not 0 < months <= 12 or low_at(tokens, 2) != lang.months_word or low_at(tokens, 3) not in lang.of:
        return None
    if which in lang.last:
        return (13 - months, 12), 4
    return ((1, months), 4) if lang.ordinals.get(which) == 1 else None


_FORMS: tuple[Callable[[Tokens], Parts | None], ...] = (_iso, _named, _early_or_late, _counted_part)
