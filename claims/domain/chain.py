"""How the ledger's entries are hashed, each with the one before.

The hash covers a salted commitment to the payload, not the payload: it can be erased by law later and the chain still
holds. It has layers, so that the chain can be shown to outsiders, who recompute it from end to end: an entry is told
whole, or without who did it, or by its body alone (decision 0018).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, TypedDict, Unpack

GENESIS = "0" * 64
"""What the first entry gives as the hash before it."""

ObjectRef = tuple[str, int]
"""Kind and primary key: ("claim", 12)."""


def canonical(payload: Mapping[str, Any]) -> str:
    """The payload as JSON that is the same for the same content: sorted keys, no spaces, text as it is."""
    return json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the ledger")


def commitment_to(payload: str, salt: str) -> str:
    return sha256(f"{salt}\n{payload}".encode()).hexdigest()


class Hashed(TypedDict):
    """What an entry's hash is over. actor: user name, as it was, and key."""

    sequence: int
    at: datetime
    actor: ObjectRef
    deed: str
    objects: Sequence[ObjectRef]
    commitment: str
    previous: str


def entry_hash(**entry: Unpack[Hashed]) -> str:
    """The hash an entry must have: over its number, the hash before it and its body."""
    sealed = sealed_hash(entry["actor"], entry["commitment"])
    body = body_hash(entry["at"], entry["deed"], entry["objects"], sealed)
    return linked_hash(entry["sequence"], entry["previous"], body)


def linked_hash(sequence: int, previous: str, body: str) -> str:
    return _digest({"sequence": sequence, "previous": previous, "body": body})


def body_hash(at: datetime, deed: str, objects: Iterable[ObjectRef], sealed: str) -> str:
    """Times in UTC, to the microsecond. Nothing can be guessed from it, for `sealed` is in it."""
    return _digest({"at": written_time(at), "deed": deed, "objects": sorted(objects), "sealed": sealed})


def sealed_hash(actor: ObjectRef, commitment: str) -> str:
    """Who did it cannot be guessed from this: the commitment, which nobody sees, is as good as a salt."""
    return _digest({"actor": actor, "commitment": commitment})


def written_time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _digest(part: Mapping[str, Any]) -> str:
    """SHA-256 of it as canonical JSON."""
    return sha256(canonical(part).encode()).hexdigest()
