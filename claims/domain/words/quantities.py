"""The grammar of counts: nought, "most", floors ("dozens"), one figure or two; and words that hold no number.

Figures are in figures.py and ranges.py, what stands after them in counted.py.
"""

from fractions import Fraction
from functools import cache

from claims.domain.answers import Bound
from claims.domain.words.figures import Amount, Binding, Figures, Hedge, amount_at, binding_at, bound_after, opening
from claims.domain.words.language import Language
from claims.domain.words.numerals import Numeral, numeral_at, tell_a_number
from claims.domain.words.ranges import range_in
from claims.domain.words.tokens import CannotRead, Kind, Phrases, Tokens, longest, low_at, phrases, said


@cache
def _floors(lang: Language) -> Phrases[str]:
    return phrases({name: name for name in lang.floors})


@cache
def _singular_floors(lang: Language) -> Phrases[str]:
    return phrases({plural: singular for singular, plural in lang.floors_after_vague.items()})


@cache
def _table(words: str) -> Phrases[bool]:
    return phrases({True: words})


def figures_in(tokens: Tokens) -> Figures | None:
    """The figures the words state, None where no rule finds any. Raises CannotRead where two might."""
    binding, at = binding_at(tokens, 0)
    return (
        _nought(tokens)
        or _most(tokens)
        or _floor(tokens)
        or range_in(binding, tokens, at)
        or _single(binding, tokens, at)
    )


def _fixed(bound: Bound, value: Numeral, keys: tuple[str, ...], rest: Tokens) -> Figures:
    return Figures(bound, Amount(value), Amount(value), False, keys, rest)


def _nought(tokens: Tokens) -> Figures | None:
    """No one, none of the men, none of the 12 men; "no civilians", but not "no figures"."""
    lang = tokens.lang
    nobody, determiner = longest(tokens, 0, _table(lang.zeros)), longest(tokens, 0, _table(lang.zero_determiner))
    if nobody and low_at(tokens, nobody[1]) in lang.after_zero:
        end = _past_whole(tokens, nobody[1])
    elif determiner and low_at(tokens, determiner[1]) in lang.zero_nouns:
        end = determiner[1]
    else:
        return None
    return _fixed(Bound.EXACTLY, Numeral(Fraction(0)), ("none",), tokens[end:])


def _past_whole(tokens: Tokens, at: int) -> int:
    """Behind the 12 of "of the 12 detainees": of how many it is none changes nothing of it."""
    start = at + 1
    while low_at(tokens, start) in tokens.lang.determiners:
        start += 1
    found = numeral_at(tokens, start) if low_at(tokens, at) in tokens.lang.of else None
    return found[1] if found and not found[0].part else at


def _most(tokens: Tokens) -> Figures | None:
    found = longest(tokens, 0, _table(tokens.lang.most))
    if found is None:
        return None
    return _fixed(Bound.AT_LEAST, Numeral(Fraction(51, 100), part=True), ("most",), tokens[found[1] :])


def _floor(tokens: Tokens) -> Figures | None:
    """Dozens, several hundred, at least tens of thousands. Nothing else may bind them: "up to dozens"."""
    binding, at = opening(tokens)
    before_plural = longest(tokens, at, _table(tokens.lang.before_floors))
    before_singular = longest(tokens, at, _table(tokens.lang.before_singular_floors))
    found = longest(tokens, before_plural[1] if before_plural else at, _floors(tokens.lang))
    if found is None and before_singular:
        found = longest(tokens, before_singular[1], _singular_floors(tokens.lang))
    if found is None:
        return None
    name, end = found
    return _fixed(Bound.AT_LEAST, Numeral(Fraction(tokens.lang.floors[name])), (*binding.keys, name), tokens[end:])


def _single(binding: Binding, tokens: Tokens, at: int) -> Figures | None:
    if longest(tokens, at, _table(tokens.lang.vague)):
        return None
    found = _about_noun(tokens, at)
    if found:
        binding = binding.joined_by(Hedge.ABOUT, said(tokens[at : found[1]]))
    found = found or amount_at(tokens, at)
    if found is None:
        return None
    amount, end = found
    binding, rest = bound_after(binding, tokens, end)
    return Figures(binding.bound or Bound.EXACTLY, amount, amount, binding.about, binding.keys, rest)


def _about_noun(tokens: Tokens, at: int) -> tuple[Amount, int] | None:
    """Une dizaine, un millier: nouns that are about a number."""
    value = tokens.lang.about_nouns.get(low_at(tokens, at + 1), 0)
    if not value or low_at(tokens, at) not in tokens.lang.articles:
        return None
    return Amount(Numeral(Fraction(value))), at + 2


def holds_no_number(tokens: Tokens, own_words: frozenset[str]) -> bool:
    """Many, a few; "civilians": words a person can read that hold no number. own_words: the unit's."""
    _, at = opening(tokens)
    vague = longest(tokens, at, _table(tokens.lang.vague))
    rest = tokens[vague[1] if vague else at :]
    if tell_a_number(rest) or any(token.low in rest.lang.negations for token in rest):
        return False
    return vague is not None or _is_bare_plural(rest, own_words)


def _is_bare_plural(tokens: Tokens, own_words: frozenset[str]) -> bool:
    lang = tokens.lang
    plain = all(token.kind is Kind.WORD or token.low == "," for token in tokens)
    plural = any(token.low in lang.plurals or token.low in own_words for token in tokens)
    says_more = any(token.low in lang.quantity_words | lang.comparing | lang.rates for token in tokens)
    return plain and plural and not says_more


def why_unread(tokens: Tokens) -> CannotRead:
    """The refusal of words in which no rule finds a figure."""
    _, at = binding_at(tokens, 0)
    words = said(tokens[at:]) or said(tokens)
    first = low_at(tokens, at)
    if first in tokens.lang.negations:
        return CannotRead(words, "it denies something.")
    if first == "-":
        return CannotRead(words, "a dash stands before the figure.")
    if any(token.low in tokens.lang.months for token in tokens) or first in tokens.lang.before_year:
        return CannotRead(words, "it looks like a date, not a number.")
    if tell_a_number(tokens[at:]):
        return CannotRead(words, "no rule reads this; choose the figure, the words that bind it and what it counts.")
    return CannotRead(words, "no rule finds a number in it.")
