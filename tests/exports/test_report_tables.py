"""The tables of a report, as files of CSV: what stands in each, and what must not."""

import csv
import io
from typing import Any
from zipfile import ZipFile

import pytest

from claims import actions
from claims.domain.scope import AS_QUESTION, Scope
from claims.domain.sheet_rules import MOST_CAUTIOUS, RANGE, TEAM_DECISION
from claims.exports.csv_lines import BYTE_ORDER_MARK, FORMULA_STARTS
from claims.exports.report_csv import report_csv
from claims.exports.report_tables import TABLES
from claims.models import Event
from tests.cast import Cast
from tests.exports.reported import RELEASE, SITE, reported

pytestmark = pytest.mark.django_db

Rows = list[dict[str, str]]


@pytest.fixture
def moura(cast: Cast) -> Event:
    return cast.event("Moura", date="2022-03", place="Mopti")


def tables(report: dict[str, Any]) -> dict[str, Rows]:
    """Each file by its name, a row as what stands under each heading."""
    archive = ZipFile(io.BytesIO(report_csv(report)))
    return {name.removesuffix(".csv"): rows_of(archive.read(name)) for name in archive.namelist()}


def rows_of(content: bytes) -> Rows:
    text = content.decode()
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""), strict=True))


def about(found: dict[str, Rows], what: str) -> list[str]:
    return [row["says"] for row in found["report"] if row["what"] == what]


# --- what stands in them ----------------------------------------------------------------------------------------------


def test_there_is_a_file_for_each_table_and_nothing_else(cast: Cast, moura: Event) -> None:
    names = ZipFile(io.BytesIO(report_csv(reported(moura)))).namelist()
    assert names == [f"{table.name.lower()}.csv" for table in TABLES] and len(set(names)) == 10


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_heading_stands_twice(table: Any) -> None:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)


def test_the_report_says_what_it_is_and_what_is_left_out(cast: Cast, moura: Event) -> None:
    report = reported(moura)
    found = tables(report)
    assert about(found, "title") == ["Moura"] and about(found, "as of") == ["2026-01-02"]
    assert about(found, "ledger: hash of the last entry") == [report["ledger"]["hash"]]
    assert about(found, "rule of the sheet") == ["Low, best, high, version 1"]
    assert about(found, "release") == ["none: made from the data as they stood"]
    assert about(found, "left out")[0].startswith("Confidential sources and documents")
    assert len([row for row in found["report"] if row["what"].startswith("rule of reading: ")]) > 20


def test_a_release_stands_on_it(moura: Event) -> None:
    found = tables(reported(moura) | {"release": RELEASE})
    assert about(found, "release") == ["release 2 of report-3"]
    assert about(found, "release: address") == [f"{SITE}/releases/2/"]
    assert about(found, "release: by") == about(found, "release: note") == ["kept back"]


def test_a_question_has_each_cell_of_the_rule_in_columns_of_its_own(cast: Cast, moura: Event) -> None:
    question = cast.question(event=moura)
    first, second = (cast.claim(words, question) for words in ("an estimated 300 men", "at least 450 people"))
    [row] = tables(reported(moura))["sheet"]
    assert (row["low from"], row["low to"], row["low in words"]) == ("300", "300", "about 300 (270–330) (1 origin)")
    assert (row["best from"], row["high from"]) == ("", "450")
    assert row["best in words"].startswith("blank: inconclusive")
    assert (row["origins"], row["claims behind"]) == ("2", f"claim-{first.pk}; claim-{second.pk}")
    assert (row["event"], row["place"], row["unit"]) == ("Moura", "Mopti", "people")
    assert row["address"] == f"{SITE}{question.get_absolute_url()}"


@pytest.mark.parametrize(
    ("rule", "filled"), [(RANGE, {"low", "high"}), (MOST_CAUTIOUS, {"low"}), (TEAM_DECISION, {"decided"})]
)
def test_a_rule_fills_no_columns_but_its_own(cast: Cast, moura: Event, rule: Any, filled: set[str]) -> None:
    cast.conflict(event=moura)
    [row] = tables(reported(moura, rule=rule))["sheet"]
    assert {slot for slot in ("low", "best", "high", "decided") if row[f"{slot} in words"]} == filled


def test_the_decision_of_the_team_stands_with_its_reason(cast: Cast, moura: Event) -> None:
    question = cast.conflict(event=moura)
    chosen = question.claims.latest("pk")
    actions.decide_figure(by=cast.lead, question=question, claim=chosen, note="The later count.")
    [row] = tables(reported(moura, rule=TEAM_DECISION))["sheet"]
    assert (row["decided from"], row["team decision: why"]) == ("450", "The later count.")
    assert (row["team decision: claim"], row["team decision: by"]) == (f"claim-{chosen.pk}", "lena")


