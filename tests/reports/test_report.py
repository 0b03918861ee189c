"""The report value: complete, plain, the same each time, and without what must not leave."""

import json
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from claims import actions
from claims.domain.scope import AS_QUESTION, Scope
from claims.domain.sheet_rules import LOW_BEST_HIGH, TEAM_DECISION, SheetRule
from claims.exports.report_json import SCHEMA, report_json
from claims.models import Claim, Event, LedgerHead
from claims.reports import report as reports
from claims.reports import sheet
from claims.reports.report import Changing, NothingThere, Redaction, Selection, report_of
from tests.cast import ByHand, Cast, person
from tests.web.ladder import reads

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 2)
SITE = "https://tracker.example"
VALID = Draft202012Validator(json.loads(SCHEMA.read_bytes()), format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.fixture
def moura(cast: Cast) -> Event:
    return cast.event("Moura", date="2022-03", place="Mopti")


def report(
    *events: Event, rule: SheetRule = LOW_BEST_HIGH, hidden: bool = False, **selected: tuple[int, ...]
) -> dict[str, Any]:
    """As whoever gets the file reads it. It is always what the schema says, and each key in it leads somewhere."""
    selection = Selection(events=tuple(event.pk for event in events), **selected)
    found: dict[str, Any] = json.loads(report_json(report_of(selection, rule, Redaction(hidden), DAY, SITE)))
    assert [f"{error.json_path}: {error.message}" for error in VALID.iter_errors(found)] == []
    assert named(found) <= kept(found)
    return found


def kept(found: dict[str, Any]) -> set[str]:
    nouns = ("events", "questions", "conflicts", "claims", "claims_beside", "documents", "sources")
    return {one["key"] for noun in nouns for one in found[noun]}


NAMING = {
    *("event", "question", "questions", "part_of", "claim", "claims", "first", "second", "cites", "replaced_by"),
    *("document", "asserted_by", "leans_on", "origins", "sources", "publisher"),
}


def named(part: Any, name: str = "") -> set[str]:
    """Every key by which one part of a report names another."""
    if isinstance(part, dict):
        return {key for below, value in part.items() for key in named(value, below)}
    if isinstance(part, list):
        return {key for value in part for key in named(value, name)}
    return {part} if name in NAMING and isinstance(part, str) and part.rpartition("-")[2].isdigit() else set()


def words(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False)


# --- what stands in it ------------------------------------------------------------------------------------------------


def test_says_what_it_is_and_as_of_when(cast: Cast, moura: Event) -> None:
    found = report(moura)
    head = LedgerHead.objects.get()
    assert found["format"] == {"name": "source-claim report", "version": 1}
    assert (found["title"], found["as_of"]) == ("Moura", "2026-01-02")
    assert found["ledger"] == {"sequence": head.sequence, "hash": head.hash}
    assert found["method"]["sheet_rule"]["key"] == "low-best-high" and found["method"]["margin"] == 10


def test_says_where_it_can_be_looked_up_and_that_it_is_no_release(moura: Event) -> None:
    found = report(moura)
    assert (found["site"], found["release"]) == (SITE, None)
    assert found["events"][0]["address"] == moura.get_absolute_url()


@pytest.mark.parametrize(("external_key", "said"), [("casework-12", "casework-12"), ("said-by-blue-heron", None)])
def test_the_keys_of_an_import_stay_with_what_they_name(cast: Cast, external_key: str, said: str | None) -> None:
    cast.source("Heron", confidential=True)
    event = actions.add_event(by=cast.lead, title="Moura", external_key=external_key)
    assert report(event)["events"][0]["external_key"] == said


def test_the_selection_may_bring_a_title_and_a_purpose(moura: Event) -> None:
    selection = Selection(events=(moura.pk,), title="For the court", purpose="Case 12")
    found = report_of(selection, LOW_BEST_HIGH, Redaction(), DAY, SITE)
    assert (found["title"], found["purpose"]) == ("For the court", "Case 12")


def test_a_conflict_has_both_camps_and_why(cast: Cast, moura: Event) -> None:
    question = cast.conflict(event=moura)
    found = report(moura)
    [conflict], [asked] = found["conflicts"], found["questions"]
    first, second = (f"claim-{pk}" for pk in question.claims.order_by("pk").values_list("pk", flat=True))
    assert [camp["claims"] for camp in asked["camps"]] == [[first], [second]] and conflict["camps"] == [1, 2]
    assert "do not meet, 75 apart" in conflict["sentence"] and conflict["gap"]["steps"] == 75
    assert [(pair["first"], pair["second"]) for pair in conflict["pairs"]] == [(first, second)]
    assert conflict["unresolved"] and conflict["hints"]
    assert [claim["finding"]["kind"] for claim in found["claims"]] == ["conflicting", "conflicting"]


def test_a_claim_has_its_quote_its_place_and_how_it_was_read(cast: Cast, moura: Event) -> None:
    claim = cast.claim("an estimated 300 men", cast.question(event=moura), scope=Scope("men"))
    [found] = report(moura)["claims"]
    quote, answer = found["quote"], found["answer"]
    assert (quote["prefix"], quote["exact"], quote["suffix"]) == ("It is said that ", "an estimated 300 men", ".")
    assert (quote["start"], quote["text_sha256"]) == (16, claim.text_version.sha256)
    assert answer["stated"] == {"from": 300, "to": 300} and answer["allows"] == {"from": 270, "to": 330}
    assert answer["reading"] == "270–330 people, by about = ±10 %"
    assert found["scope"]["population"] == {"is": "other", "words": "men"}
    assert found["scope"]["place"] == {"is": "not stated", "words": ""}


def test_days_are_days_and_options_have_no_figure(cast: Cast, moura: Event) -> None:
    cast.claim("March 2022", cast.when(event=moura))
    cast.choice("yes", cast.whether(event=moura))
    dated, chosen = (claim["answer"] for claim in report(moura)["claims"])
    assert dated["allows"] == {"from": "2022-03-01", "to": "2022-03-31"} and dated["edtf"] == "2022-03"
    assert (chosen["option"], chosen["stated"], chosen["allows"]) == ("yes", None, None)


def test_the_sheet_names_the_claims_behind_each_cell_and_those_left_out(cast: Cast, moura: Event) -> None:
    question = cast.question(event=moura, population="civilians", bears_on=["population"])
    kept_claim = cast.claim("32 people", question, scope=Scope(AS_QUESTION))
    other = cast.claim("20 men", question, scope=Scope("men"))
    [row] = report(moura)["sheet"]
    assert row["cells"][0]["figure"] == {"from": 32, "to": 32}
    assert [c["claim"] for c in row["cells"][0]["given"][0]["claims"]] == [f"claim-{kept_claim.pk}"]
    assert [c["claim"] for c in row["left_out"]] == [f"claim-{other.pk}"] and "men" in row["left_out"][0]["because"]


def test_what_was_withdrawn_is_there_with_the_reason(cast: Cast, moura: Event) -> None:
    claim = cast.claim("32 people", cast.question(event=moura))
    actions.withdraw_claim(by=cast.lead, claim=claim, version=1, reason="Misread.")
    [found] = report(moura)["claims"]
    assert (found["withdrawn"]["reason"], found["withdrawn"]["by"], found["counts"]) == ("Misread.", "lena", False)
    assert found["not_counting_because"] == "the claim was withdrawn"


def test_reviews_settlements_and_decisions_have_their_reasons(cast: Cast, moura: Event) -> None:
    question = cast.conflict(event=moura)
    first, second = question.claims.order_by("pk")
    actions.review_claim(by=cast.lead, claim=first, verdict="unverified", reason="First look.")
    actions.review_claim(by=cast.lead, claim=first, verdict="conflicting", reason="See the other.", cites=[second])
    actions.settle_conflict(
        by=cast.lead, conflict=question.conflict, decision="resolved", cause="source_error", note="A slip."
    )
    actions.decide_figure(by=cast.lead, question=question, claim=second, note="The later count.")
    found = report(moura, rule=TEAM_DECISION)
    reviews = found["claims"][0]["reviews"]
    assert [(r["reason"], r["decides"]) for r in reviews] == [("See the other.", True), ("First look.", False)]
    assert reviews[0]["cites"] == [f"claim-{second.pk}"] and reviews[0]["by"] == "lena"
    [conflict], [row] = found["conflicts"], found["sheet"]
    assert (conflict["settlements"][0]["note"], conflict["unresolved"]) == ("A slip.", False)
    assert (row["decision"]["note"], row["decision"]["claim"]) == ("The later count.", f"claim-{second.pk}")


def test_tells_who_repeats_whom(cast: Cast, moura: Event) -> None:
    agency = cast.source("Agency")
    wire = cast.document("It is said that 300 people died.", publisher=agency)
    copy = cast.document("300 people, says the agency.", publisher=cast.source("Paper"))
    actions.record_repeats(by=cast.lead, document=copy, repeats=wire, note="Word for word.")
    question = cast.question(event=moura)
    told = [cast.claim("300 people", question, document=document) for document in (wire, copy)]
    found = report(moura)
    keys = [f"claim-{claim.pk}" for claim in told]
    assert found["questions"][0]["origins"]["groups"] == [{"sources": [f"source-{agency.pk}"], "claims": keys}]
    assert found["questions"][0]["origins"]["words"] == "2 documents, 1 origin"
    assert found["documents"][1]["repeats"] == [{"document": f"document-{wire.pk}", "note": "Word for word."}]


def test_a_claim_of_another_question_that_one_leans_on_stands_beside(cast: Cast, moura: Event) -> None:
    farthest = cast.claim("31 people", cast.question())
    farther = cast.claim("30 people", cast.question(), leans_on=(farthest,))
    claim = cast.claim("300 people", cast.question(event=moura), leans_on=(farther,))
    found = report(moura)
    assert [one["key"] for one in found["claims_beside"]] == [f"claim-{farthest.pk}", f"claim-{farther.pk}"]
    assert [one["key"] for one in found["claims"]] == [f"claim-{claim.pk}"]
    assert found["claims_beside"][0]["quote"] == "31 people"


def test_questions_and_conflicts_can_be_selected_as_well(cast: Cast, moura: Event) -> None:
    first, second = cast.conflict(event=moura), cast.conflict()
    both = report(questions=(first.pk,), conflicts=(second.conflict.pk,))
    assert [q["key"] for q in both["questions"]] == [f"question-{first.pk}", f"question-{second.pk}"]
    assert [e["key"] for e in both["events"]] == [f"event-{moura.pk}"] and both["title"] == "2 questions"
    assert report(questions=(second.pk, second.pk))["title"] == second.text


def test_parts_stand_beneath_their_wholes(cast: Cast, moura: Event) -> None:
    whole, other = cast.question("All?", event=moura), cast.question("Injured?", event=moura)
    part = cast.question("Children?", event=moura, part_of=whole)
    found = report(moura)
    assert [(q["key"], q["part_of"]) for q in found["questions"]] == [
        (f"question-{whole.pk}", None),
        (f"question-{part.pk}", f"question-{whole.pk}"),
        (f"question-{other.pk}", None),
    ]


def test_an_event_without_questions_is_a_report_too(moura: Event) -> None:
    found = report(moura)
    assert [e["title"] for e in found["events"]] == ["Moura"]
    assert not any(found[part] for part in ("questions", "sheet", "conflicts", "claims", "documents", "sources"))


def test_nothing_selected_is_an_empty_report(db: None) -> None:
    assert report()["title"] == "0 questions"


@pytest.mark.parametrize("noun", ["event", "question", "conflict"])
def test_what_is_not_there_is_refused(db: None, noun: str) -> None:
    selection = Selection(**{f"{noun}s": (9,)})
    with pytest.raises(NothingThere, match=f"There is no {noun} 9."):
        report_of(selection, LOW_BEST_HIGH, Redaction(), DAY, SITE)


@pytest.mark.parametrize(
    "hostile", ["=1+1", "<script>alert(1)</script>", "مورا ١", "\u202eabc", "𐤀𐤁 👩🏽‍⚕️", 'a"b\\c', "x" * 300, "@SUM(A1)"]
)
def test_text_of_any_sort_is_kept_as_data(cast: Cast, hostile: str) -> None:
    event = cast.event(hostile, place=hostile[:200])
    document = cast.document(f"{hostile} 5 people", publisher=cast.source(hostile[:200]), title=hostile)
    question = cast.question(hostile, event=event, note=hostile)
    answer = ByHand(hostile, "exactly", 5, 5)
    cast.claim(f"{hostile} 5 people", question, document=document, answer=answer, statement=hostile)
    found = report(event)
    assert found["events"][0]["title"] == found["questions"][0]["text"] == found["claims"][0]["statement"] == hostile
    assert found["claims"][0]["quote"]["exact"] == f"{hostile} 5 people"
    assert found["documents"][0]["title"] == hostile and found["sources"][0]["name"] == hostile[:200]


def test_a_statement_of_10_000_signs_is_whole(cast: Cast, moura: Event) -> None:
    cast.claim("5 people", cast.question(event=moura), statement="ש" * 10_000)
    assert report(moura)["claims"][0]["statement"] == "ש" * 10_000


def test_a_question_with_too_many_claims_says_so(cast: Cast, moura: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_EACH", 1)
    cast.conflict(event=moura)
    found = report(moura)
    assert found["questions"][0]["not_read_because"].startswith("it has too many claims")
    assert found["claims"] == found["conflicts"] == []


# --- what must not leave ----------------------------------------------------------------------------------------------


def test_nothing_confidential_is_in_it_and_the_rest_is_computed_anew(cast: Cast, moura: Event) -> None:
    secret = cast.source("Informant Q", confidential=True)
    notes = cast.document("Hush: 900 people.", publisher=cast.source(), title="Field notes", confidential=True)
    question = cast.question(event=moura)
    cast.claim("300 people", question)
    rival = cast.claim("20 people", question, asserted_by=(secret,))
    cast.claim("900 people", question, document=notes)
    assert question.conflict.state == "open"
    found = report(moura)
    for hush in ("Informant Q", "Field notes", "20 people", "900 people", f'"claim-{rival.pk}"', "Hush"):
        assert hush not in words(found), hush
    assert found["conflicts"] == [] and found["claims"][0]["finding"]["kind"] == "unverified"
    assert found["sheet"][0]["cells"][0]["figure"] == {"from": 300, "to": 300}
    assert found["questions"][0]["origins"]["count"] == 1 and found["questions"][0]["evidence"] is None
    assert len(found["documents"]) == len(found["sources"]) == 1


def test_a_question_only_what_is_confidential_answers_stays_in(cast: Cast, moura: Event) -> None:
    whole = cast.question("Known to one?", event=moura)
    part = cast.question("Of these, children?", event=moura, part_of=whole)
    cast.claim("5 people", whole, asserted_by=(cast.source(confidential=True),))
    found = report(moura)
    assert [q["key"] for q in found["questions"]] == [f"question-{part.pk}"] and "Known to one?" not in words(found)
    assert report(questions=(whole.pk,))["events"] == []


def test_reasons_beside_what_is_confidential_are_kept_back(cast: Cast, moura: Event) -> None:
    question = cast.conflict(event=moura, note="As he told us.")
    hidden = cast.claim("20 people", question, asserted_by=(cast.source(confidential=True),))
    claim = question.claims.order_by("pk").first()
    assert claim
    actions.review_claim(by=cast.lead, claim=claim, verdict="conflicting", reason="He was there.", cites=[hidden])
    actions.settle_conflict(
        by=cast.lead, conflict=question.conflict, decision="resolved", cause="source_error", note="He knows."
    )
    actions.decide_figure(by=cast.lead, question=question, claim=claim, note="He counted.")
    found = report(moura, rule=TEAM_DECISION)
    review = found["claims"][0]["reviews"][0]
    assert (review["reason"], review["cites"], review["verdict"]) == (None, [], "conflicting")
    assert found["conflicts"][0]["settlements"][0]["note"] is None and found["sheet"][0]["decision"]["note"] is None
    assert not [said for said in ("told us", "was there", "He knows", "He counted") if said in words(found)]


def test_of_claims_nobody_looked_at_nothing_is_told(cast: Cast, moura: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_EACH", 1)
    question = cast.question(event=moura, note="As he told us.")
    cast.claim("300 people", question)
    hidden = cast.claim("20 people", question, asserted_by=(cast.source(confidential=True),))
    actions.decide_figure(by=cast.lead, question=question, claim=hidden, note="He was there.")
    found = report(moura, rule=TEAM_DECISION)
    assert found["sheet"][0]["decision"] is None and found["questions"][0]["note"] is None
    assert not [said for said in ("told us", "was there", '"20"', "2 claims") if said in words(found)]


def test_what_a_review_cites_of_another_question_stays_in_with_its_reason(cast: Cast, moura: Event) -> None:
    claim = cast.claim("300 people", cast.question(event=moura))
    hidden = cast.claim("20 people", cast.question("Hush?"), asserted_by=(cast.source(confidential=True),))
    seen = cast.claim("7 people", cast.question())
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="See it.", cites=[seen])
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="As he says.", cites=[seen, hidden])
    found = report(moura)
    newer, older = found["claims"][0]["reviews"]
    assert (newer["reason"], newer["cites"]) == (None, [f"claim-{seen.pk}"]) and older["reason"] == "See it."
    assert [one["key"] for one in found["claims_beside"]] == [f"claim-{seen.pk}"]
    assert "20 people" not in words(found)


def test_a_later_figure_that_must_not_leave_is_not_named(cast: Cast, moura: Event) -> None:
    question = cast.question(event=moura)
    guard = cast.source("A guard", confidential=True)
    paper = cast.source("Paper")
    claim = cast.claim("300 people", question, asserted_by=(paper,))
    later = cast.claim("20 people", question, asserted_by=(paper, guard))
    actions.mark_replaced(by=cast.lead, claim=claim, version=1, replaced_by=later)
    [found] = report(moura)["claims"]
    assert found["replaced_by"] is None and not found["counts"]


def test_a_reason_that_names_a_confidential_source_is_kept_back_anywhere(cast: Cast, moura: Event) -> None:
    cast.source("Informant Q", confidential=True, aliases=["the Baker"])
    by_hand = ByHand("The Baker’s count.", "exactly", 300, 300)
    question = cast.question(event=moura)
    claim = cast.claim("300 people", question, statement="300, as the baker says.", answer=by_hand)
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="Ask informant q again.")
    [found] = report(moura)["claims"]
    assert found["statement"] is None and found["reviews"][0]["reason"] is None
    assert found["answer"]["by_hand_because"] is None and "baker" not in words(found).lower()
    assert found["answer"]["allows"] == {"from": 300, "to": 300}


