"""What one row says of a claim: with its event and its question, or alone."""

from dataclasses import dataclass

from claims.actions.answers import NO_ANSWER
from claims.actions.claims import ClaimDraft, columns_at, quote_of
from claims.actions.errors import Refused
from claims.actions.imports.answers import ANSWERING, answer_of
from claims.actions.imports.known import Values, event_key, question_key
from claims.actions.imports.nouns import event_of, question_of, yes
from claims.actions.imports.planner import Planner
from claims.actions.imports.wanted import Link, Wanted
from claims.domain.quotes import Quote, quote_at
from claims.domain.scope import Dimension, Scope
from claims.models import Claim, Document, ImportRow, Question, TextVersion
from claims.models.claim import StanceChoice, Voice


def case(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    """An event, a question about it, a claim that answers it."""
    event = event_of(planner, row, values, "event_", event_key(values))
    question = question_of(planner, row, values, {"event": event}, "question_", question_key(values))
    return [event, question, _claim_of(planner, row, values, question, warnings)]


def claim(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    question = planner.linked(Question, values.get("question", ""), "question")
    return [_claim_of(planner, row, values, question, warnings)]


def _claim_of(planner: Planner, row: ImportRow, values: Values, question: Link, warnings: list[str]) -> Wanted:
    found: Claim | None = planner.known.by_key(Claim, values["key"])
    if found is not None and question is None and not planner.told("question"):
        question = found.question
    asked: Question | None = question.row if isinstance(question, Wanted) else question  # type: ignore[assignment]
    draft = _draft(planner, values, asked, found, warnings)
    text, quote = _quoted(planner, row, values, draft)
    columns = columns_at(text, quote, draft)
    del columns["question"]
    if found is not None and not planner.told(*ANSWERING):
        _refuse_answer_left_behind(found, asked)
        columns |= {name: getattr(found, name) for name in NO_ANSWER}
    links: dict[str, Link] = {"question": question}
    return planner.wanted(Claim, values["key"], columns, row, links=links, asserters=draft.asserters, text=text)


def _draft(
    planner: Planner, values: Values, asked: Question | None, found: Claim | None, warnings: list[str]
) -> ClaimDraft:
    """What the row says of a claim. What the table has no columns for stays as it is in the claim that was found."""
    said = _Said(planner.mapped.fields, values, found)
    asserters = planner.sources.named(values.get("asserters", ""), "asserters")
    if found is not None and "asserters" not in said.told:
        asserters = list(found.asserters.all())
    voice = Voice.REPORTED if asserters else Voice.OWN
    return ClaimDraft(
        quote=values.get("quote", ""),
        statement=values["statement"],
        voice=said.or_else("voice", voice.value, follows="asserters"),
        stance=said.or_else("stance", StanceChoice.ASSERTS.value),
        asserters=asserters,
        others_unnamed=yes(said.or_else("others_unnamed", ""), "others_unnamed"),
        question=asked,
        answer=answer_of(values, asked, warnings),
        scope=Scope(*(said.or_else(f"scope_{d.value}", "") for d in Dimension)),
        graphic=found is not None and found.graphic,
    )


@dataclass(frozen=True)
class _Said:
    """What a row says of a claim. told: the fields that the table has columns for."""

    told: frozenset[str]
    values: Values
    found: Claim | None

    def or_else(self, name: str, usual: str, *, follows: str = "") -> str:
        """The row's own words. Without a column for them (nor for what they follow from) those of the claim that is
        there; else what is usual.
        """
        if self.found is None or name in self.told or follows in self.told:
            return self.values.get(name) or usual
        kept = getattr(self.found, name)
        return ("yes" if kept else "no") if isinstance(kept, bool) else str(kept)


def _refuse_answer_left_behind(found: Claim, asked: Question | None) -> None:
    if (found.bound or found.option_id) and found.question != asked:
        raise Refused("It has an answer to another question here. Give its answer too, or move it by hand.", "question")


def _quoted(planner: Planner, row: ImportRow, values: Values, draft: ClaimDraft) -> tuple[TextVersion, Quote]:
    """The text that is quoted, and the quote: words of a document, or the claim's own row of the table."""
    document = planner.linked(Document, values.get("document", ""), "document")
    if document is not None:
        text = planner.known.texts[document.pk]
        return text, quote_of(text, draft)
    if values.get("quote"):
        raise Refused("Name the document in which these words stand.", "document")
    assert planner.text is not None
    return planner.text, quote_at(planner.text.text, row.start, row.end)
