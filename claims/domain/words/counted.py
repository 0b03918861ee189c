"""What stands after a figure: whom or what it counts, or something that no rule may pass over.

A second figure, a comparison, a negation, a rate or another unit after the figure would change what it says.
"""

from functools import cache
from itertools import takewhile

from claims.domain.units import UNITS, Unit
from claims.domain.words.figures import SHARE
from claims.domain.words.language import Language
from claims.domain.words.numerals import tells_a_number
from claims.domain.words.tokens import CannotRead, Kind, Token, Tokens, low_at, said

_SIGNS = frozenset(".,;:'\"“”„‘’«»()[]&")


def counted(rest: Tokens, unit: Unit) -> str:
    """The words after the figure as written, without "of"; empty where there are none. Raises CannotRead."""
    rest = _bared(rest)
    if rest and rest[0].kind is Kind.DASH:
        raise CannotRead(said(rest), "the figure is part of a compound word.")
    for at, token in enumerate(rest):
        _check_word(rest, at, token, unit)
    if rest and rest[-1].low in rest.lang.comparing_at_the_end:
        raise CannotRead(rest[-1].text, "it may bind the figure.")
    if rest and rest[-1].low in rest.lang.breaking_off:
        raise CannotRead(said(rest), "it breaks off.")
    if unit.code == SHARE:
        _check_no_change(rest)
    else:
        _check_counted_thing(rest, unit)
    return said(rest)


@cache
def own_words(unit: Unit, lang: Language) -> frozenset[str]:
    """The unit's own names, word by word, and what its nouns are in this language."""
    nouns = {noun for noun, code in lang.unit_nouns.items() if code == unit.code}
    return frozenset(f"{unit.one} {unit.many}".lower().split()) | nouns


def _bared(rest: Tokens) -> Tokens:
    start, end = 0, len(rest)
    while start < end and rest[start].text in (",", "(", ")", "”", "’", '"'):
        start += 1
    start += low_at(rest, start) in rest.lang.of
    while end > start and rest[end - 1].text in _SIGNS:
        end -= 1
    return rest[start:end]


def _check_word(rest: Tokens, at: int, token: Token, unit: Unit) -> None:
    if token.kind is Kind.SIGN and token.text not in _SIGNS:
        raise CannotRead(token.text, "the sign may change what the figure says.")
    if tells_a_number(rest, at) and not _is_in_a_name(rest, at):
        raise CannotRead(said(rest), "it holds a second figure.")
    word = token.low
    if word in rest.lang.quantity_words or word in rest.lang.comparing:
        raise CannotRead(said(rest), f"“{token.text}” says something of the number that no rule covers.")
    if word in rest.lang.negations or word.endswith("n't"):
        raise CannotRead(said(rest), "it denies something.")
    if word in rest.lang.money:
        raise CannotRead(said(rest), f"it may name another unit than {unit.many}.")
    if word in rest.lang.rates or (word in rest.lang.rate_periods and low_at(rest, at - 1) in rest.lang.articles):
        raise CannotRead(said(rest), "it is a rate, not a count.")


def _is_in_a_name(rest: Tokens, at: int) -> bool:
    """The 23 of M23, the 5 of G5 Sahel: a figure directly behind letters, one of them a capital."""
    if not 0 < at < len(rest) or not rest[at].glued or rest[at].kind is not Kind.NUMBER:
        return False
    before = rest[at - 1]
    return before.kind is Kind.WORD and before.text != before.text.lower()


def _check_no_change(rest: Tokens) -> None:
    if low_at(rest, 0) in rest.lang.changes_at_once or any(token.low in rest.lang.changes for token in rest):
        raise CannotRead(said(rest), "it is a change, not a share.")


def _check_counted_thing(rest: Tokens, unit: Unit) -> None:
    first = low_at(rest, 0)
    if first in rest.lang.months:
        raise CannotRead(said(rest), "it is a date.")
    if first in rest.lang.measures and first not in own_words(unit, rest.lang) and not _is_in_a_name(rest, 1):
        raise CannotRead(said(rest), f"it is not counted in {unit.many}.")
    head = [token.low for token in takewhile(lambda token: token.low not in rest.lang.head_ends, rest)]
    foreign = _foreign(unit, rest.lang)
    for place, word in enumerate(head):
        if foreign.get(word, False) or (word in foreign and place == len(head) - 1):
            raise CannotRead(said(rest), f"it is not counted in {unit.many}.")


@cache
def _foreign(unit: Unit, lang: Language) -> dict[str, bool]:
    """Names of what other units count; is it a plural? A singular may stand before a noun: village chiefs."""
    other = [u for u in UNITS.values() if u is not unit and unit.code != "items" and " " not in u.many]
    names = {u.one: False for u in other} | {u.many: True for u in other}
    names |= {noun: True for noun, code in lang.unit_nouns.items() if code != unit.code and unit.code != "items"}
    if unit.code == "people":
        names |= dict.fromkeys(lang.collective | lang.things | lang.things_in_one, False)
        names |= dict.fromkeys(lang.collectives | lang.things_plural, True)
    else:
        names |= dict.fromkeys(lang.persons, True)
    return names
