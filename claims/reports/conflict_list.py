"""Conflicts as lines of the report: the question, two sides in short, how far apart, and how they stand.

One conflict in full is in conflict_page.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from claims.domain.answers import Option
from claims.domain.comparison import camps
from claims.domain.findings import Clash, clashes_of, leading, outermost, severity
from claims.domain.statement import Statement, Terms
from claims.domain.wording import says
from claims.models import Claim, Conflict, Question, Tally
from claims.models.conflict import ScopeChoice, StateChoice
from claims.models.question import QuestionKind
from claims.reports.confidential import that_may_leave
from claims.reports.question_page import terms_of, with_roots

WEIGHED_EACH = 40
"""Claims of one conflict among which the list looks for the pair it shows; its page looks at more."""


@dataclass(frozen=True)
class Side:
    """`HRW` says `about 300 (270–330)`."""

    who: str
    says: str


@dataclass(frozen=True)
class ConflictLine:
    """One conflict in a line. sides is empty when it is dissolved, share (the gap as a share) where there is none.

    apart: how far the two sides are; gap: how far the outermost claims are, which may be others.
    """

    pk: int
    url: str
    question: str
    event: str
    event_url: str
    place: str
    kind: str
    sides: tuple[Side, ...]
    sentence: str
    gap: int
    gap_words: str
    apart: str
    share: str
    severity: int
    scope: str
    scope_words: str
    state: str
    cause: str
    badges: tuple[str, ...]
    camps: int
    claims: int


@dataclass(frozen=True)
class _Found:
    """What the claims looked at come to: the pair that speaks for them, and the columns a conflict keeps of it."""

    pair: Clash | None
    scope: str
    gap: int
    severity: int
    camps: int
    claims: int


def conflict_lines(conflicts: Sequence[Conflict], margin: int) -> tuple[ConflictLine, ...]:
    """Lines for these conflicts (loaded with question and event), in their order. Seven queries for any number."""
    terms = _terms(conflicts, margin)
    rows = _with_all_read(Claim.objects.filter(pk__in=_weighed(terms))).order_by("pk")
    found = {question: clashes_of(claims) for question, claims in _statements(rows, terms).items()}
    return tuple(_line(c, _as_kept(c, found.get(c.question_id, ()))) for c in conflicts)


def lines_that_may_leave(conflicts: Sequence[Conflict], margin: int) -> tuple[ConflictLine, ...]:
    """The same for an export, computed from the claims behind which nothing is confidential. What they alone do not
    make a conflict is left out.
    """
    terms = _terms(conflicts, margin)
    rows = _with_all_read(Claim.objects.filter(question__in=list(terms), counts=True))
    statements = _statements(that_may_leave(rows.order_by("pk")), terms)
    lines = (line_among(conflict, statements.get(conflict.question_id, ())) for conflict in conflicts)
    return tuple(line for line in lines if line)


def line_among(conflict: Conflict, counting: Sequence[Statement]) -> ConflictLine | None:
    """The conflict as these claims, which count, make it; None where they make none. What is dissolved is as kept."""
    facts = _as_kept(conflict, ()) if _dissolved(conflict) else _computed(counting)
    return _line(conflict, facts) if facts else None


def _as_kept(conflict: Conflict, clashes: Sequence[Clash]) -> _Found:
    return _Found(
        leading(clashes) if clashes else None,
        conflict.scope,
        conflict.gap,
        conflict.severity,
        conflict.camp_count,
        conflict.claim_count,
    )


def _computed(claims: Sequence[Statement]) -> _Found | None:
    clashes = clashes_of(outermost(claims))
    if not clashes:
        return None
    pair, widest = leading(clashes), max(clashes, key=lambda c: c.gap)
    gap = 0 if isinstance(pair.first.answer, Option) else widest.gap
    count = len(camps([s.weighed for s in claims]))
    return _Found(pair, pair.scope_relation.value, gap, severity(widest), count, len(claims))


def _dissolved(conflict: Conflict) -> bool:
    return conflict.state == StateChoice.DISSOLVED


def badges_of(pair: Clash) -> tuple[str, ...]:
    """What is worth knowing of a pair at a glance."""
    found = []
    if pair.same_document:
        found.append("same document")
    if pair.same_origin:
        found.append("same origin")
    if pair.margin_to_meet is not None:
        found.append(f"would meet at ±{pair.margin_to_meet} %")
    return tuple(found)


def gap_words(question: Question, gap: int) -> str:
    """`75 people`, `214 days`; options have no distance."""
    if question.kind == QuestionKind.CATEGORY or not gap:
        return ""
    if question.unit_counted is None:
        return f"{gap:,} day{'' if gap == 1 else 's'}"
    return question.unit_counted.count(gap)


def share_words(question: Question, gap: int, severity: int) -> str:
    """The gap of numbers as a share of the higher side's nearer end: `19 %`."""
    if question.kind != QuestionKind.QUANTITY or not gap:
        return ""
    return f"{(severity + 5) // 10} %" if severity >= 5 else "under 1 %"


