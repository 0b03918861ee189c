"""Words of scope that stand in the text. Offered, never filled in: what is near a figure need not be its scope."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.domain.reading import QuantityReading
from claims.domain.scope import Dimension
from claims.domain.spotting.found import Kind, Spotted
from claims.domain.spotting.running import Words, cut_words, low_at, said_by
from claims.domain.spotting.tables import STOPS, is_number
from claims.domain.units import UNITS
from claims.domain.words.language import ENGLISH as en


@dataclass(frozen=True)
class ScopeWords:
    """Words of the text that may be the claim's scope in one dimension."""

    dimension: Dimension
    words: str


def scope_words(text: str, spotted: Sequence[Spotted] = ()) -> tuple[ScopeWords, ...]:
    """Words of scope that stand in the text itself: whom its figures count, where, when, by whom. spotted: in it."""
    words = cut_words(text)
    found = [ScopeWords(Dimension.POPULATION, population) for one in spotted if (population := _counts_whom(one))]
    found += [ScopeWords(Dimension.PLACE, w) for w in _named_behind(text, words, en.place_before)]
    found += [ScopeWords(Dimension.PERIOD, one.words) for one in spotted if one.kind is Kind.DATE]
    found += [ScopeWords(Dimension.BY_WHOM, w) for w in _named_behind(text, words, en.by_whom_before, anybody=True)]
    return tuple(dict.fromkeys(found))


def _counts_whom(one: Spotted) -> str:
    """ "Men", "civilians"; nothing for "people", which leaves nobody out."""
    people = UNITS["people"]
    if one.unit is not people or not isinstance(one.reading, QuantityReading):
        return ""
    return "" if one.reading.population.lower() in (people.one, people.many) else one.reading.population


def _named_behind(text: str, words: Words, prepositions: frozenset[str], *, anybody: bool = False) -> Iterator[str]:
    """The name behind each of these prepositions; with anybody, a description too: by foreign mercenaries."""
    for at in range(len(words) - 1):
        if words[at].low not in prepositions:
            continue
        start = at + 1 + (low_at(words, at + 1) == "the")
        end = start
        while end < len(words) and end - start < 6 and _is_name(words, end, anybody):
            end += 1
        while end > start and words[end - 1].low in en.name_joins | {"the"}:
            end -= 1
        if end > start and words[start].low not in en.months and words[start].low not in en.weekdays:
            yield said_by(text, words[start:end])


def _is_name(words: Words, at: int, anybody: bool) -> bool:
    word = words[at]
    if word.low in en.months or is_number(word) or not word.text[0].isalpha():
        return False
    if word.text[0].isupper():
        return True
    if word.low in ("and", "of", "the"):
        return at + 1 < len(words) and words[at + 1].text[0].isupper()
    return anybody and word.low not in STOPS and word.low not in en.of
