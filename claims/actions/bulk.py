"""Writing very many new rows of one sort at once, after all of them were checked."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import connection, models

_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
"""Fields whose values a database takes as they stand in the row."""


def insert_all(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model and give each its key. Within an action, so that nobody else takes keys meanwhile.

    One prepared statement: bulk_create compiles every value of every row into its SQL anew, and takes twice as long.
    """
    if not rows:
        return
    model = type(rows[0])
    for row, key in zip(rows, _keys(model, len(rows)), strict=True):
        row.pk = key
    columns = [(field.attname, field.column or "", _prepared(field)) for field in model._meta.concrete_fields]
    quote = connection.ops.quote_name
    names, places = ", ".join(quote(column) for _, column, _ in columns), ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # nosec B608
    with connection.cursor() as cursor:
        cursor.executemany(sql, [[prepared(getattr(row, name)) for name, _, prepared in columns] for row in rows])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _prepared(field: Any) -> Callable[[Any], Any]:
    if isinstance(field, _AS_THEY_ARE):
        return lambda value: value
    return lambda value: field.get_db_prep_save(value, connection)


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
