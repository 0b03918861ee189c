"""Figures in a running text: the longest words around a number that are read, with what it counts."""

import re
from collections.abc import Iterator, Sequence

from claims.domain.answers import Impossible
from claims.domain.reading import CannotRead, read_quantity
from claims.domain.spotting.altering import is_altered
from claims.domain.spotting.found import NOUGHT, Kind, Spotted
from claims.domain.spotting.numbered import OPENING, counts_nothing
from claims.domain.spotting.running import Word, Words, back_from, length_at, low_at, said_by
from claims.domain.spotting.tables import is_number, phrase_table, tables
from claims.domain.units import UNITS, Unit

_LEFT, _NOUNS = 6, 4
"""Words that may bind a figure, and that may name what it counts."""
_YEAR = re.compile("(19|20)[0-9]{2}")


def figures(text: str, words: Words, silent: Sequence[tuple[int, int]]) -> Iterator[Spotted]:
    at = 0
    while at < len(words):
        if not is_number(words[at], words.lang):
            at += 1
            continue
        core = _past_core(words, at)
        found = None if counts_nothing(words, at, silent) else _figure_at(text, words, at, core)
        if found:
            yield found
            while at < len(words) and words[at].start < found.end:
                at += 1
        else:
            at = core


def _figure_at(text: str, words: Words, at: int, core: int) -> Spotted | None:
    """The longest words around the figure that are read, with what they count."""
    acts = tables(words.lang).measure_of.keys() - words.lang.plurals
    skipped = acts | set(words.lang.determiners) | OPENING
    starts = [start for start in range(back_from(words, at, _LEFT), at + 1) if words[start].low not in skipped]
    for end in _ends(words, core):
        for start in starts:
            found = _read_figure(text, words, start, core, end)
            if found:
                return None if is_altered(words, start, core, end) else found
    return None


def _past_core(words: Words, at: int) -> int:
    """Where the figure ends, its second half, its unit's sign and "or more" included."""
    marks = tables(words.lang).marks
    end = at + 1
    while end < len(words):
        if is_number(words[end], words.lang) or _joins(words, at, end):
            end += 1
        elif (length := length_at(words, end, marks)) and marks[_lows(words, end, end + length)].symbol:
            end += length
        else:
            break
    lang = words.lang
    after = f"{lang.after_at_least}|{lang.after_at_most}|{lang.after_about}"
    return end + length_at(words, end, phrase_table(after))


def _lows(words: Words, start: int, end: int) -> tuple[str, ...]:
    return tuple(word.low for word in words[start:end])


def _joins(words: Words, at: int, end: int) -> bool:
    """Is this the joint of a range, or of a number in words? "And" is one after "between" and in "hundred and two"."""
    lang, low, before, following = words.lang, words[end].low, words[end - 1].low, low_at(words, end + 1)
    if low in lang.of:
        floors = tables(lang).floor_words
        return before in floors and following in floors
    if before == lang.half and low in lang.articles:
        return following == lang.dozen or following in lang.scales
    if low not in ("-", "–", *lang.to, lang.word_and) or not following or not is_number(words[end + 1], lang):
        return False
    if low != lang.word_and:
        return True
    return _is_said_with_and(words, end) or lang.between in _lows(words, max(0, at - 3), at)


def _is_said_with_and(words: Words, end: int) -> bool:
    """Two hundred and twelve; vingt et un."""
    lang, before = words.lang, words[end - 1].low
    if lang.tens_joint:
        return before in lang.tens and low_at(words, end + 1) in lang.ones
    return before in (*lang.hundred, *lang.scales)


def _ends(words: Words, core: int) -> list[int]:
    """Where the words may end, the longest first: behind the noun that the figure counts, or words like one."""
    table, of = tables(words.lang), words.lang.of
    begun = core + (low_at(words, core) in of)
    begun += begun > core and low_at(words, begun) in words.lang.determiners
    end = begun
    while end < len(words) and end - begun < _NOUNS:
        word = words[end]
        inside = word.low in of and end > begun and word.low in words.lang.elided
        if word.low in table.stops - table.heads or not word.text[0].isalpha() or is_number(word, words.lang) or inside:
            break
        end += 1
        if word.low in table.heads:
            break
    return [*(place for place in range(end, begun, -1) if words[place - 1].low not in of), core]


def _read_figure(text: str, words: Words, start: int, core: int, end: int) -> Spotted | None:
    unit = _unit(words, start, core, end)
    if unit is None or (unit.code == "items" and _YEAR.fullmatch(words[core - 1].text)):
        return None
    said = said_by(text, words[start:end])
    try:
        reading = read_quantity(said, unit, words.lang)
        if reading is None or reading.rule == NOUGHT:
            return None  # noughts.py asks what nobody underwent
        reading.answer.interval()
    except (CannotRead, Impossible):
        return None
    kind = Kind.SHARE if unit.symbol == "%" else Kind.COUNT
    return Spotted(kind, words[start].start, words[end - 1].end, said, reading, unit)


def _unit(words: Words, start: int, core: int, end: int) -> Unit | None:
    """What the words count in, as far as they say: by the sign or noun beside the figure, else by the act."""
    table = tables(words.lang)
    if _is_part(words, start, core):
        return UNITS["share"] if end > core and not _is_one_thing(words, core, end) else None
    marked = [
        table.marks[_lows(words, at, at + n)] for at in range(start, end) if (n := length_at(words, at, table.marks))
    ]
    if marked:
        return marked[0]
    if end == core:
        return UNITS["people"] if _counts_by_act(words, start, end) else None
    head = _head(words, core, end)
    if head.low in table.counts_people:
        return UNITS["people"] if _is_noun_of_people(words, start, core, end, head.low) else None
    if head.low in words.lang.money or (head.text[0].isupper() and not head.low.endswith("s")):
        return None  # 95,000 SDG, 118 Peremohy Street, not 3 Conventions
    return table.unit_of.get(head.low, UNITS["items"])


def _is_one_thing(words: Words, core: int, end: int) -> bool:
    """Half of the village, a third of the market: of what, its houses or its people, is not said."""
    one = words.lang.things | {UNITS[code].one for code in ("homes", "villages", "prisons")}
    return words[end - 1].low in one and low_at(words, core) in words.lang.of


def _head(words: Words, core: int, end: int) -> Word:
    """The noun that says what is counted: the last one, or the first where what describes it follows it."""
    lang = words.lang
    nouns = [word for word in words[core:end] if word.low not in lang.of]
    if not lang.before_nouns:
        return nouns[-1]
    return next((word for word in nouns if word.low not in {*lang.before_nouns, lang.single}), nouns[-1])


def _is_noun_of_people(words: Words, start: int, core: int, end: int, noun: str) -> bool:
    """Not the 3 dead of "3 dead calves", nor the 25 patient of "25 patient beds"."""
    lang = words.lang
    behind = low_at(words, end)
    goes_on = behind.isalpha() and behind not in tables(lang).stops
    if noun in tables(lang).singular - lang.persons - lang.person_nouns - lang.people_nouns:
        return not goes_on and "1" in [str(lang.ones.get(low, low)) for low in _lows(words, start, core)]
    return not (goes_on and noun in lang.attributive)


def _counts_by_act(words: Words, start: int, end: int) -> bool:
    """300 were killed, killed 300; not "held 72 days": what follows is then no other noun."""
    lang, stops = words.lang, tables(words.lang).stops | words.lang.before_act
    behind = low_at(words, end + (low_at(words, end) in lang.others))
    if behind.isalpha() and behind not in stops:
        return False
    return _act_beside(words, start, end) in words.lang.done_to_people


def _is_part(words: Words, start: int, core: int) -> bool:
    lang, lows = words.lang, _lows(words, start, core)
    parts = [low for low in lows if low in lang.fraction_parts or low in lang.fraction_signs]
    return bool(parts) and not any(low in lang.scales or low == lang.dozen for low in lows)


def _act_beside(words: Words, start: int, end: int) -> str:
    """The measure of the act right before or behind the words: 300 were killed, killed 300."""
    measure_of = tables(words.lang).measure_of
    for low in _lows(words, end, end + 4):
        if low in measure_of:
            return measure_of[low]
        if low not in words.lang.before_act:
            break
    return measure_of.get(low_at(words, start - 1), "")
