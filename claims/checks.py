"""System checks: an installation that could lose work, or that demo people could enter, is an error.

They ask the database itself, so they run with `check --database default`, with `migrate` and when the
server starts, and not with a bare `check`.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from claims.demo import DEMO_USERNAMES

FULL, EXTRA = 2, 3  # as `PRAGMA synchronous` numbers them
WAL_SAFE_SINCE = (3, 51, 3)

LOSES_WORK = Error(
    "SQLite would lose acknowledged work when the power fails.",
    hint="Put PRAGMA synchronous=FULL into the database's init_command.",
    id="claims.E001",
)
WAL_UNSAFE = Error(
    f"SQLite {sqlite3.sqlite_version} can corrupt a database in WAL mode.",
    hint="Put PRAGMA journal_mode=TRUNCATE into the database's init_command, or use SQLite 3.51.3 or newer.",
    id="claims.E002",
)
LOCKS_LATE = Error(
    "SQLite would lock only at the first write, and fail where two people write at once.",
    hint="Set the database's transaction_mode to IMMEDIATE.",
    id="claims.E003",
)
FOREIGN_KEYS_OFF = Error(
    "SQLite does not enforce foreign keys.",
    hint="Remove PRAGMA foreign_keys from the database's init_command.",
    id="claims.E004",
)


@register(Tags.database)
def check_sqlite(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    opened = [connections[alias] for alias in databases or ()]
    return [error for database in opened if database.vendor == "sqlite" for error in _sqlite_errors(database)]


def _sqlite_errors(database: BaseDatabaseWrapper) -> Iterator[CheckMessage]:
    if _pragma(database, "synchronous") not in (FULL, EXTRA):
        yield LOSES_WORK
    if _pragma(database, "journal_mode") == "wal" and sqlite3.sqlite_version_info < WAL_SAFE_SINCE:
        yield WAL_UNSAFE
    if _pragma(database, "foreign_keys") != 1:
        yield FOREIGN_KEYS_OFF
    if database.transaction_mode != "IMMEDIATE":  # type: ignore[attr-defined]  # SQLite's wrapper only
        yield LOCKS_LATE


def _pragma(database: BaseDatabaseWrapper, name: str) -> int | str:
    with database.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        value: int | str = cursor.fetchone()[0]
    return value


@register(Tags.database)
def check_demo_people(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    if settings.TRACKER_DEMO or "default" not in (databases or ()):
        return []
    if User._meta.db_table not in connections["default"].introspection.table_names():
        return []  # before the first migrate
    active = User.objects.filter(username__in=DEMO_USERNAMES, is_active=True)
    names = ", ".join(sorted(active.values_list("username", flat=True)))
    if not names:
        return []
    return [
        Error(
            f"Demo people are active outside a demo: {names}.",
            hint="Their password is public. Deactivate them, or set TRACKER_DEMO=1 for a demo.",
            id="claims.E005",
        )
    ]
