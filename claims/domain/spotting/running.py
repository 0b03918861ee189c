"""A running text cut into words, each with its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 20_000
"""Code points that are looked through at once: a quote's most. A longer text is given in parts."""

_WORD = re.compile(r"\d+(?:[.,'’]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\n\s*\n|[^\s\w]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or sign. low: in lower case, with plain apostrophes; a blank line is "\\n"."""

    text: str
    low: str
    start: int
    end: int


Words = Sequence[Word]


def cut_words(text: str) -> list[Word]:
    """The words of a text as far as one looks at once."""
    return [Word(m.group(), _plain(m.group()), *m.span()) for m in _WORD.finditer(text[:LONGEST])]


def _plain(word: str) -> str:
    return word.lower().replace("’", "'") if word.strip() else "\n"


def said_by(text: str, words: Words) -> str:
    """The words as they stand in the text, with all between them."""
    return text[words[0].start : words[-1].end]


def low_at(words: Words, at: int) -> str:
    """The word at this place in lower case, "" beyond either end."""
    return words[at].low if 0 <= at < len(words) else ""


def back_from(words: Words, at: int, most: int) -> int:
    """The first word that may belong to the one at this place: none beyond the end of a sentence or a bracket."""
    first = at
    while first > 0 and at - first < most and words[first - 1].low not in (".", ";", ":", "(", ")", "\n", "!", "?"):
        first -= 1
    return first
