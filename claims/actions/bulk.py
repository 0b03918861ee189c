"""Writing very many new rows of one sort at once, after all of them were checked."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, models

_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
"""Fields whose values a database takes as they stand in the row."""


def give_keys(rows: Sequence[models.Model]) -> None:
    """Give new rows of one model keys that no row had before. Within an action, so that nobody takes them meanwhile."""
    if rows:
        for row, key in zip(rows, _keys(type(rows[0]), len(rows)), strict=True):
            row.pk = key


def insert_all(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model, with the keys they have, else with new ones.

    One prepared statement: bulk_create compiles every value of every row into its SQL anew, and takes twice as long.
    """
    if not rows:
        return
    if rows[0].pk is None:
        give_keys(rows)
    fields = type(rows[0])._meta.concrete_fields
    quote = connection.ops.quote_name
    names, places = ", ".join(quote(field.column or "") for field in fields), ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(type(rows[0])._meta.db_table)} ({names}) VALUES ({places})"  # nosec B608
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(_values(rows, fields)))
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _values(rows: Sequence[models.Model], fields: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The values of each row, those of some fields as the database takes them."""
    all_of = attrgetter(*(field.attname for field in fields))
    to_prepare = [(n, field) for n, field in enumerate(fields) if not isinstance(field, _AS_THEY_ARE)]
    for row in rows:
        values = list(all_of(row))
        for n, field in to_prepare:
            if values[n] is not None:
                values[n] = field.get_db_prep_save(values[n], connection)
        yield values


def _keys(model: type[models.Model], count: int) -> Iterator[int]:
    """So many keys that no row had before."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return iter([key for (key,) in cursor.fetchall()])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
    return iter(range((last[0] if last else 0) + 1, (last[0] if last else 0) + 1 + count))
