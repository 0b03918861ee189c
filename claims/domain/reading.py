"""Words → answers by the table of readings, or CannotRead with the offending words. Never a guess.

The rules and the grammar are in words/: rules.py, quantities.py and days.py.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

from claims.domain.answers import Bound, DateSpan, Impossible, Point, Quantity, Stated
from claims.domain.units import Unit
from claims.domain.words.counted import counted, own_words
from claims.domain.words.days import days_in
from claims.domain.words.figures import KEYS, SHARE, Amount, Figures
from claims.domain.words.language import ENGLISH, Language
from claims.domain.words.quantities import figures_in, holds_no_number, why_unread
from claims.domain.words.relative import Written
from claims.domain.words.rules import BY_HAND, RULES, TOGETHER, RuleLine, describe
from claims.domain.words.tokens import CannotRead, Tokens, cut, low_at

__all__ = [
    "BY_HAND",
    "READING_VERSION",
    "RULES",
    "CannotRead",
    "DateReading",
    "Point",
    "QuantityReading",
    "RuleLine",
    "Written",
    "describe",
    "read_date",
    "read_quantity",
]

READING_VERSION = 3
"""Kept with every claim. Goes up when any words would be read differently than before."""

LARGEST = 10**15
"""Figures above this are refused: they are no counts, and would not fit where answers are stored."""

_YEAR = re.compile("(19|20)[0-9]{2}")


@dataclass(frozen=True)
class QuantityReading:
    """A count or share as read. population: what the words count. share_of: what a share is a share of."""

    rule: str
    answer: Quantity
    population: str = ""
    share_of: str = ""


@dataclass(frozen=True)
class DateReading:
    """A point in time as read. Its Stated holds the first and last day that its edtf names, as ordinals."""

    rule: str
    answer: DateSpan


@lru_cache(maxsize=10_000)
def read_quantity(words: str, unit: Unit, lang: Language = ENGLISH) -> QuantityReading | None:
    """The quantity the words state, in steps of the unit; None for words without a number ("many").

    Raises CannotRead for anything ambiguous or unknown, and for another unit than the question's. Readings are kept:
    a table says the same words many times.
    """
    tokens = cut(words, lang=lang)
    if not tokens:
        raise CannotRead(words, "there are no words in it.")
    figures = figures_in(tokens)
    if figures is None:
        if holds_no_number(tokens, own_words(unit, tokens.lang)):
            return None
        raise why_unread(tokens)
    low, high = _steps(figures.low, unit, words), _steps(figures.high, unit, words)
    if high == 0 and any(token.low in tokens.lang.only_said for token in figures.rest):
        raise CannotRead(words, "that none was reported does not say that there was none.")
    if low > high:
        raise CannotRead(words, _why_reversed(low, high))
    if _may_be_years(tokens, figures, unit):
        raise CannotRead(words, "its figures may be years.")
    stated = Stated(figures.bound, floor(low), ceil(high), figures.approximate)
    answer = Quantity(unit, stated)
    _check_possible(answer, words)
    after = counted(figures.rest, unit)
    of = {"share_of": after} if unit.code == SHARE else {"population": after}
    return QuantityReading(_rule(figures, low, high), answer, **of)


def _steps(amount: Amount, unit: Unit, words: str) -> Fraction:
    """The figure in steps of the unit, once it is certain that it is in that unit."""
    if amount.is_share and unit.code != SHARE:
        raise CannotRead(words, f"it is a share; a share is never turned into a number of {unit.many}.")
    if unit.code == SHARE and not amount.is_share:
        raise CannotRead(words, "the question asks for a share; this is no percentage and no part of something.")
    if amount.mark and amount.mark != unit.code:
        raise CannotRead(words, f"it names another unit; the question counts in {unit.many}.")
    value = amount.numeral.value * (100 if amount.numeral.part else 1)
    if unit.code == SHARE and value > 100:
        raise CannotRead(words, "a share is at most 100 %.")
    if value > LARGEST:
        raise CannotRead(words, "the figure is larger than any the tracker keeps.")
    return value


def _why_reversed(low: Fraction, high: Fraction) -> str:
    if 1900 <= low < 2100 and high < 100:
        return "it may mean years, a season or a range of numbers."
    return "its first figure is above its second."


def _may_be_years(tokens: Tokens, figures: Figures, unit: Unit) -> bool:
    """2020–2022, the 2022 killings. Not 1,900–2,000, nor 2000–2050 people."""
    years = [at for at, token in enumerate(tokens) if _YEAR.fullmatch(token.text)]
    if figures.low.mark or not years:
        return False
    if figures.keys[:1] == (KEYS[Bound.BETWEEN],):
        return len(years) > 1 and low_at(figures.rest, 0) not in tokens.lang.persons | own_words(unit, tokens.lang)
    return any(low_at(tokens, at - 1) in tokens.lang.determiners for at in years)


def _check_possible(answer: Quantity, words: str) -> None:
    try:
        low = answer.interval(margin=0).low
    except Impossible as impossible:
        raise CannotRead(words, f"it leaves no value. {impossible}") from None
    if answer.unit.code == SHARE and low is not None and low > 100:
        raise CannotRead(words, "a share is at most 100 %.")


def _rule(figures: Figures, low: Fraction, high: Fraction) -> str:
    by_part = "most" not in figures.keys and (figures.low.numeral.part or figures.high.numeral.part)
    keys = figures.keys + (("share",) if by_part else ())
    rounded = low.denominator > 1 or high.denominator > 1
    return TOGETHER.join((keys or ("figure",)) + (("rounded outward",) if rounded else ()))


def read_date(words: str, point: Point, written: Written | None = None, lang: Language = ENGLISH) -> DateReading:
    """The span of days in which the asked-for point lies. written: the first and last day on which the text may have
    been written, from which words such as "last month" are counted.

    Raises CannotRead for seasons, words that lean on a day that is not known, days that do not exist, anything
    ambiguous, and words that bind another point than the one asked for.
    """
    days = days_in(words, point, written, lang)
    return DateReading(TOGETHER.join(days.keys), DateSpan(days.edtf, days.stated))
