"""Figures in a running text: the longest words around a number that are read, with what it counts."""

import re
from collections.abc import Iterator, Sequence

from claims.domain.answers import Impossible
from claims.domain.reading import CannotRead, read_quantity
from claims.domain.spotting.found import Kind, Spotted
from claims.domain.spotting.running import LONGEST, Words, back_from, low_at, said_by
from claims.domain.spotting.tables import (
    BEFORE_PEOPLE,
    FLOOR_WORDS,
    HEADS,
    MEASURE_OF,
    NUMBERS,
    SINGULAR,
    STOPS,
    UNIT_OF,
    is_number,
)
from claims.domain.units import UNITS, Unit
from claims.domain.words.language import ENGLISH as en
from claims.domain.words.tokens import phrases

_LEFT, _NOUNS = 6, 4
"""Words that may bind a figure, and that may name what it counts."""
_PHONE = re.compile(r"\+?\d[\d ()/-]{7,}\d")
_CLOCK = re.compile(r"\d{1,2}[:h]\d\d")
_SHARE_MARKS = {"%", "percent", "pct"}
_AFTER = phrases({True: "|".join((en.after_at_least, en.after_at_most, en.after_about))})


def never_counts(text: str) -> list[tuple[int, int]]:
    """Telephone numbers and times of day."""
    return [match.span() for form in (_PHONE, _CLOCK) for match in form.finditer(text[:LONGEST])]


def figures(text: str, words: Words, silent: Sequence[tuple[int, int]]) -> Iterator[Spotted]:
    at = 0
    while at < len(words):
        begins = is_number(words[at]) and not _counts_nothing(words, at, silent)
        found = _figure_at(text, words, at) if begins else None
        if found:
            yield found
            while at < len(words) and words[at].start < found.end:
                at += 1
        elif is_number(words[at]):
            at = _past_core(words, at)
        else:
            at += 1


def _counts_nothing(words: Words, at: int, silent: Sequence[tuple[int, int]]) -> bool:
    """Page 3, resolution 2164, M23, AK-47, 12th, 12-year-old, 10:30, [12]."""
    word = words[at]
    before, after = low_at(words, at - 1), low_at(words, at + 1)
    glued = at > 0 and words[at - 1].end == word.start
    if any(start < word.end and word.start < end for start, end in silent):
        return True
    if glued and (before.isalpha() or before in "-–[/#№." or not before.isascii()):
        return before != "~" and before not in "“\"'‘(«≥≤><≈$€"
    if before in en.no_count_before or after in en.no_count_after:
        return True
    is_one = word.low == "one"
    return is_one and after not in SINGULAR and not (after == "-" or after in NUMBERS)


def _figure_at(text: str, words: Words, at: int) -> Spotted | None:
    """The longest words around the figure that are read, with what they count."""
    core = _past_core(words, at)
    ends = _ends(words, core)
    first = back_from(words, at, _LEFT)
    for end in ends:
        for start in range(first, at + 1):
            if words[start].low in MEASURE_OF.keys() - en.plurals or words[start].low in ("the", "these", "those"):
                continue
            found = _read_figure(text, words, start, core, end)
            if found:
                return found
    return None


def _past_core(words: Words, at: int) -> int:
    """Where the figure ends, its second half, its unit's sign and "or more" included."""
    end = at + 1
    while end < len(words):
        low, following = words[end].low, low_at(words, end + 1)
        if is_number(words[end]) or low in ("%", "percent") or (low == "per" and following == "cent"):
            end += 2 if low == "per" else 1
        elif _joins(words, at, end):
            end += 1
        else:
            break
    here = tuple(word.low for word in words[end : end + 4])
    return end + max((n for n in range(1, len(here) + 1) if here[:n] in _AFTER), default=0)


def _joins(words: Words, at: int, end: int) -> bool:
    """Is this the joint of a range, or of a number in words? "And" is one after "between" and in "hundred and two"."""
    low, following = words[end].low, low_at(words, end + 1)
    if low in en.of:
        return words[end - 1].low in FLOOR_WORDS and following in FLOOR_WORDS
    if low not in ("-", "–", *en.to, en.word_and) or not following or not is_number(words[end + 1]):
        return False
    if low != en.word_and:
        return True
    in_words = not words[end - 1].text[0].isdigit() and words[end - 1].low in (*en.hundred, *en.scales)
    return in_words or en.between in [word.low for word in words[max(0, at - 3) : at]]


def _ends(words: Words, core: int) -> list[int]:
    """Where the words may end, the longest first: behind the noun that the figure counts, or words like one."""
    end = core
    while end < len(words) and end - core < _NOUNS + (low_at(words, core) in en.of):
        word = words[end]
        at_of = word.low in en.of and end == core
        stops = word.low in STOPS - HEADS or not word.text[0].isalpha() or is_number(word)
        if stops and not at_of:
            break
        end += 1
        if word.low in HEADS:
            break
    return list(range(end, core - 1, -1))


def _read_figure(text: str, words: Words, start: int, core: int, end: int) -> Spotted | None:
    unit = _unit(words, start, core, end)
    if unit is None:
        return None
    said = said_by(text, words[start:end])
    try:
        reading = read_quantity(said, unit)
        if reading is None:
            return None
        reading.answer.interval()
    except (CannotRead, Impossible):
        return None
    kind = Kind.SHARE if unit.symbol == "%" else Kind.COUNT
    return Spotted(kind, words[start].start, words[end - 1].end, said, reading, unit)


def _unit(words: Words, start: int, core: int, end: int) -> Unit | None:
    """What the words count in, as far as they say: by the sign or noun beside the figure, else by the act."""
    inside = [word.low for word in words[start:end]]
    if _SHARE_MARKS & set(inside) or "per cent" in " ".join(inside) or _is_part(words, start, core):
        return UNITS["share"]
    for code in ("EUR", "USD", "XOF"):
        if any(f" {mark.lower()} " in f" {' '.join(inside)} " for mark in en.marks[code].split("|")):
            return UNITS[code]
    nouns = [word.low for word in words[core:end]]
    if any(noun in BEFORE_PEOPLE for noun in nouns) or (nouns and nouns[-1] in en.deaths):
        return UNITS["people"]
    named = [UNIT_OF[noun] for noun in nouns if noun in UNIT_OF]
    if named:
        return named[-1]
    by_act = _act_beside(words, start, end)
    if by_act in en.done_to_people and not nouns:
        return UNITS["people"]
    return UNITS["items"] if nouns else None


def _is_part(words: Words, start: int, core: int) -> bool:
    return any(w.low in en.fraction_parts or w.low in en.fraction_signs for w in words[start:core]) and not any(
        word.low in en.scales or word.low == en.dozen for word in words[start:core]
    )


def _act_beside(words: Words, start: int, end: int) -> str:
    """The measure of the act right before or behind the words: 300 were killed, killed 300."""
    behind = [word.low for word in words[end : end + 4]]
    for low in behind:
        if low in MEASURE_OF:
            return MEASURE_OF[low]
        if low not in ("were", "was", "have", "had", "been", "are", "is", "others", "reportedly", "to", "people"):
            break
    return MEASURE_OF.get(low_at(words, start - 1), "")
