"""The word tables of a language, each language in a file of its own: en.toml. Another language is another such file.

The core reads no other files, and these once, when they are first needed.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, SupportsIndex, TypeVar, overload

Words = frozenset[str]
Listed = tuple[str, ...]
Numbers = Mapping[str, int]
Pairs = Mapping[str, tuple[int, int]]
Named = Mapping[str, str]
"""By name, a word, or phrases with "|" between them."""


@dataclass(frozen=True, eq=False)
class Language:
    """Every table, by what it is for. Phrases have "|" between them, and a space between their tokens."""

    code: str
    name: str
    """In English."""
    tags: Words
    """The first part of the BCP 47 codes it goes by."""
    decimal: str
    """The sign before the decimals of a figure."""
    elided: Listed
    """Words that lose their last letter before a vowel: d', l'. Each is a token of its own."""
    tens_joint: Listed
    """What may join a ten and its ones, beside a hyphen: vingt et un."""
    long_tens: tuple[int, ...]
    """Tens that go on to nineteen: soixante-dix is 60 and 10."""
    bare_multipliers: Words
    """What needs no number before it: cent, mille."""
    about_nouns: Numbers
    """Nouns that are about a number behind an article: une dizaine."""
    unit_nouns: Named
    """What other nouns than the units' own names count, by the code of the unit."""
    named_days: Named
    """Days, months and years counted from the text's own, as "unit steps": hier is "day 1"."""
    ago_before: Listed
    """What stands before so many days, months or years that have passed: il y a."""
    ones: Numbers
    tens: Numbers
    hundred: Listed
    dozen: str
    scales: Numbers
    articles: Listed
    single: str
    word_and: str
    of: Listed
    fraction_parts: Numbers
    ordinal_parts: Words
    """Parts that are more often the place in a row: the fifth attack."""
    half: str
    after_part: Listed
    """What may follow "a third" for it to be a part of something."""
    after_half: Listed
    """What may follow "half" too: half the killings."""
    before_scale: Listed
    """What needs no article before "million" or "dozen": half-dozen, a quarter million."""
    fraction_signs: Pairs
    floors: Numbers
    """ACLED's lowest figures for numbers that are only named by their size, carried on to the millions."""
    floors_after_vague: Named
    """Several hundred: as the plural. Not after "some": "some hundred" may be about one hundred."""
    before_floors: str
    before_singular_floors: str
    zeros: str
    zero_determiner: str
    zero_nouns: Words
    """What "no" may count. "No figures" is not nought figures."""
    after_zero: Listed
    """What may follow "no one" for it to be a count. "No one knows" is none."""
    only_said: Words
    """Beside nought: that no death was reported does not say that nobody died."""
    before_undergone: Words
    """What stands between nobody and what they underwent: no one *was* killed."""
    undergone: Words
    """What a sentence says that nobody underwent. Not "held": nobody was held to account."""
    went: Words
    """The same without a word between: no one died."""
    none_there: str
    """Before what was none: *there were* no casualties."""
    excepting: str
    """Behind it, somebody was after all: no one was killed *until* 2015."""
    belying: Words
    """In the sentence, what it says of nobody is doubted: *contrary* to the claim that no one was killed."""
    at_least: str
    more_than: str
    at_most: str
    fewer_than: str
    nearly: str
    about: str
    determiners: Listed
    """The, these. Before four digits: the 2022 killings may be those of that year."""
    exactly: str
    before_comparison: str
    """Well over 300, just under 300: read as over and under, which cannot say too much."""
    leading: str
    """Words before a figure that say nothing of its size."""
    after_at_least: str
    after_at_most: str
    after_about: str
    between: str
    word_from: Listed
    to: Listed
    but: Listed
    most: str
    vague: str
    persons: Words
    person_nouns: Words
    """One person, and people."""
    people_nouns: Words
    """Further words that count people: 12 dead, 5 others."""
    plurals: Words
    """Plurals a report leaves without a number."""
    negations: Words
    comparing: Words
    comparing_at_the_end: Words
    """Prepositions inside a phrase ("around Bamako"), words about the figure at its end ("300 and over")."""
    breaking_off: Words
    """At the end of the words, something has been cut off: perhaps a figure."""
    quantity_words: Words
    rates: Words
    rate_periods: Words
    changes: Words
    changes_at_once: Words
    """After a percentage: a change, not a share. At once: directly after it only, since homes also burn down."""
    measures: Words
    """First words after a figure that make it a size, an age or a multiple, not a count."""
    collectives: Words
    collective: Words
    """What is not counted in people though people make it up."""
    things: Words
    things_plural: Words
    things_in_one: Words
    """Neither people nor bodies, though reports count them beside: houses burned, attacks, cattle."""
    head_ends: Words
    """Where the noun a figure counts has surely ended: 300 members | of families."""
    marks: Named
    money: Words
    """Names of money: one that does not belong to the unit is refused wherever it stands."""
    months: Numbers
    weekdays: Numbers
    ordinal_endings: Listed
    ordinals: Numbers
    last: Listed
    months_word: str
    part_of_year: Pairs
    """First and last month. Early and late are a quarter each, mid what lies between them."""
    edge_of_year: Named
    """Words that need an "of" for the same parts."""
    half_of_year: str
    quarter: str
    quarter_letter: str
    word_in: Listed
    before_year: Listed
    """Before a figure: the words are a date."""
    before_date: str
    """Words before a date that say nothing of it."""
    since: str
    since_at_least: str
    until: str
    until_at_least: str
    by: str
    before: str
    after: str
    not_before: str
    still: str
    still_after: str
    as_of: str
    onwards: Listed
    to_date: Listed
    seasons: Words
    relative: Words
    days_back: Numbers
    steps_back: Numbers
    calendar_units: Named
    day_unit: Named
    ago: str
    before_relative: Listed
    """Words from the document's own day: on Tuesday, earlier this month. Weeks are in none of these tables."""
    unsure_date: Words
    decades: Words
    measured: Named
    """Words that tell what is counted, by the code of the measure."""
    populations: Named
    """Words that name the same people, here and in other languages, by one name for them: hommes is men."""
    done_to_people: Words
    """The measures that count people."""
    before_act: Words
    """What may stand between a figure and the act: 300 *were reportedly* killed."""
    acts: Words
    """The measures whose words are an act that a claim may be about without any figure."""
    saying: Named
    """Verbs of saying behind whoever says it, by the stance they show."""
    saying_before: Named
    """Words before whoever says it."""
    before_saying: Words
    """What may stand between whoever says it and the verb: HRW *has* said."""
    word_that: Words
    """Behind a verb of saying it goes on to what is said."""
    name_articles: Words
    """Articles before a name or a description, which do not belong to it."""
    name_joins: Words
    """Small words inside the name of a source."""
    pronouns: Words
    """Who says it is named before: these words name nobody."""
    place_before: Words
    no_place: Words
    """Words that begin no place though they stand where one could, with a capital: at dawn, in French."""
    no_speaker: Words
    """What has no voice of its own, though words say that it says something: a toll, figures."""
    said_on: Words
    """Before a date: the day on which something was written or published, which is no period of what it tells."""
    by_whom_before: Words
    not_by_whom: Words
    """Behind "by" they name nobody who did it: by road."""
    others: Words
    """Where a list of who says it goes on to people without a name."""
    deaths: Words
    """What counts people though it names an act."""
    unspecific: Words
    """Words that stand in sentences about anything: sharing them says nothing of what a text is about."""
    small: Words
    """Further small words of the language, for telling whether a text is in it."""
    stop_words: Words
    """Further words at which a noun phrase or a name has ended."""
    altering_before: str
    """Right before a figure, these say that it is not what is counted: not 300, another 12, half of the 300."""
    altering_behind: str
    """Right behind it: 300 more, 12 each."""
    changing: Words
    """A few words before a figure: it is a change, or what was before one: rose from 12 to 27."""
    each: Words
    """A few words before a figure: every truck carried 40 men."""
    supposing: Words
    """A few words before a figure, it is no fact: if 500 came, plans for 40 homes."""
    supposed_behind: str
    """The same right behind it: thousands would have died."""
    spatial: Words
    """Before a small number these may be about a place or a time: over three villages, around 4."""
    attributive: Words
    """Nouns of people that stand before another noun as they are: 3 dead calves, five police stations."""
    before_nouns: Words
    """Adjectives before a noun, in a language where its other words follow it."""
    rate_joints: str
    """Between a figure and a span of time or another noun: 12 *per* day."""
    ratio_joints: str
    """Between two figures of a ratio: 1 *in* 3."""
    no_count_before: Words
    """Before a figure that counts nothing: Resolution 2164, page 3, stage 9, aged 12."""
    no_count_after: Words
    """Behind such a figure."""
    advising: Words
    """Words of a recommendation: what somebody wants done is no claim that it was."""


