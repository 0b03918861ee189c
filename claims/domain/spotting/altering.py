"""Words around a figure that make it another: not 300, another 12, 300 more, 12 per day, 1 in 3, half of the 300.

Such a figure is passed over: it is not what the noun beside it counts.
"""

from functools import cache

from claims.domain.spotting.running import Words, length_at, length_before, low_at
from claims.domain.spotting.tables import is_number, tables
from claims.domain.words.language import Language
from claims.domain.words.tokens import Phrase, phrases


@cache
def _table(together: str) -> dict[Phrase, bool]:
    return phrases({True: together}) if together else {}


def is_altered(words: Words, start: int, core: int, end: int) -> bool:
    """Do the words before or behind these say that they are not the figure of what they count?

    core: where the figure itself ends, and the noun that it counts begins, if there is one.
    """
    lang = words.lang
    if length_before(words, start, _table(lang.altering_before)) or length_at(words, end, _table(lang.altering_behind)):
        return True
    return _is_rate(words, start, end) or _ends_ratio(words, start) or _begins_ratio(words, core, end)


def _is_rate(words: Words, start: int, end: int) -> bool:
    """12 per day; each day, 12 people."""
    lang = words.lang
    before = start - 1 - (low_at(words, start - 1) == ",")
    if low_at(words, before) in lang.rate_periods and low_at(words, before - 1) in lang.rates:
        return True
    joint = length_at(words, end, _table(lang.rate_joints))
    return bool(joint) and low_at(words, end + joint) in lang.rate_periods


def _ends_ratio(words: Words, start: int) -> bool:
    joint = length_before(words, start, _table(words.lang.ratio_joints))
    noun = start - joint - 1
    if not joint or noun < 0:
        return False
    return _is_ratio(words, noun, start) or (noun > 0 and _is_ratio(words, noun - 1, start, counting=True))


def _begins_ratio(words: Words, core: int, end: int) -> bool:
    at = end + length_at(words, end, _table(words.lang.ratio_joints))
    return end < at < len(words) and _is_ratio(words, core - 1, at, counting=end > core)


def _is_ratio(words: Words, first: int, second: int, *, counting: bool = False) -> bool:
    """1 in 3, one woman in three; not "14 homes in six villages", "27 in 2022", "two in 12 days".

    counting: does the first number have a noun of its own?
    """
    behind = low_at(words, second + 1)
    counts_too = behind.isalpha() and behind not in tables(words.lang).stops
    is_year = len(words[second].text) == 4 and words[second].text.isdigit()
    if is_year or behind in words.lang.measures or (counting and counts_too):
        return False
    return _may_be_ratio(words, first, second)


def _may_be_ratio(words: Words, first: int, second: int) -> bool:
    """Are both numbers, and is the first not known to be more than the second?"""
    lang = words.lang
    if not (is_number(words[first], lang) and is_number(words[second], lang)):
        return False
    one, other = _value(words[first].low, lang), _value(words[second].low, lang)
    return one is None or other is None or one < other


def _value(low: str, lang: Language) -> int | None:
    return int(low) if low.isdecimal() else {**lang.ones, **lang.tens}.get(low)
