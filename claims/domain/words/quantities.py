"""The grammar of counts: nought, "most", floors ("dozens"), one figure or two; and words that hold no number.

Figures are in figures.py and ranges.py, what stands after them in counted.py.
"""

from fractions import Fraction

from claims.domain.answers import Bound
from claims.domain.words import english as en
from claims.domain.words.figures import Amount, Binding, Figures, amount_at, binding_at, bound_after, opening
from claims.domain.words.numerals import Numeral, tells_a_number
from claims.domain.words.ranges import range_in
from claims.domain.words.tokens import CannotRead, Kind, Tokens, longest, low_at, phrases, said

_FLOORS = phrases({name: name for name in en.FLOORS})
_SINGULAR_FLOORS = phrases({plural: singular for singular, plural in en.FLOORS_AFTER_VAGUE.items()})
_BEFORE_FLOORS = phrases({True: en.BEFORE_FLOORS})
_BEFORE_SINGULAR_FLOORS = phrases({True: en.BEFORE_SINGULAR_FLOORS})
_ZEROS = phrases({True: en.ZEROS})
_MOST = phrases({True: en.MOST})
_VAGUE = phrases({True: en.VAGUE})


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
    """No one, none of the men; "no civilians", but not "no figures"."""
    found = longest(tokens, 0, _ZEROS)
    if found:
        end, certain = found[1], low_at(tokens, found[1]) in en.AFTER_ZERO
    else:
        end, certain = 1, low_at(tokens, 0) == en.ZERO_DETERMINER and low_at(tokens, 1) in en.ZERO_NOUNS
    return _fixed(Bound.EXACTLY, Numeral(Fraction(0)), ("none",), tokens[end:]) if certain else None


def _most(tokens: Tokens) -> Figures | None:
    found = longest(tokens, 0, _MOST)
    if found is None:
        return None
    return _fixed(Bound.AT_LEAST, Numeral(Fraction(51, 100), part=True), ("most",), tokens[found[1] :])


def _floor(tokens: Tokens) -> Figures | None:
    """Dozens, several hundred, at least tens of thousands. Nothing else may bind them: "up to dozens"."""
    binding, at = opening(tokens)
    before_plural = longest(tokens, at, _BEFORE_FLOORS)
    before_singular = longest(tokens, at, _BEFORE_SINGULAR_FLOORS)
    found = longest(tokens, before_plural[1] if before_plural else at, _FLOORS)
    if found is None and before_singular:
        found = longest(tokens, before_singular[1], _SINGULAR_FLOORS)
    if found is None:
        return None
    name, end = found
    return _fixed(Bound.AT_LEAST, Numeral(Fraction(en.FLOORS[name])), (*binding.keys, name), tokens[end:])


def _single(binding: Binding, tokens: Tokens, at: int) -> Figures | None:
    found = amount_at(tokens, at)
    if found is None:
        return None
    amount, end = found
    binding, rest = bound_after(binding, tokens, end)
    return Figures(binding.bound or Bound.EXACTLY, amount, amount, binding.about, binding.keys, rest)


def holds_no_number(tokens: Tokens, own_words: frozenset[str]) -> bool:
    """Many, a few; "civilians": words a person can read that hold no number. own_words: the unit's."""
    _, at = opening(tokens)
    vague = longest(tokens, at, _VAGUE)
    rest = tokens[vague[1] if vague else at :]
    if any(tells_a_number(token) or token.low in en.NEGATIONS for token in rest):
        return False
    return vague is not None or _is_bare_plural(rest, own_words)


def _is_bare_plural(tokens: Tokens, own_words: frozenset[str]) -> bool:
    plain = all(token.kind is Kind.WORD or token.low == "," for token in tokens)
    plural = any(token.low in en.PLURALS or token.low in own_words for token in tokens)
    says_more = any(token.low in en.QUANTITY_WORDS | en.COMPARING | en.RATES for token in tokens)
    return plain and plural and not says_more


def why_unread(tokens: Tokens) -> CannotRead:
    """The refusal of words in which no rule finds a figure."""
    _, at = binding_at(tokens, 0)
    words = said(tokens[at:]) or said(tokens)
    first = low_at(tokens, at)
    if first in en.NEGATIONS:
        return CannotRead(words, "it denies something.")
    if first == "-":
        return CannotRead(words, "a dash stands before the figure.")
    if any(token.low in en.MONTHS for token in tokens) or first in en.BEFORE_YEAR:
        return CannotRead(words, "it looks like a date, not a number.")
    if any(map(tells_a_number, tokens[at:])):
        return CannotRead(words, "no rule reads this; choose the figure, the words that bind it and what it counts.")
    return CannotRead(words, "no rule finds a number in it.")
