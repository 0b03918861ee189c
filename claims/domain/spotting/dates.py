"""Dates in a running text: the longest words around a year, or counted from the text's own day, that are read."""

import re
from collections.abc import Iterator

from claims.domain.answers import Impossible, Point
from claims.domain.reading import CannotRead, Written, read_date
from claims.domain.spotting.found import Kind, Spotted
from claims.domain.spotting.running import Words, length_at, low_at, said_by
from claims.domain.spotting.tables import phrase_table, tables

_DATE = 12
"""Words that may make a date."""
_POINTS = (Point.OCCURRENCE, Point.START, Point.END)
_YEAR = re.compile("(19|20)[0-9]{2}")
_MONEY = frozenset("$€£")
_GLUE = frozenset("-–/.")


def dates(text: str, words: Words, written: Written | None) -> Iterator[Spotted]:
    """The longest words around each year that are read as a date, and those counted from the text's own."""
    counted_from = tables(words.lang).counted_from if written else ()
    at = 0
    while at < len(words):
        if not (_is_year(words, at) or words[at].low in counted_from):
            at += 1
            continue
        found = _date_around(text, words, at, written)
        if found:
            yield found
            while at < len(words) and words[at].start < found.end:
                at += 1
        else:
            at += 1


def _is_year(words: Words, at: int) -> bool:
    """Not in "2022 people", "$2022", "the 1990s", "Mirage 2000"; but in "in 2020 people fled"."""
    lang, before, behind = words.lang, low_at(words, at - 1), low_at(words, at + 1)
    if not _YEAR.fullmatch(words[at].text) or before in _MONEY or behind == "%" or before in lang.decades:
        return False
    if behind.isalpha() and words[at + 1].start == words[at].end:
        return False
    if is_year_of_a_date(words, at):
        return True
    if before == "(" and low_at(words, at - 3) in lang.no_count_before:
        return False  # resolution 2640 (2022)
    return behind not in lang.persons | lang.person_nouns and not _is_in_a_title(words, at)


def is_year_of_a_date(words: Words, at: int) -> bool:
    """Four digits behind a month or "in", whatever follows: in 2020 people fled, on 7 January 2015 gunmen came."""
    before = low_at(words, at - 1)
    return bool(_YEAR.fullmatch(words[at].text)) and (before in words.lang.before_year or before in words.lang.months)


def _is_in_a_title(words: Words, at: int) -> bool:
    """Mali Country Report 2023: with a capital right before it, and no word of a date; the 2024 Response Plan."""
    behind = at + 1
    if low_at(words, at - 1) in words.lang.determiners and behind < len(words) and words[behind].text[0].isupper():
        return True
    if at < 2 or not words[at - 1].text[0].isupper():
        return False
    return words[at - 1].low not in tables(words.lang).within_date and words[at - 2].text[0].isalpha()


def _date_around(text: str, words: Words, at: int, written: Written | None) -> Spotted | None:
    """Tried from the longest on. Words before a date that say nothing of it ("in") are left out where they can be."""
    within = tables(words.lang).within_date
    first, last = at, at + 1
    while first > 0 and at - first < _DATE and _belongs_to_date(words, first - 1, within):
        first -= 1
    while last < len(words) and last - at < _DATE and _belongs_to_date(words, last, within):
        last += 1
    starts = [start for start in range(first, at + 1) if _may_begin_date(words, start)]
    for end in range(last, at, -1):
        if not words[end - 1].text[0].isalnum():
            continue
        for start in starts:
            if end - start > _DATE or _belongs_to_a_date_without_year(words, start, end):
                continue
            found = _read_date(text, words[start:end], written)
            if found:
                return None if _is_part_of_another(words, start, end) else found
    return None


def _is_part_of_another(words: Words, start: int, end: int) -> bool:
    """The 15 February of "14 and 15 February", the 2021 of "03/04/2021" or "spring of 2021", the after 3 May of "two
    days after 3 May".
    """
    lang, joint = words.lang, start - 1
    while low_at(words, joint) in lang.determiners:
        joint -= 1
    low, first = low_at(words, joint), low_at(words, joint - 1)
    is_day = first.isdecimal() and len(first) < 3
    if low in (lang.word_and, "-", "–", *lang.to) and (is_day or first in lang.months):
        return True
    if low in _GLUE and first.isdecimal() and words[joint].start == words[joint - 1].end:
        return words[start].start == words[joint].end
    if low_at(words, end) in _GLUE and low_at(words, end + 1).isdecimal() and words[end].start == words[end - 1].end:
        return words[end + 1].start == words[end].end
    if low in lang.of and first in lang.seasons | (lang.measures - lang.calendar_units.keys() - lang.day_unit.keys()):
        return True
    if words[start].low in lang.of and low in lang.rate_periods:
        return True  # the night of one day to the next is no period
    return low in lang.measures and length_at(words, start, phrase_table(f"{lang.before}|{lang.after}")) > 0


def _belongs_to_date(words: Words, at: int, within: frozenset[str]) -> bool:
    word = words[at]
    if word.low == ".":
        return low_at(words, at - 1) in words.lang.months
    return word.low in within or (word.text[0].isdigit() and len(word.text) <= 4)


def _may_begin_date(words: Words, at: int) -> bool:
    """ "On or before 3 May" begins with "on", but in "on 3 May" that says nothing."""
    table = tables(words.lang)
    if words[at].low in table.before_date:
        return length_at(words, at, table.openings) > 1
    return words[at].low in table.begins_date or words[at].text.isdigit()


def _belongs_to_a_date_without_year(words: Words, start: int, end: int) -> bool:
    """Sunday 27 March; 27 March, a Sunday. Of which year is not said: it need not be the last Sunday."""
    lang = words.lang
    if words[start].low not in lang.weekdays and words[end - 1].low not in lang.weekdays:
        return False
    behind = _past_small(words, end, 1)
    before = _past_small(words, start - 1, -1)
    further = _past_small(words, behind + 1, 1)
    is_day = low_at(words, behind).isdecimal() and low_at(words, further) in (*lang.months, *lang.ordinal_endings)
    return is_day or low_at(words, behind) in lang.months or low_at(words, before) in lang.months


def _past_small(words: Words, at: int, step: int) -> int:
    """The next word in this direction that is no comma, article or preposition of a date."""
    lang = words.lang
    while low_at(words, at) in (",", *lang.of, *lang.determiners, *lang.articles):
        at += step
    return at


def _read_date(text: str, words: Words, written: Written | None) -> Spotted | None:
    said = said_by(text, words)
    for point in _POINTS:
        try:
            reading = read_date(said, point, written, words.lang)
            reading.answer.interval()
        except (CannotRead, Impossible):
            continue
        return Spotted(Kind.DATE, words[0].start, words[-1].end, said, reading, point=point)
    return None
