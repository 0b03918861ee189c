"""What the ledger is narrowed by: what was done, who did it, which object it concerns."""

from typing import Any

import django_filters
from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from claims.filters.figures import FigureFilter
from claims.filters.sorts import SortKept
from claims.models import LedgerEntry
from claims.paging import Sort
from claims.reports.history import DEEDS
from claims.reports.ledger_page import KINDS

NEWEST = Sort("newest", "latest first")
OLDEST = Sort("oldest", "first entry first", descending=False)


def everybody(request: HttpRequest | None) -> QuerySet[User]:
    return User.objects.order_by("username")


class LedgerFilterForm(forms.Form):
    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("kind") and given.get("number") is None and "number" not in self.errors:
            self.add_error("number", "Give the number of the object too.")
        if given.get("number") is not None and not given.get("kind"):
            self.add_error("kind", "Say what kind of object this is the number of.")
        return self.cleaned_data


class LedgerFilter(django_filters.FilterSet):
    deed = django_filters.ChoiceFilter(choices=tuple(DEEDS.items()), label="What was done", empty_label="anything")
    actor = django_filters.ModelChoiceFilter(queryset=everybody, label="By whom", empty_label="anybody")
    kind = django_filters.ChoiceFilter(
        choices=[(kind, kind) for kind in KINDS], method="as_it_is", label="Concerning", empty_label="anything"
    )
    number = FigureFilter(method="concerning", label="Its number")
    sort = SortKept(max_length=20)

    sorts = (NEWEST, OLDEST)

    class Meta:
        form = LedgerFilterForm

    def as_it_is(self, rows: QuerySet[LedgerEntry], name: str, value: str) -> QuerySet[LedgerEntry]:
        return rows

    def concerning(self, rows: QuerySet[LedgerEntry], name: str, value: int) -> QuerySet[LedgerEntry]:
        kind = self.form.cleaned_data.get("kind")
        if not kind:
            return rows
        return rows.filter(objects_concerned__kind=kind, objects_concerned__object_id=value)
