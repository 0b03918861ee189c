"""A rebuild mends every projection that was damaged, exactly that one, and touches no decision and no ledger."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db.models import F, Model

from claims import actions, ledger
from claims.actions.deed import act
from claims.models import (
    Claim,
    ClaimRoot,
    ClaimWord,
    Conflict,
    ConflictSource,
    Document,
    Event,
    LedgerEntry,
    LedgerHead,
    LedgerObject,
    Margin,
    Option,
    Question,
    QuestionWord,
    Review,
    Settlement,
    Tally,
    TeamDecision,
)
from claims.models.claim import Projections
from claims.reports.evidence_rows import Projected, ProjectedConflict
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db

DECISIONS = (Review, Settlement, TeamDecision, LedgerEntry, LedgerObject, LedgerHead)
REMADE = (ClaimRoot, ClaimWord, QuestionWord, ConflictSource)
"""Rows that a rebuild deletes and inserts, so that their keys are their own."""

CLAIM_COLUMNS: Mapping[str, Any] = {
    "low": 1,
    "high": None,
    "cmp_low": 1,
    "cmp_high": None,
    "counts": True,
    "roots_known": False,
    "finding": "corroborated",
    "status": "unverified",
    "review_state": "unreviewed",
    "in_conflict": False,
    "event_id": None,
    "measure": "injured",
    "sort_day": 1,
    "sort_figure": 1,
}
CONFLICT_COLUMNS: Mapping[str, Any] = {
    "kind": "date",
    "state": "open",
    "cause": "revision",
    "scope": "different",
    "gap": 1,
    "severity": 1,
    "rank": 1,
    "camp_count": 3,
    "claim_count": 3,
    "event_id": None,
    "place": "Elsewhere",
    "sort_day": 1,
}
"""What each projected column of a claim and of the conflict is wrongly set to."""


@pytest.fixture(scope="module", autouse=True)
def world(kept_cast: Cast) -> None:
    """A settled conflict on a dated event, with a reviewed claim (the first of all); an option within another; a
    question without a conflict; a claim without a question.
    """
    cast = kept_cast
    event = cast.event("Killings", date="2022-03-27", place="Moura")
    question = cast.conflict(event=event)
    first = question.claims.order_by("pk")[0]
    actions.review_claim(by=cast.lead, claim=first, verdict="conflicting", reason="300 or 450.")
    settled = {"decision": "explained", "cause": "definition", "note": "Men and civilians."}
    actions.settle_conflict(by=cast.lead, conflict=Conflict.objects.get(), **settled)
    actions.decide_figure(by=cast.lead, question=question, claim=first, note="It names its witnesses.")
    cast.choice("yes", cast.whether())
    cast.claim("32 people", cast.question(), document=cast.document("32 people", published="2022-04"))
    cast.claim("many people")


def stored() -> dict[str, list[Any]]:
    """Every row of every table of ours, but for keys that a rebuild may change."""
    tables = {}
    for model in apps.get_app_config("claims").get_models():
        columns = [f.attname for f in model._meta.concrete_fields if not (f.primary_key and model in REMADE)]
        tables[model.__name__] = sorted(map(repr, model._default_manager.values_list(*columns)))
    return tables


def mends(damage: Callable[[], object], **counted: int) -> None:
    """Does a rebuild undo the damage, and count just that?"""
    sound = stored()
    with act():
        damage()
    assert stored() != sound
    assert {what: count for what, count in vars(actions.rebuild()).items() if count} == counted
    assert stored() == sound
    assert actions.rebuild().total == 0


def setting(model: type[Model], column: str, wrong: Any) -> Callable[[], object]:
    """Damage to the first row of a table for which this is wrong."""
    first = model._default_manager.exclude(**{column: wrong}).order_by("pk")[0]
    return lambda: model._default_manager.filter(pk=first.pk).update(**{column: wrong})


def test_every_projected_column_is_damaged_here() -> None:
    assert set(CLAIM_COLUMNS) == set(Projections.COLUMNS) == set(Projected._fields)
    columns = {f.attname for f in Conflict._meta.concrete_fields} - {"id", "question_id"}
    assert set(CONFLICT_COLUMNS) == columns == set(ProjectedConflict._fields)


@pytest.mark.parametrize("column", CLAIM_COLUMNS)
def test_a_column_of_a_claim_is_mended(column: str) -> None:
    mends(setting(Claim, column, CLAIM_COLUMNS[column]), claims=1)


@pytest.mark.parametrize("column", CONFLICT_COLUMNS)
def test_a_column_of_a_conflict_is_mended(column: str) -> None:
    mends(setting(Conflict, column, CONFLICT_COLUMNS[column]), conflicts=1)


@pytest.mark.parametrize("model", [Event, Document], ids=lambda m: m.__name__)
def test_a_day_to_sort_by_is_mended(model: type[Model]) -> None:
    dated = model._default_manager.exclude(sort_day=0)
    mends(lambda: dated.update(sort_day=1), days=1)


def test_the_hash_of_the_evidence_is_mended() -> None:
    mends(setting(Question, "evidence", "0" * 32), questions=1)


def test_the_codes_of_options_are_mended() -> None:
    mends(lambda: Option.objects.update(code_low=F("code_low") + 7, code_high=F("code_high") + 7), options=2)


@pytest.mark.parametrize("owner", [{"claim__question": None}, {"claim__in_conflict": True}], ids=["loose", "asked"])
def test_the_roots_of_a_claim_are_mended(cast: Cast, owner: dict[str, Any]) -> None:
    other = cast.source()
    mends(lambda: ClaimRoot.objects.filter(pk=ClaimRoot.objects.filter(**owner)[0].pk).delete(), roots=1)
    mends(lambda: ClaimRoot.objects.create(source=other, claim=ClaimRoot.objects.filter(**owner)[0].claim), roots=1)


def test_the_sources_of_a_conflict_are_mended(cast: Cast) -> None:
    other = cast.source()
    mends(lambda: ConflictSource.objects.filter(pk=ConflictSource.objects.all()[0].pk).delete(), conflict_sources=1)
    mends(lambda: ConflictSource.objects.create(source=other, conflict=Conflict.objects.get()), conflict_sources=1)


def test_the_words_of_a_claim_are_mended() -> None:
    claim = Claim.objects.order_by("pk")[0]
    mends(lambda: claim.words.filter(word="300").delete(), words=1)
    mends(lambda: claim.words.all().delete(), words=1)
    mends(lambda: ClaimWord.objects.create(claim=claim, word="450"), words=1)


def test_the_words_of_a_question_are_mended() -> None:
    question = Question.objects.order_by("pk")[0]
    mends(lambda: question.words.filter(word="killed").delete(), words=1)
    mends(lambda: QuestionWord.objects.create(question=question, word="injured"), words=1)


def test_a_question_is_found_by_the_words_of_its_event_as_it_is_called_now(cast: Cast) -> None:
    event = cast.event("Killings at Mura", place="Mura")
    question = cast.question(event=event, by_whom="Wagner")
    words = {"mura", "wagner", "killings", "killed"}
    assert words <= set(question.words.values_list("word", flat=True))
    actions.correct_event(by=cast.lead, event=event, version=event.version, title="Killings at Moura", place="Moura")
    now = set(question.words.values_list("word", flat=True))
    assert "moura" in now and "mura" not in now


def test_the_counts_of_the_desk_are_mended() -> None:
    mends(lambda: Tally.objects.filter(name="status:conflicting").update(count=9), tallies=1)
    with act():
        Tally.objects.filter(name="conflict:explained").delete()
        Tally.objects.create(name="review_state:outdated", count=9)
    assert vars(actions.rebuild())["tallies"] == 2
    assert dict(Tally.objects.filter(count__gt=0).values_list("name", "count"))["conflict:explained"] == 1
    assert not Tally.objects.filter(name="review_state:outdated", count__gt=0).exists()


def test_a_conflict_that_is_missing_is_found(cast: Cast) -> None:
    question = cast.conflict()
    with act():
        Conflict.objects.filter(question=question).delete()
    mended = actions.rebuild()
    assert (mended.conflicts, mended.conflict_sources) == (1, 1)
    found = Conflict.objects.get(question=question)
    assert (found.state, found.gap, found.source_links.count()) == ("open", 75, 2)


def test_all_of_it_at_once_is_mended_and_no_decision_is_touched() -> None:
    before, decided = stored(), [model.__name__ for model in DECISIONS]
    with act():
        Claim.objects.update(**CLAIM_COLUMNS)
        Conflict.objects.update(**CONFLICT_COLUMNS)
        for model in REMADE:
            model.objects.all().delete()
        Question.objects.update(evidence="")
        Option.objects.update(code_low=0, code_high=0)
        Tally.objects.update(count=9)
        Event.objects.update(sort_day=1)
        Document.objects.update(sort_day=1)
    assert {name: stored()[name] for name in decided} == {name: before[name] for name in decided}
    actions.rebuild()
    assert stored() == before
    assert ledger.verify().fault is None


def test_a_margin_set_between_two_chunks_holds_for_the_rest(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    administrator = person("administrator")
    cast.conflict()
    cast.conflict()

    def meanwhile(what: str, done: int, of: int) -> None:
        if not Margin.objects.exists():
            monkeypatch.undo()
            actions.set_margin(by=administrator, percent=20)

    monkeypatch.setattr(import_module("claims.actions.rebuild"), "CHUNK", 1)
    actions.rebuild(meanwhile)
    assert actions.rebuild().total == 0
