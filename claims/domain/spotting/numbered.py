"""Numbers that count nothing: telephone numbers, times of day, page 3, resolution 2164, M23, Boeing 737, 12th."""

import re
from collections.abc import Sequence

from claims.domain.spotting.dates import is_year_of_a_date
from claims.domain.spotting.running import LONGEST, Words, length_at, low_at
from claims.domain.spotting.tables import tables

_PHONE = re.compile(r"\+?\d[\d ()/-]{7,}\d")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+")
_CLOCK = re.compile(r"\d{1,2} ?[:h] ?\d\d(?!\d)|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?\s?m\b")
_GLUE = frozenset("-–[/#№.")
OPENING = frozenset("“\"'‘(«")
_BINDING_SIGNS = OPENING | frozenset("~≥≤><≈$€")


def never_counts(text: str) -> list[tuple[int, int]]:
    """Telephone numbers and times of day. Figures in threes are thousands: 1 200 000."""
    found = [match for form in (_PHONE, _CLOCK) for match in form.finditer(text[:LONGEST])]
    return [match.span() for match in found if not _GROUPED.fullmatch(match.group())]


def counts_nothing(words: Words, at: int, silent: Sequence[tuple[int, int]]) -> bool:
    """Page 3, resolution 2164, M23, AK-47, 12th, 12-year-old, 10:30, [12]."""
    word, lang = words[at], words.lang
    before, after = low_at(words, at - 1), low_at(words, at + 1)
    if any(start < word.end and word.start < end for start, end in silent):
        return True
    glued = at > 0 and words[at - 1].end == word.start and before not in lang.elided
    if glued and (before.isalpha() or before in _GLUE or not before.isascii()):
        return before not in _BINDING_SIGNS
    if before in lang.no_count_before or after in lang.no_count_after or (before == "." and _is_numbered(words, at)):
        return True
    if is_year_of_a_date(words, at) or _is_in_a_name(words, at):
        return True
    if before in (lang.word_and, "-", "–") and low_at(words, at - 3) in lang.no_count_before:
        return True
    return lang.ones.get(word.low) == 1 and not _is_one(words, at)


def _is_numbered(words: Words, at: int) -> bool:
    """No. 17, art. 3."""
    return low_at(words, at - 2) in words.lang.no_count_before and words[at - 1].start == words[at - 2].end


def _is_in_a_name(words: Words, at: int) -> bool:
    """A Boeing 737, Radio Omega 103.9; not "At Moura 300 men", "On Monday 300 men", nor behind a first word."""
    lang, begins = words.lang, at
    if not words[at].text[0].isdigit() or length_at(words, at - 1, tables(lang).marks):
        return False
    while begins > 0 and words[begins - 1].text[0].isupper() and words[begins - 1].low not in lang.place_before:
        begins -= 1
    if low_at(words, begins - 1) in lang.place_before:
        return False
    names = [word.low for word in words[begins + (not low_at(words, begins - 1).isalpha()) : at]]
    return bool(names) and not set(names) & (lang.months.keys() | lang.weekdays.keys())


def _is_one(words: Words, at: int) -> bool:
    """One man, one hundred; "un" is an article unless it is said that there was a single one."""
    lang, after = words.lang, low_at(words, at + 1)
    if words[at].low in lang.articles:
        return after == lang.single or after in tables(lang).numbers
    return after in tables(lang).singular or after == "-" or after in tables(lang).numbers
