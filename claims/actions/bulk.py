"""Writing very many rows of one sort at once, after all of them were checked.

One prepared statement for all: bulk_create and bulk_update compile every value of every row into their SQL anew, which
takes twice as long for new rows, and for a million changed ones hours.
"""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, models

_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
"""Fields whose values a database takes as they stand in the row."""


def quoted(names: Iterable[str]) -> str:
    """The names as SQL lists them."""
    return ", ".join(map(connection.ops.quote_name, names))


def columns_of(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(str(field.column) for field in model._meta.concrete_fields)


def insert_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quoted([table])} ({quoted(columns)}) VALUES ({places})", list(rows))  # nosec B608


def update_rows(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], key: str = "id") -> None:
    """Write these columns of many rows, each row's values followed by its key."""
    values = ", ".join(f"{quoted([column])} = %s" for column in columns)
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {quoted([table])} SET {values} WHERE {quoted([key])} = %s", rows)  # nosec B608


def insert_pairs(
    table: str, model: type[models.Model], columns: tuple[str, str], rows: Sequence[tuple[Any, Any]]
) -> None:
    """Rows of two columns of the model, into a table that has just these. On PostgreSQL as two lists, for each row sent
    by itself costs a message there.
    """
    if not rows:
        return
    if connection.vendor != "postgresql":
        insert_rows(table, columns, rows)
        return
    types = [model._meta.get_field(name).db_type(connection) for name in columns]
    sql = f"INSERT INTO {quoted([table])} ({quoted(columns)}) SELECT * FROM unnest(%s::{types[0]}[], %s::{types[1]}[])"  # nosec B608
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(column) for column in zip(*rows, strict=True)])


def values_of(rows: Sequence[models.Model]) -> Iterator[Sequence[Any]]:
    """The values of each row of one model, column by column, as the database takes them."""
    fields = type(rows[0])._meta.concrete_fields
    all_of = attrgetter(*(field.attname for field in fields))
    to_prepare = [(n, field) for n, field in enumerate(fields) if not isinstance(field, _AS_THEY_ARE)]
    for row in rows:
        values = list(all_of(row))
        for n, field in to_prepare:
            if values[n] is not None:
                values[n] = field.get_db_prep_save(values[n], connection)
        yield values


def give_keys(rows: Sequence[models.Model]) -> None:
    """Give new rows of one model keys that no row had before and none will have, though they be written much later.
    Within an action.
    """
    if rows:
        for row, key in zip(rows, _taken_keys(type(rows[0])._meta.db_table, len(rows)), strict=True):
            row.pk = key


def _taken_keys(table: str, count: int) -> Iterable[int]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [count, table])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, count])
        last = cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table]).fetchone()[0]
    return range(last - count + 1, last + 1)
