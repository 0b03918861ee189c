"""Where the stored projections are not what they ought to be: rows of some questions → the core → the differences.

Read by actions.projections, which writes them. It is the hottest path of the house: a rebuild brings a
million claims through it, so rows are plain tuples and every query reads a whole chunk.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations
from typing import NamedTuple, TypeVar

from django.db.models import Q, QuerySet

from claims.domain.answers import (
    Answer,
    Bound,
    DateSpan,
    Interval,
    Option,
    Quantity,
    Stated,
)
from claims.domain.comparison import Weighed, camps, cannot_all_be_true
from claims.domain.findings import (
    Decision,
    FindingKind,
    State,
    Verdict,
    clashes_of,
    judge,
    leading,
    outermost,
    rank,
    severity,
    state_of,
    status_of,
)
from claims.domain.origins import ClaimLineage, DocumentLineage, Roots, roots_of
from claims.domain.scope import Scope, agreement_key
from claims.domain.sheet_rules import Asks
from claims.domain.statement import (
    Evidence,
    Statement,
    Terms,
    fingerprint,
    why_not_counting,
)
from claims.domain.units import UNITS, Unit
from claims.models import (
    Claim,
    ClaimAsserter,
    ClaimLean,
    ClaimRoot,
    Conflict,
    ConflictSource,
    Document,
    DocumentRepeats,
    Question,
    Review,
    Settlement,
)
from claims.models.claim import ReviewState, StanceChoice
from claims.reports.evidence_rows import (
    NOT_PROJECTED,
    ClaimRow,
    Projected,
    ProjectedConflict,
    QuestionRow,
    Unwritten,
)

S = TypeVar("S")
T = TypeVar("T")


@dataclass
class Differing:
    """Where a chunk is not as it ought to be: (stored, expected). What is as it ought to be is not kept."""

    claims: dict[int, tuple[Projected, Projected]] = field(default_factory=dict)
    """By claim."""
    roots: dict[int, tuple[frozenset[int], frozenset[int]]] = field(default_factory=dict)
    """By claim."""
    evidence: dict[int, tuple[str, str]] = field(default_factory=dict)
    """By question."""
    conflicts: dict[int, tuple[ProjectedConflict | None, ProjectedConflict]] = field(default_factory=dict)
    """By question; of those that conflict or once did."""
    conflict_sources: dict[int, tuple[frozenset[int], frozenset[int]]] = field(default_factory=dict)
    """By question."""

    def add(self, other: "Differing") -> None:
        """What differs elsewhere."""
        for name, rows in vars(other).items():
            getattr(self, name).update(rows)

    def apart(self, claims: Collection[int], questions: Collection[int]) -> tuple["Differing", "Differing"]:
        """What differs in the rows of these claims and questions themselves; and all else, conflicts included."""
        own = {"claims": claims, "roots": claims, "evidence": questions}
        those = {name: {pk: pair for pk, pair in vars(self)[name].items() if pk in of} for name, of in own.items()}
        others = {
            name: {pk: pair for pk, pair in rows.items() if pk not in own.get(name, ())}
            for name, rows in vars(self).items()
        }
        return Differing(**those), Differing(**others)

    def forget(self, claims: Iterable[int], questions: Iterable[int]) -> None:
        """What differs in these claims and questions, and in the questions' conflicts."""
        for name, rows in vars(self).items():
            for pk in rows.keys() & set(claims if name in ("claims", "roots") else questions):
                del rows[pk]


def _compare(differing: dict[int, tuple[S, T]], pk: int, stored: S, expected: T) -> None:
    if stored != expected:
        differing[pk] = (stored, expected)


@dataclass(frozen=True)
class Selection:
    """Which claims to look at: those of some questions, or some that answer no question. One of the two is None."""

    questions: Q | None
    loose: Q | None = None

    @classmethod
    def of_questions(cls, questions: Collection[int]) -> "Selection":
        return cls(Q(id__in=sorted(questions)))

    @classmethod
    def of_loose(cls, claims: Collection[int]) -> "Selection":
        """Claims of these that answer no question."""
        return cls(None, Q(question__isnull=True, id__in=sorted(claims)))

    @classmethod
    def questions_between(cls, first: int, last: int) -> "Selection":
        return cls(Q(id__gte=first, id__lte=last))

    @classmethod
    def loose_between(cls, first: int, last: int) -> "Selection":
        return cls(None, Q(question__isnull=True, id__gte=first, id__lte=last))

    def claims(self, path: str = "") -> Q:
        """The condition on claims, or on rows that reach a claim by the path ("claim__")."""
        if self.questions is not None:
            return along(self.questions, f"{path}question__")
        assert self.loose is not None
        return along(self.loose, path)


def along(condition: Q, path: str) -> Q:
    """The same flat condition (names and values, nothing nested) on rows that reach these by the path."""
    pairs = (pair for pair in condition.children if isinstance(pair, tuple))
    return Q(*((f"{path}{name}", value) for name, value in pairs))


_CLAIM_COLUMNS = (*ClaimRow._fields, *Projected._fields)
_WIDTH = len(ClaimRow._fields)
_NOTHING = Unwritten()


def differing(
    selection: Selection, margin: int, *, without: Collection[int] = (), besides: Unwritten = _NOTHING
) -> Differing:
    """Where what is stored for these questions and claims is not what the evidence as it stands comes to. A fixed
    number of queries, and three more for each link of the longest chain outside the selection.

    without: claims that are left aside, to tell how the others stand among themselves. besides: what belongs to the
    selection and is not written yet; its claims differ from such as have nothing projected.
    """
    result = Differing()
    rows, stored = _claims(selection)
    rows = [row for row in rows if row.id not in without] if without else rows
    rows += besides.rows()
    roots = _roots(selection, rows, besides)
    reviews = _latest_reviews(selection)
    stored_roots = _grouped(ClaimRoot.objects.filter(selection.claims("claim__")), "claim_id", "source_id")
    for row in rows:
        _compare(result.roots, row.id, frozenset(stored_roots.get(row.id, ())), roots[row.id].named)
    by_question: dict[int | None, list[ClaimRow]] = defaultdict(list)
    for row in rows:
        by_question[row.question_id].append(row)
    for row in by_question.get(None, []):
        _project_loose(result, row, roots[row.id], reviews, stored.get(row.id, NOT_PROJECTED))
    if selection.questions is None:
        return result
    conflicts = _StoredConflicts(selection.questions)
    questions = Question.objects.filter(selection.questions).values_list(*QuestionRow._fields)
    for question in (*map(QuestionRow._make, questions), *besides.questions.values()):
        group = by_question.get(question.id, [])
        _project_question(result, question, group, roots, reviews, stored, conflicts, margin)
    return result


def _claims(selection: Selection) -> tuple[list[ClaimRow], dict[int, Projected]]:
    rows, stored = [], {}
    claims = Claim.objects.filter(selection.claims()).order_by("question_id", "id")
    for values in claims.values_list(*_CLAIM_COLUMNS).iterator(chunk_size=5000):
        row = ClaimRow._make(values[:_WIDTH])
        rows.append(row)
        stored[row.id] = Projected._make(values[_WIDTH:])
    return rows, stored


def _grouped(rows: QuerySet, key: str, value: str) -> dict[int, list[int]]:  # type: ignore[type-arg]
    grouped: dict[int, list[int]] = {}
    for group, item in rows.values_list(key, value):
        grouped.setdefault(group, []).append(item)
    return grouped


# --- roots -----------------------------------------------------------------------------------------------------------


