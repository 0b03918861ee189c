"""A span of days in which something may have happened or been published: two fields, and what cannot hold."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from claims.dates import Span


class SpanForm(forms.Form):
    """Says which span cannot hold; a field that cannot be read says so itself."""

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if first and last and first.first > last.last:
            self.add_error("until", "This ends before the date above begins.")
        return self.cleaned_data


def not_before(rows: QuerySet[Any], last_day: str, span: Span) -> QuerySet[Any]:
    """Rows whose last day is not before the span. last_day: the column; null where no date is known."""
    return rows.filter(**{f"{last_day}__gte": span.first})


def not_after(rows: QuerySet[Any], span: Span) -> QuerySet[Any]:
    """Rows whose first day is not after the span: read from the index of sort_day, where 0 is no date known."""
    return rows.filter(sort_day__gte=1, sort_day__lte=span.last.toordinal())
