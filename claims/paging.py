"""Pages by key: each page begins where the last one ended, so the thousandth costs what the first does.

A list offers a fixed set of sorts; each has an index, ends in the key, and is never null.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet
from django.http import QueryDict

M = TypeVar("M", bound=Model)

PAGE = 50
CAP = 1000
"""Totals above this are shown as "1,000+": counting further would cost more than the page."""

_CURSORS = ("after", "before")


@dataclass(frozen=True)
class Sort:
    """One order of a list: its name in the address, its words, its column ("" for the key alone), and its direction."""

    name: str
    words: str
    column: str = ""
    descending: bool = True


@dataclass(frozen=True)
class Page(Generic[M]):
    """A page of rows, the addresses of its neighbours ("" if there is none), and the total as shown ("37" or
    "1,000+").
    """

    rows: Sequence[M]
    sort: Sort
    next_url: str
    previous_url: str
    total: str


def page_of(
    rows: QuerySet[M], address: QueryDict, sorts: Sequence[Sort], *, size: int = PAGE, key: str = "pk"
) -> Page[M]:
    """The page that the address asks for. An unknown sort is the first one; a cursor that cannot be read is the first
    page.

    Two queries: the rows, and the capped total. key: another name of the key in these rows, for a filter by way of a
    link table: its index holds the key in order, where the rows themselves would have to be sorted.
    """
    sort = sort_of(address, sorts)
    cursor, backwards = _cursor(address, rows.model, sort)
    down = sort.descending != backwards
    found = rows.filter(_beyond(sort, cursor, down, key)) if cursor else rows
    taken = list(found.order_by(*_order(sort, down, key))[: size + 1])
    more, taken = len(taken) > size, taken[:size]
    if backwards:
        taken.reverse()
    has_next = bool(taken) and (more or backwards)
    has_previous = bool(taken) and (cursor is not None) and (more if backwards else True)
    return Page(
        rows=taken,
        sort=sort,
        next_url=_url(address, "after", taken[-1], sort) if has_next else "",
        previous_url=_url(address, "before", taken[0], sort) if has_previous else "",
        total=total_words(rows),
    )


def sort_of(address: Mapping[str, Any], sorts: Sequence[Sort]) -> Sort:
    return next((s for s in sorts if s.name == address.get("sort")), sorts[0])


def total_words(rows: QuerySet[Any]) -> str:
    """How many there are, counted no further than the cap."""
    count = len(rows.order_by().values_list("pk", flat=True)[: CAP + 1])
    return f"{CAP:,}+" if count > CAP else f"{count:,}"


def chunks_of(rows: QuerySet[M], sort: Sort, *, size: int = 500, key: str = "pk") -> Iterator[list[M]]:
    """All rows in the list's order, for an export: each chunk begins by key where the last one ended."""
    cursor: tuple[Any, int] | None = None
    while True:
        found = rows.filter(_beyond(sort, cursor, sort.descending, key)) if cursor else rows
        taken = list(found.order_by(*_order(sort, sort.descending, key))[:size])
        if taken:
            yield taken
        if len(taken) < size:
            return
        cursor = (getattr(taken[-1], sort.column) if sort.column else "", taken[-1].pk)


def _order(sort: Sort, down: bool, key: str) -> list[str]:
    sign = "-" if down else ""
    return [f"{sign}{column}" for column in ((sort.column, "pk") if sort.column else (key,))]


def _cursor(address: QueryDict, model: type[Model], sort: Sort) -> tuple[tuple[Any, int] | None, bool]:
    """Where to go on from, as (column's value, key), and whether backwards. What cannot be read is no cursor."""
    for name in _CURSORS:
        value, _, key = address.get(name, "").rpartition("~")
        if not (key.isascii() and key.isdigit() and len(key) < 19) or "\x00" in value:
            continue
        try:
            typed = _typed(model, sort.column, value)
        except ValidationError:
            continue
        return (typed, int(key)), name == "before"
    return None, False


def _typed(model: type[Model], column: str, value: str) -> Any:
    """The value as its column holds it. Raises ValidationError."""
    field = model._meta.get_field(column) if column else None
    return field.to_python(value) if isinstance(field, Field) else ""


def _beyond(sort: Sort, cursor: tuple[Any, int], down: bool, name: str) -> Q:
    """What comes after the cursor, as `a <= x AND (a < x OR id < y)`, which an index range can serve."""
    value, key = cursor
    than = "lt" if down else "gt"
    if not sort.column:
        return Q(**{f"{name}__{than}": key})
    past_key = Q(**{f"pk__{than}": key})
    return Q(**{f"{sort.column}__{than}e": value}) & (Q(**{f"{sort.column}__{than}": value}) | past_key)


def _url(address: QueryDict, name: str, row: Model, sort: Sort) -> str:
    asked = address.copy()
    for cursor in _CURSORS:
        asked.pop(cursor, None)
    asked[name] = f"{getattr(row, sort.column) if sort.column else ''}~{row.pk}"
    return f"?{asked.urlencode()}"