def test_a_line_for_each_thing_a_cell_gives_and_for_each_option(cast: Cast, moura: Event) -> None:
    cast.claim("at least 20 people", cast.question(event=moura))
    cast.choice("yes", cast.whether(event=moura))
    cast.claim("March 2022", cast.when(event=moura))
    found = tables(reported(moura))["cells"]
    low, option, dated = found[0], found[3], found[4]
    assert (low["cell"], low["figure: low"], low["allows: low"], low["allows: high"]) == ("Lowest", "20", "20", "")
    assert (option["cell"], option["says"], option["figure: low"]) == ("answer", "yes", "")
    assert (dated["cell"], dated["figure: date from"], dated["figure: low"]) == ("Earliest", "2022-03-01", "")


def test_what_the_rule_leaves_out_stands_with_the_reason(cast: Cast, moura: Event) -> None:
    question = cast.question(event=moura, population="civilians", bears_on=["population"])
    cast.claim("32 people", question, scope=Scope(AS_QUESTION))
    other = cast.claim("20 men", question, scope=Scope("men"))
    [row] = tables(reported(moura))["sheet"]
    assert row["left out, and why"].startswith(f"claim-{other.pk}, 20: ") and "men" in row["left out, and why"]


def test_a_conflict_has_its_camps_and_its_settlements(cast: Cast, moura: Event) -> None:
    question = cast.conflict(event=moura)
    conflict = question.conflict
    actions.settle_conflict(by=cast.lead, conflict=conflict, decision="resolved", cause="source_error", note="A slip.")
    actions.reopen_conflict(by=cast.lead, conflict=conflict, note="Looked at again.")
    found = tables(reported(moura))
    [row], settlements = found["conflicts"], found["settlements"]
    assert (row["gap in steps"], row["camps"], row["pairs"]) == ("75", "2", "1")
    assert row["camps in words"].startswith("1: 270–330 people, ")
    assert row["latest settlement: why"] == "Looked at again."
    assert [one["why"] for one in settlements] == ["Looked at again.", "A slip."]


def test_a_claim_has_all_that_was_recorded(cast: Cast, moura: Event) -> None:
    agency = cast.source("Agency")
    document = cast.document(
        "He said an estimated 300 men died.", publisher=cast.source("Paper"), published="2022-04-05"
    )
    claim = cast.claim(
        "an estimated 300 men",
        cast.question(event=moura),
        document=document,
        asserted_by=(agency,),
        scope=Scope("men"),
        leans_on=(agency,),
    )
    [row] = tables(reported(moura))["claims"]
    expected = {
        "claim": f"claim-{claim.pk}",
        "answers a question here": "yes",
        "statement": "It was an estimated 300 men.",
        "quote": "an estimated 300 men",
        "document": document.title,
        "publisher": "Paper",
        "published (EDTF)": "2022-04-05",
        "asserted by": "Agency",
        "leans on": "Agency",
        "origins": "Agency",
        "as written": "an estimated 300 men",
        "approximate": "yes",
        "stated: low": "300",
        "allows: low": "270",
        "allows: high": "330",
        "allows: date from": "",
        "reading": "270–330 people, by about = ±10 %",
        "scope: population": "men",
        "scope: place": "not stated",
        "page": "",
        "address": f"{SITE}{claim.get_absolute_url()}",
    }
    assert expected == {name: row[name] for name in expected}


def test_days_stand_under_days(cast: Cast, moura: Event) -> None:
    cast.claim("after 12 May 2023", cast.when(event=moura))
    [row] = tables(reported(moura))["claims"]
    assert (row["stated: date from"], row["stated: low"], row["allows: date to"]) == ("2023-05-12", "", "")
    assert row["allows: date from"] == "2023-05-13"


def test_every_review_has_a_line_and_the_latest_stands_with_its_claim(cast: Cast, moura: Event) -> None:
    claim = cast.claim("5 people", cast.question(event=moura))
    for reason in ("First look.", "Second look."):
        actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason=reason)
    found = tables(reported(moura))
    assert [(row["reason"], row["decides"]) for row in found["reviews"]] == [
        ("Second look.", "yes"),
        ("First look.", "no"),
    ]
    [row] = found["claims"]
    assert (row["latest review: reason"], row["reviews"]) == ("Second look.", "2")


def test_a_withdrawn_claim_says_why(cast: Cast, moura: Event) -> None:
    claim = cast.claim("5 people", cast.question(event=moura))
    actions.withdraw_claim(by=cast.lead, claim=claim, version=1, reason="Misread.")
    [row] = tables(reported(moura))["claims"]
    assert (row["withdrawn"], row["withdrawn: reason"], row["counts"]) == ("yes", "Misread.", "no")


def test_a_claim_beside_is_told_apart(cast: Cast, moura: Event) -> None:
    other = cast.claim("30 people", cast.question())
    cast.claim("300 people", cast.question(event=moura), leans_on=(other,))
    here, beside = tables(reported(moura))["claims"]
    assert (here["leans on"], here["answers a question here"]) == (f"claim-{other.pk}", "yes")
    assert (beside["quote"], beside["answers a question here"], beside["question"]) == ("30 people", "no", "")
    assert beside["withdrawn"] == "no" and beside["counts"] == beside["before the quote"] == ""


