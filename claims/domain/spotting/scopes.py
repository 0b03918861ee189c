"""Words of scope that stand in the text. Offered, never filled in: what is near a figure need not be its scope."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.domain.reading import QuantityReading
from claims.domain.scope import Dimension
from claims.domain.spotting.found import Kind, Spotted
from claims.domain.spotting.running import Words, cut_words, length_before, low_at, said_by
from claims.domain.spotting.tables import is_number, tables
from claims.domain.units import UNITS
from claims.domain.words.counted import own_words
from claims.domain.words.language import ENGLISH, Language


@dataclass(frozen=True)
class ScopeWords:
    """Words of the text that may be the claim's scope in one dimension."""

    dimension: Dimension
    words: str


def scope_words(text: str, spotted: Sequence[Spotted] = (), lang: Language = ENGLISH) -> tuple[ScopeWords, ...]:
    """Words of scope that stand in the text itself: whom its figures count, where, when, by whom. spotted: in it."""
    words = cut_words(text, lang)
    found = [ScopeWords(Dimension.POPULATION, population) for one in spotted if (population := _counts_whom(one, lang))]
    found += [ScopeWords(Dimension.PLACE, w) for w in _named_behind(text, words, lang.place_before)]
    dates = [one for one in spotted if one.kind is Kind.DATE and not _is_when_said(words, one)]
    found += [ScopeWords(Dimension.PERIOD, one.words) for one in dates]
    found += [ScopeWords(Dimension.BY_WHOM, w) for w in _named_behind(text, words, lang.by_whom_before, anybody=True)]
    return tuple(dict.fromkeys(found))


def _counts_whom(one: Spotted, lang: Language) -> str:
    """ "Men", "civilians"; nothing for "people" or "dead", which leave nobody out."""
    people = UNITS["people"]
    if one.unit is not people or not isinstance(one.reading, QuantityReading):
        return ""
    nobody = own_words(people, lang) | tables(lang).measure_of.keys() | lang.deaths
    low = one.reading.population.lower()
    what_was_done = one.is_nought and low.partition(" ")[0] in lang.before_undergone  # personne n'a été tué
    return "" if low in nobody or what_was_done else one.reading.population


def _is_when_said(words: Words, date: Spotted) -> bool:
    """HRW said on 3 May, a report of 3 May, a toll established on 3 May: no period of what is told."""
    lang, at = words.lang, next((n for n, word in enumerate(words) if word.start >= date.start), len(words)) - 1
    small = {*lang.of, *lang.determiners, *(word for word in lang.before_date.replace("|", " ").split())}
    while low_at(words, at) in small:
        at -= 1
    return low_at(words, at) in lang.said_on | lang.no_speaker | tables(lang).said_behind.keys()


def _named_behind(text: str, words: Words, prepositions: frozenset[str], *, anybody: bool = False) -> Iterator[str]:
    """The name behind each of these prepositions; with anybody, a description too: by foreign mercenaries."""
    lang = words.lang
    for at in range(len(words) - 1):
        if words[at].low not in prepositions or (anybody and _is_said(words, at)):
            continue
        start = at + 1
        while low_at(words, start) in lang.name_articles:
            start += 1
        end = start
        while end < len(words) and end - start < 6 and _is_name(words, end, anybody):
            end += 1
        while end > start and words[end - 1].low in lang.name_joins | lang.name_articles:
            end -= 1
        if end > start and not _is_unfit(words, start, end, anybody):
            yield said_by(text, words[start:end])


def _is_said(words: Words, at: int) -> bool:
    """Confirmed by HRW, a toll established by the prefect: who says it, not who did it."""
    said_before = tables(words.lang).said_before
    return low_at(words, at - 1) in tables(words.lang).said_behind or length_before(words, at + 1, said_before) > 0


def _is_unfit(words: Words, start: int, end: int, anybody: bool) -> bool:
    """Words that begin no name though they stand where one could: in March, on Tuesday, by road, At Least."""
    lang, first = words.lang, words[start].low
    days = lang.months.keys() | lang.weekdays.keys() | lang.part_of_year.keys()
    if first in lang.not_by_whom | lang.no_speaker | days:
        return True
    small = lang.unspecific | lang.small | lang.comparing
    if not anybody and first in lang.no_place | lang.seasons | small:
        return True
    return words[end - 1].low.endswith("'s")


def _is_name(words: Words, at: int, anybody: bool) -> bool:
    word, lang = words[at], words.lang
    if word.low in lang.months or is_number(word, lang) or not word.text[0].isalpha():
        return False
    if word.text[0].isupper():
        return True
    if word.low == lang.word_and or word.low in lang.of or word.low in lang.name_articles:
        return at + 1 < len(words) and words[at + 1].text[0].isupper()
    return anybody and word.low not in tables(lang).stops and word.low not in lang.of
