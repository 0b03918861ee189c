"""The orders a list offers, as links; and the hidden field that keeps the order when the filters change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from claims.filters.chips import without
from claims.paging import Sort, sort_of


@dataclass(frozen=True)
class SortLink:
    """One order of the list, where it is, and whether the list is in it."""

    words: str
    url: str
    current: bool


def sort_links(address: QueryDict, sorts: Sequence[Sort]) -> tuple[SortLink, ...]:
    """A link for each order; none where there is only one."""
    base, now = without(address, ("sort",)), sort_of(address, sorts)
    join = "" if base == "?" else "&"
    links = (SortLink(sort.words, f"{base}{join}sort={sort.name}", sort == now) for sort in sorts)
    return tuple(links) if len(sorts) > 1 else ()


class SortKept(django_filters.CharFilter):
    """Narrows nothing: the order stays in the address when the filters are applied."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.HiddenInput, "required": False} | options)

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows
