"""How far a deed reaches: the questions and loose claims whose projections may change with it."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from django.db.models import Q, QuerySet

from claims.models import Claim, ClaimLean, DocumentRepeats, LedgerObject, Question


class Reach(NamedTuple):
    """Questions by id, and claims by id that answer no question."""

    questions: set[int]
    loose: set[int]

    def joined(self, other: "Reach") -> "Reach":
        return Reach(self.questions | other.questions, self.loose | other.loose)


AT_ONCE = 2000
"""Keys that a query names: a database takes no more than some ten thousands."""


def in_parts(keys: Iterable[int]) -> Iterator[set[int]]:
    """The keys in their order, so many at once."""
    ordered = sorted(keys)
    return (set(ordered[at : at + AT_ONCE]) for at in range(0, len(ordered), AT_ONCE))


def of_claims(claims: Collection[int]) -> Reach:
    """The questions of these claims and of all that lean on them, claim by claim."""
    seen, waiting = set(claims), set(claims)
    while waiting:
        leaning = ClaimLean.objects.filter(on_claim__in=waiting).values_list("claim_id", flat=True)
        waiting = set(leaning) - seen
        seen |= waiting
    questions: set[int] = set()
    loose: set[int] = set()
    for claim, question in Claim.objects.filter(id__in=seen).values_list("id", "question_id"):
        if question is None:
            loose.add(claim)
        else:
            questions.add(question)
    return Reach(questions, loose)


def of_documents(documents: Collection[int]) -> Reach:
    """The questions of all claims in these documents, in those that repeat them, and of what leans on any of them."""
    seen, waiting = set(documents), set(documents)
    while waiting:
        repeating = DocumentRepeats.objects.filter(repeats__in=waiting).values_list("document_id", flat=True)
        waiting = set(repeating) - seen
        seen |= waiting
    return of_many_claims(Claim.objects.filter(document__in=seen).values_list("id", flat=True))


def of_many_claims(claims: Iterable[int]) -> Reach:
    """The same as of_claims, some at a time."""
    reach = Reach(set(), set())
    for some in in_parts(claims):
        reach = reach.joined(of_claims(some))
    return reach


_OF_LINEAGE = Q(entry__deed="record_repeats") | Q(
    entry__deed="correct_document", entry__payload__contains='"publisher_id":'
)
"""Deeds on a document that its claims' roots may change with."""


def of_entries_after(entry: int) -> Reach:
    """What the deeds reach that the ledger has after this entry, by what each says it concerns. Only those on the
    margin reach farther.
    """
    named = LedgerObject.objects.filter(entry__gt=entry).order_by()

    def of_kind(kind: str) -> QuerySet[LedgerObject, int]:
        return named.filter(kind=kind).values_list("object_id", flat=True)

    about = Question.objects.filter(event__in=of_kind("event")).values_list("id", flat=True)
    by_claims = of_many_claims(set(of_kind("claim")))
    by_documents = of_documents(set(of_kind("document").filter(_OF_LINEAGE)))
    return Reach({*of_kind("question"), *about}, set()).joined(by_claims).joined(by_documents)
