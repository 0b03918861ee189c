"""A report taken over from its package gives the same report back, and what cannot be taken over is refused whole."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from claims import actions, ledger
from claims.domain.sheet_rules import TEAM_DECISION
from claims.exports.report_json import report_json
from claims.models import Claim, Conflict, Document, Event, LedgerEntry, Question, Review, Source
from claims.report_import import KEPT_BACK
from claims.reports.report import Redaction, Selection, report_of
from tests.cast import Cast, person
from tests.exports.packed import SITE, edited, made_consistent, packed, unpacked, value
from tests.mali import load_mali

pytestmark = pytest.mark.django_db(transaction=True)

NOUNS = ("events", "questions", "conflicts", "claims", "claims_beside", "documents", "sources")
NOT_THE_SAME = {"address", "ledger", "as_of", "site", "at", "recorded_at", "version", "evidence"}
"""Where it stands, and when it was done. A version counts corrections, and evidence hashes keys."""


def same(report: dict[str, Any]) -> Any:
    """All that must be the same: things are called by their place in the report, for their keys may be others."""
    names = {one["key"]: f"{noun} {place}" for noun in NOUNS for place, one in enumerate(report[noun])}

    def renamed(part: Any) -> Any:
        if isinstance(part, dict):
            return {name: renamed(below) for name, below in part.items() if name not in NOT_THE_SAME}
        if isinstance(part, list):
            return [renamed(below) for below in part]
        return names.get(part, part) if isinstance(part, str) else part

    return renamed(report)


def of_all(hidden: bool = False) -> dict[str, Any]:
    questions = tuple(Question.objects.order_by("pk").values_list("pk", flat=True))
    selection = Selection(questions=questions, events=tuple(Event.objects.values_list("pk", flat=True)))
    found: dict[str, Any] = json.loads(
        report_json(report_of(selection, TEAM_DECISION, Redaction(hidden), date(2026, 1, 2), SITE))
    )
    return found


def taken_over(path: Path) -> str:
    said = StringIO()
    call_command("import_report", str(path), stdout=said)
    return said.getvalue()


def decided(lead: User) -> None:
    """Reviews, settlements, decisions and a withdrawal on what is there."""
    rosa = person("lead", "rosa")
    first, second, third, *_ = Conflict.objects.order_by("pk")
    one, other = first.question.claims.filter(counts=True).order_by("pk")[:2]
    actions.review_claim(by=rosa, claim=one, verdict="unverified", reason="First look.")
    actions.review_claim(by=lead, claim=one, verdict="conflicting", reason="See the other.", cites=[other])
    actions.settle_conflict(by=rosa, conflict=first, decision="explained", cause="scope", dimension="place", note="So.")
    actions.settle_conflict(by=rosa, conflict=second, decision="undecidable", cause="disagreement", note="Both.")
    actions.reopen_conflict(by=lead, conflict=second, note="Again.")
    actions.decide_figure(by=rosa, question=first.question, claim=other, note="The later one.")
    gone = third.question.claims.filter(counts=True).order_by("-pk").first()
    assert gone
    actions.review_claim(by=rosa, claim=gone, verdict="unverified", reason="Hm.")
    actions.withdraw_claim(by=lead, claim=gone, version=gone.version, reason="Misread.")


@pytest.mark.parametrize("hidden", [False, True])
def test_the_whole_corpus_gives_the_same_report_back(tmp_path: Path, hidden: bool) -> None:
    load_mali()
    decided(person("lead", "lena"))
    before = of_all(hidden)
    path = tmp_path / "package.zip"
    path.write_bytes(packed(before))
    call_command("flush", interactive=False)
    assert not Claim.objects.exists()
    said = taken_over(path)
    after = of_all(hidden)
    assert same(after) == same(before) and "Left" not in said
    assert [claim["version"] for claim in after["claims"]] == [claim["version"] for claim in before["claims"]]
    assert ledger.verify().fault is None and actions.rebuild().total == 0


# --- smaller reports --------------------------------------------------------------------------------------------------


@pytest.fixture
def moura(cast: Cast) -> Event:
    return cast.event("Moura")


def pack(report: dict[str, Any], folder: Path) -> Path:
    path = folder / "package.zip"
    path.write_bytes(packed(report))
    return path


def elsewhere(report: dict[str, Any], folder: Path) -> tuple[str, dict[str, Any]]:
    """What is said of taking it over into a tracker that is empty, and the report there."""
    path = pack(report, folder)
    call_command("flush", interactive=False)
    said = taken_over(path)
    return said, value(*Event.objects.all(), hidden=report["redaction"]["reviewers"] == "hidden")


def test_what_a_claim_leans_on_comes_along_from_another_question(cast: Cast, moura: Event, tmp_path: Path) -> None:
    farther = cast.claim("30 people", cast.question())
    claim = cast.claim("300 people", cast.question(event=moura), leans_on=(cast.source("Hospital"),))
    actions.lean_on(by=cast.lead, claim=claim, on=farther)
    before = value(moura)
    said, after = elsewhere(before, tmp_path)
    assert same(after) == same(before) and "Left" not in said
    assert len(after["claims"][0]["leans_on"]) == 2 and after["claims_beside"][0]["quote"] == "30 people"


def test_revisions_and_parts_come_along(cast: Cast, moura: Event, tmp_path: Path) -> None:
    part = cast.question("Children?", event=moura)
    whole = cast.question("All?", event=moura)
    actions.correct_question(by=cast.lead, question=part, version=1, part_of=whole)
    paper = cast.source("Paper")
    earlier, later = (cast.claim(words, whole, asserted_by=(paper,)) for words in ("300 people", "450 people"))
    actions.mark_replaced(by=cast.lead, claim=earlier, version=1, replaced_by=later)
    before = value(moura)
    _, after = elsewhere(before, tmp_path)
    assert same(after) == same(before) and after["claims"][0]["replaced_by"]


def test_a_review_older_than_the_evidence_is_so_again(
    cast: Cast, moura: Event, tmp_path: Path, time_passes: Callable[..., None]
) -> None:
    question = cast.question(event=moura)
    claim = cast.claim("300 people", question)
    time_passes(timedelta())
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="Alone.")
    time_passes(timedelta())
    cast.claim("450 people", question)
    before = value(moura)
    _, after = elsewhere(before, tmp_path)
    assert same(after) == same(before) and after["claims"][0]["reviews"][0]["outdated"]


def test_words_that_are_read_otherwise_by_now_keep_their_answer(
    cast: Cast, moura: Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.claim("an estimated 300 men", cast.question(event=moura))
    cast.claim("March 2022", cast.when(event=moura))
    before = value(moura)
    path = pack(before, tmp_path)
    call_command("flush", interactive=False)
    monkeypatch.setattr("claims.report_import._Import._reads_as", lambda *_: False)
    taken_over(path)
    for claim, earlier in zip(value(*Event.objects.all())["claims"], before["claims"], strict=True):
        assert claim["answer"]["allows"] == earlier["answer"]["allows"]
        assert claim["answer"]["by_hand_because"].endswith(earlier["answer"]["reading"])


def test_who_decided_cannot_log_in_and_is_nobody_of_here(cast: Cast, moura: Event, tmp_path: Path) -> None:
    claim = cast.claim("300 people", cast.question(event=moura))
    for name in ("rosa", "mario"):
        actions.review_claim(by=person("lead", name), claim=claim, verdict="unverified", reason="Read it.")
    path = pack(value(moura), tmp_path)
    call_command("flush", interactive=False)
    ours = person("lead", "rosa")
    taken_over(path)
    reviewers = [review.reviewer for review in Review.objects.order_by("pk")]
    assert [one.username for one in reviewers] == ["rosa (tracker.example)", "mario"]
    assert ours not in reviewers and not any(one.has_usable_password() for one in reviewers)


def test_a_hidden_reviewer_is_a_reviewer_of_the_site(cast: Cast, moura: Event, tmp_path: Path) -> None:
    claim = cast.claim("300 people", cast.question(event=moura))
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="Read it.")
    before = value(moura, hidden=True)
    _, after = elsewhere(before, tmp_path)
    assert same(after) == same(before)
    assert Review.objects.get().reviewer.username == "a-reviewer-of-tracker.example"


def test_the_original_dates_stand_in_the_ledger(cast: Cast, moura: Event, tmp_path: Path) -> None:
    claim = cast.claim("300 people", cast.question(event=moura))
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="Read it.")
    before = value(moura)
    elsewhere(before, tmp_path)
    entry = LedgerEntry.objects.latest("sequence")
    kept, [said] = json.loads(entry.payload)["after"], before["claims"]
    times = [f"recorded {said['recorded_at']}", f"reviewed {said['reviews'][0]['at']}"]
    assert (entry.deed, kept["site"], kept["ledger"]) == ("take_over_report", SITE, before["ledger"])
    assert kept["times"] == {f"claim {Claim.objects.get().pk}": times}


def test_words_that_are_kept_back_are_said_to_be(cast: Cast, moura: Event, tmp_path: Path) -> None:
    cast.source("Informant Q", confidential=True)
    claim = cast.claim("300 people", cast.question(event=moura), statement="300, says Informant Q.")
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="Ask Informant Q.")
    _, after = elsewhere(value(moura), tmp_path)
    assert after["claims"][0]["statement"] == after["claims"][0]["reviews"][0]["reason"] == KEPT_BACK


def test_what_cannot_be_repeated_is_named(cast: Cast, moura: Event, tmp_path: Path) -> None:
    question = cast.conflict(event=moura)
    actions.settle_conflict(
        by=cast.lead, conflict=question.conflict, decision="resolved", cause="source_error", note="A slip."
    )
    before = value(moura)
    before["conflicts"][0]["settlements"][0]["cause"] = "a cause that nobody knows"
    said, _ = elsewhere(before, tmp_path)
    assert f"Left: A settlement of {before['conflicts'][0]['key']} could not be repeated: Choose the cause" in said


# --- refused ----------------------------------------------------------------------------------------------------------


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Source, Document, Event, Question, Claim, LedgerEntry))


def refused(path: Path) -> str:
    """Why; and nothing has changed."""
    before = counts()
    with pytest.raises(CommandError, match=r"^Nothing was taken over\. ") as refusal:
        taken_over(path)
    assert counts() == before
    return str(refusal.value)


def test_the_same_package_twice_is_refused(cast: Cast, moura: Event, tmp_path: Path) -> None:
    cast.conflict(event=moura)
    before = value(moura)
    _, after = elsewhere(before, tmp_path)
    assert f"{before['documents'][0]['key']} of the package is here already: document" in refused(
        tmp_path / "package.zip"
    )
    assert same(value(*Event.objects.all())) == same(after)


def test_an_event_that_is_known_by_its_key_is_refused(cast: Cast, tmp_path: Path) -> None:
    event = actions.add_event(by=cast.lead, title="Moura", external_key="casework-12")
    assert "“casework-12” of the package is here already: event" in refused(pack(value(event), tmp_path))


def test_a_source_that_is_known_is_met_again(cast: Cast, moura: Event, tmp_path: Path) -> None:
    document = cast.document("It is said that 300 people died.", publisher=cast.source("Agency"))
    cast.claim("300 people", cast.question(event=moura), document=document)
    path = pack(value(moura), tmp_path)
    call_command("flush", interactive=False)
    known = Cast(person("lead", "lena")).source("Agency", grade="B")
    taken_over(path)
    assert Document.objects.get().publisher == known and known.grade == "B"


def test_a_source_of_the_same_key_and_another_name_is_refused(cast: Cast, moura: Event, tmp_path: Path) -> None:
    actions.correct_source(by=cast.lead, source=cast.source("HRW"), version=1, external_key="hrw")
    cast.claim("300 people", cast.question(event=moura), asserted_by=(Source.objects.get(name="HRW"),))
    path = pack(value(moura), tmp_path)
    call_command("flush", interactive=False)
    actions.add_source(by=person("lead"), name="Hotel workers", kind="organisation", external_key="hrw")
    with pytest.raises(CommandError, match="its key “hrw” is that of “Hotel workers” here"):
        taken_over(path)
    assert not Claim.objects.exists()


def test_only_sources_that_are_new_are_counted(cast: Cast, moura: Event, tmp_path: Path) -> None:
    cast.claim("300 people", cast.question(event=moura), asserted_by=(cast.source("HRW"), cast.source("Amnesty")))
    path = pack(value(moura), tmp_path)
    call_command("flush", interactive=False)
    actions.add_source(by=person("lead"), name="HRW", kind="organisation")
    said = taken_over(path)
    assert f"{Source.objects.count() - 1} source" in said


@pytest.mark.parametrize("damage", ["a flipped byte", "a moved quote", "no package"])
def test_a_package_that_does_not_hold_is_refused(cast: Cast, moura: Event, tmp_path: Path, damage: str) -> None:
    cast.conflict(event=moura)
    bag = unpacked(packed(value(moura)), tmp_path)
    call_command("flush", interactive=False)
    if damage == "a flipped byte":
        (bag / "README.txt").write_text("other")
    elif damage == "a moved quote":
        edited(bag / "data/report.json", lambda report: report["claims"][0]["quote"].update(start=1, end=3))
        made_consistent(bag)
    assert "The package does not hold. " in refused(tmp_path / "nowhere" if damage == "no package" else bag)


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        (lambda report: report["claims"][0].pop("voice"), "is not built as its schema says (KeyError"),
        (lambda report: report["claims"][0].update(recorded_at="soon"), "is not built as its schema says (ValueError"),
        (lambda report: report["claims"][0].update(document="source-1"), "The package does not hold"),
        (lambda report: report["claims"][0].update(question="event-1"), "where something else belongs"),
        (lambda report: report["claims"][0].update(voice="sung"), "was refused"),
        (lambda report: report["questions"][0].update(part_of=report["questions"][0]["key"]), "was refused"),
        (
            lambda report: report["documents"][0].update(
                repeats=[{"document": report["documents"][0]["key"], "note": ""}]
            ),
            "The tracker refuses something of it",
        ),
    ],
)
def test_a_report_that_is_built_otherwise_is_refused(
    cast: Cast, moura: Event, tmp_path: Path, odd: Callable[[Any], None], why: str
) -> None:
    cast.claim("300 people", cast.question(event=moura))
    bag = unpacked(packed(value(moura)), tmp_path)
    call_command("flush", interactive=False)
    edited(bag / "data/report.json", odd)
    made_consistent(bag)
    assert why in refused(bag)


def test_a_package_that_keeps_files_back_is_refused(cast: Cast, moura: Event, tmp_path: Path) -> None:
    document = cast.document("300 people, says the mayor. Also: Ibrahim Q.", publisher=cast.source())
    cast.claim("300 people", cast.question(event=moura), document=document)
    cast.source("Ibrahim Q", confidential=True)
    assert "It keeps files of documents back" in refused(pack(value(moura), tmp_path))
