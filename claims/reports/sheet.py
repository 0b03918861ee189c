"""Sheets: the questions of an event, each with the figures that one stated rule picks, and the claims behind them.

Made for many events at once, so that a report over them is a sheet each. The rules are the core's (domain.sheet).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from claims.domain.answers import Interval, Option
from claims.domain.findings import Verdict
from claims.domain.parts import exceeding
from claims.domain.sheet import Cell, Considered, Given, Row, covers, row
from claims.domain.sheet_rules import RULES, TEAM_DECISION, Asks, SheetRule
from claims.domain.statement import Statement
from claims.domain.wording import says
from claims.models import Claim, Document, Event, Question
from claims.reports.confidential import confidential
from claims.reports.decisions import DecisionLine, in_force
from claims.reports.lines import ClaimLine, DocumentLink, claim_line, document_link
from claims.reports.question_page import terms_of, with_roots
from claims.reports.questions import Link

MOST_QUESTIONS = 100
"""Questions of one event on its sheet."""
MOST_EACH = 500
"""Claims of one question that a rule looks at. A figure picked from a part of them would be wrong, so none is."""
MOST_CLAIMS = 5_000
"""Claims of one event on its sheet."""
MOST_NAMED = 6
"""Claims that a page names for one figure; the file has the numbers of all."""

Told = tuple[Claim, ClaimLine, Statement]
"""A claim as it is shown, and as the core takes it."""


@dataclass(frozen=True)
class SheetClaim:
    """A claim as the sheet names it. covers: how its scope is not that of the question; why: what leaves it out."""

    line: ClaimLine
    says: str
    covers: str
    why: str = ""


@dataclass(frozen=True)
class SheetGiven:
    """One thing that claims say. interval: the values it allows, None for an option; origins in words."""

    words: str
    interval: Interval | None
    origins: str
    claims: tuple[SheetClaim, ...]

    @property
    def named(self) -> tuple[SheetClaim, ...]:
        return self.claims[:MOST_NAMED]

    @property
    def unnamed(self) -> int:
        return len(self.claims) - len(self.named)


@dataclass(frozen=True)
class SheetCell:
    """A cell with its heading. figures: steps or days; None where it is blank or an option."""

    label: str
    figures: tuple[int, int] | None
    given: tuple[SheetGiven, ...]
    notes: tuple[str, ...]
    blank: str


@dataclass(frozen=True)
class SheetRow:
    """One question. depth: how far it stands beneath the question it is part of, 0 where that is on no sheet beside it.
    options: the answers side by side. beside: claims that were looked at and stand in no cell.
    """

    rule: SheetRule
    pk: int
    question: Link
    sheet_url: str
    asks: Asks
    unit: str
    depth: int
    part_of: Link | None
    cells: tuple[SheetCell, ...]
    options: tuple[SheetGiven, ...]
    beside: tuple[SheetClaim, ...]
    left_out: tuple[SheetClaim, ...]
    notes: tuple[str, ...]
    decision: DecisionLine | None

    @property
    def depth_shown(self) -> int:
        """How far it is indented: a page has no room for more than three."""
        return min(self.depth, 3)


@dataclass(frozen=True)
class SheetDocument:
    """A document behind a sheet, as an outsider needs it to check the claims. claims: their numbers, `#12, #15`."""

    document: DocumentLink
    sha256: str
    claims: str


@dataclass(frozen=True)
class Sheet:
    """An event by one rule. more: it has questions beyond those shown. kept_in: claims that must not leave."""

    rule: SheetRule
    rows: tuple[SheetRow, ...]
    documents: tuple[SheetDocument, ...]
    more: bool
    kept_in: int

    @property
    def heads(self) -> tuple[str, ...]:
        """Of the columns: `Lowest or earliest`, `Best`."""
        labels = ((column.label(Asks.QUANTITY), column.label(Asks.DATE)) for column in self.rule.columns)
        return tuple(" or ".join(dict.fromkeys(both)).capitalize() for both in labels)


def sheet_of(event: Event, rule: SheetRule, margin: int) -> Sheet:
    """The event's sheet, in a fixed number of queries but for the chains that what is confidential is followed by."""
    return sheets_of([event], rule, margin)[event.pk]


