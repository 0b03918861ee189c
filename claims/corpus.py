"""Loading a corpus folder (see fixtures/mali/README.md) through the actions: repeatable, and nobody's edits are
overwritten.

What is there already, by its key or by being the same thing, is left exactly as it is; only what is missing is added.
"""

import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import transaction

from claims import actions
from claims.actions import AsWritten, ByHand, Chosen, ClaimDraft, GivenAnswer, Refused
from claims.actions.questions import OptionDraft
from claims.domain.quotes import places_of
from claims.domain.scope import Scope
from claims.ingest.extracted import CannotExtract
from claims.ingest.plain import read_plain
from claims.models import Claim, Document, DocumentRepeats, Event, Option, Question, Source
from claims.models.noun import Noun

N = TypeVar("N", bound=Noun)
Entry = dict[str, Any]

_SOURCE = ("name", "kind", "aliases", "grade", "grade_reason", "interest", "interest_reason", "note")
_DOCUMENT = ("title", "published", "language", "address", "note", "grade", "grade_reason")
_EVENT = ("title", "date", "place", "note")
_QUESTION = (
    *("text", "kind", "measure", "unit", "point", "bears_on"),
    *("population", "place", "period", "by_whom", "as_of", "note"),
)
_CLAIM = ("quote", "statement", "voice", "stance", "others_unnamed", "page", "graphic")


class CorpusError(Exception):
    """The folder does not hold what it should. Names the file or the entry."""


@dataclass
class Loaded:
    """What a load added and what it found there already, by noun."""

    added: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)


