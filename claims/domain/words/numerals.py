"""Numerals: "27", "1.5 million", "one hundred and eighteen thousand", "two thirds" to exact fractions.

What binds a numeral ("at least") and what it counts is in quantities.py.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from claims.domain.words.language import Language
from claims.domain.words.tokens import CannotRead, Kind, Phrases, Token, Tokens, longest, low_at, said

_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?:'[0-9]{3})+)(?:\.[0-9]+)?")
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]*)\.[0-9]+")
_DECIMAL_COMMA = re.compile(r"(?:0|[1-9][0-9]*),[0-9]{1,2}")
"""Three figures behind a comma may be thousands."""
_MAYBE_GROUPED = re.compile(r"(?:[1-9][0-9]{0,2}|.*[,'].*)\.[0-9]{3}")
_LINE_BREAKS = "\t\n\r\v\f\x85\u2028\u2029"
_HALF = Fraction(1, 2)


@cache
def _multipliers(lang: Language) -> frozenset[str]:
    return frozenset([*lang.hundred, lang.dozen, *lang.scales])


@cache
def _number_words(lang: Language) -> frozenset[str]:
    return (
        frozenset(word for words in (*lang.ones, *lang.tens) for word in words.split() if word.isalpha())
        | frozenset([*lang.fraction_parts, *lang.fraction_signs, *lang.about_nouns])
        | _multipliers(lang)
        | frozenset(word for words in lang.floors for word in words.split() if word not in lang.of)
        | frozenset(f"{scale}s" for scale in lang.scales)
    )


@dataclass(frozen=True)
class Numeral:
    """An exact figure. scale: the multiplier said last ("5 million": 1,000,000). part: is it of something?"""

    value: Fraction
    scale: int = 1
    part: bool = False


Found = tuple[Numeral, int]
"""The numeral, and the place where it ends."""


def numeral_at(tokens: Tokens, at: int) -> Found | None:
    """The numeral that begins at this place, or None. Raises CannotRead for digits with two readings."""
    if at >= len(tokens):
        return None
    if tokens[at].kind is Kind.NUMBER:
        return _in_digits(tokens, at)
    return _of_a_scale(tokens, at) or _part(tokens, at) or _in_words(tokens, at)


def tells_a_number(tokens: Tokens, at: int) -> bool:
    """Is the token at this place a figure, or a word that is part of one?"""
    return tokens[at].kind is Kind.NUMBER or tokens[at].low in _number_words(tokens.lang)


def tell_a_number(tokens: Tokens) -> bool:
    """Does any of them?"""
    return any(tells_a_number(tokens, at) for at in range(len(tokens)))


# ---------------------------------------------------------------- digits


def _in_digits(tokens: Tokens, at: int) -> Found:
    value, end = _grouped_by_spaces(tokens, at)
    if end < len(tokens) and tokens[end].glued and tokens[end].kind is Kind.WORD:
        raise CannotRead(said(tokens[at : end + 1]), "letters stand directly at the figure.")
    return _with_half(tokens, value, end) or _times_scales(tokens, value, end)


def _grouped_by_spaces(tokens: Tokens, at: int) -> tuple[Fraction, int]:
    """Groups of three digits, each after one space of any width: 13 000. Not after a tab or line break."""
    end = at + 1
    if re.fullmatch("[1-9][0-9]{0,2}", tokens[at].text):
        while end < len(tokens) and _is_group(tokens[end]):
            end += 1
    if end == at + 1:
        return _figure(tokens[at], tokens.lang), end
    return Fraction("".join(token.text for token in tokens[at:end])), end


def _is_group(token: Token) -> bool:
    one_space = len(token.before) == 1 and token.before not in _LINE_BREAKS
    return one_space and re.fullmatch("[0-9]{3}", token.text) is not None


def _figure(token: Token, lang: Language) -> Fraction:
    if token.text.isdecimal():
        return Fraction(_whole(token.text))
    if lang.decimal == ",":
        return _with_comma(token)
    if _MAYBE_GROUPED.fullmatch(token.low):
        raise CannotRead(token.text, "the full stop may mark thousands or decimals.")
    if _GROUPED.fullmatch(token.low) or _DECIMAL.fullmatch(token.low):
        return Fraction(re.sub("[,']", "", token.low))
    raise CannotRead(token.text, "it is not certain what its commas and full stops mark.")


def _with_comma(token: Token) -> Fraction:
    """1,5 where a comma parts the decimals. "1.200" and "1,200" may be thousands, so they are refused."""
    if _DECIMAL_COMMA.fullmatch(token.low):
        return Fraction(token.low.replace(",", "."))
    raise CannotRead(token.text, "it is not certain what its commas and full stops mark.")


def _whole(digits: str) -> int:
    """Digits of any one script."""
    if len({ord(digit) - int(digit) for digit in digits}) > 1:
        raise CannotRead(digits, "it mixes the digits of several scripts.")
    if len(digits) > 1 and int(digits[0]) == 0:
        raise CannotRead(digits, "it begins with a nought, as no count does.")
    return int(digits)


# ---------------------------------------------------------------- multipliers and halves


def _multiplier(tokens: Tokens, at: int) -> tuple[int, int, int]:
    """Thousand, dozen, hundred thousand: their product, the last of them, the end. (1, 1, at) for none."""
    word = low_at(tokens, at)
    if word == tokens.lang.dozen:
        return 12, 12, at + 1
    if word in tokens.lang.scales:
        return tokens.lang.scales[word], tokens.lang.scales[word], at + 1
    if word not in tokens.lang.hundred:
        return 1, 1, at
    scale = tokens.lang.scales.get(low_at(tokens, at + 1))
    return (100 * scale, scale, at + 2) if scale else (100, 100, at + 1)


def _times_scales(tokens: Tokens, value: Fraction, at: int) -> Found:
    product, last, end = _multiplier(tokens, at)
    return Numeral(value * product, last), end


def _with_half(tokens: Tokens, value: Fraction, at: int) -> Found | None:
    """Two and a half, 2 and a half million."""
    says_half = low_at(tokens, at) == tokens.lang.word_and and low_at(tokens, at + 1) in tokens.lang.articles
    if not says_half or low_at(tokens, at + 2) != tokens.lang.half or value.denominator > 1 or value >= 100:
        return None
    return _times_scales(tokens, value + _HALF, at + 3)


# ---------------------------------------------------------------- parts


def _of_a_scale(tokens: Tokens, at: int) -> Found | None:
    """Half a million, a quarter of a million, half-dozen: figures, not parts of something. Not "a third million"."""
    found = _bare_part(tokens, at)
    if found is None:
        return None
    value, end = found
    scale_at = _past_hyphen(tokens, end)
    if low_at(tokens, end - 1) in tokens.lang.before_scale and low_at(tokens, scale_at) in _multipliers(tokens.lang):
        return _times_scales(tokens, value, scale_at)
    end += low_at(tokens, end) in tokens.lang.of
    if low_at(tokens, end) not in tokens.lang.articles or low_at(tokens, end + 1) not in _multipliers(tokens.lang):
        return None
    return _times_scales(tokens, value, end + 1)


def _part(tokens: Tokens, at: int) -> Found | None:
    """A third, two-thirds, half, ½: of something, or alone. "A third man" is an ordinal, and no part."""
    found = _bare_part(tokens, at)
    if found is None:
        return None
    value, end = found
    after = low_at(tokens, end)
    if after in tokens.lang.after_part or (value == _HALF and after in tokens.lang.after_half):
        return Numeral(value, part=True), end
    return None


def _bare_part(tokens: Tokens, at: int) -> tuple[Fraction, int] | None:
    word = low_at(tokens, at)
    if word in tokens.lang.fraction_signs:
        return Fraction(*tokens.lang.fraction_signs[word]), at + 1
    if word == tokens.lang.half:
        return _HALF, at + 1
    above = 1 if word in tokens.lang.articles else tokens.lang.ones.get(word, 0)
    below_at = _past_hyphen(tokens, at + 1)
    below = tokens.lang.fraction_parts.get(low_at(tokens, below_at), 0)
    return (Fraction(above, below), below_at + 1) if 0 < above < below else None


# ---------------------------------------------------------------- words

Group = tuple[int, int, int]
"""A value below 10,000, its last multiplier (1 or 100), and the end."""


def _in_words(tokens: Tokens, at: int) -> Found | None:
    group = _hundreds(tokens, at)
    if group is None:
        return None
    value, _, end = group
    if value < 100 and low_at(tokens, end) == tokens.lang.dozen:
        return _times_scales(tokens, Fraction(value), end)
    return _with_half(tokens, Fraction(value), end) or _groups(tokens, group)


def _groups(tokens: Tokens, group: Group) -> Found:
    """Each group of hundreds with a smaller scale than the last: one million two hundred thousand."""
    total, limit = 0, 0
    value, last, end = group
    while True:
        scale_at = _past_hyphen(tokens, end)
        scale = tokens.lang.scales.get(low_at(tokens, scale_at), 0)
        if value == 0 or scale == 0 or (limit and scale >= limit):
            return Numeral(Fraction(total + value), last), end
        total, last, limit, end = total + value * scale, scale, scale, scale_at + 1
        following = _hundreds(tokens, _past_and(tokens, end))
        if following is None or not 0 < following[0] < 1000:
            return Numeral(Fraction(total), last), end
        value, last, end = following


def _hundreds(tokens: Tokens, at: int) -> Group | None:
    """Nought to ninety-nine, or so many hundred and so many more."""
    found = _below_hundred(tokens, at)
    if found is None:
        return None
    value, end = found
    hundred_at = _past_hyphen(tokens, end)
    if value == 0 or low_at(tokens, hundred_at) not in tokens.lang.hundred:
        return value, 1, end
    value, end = 100 * value, hundred_at + 1
    rest_at = _past_and(tokens, end)
    alone = low_at(tokens, rest_at) in {*tokens.lang.articles, *tokens.lang.bare_multipliers}
    rest = None if alone else _below_hundred(tokens, rest_at)
    return (value + rest[0], 1, rest[1]) if rest and rest[0] else (value, 100, end)


def _below_hundred(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """An article counts as one, but only before "hundred" and the like, and before "single"."""
    lang, word = tokens.lang, low_at(tokens, at)
    tens = longest(tokens, at, _numbered(lang, "tens"))
    if tens:
        return _with_ones(tokens, *tens)
    if word in lang.articles and (article := _article(tokens, at)):
        return article
    ones = longest(tokens, at, _numbered(lang, "ones"))
    if ones and not (word in lang.articles and _is_article(tokens, at)):
        return ones
    return (1, at) if word in lang.bare_multipliers else None


@cache
def _numbered(lang: Language, table: str) -> Phrases[int]:
    """Phrases of a table of numbers: "dix - sept"."""
    return Phrases({tuple(words.split()): number for words, number in getattr(lang, table).items()})


def _with_ones(tokens: Tokens, ten: int, end: int) -> tuple[int, int]:
    """Twenty-seven, vingt et un; soixante-dix-sept where a ten goes on to nineteen."""
    lang, joined = tokens.lang, low_at(tokens, end) in tokens.lang.tens_joint
    ones = longest(tokens, end + 1 if joined else _past_hyphen(tokens, end), _numbered(lang, "ones"))
    most = 20 if ten in lang.long_tens else 10
    return (ten + ones[0], ones[1]) if ones and 0 < ones[0] < most else (ten, end)


def _is_article(tokens: Tokens, at: int) -> bool:
    """Where the article is the word for one as well: un rapport counts nothing, un civil and un à deux do."""
    lang, following = tokens.lang, low_at(tokens, at + 1)
    counts = following in lang.zero_nouns or following in lang.unit_nouns or following in (*lang.to, lang.word_and, "-")
    return not counts


def _article(tokens: Tokens, at: int) -> tuple[int, int] | None:
    multipliers, second = _multipliers(tokens.lang), low_at(tokens, at + 1)
    if second == tokens.lang.single and low_at(tokens, at + 2) not in multipliers:
        return 1, at + 2
    return (1, at + 1) if second in multipliers else None


def _past_hyphen(tokens: Tokens, at: int) -> int:
    """Past a dash without spaces: twenty-seven. A dash with spaces stands between two figures."""
    joins = low_at(tokens, at) == "-" and tokens[at].glued and at + 1 < len(tokens) and tokens[at + 1].glued
    return at + 1 if joins else at


def _past_and(tokens: Tokens, at: int) -> int:
    return at + 1 if low_at(tokens, at) == tokens.lang.word_and else at
