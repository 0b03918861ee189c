"""Parts that exceed their whole: as a question's page tells of them, from either side, and which ones do at all."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from claims.domain.parts import exceeding
from claims.domain.statement import Statement
from claims.models import Claim, Question
from claims.models.question import QuestionKind
from claims.reports.question_page import terms_of
from claims.reports.questions import Link

MOST_PARTS = 20
SHOWN = 5
"""Parts that are named on the desk and an event's page; the list of questions has them all."""
MOST_CLAIMS = 1_000


@dataclass(frozen=True)
class ExceedingLine:
    """A part that is larger than its whole by what the claims say: both questions, and why."""

    part: Link
    whole: Link
    sentence: str


def exceeding_lines(question: Question, margin: int) -> tuple[ExceedingLine, ...]:
    """The question as a whole beside its parts, and as a part beside its whole. Four queries, two where it is neither.

    Reads part_of (select it).
    """
    if question.kind != QuestionKind.QUANTITY:
        return ()
    parts = list(question.parts.filter(unit=question.unit).order_by("pk")[:MOST_PARTS])
    pairs = [(part, question) for part in parts]
    if question.part_of and question.part_of.unit == question.unit:
        pairs.append((question, question.part_of))
    if not pairs:
        return ()
    claims = _statements({q.pk: q for pair in pairs for q in pair}, margin)
    found = []
    for part, whole in pairs:
        too_many = exceeding(claims.get(part.pk, []), claims.get(whole.pk, []))
        if too_many:
            found.append(ExceedingLine(_link(part), _link(whole), too_many.sentence))
    return tuple(found)


@dataclass(frozen=True)
class TooLarge:
    """The first parts that exceed their wholes. more: there are others."""

    parts: tuple[Link, ...]
    more: bool


def too_large(questions: QuerySet[Question]) -> TooLarge:
    """Which of these exceed their whole. One query, by the projection."""
    rows = list(questions.filter(exceeds_whole=True).order_by("-pk")[: SHOWN + 1])
    return TooLarge(tuple(_link(row) for row in rows[:SHOWN]), len(rows) > SHOWN)


def changed_parts(questions: Collection[int]) -> dict[int, bool]:
    """Of these questions and their parts: those of which it is stored wrongly whether they exceed their whole, and how
    it is. One query, by the rule of domain.parts, said in the columns that claims are compared by.
    """
    rows = _concerned(questions).annotate(
        least=_most("cmp_low", "pk"),
        room=_most("cmp_high", "part_of"),
        open_above=Exists(Claim.objects.filter(question=OuterRef("part_of"), counts=True, cmp_high=None)),
        alike=Q(kind=QuestionKind.QUANTITY, part_of__unit=F("unit")),
    )
    stored = rows.values_list("pk", "exceeds_whole", "least", "room", "open_above", "alike")
    ought = {
        pk: (bool(alike and not open_above and None not in (least, room) and least > room), now)
        for pk, now, least, room, open_above, alike in stored
    }
    return {pk: exceeds for pk, (exceeds, now) in ought.items() if exceeds != now}


def parts_concerned(questions: Collection[int]) -> set[int]:
    """Of these questions and their parts: those of which it may change when claims do. One query."""
    return set(_concerned(questions).values_list("pk", flat=True))


def _concerned(questions: Collection[int]) -> QuerySet[Question]:
    parts = Q(part_of__isnull=False) | Q(exceeds_whole=True)
    return Question.objects.filter(Q(pk__in=questions) & parts | Q(part_of__in=questions)).order_by()


def _most(column: str, question: str) -> Subquery:
    """The largest of a column over the claims of a question."""
    rows = Claim.objects.filter(question=OuterRef(question)).order_by().values("question")
    return Subquery(rows.annotate(most=Max(column)).values("most"))


def _link(question: Question) -> Link:
    return Link(question.text, question.get_absolute_url())


def _statements(questions: dict[int, Question], margin: int) -> dict[int, list[Statement]]:
    """The claims that count, by question."""
    rows = Claim.objects.filter(Q(question__in=questions, counts=True)).for_lines().prefetch_related("root_links")
    found: dict[int, list[Statement]] = {}
    for row in rows.order_by("question", "id")[:MOST_CLAIMS]:
        assert row.question
        found.setdefault(row.question.pk, []).append(row.statement_of(terms_of(questions[row.question.pk], margin)))
    return found
