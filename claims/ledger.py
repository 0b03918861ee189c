"""The ledger: an append-only, hash-chained record of every deed. Appending, reading back and verifying.

How entries are hashed is in domain/chain.py. Only actions append.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, models
from django.utils import timezone

from claims.domain.chain import GENESIS, ObjectRef, canonical, commitment_to, entry_hash
from claims.models import LedgerEntry, LedgerHead, LedgerObject


def append(*, by: AbstractBaseUser, deed: str, objects: Iterable[ObjectRef], payload: Mapping[str, Any]) -> LedgerEntry:
    """Write the next entry. Call inside the deed's own transaction, whose turn it is."""
    head = _take_head()
    concerned = sorted(set(objects))
    written, salt = canonical(payload), secrets.token_hex(16)
    entry = LedgerEntry(
        sequence=head.sequence + 1,
        at=timezone.now(),
        actor_id=by.pk,
        actor_name=by.get_username(),
        deed=deed,
        payload=written,
        salt=salt,
        commitment=commitment_to(written, salt),
        previous=head.hash,
    )
    entry.hash = entry_hash(**entry.hashed(concerned))
    entry.save(force_insert=True)
    _link(entry, concerned)
    LedgerHead.objects.filter(pk=1).update(sequence=entry.sequence, hash=entry.hash)
    return entry


def _link(entry: LedgerEntry, objects: Sequence[ObjectRef]) -> None:
    """By one prepared statement, on PostgreSQL as two lists: a table of claims concerns very many."""
    if not objects:
        return
    singly = "INSERT INTO claims_ledgerobject (entry_id, kind, object_id) VALUES (%s, %s, %s)"
    as_lists = (
        "INSERT INTO claims_ledgerobject (entry_id, kind, object_id) "
        "SELECT %s, * FROM unnest(%s::varchar[], %s::bigint[])"
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            kinds, keys = map(list, zip(*objects, strict=True))
            cursor.execute(as_lists, [entry.pk, kinds, keys])
        else:
            cursor.executemany(singly, [(entry.pk, kind, pk) for kind, pk in objects])


def take_turn() -> None:
    """Let deeds in one at a time, each before it reads: what it checks then still holds when it writes.

    On SQLite the transaction itself begins so (IMMEDIATE). Call first within it.
    """
    if connection.vendor == "postgresql":
        _take_head()


def _take_head() -> LedgerHead:
    heads = LedgerHead.objects.select_for_update() if connection.vendor == "postgresql" else LedgerHead.objects
    head = heads.filter(pk=1).first()
    if head is None:
        LedgerHead.objects.bulk_create([LedgerHead(pk=1, hash=GENESIS)], ignore_conflicts=True)
        head = heads.get(pk=1)
    return head


@dataclass(frozen=True)
class Fault:
    """The first entry at which the ledger does not hold, and why."""

    sequence: int
    reason: str


@dataclass(frozen=True)
class Verification:
    """What checking the whole chain came to. erased: entries whose payload was erased; their commitments still hold
    the chain.
    """

    entries: int
    head: str
    erased: int
    fault: Fault | None


def verify() -> Verification:
    """Walk the chain from its first entry to its head; stop at the first fault. Memory is bounded."""
    previous, last, erased = GENESIS, 0, 0
    while True:
        # The head before the entries: a deed done in between is among them, and the walk goes on.
        head = LedgerHead.objects.filter(pk=1).first()
        chunk = _entries_after(last)
        if not chunk:
            return Verification(last, previous, erased, _fault_at_head(head, last, previous))
        for entry, objects in chunk:
            fault = _fault_in(entry, objects, last + 1, previous)
            if fault:
                return Verification(last, previous, erased, fault)
            erased += not entry.payload
            previous, last = entry.hash, last + 1


def check_entry(entry: LedgerEntry) -> Fault | None:
    """Does this entry hold by itself and follow from the one before it? Two queries; verify() walks the whole chain."""
    before = LedgerEntry.objects.filter(pk=entry.sequence - 1).values_list("hash", flat=True).first()
    objects = LedgerObject.objects.filter(entry=entry).values_list("kind", "object_id")
    return _fault_in(entry, list(objects), entry.sequence, before or GENESIS)


def _fault_in(entry: LedgerEntry, objects: list[ObjectRef], expected: int, previous: str) -> Fault | None:
    if entry.sequence != expected:
        return Fault(expected, f"entry {expected} is missing; the next one is {entry.sequence}")
    if entry.previous != previous:
        return Fault(expected, "it does not follow from the entry before it")
    if entry.payload and commitment_to(entry.payload, entry.salt) != entry.commitment:
        return Fault(expected, "its payload is not the one it was committed to")
    if entry.hash != entry_hash(**entry.hashed(objects)):
        return Fault(expected, "its hash does not fit its time, actor, deed or objects")
    return None


def _fault_at_head(head: LedgerHead | None, last: int, last_hash: str) -> Fault | None:
    stored = (head.sequence, head.hash) if head else (0, GENESIS)
    if stored == (last, last_hash):
        return None
    return Fault(max(last, stored[0]), f"the ledger ends at entry {last}, but its head says {stored[0]}")


def _entries_after(last: int, most: int = 1000) -> list[tuple[LedgerEntry, list[ObjectRef]]]:
    """The next entries with the objects they concern. Two queries."""
    entries = list(LedgerEntry.objects.filter(sequence__gt=last).order_by("sequence")[:most])
    objects: dict[int, list[ObjectRef]] = {}
    links = LedgerObject.objects.filter(entry__in=[e.pk for e in entries])
    for entry_id, kind, pk in links.values_list("entry_id", "kind", "object_id"):
        objects.setdefault(entry_id, []).append((kind, pk))
    return [(entry, objects.get(entry.pk, [])) for entry in entries]


def kind_of(row: models.Model) -> ObjectRef:
    """How the ledger names a row."""
    return str(row._meta.model_name), int(row.pk)
