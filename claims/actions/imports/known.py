"""What is there already for the rows of a table: nouns by key, names that are taken, sources by all their names."""

from collections.abc import Mapping, Sequence
from typing import Any

from claims.actions.errors import Refused
from claims.models import Claim, Document, Event, Question, Source
from claims.models.imports import RowsAre
from claims.models.noun import Noun

NAMED_BY: Mapping[type[Noun], str] = {Question: "text", Event: "title"}
"""Nouns of which no two have the same words."""


Values = Mapping[str, str]


def short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:60]}…"


def event_key(values: Values) -> str:
    return values.get("event_key") or f"{values['key']}/event"


def question_key(values: Values) -> str:
    return values.get("question_key") or f"{values['key']}/question"


class Known:
    """The rows of a chunk's keys, and the words of questions and events that are taken. Two queries a noun, and those
    for what belongs to them.
    """

    def __init__(self, rows_are: str, values: Sequence[Values]) -> None:
        keys = _keys_of(rows_are, values)
        self._rows: dict[type[Noun], dict[str, Any]] = {noun: _by_key(noun, wanted) for noun, wanted in keys.items()}
        self.taken = {noun: _taken(noun, values) for noun in NAMED_BY if noun in keys}

    def by_key(self, noun: type[Noun], key: str) -> Any:
        return self._rows.get(noun, {}).get(key)


def _taken(noun: Any, values: Sequence[Values]) -> set[str]:
    """Names of questions or events that others have already."""
    column = NAMED_BY[noun]
    names = {v.get(f"{noun._meta.model_name}_{column}") or v.get(column, "") for v in values} - {""}
    return set(noun._default_manager.filter(**{f"{column}__in": names}).values_list(column, flat=True))


def _keys_of(rows_are: str, values: Sequence[Values]) -> dict[type[Noun], set[str]]:
    own: dict[str, type[Noun]] = {
        RowsAre.SOURCES: Source,
        RowsAre.DOCUMENTS: Document,
        RowsAre.EVENTS: Event,
        RowsAre.QUESTIONS: Question,
        RowsAre.CLAIMS: Claim,
        RowsAre.CASES: Claim,
    }
    keys: dict[type[Noun], set[str]] = {own[rows_are]: {v.get("key", "") for v in values}}
    if rows_are == RowsAre.CASES:
        keys[Event] = {event_key(v) for v in values if v}
        keys[Question] = {question_key(v) for v in values if v}
    if rows_are == RowsAre.CLAIMS:
        keys[Question] = {v.get("question", "") for v in values}
        keys[Document] = {v.get("document", "") for v in values}
    if rows_are == RowsAre.QUESTIONS:
        keys[Event] = {v.get("event", "") for v in values}
        keys[Question] |= {v.get("part_of", "") for v in values}
    return keys


def _by_key(noun: Any, keys: set[str]) -> dict[str, Any]:
    rows = noun._default_manager.filter(external_key__in=keys - {""})
    if noun is Claim:
        rows = rows.select_related("question", "option", "document", "text_version").defer("text_version__text")
        rows = rows.prefetch_related("asserters")
    if noun is Question:
        rows = rows.select_related("event", "part_of").prefetch_related("options__parent")
    if noun is Source:
        rows = rows.prefetch_related("aliases")
    if noun is Document:
        rows = rows.select_related("publisher")
    return {str(row.external_key): row for row in rows}


class Sources:
    """Sources by key, name and alias, read once for a table."""

    def __init__(self) -> None:
        self._by: dict[str, Source] = {}
        rows = list(Source.objects.prefetch_related("aliases"))
        for source in rows:
            for alias in source.aliases.all():
                self._by[alias.name.casefold()] = source
        for source in rows:
            self._by[source.name.casefold()] = source
        for source in rows:
            if source.external_key:
                self._by[source.external_key.casefold()] = source

    def named(self, words: str, into: str) -> list[Source]:
        names = [name.strip() for name in words.split(";") if name.strip()]
        unknown = [name for name in names if name.casefold() not in self._by]
        if unknown:
            raise Refused(f"There is no source “{short(unknown[0])}”. Add it, or import the sources first.", into)
        return list(dict.fromkeys(self._by[name.casefold()] for name in names))
