"""What a table of a report is made of, whichever format writes it: columns that each know their name, their kind and
how to read their value from a part of the report. Knows no models.

The tables themselves are in report_tables.py.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from claims.dates import CannotReadDate, Span, read_edtf
from claims.exports.report_parts import Part, Parts, said

Value = str | int | date | datetime | None
"""What stands in a cell. None is blank: an open end, or nothing recorded; never a zero."""


class Kind(StrEnum):
    """What a column holds, by which a format chooses width and form."""

    KEY = "key"
    SHORT = "short"
    WORDS = "words"
    FIGURE = "figure"
    """A number, or a day where a question asks for one."""
    MOMENT = "moment"
    LINK = "link"


@dataclass(frozen=True)
class Column:
    name: str
    kind: Kind
    value: Callable[[Parts, Part], Value]


@dataclass(frozen=True)
class Table:
    """items: the parts of the report that have a row each."""

    name: str
    items: Callable[[Parts], Iterable[Part]]
    columns: Sequence[Column]

    def rows(self, parts: Parts) -> Iterable[list[Value]]:
        for item in self.items(parts):
            yield [column.value(parts, item) for column in self.columns]


def end(value: str | int | None) -> Value:
    """One end of a set of values: a number as it is, a day as a day, blank where it is open."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def ends(name: str, part: Callable[[Parts, Part], Part | None]) -> tuple[Column, Column]:
    """Two columns for both ends of what the part may have, numbers and days alike."""
    return (
        Column(f"{name} from", Kind.FIGURE, lambda parts, item: end((part(parts, item) or {}).get("from"))),
        Column(f"{name} to", Kind.FIGURE, lambda parts, item: end((part(parts, item) or {}).get("to"))),
    )


def numbers_and_days(name: str, part: Callable[[Parts, Part], Part | None]) -> tuple[Column, ...]:
    """Four columns for both ends, so that numbers can be sorted and counted among numbers, and days among days."""

    def column(heading: str, which: str, kind: type[int] | type[date]) -> Column:
        def taken(parts: Parts, item: Part) -> Value:
            found = end((part(parts, item) or {}).get(which))
            return found if isinstance(found, kind) else None

        return Column(f"{name}: {heading}", Kind.FIGURE, taken)

    return (
        column("low", "from", int),
        column("high", "to", int),
        column("date from", "from", date),
        column("date to", "to", date),
    )


def moment(value: str | None) -> Value:
    """With its time zone, which is UTC."""
    return datetime.fromisoformat(value) if value else None


def yes_no(value: bool) -> str:
    return "yes" if value else "no"


def several(words: Iterable[str]) -> str:
    """In one cell, so that each can be told from the next."""
    return "; ".join(words)


def span(edtf: str) -> Span | None:
    """The days an EDTF expression covers; None where it names none that one could stand by."""
    try:
        return read_edtf(edtf) if edtf else None
    except CannotReadDate:
        return None


def days(name: str, field: str) -> tuple[Column, Column, Column]:
    """A date as it is kept, and the first and the last day it covers."""

    def first(parts: Parts, item: Part) -> Value:
        found = span(item[field])
        return found.first if found else None

    def last(parts: Parts, item: Part) -> Value:
        found = span(item[field])
        return found.last if found else None

    return (
        Column(f"{name} (EDTF)", Kind.SHORT, lambda parts, item: item[field]),
        Column(f"{name} from", Kind.FIGURE, first),
        Column(f"{name} to", Kind.FIGURE, last),
    )


# --- columns that many tables have -----------------------------------------------------------------------------------


def field(name: str, kind: Kind, key: str) -> Column:
    """What stands in the part under this key."""
    return Column(name, kind, lambda parts, item: item[key])


def words(name: str, key: str) -> Column:
    """Words that may be kept back."""
    return Column(name, Kind.WORDS, lambda parts, item: said(item[key]))


ADDRESS = Column("address", Kind.LINK, lambda parts, item: parts.address(item))
EXTERNAL_KEY = field("external key", Kind.SHORT, "external_key")
"""Blank where there is none and where it is kept back: a report does not say which."""


def of_question(*names: str) -> tuple[Column, ...]:
    """The question that a part names, and what it is about."""
    found = {
        "key": Column("question key", Kind.KEY, lambda parts, item: item["question"]),
        "question": Column("question", Kind.WORDS, lambda parts, item: _question(parts, item).get("text")),
        "event": Column("event", Kind.WORDS, lambda parts, item: event_title(parts, _question(parts, item))),
        "unit": Column("unit", Kind.SHORT, lambda parts, item: _question(parts, item).get("unit")),
    }
    return tuple(found[name] for name in names or found)


def _question(parts: Parts, item: Part) -> Part:
    """Nothing where it names none, as a claim beside."""
    return parts.questions[item["question"]] if item.get("question") else {}


def event_title(parts: Parts, question: Part) -> Value:
    return parts.events[question["event"]]["title"] if question.get("event") else None
