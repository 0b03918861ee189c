"""A filter by words of a name or title. All rows are looked through: these nouns are few beside claims."""

import re
from typing import Any

import django_filters
from django.db.models import Q, QuerySet

MOST_WORDS = 8


class TitleWordsFilter(django_filters.CharFilter):
    """Rows of which one of the columns holds all the words, in any case and any order. Yields each row once."""

    def __init__(self, *columns: str, **options: Any) -> None:
        self.columns = columns
        super().__init__(**{"max_length": 200, "label": "Words"} | options)

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        words = (value or "").split()[:MOST_WORDS]
        if not words:
            return rows
        found = Q()
        for column in self.columns:
            held = Q()
            for word in words:
                held &= holds(column, word)
            found |= Q(pk__in=rows.model._default_manager.filter(held).values("pk")) if "__" in column else held
        return rows.filter(found)


def holds(column: str, word: str) -> Q:
    """SQLite compares without case in ASCII alone, by a pattern in all scripts."""
    if word.isascii():
        return Q(**{f"{column}__icontains": word})
    return Q(**{f"{column}__iregex": re.escape(word)})