def _line(conflict: Conflict, facts: _Found) -> ConflictLine:
    event, question, pair = conflict.event, conflict.question, facts.pair
    return ConflictLine(
        pk=conflict.pk,
        url=conflict.get_absolute_url(),
        question=question.text,
        event=event.title if event else "",
        event_url=event.get_absolute_url() if event else "",
        place=conflict.place,
        kind=conflict.get_kind_display(),
        sides=tuple(_side(s) for s in (pair.first, pair.second)) if pair else (),
        sentence=pair.sentence if pair else "",
        gap=facts.gap,
        gap_words=gap_words(question, facts.gap),
        apart=gap_words(question, pair.gap if pair else facts.gap),
        share=share_words(question, facts.gap, facts.severity),
        severity=facts.severity,
        scope=facts.scope,
        scope_words=_scope_words(facts),
        state=conflict.state,
        cause=conflict.get_cause_display() if conflict.cause else "",
        badges=badges_of(pair) if pair else (),
        camps=facts.camps,
        claims=facts.claims,
    )


def _scope_words(facts: _Found) -> str:
    if facts.pair and not facts.pair.scope:
        return "none bears on it"
    return str(ScopeChoice(facts.scope).label) if facts.scope else ""


def _side(claim: Statement) -> Side:
    return Side(claim.who, says(claim.answer, claim.terms.margin) if claim.answer else "")


def _terms(conflicts: Sequence[Conflict], margin: int) -> dict[int, Terms]:
    """By question, of the conflicts that are there."""
    return {c.question_id: terms_of(c.question, margin) for c in conflicts if not _dissolved(c)}


def _statements(rows: Iterable[Claim], terms: Mapping[int, Terms]) -> dict[int, list[Statement]]:
    statements: dict[int, list[Statement]] = defaultdict(list)
    for row in rows:
        assert row.question_id is not None
        statements[row.question_id].append(row.statement_of(terms[row.question_id]))
    return statements


def _with_all_read(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """With all that a statement reads. Documents and questions are not joined: to join them to some hundred claims
    PostgreSQL reads every one there is.
    """
    joined = with_roots(claims).select_related(None).select_related("option")
    return joined.prefetch_related("document__publisher", "question")


def _weighed(questions: Iterable[int]) -> list[int]:
    """The claims to look at: of each question those that count, the first 40 and the outermost two."""
    counting = Claim.objects.filter(question__in=list(questions), counts=True)
    of_question = [F("question")]
    numbered = counting.annotate(
        nth=Window(RowNumber(), of_question, F("pk").asc()),
        from_above=Window(RowNumber(), of_question, F("cmp_low").desc(nulls_last=True)),
        from_below=Window(RowNumber(), of_question, F("cmp_high").asc(nulls_last=True)),
    )
    wanted = Q(nth__lte=WEIGHED_EACH) | Q(from_above=1) | Q(from_below=1)
    return list(numbered.filter(wanted).values_list("pk", flat=True))


# --- totals ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StateTotal:
    """How many conflicts stand so, and the list of them."""

    state: str
    count: int
    url: str


def state_totals() -> tuple[StateTotal, ...]:
    """Totals of the whole report by state, from the tallies: one query."""
    counts = dict(Tally.objects.filter(name__startswith="conflict:").values_list("name", "count"))
    address = reverse("conflict_list")
    return tuple(
        StateTotal(state.value, counts.get(f"conflict:{state.value}", 0), f"{address}?state={state.value}")
        for state in StateChoice
    )
