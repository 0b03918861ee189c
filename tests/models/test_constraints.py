"""Every constraint refuses what it is there to refuse. A constraint without a line in these tables fails."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone

from claims import actions, jobs
from claims.actions.deed import act
from claims.models import (
    Claim,
    ClaimAsserter,
    ClaimLean,
    ClaimRoot,
    ClaimWord,
    Conflict,
    ConflictSource,
    Dismissal,
    Document,
    DocumentRepeats,
    Event,
    Import,
    ImportMapping,
    ImportRow,
    LedgerHead,
    LedgerObject,
    Margin,
    Option,
    Question,
    QuestionWord,
    Release,
    ReleaseFile,
    Report,
    Review,
    Settlement,
    Source,
    SourceAlias,
    TeamDecision,
    TextKey,
    TextVersion,
    Upload,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db

Breaking = tuple[type[models.Model], dict[str, Any]]

CHANGES: dict[str, Breaking] = {
    "source_kind_known": (Source, {"kind": "rumour"}),
    "source_grade_known": (Source, {"grade": "G"}),
    "source_interest_known": (Source, {"interest": "great"}),
    "source_has_a_name": (Source, {"name": ""}),
    "alias_has_a_name": (SourceAlias, {"name": ""}),
    "document_grade_known": (Document, {"grade": "?"}),
    "document_has_a_title": (Document, {"title": ""}),
    "document_published_in_order": (Document, {"published_from": "2022-02-01", "published_to": "2022-01-01"}),
    "report_has_a_title": (Report, {"title": ""}),
    "report_rule_known": (Report, {"rule": "mean"}),
    "release_number_from_one": (Release, {"number": 0}),
    "release_has_content": (Release, {"content": ""}),
    "release_withdrawn_who_when": (Release, {"withdrawn_at": timezone.now(), "withdrawn_reason": "wrong"}),
    "release_withdrawn_with_reason": (Release, {"withdrawn_reason": "but when?"}),
    "text_number_from_one": (TextVersion, {"number": 0}),
    "repeats_another_document": (DocumentRepeats, {"document": F("repeats")}),
    "event_has_a_title": (Event, {"title": ""}),
    "event_dates_in_order": (Event, {"earliest": "2022-02-01", "latest": "2022-01-01"}),
    "question_kind_known": (Question, {"kind": "riddle"}),
    "question_measure_known": (Question, {"measure": "sadness"}),
    "question_has_a_text": (Question, {"text": ""}),
    "question_unit_fits_kind": (Question, {"unit": ""}),
    "question_point_fits_kind": (Question, {"point": "start"}),
    "question_not_part_of_itself": (Question, {"part_of": F("id")}),
    "option_has_a_label": (Option, {"label": ""}),
    "option_codes_in_order": (Option, {"code_low": 5, "code_high": 4}),
    "quote_in_order": (Claim, {"start": F("end")}),
    "quote_has_words": (Claim, {"exact": ""}),
    "claim_has_a_statement": (Claim, {"statement": ""}),
    "claim_voice_known": (Claim, {"voice": "whispered"}),
    "claim_stance_known": (Claim, {"stance": "hopes"}),
    "claim_bound_known": (Claim, {"bound": "roundabout"}),
    "claim_finding_known": (Claim, {"finding": "true"}),
    "claim_status_known": (Claim, {"status": "true"}),
    "claim_review_state_known": (Claim, {"review_state": "half"}),
    "claim_stated_in_order": (Claim, {"stated_low": 400, "stated_high": 300}),
    "claim_low_to_high": (Claim, {"low": 2, "high": 1}),
    "claim_cmp_low_to_high": (Claim, {"cmp_low": 2, "cmp_high": 1}),
    "claim_not_counting_not_compared": (Claim, {"counts": False}),
    "claim_not_replaced_by_itself": (Claim, {"replaced_by": F("id")}),
    "claim_withdrawn_who_when": (Claim, {"withdrawn_at": timezone.now(), "withdrawn_reason": "wrong"}),
    "claim_withdrawn_with_reason": (Claim, {"withdrawn_reason": "but when?"}),
    "lean_on_source_or_claim": (ClaimLean, {"on_source": None}),
    "review_verdict_known": (Review, {"verdict": "maybe"}),
    "review_has_a_reason": (Review, {"reason": ""}),
    "review_round_from_one": (Review, {"round": 0}),
    "conflict_state_known": (Conflict, {"state": "warm"}),
    "conflict_cause_known": (Conflict, {"cause": "fate"}),
    "conflict_scope_known": (Conflict, {"scope": "odd"}),
    "decision_has_a_note": (TeamDecision, {"note": ""}),
    "decision_says_what_the_claim_said": (TeamDecision, {"said": ""}),
    "settlement_decision_known": (Settlement, {"decision": "forgotten"}),
    "settlement_cause_known": (Settlement, {"cause": "fate", "dimension": ""}),
    "settlement_dimension_known": (Settlement, {"dimension": "fifth"}),
    "settlement_has_a_note": (Settlement, {"note": ""}),
    "settlement_names_a_cause": (Settlement, {"cause": "", "dimension": ""}),
    "settlement_by_scope_names_the_dimension": (Settlement, {"dimension": ""}),
    "margin_at_most_fifty": (Margin, {"percent": 51}),
    "upload_state_known": (Upload, {"state": "lost"}),
    "upload_read_into_a_document": (Upload, {"state": "read"}),
    "upload_refused_with_why": (Upload, {"state": "refused"}),
    "release_file_has_a_format": (ReleaseFile, {"form": ""}),
    "release_file_state_known": (ReleaseFile, {"state": "lost"}),
    "release_file_ready_when_stored": (ReleaseFile, {"state": "ready", "sha256": "0"}),
    "release_file_failed_with_why": (ReleaseFile, {"state": "failed"}),
    "release_file_made_by_somebody": (ReleaseFile, {"state": "making"}),
    "dismissal_has_a_sentence": (Dismissal, {"sentence": ""}),
    "import_state_known": (Import, {"state": "lost"}),
    "import_rows_known": (Import, {"rows_are": "songs"}),
    "import_corrections_known": (Import, {"corrections": "some"}),
    "import_row_fate_known": (ImportRow, {"fate": "odd"}),
    "mapping_has_a_name": (ImportMapping, {"name": ""}),
    "mapping_rows_known": (ImportMapping, {"rows_are": "songs"}),
}
"""By constraint: the columns that break it on every row of a table that held."""


def twice(model: type[models.Model]) -> Callable[[], None]:
    def insert_again() -> None:
        row = model._default_manager.first()
        assert row is not None
        row.pk = None
        row._state.adding = True
        row.save(force_insert=True)

    return insert_again


def insert(model: type[models.Model], **columns: Any) -> Callable[[], None]:
    return lambda: model(**columns).save(force_insert=True)


def lean_on_itself() -> None:
    lean = ClaimLean.objects.get()
    ClaimLean.objects.update(on_source=None, on_claim=lean.claim_id)


def option_with_unit_bound() -> None:
    Claim.objects.filter(option__isnull=False).update(bound="exactly", stated_low=1, stated_high=1)


def lean_on_claim_twice() -> None:
    first = ClaimLean.objects.get()
    other = Claim.objects.exclude(pk=first.claim_id).latest("id")
    ClaimLean.objects.update(on_source=None, on_claim=other)
    ClaimLean(claim_id=first.claim_id, on_claim=other).save(force_insert=True)


INSERTS: dict[str, Callable[[], None]] = {
    "text_number_once": twice(TextVersion),
    "repeats_once": twice(DocumentRepeats),
    "option_label_once": twice(Option),
    "asserter_once": twice(ClaimAsserter),
    "root_once": twice(ClaimRoot),
    "claim_word_once": twice(ClaimWord),
    "question_word_once": twice(QuestionWord),
    "conflict_source_once": twice(ConflictSource),
    "ledger_object_once": twice(LedgerObject),
    "lean_on_source_once": twice(ClaimLean),
    "lean_on_claim_once": lean_on_claim_twice,
    "lean_not_on_itself": lean_on_itself,
    "claim_one_answer": option_with_unit_bound,
    "ledger_head_single": insert(LedgerHead, pk=2, hash="0"),
    "margin_single": insert(Margin, pk=2),
    "upload_position_once": twice(Upload),
    "dismissed_once": twice(Dismissal),
    "text_key_once": twice(TextKey),
    "import_row_once": twice(ImportRow),
    "release_number_once": twice(Release),
    "release_file_once": twice(ReleaseFile),
}
"""By constraint: what breaks it that no change of columns alone does."""


@pytest.fixture(scope="module")
def everything(kept_cast: Cast) -> None:
    """At least one row in every table."""
    cast = kept_cast
    source = cast.source("Human Rights Watch", aliases=["HRW"])
    conflicted = cast.conflict(event=cast.event())
    claim = cast.claim("300 men", conflicted, asserted_by=(source,), leans_on=(source,))
    cast.choice("yes", cast.whether())
    actions.record_repeats(by=cast.lead, document=claim.document, repeats=cast.document("Another text. " * 40))
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="One source only.")
    actions.settle_conflict(
        by=cast.lead,
        conflict=Conflict.objects.get(),
        decision="explained",
        cause="scope",
        dimension="population",
        note="Men and civilians.",
    )
    actions.decide_figure(by=cast.lead, question=conflicted, claim=claim, note="It names its witnesses.")
    actions.receive_files(by=cast.lead, files=[actions.Received("a.txt", ContentFile(b"One."))])
    actions.dismiss_proposal(by=cast.lead, document=claim.document, start=0, end=5)
    table = actions.receive_import(by=cast.lead, name="t.csv", original=b"key,title\n1,One\n", rows_are="events")
    jobs.work_on_next_table()
    patterns = {"key": "{key}", "title": "{title}"}
    actions.map_import(by=cast.lead, table=table, patterns=patterns, remember_as="Events")
    release = cast.release(cast.report(*Event.objects.all()))
    actions.ask_for_file(by=cast.lead, release=release, form="pdf")
    with act():
        Margin.objects.create(pk=1)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_that_breaks_it_is_refused(everything: None, name: str) -> None:
    model, columns = CHANGES[name]
    rows = model._default_manager.filter(option__isnull=True) if model is Claim else model._default_manager.all()
    if model is Question:
        rows = rows.filter(kind="quantity")
    with pytest.raises(IntegrityError) as refused, act(), transaction.atomic():
        assert rows.update(**columns)
    assert name in str(refused.value)


@pytest.mark.parametrize("name", INSERTS)
def test_a_row_that_breaks_it_is_refused(everything: None, name: str) -> None:
    with pytest.raises(IntegrityError), act(), transaction.atomic():
        INSERTS[name]()


def test_every_constraint_is_tried() -> None:
    declared = {c.name for m in apps.get_app_config("claims").get_models() for c in m._meta.constraints}
    assert declared == CHANGES.keys() | INSERTS.keys()


@pytest.mark.parametrize(
    "write",
    [
        lambda: Source.objects.update(note="unseen"),
        lambda: SourceAlias.objects.get().delete(),
        lambda: Event.objects.create(title="unseen"),
    ],
    ids=["update", "delete", "insert"],
)
def test_the_write_guard_refuses_a_write_outside_an_action(everything: None, write: Callable[[], object]) -> None:
    with pytest.raises(AssertionError, match="outside an action"):
        write()
