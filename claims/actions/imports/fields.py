"""The fields that a table's columns can fill, by what its rows are."""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.domain.scope import Dimension
from claims.models.imports import RowsAre


@dataclass(frozen=True)
class FieldFor:
    """One field. needed: a row without it is refused."""

    name: str
    label: str
    help: str = ""
    needed: bool = False


_KEY_HELP = "What tells this row from all others, today and in the next file: “ucdp-{id}”."
_DAYS = "EDTF, or a day. With a second column: from the one to the other."


def _key(noun: str) -> FieldFor:
    return FieldFor("key", f"Key of the {noun}", _KEY_HELP, needed=True)


def _label(of: str, words: str) -> str:
    return f"{of}{words}" if of else words.capitalize()


def _event(before: str = "") -> tuple[FieldFor, ...]:
    of = "Event: " if before else ""
    return (
        FieldFor(f"{before}title", _label(of, "title"), needed=True),
        FieldFor(f"{before}date", _label(of, "date"), _DAYS),
        FieldFor(f"{before}date_to", _label(of, "last day")),
        FieldFor(f"{before}place", _label(of, "place")),
        FieldFor(f"{before}note", _label(of, "note")),
    )


def _question(before: str = "") -> tuple[FieldFor, ...]:
    of = "Question: " if before else ""
    return (
        FieldFor(f"{before}text", _label(of, "its words"), needed=True),
        FieldFor(
            f"{before}measure", _label(of, "measure"), "killed, injured, detained … (by its code or words)", needed=True
        ),
        FieldFor(f"{before}unit", _label(of, "unit"), "people, homes, share …: then it asks for a number"),
        FieldFor(f"{before}point", _label(of, "point in time"), "start, end, occurrence: then it asks for a date"),
        FieldFor(f"{before}options", _label(of, "options"), "with semicolons between: then it asks for one of them"),
        FieldFor(
            f"{before}bears_on", _label(of, "scope that bears on it"), "population; place; period; by whom; as of"
        ),
        *(FieldFor(f"{before}{d.value}", _label(of, f"{d.words} it fixes")) for d in Dimension),
        FieldFor(f"{before}note", _label(of, "note")),
    )


_ANSWER = (
    FieldFor("as_written", "Answer as written", "Words of the quote, read by the rules."),
    FieldFor("low", "Lowest figure", "Numbers as they stand: read “by hand”, with the columns as reason."),
    FieldFor("best", "Best figure"),
    FieldFor("high", "Highest figure"),
    FieldFor("option", "Option", "For a question with options: the label of one."),
)
_SAID = (
    FieldFor("statement", "Statement", "What is claimed, in plain words.", needed=True),
    FieldFor("asserters", "Who asserts it", "Sources by key or name, with semicolons between. None: the document."),
    FieldFor("others_unnamed", "Others unnamed", "yes or no"),
    FieldFor("voice", "Voice", "own, reported, quoted or caption"),
    FieldFor("stance", "Stance", "asserts, alleges or denies"),
)
_SCOPE = tuple(
    FieldFor(f"scope_{d.value}", f"Scope: {d.words}", "“=” as the question; else the claim’s own words")
    for d in Dimension
)

FIELDS: Mapping[str, tuple[FieldFor, ...]] = {
    RowsAre.SOURCES: (
        _key("source"),
        FieldFor("name", "Name", needed=True),
        FieldFor("kind", "Kind", "organisation, outlet, body, government, armed_force, dataset, person", needed=True),
        FieldFor("aliases", "Other names", "with semicolons between"),
        FieldFor("grade", "Grade", "A to F"),
        FieldFor("grade_reason", "Reason for the grade"),
        FieldFor("interest", "Interest", "party, affected, neutral"),
        FieldFor("interest_reason", "What shows the interest"),
        FieldFor("confidential", "Confidential", "yes or no"),
        FieldFor("note", "Note"),
    ),
    RowsAre.DOCUMENTS: (
        _key("document"),
        FieldFor("title", "Title", needed=True),
        FieldFor("text", "Text", "All of it, letter for letter: it is kept as the document.", needed=True),
        FieldFor("publisher", "Publisher", "A source by key or name."),
        FieldFor("published", "Published", _DAYS),
        FieldFor("language", "Language", "en, fr …"),
        FieldFor("address", "Address", "A reference; never fetched."),
        FieldFor("grade", "Grade", "A to F"),
        FieldFor("grade_reason", "Reason for the grade"),
        FieldFor("confidential", "Confidential", "yes or no"),
        FieldFor("note", "Note"),
    ),
    RowsAre.EVENTS: (_key("event"), *_event()),
    RowsAre.QUESTIONS: (
        _key("question"),
        *_question(),
        FieldFor("event", "Event", "By its key."),
        FieldFor("part_of", "Part of", "Another question, by its key."),
    ),
    RowsAre.CLAIMS: (
        _key("claim"),
        FieldFor("document", "Document", "By its key. None: the claim quotes its own row of this table."),
        FieldFor("quote", "Quote", "The exact words of that document."),
        *_SAID,
        FieldFor("question", "Question", "By its key."),
        *_ANSWER,
        *_SCOPE,
    ),
    RowsAre.CASES: (
        _key("claim"),
        FieldFor("event_key", "Event: key", "None: the claim’s key with “/event”."),
        *_event("event_"),
        FieldFor("question_key", "Question: key", "None: the claim’s key with “/question”."),
        *_question("question_"),
        *_SAID,
        *_ANSWER,
        *_SCOPE,
    ),
}


def needed(rows_are: str) -> tuple[str, ...]:
    return tuple(field.name for field in FIELDS[rows_are] if field.needed)
