"""A figure and what binds it: "at least", "about", "or more", and the mark of a unit ("%", "€").

The numeral itself is in numerals.py, two figures together in ranges.py.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from claims.domain.answers import Bound
from claims.domain.words.language import Language
from claims.domain.words.numerals import Numeral, numeral_at
from claims.domain.words.tokens import CannotRead, Phrases, Tokens, longest, phrases, said

SHARE = "share"
"""The unit of percentages and parts, and the mark of a percentage."""


class Hedge(StrEnum):
    """Words before a figure that are no bound."""

    ABOUT = "about"
    NOTHING = ""


@dataclass(frozen=True)
class Amount:
    """One figure. mark: the code of the unit that a sign or word beside it names, empty where none does."""

    numeral: Numeral
    mark: str = ""

    @property
    def is_share(self) -> bool:
        return self.numeral.part or self.mark == SHARE


@dataclass(frozen=True)
class Figures:
    """What the words state, before any unit, rounding or margin. keys: of the rules. rest: what follows."""

    bound: Bound
    low: Amount
    high: Amount
    approximate: bool
    keys: tuple[str, ...]
    rest: Tokens


KEYS = {
    Bound.AT_LEAST: "at least",
    Bound.MORE_THAN: "more than",
    Bound.AT_MOST: "at most",
    Bound.FEWER_THAN: "fewer than",
    Bound.NEARLY: "nearly",
    Bound.BETWEEN: "between",
}


@dataclass(frozen=True)
class Binding:
    """What the words around a figure say of it."""

    bound: Bound | None = None
    about: bool = False

    def joined_by(self, meaning: Bound | Hedge, words: str) -> "Binding":
        """This and one more word. Two bounds on one figure are refused, quoting words."""
        if isinstance(meaning, Hedge):
            return replace(self, about=self.about or meaning is Hedge.ABOUT)
        if self.bound is not None:
            raise CannotRead(words, "two words bind one figure.")
        return replace(self, bound=meaning)

    @property
    def keys(self) -> tuple[str, ...]:
        return ((KEYS[self.bound],) if self.bound else ()) + (("about",) if self.about else ())


Meanings = Phrases[Bound | Hedge]


@cache
def _opening(lang: Language) -> Meanings:
    return phrases({Hedge.NOTHING: lang.leading, Bound.AT_LEAST: lang.at_least})


@cache
def _before(lang: Language) -> Meanings:
    return phrases(
        {
            Hedge.NOTHING: f"{lang.leading}|{lang.exactly}",
            Hedge.ABOUT: lang.about,
            Bound.AT_LEAST: lang.at_least,
            Bound.MORE_THAN: _compared(lang.more_than, lang),
            Bound.AT_MOST: lang.at_most,
            Bound.FEWER_THAN: _compared(lang.fewer_than, lang),
            Bound.NEARLY: lang.nearly,
        }
    )


def _compared(comparisons: str, lang: Language) -> str:
    """Over; well over, just over and so on."""
    adverbs = ["", *lang.before_comparison.split("|")]
    return "|".join(f"{adverb} {word}" for adverb in adverbs for word in comparisons.split("|"))


@cache
def _after(lang: Language) -> Meanings:
    return phrases(
        {Hedge.ABOUT: lang.after_about, Bound.AT_LEAST: lang.after_at_least, Bound.AT_MOST: lang.after_at_most}
    )


@cache
def _marks(lang: Language) -> Phrases[str]:
    return phrases(dict(lang.marks))


@cache
def _marks_before(lang: Language) -> Phrases[str]:
    return Phrases({phrase: code for phrase, code in _marks(lang).items() if code != SHARE})


def binding_at(tokens: Tokens, at: int) -> tuple[Binding, int]:
    """What the words from this place on say of the figure behind them, and where that figure should begin."""
    return _bound_by(_before(tokens.lang), tokens, at)


def opening(tokens: Tokens) -> tuple[Binding, int]:
    """The same at the start, for words such as "dozens" that nothing but "at least" may bind."""
    return _bound_by(_opening(tokens.lang), tokens, 0)


def _bound_by(meanings: Meanings, tokens: Tokens, at: int) -> tuple[Binding, int]:
    start, binding = at, Binding()
    while found := longest(tokens, at, meanings):
        meaning, at = found
        binding = binding.joined_by(meaning, said(tokens[start:at]))
    return binding, at


def bound_after(binding: Binding, tokens: Tokens, end: int) -> tuple[Binding, Tokens]:
    """The binding with words from behind the figure, or the end (300 or more, 27 men at least); the rest."""
    rest = tokens[end:]
    if found := longest(rest, 0, _after(tokens.lang)):
        meaning, after = found
        return binding.joined_by(meaning, said(tokens[: end + after])), rest[after:]
    for start in range(1, len(rest)):
        found = longest(rest, start, _after(tokens.lang))
        if found and found[1] == len(rest):
            return binding.joined_by(found[0], said(tokens)), rest[:start]
    return binding, rest


def amount_at(tokens: Tokens, at: int) -> tuple[Amount, int] | None:
    """A numeral with the mark of a unit before or after it: $300, 40 per cent; and its end."""
    before = longest(tokens, at, _marks_before(tokens.lang))
    found = numeral_at(tokens, before[1] if before else at)
    if found is None:
        return None
    numeral, end = found
    after = longest(tokens, end, _marks(tokens.lang))
    if before and after and before[0] != after[0]:
        raise CannotRead(said(tokens[at : after[1]]), "it names two units.")
    mark = before or after
    return Amount(numeral, mark[0] if mark else ""), after[1] if after else end
