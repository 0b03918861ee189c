"""The Mali corpus in the tracker: what must be found as a conflict, what meets, what is kept apart, what is one origin.

tests/test_corpus_files.py checks the files themselves.
"""

import json
from datetime import date
from html import unescape
from itertools import combinations
from pathlib import Path

import bagit
import pytest
from jsonschema import Draft202012Validator
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from claims import actions, ledger
from claims.domain.findings import clash
from claims.domain.origins import origins
from claims.domain.rivalry import explain
from claims.domain.scope import ScopeRelation, overall, relations
from claims.domain.sheet_rules import LOW_BEST_HIGH
from claims.domain.statement import Statement, Terms
from claims.exports.report_json import SCHEMA, report_json
from claims.exports.report_jsonld import report_jsonld
from claims.models import Claim, Conflict, Document, LedgerEntry, Margin, Question
from claims.reports.report import Redaction, Selection, report_of
from tests.cast import Cast
from tests.exports.packed import packed, unpacked, verified
from tests.mali import FOLDER, load_mali
from tests.web.ladder import text_of, visitor

DAY, SITE = date(2026, 1, 2), "https://tracker.example"


@pytest.fixture(scope="module", autouse=True)
def mali(kept: None) -> None:
    load_mali()


pytestmark = pytest.mark.django_db


def claim(key: str) -> Claim:
    return Claim.objects.get(external_key=f"mali/{key}")


def question(key: str) -> Question:
    return Question.objects.get(external_key=f"mali/{key}")


def statements(of: Question) -> dict[str, Statement]:
    """The claims of a question as the core sees them, by their keys."""
    terms = Terms(frozenset(of.bears_on), of.fixed, Margin.now())
    return {str(c.external_key).removeprefix("mali/"): c.statement_of(terms) for c in of.claims.for_lines()}


def finding_sentence(key: str) -> str:
    found = claim(key)
    assert found.question
    told = statements(found.question)
    return explain(told[key], list(told.values())).sentence


def conflict_page(key: str) -> str:
    return unescape(text_of(visitor("reader").get(f"/conflicts/{question(key).conflict.pk}/")))


def test_every_quote_stands_at_its_place_in_the_text() -> None:
    for each in Claim.objects.select_related("text_version"):
        assert each.text_version.text[each.start : each.end] == each.exact
    assert Claim.objects.count() > 150


def test_the_originals_are_kept_byte_for_byte() -> None:
    for document in Document.objects.all():
        original = (FOLDER / "texts" / document.original_name).read_bytes()
        with document.original.open() as kept:
            assert kept.read() == original


def test_loading_again_adds_nothing_and_overwrites_no_edit(cast: Cast) -> None:
    edited = claim("000-moura-300")
    actions.withdraw_claim(by=cast.lead, claim=edited, version=edited.version, reason="Read again.")
    before = (Claim.objects.count(), LedgerEntry.objects.count())
    load_mali()
    assert (Claim.objects.count(), LedgerEntry.objects.count()) == before
    assert claim("000-moura-300").withdrawn


def test_a_rebuild_changes_nothing_and_the_ledger_holds() -> None:
    assert actions.rebuild().total == 0
    assert ledger.verify().fault is None


# --- found as conflicts ----------------------------------------------------------------------------------------------

CONFLICTS = {
    "moura-killed": {"000-moura-300", "000-march-2022-450"},
    "hrw-findings-start": {"001-findings-since-december-2023", "001-findings-since-may-2023"},
    "wagner-end": {"004-withdrew-june-2025", "003-wagner-still-there"},
    "researcher-surname": {"001-researcher-surname", "003-researcher-surname"},
    "researcher-employer": {"001-researcher-employer", "003-researcher-employer"},
    "army-and-islamists": {"001-army-with-islamists", "004-army-against-islamists"},
}


@pytest.mark.parametrize("key", CONFLICTS)
def test_the_disagreement_is_found_as_a_conflict(key: str) -> None:
    found = question(key)
    assert found.conflict.state == "open"
    conflicting = found.claims.filter(finding="conflicting").values_list("external_key", flat=True)
    assert {k.removeprefix("mali/") for k in conflicting} == CONFLICTS[key]


def test_no_other_conflict_is_found() -> None:
    keys = Conflict.objects.values_list("question__external_key", flat=True)
    assert {k.removeprefix("mali/") for k in keys} == set(CONFLICTS)


