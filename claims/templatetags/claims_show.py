"""How values are shown in templates: dates, numbers, answers, statuses, and the frame's own links.

Only showing: what a value means is decided in domain/, which values a page shows in reports/.
"""

import re
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template import Context
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe

from claims import __version__
from claims.dates import CannotReadDate, read_edtf
from claims.domain.answers import Interval
from claims.domain.units import UNITS
from claims.domain.wording import date_words, number_words, span_words, with_unit
from claims.exports.drawn import Picture
from claims.exports.report_parts import number as number_of_key

register = template.Library()

SOFTWARE = "Claim tracker"
SIGNS = {"corroborated": "✓", "conflicting": "≠", "unverified": "?", "none": "–"}
GRADES = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
SECTIONS = (
    ("desk", "Desk"),
    ("conflict_list", "Conflicts"),
    ("claim_list", "Claims"),
    ("document_list", "Documents"),
    ("event_list", "Events"),
    ("question_list", "Questions"),
    ("source_list", "Sources"),
    ("report_list", "Reports"),
    ("method", "Method"),
)
_PLAIN_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class HasEnds(Protocol):
    """Anything between a low and a high end, either of which may be open: an interval, a claim, a row."""

    low: int | None
    high: int | None


@register.filter
def svg(picture: Picture) -> SafeString:
    """The drawing itself. exports/drawn.py made it, and escaped every word in it."""
    return mark_safe(picture.svg)  # nosec  # our own drawing


@register.filter
def rows_of(picture: Picture) -> list[list[tuple[str, str]]]:
    """The rows of its table, each cell beside the heading of its column."""
    return [list(zip(picture.header, row, strict=True)) for row in picture.rows]


@register.filter
def sign(status: str) -> str:
    """The sign beside a status or finding: `✓`, `≠`, `?`, or `–` for a claim that does not count."""
    return SIGNS.get(str(status), "?")


@register.filter
def status_words(status: str) -> str:
    """The word of a status or finding."""
    return "does not count" if str(status) == "none" else str(status)


@register.filter
def words(code: object) -> str:
    """A code as words: `not_stated` becomes `not stated`."""
    return str(code).replace("_", " ")


@register.filter
def when(value: date | str | None) -> str:
    """A day, or a date in EDTF: `12 May 2023`, `March 2022`. What cannot be read is shown as it is."""
    if isinstance(value, date):
        return span_words(value.toordinal(), value.toordinal())
    text = value or ""
    try:
        if _PLAIN_DAY.fullmatch(text):  # the common case, without the library's parser
            return when(date.fromisoformat(text))
        span = read_edtf(text)
    except (CannotReadDate, ValueError):
        return text
    return span_words(span.first.toordinal(), span.last.toordinal())


@register.filter
def moment(value: datetime | None) -> str:
    """`12 May 2023, 14:05 UTC`: times are kept and shown in UTC."""
    return f"{when(value.date())}, {value:%H:%M} UTC" if value else ""


@register.filter
def when_day(value: datetime) -> str:
    """The day of a moment, in UTC: `12 May 2023`."""
    return when(value.date())


@register.filter
def instant(value: str) -> str:
    """A moment of a report value, which is ISO 8601 in UTC: `12 May 2023, 14:05 UTC`."""
    return moment(datetime.fromisoformat(value))


@register.filter
def key_number(key: str) -> int:
    """16 of `claim-16`."""
    return number_of_key(key)


@register.filter
def interval(ends: HasEnds, unit: str = "") -> str:
    """The numbers between two ends: `270–330 people`. The argument is the code of the unit."""
    shown = number_words(Interval(ends.low, ends.high))
    return with_unit(shown, UNITS[unit]) if unit in UNITS else shown


@register.filter
def days(ends: HasEnds) -> str:
    """The days between two ends, which are ordinals: `March 2022`, `27 November 2025 or later`."""
    return date_words(Interval(ends.low, ends.high))


@register.filter
def number(value: int | None) -> str:
    """`12,000`, grouped as the language does it."""
    return "" if value is None else number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def capped(value: int, cap: int = 1000) -> str:
    """A total that was counted only up to a cap: `998`, `1,000+`."""
    return f"{number(cap)}+" if value > cap else number(value)


@register.filter
def grade_words(grade: str) -> str:
    """The Admiralty scale in words: B is `usually reliable`; F `cannot be judged`, which is not the worst."""
    return GRADES.get(str(grade), "")


class Section(NamedTuple):
    """One entry of the top bar."""

    label: str
    url: str
    current: bool


@register.simple_tag(takes_context=True)
def sections(context: Context) -> list[Section]:
    """The top bar's entries; the one whose pages the address belongs to is current."""
    request = context.get("request")
    path = request.path if request else ""
    entries = []
    for name, label in SECTIONS:
        url = reverse(name)
        entries.append(Section(label, url, path == url if name == "desk" else path.startswith(url)))
    return entries


@register.simple_tag(takes_context=True)
def person(context: Context) -> Any:
    """Who is logged in; nobody on pages without a request, such as the one for a broken server."""
    return context.get("user") or AnonymousUser()


@register.simple_tag
def software() -> str:
    """Name and version, for the foot of a page."""
    return f"{SOFTWARE} {__version__}"
