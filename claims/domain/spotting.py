"""What a running text holds that a claim could say: figures and dates that the readings read, who is said to say it,
and words of scope. Rules over words; nothing is recorded by them, and what no rule is sure of is passed over.

Places are code points of the text, the end excluded. How words are read is reading.py's alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.domain.answers import Impossible, Interval, Point
from claims.domain.reading import CannotRead, DateReading, QuantityReading, Written, read_date, read_quantity
from claims.domain.scope import Dimension
from claims.domain.statement import Stance
from claims.domain.units import UNITS, Unit
from claims.domain.words import english as en
from claims.domain.words.tokens import phrases

LONGEST = 20_000
"""Code points that are looked through at once: a quote's most. A longer text is given in parts."""
LEAST_SMALL = 0.2
"""The share of small words from which a text is taken for English: it is a third and more of English prose, and a
twentieth of what is written in its neighbours.
"""
_LEFT, _NOUNS, _DATE = 6, 4, 9
"""Words that may bind a figure, that may name what it counts, and that may make a date."""

_WORD = re.compile(r"\d+(?:[.,'’]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\n\s*\n|[^\s\w]")
_PHONE = re.compile(r"\+?\d[\d ()/-]{7,}\d")
_CLOCK = re.compile(r"\d{1,2}[:h]\d\d")


class Kind(StrEnum):
    COUNT = "count"
    SHARE = "share"
    DATE = "date"


@dataclass(frozen=True)
class Spotted:
    """Words that the readings read. unit: what they count in, None for a date; point: what a date can answer."""

    kind: Kind
    start: int
    end: int
    words: str
    reading: QuantityReading | DateReading
    unit: Unit | None = None
    point: Point | None = None

    @property
    def days(self) -> Interval | None:
        """The days that a date allows."""
        return self.reading.answer.interval() if isinstance(self.reading, DateReading) else None


@dataclass(frozen=True)
class Attribution:
    """Who is said to say it, as written, and with what stance."""

    start: int
    end: int
    name: str
    stance: Stance


@dataclass(frozen=True)
class ScopeWords:
    """Words of the text that may be the claim's scope in one dimension."""

    dimension: Dimension
    words: str


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    low: str
    start: int
    end: int


_Words = Sequence[_Word]


def _cut(text: str) -> list[_Word]:
    return [_Word(m.group(), _plain(m.group()), *m.span()) for m in _WORD.finditer(text[:LONGEST])]


def _plain(word: str) -> str:
    return word.lower().replace("’", "'") if word.strip() else "\n"


def _said(text: str, words: _Words) -> str:
    return text[words[0].start : words[-1].end]


# --- figures and dates -----------------------------------------------------------------------------------------------


def spot(text: str, written: Written | None = None) -> tuple[Spotted, ...]:
    """The figures and dates of a text in its order, none within another. Every one's words are read by the readings.

    written: when the text was, for words counted from that day; without it they are passed over.
    """
    words = _cut(text)
    silent = _never_counts(text)
    taken: list[Spotted] = []
    for found in (_dates(text, words, written), _figures(text, words, silent)):
        for one in found:
            if not any(one.start < other.end and other.start < one.end for other in taken):
                taken.append(one)
    return tuple(sorted(taken, key=lambda one: one.start))


def _never_counts(text: str) -> list[tuple[int, int]]:
    """Telephone numbers and times of day."""
    return [match.span() for form in (_PHONE, _CLOCK) for match in form.finditer(text[:LONGEST])]


# ---------------------------------------------------------------- dates

_POINTS = (Point.OCCURRENCE, Point.START, Point.END)


def _dates(text: str, words: _Words, written: Written | None) -> Iterator[Spotted]:
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


def _is_year(words: _Words, at: int) -> bool:
    year = re.fullmatch("(19|20)[0-9]{2}", words[at].text)
    return bool(year) and _low(words, at + 1) not in en.PERSONS | {"people", "%"} and _low(words, at - 1) not in "$€£"


def _date_around(text: str, words: _Words, at: int, written: Written | None) -> Spotted | None:
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


def _belongs_to_date(word: _Word) -> bool:
    return word.low in _WITHIN_DATE or (word.text[0].isdigit() and len(word.text) <= 4)


def _may_begin_date(word: _Word) -> bool:
    begins = word.low in _DATE_WORDS | _COUNTED_FROM | set(en.ONES) | set(en.ARTICLES) or word.text.isdigit()
    return begins and word.low not in _PLAIN_BEFORE


_COUNTED_FROM = {en.AGO, *en.DAYS_BACK, *en.STEPS_BACK, *en.WEEKDAYS}
_PLAIN_BEFORE = {"in", "on", "during", "the", "at"}
_DATE_WORDS = (
    set(en.MONTHS)
    | set(en.WEEKDAYS)
    | set(en.PART_OF_YEAR)
    | set(en.EDGE_OF_YEAR)
    | set(en.ORDINALS)
    | set(en.LAST)
    | {en.BETWEEN, en.FROM, en.STILL, "q", "no", "not", "until", "till", "up", "through", "prior", "ever", "starting"}
    | {words.split()[0] for words in "|".join((en.SINCE, en.BY, en.BEFORE, en.AFTER)).split("|")}
)


_WITHIN_DATE = (
    _DATE_WORDS
    | _PLAIN_BEFORE
    | set(en.ORDINAL_ENDINGS)
    | set(en.ONES)
    | {en.AND, en.OF, en.TO, en.HALF_OF_YEAR, en.QUARTER, en.MONTHS_WORD, "month", "year", "least", "than", "later"}
    | _COUNTED_FROM
    | set(en.CALENDAR_UNITS)
    | set(en.DAY_UNIT)
    | set(en.ARTICLES)
    | {"earlier", "to", "-", "–", "—", ",", "/", "as", "on", "onward", "onwards", "so", "ongoing", "way", "under"}
)


def _read_date(text: str, words: _Words, written: Written | None) -> Spotted | None:
    said = _said(text, words)
    for point in _POINTS:
        try:
            reading = read_date(said, point, written)
            reading.answer.interval()
        except (CannotRead, Impossible):
            continue
        return Spotted(Kind.DATE, words[0].start, words[-1].end, said, reading, point=point)
    return None


# ---------------------------------------------------------------- figures

_FLOOR_WORDS = {word for name in en.FLOORS for word in name.split()} - {en.OF}
_NUMBERS = (
    (set(en.ONES) - {"zero"})
    | set(en.TENS)
    | set(en.SCALES)
    | {en.HUNDRED, en.DOZEN, en.HALF}
    | _FLOOR_WORDS
    | set(en.FRACTION_SIGNS)
    | {part for part in en.FRACTION_PARTS if part.endswith("s") or part in ("third", "quarter")}
)
TOLD_BY_WORDS = frozenset(en.MEASURED)
"""The measures that words tell."""
_SHARE_MARKS = {"%", "percent", "pct"}
_MEASURE_OF = {
    word: measure for measure, together in en.MEASURED.items() for word in together.split("|") if " " not in word
}
_VERBS = {word for together in en.SAYING.values() for word in together.split("|")}
_STOPS = (
    en.HEAD_ENDS
    | (set(_MEASURE_OF) - en.PLURALS - en.PERSONS)
    | _VERBS
    | en.PRONOUNS
    | en.RELATIVE
    | set(en.MONTHS)
    | set(en.WEEKDAYS)
    | en.NEGATIONS
    | {"but", "so", "as", "when", "while", "there", "where", "then", "whom", "whose", "if", "because", "all", "both"}
) - {en.OF}
_SINGULAR = {"man", "woman", "child", "person", "people"} | {word.removesuffix("s") for word in en.PERSONS}
_BEFORE_PEOPLE = _SINGULAR | en.PERSONS | {"people", "persons", "dead", "others", "lives"}
_HEADS = en.PLURALS | en.DEATHS | {"people", "man", "woman", "child", "person", "dead", "troops"}
_UNIT_OF = {word: unit for unit in UNITS.values() if not unit.symbol for word in (unit.one, unit.many)}


def _figures(text: str, words: _Words, silent: Sequence[tuple[int, int]]) -> Iterator[Spotted]:
    at = 0
    while at < len(words):
        begins = _is_number(words[at]) and not _counts_nothing(words, at, silent)
        found = _figure_at(text, words, at) if begins else None
        if found:
            yield found
            while at < len(words) and words[at].start < found.end:
                at += 1
        elif _is_number(words[at]):
            at = _past_core(words, at)
        else:
            at += 1


def _is_number(word: _Word) -> bool:
    return word.text[0].isdigit() or word.low in _NUMBERS


