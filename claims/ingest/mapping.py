"""From a table's columns to named values: a pattern for each field, with the names of columns in braces.

`{best}` is a column, `killed` a fixed value, `ucdp-{id}` both together. Knows nothing of what the fields are for.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

_COLUMN = re.compile(r"\{([^{}]+)\}")
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]00:00(?::00(?:\.0+)?)?")


class CannotMap(ValueError):
    """A pattern names a column that the table has not. The message may be shown."""


class Mapped:
    """Patterns for the columns of one table. Raises CannotMap."""

    def __init__(self, patterns: Mapping[str, str], header: Sequence[str]) -> None:
        places = {name: n for n, name in enumerate(header)}
        self._header = tuple(header)
        self._parts = {field: _parts(pattern, places) for field, pattern in patterns.items() if pattern.strip()}

    @property
    def fields(self) -> frozenset[str]:
        """Those that have a pattern."""
        return frozenset(self._parts)

    def values(self, cells: Sequence[str]) -> dict[str, str]:
        """The value of each field in this row, without white space around it. A pattern all of whose columns are empty
        gives none.
        """
        return {field: _value(parts, cells) for field, parts in self._parts.items()}

    def gaps(self, cells: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Fields put together of several parts where one of them is an empty column, and that column."""
        for field, parts in self._parts.items():
            empty = [part for part in parts if isinstance(part, int) and not cells[part].strip()]
            if empty and len(parts) > 1 and _value(parts, cells):
                yield field, self._header[empty[0]]


Part = str | int


def _parts(pattern: str, places: Mapping[str, int]) -> list[Part]:
    parts: list[Part] = []
    for n, piece in enumerate(_COLUMN.split(pattern)):
        if n % 2 and piece not in places:
            raise CannotMap(f"The table has no column “{piece}”.")
        if piece:
            parts.append(places[piece] if n % 2 else piece)
    return parts


def _value(parts: Sequence[Part], cells: Sequence[str]) -> str:
    columns = [cells[part].strip() for part in parts if isinstance(part, int)]
    if columns and not any(columns):
        return ""
    joined = "".join(_day(cells[part].strip()) if isinstance(part, int) else part for part in parts)
    return joined.strip()


def _day(cell: str) -> str:
    """A day that a database wrote as its midnight is that day."""
    found = _MIDNIGHT.fullmatch(cell)
    return found[1] if found else cell


def columns_in(pattern: str) -> list[str]:
    """The columns that a pattern names."""
    return _COLUMN.findall(pattern)