def test_words_around_a_quote_stop_before_one_that_must_not_leave(cast: Cast, moura: Event) -> None:
    text = "20 people, says the guard. 300 people, says the mayor. 7 people, says the cook."
    document = cast.document(text, publisher=cast.source())
    guard = cast.source("A guard", confidential=True)
    cast.claim("20 people, says the guard", cast.question(), document=document, asserted_by=(guard,))
    cast.claim("300 people", cast.question(event=moura), document=document)
    [found] = report(moura)["claims"]
    assert found["quote"]["prefix"] is None and found["quote"]["suffix"].startswith(", says the mayor")
    assert "guard" not in words(report(moura))


def test_reviewers_are_named_nowhere_when_hidden(cast: Cast, moura: Event) -> None:
    rosa = person("lead", "rosa", first_name="Rosa", last_name="Luz")
    question = cast.conflict(event=moura)
    first, second = question.claims.order_by("pk")
    actions.review_claim(by=rosa, claim=first, verdict="conflicting", reason="Rosa Luz rang them.")
    actions.review_claim(by=cast.lead, claim=second, verdict="conflicting", reason="As rosa says.")
    actions.settle_conflict(
        by=rosa, conflict=question.conflict, decision="resolved", cause="source_error", note="A slip."
    )
    actions.decide_figure(by=rosa, question=question, claim=second, note="Counted twice.")
    gone = cast.claim("7 people", question)
    actions.withdraw_claim(by=rosa, claim=gone, version=1, reason="Not theirs.")
    shown, found = report(moura, rule=TEAM_DECISION), report(moura, rule=TEAM_DECISION, hidden=True)
    assert words(shown).lower().count("rosa") == 6 and found["redaction"]["reviewers"] == "hidden"
    assert "rosa" not in words(found).lower() and "lena" not in words(found)
    assert found["claims"][0]["reviews"][0] | {"by": None, "reason": None} == found["claims"][0]["reviews"][0]
    assert found["conflicts"][0]["settlements"][0]["note"] == "A slip."


