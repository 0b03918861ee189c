"""The hidden field that keeps a list's order in the address when the filters change."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet


class SortKept(django_filters.CharFilter):
    """Narrows nothing. An order that the list does not offer is the list's first."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.HiddenInput, "max_length": 20} | options)

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows
