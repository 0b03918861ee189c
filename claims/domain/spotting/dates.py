"""Dates in a running text: the longest words around a year, or counted from the text's own day, that are read."""

import re
from collections.abc import Iterator

from claims.domain.answers import Impossible, Point
from claims.domain.reading import CannotRead, Written, read_date
from claims.domain.spotting.found import Kind, Spotted
from claims.domain.spotting.running import Word, Words, low_at, said_by
from claims.domain.words.language import ENGLISH as en

_DATE = 9
"""Words that may make a date."""
_POINTS = (Point.OCCURRENCE, Point.START, Point.END)
_COUNTED_FROM = {en.ago, *en.days_back, *en.steps_back, *en.weekdays}
_PLAIN_BEFORE = {"in", "on", "during", "the", "at"}
_DATE_WORDS = (
    set(en.months)
    | set(en.weekdays)
    | set(en.part_of_year)
    | set(en.edge_of_year)
    | set(en.ordinals)
    | set(en.last)
    | {
        en.between,
        en.word_from,
        en.still,
        "q",
        "no",
        "not",
        "until",
        "till",
        "up",
        "through",
        "prior",
        "ever",
        "starting",
    }
    | {words.split()[0] for words in "|".join((en.since, en.by, en.before, en.after)).split("|")}
)
_WITHIN_DATE = (
    _DATE_WORDS
    | _PLAIN_BEFORE
    | set(en.ordinal_endings)
    | set(en.ones)
    | {
        en.word_and,
        *en.of,
        en.to,
        en.half_of_year,
        en.quarter,
        en.months_word,
        "month",
        "year",
        "least",
        "than",
        "later",
    }
    | _COUNTED_FROM
    | set(en.calendar_units)
    | set(en.day_unit)
    | set(en.articles)
    | {"earlier", "to", "-", "–", "—", ",", "/", "as", "on", "onward", "onwards", "so", "ongoing", "way", "under"}
)


def dates(text: str, words: Words, written: Written | None) -> Iterator[Spotted]:
    """The longest words around each year that are read as a date, and those counted from the text's own."""
    at = 0
    while at < len(words):
        if not (_is_year(words, at) or (written and words[at].low in _COUNTED_FROM)):
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
    year = re.fullmatch("(19|20)[0-9]{2}", words[at].text)
    return (
        bool(year) and low_at(words, at + 1) not in en.persons | {"people", "%"} and low_at(words, at - 1) not in "$€£"
    )


def _date_around(text: str, words: Words, at: int, written: Written | None) -> Spotted | None:
    """Tried from the longest on. Words before a date that say nothing of it ("in") are left out where they can be."""
    first, last = at, at + 1
    while first > 0 and at - first < _DATE and _belongs_to_date(words[first - 1]):
        first -= 1
    while last < len(words) and last - at < _DATE and _belongs_to_date(words[last]):
        last += 1
    for end in range(last, at, -1):
        for start in range(first, at + 1):
            if end - start > _DATE or not _may_begin_date(words[start]) or not words[end - 1].text[0].isalnum():
                continue
            found = _read_date(text, words[start:end], written)
            if found:
                return found
    return None


def _belongs_to_date(word: Word) -> bool:
    return word.low in _WITHIN_DATE or (word.text[0].isdigit() and len(word.text) <= 4)


def _may_begin_date(word: Word) -> bool:
    begins = word.low in _DATE_WORDS | _COUNTED_FROM | set(en.ones) | set(en.articles) or word.text.isdigit()
    return begins and word.low not in _PLAIN_BEFORE


def _read_date(text: str, words: Words, written: Written | None) -> Spotted | None:
    said = said_by(text, words)
    for point in _POINTS:
        try:
            reading = read_date(said, point, written)
            reading.answer.interval()
        except (CannotRead, Impossible):
            continue
        return Spotted(Kind.DATE, words[0].start, words[-1].end, said, reading, point=point)
    return None
