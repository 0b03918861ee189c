"""What the list of events is narrowed by."""

import django_filters
from django.db.models import QuerySet

from claims.dates import Span
from claims.filters.dates import EdtfFilter
from claims.filters.days import SpanForm, not_after, not_before
from claims.filters.sorts import SortKept
from claims.filters.title_words import TitleWordsFilter
from claims.models import Event
from claims.paging import Sort

LATEST = Sort("date", "latest", "sort_day")
EARLIEST = Sort("date_first", "earliest", "sort_day", descending=False)
NEWEST = Sort("newest", "added last")


class EventFilter(django_filters.FilterSet):
    words = TitleWordsFilter("title", label="Words of the title")
    place = TitleWordsFilter("place", label="Place")
    since = EdtfFilter(method="from_day", label="Happened from")
    until = EdtfFilter(method="until_day", label="Happened until")
    sort = SortKept()

    class Meta:
        model = Event
        fields: list[str] = []
        form = SpanForm

    @property
    def sorts(self) -> tuple[Sort, ...]:
        """A span of days brings its own sort: any other would have to sort all that it holds."""
        self.form.is_valid()
        if self.form.cleaned_data.get("since") or self.form.cleaned_data.get("until"):
            return LATEST, EARLIEST
        return LATEST, EARLIEST, NEWEST

    def from_day(self, rows: QuerySet[Event], name: str, value: Span) -> QuerySet[Event]:
        return not_before(rows, "latest", value)

    def until_day(self, rows: QuerySet[Event], name: str, value: Span) -> QuerySet[Event]:
        return not_after(rows, value)
