"""A conflict's page: both sides with their quotes in context, a row per claim, what would decide it, what was decided.

It is made from the question's argument; the report's list is in conflict_list.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Value
from django.db.models.functions import Greatest, Least, Length, Substr

from claims.domain.findings import Clash, scope_value_words
from claims.domain.hints import hints
from claims.domain.scope import AS_QUESTION, NOT_STATED, Dimension, ScopeRelation
from claims.domain.wording import stated_words
from claims.models import Claim, Conflict, Document, Settlement
from claims.models.conflict import StateChoice
from claims.reports.confidential import confidential
from claims.reports.conflict_list import badges_of, gap_words, share_words
from claims.reports.lines import DocumentLink, document_link
from claims.reports.question_page import Argued, Argument, argument

AROUND = 120
"""Code points of context on each side of a quote."""
LONGEST_HALF = 30
QUOTED_EACH = 6
"""Claims of a camp whose quotes are shown; the comparison has them all."""
SENTENCES = 10
"""Further pairs that are put in a sentence."""


@dataclass(frozen=True)
class QuoteInContext:
    """The exact words, and those around them ("…" where the text goes on)."""

    prefix: str
    exact: str
    suffix: str
    graphic: bool


@dataclass(frozen=True)
class Quoted:
    """A claim with its quote in context."""

    claim: Argued
    quote: QuoteInContext


@dataclass(frozen=True)
class CampColumn:
    """One side. more: its claims beyond those quoted."""

    number: int
    values: str
    summary: str
    claims: tuple[Quoted, ...]
    more: int


@dataclass(frozen=True)
class Cell:
    """What a claim says in one dimension, "" where the text is silent. differs: the leading pair differs in it."""

    label: str
    words: str
    as_question: bool
    differs: bool


@dataclass(frozen=True)
class ComparedRow:
    """One claim in the comparison: its camps in words, what was stated, what it allows, and its scope."""

    claim: Argued
    camps: str
    bound: str
    scope: tuple[Cell, ...]


@dataclass(frozen=True)
class ScopeDifference:
    """How the leading pair stands in one dimension, in words."""

    dimension: str
    relation: ScopeRelation
    relation_words: str
    first: str
    second: str


@dataclass(frozen=True)
class SettlementLine:
    """A decision as it was given. outdated: the evidence has changed since. holds: it decides the state now."""

    decision: str
    cause: str
    dimension: str
    note: str
    by: str
    at: datetime
    outdated: bool
    holds: bool


@dataclass(frozen=True)
class CitedDocument:
    """A document that is quoted, as an outsider needs it to check the quotes."""

    document: DocumentLink
    sha256: str


@dataclass(frozen=True)
class ConflictPage:
    """All of a conflict's page. evidence: the hash of what is shown, for the settle form.

    kept_in: how many of its claims rest on something confidential; exports are made without them.
    """

    argument: Argument
    camps: tuple[CampColumn, ...]
    rows: tuple[ComparedRow, ...]
    who: tuple[str, ...]
    both_sides: str
    scope_words: str
    differences: tuple[ScopeDifference, ...]
    others: tuple[str, ...]
    others_left_out: int
    badges: tuple[str, ...]
    hints: tuple[str, ...]
    apart: str
    gap: str
    share: str
    settlements: tuple[SettlementLine, ...]
    documents: tuple[CitedDocument, ...]
    kept_in: int
    evidence: str

    @property
    def outdated_settlement(self) -> SettlementLine | None:
        """The latest settlement, where the evidence has changed since: it no longer holds."""
        latest = self.settlements[0] if self.settlements else None
        return latest if latest and latest.outdated and latest.decision != "reopened" else None


def conflict_page(conflict: Conflict, margin: int) -> ConflictPage:
    """All of it in a fixed number of queries. Reads conflict.question."""
    found = argument(conflict.question, margin)
    pair = found.leading
    pairs = found.clashes[1:]
    return ConflictPage(
        argument=found,
        camps=_columns(found) if pair else (),
        rows=tuple(_row(claim, pair) for claim in found.counting),
        who=(pair.first.who, pair.second.who) if pair else (),
        both_sides=pair.both_sides if pair else "",
        scope_words=pair.scope_words if pair else "",
        differences=differences_of(pair) if pair else (),
        others=tuple(c.sentence for c in pairs[:SENTENCES]),
        others_left_out=max(0, found.clash_count - 1 - SENTENCES),
        badges=badges_of(pair) if pair else (),
        hints=tuple(hints(pair)) if pair else (),
        apart=gap_words(conflict.question, pair.gap if pair else conflict.gap),
        gap=gap_words(conflict.question, conflict.gap),
        share=share_words(conflict.question, conflict.gap, conflict.severity),
        settlements=_settlements(conflict),
        documents=_documents(found),
        kept_in=len(confidential([claim.line.pk for claim in found.counting])),
        evidence=conflict.question.evidence,
    )


# --- both sides ------------------------------------------------------------------------------------------------------


def _columns(found: Argument) -> tuple[CampColumn, ...]:
    shown = {camp.number: camp.claims[:QUOTED_EACH] for camp in found.camps}
    quotes = quotes_in_context([c.pk for claims in shown.values() for c in claims])
    return tuple(
        CampColumn(
            number=camp.number,
            values=camp.values,
            summary=camp.summary,
            claims=tuple(Quoted(claim, quotes[claim.pk]) for claim in shown[camp.number]),
            more=len(camp.claims) - len(shown[camp.number]),
        )
        for camp in found.camps
    )


def quotes_in_context(claims: Sequence[int]) -> dict[int, QuoteInContext]:
    """The quotes of these claims with 120 code points around each, read from the text they point into. One query."""
    text, before = "text_version__text", Least(F("start"), Value(AROUND))
    rows = Claim.objects.filter(pk__in=claims).annotate(
        before=Substr(text, Greatest(F("start") - AROUND, Value(0)) + 1, before),
        after=Substr(text, F("end") + 1, Value(AROUND)),
        length=Length(text),
    )
    columns = ("pk", "exact", "graphic", "start", "end", "before", "after", "length")
    return {
        pk: QuoteInContext(
            prefix=f"…{_from_a_word_on(before)}" if start > AROUND else before,
            exact=exact,
            suffix=f"{_from_a_word_on(after[::-1])[::-1]}…" if end + AROUND < length else after,
            graphic=graphic,
        )
        for pk, exact, graphic, start, end, before, after, length in rows.values_list(*columns)
    }


def _from_a_word_on(text: str) -> str:
    """Without the half of a word it begins with; as it is in a script that parts no words by spaces."""
    half, space, rest = text.partition(" ")
    return rest if space and len(half) <= LONGEST_HALF else text


# --- the comparison --------------------------------------------------------------------------------------------------


def _row(claim: Argued, pair: Clash | None) -> ComparedRow:
    answer = claim.statement.answer
    return ComparedRow(
        claim=claim,
        camps=", ".join(str(n) for n in claim.camps),
        bound=stated_words(answer) if answer else "",
        scope=tuple(_cell(claim, d, pair) for d in Dimension),
    )


def _cell(claim: Argued, dimension: Dimension, pair: Clash | None) -> Cell:
    value = claim.statement.scope.value(dimension)
    said = value != NOT_STATED
    return Cell(
        label=dimension.words.capitalize(),
        words=scope_value_words(dimension, claim.statement.scope, claim.statement.terms) if said else "",
        as_question=value == AS_QUESTION,
        differs=pair is not None and pair.scope.get(dimension) is ScopeRelation.DIFFERENT,
    )


_RELATIONS = {
    ScopeRelation.SAME: "the same",
    ScopeRelation.NOT_STATED: "not stated on at least one side",
    ScopeRelation.DIFFERENT: "different",
}


def differences_of(pair: Clash) -> tuple[ScopeDifference, ...]:
    """How the pair stands in each dimension that bears on its question."""
    terms = pair.first.terms
    return tuple(
        ScopeDifference(
            dimension=dimension.words.capitalize(),
            relation=relation,
            relation_words=_RELATIONS[relation],
            first=scope_value_words(dimension, pair.first.scope, terms),
            second=scope_value_words(dimension, pair.second.scope, terms),
        )
        for dimension, relation in pair.scope.items()
    )


def _documents(found: Argument) -> tuple[CitedDocument, ...]:
    """In the order in which they are first quoted. One query."""
    keys = dict.fromkeys(claim.statement.document for claim in found.counting)
    rows = Document.objects.filter(pk__in=list(keys)).select_related("publisher").in_bulk()
    return tuple(CitedDocument(document_link(rows[pk]), rows[pk].sha256) for pk in keys)


# --- the decisions ---------------------------------------------------------------------------------------------------


def _settlements(conflict: Conflict) -> tuple[SettlementLine, ...]:
    """Newest first."""
    rows = Settlement.objects.filter(conflict=conflict).select_related("by").order_by("-pk")
    return settlement_lines(conflict, rows)


def settlement_lines(conflict: Conflict, newest_first: Iterable[Settlement]) -> tuple[SettlementLine, ...]:
    """Reads conflict.question, and by."""
    settled = conflict.state not in (StateChoice.OPEN, StateChoice.DISSOLVED)
    return tuple(
        SettlementLine(
            decision=row.decision,
            cause=row.get_cause_display() if row.cause else "",
            dimension=row.get_dimension_display() if row.dimension else "",
            note=row.note,
            by=row.by.get_username(),
            at=row.at,
            outdated=row.evidence != conflict.question.evidence,
            holds=settled and position == 0,
        )
        for position, row in enumerate(newest_first)
    )
