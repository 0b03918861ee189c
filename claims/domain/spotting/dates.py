"""Dates in a running text: the longest words around a year, or counted from the text's own day, that are read."""

import re
from collections.abc import Iterator

from claims.domain.answers import Impossible, Point
from claims.domain.reading import CannotRead, Written, read_date
from claims.domain.spotting.found import Kind, Spotted
from claims.domain.spotting.running import Word, Words, length_at, low_at, said_by
from claims.domain.spotting.tables import tables

_DATE = 9
"""Words that may make a date."""
_POINTS = (Point.OCCURRENCE, Point.START, Point.END)
_YEAR = re.compile("(19|20)[0-9]{2}")
_MONEY = frozenset("$€£")


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
    """Not in "2022 people", "$2022"."""
    if not _YEAR.fullmatch(words[at].text) or low_at(words, at - 1) in _MONEY:
        return False
    behind = low_at(words, at + 1)
    return behind != "%" and behind not in words.lang.persons | words.lang.person_nouns


def _date_around(text: str, words: Words, at: int, written: Written | None) -> Spotted | None:
    """Tried from the longest on. Words before a date that say nothing of it ("in") are left out where they can be."""
    within = tables(words.lang).within_date
    first, last = at, at + 1
    while first > 0 and at - first < _DATE and _belongs_to_date(words[first - 1], within):
        first -= 1
    while last < len(words) and last - at < _DATE and _belongs_to_date(words[last], within):
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
                return found
    return None


def _belongs_to_date(word: Word, within: frozenset[str]) -> bool:
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