class Corpus:
    """One folder being loaded. Keys are prefixed with the folder's name, so that two corpora cannot collide."""

    def __init__(self, folder: Path, by: User) -> None:
        self.folder, self.by = folder, by
        self.loaded = Loaded()
        self.rows: dict[tuple[type[Noun], str], Noun] = {}

    def load(self) -> Loaded:
        """All of it or nothing. Raises CorpusError."""
        with transaction.atomic():
            for entry in self._entries("sources", "source"):
                self._keep(Source, entry, self._add_source, name=entry["name"])
            documents = self._entries("documents", "document")
            for entry in documents:
                original = self._original(entry)
                self._keep(Document, entry, self._add_document, sha256=sha256(original).hexdigest())
            for entry in documents:
                self._record_repeats(entry)
            for entry in self._entries("events", "event"):
                self._keep(Event, entry, self._add_event, title=entry["title"])
            # A whole before its parts, which name it.
            for entry in sorted(self._entries("questions", "question"), key=lambda q: "part_of" in q):
                self._keep(Question, entry, self._add_question, text=entry["text"])
            self._load_claims()
        return self.loaded

    def _load_claims(self) -> None:
        files = sorted(path.stem for path in self.folder.glob("claims_*.toml"))
        entries = [entry for name in files for entry in self._entries(name, "claim")]
        for entry in entries:
            self._keep(Claim, entry, self._add_claim)
        for entry in entries:
            if "replaced_by" in entry:
                self._mark_replaced(entry)

    # --- reading the folder ------------------------------------------------------------------------------------------

    def _entries(self, name: str, noun: str) -> list[Entry]:
        path = self.folder / f"{name}.toml"
        try:
            found: list[Entry] = tomllib.loads(path.read_text(encoding="utf-8")).get(noun, [])
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as unread:
            raise CorpusError(f"{path}: {unread}") from None
        return found

    def _original(self, entry: Entry) -> bytes:
        try:
            return (self.folder / "texts" / entry["file"]).read_bytes()
        except OSError as unread:
            raise CorpusError(str(unread)) from None

    # --- keeping what is there, adding what is missing ---------------------------------------------------------------

    def _keep(self, model: type[N], entry: Entry, add: Callable[[Entry], N], **same: Any) -> None:
        """Find the row by its key, or as the same thing recorded by hand, or add it; remember it under its key."""
        rows = model._default_manager
        key = f"{self.folder.name}/{entry['key']}"
        row = rows.filter(external_key=key).first() or (rows.filter(**same).first() if same else None)
        counted = self.loaded.kept if row else self.loaded.added
        if row is None:
            try:
                row = add(entry | {"external_key": key})
            except Refused as refused:
                raise CorpusError(f"{model._meta.verbose_name} “{entry['key']}”: {refused}") from None
        counted[str(model._meta.verbose_name_plural)] += 1
        self.rows[model, entry["key"]] = row

    def _row(self, model: type[N], key: str) -> N:
        row = self.rows.get((model, key))
        if not isinstance(row, model):
            raise CorpusError(f"{self.folder}: no {model._meta.verbose_name} has the key “{key}”.")
        return row

    def _maybe(self, model: type[N], entry: Entry, name: str) -> N | None:
        return self._row(model, entry[name]) if name in entry else None

    # --- adding ------------------------------------------------------------------------------------------------------

    def _add_source(self, entry: Entry) -> Source:
        return actions.add_source(by=self.by, **_only(entry, _SOURCE))

    def _add_document(self, entry: Entry) -> Document:
        original = self._original(entry)
        try:
            extracted = read_plain(original)
        except CannotExtract as refused:
            raise CorpusError(f"document “{entry['key']}”: {refused}") from None
        return actions.add_document(
            by=self.by,
            original=original,
            original_name=entry["file"],
            extracted=extracted,
            publisher=self._maybe(Source, entry, "publisher"),
            **_only(entry, _DOCUMENT),
        )

    def _record_repeats(self, entry: Entry) -> None:
        document = self._row(Document, entry["key"])
        for key in entry.get("repeats", ()):
            repeats = self._row(Document, key)
            if not DocumentRepeats.objects.filter(document=document, repeats=repeats).exists():
                note = entry.get("repeats_note", "")
                actions.record_repeats(by=self.by, document=document, repeats=repeats, note=note)

    def _add_event(self, entry: Entry) -> Event:
        return actions.add_event(by=self.by, **_only(entry, _EVENT))

    def _add_question(self, entry: Entry) -> Question:
        options = [OptionDraft(o["label"], o.get("parent", "")) for o in entry.get("options", ())]
        return actions.add_question(
            by=self.by,
            options=options,
            event=self._maybe(Event, entry, "event"),
            part_of=self._maybe(Question, entry, "part_of"),
            **_only(entry, _QUESTION),
        )

    def _add_claim(self, entry: Entry) -> Claim:
        document = self._row(Document, entry["document"])
        question = self._maybe(Question, entry, "question")
        draft = ClaimDraft(
            start=_start(document, entry),
            asserters=[self._row(Source, key) for key in entry.get("asserted_by", ())],
            question=question,
            answer=_answer(entry, question),
            scope=Scope(**entry.get("scope", {})),
            **{name: entry[name] for name in _CLAIM if name in entry},
        )
        leans = [
            self._row(Source, lean["source"]) if "source" in lean else self._row(Claim, lean["claim"])
            for lean in entry.get("leans_on", ())
        ]
        return actions.record_claim(
            by=self.by, document=document, draft=draft, leans_on=leans, external_key=entry["external_key"]
        )

    def _mark_replaced(self, entry: Entry) -> None:
        claim, later = self._row(Claim, entry["key"]), self._row(Claim, entry["replaced_by"])
        if claim.replaced_by_id is None:
            actions.mark_replaced(by=self.by, claim=claim, version=claim.version, replaced_by=later)


def _only(entry: Entry, names: tuple[str, ...]) -> Entry:
    return {name: entry[name] for name in (*names, "external_key") if name in entry}


def _start(document: Document, entry: Entry) -> int | None:
    """Where the quote begins, when the entry says which of several places it means."""
    if "occurrence" not in entry:
        return None
    places = places_of(document.texts.latest("number").text, entry["quote"])
    if not 1 <= entry["occurrence"] <= len(places):
        raise CorpusError(f"claim “{entry['key']}”: the quote stands there {len(places)} times.")
    return places[entry["occurrence"] - 1]


def _answer(entry: Entry, question: Question | None) -> GivenAnswer | None:
    words = entry.get("as_written", "")
    if "hand" in entry:
        return ByHand(words=words, **entry["hand"])
    if "option" in entry:
        option = Option.objects.filter(question=question, label=entry["option"]).first()
        if option is None:
            raise CorpusError(f"claim “{entry['key']}”: its question has no option “{entry['option']}”.")
        return Chosen(option, words)
    return AsWritten(words) if words else None
