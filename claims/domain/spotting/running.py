"""A running text cut into words, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claims.domain.words.language import ENGLISH, InLanguage, Language
from claims.domain.words.tokens import Phrases

LONGEST = 20_000
"""Code points that are looked through at once: a quote's most. A longer text is given in parts."""

_WORD = re.compile(r"\d+(?:[.,'’]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\n\s*\n|[^\s\w]")
SENTENCE_ENDS = frozenset((".", ";", ":", "(", ")", "\n", "!", "?"))
"""Signs at which a sentence, or what is in brackets, ends."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or sign. low: in lower case, with plain apostrophes; a blank line is "\\n"."""

    text: str
    low: str
    start: int
    end: int


Words = InLanguage[Word]


def cut_words(text: str, lang: Language = ENGLISH) -> Words:
    """The words of a text as far as one looks at once. What lost its last letter before a vowel is a word of its own:
    d'hommes is d' and hommes.
    """
    return InLanguage(_words(text[:LONGEST], frozenset(lang.elided)), lang)


def _words(text: str, elided: frozenset[str]) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        said, low, start, end = match.group(), _plain(match.group()), *match.span()
        short = low.find("'") + 1
        while short and low[:short] in elided:
            yield Word(said[:short], low[:short], start, start + short)
            said, low, start = said[short:], low[short:], start + short
            short = low.find("'") + 1
        yield Word(said, low, start, end)


def _plain(word: str) -> str:
    return word.lower().replace("’", "'") if word.strip() else "\n"


def said_by(text: str, words: Words) -> str:
    """The words as they stand in the text, with all between them."""
    return text[words[0].start : words[-1].end]


def low_at(words: Words, at: int) -> str:
    """The word at this place in lower case, "" beyond either end."""
    return words[at].low if 0 <= at < len(words) else ""


def length_at(words: Words, at: int, table: Phrases[Any]) -> int:
    """How many words the longest phrase of the table has that begins at this place, 0 where none does."""
    for length in table.lengths.get(low_at(words, at), ()):
        here = tuple(word.low for word in words[at : at + length])
        if here in table:
            return len(here)  # at the end there may be fewer
    return 0


def length_before(words: Words, at: int, table: Phrases[Any]) -> int:
    """How many words the longest phrase of the table has that ends right before this place, 0 where none does."""
    most = min(at, table.widest)
    here = tuple(word.low for word in words[at - most : at])
    return next((length for length in range(most, 0, -1) if here[most - length :] in table), 0)


def back_from(words: Words, at: int, most: int) -> int:
    """The first word that may belong to the one at this place: none beyond the end of a sentence or a bracket."""
    first = at
    while first > 0 and at - first < most and words[first - 1].low not in SENTENCE_ENDS:
        first -= 1
    return first