def sheets_of(events: Sequence[Event], rule: SheetRule, margin: int, *, leaving: bool = False) -> dict[int, Sheet]:
    """By event. leaving: for an export, made from the claims behind which nothing is confidential."""
    asked, more = questions_of(events)
    found = _read([q for questions in asked.values() for q in questions], margin, leaving)
    return {
        event.pk: Sheet(
            rule=rule,
            rows=tuple(_event_rows(asked.get(event.pk, ()), rule, found)),
            documents=_documents([q.pk for q in asked.get(event.pk, ())], found),
            more=event.pk in more,
            kept_in=sum(len(found.hidden.get(q.pk, ())) for q in asked.get(event.pk, ())),
        )
        for event in events
    }


def rows_that_may_leave(
    questions: Sequence[Question],
    told: Iterable[Told],
    too_many: Mapping[int, str],
    hidden: Mapping[int, Collection[int]],
    rule: SheetRule,
) -> tuple[SheetRow, ...]:
    """The rows of a report, from its claims that may leave. hidden: by question those that must not. One query: the
    decisions.
    """
    return tuple(_event_rows(questions, rule, _found(questions, told, too_many, hidden, leaving=True)))


def rows_of(question: Question, margin: int) -> tuple[tuple[SheetRow, ...], int]:
    """One question by every rule, and how many of its claims must not leave. Reads part_of (select it)."""
    found = _read([question], margin, leaving=False)
    return tuple(_row(question, 0, rule, found) for rule in RULES), len(found.hidden.get(question.pk, ()))


# --- what is read -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Found:
    """By question: its claims as the core takes them, their lines by key, decisions, why it is not laid out, the keys
    of claims that must not leave. leaving: such a claim is in none of the others.

    documents: by claim.
    """

    considered: Mapping[int, Sequence[Considered]]
    lines: Mapping[int, Mapping[int, ClaimLine]]
    decisions: Mapping[int, DecisionLine]
    too_many: Mapping[int, str]
    hidden: Mapping[int, Collection[int]]
    leaving: bool
    documents: Mapping[int, Document]

    def stays_in(self, question: int | None) -> bool:
        """Is it all about claims that must not leave?"""
        return bool(self.leaving and self.hidden.get(question or 0) and not self.considered.get(question or 0))


def questions_of(events: Sequence[Event]) -> tuple[dict[int, list[Question]], set[int]]:
    """The first questions of each event, and the events that have more. One query."""
    number = Window(RowNumber(), partition_by=F("event"), order_by="pk")
    rows = Question.objects.filter(event__in=[e.pk for e in events]).annotate(number=number)
    asked: dict[int, list[Question]] = defaultdict(list)
    more = set()
    for question in rows.filter(number__lte=MOST_QUESTIONS + 1).select_related("part_of", "event").order_by("pk"):
        assert question.event_id is not None
        if question.number > MOST_QUESTIONS:
            more.add(question.event_id)
        else:
            asked[question.event_id].append(question)
    return asked, more


def _read(questions: Sequence[Question], margin: int, leaving: bool) -> _Found:
    looked_at, too_many = to_look_at(questions, leaving=leaving)
    rows = list(with_roots(Claim.objects.filter(question__in=looked_at)).order_by("pk"))
    hidden = by_question(rows, confidential([claim.pk for claim in rows]))
    shown = [row for row in rows if not (leaving and row.pk in hidden.get(row.question_id or 0, ()))]
    return _found(questions, _told(shown, questions, margin), too_many, hidden, leaving)


def _told(rows: Iterable[Claim], questions: Sequence[Question], margin: int) -> Iterator[Told]:
    terms = {question.pk: terms_of(question, margin) for question in questions}
    for claim in rows:
        assert claim.question_id is not None
        yield claim, claim_line(claim, margin), claim.statement_of(terms[claim.question_id])


