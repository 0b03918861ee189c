"""What the conflict report is narrowed by, an index behind each filter. The dissolved are left out unless asked for."""

from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from claims.dates import Span
from claims.filters.dates import EdtfFilter
from claims.filters.figures import FigureFilter
from claims.filters.picking import PickFilter
from claims.filters.sorts import SortKept
from claims.models import Conflict, Event, Source
from claims.models.conflict import CauseChoice, ScopeChoice, StateChoice
from claims.models.question import QuestionKind
from claims.paging import Sort, sort_of

OPEN_FIRST = Sort("open", "open first, kind by kind, the gravest first", "rank")
NEWEST = Sort("newest", "found last")
LATEST = Sort("event", "latest event", "sort_day")
EARLIEST = Sort("event_first", "earliest event", "sort_day", descending=False)
WIDEST = Sort("gap", "widest gap", "gap")
NARROWEST = Sort("gap_first", "narrowest gap", "gap", descending=False)
ALL_SORTS = (OPEN_FIRST, NEWEST, LATEST, EARLIEST, WIDEST, NARROWEST)


class ConflictFilterForm(forms.Form):
    """Says which range cannot hold; a field that cannot be read says so itself."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("period_from"), given.get("period_until")
        if first and last and first.first > last.last:
            self.add_error("period_until", "This ends before the date above begins.")
        low, high = given.get("gap_from"), given.get("gap_to")
        if low is not None and high is not None and low > high:
            self.add_error("gap_to", f"This is below the gap above, {low:,}.")
        return self.cleaned_data


class ConflictFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=StateChoice, label="State", empty_label="all but dissolved")
    kind = django_filters.ChoiceFilter(choices=QuestionKind, label="Asks for", empty_label="any")
    cause = django_filters.ChoiceFilter(choices=CauseChoice.choices[1:], label="Settled because", empty_label="any")
    scope = django_filters.ChoiceFilter(choices=ScopeChoice.choices[1:], label="Scopes are", empty_label="any")
    event = PickFilter(rows=Event, field_name="event", label="Event")
    place = django_filters.CharFilter(label="Place", max_length=200, help_text="As its event names it.")
    source = PickFilter(
        rows=Source, field_name="source_links__source", label="Source", help_text="Where a claim of it comes from."
    )
    period_from = EdtfFilter(method="from_day", label="Event began from")
    period_until = EdtfFilter(method="until_day", label="Event began until")
    gap_from = FigureFilter(method="from_gap", label="Gap from", help_text="In the question’s own unit, or days.")
    gap_to = FigureFilter(method="to_gap", label="Gap up to")
    sort = SortKept(max_length=20)

    class Meta:
        form = ConflictFilterForm

    @cached_property
    def given(self) -> dict[str, Any]:
        """What was typed and could be read."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    @property
    def sorts(self) -> tuple[Sort, ...]:
        """A range brings its own sort: any other would have to sort all that the range holds."""
        if "gap_from" in self.given or "gap_to" in self.given:
            return (WIDEST, NARROWEST)
        if "period_from" in self.given or "period_until" in self.given:
            return (LATEST, EARLIEST)
        return ALL_SORTS

    @property
    def sorting(self) -> Sort:
        return sort_of(self.given, self.sorts)

    def filter_queryset(self, queryset: QuerySet[Conflict]) -> QuerySet[Conflict]:
        found = super().filter_queryset(queryset)
        # Rank 0 is what is dissolved.
        return found if "state" in self.given else found.filter(rank__gte=1)

    def from_day(self, rows: QuerySet[Conflict], name: str, value: Span) -> QuerySet[Conflict]:
        return rows.filter(sort_day__gte=value.first.toordinal())

    def until_day(self, rows: QuerySet[Conflict], name: str, value: Span) -> QuerySet[Conflict]:
        # 0 stands for no day known.
        return rows.filter(sort_day__gte=1, sort_day__lte=value.last.toordinal())

    def from_gap(self, rows: QuerySet[Conflict], name: str, value: int) -> QuerySet[Conflict]:
        return rows.filter(gap__gte=value)

    def to_gap(self, rows: QuerySet[Conflict], name: str, value: int) -> QuerySet[Conflict]:
        # 0 stands for no distance: options have none.
        return rows.filter(gap__gte=1, gap__lte=value)