def _low(words: _Words, at: int) -> str:
    return words[at].low if 0 <= at < len(words) else ""


def _counts_nothing(words: _Words, at: int, silent: Sequence[tuple[int, int]]) -> bool:
    """Page 3, resolution 2164, M23, AK-47, 12th, 12-year-old, 10:30, [12]."""
    word = words[at]
    before, after = _low(words, at - 1), _low(words, at + 1)
    glued = at > 0 and words[at - 1].end == word.start
    if any(start < word.end and word.start < end for start, end in silent):
        return True
    if glued and (before.isalpha() or before in "-–[/#№." or not before.isascii()):
        return before != "~" and before not in "“\"'‘(«≥≤><≈$€"
    if before in en.NO_COUNT_BEFORE or after in en.NO_COUNT_AFTER:
        return True
    is_one = word.low == "one"
    return is_one and after not in _SINGULAR and not (after == "-" or after in _NUMBERS)


def _figure_at(text: str, words: _Words, at: int) -> Spotted | None:
    """The longest words around the figure that are read, with what they count."""
    core = _past_core(words, at)
    ends = _ends(words, core)
    first = _back(words, at, _LEFT)
    for end in ends:
        for start in range(first, at + 1):
            if words[start].low in _MEASURE_OF.keys() - en.PLURALS or words[start].low in ("the", "these", "those"):
                continue
            found = _read_figure(text, words, start, core, end)
            if found:
                return found
    return None


def _back(words: _Words, at: int, most: int) -> int:
    """The first word that may belong to the one at this place: none beyond the end of a sentence or a bracket."""
    first = at
    while first > 0 and at - first < most and words[first - 1].low not in (".", ";", ":", "(", ")", "\n", "!", "?"):
        first -= 1
    return first


_AFTER = phrases({True: "|".join((en.AFTER_AT_LEAST, en.AFTER_AT_MOST, en.AFTER_ABOUT))})


def _past_core(words: _Words, at: int) -> int:
    """Where the figure ends, its second half, its unit's sign and "or more" included."""
    end = at + 1
    while end < len(words):
        low, following = words[end].low, _low(words, end + 1)
        if _is_number(words[end]) or low in ("%", "percent") or (low == "per" and following == "cent"):
            end += 2 if low == "per" else 1
        elif _joins(words, at, end):
            end += 1
        else:
            break
    here = tuple(word.low for word in words[end : end + 4])
    return end + max((n for n in range(1, len(here) + 1) if here[:n] in _AFTER), default=0)


def _joins(words: _Words, at: int, end: int) -> bool:
    """Is this the joint of a range, or of a number in words? "And" is one after "between" and in "hundred and two"."""
    low, following = words[end].low, _low(words, end + 1)
    if low == en.OF:
        return words[end - 1].low in _FLOOR_WORDS and following in _FLOOR_WORDS
    if low not in ("-", "–", en.TO, en.AND) or not following or not _is_number(words[end + 1]):
        return False
    if low != en.AND:
        return True
    in_words = not words[end - 1].text[0].isdigit() and words[end - 1].low in (en.HUNDRED, *en.SCALES)
    return in_words or en.BETWEEN in [word.low for word in words[max(0, at - 3) : at]]


def _ends(words: _Words, core: int) -> list[int]:
    """Where the words may end, the longest first: behind the noun that the figure counts, or words like one."""
    end = core
    while end < len(words) and end - core < _NOUNS + (_low(words, core) == en.OF):
        word = words[end]
        at_of = word.low == en.OF and end == core
        stops = word.low in _STOPS - _HEADS or not word.text[0].isalpha() or _is_number(word)
        if stops and not at_of:
            break
        end += 1
        if word.low in _HEADS:
            break
    return list(range(end, core - 1, -1))


def _read_figure(text: str, words: _Words, start: int, core: int, end: int) -> Spotted | None:
    unit = _unit(words, start, core, end)
    if unit is None:
        return None
    said = _said(text, words[start:end])
    try:
        reading = read_quantity(said, unit)
        if reading is None:
            return None
        reading.answer.interval()
    except (CannotRead, Impossible):
        return None
    kind = Kind.SHARE if unit.symbol == "%" else Kind.COUNT
    return Spotted(kind, words[start].start, words[end - 1].end, said, reading, unit)


def _unit(words: _Words, start: int, core: int, end: int) -> Unit | None:
    """What the words count in, as far as they say: by the sign or noun beside the figure, else by the act."""
    inside = [word.low for word in words[start:end]]
    if _SHARE_MARKS & set(inside) or "per cent" in " ".join(inside) or _is_part(words, start, core):
        return UNITS["share"]
    for code in ("EUR", "USD", "XOF"):
        if any(f" {mark.lower()} " in f" {' '.join(inside)} " for mark in en.MARKS[code].split("|")):
            return UNITS[code]
    nouns = [word.low for word in words[core:end]]
    if any(noun in _BEFORE_PEOPLE for noun in nouns) or (nouns and nouns[-1] in en.DEATHS):
        return UNITS["people"]
    named = [_UNIT_OF[noun] for noun in nouns if noun in _UNIT_OF]
    if named:
        return named[-1]
    by_act = _act_beside(words, start, end)
    if by_act in en.DONE_TO_PEOPLE and not nouns:
        return UNITS["people"]
    return UNITS["items"] if nouns else None


def _is_part(words: _Words, start: int, core: int) -> bool:
    return any(w.low in en.FRACTION_PARTS or w.low in en.FRACTION_SIGNS for w in words[start:core]) and not any(
        word.low in en.SCALES or word.low == en.DOZEN for word in words[start:core]
    )


def _act_beside(words: _Words, start: int, end: int) -> str:
    """The measure of the act right before or behind the words: 300 were killed, killed 300."""
    behind = [word.low for word in words[end : end + 4]]
    for low in behind:
        if low in _MEASURE_OF:
            return _MEASURE_OF[low]
        if low not in ("were", "was", "have", "had", "been", "are", "is", "others", "reportedly", "to", "people"):
            break
    return _MEASURE_OF.get(_low(words, start - 1), "")


# --- who says it, and of what scope ----------------------------------------------------------------------------------

_SAID_BEFORE = phrases({Stance(stance): words for stance, words in en.SAYING_BEFORE.items()})
_SAID_BEHIND = {word: Stance(stance) for stance, together in en.SAYING.items() for word in together.split("|")}
_LONGEST_NAME = 8
_ARTICLES = {"the", *en.ARTICLES}


def attributions(text: str) -> tuple[Attribution, ...]:
    """Whoever the text says it has it from: "according to …", "… reported that". The name is as written."""
    words = _cut(text)
    found: list[Attribution] = []
    for at in range(len(words)):
        one = _named_after(text, words, at) or _named_before(text, words, at)
        if one and one.name not in [other.name for other in found]:
            found.append(one)
    return tuple(found)


def _named_after(text: str, words: _Words, at: int) -> Attribution | None:
    here = tuple(word.low for word in words[at : at + 4])
    lengths = [n for n in range(1, len(here) + 1) if here[:n] in _SAID_BEFORE]
    if not lengths:
        return None
    start = at + max(lengths)
    end = start
    while end < len(words) and end - start < _LONGEST_NAME and _in_name(words, start, end):
        end += 1
    return _attribution(text, words, start, end, _SAID_BEFORE[here[: max(lengths)]])


def _named_before(text: str, words: _Words, at: int) -> Attribution | None:
    """A name right before a verb of saying, and a text that goes on: "HRW reported that", "the UN said"."""
    stance = _SAID_BEHIND.get(words[at].low)
    if stance is None or at == 0 or at + 1 >= len(words):
        return None
    end = at - (words[at - 1].low in ("has", "have", "had", "also", "later", "itself"))
    start = end
    while start > 0 and end - start < _LONGEST_NAME and _may_name(words[start - 1]):
        start -= 1
    while start < end and (words[start].low in _ARTICLES or not words[start].text[0].isupper()):
        start += 1
    return _attribution(text, words, start, end, stance)


def _may_name(word: _Word) -> bool:
    """A word that may belong to a name or description: the Malian army, Médecins sans frontières."""
    unfit = word.low in _STOPS - en.NAME_JOINS or _is_number(word)
    return word.text[0].isalpha() and not unfit


def _in_name(words: _Words, start: int, at: int) -> bool:
    """A name goes on over its small words; a description without capitals ends at the first word of another kind."""
    word = words[at]
    if not _may_name(word):
        return False
    if word.text[0].isupper() or word.low in en.NAME_JOINS:
        return True
    return not any(w.text[0].isupper() for w in words[start:at]) and word.low not in _STOPS