def _roots(selection: Selection, rows: Iterable[ClaimRow], besides: Unwritten = _NOTHING) -> dict[int, Roots]:
    """The roots of each claim; claims and documents that they reach outside the selection are read level by level."""
    lineages = _lineages(rows, selection.claims("claim__"), besides)
    own = list(lineages)
    waiting = {c for lineage in lineages.values() for c in lineage.leans_on_claims} - lineages.keys()
    while waiting:
        farther = Claim.objects.filter(id__in=waiting).values_list(*ClaimRow._fields)
        found = _lineages(map(ClaimRow._make, farther), Q(claim__in=waiting), besides)
        lineages |= found
        waiting = {c for lineage in found.values() for c in lineage.leans_on_claims} - lineages.keys()
    documents = _document_lineages({lineage.document for lineage in lineages.values()}, besides.documents)
    return {claim: roots_of(claim, lineages, documents) for claim in own}


def _lineages(rows: Iterable[ClaimRow], of_claims: Q, besides: Unwritten) -> dict[int, ClaimLineage]:
    asserters = _grouped(ClaimAsserter.objects.filter(of_claims), "claim_id", "source_id")
    on_sources: dict[int, list[int]] = {}
    on_claims: dict[int, list[int]] = {}
    leans = ClaimLean.objects.filter(of_claims).values_list("claim_id", "on_source_id", "on_claim_id")
    for claim, source, other in leans:
        if source is not None:
            on_sources.setdefault(claim, []).append(source)
        else:
            on_claims.setdefault(claim, []).append(other)
    return {
        row.id: ClaimLineage(
            row.document_id,
            tuple(asserters.get(row.id) or besides.asserters.get(row.id) or ()),
            row.others_unnamed,
            tuple(on_sources.get(row.id, ())),
            tuple(on_claims.get(row.id, ())),
        )
        for row in rows
    }


def _document_lineages(wanted: set[int], unwritten: Mapping[int, DocumentLineage]) -> dict[int, DocumentLineage]:
    lineages = dict(unwritten)
    wanted = wanted - lineages.keys()
    while wanted:
        repeats = _grouped(DocumentRepeats.objects.filter(document__in=wanted), "document_id", "repeats_id")
        for pk, publisher in Document.objects.filter(id__in=wanted).values_list("id", "publisher_id"):
            lineages[pk] = DocumentLineage(publisher, tuple(repeats.get(pk, ())))
        wanted = {d for repeated in repeats.values() for d in repeated} - lineages.keys()
    return lineages


def _latest_reviews(selection: Selection) -> dict[int, list[tuple[Verdict, str]]]:
    """By claim, oldest first: verdict and the evidence it saw."""
    reviews: dict[int, list[tuple[Verdict, str]]] = {}
    rows = Review.objects.filter(selection.claims("claim__")).order_by("id")
    for claim, verdict, evidence in rows.values_list("claim_id", "verdict", "evidence"):
        reviews.setdefault(claim, []).append((Verdict(verdict), evidence))
    return reviews


# --- one question ----------------------------------------------------------------------------------------------------


def _answer(row: ClaimRow, kind: str, unit: Unit | None) -> Answer | None:
    if row.option__code_low is not None and row.option__code_high is not None:
        return Option("", row.option__code_low, row.option__code_high)
    if not row.bound or row.stated_low is None or row.stated_high is None:
        return None
    stated = Stated(Bound(row.bound), row.stated_low, row.stated_high, row.approximate)
    if unit is not None:
        return Quantity(unit, stated)
    return DateSpan(row.edtf, stated) if kind == "date" else None


class _Read(NamedTuple):
    """A claim with what was made of it."""

    row: ClaimRow
    scope: Scope
    answer: Answer | None
    interval: Interval | None
    counts: bool


def _read(row: ClaimRow, kind: str, unit: Unit | None, margin: int) -> _Read:
    answer = _answer(row, kind, unit)
    counts = not why_not_counting(
        withdrawn=row.withdrawn_at is not None,
        replaced=row.replaced_by_id is not None,
        denied=row.stance == StanceChoice.DENIES,
        has_question=row.question_id is not None,
        has_answer=answer is not None,
    )
    return _Read(row, row.scope, answer, answer.interval(margin) if answer else None, counts)


def _evidence(read: _Read, roots: Roots) -> Evidence:
    low, high = (read.row.option_id, read.row.option_id) if read.row.option_id else read.interval or (None, None)
    return (read.row.id, read.counts, low, high, read.scope, roots.named, roots.all_known)


