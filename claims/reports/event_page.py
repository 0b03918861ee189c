"""Events as their list shows them, and an event's own page: its questions, the claims on each, its conflicts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from claims.models import Claim, Conflict, Event, Question
from claims.models.conflict import StateChoice
from claims.reports.conflict_list import ConflictLine, conflict_lines
from claims.reports.parts import TooLarge, too_large

MOST_QUESTIONS = 100
MOST_CONFLICTS = 20

CAP = 1000
"""Claims are counted no further."""


@dataclass(frozen=True)
class EventLine:
    """An event in a list. date is EDTF, "" where no source says; conflicts: those not dissolved."""

    title: str
    url: str
    date: str
    place: str
    questions: int
    conflicts: int
    conflicts_url: str


def event_lines(events: Sequence[Event]) -> tuple[EventLine, ...]:
    """Two queries: the numbers of questions and of conflicts."""
    keys = [event.pk for event in events]
    questions = Question.objects.filter(event__in=keys).order_by()
    conflicts = Conflict.objects.filter(event__in=keys).exclude(state=StateChoice.DISSOLVED).order_by()
    asked = dict(questions.values_list("event").annotate(Count("pk")))
    disputed = dict(conflicts.values_list("event").annotate(Count("pk")))
    return tuple(
        EventLine(
            title=event.title,
            url=event.get_absolute_url(),
            date=event.date,
            place=event.place,
            questions=asked.get(event.pk, 0),
            conflicts=disputed.get(event.pk, 0),
            conflicts_url=f"{reverse('conflict_list')}?event={event.pk}",
        )
        for event in events
    )


@dataclass(frozen=True)
class QuestionLine:
    """A question of the event. state: that of its conflict, "" if its claims have never been in one."""

    text: str
    url: str
    kind: str
    claims: int
    claims_url: str
    state: str
    conflict_url: str


@dataclass(frozen=True)
class EventPage:
    """questions_url and conflicts_url: the whole list, where the page shows a part; "" where it shows all."""

    questions: tuple[QuestionLine, ...]
    questions_url: str
    claims: str
    claims_url: str
    conflicts: tuple[ConflictLine, ...]
    conflicts_url: str
    too_large: TooLarge


def event_page(event: Event, margin: int) -> EventPage:
    """A fixed number of queries, however much is asked about it."""
    questions = list(
        Question.objects.filter(event=event).select_related("conflict").order_by("pk")[: MOST_QUESTIONS + 1]
    )
    answering = Claim.objects.filter(question__in=[q.pk for q in questions[:MOST_QUESTIONS]]).order_by()
    counts = dict(answering.values_list("question").annotate(Count("pk")))
    total = len(Claim.objects.filter(event=event).order_by().values_list("pk")[: CAP + 1])
    disputed = Conflict.objects.filter(event=event).exclude(state=StateChoice.DISSOLVED)
    conflicts = list(disputed.select_related("question", "event").order_by("-rank", "-pk")[: MOST_CONFLICTS + 1])
    return EventPage(
        questions=tuple(_question_line(q, counts.get(q.pk, 0)) for q in questions[:MOST_QUESTIONS]),
        questions_url=f"{reverse('question_list')}?event={event.pk}" if len(questions) > MOST_QUESTIONS else "",
        claims=f"{CAP:,}+" if total > CAP else f"{total:,}",
        claims_url=f"{reverse('claim_list')}?event={event.pk}",
        conflicts=conflict_lines(conflicts[:MOST_CONFLICTS], margin),
        conflicts_url=f"{reverse('conflict_list')}?event={event.pk}" if len(conflicts) > MOST_CONFLICTS else "",
        too_large=too_large(Question.objects.filter(event=event)),
    )


def _question_line(question: Question, claims: int) -> QuestionLine:
    conflict = getattr(question, "conflict", None)
    return QuestionLine(
        text=question.text,
        url=question.get_absolute_url(),
        kind=question.get_kind_display(),
        claims=claims,
        claims_url=f"{reverse('claim_list')}?question={question.pk}",
        state=conflict.state if conflict else "",
        conflict_url=conflict.get_absolute_url() if conflict else "",
    )