@cache
def language(code: str) -> Language:
    """The language of this code. Raises ValueError for a file that lacks a table or has one too many."""
    tables = tomllib.loads(files("claims.domain.words").joinpath(f"{code}.toml").read_text(encoding="utf-8"))
    known = {field.name: field.type for field in fields(Language)} | {"code": str}
    if wrong := (tables.keys() | {"code"}) ^ known.keys():
        raise ValueError(f"{code}.toml: these tables are missing or not known: {', '.join(sorted(wrong))}")
    return Language(code=code, **{name: _table(known[name], value) for name, value in tables.items()})


def _table(kind: object, value: Any) -> Any:
    if kind is Words:
        return frozenset(value)
    if kind in (Listed, tuple[int, ...]):
        return tuple(value)
    if kind is str:
        return value if isinstance(value, str) else "|".join(value)
    if isinstance(value, dict):
        return {name: _table(str, one) if kind is Named else one for name, one in value.items()}
    raise ValueError(f"{value!r} is no table")


ENGLISH, FRENCH = language("en"), language("fr")
LANGUAGES = (ENGLISH, FRENCH)

Item = TypeVar("Item")


class InLanguage(tuple[Item, ...]):
    """Words or tokens in their order, and the language they are read in. A slice is in the same language."""

    lang: Language

    def __new__(cls, items: Iterable[Item], lang: Language) -> "InLanguage[Item]":
        made = super().__new__(cls, items)
        made.lang = lang
        return made

    @overload
    def __getitem__(self, at: SupportsIndex) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> "InLanguage[Item]": ...
    def __getitem__(self, at: SupportsIndex | slice) -> "Item | InLanguage[Item]":
        found = tuple.__getitem__(self, at)
        return InLanguage(found, self.lang) if isinstance(at, slice) else found  # type: ignore[arg-type, return-value]


def named(code: str) -> Language | None:
    """The language of this BCP 47 code, None for one without tables."""
    tag = code.lower().partition("-")[0]
    return next((lang for lang in LANGUAGES if tag in lang.tags), None)


def spoken(code: str) -> Language:
    """The language of a document, by its BCP 47 code. English where it is not known: what the tables do not know is
    refused, not guessed.
    """
    return named(code) or ENGLISH
