"""What the list of claims is narrowed by. Each filter alone is served by an index of claims or of their links."""

from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import F, QuerySet

from claims.dates import Span
from claims.domain.search_words import search_words
from claims.filters.dates import EdtfFilter
from claims.filters.figures import FigureFilter
from claims.filters.picking import PickFilter
from claims.filters.sorts import SortKept
from claims.models import Claim, Document, Event, Question, Source
from claims.models.claim import ClaimQuerySet, FindingChoice, ReviewState, VerdictChoice
from claims.models.question import Measure
from claims.paging import Sort

MOST_WORDS = 12
"""Words of a search that are looked up; each costs a look into the index."""

NEWEST = Sort("newest", "recorded last")
OLDEST = Sort("oldest", "recorded first", descending=False)
LATEST_EVENT = Sort("event", "latest event", "sort_day")
EARLIEST_EVENT = Sort("event_first", "earliest event", "sort_day", descending=False)
HIGHEST = Sort("figure", "highest figure", "sort_figure")
LOWEST = Sort("figure_first", "lowest figure", "sort_figure", descending=False)


class ClaimFilterForm(forms.Form):
    """Says which range cannot hold; a field that cannot be read says so itself."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("event_from"), given.get("event_until")
        if first and last and first.first > last.last:
            self.add_error("event_until", "This ends before the date above begins.")
        if given.get("words"):
            self._look_for(search_words(given["words"]))
        low, high = given.get("figure_from"), given.get("figure_to")
        if low is not None and high is not None and low > high:
            self.add_error("figure_to", f"This is below the figure above, {low:,}.")
        return self.cleaned_data

    def _look_for(self, words: list[str]) -> None:
        if not words:
            self.add_error("words", "Give at least one whole word.")
        elif len(words) > MOST_WORDS:
            self.add_error("words", f"These are {len(words)} words; at most {MOST_WORDS} can be looked for at once.")


class ClaimFilter(django_filters.FilterSet):
    words = django_filters.CharFilter(
        method="with_words", label="Words", max_length=200, help_text="Whole words, in any order."
    )
    status = django_filters.ChoiceFilter(choices=VerdictChoice, label="Status", empty_label="any")
    review_state = django_filters.ChoiceFilter(choices=ReviewState, label="Review", empty_label="any")
    finding = django_filters.ChoiceFilter(choices=FindingChoice, label="The evidence suggests", empty_label="any")
    in_conflict = django_filters.ChoiceFilter(
        choices=[("yes", "yes"), ("no", "no")], method="conflicting", label="In conflict", empty_label="any"
    )
    measure = django_filters.ChoiceFilter(choices=Measure, label="Measure", empty_label="any")
    source = PickFilter(rows=Source, method="asserted_by", label="Asserted by")
    root = PickFilter(rows=Source, method="coming_from", label="Comes from")
    document = PickFilter(rows=Document, field_name="document", label="Document")
    event = PickFilter(rows=Event, field_name="event", label="Event")
    question = PickFilter(rows=Question, field_name="question", label="Question")
    event_from = EdtfFilter(method="from_day", label="Event began from")
    event_until = EdtfFilter(method="until_day", label="Event began until")
    figure_from = FigureFilter(method="from_figure", label="Figure from")
    figure_to = FigureFilter(method="to_figure", label="Figure up to")
    sort = SortKept()

    class Meta:
        form = ClaimFilterForm

    @cached_property
    def given(self) -> dict[str, Any]:
        """What was typed and could be read."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    @property
    def sorts(self) -> tuple[Sort, ...]:
        """A range brings its own sort: any other would have to sort all that the range holds."""
        if "event_from" in self.given or "event_until" in self.given:
            return (LATEST_EVENT, EARLIEST_EVENT)
        if "figure_from" in self.given or "figure_to" in self.given:
            return (HIGHEST, LOWEST)
        return (NEWEST, OLDEST, LATEST_EVENT, HIGHEST)

    @property
    def key(self) -> str:
        """The name of the key by which the rows are paged: that of the link table which narrows them most."""
        if "words" in self.given:
            return "key_by_word"
        if "source" in self.given:
            return "key_by_source"
        return "key_by_root" if "root" in self.given else "pk"

    def with_words(self, rows: ClaimQuerySet, name: str, value: str) -> QuerySet[Claim]:
        return rows.with_words(search_words(value))

    def conflicting(self, rows: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        # "= true" would be written as the column alone, for which SQLite knows no index.
        return rows.filter(in_conflict__in=[value == "yes"])

    def asserted_by(self, rows: QuerySet[Claim], name: str, value: Source) -> QuerySet[Claim]:
        return rows.filter(asserter_links__source=value).annotate(key_by_source=F("asserter_links__claim_id"))

    def coming_from(self, rows: QuerySet[Claim], name: str, value: Source) -> QuerySet[Claim]:
        return rows.filter(root_links__source=value).annotate(key_by_root=F("root_links__claim_id"))

    def from_day(self, rows: QuerySet[Claim], name: str, value: Span) -> QuerySet[Claim]:
        return rows.filter(sort_day__gte=value.first.toordinal())

    def until_day(self, rows: QuerySet[Claim], name: str, value: Span) -> QuerySet[Claim]:
        # 0 stands for no day known.
        return rows.filter(sort_day__gte=1, sort_day__lte=value.last.toordinal())

    def from_figure(self, rows: QuerySet[Claim], name: str, value: int) -> QuerySet[Claim]:
        return rows.filter(sort_figure__gte=value)

    def to_figure(self, rows: QuerySet[Claim], name: str, value: int) -> QuerySet[Claim]:
        # -1 stands for no figure.
        return rows.filter(sort_figure__gte=0, sort_figure__lte=value)
