"""What is made of a language's word tables for finding: numbers, nouns that end a phrase, words at which one stops."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from claims.domain.spotting.running import Word
from claims.domain.statement import Stance
from claims.domain.units import UNITS, Unit
from claims.domain.words.counted import own_words
from claims.domain.words.language import Language
from claims.domain.words.tokens import Phrase, Phrases, phrases


@dataclass(frozen=True)
class Tables:
    """floor_words: of dozens, tens of thousands. numbers: words that are a number or begin one. measure_of: what a word
    alone tells of. stops: where a noun phrase or a name has ended. singular: one person. counts_people: nouns behind a
    figure that count people. heads: nouns that end what a figure counts. before_date: words that say nothing of a date.
    openings: phrases that bind one or begin it. counted_from: words that end what is counted from the text's own day.
    """

    floor_words: frozenset[str]
    numbers: frozenset[str]
    measure_of: Mapping[str, str]
    stops: frozenset[str]
    singular: frozenset[str]
    counts_people: frozenset[str]
    heads: frozenset[str]
    unit_of: Mapping[str, Unit]
    marks: Phrases[Unit]
    said_before: Phrases[Stance]
    said_behind: Mapping[str, Stance]
    openings: Phrases[bool]
    counted_from: frozenset[str]
    before_date: frozenset[str]
    begins_date: frozenset[str]
    within_date: frozenset[str]


@cache
def tables(lang: Language) -> Tables:
    floor_words = _words_of(lang.floors) - set(lang.of)
    measure_of = _measure_of(lang)
    singular = lang.person_nouns | {word.removesuffix("s") for word in lang.persons}
    openings = _openings(lang)
    counted_from = _counted_from(lang)
    before_date = frozenset(phrase.split()[0] for phrase in _split(lang.before_date, *lang.before_relative))
    begins_date = _begins_date(lang, openings) | counted_from
    return Tables(
        floor_words=floor_words,
        numbers=_numbers(lang) | floor_words,
        measure_of=measure_of,
        stops=_stops(lang, measure_of),
        singular=singular,
        counts_people=singular | lang.persons | lang.people_nouns | lang.deaths,
        heads=lang.plurals | lang.deaths | lang.person_nouns | (lang.people_nouns - lang.others),
        unit_of={
            word: unit for unit in UNITS.values() if unit.code not in lang.marks for word in own_words(unit, lang)
        },
        marks=phrases({UNITS[code]: together for code, together in lang.marks.items()}),
        said_before=phrases({Stance(stance): words for stance, words in lang.saying_before.items()}),
        said_behind={word: Stance(code) for code, together in lang.saying.items() for word in _split(together)},
        openings=openings,
        counted_from=counted_from,
        before_date=before_date,
        begins_date=begins_date,
        within_date=begins_date | before_date | _within_date(lang, openings),
    )


def _split(*together: str) -> list[str]:
    return [phrase for phrases_ in together for phrase in phrases_.split("|") if phrase]


def _words_of(together: Iterable[str]) -> frozenset[str]:
    """The single words of the phrases, without signs."""
    return frozenset(word for phrase in together for word in phrase.split() if word[0].isalpha())


def _numbers(lang: Language) -> frozenset[str]:
    ones = frozenset(name for name, value in lang.ones.items() if value)
    parts = lang.fraction_parts.keys() - lang.ordinal_parts
    words = _words_of([*ones, *lang.tens, *lang.scales, *lang.about_nouns])
    return words | parts | lang.fraction_signs.keys() | {*lang.hundred, lang.dozen, lang.half}


def _measure_of(lang: Language) -> dict[str, str]:
    return {word: code for code, together in lang.measured.items() for word in _split(together) if " " not in word}


def _stops(lang: Language, measure_of: Mapping[str, str]) -> frozenset[str]:
    verbs = {word for together in lang.saying.values() for word in _split(together)}
    acts = measure_of.keys() - lang.plurals - lang.persons - lang.people_nouns
    names = (
        set(lang.determiners)
        | lang.pronouns
        | lang.relative
        | lang.negations
        | lang.months.keys()
        | lang.weekdays.keys()
    )
    return frozenset((lang.head_ends | acts | verbs | names | lang.stop_words) - set(lang.of))


def _openings(lang: Language) -> Phrases[bool]:
    bound = (lang.since, lang.since_at_least, lang.until, lang.until_at_least, lang.by, lang.before, lang.after)
    return phrases({True: "|".join((*bound, lang.not_before, lang.still, lang.as_of, *lang.named_days))})


def _counted_from(lang: Language) -> frozenset[str]:
    ends = {phrase.split()[-1] for phrase in (*lang.named_days, " ".join(lang.ago_before)) if phrase}
    return frozenset(({lang.ago} - {""}) | ends | lang.days_back.keys() | lang.steps_back.keys() | lang.weekdays.keys())


def _begins_date(lang: Language, openings: Mapping[Phrase, bool]) -> frozenset[str]:
    parts = lang.months.keys() | lang.part_of_year.keys() | lang.edge_of_year.keys() | lang.ordinals.keys()
    counted = {phrase.split()[0] for phrase in lang.named_days} | set(lang.ago_before[:1])
    words = {*lang.last, *lang.word_from, *lang.articles, lang.between, lang.quarter_letter}
    return frozenset(parts | words | counted | lang.ones.keys() | {phrase[0] for phrase in openings})


def _within_date(lang: Language, openings: Mapping[Phrase, bool]) -> frozenset[str]:
    joints = {*lang.of, *lang.to, *lang.to_date, *lang.onwards, lang.word_and, lang.still_after}
    spans = {lang.half_of_year, lang.quarter, lang.months_word, *lang.calendar_units, *lang.day_unit}
    plain = _split(lang.before_date, *lang.before_relative)
    together = _words_of([*lang.named_days, *plain, *lang.ago_before])
    bound = {word for phrase in openings for word in phrase}
    return frozenset(joints | spans | together | bound | {*lang.ordinal_endings, "-", "–", "—", ",", "/"})


def is_number(word: Word, lang: Language) -> bool:
    return word.text[0].isdigit() or word.low in tables(lang).numbers


@cache
def phrase_table(together: str) -> Phrases[bool]:
    """Phrases with "|" between them, for running.length_at."""
    return phrases({True: together})
