"""One question's sheet: what every rule picks for it, its line with the figures of one rule marked, the decisions."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.domain.sheet import covers
from claims.domain.sheet_rules import Asks, Column, SheetRule
from claims.domain.wording import says
from claims.models import Question
from claims.reports.decisions import DecisionLine, decisions_on, seen_now
from claims.reports.question_page import Argued, argument, line_of
from claims.reports.shapes import Line, MarkedFigure
from claims.reports.sheet import SheetRow, rows_of


@dataclass(frozen=True)
class QuestionSheet:
    """marked: the row whose figures the line shows. choices: the claims that can be decided on, key and words.

    seen: what whoever decides has before them. kept_in: claims that must not leave.
    """

    rows: tuple[SheetRow, ...]
    marked: SheetRow
    line: Line | None
    decisions: tuple[DecisionLine, ...]
    choices: tuple[tuple[int, str], ...]
    seen: str
    kept_in: int

    @property
    def in_force(self) -> DecisionLine | None:
        return next((decision for decision in self.decisions if decision.in_force), None)


def question_sheet(question: Question, rule: SheetRule, margin: int) -> QuestionSheet:
    """A fixed number of queries, but for the chains that what is confidential is followed by. Reads part_of."""
    rows, kept_in = rows_of(question, margin)
    marked = next(row for row in rows if row.rule == rule)
    found = argument(question, margin)
    return QuestionSheet(
        rows=rows,
        marked=marked,
        line=line_of(found.claims, question, _marks(marked)),
        decisions=decisions_on(question),
        choices=tuple((claim.pk, _words(claim)) for claim in found.counting),
        seen=seen_now(question),
        kept_in=kept_in,
    )


def _marks(row: SheetRow) -> Sequence[MarkedFigure]:
    """Where the figure begins; the latest date where it ends. A line has a place, so its words say what was said."""
    high = Column.HIGH.label(Asks(row.asks)).capitalize()
    return [
        MarkedFigure(
            cell.label.lower(),
            cell.figures[1] if cell.label == high else cell.figures[0],
            "; ".join(given.words for given in cell.given),
        )
        for cell in row.cells
        if cell.figures
    ]


def _words(claim: Argued) -> str:
    statement = claim.statement
    assert statement.answer  # what counts has one
    covered = covers(statement)
    said = f"{says(statement.answer, statement.terms.margin)}, {statement.who} (#{claim.pk})"
    return f"{said}; {covered}" if covered else said