def by_question(claims: Iterable[Claim], keys: Collection[int]) -> dict[int, set[int]]:
    """These keys by the question that their claims answer."""
    found: dict[int, set[int]] = defaultdict(set)
    for claim in claims:
        if claim.pk in keys and claim.question_id is not None:
            found[claim.question_id].add(claim.pk)
    return found


def to_look_at(questions: Sequence[Question], *, leaving: bool) -> tuple[list[int], dict[int, str]]:
    """The questions whose claims are all looked at, and those with too many, each with the reason. One query.

    leaving: how many there are is not said, for some of them may have to stay in.
    """
    keys = [q.pk for q in questions]
    answering = Claim.objects.filter(question__in=keys).order_by()
    counts = dict(answering.values_list("question").annotate(Count("pk")))
    too_many = dict(_too_many(questions, counts, leaving))
    return [pk for pk in keys if pk not in too_many and counts.get(pk)], too_many


def _found(
    questions: Sequence[Question],
    told: Iterable[Told],
    too_many: Mapping[int, str],
    hidden: Mapping[int, Collection[int]],
    leaving: bool,
) -> _Found:
    considered: dict[int, list[Considered]] = defaultdict(list)
    lines: dict[int, dict[int, ClaimLine]] = defaultdict(dict)
    documents = {}
    for claim, line, statement in told:
        assert claim.question_id is not None
        documents[claim.pk] = claim.document
        lines[claim.question_id][claim.pk] = line
        considered[claim.question_id].append(_considered(claim, statement))
    decisions = in_force([q.pk for q in questions])
    if leaving:
        decisions = dict(_decisions_that_may_leave(decisions, hidden))
    return _Found(considered, lines, decisions, too_many, hidden, leaving, documents)


def _too_many(questions: Sequence[Question], counts: Mapping[int, int], leaving: bool) -> Iterator[tuple[int, str]]:
    """Questions whose claims are not all looked at, each with the reason."""
    read: dict[int | None, int] = defaultdict(int)
    for question in questions:
        count = counts.get(question.pk, 0)
        if count > MOST_EACH:
            many = "too many claims" if leaving else f"{count:,} claims"
            yield question.pk, f"it has {many}, and a sheet looks at {MOST_EACH:,} of one question at most"
        elif read[question.event_id] + count > MOST_CLAIMS:
            yield question.pk, f"the questions before it have {MOST_CLAIMS:,} claims, all that a sheet looks at"
        else:
            read[question.event_id] += count


def _considered(claim: Claim, statement: Statement) -> Considered:
    return Considered(statement, Verdict(claim.status) if claim.reviewed else None, claim.outdated)


def _decisions_that_may_leave(
    decisions: Mapping[int, DecisionLine], hidden: Mapping[int, Collection[int]]
) -> Iterator[tuple[int, DecisionLine]]:
    """Without those on a claim that stays in. A note beside such a claim may speak of it, and stays in with it."""
    staying = set().union(*hidden.values())
    for question, decision in decisions.items():
        if decision.claim not in staying:
            yield question, replace(decision, note="") if hidden.get(question) else decision


def _documents(questions: Sequence[int], found: _Found) -> tuple[SheetDocument, ...]:
    """In the order in which their claims were recorded."""
    claims: dict[Document, list[int]] = {}
    for pk in sorted(one.claim.key for question in questions for one in found.considered.get(question, ())):
        claims.setdefault(found.documents[pk], []).append(pk)
    return tuple(
        SheetDocument(document_link(row), row.sha256, ", ".join(f"#{pk}" for pk in keys))
        for row, keys in claims.items()
    )


# --- rows -------------------------------------------------------------------------------------------------------------


def _event_rows(questions: Sequence[Question], rule: SheetRule, found: _Found) -> Iterator[SheetRow]:
    for question, depth in _parts_beneath([q for q in questions if not found.stays_in(q.pk)]):
        yield _row(question, depth, rule, found)


