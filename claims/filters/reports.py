"""What the list of reports is narrowed by."""

import django_filters
from django import forms

from claims.filters.sorts import SortKept
from claims.filters.title_words import TitleWordsFilter
from claims.models import Report
from claims.paging import Sort

NEWEST = Sort("newest", "composed last")


class ReportFilter(django_filters.FilterSet):
    words = TitleWordsFilter("title", label="Words of the title")
    sort = SortKept()
    sorts = (NEWEST,)

    class Meta:
        model = Report
        fields: list[str] = []
        form = forms.Form