def test_who_repeats_whom_and_what_each_brought(cast: Cast, moura: Event) -> None:
    agency = cast.source("Agency")
    wire = cast.document("300 people died.", publisher=agency, published="2022")
    copy = cast.document("300 people, says the agency.", publisher=cast.source("Paper"))
    actions.record_repeats(by=cast.lead, document=copy, repeats=wire, note="Word for word.")
    cast.claim("300 people", cast.question(event=moura), document=copy)
    found = tables(reported(moura))
    documents = {row["document"]: row for row in found["documents"]}
    assert documents[f"document-{copy.pk}"]["repeats"] == f"document-{wire.pk}, {wire.title} (Word for word.)"
    assert documents[f"document-{copy.pk}"]["claims here"] == "1"
    dated = documents[f"document-{wire.pk}"]
    assert (dated["published from"], dated["published to"]) == ("2022-01-01", "2022-12-31")
    assert {row["name"]: row["published documents"] for row in found["sources"]} == {"Agency": "1", "Paper": "1"}


def test_an_empty_report_has_its_headings(db: None) -> None:
    found = tables(reported())
    assert [name for name, rows in found.items() if rows] == ["report"] and about(found, "title") == ["0 questions"]


# --- what must not ----------------------------------------------------------------------------------------------------


def test_what_is_kept_back_says_so_and_what_is_empty_does_not(cast: Cast, moura: Event) -> None:
    question = cast.conflict(event=moura, note="As he told us.")
    hidden = cast.claim("20 people", question, asserted_by=(cast.source(confidential=True),))
    claim = question.claims.earliest("pk")
    actions.review_claim(by=cast.lead, claim=claim, verdict="conflicting", reason="He was there.", cites=[hidden])
    found = tables(reported(moura, hidden=True))
    assert found["sheet"][0]["note on the question"] == "kept back" and found["events"][0]["note"] == ""
    assert found["claims"][0]["latest review: reason"] == found["claims"][0]["latest review: by"] == "kept back"
    assert found["sources"][0]["grade: why"] == ""


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_field_of_a_report_can_be_run(cast: Cast, moura: Event, start: str) -> None:
    found = tables(hostile(told(cast, moura), f"{start}1+1"))
    cells = [cell for rows in found.values() for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip(" \n").startswith(FORMULA_STARTS)]
    assert sum(cell.startswith(f"'{start}1+1") for cell in cells) > 80


def told(cast: Cast, event: Event) -> dict[str, Any]:
    """A report with something in nearly every field."""
    question = cast.conflict(event=event, note="A note.")
    first, second = question.claims.order_by("pk")
    actions.review_claim(by=cast.lead, claim=first, verdict="conflicting", reason="See the other.", cites=[second])
    actions.settle_conflict(
        by=cast.lead, conflict=question.conflict, decision="resolved", cause="source_error", note="A slip."
    )
    actions.decide_figure(by=cast.lead, question=question, claim=second, note="The later count.")
    actions.withdraw_claim(by=cast.lead, claim=cast.claim("7 people", question), version=1, reason="Misread.")
    cast.choice("yes", cast.whether(event=event))
    cast.claim("8 people", cast.question(event=event), leans_on=(cast.claim("9 people", cast.question()),))
    return reported(event, rule=TEAM_DECISION)


TYPED = {"as_of", "at", "recorded_at", "from", "to", "address", "site", "is", "label"}
"""Names whose values are not anybody's words."""


def hostile(part: Any, words: str, name: str = "") -> Any:
    """The report with these words in front of every text that is no key, no time and no address."""
    if isinstance(part, dict):
        return {below: hostile(value, words, below) for below, value in part.items()}
    if isinstance(part, list):
        return [hostile(value, words, name) for value in part]
    names_a_part = isinstance(part, str) and part.rpartition("-")[2].isdigit() and part[0].islower()
    return f"{words}{part}" if isinstance(part, str) and name not in TYPED and not names_a_part else part


def test_the_same_report_gives_the_same_bytes(cast: Cast, moura: Event) -> None:
    report = told(cast, moura)
    assert report_csv(report) == report_csv(report)


@pytest.mark.parametrize(
    "odd", ["مورا ١", "\u202eabc", "𐤀𐤁 👩🏽‍⚕️", 'a"b\r\n;c,', "<b>&amp;", "x" * 10_000, "\x01\ud800"]
)
def test_text_of_any_sort_comes_out_as_it_went_in(cast: Cast, moura: Event, odd: str) -> None:
    cast.claim("5 people", cast.question(event=moura))
    report = reported(moura)
    report["claims"][0]["statement"] = odd
    assert tables(report)["claims"][0]["statement"] == odd.replace("\ud800", "?")