def _parts_beneath(questions: Sequence[Question]) -> list[tuple[Question, int]]:
    """Each question with its parts beneath it. A part of something elsewhere stands by itself."""
    here = {q.pk for q in questions}
    parts: dict[int | None, list[Question]] = defaultdict(list)
    for question in questions:
        parts[question.part_of_id if question.part_of_id in here else None].append(question)
    ordered: list[tuple[Question, int]] = []
    waiting = [(q, 0) for q in reversed(parts[None])]
    while waiting:
        question, depth = waiting.pop()
        ordered.append((question, depth))
        waiting.extend((q, depth + 1) for q in reversed(parts.get(question.pk, [])))
    return ordered


def _row(question: Question, depth: int, rule: SheetRule, found: _Found) -> SheetRow:
    asks = Asks(question.kind)
    decision = found.decisions.get(question.pk)
    picked = row(rule, asks, found.considered.get(question.pk, ()), decision.for_the_core if decision else None)
    if question.pk in found.too_many:
        picked = _blank(picked, found.too_many[question.pk])
    elif found.leaving and rule == TEAM_DECISION and decision is None:
        picked = _blank(picked, "there is no decision that may leave")
    show = _Shown(question, found.lines.get(question.pk, {}))
    part_of = None if found.stays_in(question.part_of_id) else question.part_of
    return SheetRow(
        rule=rule,
        pk=question.pk,
        question=Link(question.text, question.get_absolute_url()),
        sheet_url=reverse("question_sheet", args=[question.pk]),
        asks=asks,
        unit=question.get_unit_display() if question.unit else "",
        depth=depth,
        part_of=Link(part_of.text, part_of.get_absolute_url()) if part_of else None,
        cells=tuple(show.cell(cell) for cell in picked.cells),
        options=tuple(show.given(given) for given in picked.options),
        beside=tuple(show.claim(claim) for claim in picked.beside),
        left_out=tuple(show.claim(one.claim, one.why) for one in picked.left_out),
        notes=(*picked.notes, *_larger_than_its_whole(question, picked, found)),
        decision=decision if rule == TEAM_DECISION else None,
    )


def _blank(picked: Row, why: str) -> Row:
    """The row without what was picked. With options, which have no cells, the reason is a note."""
    cells = tuple(Cell(cell.column, blank=why) for cell in picked.cells)
    return replace(picked, cells=cells, notes=() if cells else (f"Not laid out: {why}.",))


def _larger_than_its_whole(question: Question, picked: Row, found: _Found) -> tuple[str, ...]:
    whole = question.part_of
    if whole is None or picked.asks is not Asks.QUANTITY or whole.unit != question.unit:
        return ()
    too_many = exceeding(picked.kept, [one.claim for one in found.considered.get(whole.pk, ())])
    return (f"The part exceeds its whole. {too_many.sentence}",) if too_many else ()


@dataclass(frozen=True)
class _Shown:
    """How what a rule picked for one question is shown."""

    question: Question
    lines: Mapping[int, ClaimLine]

    def cell(self, cell: Cell) -> SheetCell:
        return SheetCell(
            label=cell.column.label(Asks(self.question.kind)).capitalize(),
            figures=cell.figures,
            given=tuple(self.given(given) for given in cell.given),
            notes=cell.notes,
            blank=cell.blank,
        )

    def given(self, given: Given) -> SheetGiven:
        answer = given.claims[0].answer
        return SheetGiven(
            words=answer.label if isinstance(answer, Option) else given.words,
            interval=None if isinstance(answer, Option) else given.allows,
            origins=given.origin_words,
            claims=tuple(self.claim(claim) for claim in given.claims),
        )

    def claim(self, claim: Statement, why: str = "") -> SheetClaim:
        said = says(claim.answer, claim.terms.margin) if claim.answer else claim.words
        return SheetClaim(self.lines[claim.key], said, covers(claim), why)
