"""Nobody, in a running text: that no one was harmed, that none of the 12 detainees was killed. An answer of nought.

Only where the sentence says what nobody underwent, and nothing in it doubts that or says that somebody did.
"""

from collections.abc import Iterator

from claims.domain.answers import Impossible
from claims.domain.reading import CannotRead, read_quantity
from claims.domain.spotting.found import Kind, Spotted
from claims.domain.spotting.running import SENTENCE_ENDS, Words, length_at, length_before, low_at, said_by
from claims.domain.spotting.tables import is_number, phrase_table, tables
from claims.domain.statement import Stance
from claims.domain.units import UNITS, Unit

_OF_WHOM = 5
"""Words that may say of whom it was none: of the 12 men from Nia is too long to be sure."""
_BETWEEN = 4
"""Words that may stand between nobody and what they underwent."""


def noughts(text: str, words: Words) -> Iterator[Spotted]:
    for at in range(len(words)):
        end = _end_of_nobody(words, at)
        behind = _behind_what_was_done(words, at, end) if end else 0
        if behind and not _is_doubted(words, at, end, behind):
            whole = words[end - 1].low in words.lang.before_undergone  # "personne n'a été tué" parts nowhere
            found = _read(text, words, at, behind if whole else end)
            if found:
                yield found


def _end_of_nobody(words: Words, at: int) -> int:
    """Where the words for nobody end that begin here, 0 where none do. "No" alone counts nobody: no figures."""
    lang = words.lang
    determiner = length_at(words, at, phrase_table(lang.zero_determiner))
    if determiner and low_at(words, at + determiner) in lang.zero_nouns:
        return at + determiner + 1
    nobody = length_at(words, at, phrase_table(lang.zeros))
    end = at + nobody
    return _behind_of_whom(words, end) if nobody and low_at(words, end) in lang.of else end if nobody else 0


def _behind_of_whom(words: Words, of: int) -> int:
    """None of the 12 detainees: behind the noun, 0 where it is not one of those that are counted."""
    table = tables(words.lang)
    for at in range(of + 1, min(of + 1 + _OF_WHOM, len(words))):
        if words[at].low in table.heads or words[at].low in table.counts_people:
            return at + 1
        if not (words[at].low in words.lang.determiners or is_number(words[at], words.lang)):
            return 0
    return 0


def _behind_what_was_done(words: Words, start: int, end: int) -> int:
    """Behind what the sentence says that nobody underwent, 0 where it does not say so."""
    lang, noun = words.lang, words[end - 1].low
    is_harm = not {noun, f"{noun}s"}.isdisjoint(lang.deaths | tables(lang).measure_of.keys())
    if is_harm and length_before(words, start, phrase_table(lang.none_there)):
        return end
    if low_at(words, end) in lang.went or low_at(words, start - 1) in lang.undergone - {low_at(words, start - 2)}:
        return end + (low_at(words, end) in lang.went)
    at = end
    while low_at(words, at) in lang.before_undergone and at - end < _BETWEEN:
        at += 1
    return (
        at + 1 if words[at - 1].low in lang.before_undergone and low_at(words, at) in lang.undergone | lang.went else 0
    )


def _is_doubted(words: Words, start: int, end: int, behind: int) -> bool:
    """Does the sentence deny, doubt, suppose or ask it, wish it, or name somebody whom it leaves out?"""
    lang = words.lang
    first, last = start, behind
    while first > 0 and words[first - 1].low not in SENTENCE_ENDS:
        first -= 1
    while last < len(words) and words[last].low not in SENTENCE_ENDS:
        last += 1
    before, after = [w.low for w in words[first:start]], [w.low for w in words[behind:last]]
    if not lang.belying.isdisjoint([*before, *after]) or low_at(words, last) == "?":
        return True
    if low_at(words, behind) in lang.only_said | ({*lang.but} - {lang.word_and, ","}):
        return True
    denying = lang.negations - lang.before_undergone - frozenset(lang.elided)
    if not (denying | lang.supposing | lang.advising).isdisjoint(before) or _is_denied_by_name(words, before):
        return True
    if length_before(words, start, phrase_table(f"{lang.nearly}|{lang.about}")):
        return True
    excepting = phrase_table(lang.excepting)
    return any(length_at(words, at, excepting) for at in range(end, last))


def _is_denied_by_name(words: Words, before: list[str]) -> bool:
    """The army denied that no one was killed; not "denied the raid and said that no one was"."""
    said_behind = tables(words.lang).said_behind
    return next((said_behind[low] for low in reversed(before) if low in said_behind), None) is Stance.DENIES


def _read(text: str, words: Words, start: int, end: int) -> Spotted | None:
    unit, said = _unit(words, end), said_by(text, words[start:end])
    if unit is None:
        return None
    try:
        reading = read_quantity(said, unit, words.lang)
        if reading is None or reading.answer.interval() != (0, 0):
            return None
    except (CannotRead, Impossible):
        return None
    return Spotted(Kind.COUNT, words[start].start, words[end - 1].end, said, reading, unit)


def _unit(words: Words, end: int) -> Unit | None:
    """By the noun that it is none of; nobody counts people."""
    table, noun = tables(words.lang), words[end - 1].low
    if noun in words.lang.things | words.lang.things_plural:
        return table.unit_of.get(noun)
    return table.unit_of.get(noun, UNITS["people"])
