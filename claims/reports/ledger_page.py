"""The ledger as pages show it: entries with the objects they concern, and one entry field by field."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Model
from django.urls import reverse

from claims.models import Claim, Conflict, Document, Event, Import, LedgerEntry, LedgerObject, Margin, Question, Source
from claims.reports.history import DEEDS, deed_words, field_words, payload_of

KINDS: dict[str, type[Model]] = {
    "claim": Claim,
    "document": Document,
    "event": Event,
    "question": Question,
    "source": Source,
    "conflict": Conflict,
    "import": Import,
    "margin": Margin,
    "user": User,
}
"""What entries concern, by the ledger's own names."""

WITHOUT_PAGE = {"margin", "user"}
MADE_IN_BULK = ("claim", "event", "question")
"""What a table makes by the thousand; the list of entries says only how many."""
MOST_NAMED = 100
"""Objects of one entry whose names are shown; a bulk deed may concern thousands."""
LONGEST_NAME = 90


@dataclass(frozen=True)
class Concerned:
    """An object an entry concerns: `claim 12`, its address ("" where it has no page), its name ("" where not asked)."""

    kind: str
    pk: int
    url: str
    name: str = ""

    @property
    def words(self) -> str:
        return f"{self.kind} {self.pk}"


@dataclass(frozen=True)
class EntryLine:
    """One entry in the list."""

    sequence: int
    url: str
    at: datetime
    actor: str
    words: str
    concerned: tuple[Concerned, ...]
    more: int


@dataclass(frozen=True)
class FieldLine:
    """One field before and after. What an entry only added has no before."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class EntryPage:
    """One entry. fields: what it changed or set; blank: what it left blank; further: what else it says.
    erased: it no longer says anything.
    """

    sequence: int
    at: datetime
    actor: str
    deed: str
    words: str
    changed: bool
    fields: tuple[FieldLine, ...]
    blank: tuple[str, ...]
    further: tuple[FieldLine, ...]
    erased: bool
    concerned: tuple[Concerned, ...]
    more: int
    salt: str
    commitment: str
    previous: str
    hash: str
    before_url: str
    after_url: str


IN_A_LINE = 6
"""Objects that one line of the list names."""


def entry_lines(entries: Sequence[LedgerEntry]) -> tuple[EntryLine, ...]:
    """Two queries for any number of entries, however many objects a bulk deed concerns."""
    links = LedgerObject.objects.filter(entry__in=[e.pk for e in entries]).order_by()
    counts = dict(links.values_list("entry_id").annotate(Count("id")))
    bulk = [entry for entry, count in counts.items() if count > MOST_NAMED]
    concerned: dict[int, list[Concerned]] = defaultdict(list)
    shown = links.exclude(entry__in=bulk, kind__in=MADE_IN_BULK).order_by("kind", "object_id")
    for entry, kind, pk in shown.values_list("entry_id", "kind", "object_id"):
        concerned[entry].append(Concerned(kind, pk, _url(kind, pk)))
    return tuple(
        EntryLine(
            sequence=entry.pk,
            url=reverse("ledger_entry", args=[entry.pk]),
            at=entry.at,
            actor=entry.actor_name,
            words=deed_words(entry),
            concerned=tuple(concerned[entry.pk][:IN_A_LINE]),
            more=counts.get(entry.pk, 0) - len(concerned[entry.pk][:IN_A_LINE]),
        )
        for entry in entries
    )


def entry_page(entry: LedgerEntry) -> EntryPage:
    """Three queries, and one for each kind of object concerned."""
    payload = payload_of(entry)
    fields = _fields(payload.get("before") or {}, payload.get("after") or {})
    links = LedgerObject.objects.filter(entry=entry).order_by("kind", "object_id")
    named = list(links.values_list("kind", "object_id")[:MOST_NAMED])
    return EntryPage(
        sequence=entry.pk,
        at=entry.at,
        actor=entry.actor_name,
        deed=DEEDS.get(entry.deed, entry.deed),
        words=deed_words(entry),
        changed="before" in payload,
        fields=tuple(f for f in fields if f.before or f.after),
        blank=tuple(f.name for f in fields if not (f.before or f.after)),
        further=_fields({}, {k: v for k, v in payload.items() if k not in ("before", "after")}),
        erased=not entry.payload,
        concerned=_named(named),
        more=links.count() - len(named),
        salt=entry.salt,
        commitment=entry.commitment,
        previous=entry.previous,
        hash=entry.hash,
        before_url=reverse("ledger_entry", args=[entry.pk - 1]) if entry.pk > 1 else "",
        after_url=reverse("ledger_entry", args=[entry.pk + 1]) if _has_next(entry) else "",
    )


def _has_next(entry: LedgerEntry) -> bool:
    return LedgerEntry.objects.filter(pk=entry.pk + 1).exists()


def _fields(before: dict[str, Any], after: dict[str, Any]) -> tuple[FieldLine, ...]:
    names = [*after, *(name for name in before if name not in after)]
    return tuple(FieldLine(field_words(n), _words(before.get(n)), _words(after.get(n))) for n in names)


def _words(value: Any) -> str:
    """A value of the payload as a person reads it; "" for nothing."""
    match value:
        case None | "" | []:
            return ""
        case bool():
            return "yes" if value else "no"
        case dict():
            return ", ".join(f"{field_words(k)} {_words(v)}" for k, v in value.items() if v not in (None, ""))
        case list():
            return "; ".join(_words(v) for v in value)
        case _:
            return str(value)


def _url(kind: str, pk: int) -> str:
    return reverse(kind, args=[pk]) if kind in KINDS and kind not in WITHOUT_PAGE else ""


def _named(links: Iterable[tuple[str, int]]) -> tuple[Concerned, ...]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, pk in links:
        by_kind[kind].append(pk)
    found = []
    for kind, keys in by_kind.items():
        names = _names(kind, keys)
        found += [Concerned(kind, pk, _url(kind, pk), names.get(pk, "")) for pk in keys]
    return tuple(found)


def _names(kind: str, keys: Sequence[int]) -> dict[int, str]:
    model = KINDS.get(kind)
    if model is None:
        return {}
    if model is Conflict:
        return dict(Conflict.objects.filter(pk__in=keys).values_list("pk", "question__text"))
    return {row.pk: _short(str(row)) for row in model._default_manager.filter(pk__in=keys)}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"
