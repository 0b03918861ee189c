"""Questions as lines of a list, and what one question asks in plain words. Its claims are in question_page.py."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from claims.domain.scope import Dimension
from claims.models import Claim, Conflict, Option, Question


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class QuestionLine:
    """One question in a line. conflict: the state of its conflict, "" where its claims never conflicted."""

    pk: int
    url: str
    text: str
    kind: str
    measure: str
    unit: str
    event: Link | None
    claims: int
    conflict: str
    conflict_url: str


@dataclass(frozen=True)
class ScopeWords:
    """One dimension: what the question fixes ("" nothing), and whether it bears on the question."""

    label: str
    fixed: str
    bears: bool


@dataclass(frozen=True)
class OptionLine:
    """One option: how deep it lies within others, and how many claims chose it."""

    label: str
    within: str
    claims: int


@dataclass(frozen=True)
class QuestionFacts:
    """What the question asks, in plain words, and what it is tied to."""

    asks_for: str
    measure: str
    unit: str
    point: str
    scope: tuple[ScopeWords, ...]
    options: tuple[OptionLine, ...]
    event: Link | None
    part_of: Link | None
    parts: tuple[Link, ...]
    note: str
    conflict: Link | None
    dissolved: bool


MOST_PARTS = 100


def question_lines(questions: Sequence[Question]) -> tuple[QuestionLine, ...]:
    """Lines for these questions, loaded with their event. Two queries for any number."""
    keys = [q.pk for q in questions]
    counts = dict(
        Claim.objects.filter(question__in=keys)
        .order_by()
        .values("question")
        .annotate(n=Count("pk"))
        .values_list("question", "n")
    )
    conflicts = {c.question_id: c for c in Conflict.objects.filter(question__in=keys)}
    return tuple(_line(q, counts.get(q.pk, 0), conflicts.get(q.pk)) for q in questions)


def _line(question: Question, claims: int, conflict: Conflict | None) -> QuestionLine:
    return QuestionLine(
        pk=question.pk,
        url=question.get_absolute_url(),
        text=question.text,
        kind=question.get_kind_display(),
        measure=question.get_measure_display(),
        unit=question.get_unit_display() if question.unit else "",
        event=_link_to_event(question),
        claims=claims,
        conflict=conflict.state if conflict else "",
        conflict_url=conflict.get_absolute_url() if conflict else "",
    )


def _link_to_event(question: Question) -> Link | None:
    return Link(question.event.title, question.event.get_absolute_url()) if question.event else None


def question_facts(question: Question) -> QuestionFacts:
    """Three queries. The question comes with its event and what it is part of."""
    conflict = Conflict.objects.filter(question=question).first()
    part_of = question.part_of
    return QuestionFacts(
        asks_for=question.get_kind_display(),
        measure=question.get_measure_display(),
        unit=question.get_unit_display() if question.unit else "",
        point=question.get_point_display() if question.point else "",
        scope=tuple(
            ScopeWords(d.words.capitalize(), question.fixed[d.value], d.value in question.bears_on) for d in Dimension
        ),
        options=_options(question),
        event=_link_to_event(question),
        part_of=Link(part_of.text, part_of.get_absolute_url()) if part_of else None,
        parts=tuple(Link(q.text, q.get_absolute_url()) for q in question.parts.order_by("pk")[:MOST_PARTS]),
        note=question.note,
        conflict=Link(conflict.get_state_display(), conflict.get_absolute_url()) if conflict else None,
        dissolved=conflict is not None and conflict.state == "dissolved",
    )


def _options(question: Question) -> tuple[OptionLine, ...]:
    rows = Option.objects.filter(question=question).select_related("parent").annotate(chosen=Count("claims"))
    return tuple(
        OptionLine(o.label, o.parent.label if o.parent else "", o.chosen) for o in rows.order_by("position", "pk")
    )
