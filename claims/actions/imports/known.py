"""What is there already of all that the rows of a table name: read for a chunk of rows at once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F, Max, Prefetch

from claims.actions.errors import Refused
from claims.actions.imports.by_hand import ByHand, last_by_hand
from claims.actions.imports.fitting import NAMED_BY
from claims.models import Claim, Document, Event, Question, Source, TextVersion
from claims.models.imports import RowsAre
from claims.models.noun import Noun

MOST_QUESTIONS = 20_000
"""Kept from chunk to chunk: with more, those are read again that are asked for again."""
Values = Mapping[str, str]
"""What a row says, by field."""


class Known:
    """The rows of a chunk's keys, and the words of questions and events that are taken. Two queries a noun, and those
    for what belongs to them.
    """

    def __init__(self, rows_are: str, values: Sequence[Values], questions: dict[str, Any]) -> None:
        """questions: those that claims of rows before these answer, by key; what these answer is added."""
        keys = _keys_of(rows_are, values)
        self._rows: dict[type[Noun], dict[str, Any]] = {}
        if rows_are == RowsAre.CLAIMS:
            if len(questions) > MOST_QUESTIONS:
                questions.clear()
            questions |= _by_key(Question, keys.pop(Question) - questions.keys())
            self._rows[Question] = questions
        self._rows |= {noun: _by_key(noun, wanted) for noun, wanted in keys.items()}
        self.taken = {noun: _taken(noun, values) for noun in NAMED_BY if noun in keys}
        self._by_hand: dict[type[Noun], dict[int, dict[str, ByHand]]] = {}
        self.texts = _newest_texts(self._rows.get(Document, {}).values()) if rows_are == RowsAre.CLAIMS else {}

    def by_key(self, noun: type[Noun], key: str) -> Any:
        return self._rows.get(noun, {}).get(key)

    def by_hand(self, noun: type[Noun], pk: int) -> Mapping[str, ByHand]:
        """What people corrected in this row. One query a noun, when first asked: most tables differ in nothing."""
        if noun not in self._by_hand:
            self._by_hand[noun] = last_by_hand(noun, [row.pk for row in self._rows[noun].values()])
        return self._by_hand[noun].get(pk, {})


def _taken(noun: Any, values: Sequence[Values]) -> set[str]:
    """Names of questions or events that others have already."""
    column = NAMED_BY[noun]
    names = {v.get(f"{noun._meta.model_name}_{column}") or v.get(column, "") for v in values} - {""}
    return set(noun._default_manager.filter(**{f"{column}__in": names}).values_list(column, flat=True))


def _newest_texts(documents: Iterable[Document]) -> dict[int, TextVersion]:
    """By document. One query."""
    texts = TextVersion.objects.filter(document__in=list(documents)).alias(newest=Max("document__texts__number"))
    return {text.document_id: text for text in texts.filter(number=F("newest")).select_related("document")}


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
        rows = rows.prefetch_related(Prefetch("texts", TextVersion.objects.defer("text")))
    return {str(row.external_key): row for row in rows}


class Sources:
    """Sources by key, name and alias, read once for a table."""

    def __init__(self) -> None:
        self._by: dict[str, dict[int, Source]] = {}
        for source in Source.objects.prefetch_related("aliases"):
            for name in (source.name, source.external_key or "", *(alias.name for alias in source.aliases.all())):
                self._by.setdefault(name.casefold(), {})[source.pk] = source

    def named(self, words: str, into: str) -> list[Source]:
        """Those that these words name, with semicolons between. Raises Refused for none or several of a name."""
        names = [name.strip() for name in words.split(";") if name.strip()]
        return list(dict.fromkeys(self._one(name, into) for name in names))

    def _one(self, name: str, into: str) -> Source:
        found = list(self._by.get(name.casefold(), {}).values())
        if not found:
            raise Refused(f"There is no source “{short(name)}”. Add it, or import the sources first.", into)
        if len(found) > 1:
            which = " and ".join(source.name for source in found)
            raise Refused(f"“{short(name)}” stands for {which}: for one by its name, for one by its key.", into)
        return found[0]


def event_key(values: Values) -> str:
    return values.get("event_key") or f"{values['key']}/event"


def question_key(values: Values) -> str:
    return values.get("question_key") or f"{values['key']}/question"


def short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:60]}…"
