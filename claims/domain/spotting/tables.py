"""What is made of the word tables for finding: numbers, nouns that end a phrase, words at which one stops."""

from claims.domain.spotting.running import Word
from claims.domain.units import UNITS
from claims.domain.words import english as en

FLOOR_WORDS = {word for name in en.FLOORS for word in name.split()} - {en.OF}
NUMBERS = (
    (set(en.ONES) - {"zero"})
    | set(en.TENS)
    | set(en.SCALES)
    | {en.HUNDRED, en.DOZEN, en.HALF}
    | FLOOR_WORDS
    | set(en.FRACTION_SIGNS)
    | {part for part in en.FRACTION_PARTS if part.endswith("s") or part in ("third", "quarter")}
)
"""Words that are a number or begin one."""
MEASURE_OF = {
    word: measure for measure, together in en.MEASURED.items() for word in together.split("|") if " " not in word
}
"""The measure that a word alone tells of."""
_VERBS = {word for together in en.SAYING.values() for word in together.split("|")}
STOPS = (
    en.HEAD_ENDS
    | (set(MEASURE_OF) - en.PLURALS - en.PERSONS)
    | _VERBS
    | en.PRONOUNS
    | en.RELATIVE
    | set(en.MONTHS)
    | set(en.WEEKDAYS)
    | en.NEGATIONS
    | {"but", "so", "as", "when", "while", "there", "where", "then", "whom", "whose", "if", "because", "all", "both"}
) - {en.OF}
"""Words at which a noun phrase or a name has ended."""
SINGULAR = {"man", "woman", "child", "person", "people"} | {word.removesuffix("s") for word in en.PERSONS}
BEFORE_PEOPLE = SINGULAR | en.PERSONS | {"people", "persons", "dead", "others", "lives"}
HEADS = en.PLURALS | en.DEATHS | {"people", "man", "woman", "child", "person", "dead", "troops"}
UNIT_OF = {word: unit for unit in UNITS.values() if not unit.symbol for word in (unit.one, unit.many)}


def is_number(word: Word) -> bool:
    return word.text[0].isdigit() or word.low in NUMBERS
