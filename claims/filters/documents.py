"""What the list of documents is narrowed by."""

import django_filters
from django.db.models import QuerySet

from claims.dates import Span
from claims.filters.dates import EdtfFilter
from claims.filters.days import SpanForm, not_after, not_before
from claims.filters.picking import PickFilter
from claims.filters.sorts import SortKept
from claims.filters.title_words import TitleWordsFilter
from claims.models import Document, Source
from claims.models.source import Grade
from claims.paging import Sort

NEWEST = Sort("newest", "added last")
OLDEST = Sort("oldest", "added first", descending=False)
LATEST = Sort("published", "latest published", "sort_day")
EARLIEST = Sort("published_first", "earliest published", "sort_day", descending=False)


class DocumentFilter(django_filters.FilterSet):
    words = TitleWordsFilter("title", label="Words of the title")
    publisher = PickFilter(rows=Source, field_name="publisher", label="Publisher")
    named = django_filters.ChoiceFilter(
        choices=[("known", "named in the text"), ("unknown", "not named in the text")],
        method="publisher_named",
        label="Publisher is",
        empty_label="any",
    )
    grade = django_filters.ChoiceFilter(choices=Grade, label="Grade", empty_label="any")
    language = django_filters.CharFilter(lookup_expr="exact", max_length=35, label="Language")
    since = EdtfFilter(method="from_day", label="Published from")
    until = EdtfFilter(method="until_day", label="Published until")
    sort = SortKept()

    class Meta:
        model = Document
        fields: list[str] = []
        form = SpanForm

    @property
    def sorts(self) -> tuple[Sort, ...]:
        """A span of days brings its own sort: any other would have to sort all that it holds."""
        self.form.is_valid()
        if self.form.cleaned_data.get("since") or self.form.cleaned_data.get("until"):
            return LATEST, EARLIEST
        return NEWEST, OLDEST, LATEST, EARLIEST

    def publisher_named(self, rows: QuerySet[Document], name: str, value: str) -> QuerySet[Document]:
        return rows.filter(publisher__isnull=value == "unknown")

    def from_day(self, rows: QuerySet[Document], name: str, value: Span) -> QuerySet[Document]:
        return not_before(rows, "published_to", value)

    def until_day(self, rows: QuerySet[Document], name: str, value: Span) -> QuerySet[Document]:
        return not_after(rows, value)
