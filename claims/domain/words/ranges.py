"""Two figures together: "20 to 30", "between 20 and 30", "more than 1,000 but fewer than 1,500".

Each figure alone is in figures.py. That the first is the lower is checked in reading.py.
"""

from dataclasses import replace

from claims.domain.answers import Bound
from claims.domain.words.figures import KEYS, Amount, Binding, Figures, amount_at, binding_at, bound_after
from claims.domain.words.numerals import Numeral, tell_a_number
from claims.domain.words.tokens import CannotRead, Tokens, low_at, said

_TWO_BOUNDS = {
    (Bound.AT_LEAST, Bound.AT_MOST): Bound.BETWEEN,
    (Bound.AT_LEAST, Bound.FEWER_THAN): Bound.FROM_UNDER,
    (Bound.MORE_THAN, Bound.AT_MOST): Bound.OVER_TO,
    (Bound.MORE_THAN, Bound.FEWER_THAN): Bound.OVER_UNDER,
}


def range_in(binding: Binding, tokens: Tokens, at: int) -> Figures | None:
    """A range whose words begin at this place, behind what binds it."""
    if low_at(tokens, at) == tokens.lang.between:
        return _between(binding, tokens, at + 1) or _from_to(binding, tokens, at + 1)
    if low_at(tokens, at) in tokens.lang.word_from:
        return _from_to(binding, tokens, at + 1)
    return _from_to(binding, tokens, at) or _two_bounds(binding, tokens, at)


def _from_to(binding: Binding, tokens: Tokens, at: int) -> Figures | None:
    """A to b, a–b. "To" may also begin a verb, so without a second figure it is no range."""
    first = amount_at(tokens, at)
    if first is None or low_at(tokens, first[1]) not in (*tokens.lang.to, "-"):
        return None
    binding_too, second_at = binding_at(tokens, first[1] + 1)
    second = amount_at(tokens, second_at)
    if second is None:
        return None
    return _range([binding, binding_too], first[0], second, tokens)


def _between(binding: Binding, tokens: Tokens, at: int) -> Figures | None:
    """Between a and b. A figure may itself hold an "and": each is tried; two ways to read it are refused."""
    found = []
    for middle in (place for place in range(at, len(tokens)) if tokens[place].low == tokens.lang.word_and):
        binding_low, low_start = binding_at(tokens[:middle], at)
        binding_high, high_start = binding_at(tokens, middle + 1)
        low, high = amount_at(tokens[:middle], low_start), amount_at(tokens, high_start)
        if low and high and low[1] == middle and not tell_a_number(tokens[high[1] :]):
            found.append(_range([binding, binding_low, binding_high], low[0], high, tokens))
    if len(found) > 1:
        raise CannotRead(said(tokens), "its two figures can be told apart in two ways.")
    return found[0] if found else None


def _range(bindings: list[Binding], low: Amount, high: tuple[Amount, int], tokens: Tokens) -> Figures:
    """An "about" at either figure loosens both: the wider end of each."""
    about = Binding(about=any(binding.about for binding in bindings))
    about, rest = bound_after(about, tokens, high[1])
    if about.bound or any(binding.bound for binding in bindings):
        raise CannotRead(said(tokens), "a word binds one end of a range.")
    low_amount, high_amount = _in_one_unit(low, high[0], said(tokens[: high[1]]))
    keys = (KEYS[Bound.BETWEEN], *about.keys)
    return Figures(Bound.BETWEEN, low_amount, high_amount, about.about, keys, rest)


def _two_bounds(binding: Binding, tokens: Tokens, at: int) -> Figures | None:
    """More than a but fewer than b, in either order."""
    first = amount_at(tokens, at)
    if binding.bound is None or first is None or low_at(tokens, first[1]) not in tokens.lang.but:
        return None
    binding_too, second_at = binding_at(tokens, first[1] + 1 + (low_at(tokens, first[1] + 1) in tokens.lang.but))
    second = amount_at(tokens, second_at)
    if second is None or binding_too.bound is None:
        return None
    words = said(tokens[: second[1]])
    bounds, amounts = (binding.bound, binding_too.bound), _in_one_unit(first[0], second[0], words)
    if bounds not in _TWO_BOUNDS:
        bounds, amounts = bounds[::-1], amounts[::-1]
    if bounds not in _TWO_BOUNDS:
        raise CannotRead(words, "its two bounds do not make a range.")
    about = Binding(about=binding.about or binding_too.about)
    keys = (KEYS[bounds[0]], KEYS[bounds[1]], *about.keys)
    return Figures(_TWO_BOUNDS[bounds], *amounts, about.about, keys, tokens[second[1] :])


def _in_one_unit(first: Amount, second: Amount, words: str) -> tuple[Amount, Amount]:
    """The two figures in written order. Refused where a scale may be meant for both.

    A mark can only be meant for both (40 to 50 per cent, €40 to 50), since there is one unit.
    """
    if _may_share_scale(first.numeral, second.numeral):
        raise CannotRead(words, "the first figure may or may not share the scale of the second.")
    marks = {first.mark, second.mark} - {""}
    if len(marks) > 1:
        raise CannotRead(words, "it names two units.")
    if first.numeral.part or second.numeral.part:
        if first.is_share and second.is_share:
            return first, second
        raise CannotRead(words, "one of its figures is a part of something and the other is not.")
    mark = "".join(marks)
    return replace(first, mark=mark), replace(second, mark=mark)


def _may_share_scale(first: Numeral, second: Numeral) -> bool:
    """3 to 5 million; 300–400,000: would the first figure still be the lower one if it had the second's scale?

    One and half a million: is the second but a part of its scale?
    """
    in_thousands = second.value >= 1000 and second.value % 1000 == 0 and first.value < 1000
    scale = second.scale if second.scale > 1 or not in_thousands else 1000
    if first.value == 0 or first.scale > 1 or scale == 1:
        return False
    return first.value * scale <= second.value or second.value < scale