# --- the same each time -----------------------------------------------------------------------------------------------


def test_the_same_data_give_the_same_bytes(cast: Cast, moura: Event) -> None:
    cast.conflict(event=moura)
    first, again = (report_of(Selection((moura.pk,)), LOW_BEST_HIGH, Redaction(), DAY, SITE) for _ in range(2))
    assert report_json(first) == report_json(again)


def test_what_changes_meanwhile_is_read_again(cast: Cast, moura: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    read, late = reports.read, iter([True, False])

    def disturbed(selection: Selection) -> Any:
        found = read(selection)
        if next(late):
            cast.conflict(event=moura)
        return found

    monkeypatch.setattr(reports, "read", disturbed)
    found = report(moura)
    assert len(found["claims"]) == 2 and found["ledger"]["hash"] == LedgerHead.objects.get().hash


def test_what_never_rests_is_refused(cast: Cast, moura: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    read = reports.read

    def disturbed(selection: Selection) -> Any:
        cast.source()
        return read(selection)

    monkeypatch.setattr(reports, "read", disturbed)
    with pytest.raises(Changing, match="try again"):
        report(moura)


def test_reads_as_often_for_much_as_for_little(cast: Cast, moura: Event) -> None:
    def grow(times: int) -> int:
        for _ in range(times):
            question = cast.conflict(event=moura)
            claim = Claim.objects.latest("pk")
            cast.claim("7 people", question, leans_on=(cast.source(), cast.claim("6 people", cast.question())))
            actions.review_claim(by=cast.lead, claim=claim, verdict="conflicting", reason="So.")
            actions.settle_conflict(
                by=cast.lead, conflict=question.conflict, decision="resolved", cause="source_error", note="A slip."
            )
        selection = Selection(events=(moura.pk,))
        return reads(lambda: report_of(selection, LOW_BEST_HIGH, Redaction(True), DAY, SITE))

    assert grow(2) == grow(6)
