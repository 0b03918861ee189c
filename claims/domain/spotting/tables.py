"""What is made of the word tables for finding: numbers, nouns that end a phrase, words at which one stops."""

from claims.domain.spotting.running import Word
from claims.domain.units import UNITS
from claims.domain.words.language import ENGLISH as en

FLOOR_WORDS = {word for name in en.floors for word in name.split()} - set(en.of)
NUMBERS = (
    (set(en.ones) - {"zero"})
    | set(en.tens)
    | set(en.scales)
    | {*en.hundred, en.dozen, en.half}
    | FLOOR_WORDS
    | set(en.fraction_signs)
    | {part for part in en.fraction_parts if part.endswith("s") or part in ("third", "quarter")}
)
"""Words that are a number or begin one."""
MEASURE_OF = {
    word: measure for measure, together in en.measured.items() for word in together.split("|") if " " not in word
}
"""The measure that a word alone tells of."""
_VERBS = {word for together in en.saying.values() for word in together.split("|")}
STOPS = (
    en.head_ends
    | (set(MEASURE_OF) - en.plurals - en.persons)
    | _VERBS
    | en.pronouns
    | en.relative
    | set(en.months)
    | set(en.weekdays)
    | en.negations
    | {"but", "so", "as", "when", "while", "there", "where", "then", "whom", "whose", "if", "because", "all", "both"}
) - set(en.of)
"""Words at which a noun phrase or a name has ended."""
SINGULAR = {"man", "woman", "child", "person", "people"} | {word.removesuffix("s") for word in en.persons}
BEFORE_PEOPLE = SINGULAR | en.persons | {"people", "persons", "dead", "others", "lives"}
HEADS = en.plurals | en.deaths | {"people", "man", "woman", "child", "person", "dead", "troops"}
UNIT_OF = {word: unit for unit in UNITS.values() if not unit.symbol for word in (unit.one, unit.many)}


def is_number(word: Word) -> bool:
    return word.text[0].isdigit() or word.low in NUMBERS