def _within(read: Iterable[_Read]) -> Iterator[tuple[int, int]]:
    """Which chosen option lies within which other, by their keys."""
    chosen = {r.row.option_id: r.interval for r in read if r.row.option_id and r.interval}
    for (one, inner), (other, outer) in permutations(chosen.items(), 2):
        if inner.within(outer):
            yield one, other


def _weighed(read: _Read, roots: Roots, bearing: Collection[str]) -> Weighed:
    assert read.interval is not None
    return Weighed(
        read.interval.low,
        read.interval.high,
        read.row.stated_low,
        read.row.stated_high,
        read.row.approximate,
        agreement_key(read.scope, bearing),
        roots.named,
        roots.all_known,
    )


def _project_question(
    result: Differing,
    question: QuestionRow,
    group: list[ClaimRow],
    roots: dict[int, Roots],
    reviews: dict[int, list[tuple[Verdict, str]]],
    stored: dict[int, Projected],
    conflicts: "_StoredConflicts",
    margin: int,
) -> None:
    unit = UNITS.get(question.unit)
    read = [_read(row, question.kind, unit, margin) for row in group]
    counting = [r for r in read if r.counts]
    weighed = [_weighed(r, roots[r.row.id], question.bears_on) for r in counting]
    findings = dict(zip((r.row.id for r in counting), judge(weighed), strict=True))
    evidence = fingerprint(
        (_evidence(r, roots[r.row.id]) for r in read), bearing=question.bears_on, within=_within(read)
    )
    _compare(result.evidence, question.id, question.evidence, evidence)
    present = cannot_all_be_true(weighed)
    for r in read:
        finding = findings.get(r.row.id, FindingKind.NONE)
        projected = _projected(
            r, question, roots[r.row.id], finding, reviews.get(r.row.id, ()), evidence, present and r.counts
        )
        _compare(result.claims, r.row.id, stored.get(r.row.id, NOT_PROJECTED), projected)
    if present or question.id in conflicts.stored:
        facts = _conflict_facts(question, counting, weighed, roots, margin) if present else None
        _project_conflict(result, question, evidence, facts, conflicts)


def _projected(
    read: _Read,
    question: QuestionRow,
    roots: Roots,
    finding: FindingKind,
    reviews: Collection[tuple[Verdict, str]],
    evidence: str,
    in_conflict: bool,
) -> Projected:
    low, high = read.interval or (None, None)
    is_number = isinstance(read.answer, Quantity)
    return Projected(
        low=low,
        high=high,
        cmp_low=low if read.counts else None,
        cmp_high=high if read.counts else None,
        counts=read.counts,
        roots_known=roots.all_known,
        finding=finding.value,
        status=status_of([verdict for verdict, _ in reviews]).value,
        review_state=_review_state(read.row, reviews, evidence),
        in_conflict=in_conflict,
        event_id=question.event_id,
        measure=question.measure,
        sort_day=question.event__sort_day or 0,
        sort_figure=read.row.stated_low if is_number and read.row.stated_low is not None else -1,
    )


def _review_state(row: ClaimRow, reviews: Collection[tuple[Verdict, str]], evidence: str) -> str:
    if row.withdrawn_at is not None:
        return ReviewState.WITHDRAWN.value
    if not reviews:
        return ReviewState.UNREVIEWED.value
    *_, (_, seen) = reviews
    return ReviewState.REVIEWED.value if seen == evidence else ReviewState.OUTDATED.value


_NO_QUESTION = QuestionRow(0, "", "", "", [], "", None, None, None)


def loose_evidence(row: ClaimRow, roots: Roots) -> str:
    """The evidence about a claim that answers no question: its own words and roots."""
    return fingerprint([_evidence(_read(row, "", None, 0), roots)])


