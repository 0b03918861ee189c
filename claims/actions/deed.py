"""What every deed shares: permission, one transaction, the ledger entry, and the mark by which tests know a write is
lawful.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.contrib.auth.models import User
from django.db import connection, models, transaction

from claims import ledger
from claims.actions.errors import NotAllowed, Refused

P = ParamSpec("P")
T = TypeVar("T")

MOST_UNWRITTEN = 1024**3
"""Bytes that a long action on SQLite keeps in memory before it locks readers out: a table of some 300,000 claims."""

MOST_CACHED = 256 * 1024**2
"""Bytes of the database that a long action on SQLite keeps at hand: with the usual two megabytes, the pages of so many
indexes are fetched time and again, and claims take half as long again.
"""

_acting: ContextVar[bool] = ContextVar("acting", default=False)
_on_behalf_of: ContextVar[tuple[ledger.ObjectRef, ...]] = ContextVar("on_behalf_of", default=())


def acting() -> bool:
    """Is an action under way? The tests' write guard refuses any write to our tables outside one."""
    return _acting.get()


@contextmanager
def act() -> Iterator[None]:
    """One transaction of an action, which waits for its turn before it reads."""
    token = _acting.set(True)
    try:
        with transaction.atomic():
            ledger.take_turn()
            yield
    finally:
        _acting.reset(token)


@contextmanager
def on_behalf_of(row: models.Model) -> Iterator[None]:
    """What is entered meanwhile concerns this too: a table's corrections can be told from those of people."""
    token = _on_behalf_of.set((ledger.kind_of(row),))
    try:
        yield
    finally:
        _on_behalf_of.reset(token)


@contextmanager
def long_act() -> Iterator[None]:
    """An action that writes very much. On SQLite one that outgrows the page cache locks readers out from then on; so
    what it writes stays in memory up to a limit, and below it they wait only while it is committed.
    """
    if connection.vendor != "sqlite":
        with act():
            yield
        return
    with connection.cursor() as cursor:
        page_size = cursor.execute("PRAGMA page_size").fetchone()[0]
        cached = cursor.execute("PRAGMA cache_size").fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = -{MOST_CACHED // 1024}")
        # Less one: SQLite takes a multiple of 256 for 0, which is no limit at all.
        cursor.execute(f"PRAGMA cache_spill = {MOST_UNWRITTEN // page_size - 1}")
    try:
        with act():
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_spill = 1")
            cursor.execute(f"PRAGMA cache_size = {cached}")


def deed(permission: str, words: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a keyword-only function a deed: `by` must hold the permission, all of it happens in one transaction or none.

    words: the deed as an infinitive, for the refusal ("review claims").
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
            by = kwargs["by"]
            assert isinstance(by, User)
            if not (by.is_active and by.has_perm(permission)):
                raise NotAllowed(words)
            with act():
                return function(*args, **kwargs)

        return wrapper

    return decorate


def enter(
    *,
    by: User,
    deed: str,
    concerning: Iterable[models.Model],
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    also: Iterable[ledger.ObjectRef] = (),
    **more: Any,
) -> None:
    """Write the deed's ledger entry. before and after hold only what changed when both are given. also: further things
    that it concerns, where they are many.

    Raises Refused where nothing did: the ledger records no deed that was none.
    """
    payload: dict[str, Any] = dict(more)
    if before is not None and after is not None:
        changed = sorted(k for k in after if before.get(k) != after[k])
        if not changed:
            raise Refused("Nothing differs from what is recorded, so nothing was saved.")
        payload["before"] = {k: before.get(k) for k in changed}
        payload["after"] = {k: after[k] for k in changed}
    elif after is not None:
        payload["after"] = dict(after)
    ledger.append(
        by=by, deed=deed, objects=[*map(ledger.kind_of, concerning), *also, *_on_behalf_of.get()], payload=payload
    )
