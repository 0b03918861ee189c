"""What the projections follow from and what they are, as plain tuples: of rows that are read by the thousand, and of
rows that are not written yet.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from claims.domain.origins import DocumentLineage
from claims.domain.scope import Scope
from claims.models import Claim, Question


class Projected(NamedTuple):
    """The projected columns of a claim, by their names, in the order they are read and compared."""

    low: int | None
    high: int | None
    cmp_low: int | None
    cmp_high: int | None
    counts: bool
    roots_known: bool
    finding: str
    status: str
    review_state: str
    in_conflict: bool
    event_id: int | None
    measure: str
    sort_day: int
    sort_figure: int


class ClaimRow(NamedTuple):
    """What of a claim's row the projections follow from."""

    id: int
    question_id: int | None
    document_id: int
    others_unnamed: bool
    stance: str
    withdrawn_at: object
    replaced_by_id: int | None
    bound: str
    approximate: bool
    stated_low: int | None
    stated_high: int | None
    edtf: str
    option__code_low: int | None
    option__code_high: int | None
    scope_population: str
    scope_place: str
    scope_period: str
    scope_by_whom: str
    scope_as_of: str
    option_id: int | None

    @property
    def scope(self) -> Scope:
        return Scope(*self[14:19])

    @classmethod
    def of(cls, claim: Claim) -> "ClaimRow":
        """Of a claim that may not be saved. Reads option, where one is chosen."""
        values = list(_OWN_COLUMNS(claim))
        option = claim.option if claim.option_id else None
        values[_CODES:_CODES] = [option.code_low, option.code_high] if option else [None, None]
        return cls._make(values)


NOT_PROJECTED = Projected._make(getattr(Claim(), name) for name in Projected._fields)
"""Of a claim that was just written."""
_CODES = ClaimRow._fields.index("option__code_low")
_OWN_COLUMNS = attrgetter(*(name for name in ClaimRow._fields if "__" not in name))


class QuestionRow(NamedTuple):
    id: int
    kind: str
    unit: str
    measure: str
    bears_on: list[str]
    evidence: str
    event_id: int | None
    event__sort_day: int | None
    event__place: str | None

    @classmethod
    def of(cls, question: Question) -> "QuestionRow":
        """Reads event."""
        columns = (getattr(question, name) for name in cls._fields[:-2])
        event = question.event
        return cls._make((*columns, event.sort_day if event else None, event.place if event else None))


class ProjectedConflict(NamedTuple):
    """The columns of a conflict that follow from the evidence and the settlements."""

    kind: str
    state: str
    cause: str
    scope: str
    gap: int
    severity: int
    rank: int
    camp_count: int
    claim_count: int
    event_id: int | None
    place: str
    sort_day: int


@dataclass
class Unwritten:
    """Questions and claims that are about to be written, by keys that are theirs already. No claim leans on any of
    them yet, nor they on any. documents: those that are not written either, and repeat none.
    """

    documents: dict[int, DocumentLineage] = field(default_factory=dict)
    questions: dict[int, QuestionRow] = field(default_factory=dict)
    claims: dict[int | None, list[ClaimRow]] = field(default_factory=dict)
    """By question; under None those that answer none."""
    asserters: dict[int, list[int]] = field(default_factory=dict)
    """By claim: sources."""

    def add_question(self, question: Question) -> None:
        self.questions[question.pk] = QuestionRow.of(question)

    def add_claim(self, claim: Claim, asserters: Collection[int]) -> None:
        self.claims.setdefault(claim.question_id, []).append(ClaimRow.of(claim))
        if asserters:
            self.asserters[claim.pk] = list(asserters)

    def of_questions(self, wanted: Collection[int]) -> "Unwritten":
        questions = {pk: self.questions[pk] for pk in wanted if pk in self.questions}
        claims: dict[int | None, list[ClaimRow]] = {pk: self.claims[pk] for pk in wanted if pk in self.claims}
        return Unwritten(self.documents, questions, claims, self.asserters)

    def of_loose(self, first: int, most: int) -> "Unwritten":
        """So many of those that answer no question, from this one on."""
        return Unwritten(self.documents, {}, {None: self.claims[None][first : first + most]}, self.asserters)

    def rows(self) -> list[ClaimRow]:
        return [row for rows in self.claims.values() for row in rows]
