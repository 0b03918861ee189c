"""The files of the Mali corpus by themselves: texts unchanged, quotes in place, no sentence left out.

Reads files only. What the claims come to once they are loaded is tested elsewhere.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

MALI = Path(__file__).resolve().parent.parent / "fixtures" / "mali"
Row = dict[str, Any]

DIGESTS = {
    "000_8298126c15d3604b.txt": "e22be5c51264741a290299c1814f0b22f58599655e7dd3070330c853033eb88f",
    "001_85fd02a3cf62f12e.txt": "438e4b08ff9c4f024667939b34339973f4a49155624bb4d1e7dcb29f3eda7b57",
    "002_840888c14d3f5126.txt": "efbf3ff9d0c243e5a07bb701b12644dcbe9f9f1da3b98f2b7497effc520e6cf7",
    "003_8afac6dc5d0e241b.txt": "ddc7aa4a36608ff4c45b4616c4c34578c1ec5b5eb0f907ea8a9ee5f1684c01b5",
    "004_a10feac07c6afb12.txt": "216a467c09066d49902975554eb7742223f8291a1ef1d7254b9d1c83ed5f1aa7",
}
FIELDS = {
    "source": "key name aliases kind grade grade_reason interest interest_reason note",
    "document": "key file title publisher published language note grade grade_reason repeats repeats_note",
    "event": "key title date place note",
    "question": "key text event kind measure unit point bears_on population place period by_whom as_of"
    " options part_of note",
    "claim": "key document quote occurrence statement voice stance asserted_by others_unnamed leans_on"
    " question as_written hand option scope replaced_by graphic",
    "not_claimed": "document words why",
}
KINDS_OF_SOURCE = {"organisation", "outlet", "body", "dataset", "person", "armed_force", "government"}
INTERESTS = {"", "party", "affected", "neutral"}
MEASURES = {
    "quantity": "killed injured detained disappeared displaced ill_treated property_destroyed"
    " incidents interviews strength places_of_detention present money equipment share count_other",
    "date": "occurrence_date start_date end_date",
    "category": "whether who relation assessment",
}
UNITS = {"people", "homes", "villages", "incidents", "prisons", "share", "XOF", "EUR", "coups", "items"}
POINTS = {"start_date": "start", "end_date": "end", "occurrence_date": "occurrence"}
DIMENSIONS = {"population", "place", "period", "by_whom", "as_of"}
BOUNDS = {"exactly", "nearly", "at_least", "more_than", "at_most", "fewer_than", "between"}
SENTENCE = re.compile(r".+?(?:[.!?][”»]*(?=\s|[A-Z“«]|$)|$)")


def _rows(name: str, noun: str) -> list[Row]:
    return tomllib.loads((MALI / name).read_text(encoding="utf-8")).get(noun, [])


def _claim_files() -> list[str]:
    return sorted(path.name for path in MALI.glob("claims_*.toml"))


SOURCES = _rows("sources.toml", "source")
DOCUMENTS = _rows("documents.toml", "document")
EVENTS = _rows("events.toml", "event")
QUESTIONS = _rows("questions.toml", "question")
CLAIMS = [row for name in _claim_files() for row in _rows(name, "claim")]
NOT_CLAIMED = [row for name in _claim_files() for row in _rows(name, "not_claimed")]
NOUNS = {"source": SOURCES, "document": DOCUMENTS, "event": EVENTS, "question": QUESTIONS, "claim": CLAIMS}
QUESTION = {row["key"]: row for row in QUESTIONS}
TEXT = {row["key"]: (MALI / "texts" / row["file"]).read_bytes().decode() for row in DOCUMENTS}


def _keys(noun: str) -> set[str]:
    return {row["key"] for row in NOUNS[noun]}


def _places(text: str, words: str) -> list[int]:
    """Every offset at which the words stand, overlapping ones included."""
    return [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)]


def _span(claim: Row) -> tuple[int, int]:
    start = _places(TEXT[claim["document"]], claim["quote"])[claim.get("occurrence", 1) - 1]
    return start, start + len(claim["quote"])


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Line by line, up to a mark that ends a sentence; lines without words are left out."""
    offset = 0
    for line in text.splitlines(keepends=True):
        for match in SENTENCE.finditer(line.rstrip("\n")):
            if re.search(r"\w", match.group()):
                yield offset + match.start(), offset + match.end()
        offset += len(line)


def _accounted_for(document: str) -> list[tuple[int, int]]:
    spans = [_span(claim) for claim in CLAIMS if claim["document"] == document]
    for row in NOT_CLAIMED:
        if row["document"] == document:
            spans += [(at, at + len(row["words"])) for at in _places(TEXT[document], row["words"])]
    return spans


def _by_key(rows: list[Row]) -> Any:
    return pytest.mark.parametrize("row", rows, ids=[row["key"] for row in rows])


def test_texts_are_those_that_were_read() -> None:
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in (MALI / "texts").iterdir()}
    assert found == DIGESTS
    assert {row["file"] for row in DOCUMENTS} == set(DIGESTS)


@pytest.mark.parametrize("noun", NOUNS)
def test_keys_are_unique(noun: str) -> None:
    assert [key for key, times in Counter(row["key"] for row in NOUNS[noun]).items() if times > 1] == []


@pytest.mark.parametrize("noun", FIELDS)
def test_fields_are_those_of_the_format(noun: str) -> None:
    for row in NOUNS.get(noun, NOT_CLAIMED):
        assert set(row) <= set(FIELDS[noun].split()), row


def test_has_at_least_150_claims() -> None:
    assert len(CLAIMS) >= 150


