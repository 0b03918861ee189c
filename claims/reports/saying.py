"""What selected words say by the rules of domain.spotting: answers with their readings, who says it, words of scope.

All of it is offered to a person; nothing is filled into a record by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q

from claims.domain.answers import Interval
from claims.domain.reading import QuantityReading, describe
from claims.domain.spotting.found import Kind, Spotted
from claims.domain.spotting.scopes import ScopeWords, scope_words
from claims.domain.spotting.speakers import attributions
from claims.domain.spotting.spot import spot
from claims.domain.spotting.topics import measures_in, read_in
from claims.domain.units import UNITS
from claims.domain.wording import interval_words, number_words
from claims.domain.words.language import Language
from claims.models import Document, Source


@dataclass(frozen=True)
class Answering:
    """Words that may answer a question. reading: how they are read, in words; kind: a count, a share or a date."""

    words: str
    reading: str
    kind: Kind
    spotted: Spotted


@dataclass(frozen=True)
class Speaker:
    """Somebody the words name as saying it. source: the one known by that name, None where there is none or several."""

    name: str
    stance: str
    source: Source | None


@dataclass(frozen=True)
class WordsSay:
    """measures: codes of what the words speak of. days: those of the first date, if any."""

    answers: tuple[Answering, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    scope: tuple[ScopeWords, ...] = ()
    measures: frozenset[str] = frozenset()
    days: Interval | None = None


def words_say(words: str, margin: int, document: Document, text: str) -> WordsSay:
    """One query where somebody is named, none else. document, text: where the words stand. Nothing is said of words in
    a language that the rules do not know.
    """
    lang = read_in(document.language, text)
    if lang is None:
        return WordsSay()
    written = document.written
    spotted = spot(words, written, lang)
    return WordsSay(
        answers=tuple(Answering(one.words, reading_of(one, margin), one.kind, one) for one in spotted),
        speakers=_speakers(words, lang),
        scope=scope_words(words, spotted, lang),
        measures=measures_in(words, lang),
        days=next((one.days for one in spotted if one.days), None),
    )


def reading_of(one: Spotted, margin: int) -> str:
    """`270–330 people, by about = ±10 %`; `March 2022, by the days it names (2022-03)`."""
    reading = one.reading
    how = describe(reading.rule, margin)
    if isinstance(reading, QuantityReading):
        return f"{_counted_words(reading, margin)}, by {how}"
    return f"{interval_words(reading.answer, margin)}, by {how} ({reading.answer.edtf})"


def _counted_words(reading: QuantityReading, margin: int) -> str:
    """`270–330 people`; `63 houses` where the noun is of no unit that is known."""
    noun = " ".join(reading.population.split())
    if reading.answer.unit is UNITS["items"] and noun:
        return f"{number_words(reading.answer.interval(margin))} {noun}"
    return interval_words(reading.answer, margin)


def _speakers(words: str, lang: Language) -> tuple[Speaker, ...]:
    named = attributions(words, lang)
    known = _sources([one.name for one in named]) if named else {}
    return tuple(Speaker(one.name, one.stance.value, known.get(one.name.casefold())) for one in named)


def _sources(names: Sequence[str]) -> dict[str, Source]:
    """The source that is called so, by each name in lower case; one that stands for several is left out."""
    called = Q(pk__in=[])
    for name in names:
        called |= Q(name__iexact=name) | Q(aliases__name__iexact=name)
    found: dict[str, set[Source]] = {}
    for source in Source.objects.annotate(alias_name=F("aliases__name")).filter(called):
        for name in {source.name, source.alias_name or source.name}:
            found.setdefault(name.casefold(), set()).add(source)
    return {name: rows.pop() for name, rows in found.items() if len(rows) == 1}
