"""Words around a figure that make it another: not 300, another 12, 300 more, 12 per day, 1 in 3, if 500 came.

Such a figure is passed over: it is not what the noun beside it counts, or the sentence does not say that it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from claims.domain.spotting.ratios import is_in_ratio, value_of
from claims.domain.spotting.running import SENTENCE_ENDS, Word, Words, length_at, length_before, low_at
from claims.domain.spotting.tables import is_number, phrase_table, tables
from claims.domain.words.language import Language

_NEAR, _SOON, _SENTENCE, _FEW = 6, 3, 40, 10
"""Words before and behind a figure that belong to it; those right behind it; the rest of a sentence; what is few."""
_MONEY = frozenset("$€£")
_WITHIN_CLAUSE = _MONEY | frozenset("'’-%")


@dataclass(frozen=True)
class _Figure:
    """Where it begins, where the figure itself ends and the noun that it counts begins, and where that ends."""

    words: Words
    start: int
    core: int
    end: int

    @property
    def lang(self) -> Language:
        return self.words.lang

    @cached_property
    def before(self) -> list[str]:
        """The words right before, as far as no sign parts them."""
        first = self.start
        while first > 0 and self.start - first < _NEAR and not _parts(self.words[first - 1]):
            first -= 1
        return [word.low for word in self.words[first : self.start]]

    @cached_property
    def behind(self) -> range:
        """The places right behind, as far as no sign parts them."""
        last = self.end
        while last < len(self.words) and last - self.end < _NEAR and not _parts(self.words[last]):
            last += 1
        return range(self.end, last)


def _parts(word: Word) -> bool:
    return not word.text[0].isalnum() and word.low not in _WITHIN_CLAUSE


def is_altered(words: Words, start: int, core: int, end: int) -> bool:
    """Do the words before or behind these say that they are not the figure of what they count?

    core: where the figure itself ends, and the noun that it counts begins, if there is one.
    """
    figure = _Figure(words, start, core, end)
    return any(rule(figure) for rule in _RULES) or is_in_ratio(words, start, core, end)


def _says_so_before(figure: _Figure) -> bool:
    """Not 300, another 12, the first 12."""
    place = low_at(figure.words, figure.start - 1) in (*figure.lang.ordinals, *figure.lang.last)
    return place or length_before(figure.words, figure.start, phrase_table(figure.lang.altering_before)) > 0


def _says_so_behind(figure: _Figure) -> bool:
    """300 more, 12 each."""
    table = phrase_table(figure.lang.altering_behind)
    return any(length_at(figure.words, at, table) for at in (figure.core, figure.end))


def _may_be_a_place(figure: _Figure) -> bool:
    """Over three villages, around 4: of so few one rarely says so to mean more than three, or about four."""
    if figure.words[figure.start].low not in figure.lang.spatial or figure.start + 2 != figure.core:
        return False
    value = value_of(figure.words[figure.core - 1].low, figure.lang)
    return value is not None and value < _FEW


def _is_half_of_a_place(figure: _Figure) -> bool:
    """The southern half of the village: a place, not a share."""
    lang, before = figure.lang, low_at(figure.words, figure.start - 1)
    if figure.words[figure.start].low != lang.half:
        return False
    return before.isalpha() and before not in tables(lang).stops | lang.name_articles | {*lang.of, *lang.to}


def _is_denied(figure: _Figure) -> bool:
    return any(low in figure.lang.negations or low.endswith("n't") for low in figure.before[-4:])


def _is_of_each(figure: _Figure) -> bool:
    """Each truck carried 40 men."""
    return not figure.lang.each.isdisjoint(figure.before[-4:])


def _is_supposed(figure: _Figure) -> bool:
    """If 500 came, plans for 40 homes, thousands would have died; and what somebody wants done."""
    lang = figure.lang
    table = phrase_table(lang.supposed_behind)
    if any(length_at(figure.words, at, table) for at in figure.behind[:_SOON]):
        return True
    return not (lang.supposing | lang.advising).isdisjoint(figure.before)


def _is_change(figure: _Figure) -> bool:
    """Fell by 18, rose from 12 to 27; not "rose to 27"."""
    is_change = not figure.lang.changing.isdisjoint(figure.before[-3:])
    return is_change and low_at(figure.words, figure.start - 1) not in figure.lang.to


def _is_end_of_range(figure: _Figure) -> bool:
    """Between $200 and $500, $500 to $3,000: what no rule reads as one is not two figures."""
    lang, words = figure.lang, figure.words
    if figure.before[-1:] == [lang.word_and] and lang.between in figure.before:
        return True
    joints = (*lang.to, "-", "–")
    second = figure.end + 1 + (low_at(words, figure.end + 1) in _MONEY)
    if low_at(words, figure.end) in joints and second < len(words) and is_number(words[second], lang):
        return True
    first = figure.start - 2
    return low_at(words, first + 1) in joints and first >= 0 and is_number(words[first], lang)


def _is_asked(figure: _Figure) -> bool:
    behind = (word.low for word in figure.words[figure.end : figure.end + _SENTENCE])
    return next((low for low in behind if low in SENTENCE_ENDS), "") == "?"


def _is_rate(figure: _Figure) -> bool:
    """12 per 10,000 people; each day, 12 people; 12 people die daily, monthly payments of 12."""
    lang, words = figure.lang, figure.words
    before = figure.start - 1 - (low_at(words, figure.start - 1) == ",")
    if low_at(words, before) in lang.rate_periods and low_at(words, before - 1) in lang.rates:
        return True
    table = phrase_table(lang.rate_joints)
    joint = length_at(words, figure.end, table)
    if joint and figure.end + joint < len(words) and is_number(words[figure.end + joint], lang):
        return True
    adverbs = lang.rates - lang.each - {word for phrase in table for word in phrase}
    if not adverbs.isdisjoint([*figure.before[-4:], *(word.low for word in words[figure.core : figure.end])]):
        return True
    return any(words[at].low in adverbs or _joins_a_period(words, at) for at in figure.behind)


def _joins_a_period(words: Words, at: int) -> bool:
    joint = length_at(words, at, phrase_table(words.lang.rate_joints))
    return bool(joint) and low_at(words, at + joint) in words.lang.rate_periods


_RULES: tuple[Callable[[_Figure], bool], ...] = (
    _says_so_before,
    _says_so_behind,
    _may_be_a_place,
    _is_half_of_a_place,
    _is_denied,
    _is_of_each,
    _is_supposed,
    _is_change,
    _is_end_of_range,
    _is_rate,
    _is_asked,
)