def _attribution(text: str, words: _Words, start: int, end: int, stance: Stance) -> Attribution | None:
    while start < end and words[start].low in _ARTICLES:
        start += 1
    for at in range(start, end):
        if words[at].low in en.OTHERS:
            end = at
            break
    while end > start and words[end - 1].low in en.NAME_JOINS | _ARTICLES:
        end -= 1
    if start >= end or not words[start].text[0].isalpha() or words[start].low in en.PRONOUNS:
        return None
    return Attribution(words[start].start, words[end - 1].end, _said(text, words[start:end]), stance)


def scope_words(text: str, spotted: Sequence[Spotted] = ()) -> tuple[ScopeWords, ...]:
    """Words of scope that stand in the text itself: whom its figures count, where, when, by whom. spotted: in it."""
    words = _cut(text)
    found = [ScopeWords(Dimension.POPULATION, population) for one in spotted if (population := _counts_whom(one))]
    found += [ScopeWords(Dimension.PLACE, w) for w in _named_behind(text, words, en.PLACE_BEFORE)]
    found += [ScopeWords(Dimension.PERIOD, one.words) for one in spotted if one.kind is Kind.DATE]
    found += [ScopeWords(Dimension.BY_WHOM, w) for w in _named_behind(text, words, en.BY_WHOM_BEFORE, anybody=True)]
    return tuple(dict.fromkeys(found))


def _counts_whom(one: Spotted) -> str:
    """ "Men", "civilians"; nothing for "people", which leaves nobody out."""
    people = UNITS["people"]
    if one.unit is not people or not isinstance(one.reading, QuantityReading):
        return ""
    return "" if one.reading.population.lower() in (people.one, people.many) else one.reading.population


def _named_behind(text: str, words: _Words, prepositions: frozenset[str], *, anybody: bool = False) -> Iterator[str]:
    """The name behind each of these prepositions; with anybody, a description too: by foreign mercenaries."""
    for at in range(len(words) - 1):
        if words[at].low not in prepositions:
            continue
        start = at + 1 + (_low(words, at + 1) == "the")
        end = start
        while end < len(words) and end - start < 6 and _is_name(words, end, anybody):
            end += 1
        while end > start and words[end - 1].low in en.NAME_JOINS | {"the"}:
            end -= 1
        if end > start and words[start].low not in en.MONTHS and words[start].low not in en.WEEKDAYS:
            yield _said(text, words[start:end])


def _is_name(words: _Words, at: int, anybody: bool) -> bool:
    word = words[at]
    if word.low in en.MONTHS or _is_number(word) or not word.text[0].isalpha():
        return False
    if word.text[0].isupper():
        return True
    if word.low in ("and", "of", "the"):
        return at + 1 < len(words) and words[at + 1].text[0].isupper()
    return anybody and word.low not in _STOPS and word.low != en.OF


def measures_in(text: str) -> frozenset[str]:
    """The measures that the text's words speak of, by code."""
    plain = f" {' '.join(word.low for word in _cut(text))} "
    return frozenset(
        measure
        for measure, together in en.MEASURED.items()
        if any(f" {phrase} " in plain for phrase in together.split("|"))
    )


def is_read(language: str, text: str) -> bool:
    """Can these rules be used on the text? They know English; in another language "plus de 300" would lose its bound.

    language: BCP 47, "" where it is not known: then the text's small words tell.
    """
    if language:
        return language.lower().partition("-")[0] in ("en", "eng")
    words = [word.low for word in _cut(text[:LONGEST]) if word.text[0].isalpha()]
    small = sum(word in en.UNSPECIFIC or word in en.SMALL for word in words)
    return bool(words) and small / len(words) >= LEAST_SMALL


def tells_what_about(word: str) -> bool:
    """May a search word say what a text is about? "At" and "were" do not; "12" does, and so does one Chinese sign."""
    is_short = len(word) < 3 and word.isascii() and word.isalpha()
    return not is_short and word not in en.UNSPECIFIC


def acts_in(text: str) -> tuple[str, ...]:
    """The words of the text for what was done to people and their property, as written."""
    return tuple(dict.fromkeys(word.text for word in _cut(text) if _MEASURE_OF.get(word.low) in en.ACTS))


def advice_before(text: str, place: int) -> bool:
    """Do words before this place recommend? What somebody wants done is no claim that it was."""
    return any(word.low in en.ADVISING for word in _cut(text[:place]))
