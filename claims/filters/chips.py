"""What a list is filtered by, as removable chips: each with its words and the address of the list without it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import Model
from django.http import QueryDict

from claims.filters.dates import EdtfField
from claims.paging import Sort

CURSORS = ("after", "before")
"""A page of another selection means nothing: these leave the address with any filter."""


@dataclass(frozen=True)
class Chip:
    """`Status: conflicting`, and where the list is without it."""

    label: str
    remove_url: str


def chips_of(filters: django_filters.FilterSet, address: QueryDict) -> tuple[Chip, ...]:
    """A chip for each filter in use that could be read. No queries: a picked row is already read."""
    filters.form.is_valid()
    return tuple(
        Chip(_words(filters.form, name, value), without(address, (name,)))
        for name, value in filters.form.cleaned_data.items()
        if value not in (None, "", []) and not filters.form.fields[name].widget.is_hidden
    )


@dataclass(frozen=True)
class SortLink:
    words: str
    url: str
    current: bool


def sort_links(sorts: Sequence[Sort], current: Sort, address: QueryDict) -> tuple[SortLink, ...]:
    """The orders the list offers, each with its address."""
    links = []
    for sort in sorts:
        asked = without(address, ("sort",)).removeprefix("?")
        links.append(SortLink(sort.words, f"?{asked}{'&' * bool(asked)}sort={sort.name}", sort == current))
    return tuple(links)


def without(address: QueryDict, names: Collection[str]) -> str:
    """The same address without these and without a cursor; "?" alone where nothing is left."""
    kept = address.copy()
    for name in (*names, *CURSORS):
        kept.pop(name, None)
    return f"?{kept.urlencode()}"


def _words(form: Any, name: str, value: Any) -> str:
    field = form.fields[name]
    label = field.label or name
    if isinstance(value, Model):
        return f"{label}: {value}"
    if isinstance(field, EdtfField):
        return f"{label} {form.data[form.add_prefix(name)].strip()}"
    choices = dict(getattr(field, "choices", ()))
    if choices:
        return f"{label}: {choices.get(value, choices.get(str(value), value))}"
    return f"{label} {value:,}" if isinstance(value, int) else f"{label}: {value}"
