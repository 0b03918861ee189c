"""The edge for dates as people type them: EDTF (ISO 8601-2) by the library, handed on as a span of days.

The core never sees the library, which imports Django. What the library reads loosely is refused here.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from edtf import EDTFParseException, parse_edtf
from edtf.parser.parser_classes import Date, Season, Unspecified

_EXAMPLES = "Write it as 2022, 2022-03, 2022-03-27 or 2021-10/2021-12."
_PLAIN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SIGNS = re.compile(r"[0-9X-]{4,10}")


class CannotReadDate(ValueError):
    """The text is no date this tracker takes. The message may be shown."""


@dataclass(frozen=True)
class Span:
    """The days an EDTF expression covers, both included, and the expression as it is kept."""

    edtf: str
    first: date
    last: date


def read_edtf(text: str) -> Span:
    """The span of a date, a closed interval or a date with unspecified digits. Raises CannotReadDate.

    Refused although the library reads them: seasons ("2020-21" is spring 2020 to it, and two years to most people),
    qualifiers ("2022~" gives no span one could stand by), sets, open ends, intervals that run backwards.
    """
    written = text.strip()
    if any(sign in written for sign in "~?%"):
        raise CannotReadDate(
            f"“{_short(written)}” is marked as uncertain. Write the span it may lie in, e.g. 2021/2023."
        )
    ends = written.split("/")
    if len(ends) > 2 or (len(ends) == 2 and not all(end.strip(". ") for end in ends)):
        raise CannotReadDate(f"“{_short(written)}” has an open end. Choose “after” or “by” with one date instead.")
    first, last = _days(ends[0])[0], _days(ends[-1])[1]
    if first > last:
        raise CannotReadDate(f"“{_short(written)}” runs backwards.")
    return Span(written, first, last)


@lru_cache(maxsize=10_000)
def _days(end: str) -> tuple[date, date]:
    """The first and last day of one date. Each end is parsed alone: the library stumbles over intervals with X.

    Kept, and a plain day is read without it: the library takes ten milliseconds, a table may hold 100,000 days.
    """
    unread = CannotReadDate(f"“{_short(end)}” is not a date the tracker reads. {_EXAMPLES}")
    if not _SIGNS.fullmatch(end):
        raise unread
    try:
        if _PLAIN_DAY.fullmatch(end):
            day = date.fromisoformat(end)
            return day, day
        parsed = parse_edtf(end)
        if isinstance(parsed, Season):
            raise CannotReadDate(
                f"“{end}” could be two years or a season. Write 2020/2021 for years, or the months you mean."
            )
        if not isinstance(parsed, Date | Unspecified):
            raise unread
        return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    except EDTFParseException:
        raise unread from None
    except CannotReadDate:
        raise
    except ValueError:  # a day the calendar has not: 29 February 2019
        raise unread from None


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
