"""Parts that exceed their whole, as a question's page tells of them, from either side."""

from dataclasses import dataclass

from django.db.models import Q

from claims.domain.parts import exceeding
from claims.domain.statement import Statement
from claims.models import Claim, Question
from claims.models.question import QuestionKind
from claims.reports.question_page import terms_of
from claims.reports.questions import Link

MOST_PARTS = 20
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
