"""Words around a figure that make it another: not 300, another 12, 300 more, 12 per day, 1 in 3, half of the 300.

Such a figure is passed over: it is not what the noun beside it counts.
"""

from collections.abc import Sequence
from functools import cache

from claims.domain.spotting.running import Word, Words, length_at, length_before, low_at
from claims.domain.spotting.tables import is_number, tables
from claims.domain.words.language import Language
from claims.domain.words.tokens import Phrase, phrases

_NEAR, _SOON, _FEW = 6, 3, 10
"""Words before and behind a figure that belong to it; those right behind it; and what is few."""


@cache
def _table(together: str) -> dict[Phrase, bool]:
    return phrases({True: together}) if together else {}


def is_altered(words: Words, start: int, core: int, end: int) -> bool:
    """Do the words before or behind these say that they are not the figure of what they count?

    core: where the figure itself ends, and the noun that it counts begins, if there is one.
    """
    lang = words.lang
    if length_before(words, start, _table(lang.altering_before)) or low_at(words, start - 1) in (
        *lang.ordinals,
        *lang.last,
    ):
        return True
    if any(length_at(words, at, _table(lang.altering_behind)) for at in (core, end)) or _may_be_a_place(
        words, start, core
    ):
        return True
    if _is_altered_by_its_clause(words, start, end):
        return True
    return _is_rate(words, start, end) or _ends_ratio(words, start) or _begins_ratio(words, core, end)


def _may_be_a_place(words: Words, start: int, core: int) -> bool:
    """Over three villages, around 4: of so few one rarely says so to mean more than three, or about four."""
    value = _value(words[core - 1].low, words.lang)
    return words[start].low in words.lang.spatial and start + 2 == core and value is not None and value < _FEW


def _is_altered_by_its_clause(words: Words, start: int, end: int) -> bool:
    lang = words.lang
    before = _clause_before(words, start)
    if _denies(before[-4:], lang) or lang.each & set(before[-4:]) or (lang.supposing | lang.advising) & set(before):
        return True
    if lang.changing & set(before[-3:]) and low_at(words, start - 1) not in lang.to:
        return True
    if before[-1:] == [lang.word_and] and lang.between in before:
        return True
    return _is_altered_behind(words, end)


def _denies(lows: Sequence[str], lang: Language) -> bool:
    return any(low in lang.negations or low.endswith("n't") for low in lows)


def _clause_before(words: Words, start: int) -> list[str]:
    """The words right before, as far as no sign parts them."""
    first = start
    while first > 0 and start - first < _NEAR and not _parts(words[first - 1]):
        first -= 1
    return [word.low for word in words[first:start]]


def _is_altered_behind(words: Words, end: int) -> bool:
    """Thousands would have died; 12 people die daily, 12 people die every day."""
    lang, at = words.lang, end
    adverbs = lang.rates - lang.each - set(lang.rate_joints.split("|"))
    while at < len(words) and at - end < _NEAR and not _parts(words[at]):
        is_soon = at - end < _SOON
        if words[at].low in adverbs or (is_soon and length_at(words, at, _table(lang.supposed_behind))):
            return True
        if _joins_a_period(words, at):
            return True
        at += 1
    return False


def _parts(word: Word) -> bool:
    return not word.text[0].isalnum() and word.low not in ("'", "’", "-", "%", "$", "€", "£")


def _joins_a_period(words: Words, at: int) -> bool:
    joint = length_at(words, at, _table(words.lang.rate_joints))
    return bool(joint) and low_at(words, at + joint) in words.lang.rate_periods


def _is_rate(words: Words, start: int, end: int) -> bool:
    """12 per 10,000 people; each day, 12 people. What is said of a period behind it is its clause's."""
    lang = words.lang
    before = start - 1 - (low_at(words, start - 1) == ",")
    if low_at(words, before) in lang.rate_periods and low_at(words, before - 1) in lang.rates:
        return True
    joint = length_at(words, end, _table(lang.rate_joints))
    return bool(joint) and end + joint < len(words) and is_number(words[end + joint], lang)


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