@_by_key(SOURCES)
def test_source_has_legal_values(row: Row) -> None:
    assert row["kind"] in KINDS_OF_SOURCE
    assert row.get("grade", "F") in "ABCDEF"
    assert row.get("interest", "") in INTERESTS
    assert bool(row.get("interest")) == bool(row.get("interest_reason"))
    assert row.get("grade", "F") == "F" or row.get("grade_reason")


@_by_key(DOCUMENTS)
def test_document_has_legal_values(row: Row) -> None:
    assert row["title"]
    assert row.get("grade", "F") == "F" or row.get("grade_reason")
    assert row.get("publisher", SOURCES[0]["key"]) in _keys("source")
    assert set(row.get("repeats", [])) <= _keys("document")


@_by_key([*SOURCES, *DOCUMENTS, *EVENTS, *QUESTIONS])
def test_note_quotes_what_stands_in_a_text(row: Row) -> None:
    quoted = re.findall("“([^”]+)”", row.get("note", ""))
    assert [words for words in quoted if not any(words in text for text in TEXT.values())] == []


@_by_key(QUESTIONS)
def test_question_has_legal_values(row: Row) -> None:
    assert row["measure"] in MEASURES[row["kind"]].split()
    assert row.get("event", EVENTS[0]["key"]) in _keys("event")
    assert row.get("part_of", row["key"]) in _keys("question")
    assert set(row.get("bears_on", [])) <= DIMENSIONS
    assert (row.get("unit") in UNITS) == (row["kind"] == "quantity")
    assert row.get("point") == (POINTS[row["measure"]] if row["kind"] == "date" else None)
    assert (len(row.get("options", [])) >= 2) == (row["kind"] == "category")


@_by_key(CLAIMS)
def test_claim_refers_to_what_exists(row: Row) -> None:
    assert row["document"] in _keys("document")
    assert row.get("question", QUESTIONS[0]["key"]) in _keys("question")
    assert set(row.get("asserted_by", [])) <= _keys("source")
    for lean in row.get("leans_on", []):
        assert lean.get("source", SOURCES[0]["key"]) in _keys("source")
        assert lean.get("claim", row["key"]) in _keys("claim")
    assert row.get("replaced_by", row["key"]) in _keys("claim")


@_by_key(CLAIMS)
def test_quote_stands_in_its_document(row: Row) -> None:
    places = _places(TEXT[row["document"]], row["quote"])
    assert places, "the quote is not in the text"
    if "occurrence" in row:
        assert 1 <= row["occurrence"] <= len(places)
    else:
        assert len(places) == 1, "the quote stands there more than once: say which one is meant"


@_by_key(CLAIMS)
def test_claim_has_legal_values(row: Row) -> None:
    assert row["statement"].endswith(".")
    assert row["voice"] in {"own", "reported", "quoted", "caption"}
    assert row["stance"] in {"asserts", "alleges", "denies"}
    assert set(row.get("scope", {})) <= DIMENSIONS
    named = bool(row.get("asserted_by")) or row.get("others_unnamed", False)
    if row["voice"] != "caption":
        assert named == (row["voice"] != "own"), "the own voice has no asserter, every other voice has one"


@_by_key([claim for claim in CLAIMS if "asserted_by" in claim])
def test_who_asserts_it_stands_in_the_text_by_a_name_of_theirs(row: Row) -> None:
    text = TEXT[row["document"]].casefold()
    for source in SOURCES:
        names = [source["name"], *source.get("aliases", [])]
        assert source["key"] not in row["asserted_by"] or any(name.casefold() in text for name in names), source["key"]


@_by_key(CLAIMS)
def test_answer_fits_the_question(row: Row) -> None:
    question = QUESTION.get(row.get("question", ""), {})
    labels = {option["label"] for option in question.get("options", [])}
    assert "option" not in row or row["option"] in labels
    assert row.get("as_written", "") in row["quote"]
    assert "as_written" not in row or question.get("kind") in {"quantity", "date"}
    if hand := row.get("hand"):
        assert hand["reason"] and hand["bound"] in BOUNDS
        assert ("edtf" in hand) == (question["kind"] == "date")


@_by_key([claim for claim in CLAIMS if "=" in claim.get("scope", {}).values()])
def test_says_as_the_question_only_where_the_question_fixes_something(row: Row) -> None:
    question = QUESTION[row["question"]]
    for dimension, words in row["scope"].items():
        assert words != "=" or question.get(dimension), dimension


@pytest.mark.parametrize("document", TEXT)
def test_no_sentence_is_left_out(document: str) -> None:
    text, spans = TEXT[document], _accounted_for(document)
    left_out = [
        text[start:end].strip()
        for start, end in _sentences(text)
        if not any(start < other_end and other_start < end for other_start, other_end in spans)
    ]
    assert left_out == []


@pytest.mark.parametrize("document", TEXT)
def test_nothing_but_a_few_joining_words_is_left_out_of_a_sentence(document: str) -> None:
    text = list(TEXT[document])
    for start, end in _accounted_for(document):
        text[start:end] = "|" * (end - start)
    assert [words for words in "".join(text).split("|") if len(re.findall(r"\w+", words)) > 4] == []


@pytest.mark.parametrize("number", range(len(NOT_CLAIMED)))
def test_words_not_claimed_stand_in_their_document_with_a_reason(number: int) -> None:
    row = NOT_CLAIMED[number]
    assert row["why"]
    assert _places(TEXT[row["document"]], row["words"])


def test_every_question_is_answered_by_some_claim() -> None:
    assert _keys("question") - {claim.get("question") for claim in CLAIMS} == set()


def test_every_source_asserts_or_publishes_something() -> None:
    used = {key for claim in CLAIMS for key in claim.get("asserted_by", [])}
    assert _keys("source") == used | {row["publisher"] for row in DOCUMENTS if "publisher" in row}
