"""What the list of sources is narrowed by."""

import django_filters
from django.db.models import QuerySet

from claims.filters.sorts import SortKept
from claims.filters.title_words import TitleWordsFilter
from claims.models import Source
from claims.models.source import Grade, Interest, SourceKind
from claims.paging import Sort

BY_NAME = Sort("name", "by name", "name", descending=False)
NEWEST = Sort("newest", "added last")
NOT_STATED = "not_stated"
INTERESTS = [(NOT_STATED if code == "" else code, words) for code, words in Interest.choices]


class SourceFilter(django_filters.FilterSet):
    words = TitleWordsFilter("name", "aliases__name", label="Words of a name")
    kind = django_filters.ChoiceFilter(choices=SourceKind, label="Kind", empty_label="any")
    grade = django_filters.ChoiceFilter(choices=Grade, label="Grade", empty_label="any")
    interest = django_filters.ChoiceFilter(
        choices=INTERESTS, method="with_interest", label="Interest", empty_label="any"
    )
    sort = SortKept()

    class Meta:
        model = Source
        fields: list[str] = []

    sorts = (BY_NAME, NEWEST)

    def with_interest(self, rows: QuerySet[Source], name: str, value: str) -> QuerySet[Source]:
        return rows.filter(interest="" if value == NOT_STATED else value)
