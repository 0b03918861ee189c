"""Words cut into tokens (numbers, words, dashes, signs), and the refusal of what cannot be read.

What the tokens mean is in numerals.py, quantities.py and days.py.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from claims.domain.words.language import ENGLISH, InLanguage, Language

LONGEST = 500
"""Characters. What is read is a few words of a quote; more is refused unread."""
_SHOWN = 80

_DASHES = "-‐‑‒–—―−﹣－"
_APOSTROPHES = "'’‘＇"
_JOINERS = "\u200c\u200d"
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff"))
"""Soft hyphens, zero-width spaces and direction marks: they change nothing that a reader sees."""
_OPENING = frozenset("\"'“„‘’«([")
_CLOSING = frozenset("\"'”“’»)].,;:")
_JOINED = re.compile(r"a+(?:'a+)*|0+(?:[.,']0+)*|\S")
_APART = re.compile(r"a+(?:'a+)*|0+|\S")


class CannotRead(ValueError):
    """No rule reads the words, or more than one does. The message may be shown; it quotes `offending`."""

    def __init__(self, offending: str, why: str) -> None:
        self.offending = _showable(offending)
        super().__init__(f"“{self.offending}” cannot be read: {why}")


class Kind(StrEnum):
    NUMBER = "number"
    WORD = "word"
    DASH = "dash"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """One number, word, dash or sign. `before` is the white space in front of it, exactly."""

    kind: Kind
    text: str
    before: str
    low: str

    @property
    def glued(self) -> bool:
        """Does it follow the token before it without a space?"""
        return not self.before


Tokens = InLanguage[Token]


Phrase = tuple[str, ...]
Meaning = TypeVar("Meaning")


def cut(words: str, joined: bool = True, lang: Language = ENGLISH) -> Tokens:
    """The tokens of the words, quotation marks and full stops around them left out.

    joined: is "1,000.5" one number (quantities), or three (dates)? Raises CannotRead.
    """
    if len(words) > LONGEST:
        raise CannotRead(words, f"more than {LONGEST} characters; choose only the words that state the answer.")
    seen = unicodedata.normalize("NFC", words).translate(_INVISIBLE)
    kinds = "".join(map(_class, seen))
    if "!" in kinds:
        raise CannotRead(words, "it holds a character that cannot be shown.")
    found: list[Token] = []
    end = 0
    for match in (_JOINED if joined else _APART).finditer(kinds):
        token = _token(match.group()[0], seen[slice(*match.span())], seen[end : match.start()])
        found += _elided(token, lang) if token.kind is Kind.WORD else [token]
        end = match.end()
    return Tokens(_bared(found), lang)


def _class(character: str) -> str:
    """One sign for a class of characters: a letter, 0 digit, - dash, ' apostrophe, ! unreadable, s other."""
    if character in _DASHES:
        return "-"
    if character in _APOSTROPHES:
        return "'"
    if character in ".,":
        return character
    if character.isspace() and not "\x1c" <= character <= "\x1f":
        return " "
    category = unicodedata.category(character)
    if category[0] in "LM" or character in _JOINERS:
        return "a"
    if category == "Nd":
        return "0"
    return "!" if category in ("Cc", "Cs") else "s"


_KINDS = {"a": Kind.WORD, "0": Kind.NUMBER, "-": Kind.DASH}


def _token(kind: str, text: str, before: str) -> Token:
    low = "-" if kind == "-" else re.sub(f"[{_APOSTROPHES}]", "'", text.lower())
    return Token(_KINDS.get(kind, Kind.SIGN), text, before, low)


def _elided(token: Token, lang: Language) -> list[Token]:
    """A word and what lost its last letter before it: d'hommes is d' and hommes."""
    short, apostrophe, rest = token.low.partition("'")
    if not apostrophe or not rest or f"{short}'" not in lang.elided:
        return [token]
    at = len(short) + 1
    return [
        Token(Kind.WORD, token.text[:at], token.before, f"{short}'"),
        Token(Kind.WORD, token.text[at:], "", rest),
    ]


def _bared(tokens: list[Token]) -> list[Token]:
    start, end = 0, len(tokens)
    while start < end and tokens[start].text in _OPENING:
        start += 1
    while end > start and tokens[end - 1].text in _CLOSING:
        end -= 1
    return tokens[start:end]


def said(tokens: Tokens) -> str:
    """The tokens as they were written, with single spaces."""
    return "".join(" " * (place > 0 and not token.glued) + token.text for place, token in enumerate(tokens))


def _showable(words: str) -> str:
    """For a message: one line, not too long, and no character that could hide or turn round the others."""
    shown = "".join("�" if _is_unshowable(character) else character for character in words)
    shown = " ".join(shown.split())
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1].rstrip()}…"


def _is_unshowable(character: str) -> bool:
    unshowable = unicodedata.category(character) in ("Cc", "Cf", "Cs")
    return unshowable and not character.isspace() and character not in _JOINERS


class Phrases(dict[Phrase, Meaning]):
    """A table for `longest`. lengths: of its phrases, the longest first, by their first word; widest: the longest."""

    def __init__(self, table: Mapping[Phrase, Meaning]) -> None:
        super().__init__(table)
        found: dict[str, set[int]] = {}
        for phrase in filter(None, table):
            found.setdefault(phrase[0], set()).add(len(phrase))
        self.lengths = {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}
        self.widest = max(map(len, table), default=0)


def phrases(meanings: Mapping[Meaning, str]) -> Phrases[Meaning]:
    """Each phrase of each "a b|c" as its tokens, with what it means."""
    return Phrases(
        {
            tuple(phrase.lower().split()): meaning
            for meaning, together in meanings.items()
            for phrase in together.split("|")
        }
    )


def longest(tokens: Tokens, at: int, table: Phrases[Meaning]) -> tuple[Meaning, int] | None:
    """The longest phrase of the table that stands at this place: its meaning, and where it ends."""
    for length in table.lengths.get(low_at(tokens, at), ()):
        here = tuple(token.low for token in tokens[at : at + length])
        if here in table:
            return table[here], at + len(here)  # at the end there may be fewer
    return None


def low_at(tokens: Tokens, at: int) -> str:
    """The token at this place in lower case; empty past the end."""
    return tokens[at].low if 0 <= at < len(tokens) else ""