def test_moura_says_both_sides_and_what_the_second_leaves_unsaid() -> None:
    assert finding_sentence("000-moura-300").startswith(
        "Human Rights Watch says about 300 (270–330); Genocide Watch says about 450 (405–495): the ranges do not meet, "
        "75 apart; they would meet at ±20 %. Scope: men / civilians; Moura / not stated;"
    )
    second = claim("000-march-2022-450")
    assert (second.scope.place, second.asserters.count()) == ("", 0)


def test_the_page_says_what_the_second_moura_figure_leaves_unsaid() -> None:
    page = conflict_page("moura-killed")
    assert "Find out whether the 450 also covers Moura: its place is not stated." in page
    assert "the document's own voice" in page


def test_the_reading_by_hand_shows_its_reason() -> None:
    still_there = claim("003-wagner-still-there")
    assert still_there.rule == "by hand"
    assert "present tense" in still_there.hand_reason
    assert f"27 November 2025 or later, by hand: {still_there.hand_reason}" in conflict_page("wagner-end")


# --- met, not in conflict --------------------------------------------------------------------------------------------


MET = {
    "wagner-arrival": {
        "001-wagner-since-coup": "2021",
        "001-wagner-since-late-2021": "2021-10/2021-12",
        "003-invited-late-2021": "2021-10/2021-12",
        "004-presence-3-5-years": "2021-09/2022-03",
    },
    "coup-years": {
        "001-coup-2021": "2021",
        "001-junta-2021": "2021",
        "004-coups-three-countries": "2020/2023",
        "004-coups-2020-2021": "2020/2021",
    },
    "minusma-end": {
        "001-un-withdrawal-december-2023": "2023-12",
        "001-minusma-departure-december-2023": "2023-12",
    },
}


@pytest.mark.parametrize("key", MET)
def test_dates_of_different_precision_meet(key: str) -> None:
    found = question(key)
    dates = found.claims.filter(counts=True).values_list("external_key", "edtf")
    assert {k.removeprefix("mali/"): edtf for k, edtf in dates} == MET[key]
    assert not Conflict.objects.filter(question=found).exists()


# --- kept apart ------------------------------------------------------------------------------------------------------

KEPT_APART = [
    ("000-bamako-27-dead", "003-at-least-27-killed"),
    ("001-at-least-32-killed", "001-drone-strike-seven"),
    ("001-at-least-32-killed", "003-lere-seven"),
    ("001-drone-strike-seven", "003-lere-seven"),
    ("001-at-least-32-killed", "003-at-least-27-killed"),
    ("001-at-least-32-killed", "001-at-least-47-executed"),
    *combinations(("000-over-2000-killed", "004-corps-2000", "004-wagner-2500", "002-un-troops-13000"), 2),
    ("002-4000-killed-2019", "002-589-killed-2020"),
    ("004-camp-118-thousand", "004-ex-prisoners-in-camp"),
    ("004-at-least-six-prisons", "004-many-more-prisons"),
]
CANNOT_BOTH_BE_ONE_COUNT = {
    ("001-at-least-32-killed", "001-drone-strike-seven"),
    ("001-at-least-32-killed", "003-lere-seven"),
    ("004-corps-2000", "002-un-troops-13000"),
    ("004-wagner-2500", "002-un-troops-13000"),
    ("002-4000-killed-2019", "002-589-killed-2020"),
}
NO_ANSWER = {"004-ex-prisoners-in-camp", "004-many-more-prisons"}


@pytest.mark.parametrize(("one", "other"), KEPT_APART, ids=[f"{a} {b}" for a, b in KEPT_APART])
@pytest.mark.parametrize("turned", [False, True], ids=["first moved", "second moved"])
def test_claims_about_different_things_are_not_confused_even_under_one_question(
    cast: Cast, one: str, other: str, turned: bool
) -> None:
    moving, staying = (claim(other), claim(one)) if turned else (claim(one), claim(other))
    assert staying.question
    if moving.question != staying.question:
        actions.move_claim(
            by=cast.lead, claim=moving, version=moving.version, question=staying.question, reason="Forced."
        )
    moving.refresh_from_db()
    staying.refresh_from_db()
    told = statements(staying.question)
    pair = (told[one], told[other])
    assert {key for key in (one, other) if not told[key].counts} == {one, other} & NO_ANSWER
    # Most of these can corroborate nothing whatever they say; the scopes must tell them apart by themselves.
    differ = relations(pair[0].scope, pair[1].scope, pair[0].terms.bearing)
    assert overall(differ.values()) is ScopeRelation.DIFFERENT
    assert "corroborated" not in (moving.finding, staying.finding)
    clashing = clash(*pair) if all(s.counts for s in pair) else None
    assert (clashing is not None) == ((one, other) in CANNOT_BOTH_BE_ONE_COUNT)
    if clashing:
        assert moving.finding == staying.finding == "conflicting"
        assert Conflict.objects.get(question=staying.question).scope == ScopeRelation.DIFFERENT