def _project_loose(
    result: Differing,
    row: ClaimRow,
    roots: Roots,
    reviews: dict[int, list[tuple[Verdict, str]]],
    stored: Projected,
) -> None:
    read = _read(row, "", None, 0)
    evidence = loose_evidence(row, roots)
    projected = _projected(read, _NO_QUESTION, roots, FindingKind.NONE, reviews.get(row.id, ()), evidence, False)
    _compare(result.claims, row.id, stored, projected)


# --- conflicts -------------------------------------------------------------------------------------------------------


class _Facts(NamedTuple):
    scope: str
    gap: int
    severity: int
    camp_count: int
    claim_count: int
    sources: frozenset[int]


def _conflict_facts(
    question: QuestionRow, counting: list[_Read], weighed: list[Weighed], roots: dict[int, Roots], margin: int
) -> _Facts:
    terms = Terms(frozenset(question.bears_on), {}, margin)
    statements = [
        Statement(r.row.id, "", r.row.document_id, r.answer, r.scope, roots[r.row.id], terms) for r in counting
    ]
    clashes = clashes_of(outermost(statements))
    widest = max(clashes, key=lambda c: c.gap)
    return _Facts(
        scope=leading(clashes).scope_relation.value,
        gap=0 if question.kind == "category" else widest.gap,
        severity=severity(widest),
        camp_count=len(camps(weighed)),
        claim_count=len(counting),
        sources=frozenset().union(*(roots[r.row.id].named for r in counting)),
    )


class _StoredConflicts:
    """The conflicts already on record for the selection: their columns, sources and latest settlement."""

    def __init__(self, questions: Q) -> None:
        of_question = along(questions, "question__")
        columns = ("question_id", *ProjectedConflict._fields)
        self.stored = {
            question: ProjectedConflict._make(values)
            for question, *values in Conflict.objects.filter(of_question).values_list(*columns)
        }
        through = along(questions, "conflict__question__")
        self.sources = _grouped(ConflictSource.objects.filter(through), "conflict__question_id", "source_id")
        settlements = Settlement.objects.filter(through).order_by("id")
        self.settlements = {
            question: (Decision(decision), cause, seen)
            for question, decision, cause, seen in settlements.values_list(
                "conflict__question_id", "decision", "cause", "evidence"
            )
        }


def _project_conflict(
    result: Differing, question: QuestionRow, evidence: str, facts: _Facts | None, conflicts: _StoredConflicts
) -> None:
    decision, cause, seen = conflicts.settlements.get(question.id, (None, "", ""))
    state = state_of(present=facts is not None, decision=decision, evidence_seen=seen, evidence_now=evidence)
    facts = facts or _Facts("", 0, 0, 0, 0, frozenset())
    projected = ProjectedConflict(
        kind=question.kind,
        state=state.value,
        cause=cause if State(state).settled else "",
        scope=facts.scope,
        gap=facts.gap,
        severity=facts.severity,
        rank=rank(state, Asks(question.kind), facts.severity),
        camp_count=facts.camp_count,
        claim_count=facts.claim_count,
        event_id=question.event_id,
        place=question.event__place or "",
        sort_day=question.event__sort_day or 0,
    )
    _compare(result.conflicts, question.id, conflicts.stored.get(question.id), projected)
    sources = frozenset(conflicts.sources.get(question.id, ()))
    _compare(result.conflict_sources, question.id, sources, facts.sources)


# --- the evidence a decision sees ------------------------------------------------------------------------------------


def evidence_about(claims: Collection[Claim]) -> dict[int, str]:
    """The hash of the evidence about each claim as it stands: its question's, or its own where it answers none."""
    by_question = dict(Question.objects.filter(claims__in=[c.pk for c in claims]).values_list("id", "evidence"))
    loose = [c.pk for c in claims if c.question_id is None]
    found = {c.pk: by_question[c.question_id] for c in claims if c.question_id is not None}
    if loose:
        selection = Selection.of_loose(loose)
        rows, _ = _claims(selection)
        roots = _roots(selection, rows)
        found |= {row.id: loose_evidence(row, roots[row.id]) for row in rows}
    return found
