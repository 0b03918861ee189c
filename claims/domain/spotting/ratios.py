"""Ratios in a running text: 1 in 3, one woman in three, nine out of ten. Neither figure counts what it stands by."""

from claims.domain.spotting.running import Words, length_at, length_before, low_at
from claims.domain.spotting.tables import is_number, phrase_table, tables
from claims.domain.words.language import Language


def is_in_ratio(words: Words, start: int, core: int, end: int) -> bool:
    """Is this figure one of the two? Places as in altering.py."""
    return _ends_ratio(words, start) or _begins_ratio(words, core, end)


def _ends_ratio(words: Words, start: int) -> bool:
    joint = length_before(words, start, phrase_table(words.lang.ratio_joints))
    noun = start - joint - 1
    if not joint or noun < 0:
        return False
    return _is_ratio(words, noun, start) or (noun > 0 and _is_ratio(words, noun - 1, start, counting=True))


def _begins_ratio(words: Words, core: int, end: int) -> bool:
    at = end + length_at(words, end, phrase_table(words.lang.ratio_joints))
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
    one, other = value_of(words[first].low, lang), value_of(words[second].low, lang)
    return one is None or other is None or one < other


def value_of(low: str, lang: Language) -> int | None:
    """Of a number below a hundred in one word, or of one in digits."""
    return int(low) if low.isdecimal() else {**lang.ones, **lang.tens}.get(low)
