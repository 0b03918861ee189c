"""What the list of questions is narrowed by."""

import django_filters
from django.db.models import QuerySet

from claims.filters.picking import PickFilter
from claims.filters.sorts import SortKept
from claims.filters.title_words import TitleWordsFilter
from claims.models import Event, Question
from claims.models.question import Measure, QuestionKind
from claims.paging import Sort

NEWEST = Sort("newest", "added last")
OLDEST = Sort("oldest", "added first", descending=False)


class QuestionFilter(django_filters.FilterSet):
    words = TitleWordsFilter("text", label="Words of the question")
    kind = django_filters.ChoiceFilter(choices=QuestionKind, label="Asks for", empty_label="any")
    measure = django_filters.ChoiceFilter(choices=Measure, label="Measure", empty_label="any")
    event = PickFilter(rows=Event, field_name="event", label="Event")
    in_conflict = django_filters.ChoiceFilter(
        choices=[("yes", "yes"), ("no", "no")], method="conflicting", label="In conflict", empty_label="any"
    )
    exceeds_whole = django_filters.ChoiceFilter(
        choices=[("yes", "yes")], method="exceeding", label="Exceeds its whole", empty_label="any"
    )
    sort = SortKept(max_length=20)

    sorts = (NEWEST, OLDEST)

    def exceeding(self, rows: QuerySet[Question], name: str, value: str) -> QuerySet[Question]:
        return rows.filter(exceeds_whole=True)

    def conflicting(self, rows: QuerySet[Question], name: str, value: str) -> QuerySet[Question]:
        # Rank 0 is a conflict that is dissolved.
        present = {"conflict__rank__gte": 1}
        return rows.filter(**present) if value == "yes" else rows.exclude(**present)