def test_the_seven_of_the_drone_strike_are_part_of_the_thirty_two() -> None:
    assert question("hrw-drone-killed").part_of == question("hrw-army-wagner-killed")


def test_two_stages_can_both_hold() -> None:
    eight, nine = claim("000-stage-8"), claim("000-stage-9")
    assert eight.question != nine.question
    assert "conflicting" not in (eight.finding, nine.finding)


def test_a_second_unit_under_one_question_is_refused(cast: Cast) -> None:
    francs, euros = question("ransom-francs"), question("ransom-euros")
    moving = francs.claims.get()
    with pytest.raises(actions.Refused, match="counts in"):
        actions.move_claim(by=cast.lead, claim=moving, version=moving.version, question=euros)


# --- not independent -------------------------------------------------------------------------------------------------


def test_three_documents_that_lean_on_human_rights_watch_are_one_origin() -> None:
    told = statements(question("wagner-abuses"))
    leaning = [told[k] for k in ("001-attacks-by-wagner", "003-deliberate-killing", "004-hrw-terror")]
    assert len({s.document for s in leaning}) == 3
    assert origins(s.roots.named for s in leaning).count == 1


def test_what_a_document_without_a_publisher_relays_corroborates_nothing() -> None:
    relayed = Claim.objects.filter(document__publisher__isnull=True)
    keys = set(relayed.values_list("document__external_key", flat=True))
    assert keys == {"mali/001-hrw-report-news", "mali/003-wagner-accused", "mali/004-wagner-war-crimes"}
    assert not relayed.filter(roots_known=True).exists()
    assert not relayed.filter(finding="corroborated").exists()


def test_the_rewritten_document_says_so_with_evidence() -> None:
    rewritten = Document.objects.get(external_key="mali/003-wagner-accused")
    assert rewritten.grade == "E"
    assert "frequently enough" in rewritten.note
    assert Document.objects.filter(grade="E").count() == 1


def test_a_claim_without_asserter_is_in_its_documents_own_voice_or_says_they_are_unnamed() -> None:
    voiced = Claim.objects.filter(asserters__isnull=True, others_unnamed=False)
    assert not voiced.exclude(voice__in=("own", "caption")).exists()


def test_a_report_of_all_of_it_is_as_its_schema_says_each_time_the_same() -> None:
    selection = Selection(questions=tuple(Question.objects.values_list("pk", flat=True)))
    first, again = (report_json(report_of(selection, LOW_BEST_HIGH, Redaction(), DAY, SITE)) for _ in range(2))
    report = json.loads(first)
    faults = Draft202012Validator(json.loads(SCHEMA.read_bytes())).iter_errors(report)
    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == [] and first == again
    assert len(report["claims"]) == Claim.objects.filter(question__isnull=False).count() > 150
    assert len(report["conflicts"]) == Conflict.objects.count() and len(report["documents"]) == 5
    assert all(claim["quote"]["exact"] and claim["finding"]["sentence"] for claim in report["claims"])


def test_a_package_of_all_of_it_holds(tmp_path: Path) -> None:
    selection = Selection(questions=tuple(Question.objects.values_list("pk", flat=True)))
    report = json.loads(report_json(report_of(selection, LOW_BEST_HIGH, Redaction(), DAY, SITE)))
    bag = unpacked(packed(report), tmp_path)
    bagit.Bag(str(bag)).validate()
    code, said = verified(bag)
    quotes = len(report["claims"])
    assert code == 0 and f"{quotes} quotes, word for word at the place given, in 5 texts." in said
    assert "5 originals, byte for byte" in said and f"{LedgerEntry.objects.count()} ledger entries" in said


def test_all_of_it_is_linked_data() -> None:
    selection = Selection(questions=tuple(Question.objects.values_list("pk", flat=True)))
    report = report_of(selection, LOW_BEST_HIGH, Redaction(), DAY, SITE)
    found = Graph().parse(data=report_jsonld(report), format="json-ld")
    for name in ("Claim", "CreativeWork", "Question"):
        assert len(set(found.subjects(RDF.type, URIRef(f"https://schema.org/{name}")))) >= 5
    annotations = set(found.subjects(RDF.type, URIRef("http://www.w3.org/ns/oa#Annotation")))
    assert len(annotations) == len(report["claims"]) > 150
