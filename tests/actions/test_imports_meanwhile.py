"""What others do while the rows of a table are made ready: nobody waits, and afterwards all is as though they had done
it before.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from claims import actions, jobs, ledger
from claims.actions import AsWritten, ClaimDraft
from claims.actions.claims import correct_imported
from claims.actions.deed import act
from claims.actions.imports import ready, staged, taking
from claims.actions.projections import recompute
from claims.ingest.extracted import Extracted
from claims.models import Claim, Conflict, Document, Event, Import, Question, Source
from claims.reports import reach
from claims.reports.reach import Reach
from tests.actions.test_imports import CASES, COLUMNS, MOURA, NIA, tried
from tests.actions.test_imports_equal import left_behind
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db

Deed = Callable[[Cast], object]

TEXT = "About 300 men, says HRW. Amnesty says 450 were killed."
FIELDS = {
    name: f"{{{name}}}" for name in ("key", "document", "quote", "statement", "asserters", "question", "as_written")
}
TABLE = """key\tdocument\tquote\tstatement\tasserters\tquestion\tas_written
k0\td\tAbout 300 men\tSaid.\tHRW\tq\tAbout 300
k1\td\t450 were killed\tSaid.\t\tq\t450
k2\t\t\tTwelve men.\tAmnesty\tq\tTwelve
k3\t\t\tTwelve men and more.\t\tother\tTwelve
k4\t\t\tIt was so.\t\t\t
"""


def world(cast: Cast) -> None:
    """Two questions about one event, an older conflict on one of them, and a part of it with a claim."""
    for name in ("HRW", "Amnesty", "UN", "Another paper", "A witness"):
        cast.source(name)
    event = cast.event("Moura", date="2022-03", place="Moura", external_key="e")
    cast.document(TEXT, publisher=cast.source("The paper"), external_key="d")
    question = cast.question("How many were killed?", external_key="q", event=event)
    cast.question("How many others?", external_key="other")
    part = cast.question("How many women?", external_key="part")
    words = {"first": "200 men", "second": "fewer than 100 men"}
    for key, said in words.items():
        document = cast.document(f"It is said: {said}.", publisher=cast.source(f"Publisher of {key}"))
        draft = ClaimDraft(quote=said, statement="So.", question=question, answer=AsWritten(said))
        actions.record_claim(by=cast.lead, document=document, draft=draft, external_key=key)
    for key in words:  # on all the evidence there is, so that what comes makes both reviews outdated
        actions.review_claim(by=cast.lead, claim=there(Claim, key), verdict="unverified", reason="Not seen.")
    document = cast.document("It is said: 400 women.", publisher=cast.source("Publisher of the part"))
    draft = ClaimDraft(quote="400 women", statement="So.", question=part, answer=AsWritten("400 women"))
    actions.record_claim(by=cast.lead, document=document, draft=draft, external_key="women")


def there(model: Any, key: str) -> Any:
    return model.objects.get(external_key=key)


def named(name: str) -> Source:
    return Source.objects.get(name=name)


def record(cast: Cast) -> object:
    document = cast.document("Some 70 men, they say.", publisher=named("Another paper"))
    draft = ClaimDraft(quote="70 men", statement="So.", question=there(Question, "q"), answer=AsWritten("70 men"))
    return actions.record_claim(by=cast.lead, document=document, draft=draft, external_key="meanwhile")


def record_elsewhere(cast: Cast) -> object:
    document = cast.document("Some 70 men, they say.", publisher=named("Another paper"))
    return actions.record_claim(
        by=cast.lead, document=document, draft=ClaimDraft(quote="70 men", statement="So."), external_key="meanwhile"
    )


def review(cast: Cast) -> object:
    return actions.review_claim(by=cast.lead, claim=there(Claim, "first"), verdict="corroborated", reason="Seen.")


def settle(cast: Cast) -> object:
    conflict = Conflict.objects.get(question__external_key="q")
    return actions.settle_conflict(
        by=cast.lead, conflict=conflict, decision="explained", cause="definition", note="Counted otherwise."
    )


def withdraw(cast: Cast) -> object:
    claim = there(Claim, "second")
    return actions.withdraw_claim(by=cast.lead, claim=claim, version=claim.version, reason="A slip.")


def move(cast: Cast) -> object:
    claim = there(Claim, "second")
    return actions.move_claim(by=cast.lead, claim=claim, version=claim.version, question=there(Question, "other"))


def lean(cast: Cast) -> object:
    return actions.lean_on(by=cast.lead, claim=there(Claim, "first"), on=named("A witness"))


def unplace(cast: Cast) -> object:
    claim = there(Claim, "first")
    draft = ClaimDraft(quote=claim.exact, statement=claim.statement)
    return actions.correct_claim(by=cast.lead, claim=claim, version=claim.version, draft=draft)


def move_by_a_table(cast: Cast) -> object:
    claim = there(Claim, "second")
    columns = {"question": there(Question, "other")}
    with act():
        correct_imported(by=cast.lead, claim=claim, version=claim.version, columns=columns, asserters=[])
        recompute(Reach({there(Question, "q").pk, there(Question, "other").pk}, set()))
    return claim


def publish_otherwise(cast: Cast) -> object:
    document = there(Claim, "first").document
    return actions.correct_document(
        by=cast.lead, document=document, version=document.version, publisher=named("Another paper")
    )


def repeat(cast: Cast) -> object:
    return actions.record_repeats(by=cast.lead, document=there(Document, "d"), repeats=there(Claim, "first").document)


def correct_event(cast: Cast) -> object:
    event = there(Event, "e")
    return actions.correct_event(by=cast.lead, event=event, version=event.version, date="2022-04", place="Mopti")


def make_part(cast: Cast) -> object:
    part = there(Question, "part")
    return actions.correct_question(by=cast.lead, question=part, version=part.version, part_of=there(Question, "q"))


DEEDS = (record, record_elsewhere, review, settle, withdraw, move, unplace, move_by_a_table, lean, publish_otherwise,
         repeat, correct_event, make_part)  # fmt: skip
Arrange = Callable[[Deed, Cast], None]


@pytest.fixture
def between_rows(monkeypatch: pytest.MonkeyPatch) -> Arrange:
    """Have a deed done when some rows are ready and others not even planned."""

    def arrange(deed: Deed, cast: Cast) -> None:
        plan, calls = taking.plan, []

        def planning(*args: Any) -> Any:
            calls.append(args)
            if len(calls) == 3:
                deed(cast)
            return plan(*args)

        monkeypatch.setattr(staged, "CHUNK", 1)
        monkeypatch.setattr(taking, "plan", planning)

    return arrange


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Arrange:
    """Have a deed done when all rows are ready and before the step in which they are written."""

    def arrange(deed: Deed, cast: Cast) -> None:
        def doing(step: Callable[[], AbstractContextManager[None]]) -> Callable[[], AbstractContextManager[None]]:
            @contextmanager
            def once() -> Iterator[None]:
                monkeypatch.setattr(taking, "long_act", step)
                deed(cast)
                with step():
                    yield

            return once

        monkeypatch.setattr(taking, "long_act", doing(taking.long_act))

    return arrange


def worked_on(table: Import) -> Import:
    jobs.work_on_next_table()
    table.refresh_from_db()
    return table


def waiting(cast: Cast, text: str = TABLE, columns: dict[str, str] = FIELDS, rows_are: str = "claims") -> Import:
    table = tried(cast, text, columns, rows_are=rows_are)
    return actions.have_import_taken(by=cast.lead, table=table)


@pytest.mark.parametrize("moment", ["between_rows", "meanwhile"])
@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_it_comes_to_the_same_as_though_done_before(
    cast: Cast, deed: Deed, moment: str, request: pytest.FixtureRequest
) -> None:
    world(cast)

    def before(cast: Cast) -> None:
        deed(cast)
        assert worked_on(waiting(cast)).state == "in_effect"

    def while_made_ready(cast: Cast) -> None:
        table = waiting(cast)
        request.getfixturevalue(moment)(deed, cast)
        assert worked_on(table).state == "in_effect", table.message

    first, then = left_behind(before, cast), left_behind(while_made_ready, cast)
    for what, rows in first.items():
        assert by_key(then[what]) == by_key(rows), what
    assert len(first["claims"]) >= 8 and first["conflicts"]


def by_key(rows: list[Any]) -> list[Any]:
    """Without moments, and keys of rows that were made in another order."""
    made = {"document_id", "text_version_id", "withdrawn_at"}
    return [{k: v for k, v in row.items() if k not in made} if isinstance(row, dict) else row for row in rows]


def give_another_note(cast: Cast) -> object:
    question = there(Question, "other")
    return actions.correct_question(by=cast.lead, question=question, version=question.version, note="Asked anew.")


def widen(cast: Cast) -> object:
    return actions.set_margin(by=person("administrator"), percent=20)


def take_the_key(cast: Cast) -> object:
    document = there(Document, "d")
    draft = ClaimDraft(quote="About 300 men", statement="So.")
    return actions.record_claim(by=cast.lead, document=document, draft=draft, external_key="k0")


def rename(cast: Cast) -> object:
    source = named("HRW")
    return actions.correct_source(by=cast.lead, source=source, version=source.version, name="Human Rights Watch")


def date(cast: Cast) -> object:
    document = there(Document, "d")
    return actions.correct_document(by=cast.lead, document=document, version=document.version, published="2022-04-05")


def read_again(cast: Cast) -> object:
    extracted = Extracted(f"{TEXT} And so on.", "text/plain", "plain text 3")
    return actions.read_again(by=cast.lead, document=there(Document, "d"), extracted=extracted)


def bring_the_file(cast: Cast) -> object:
    publisher = cast.source("Somebody else")
    return cast.document("Read otherwise.", original=TABLE.encode(), publisher=publisher)


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        (give_another_note, "The question “How many others?” was changed while the rows were made ready."),
        (widen, "The margin of “about” was changed"),
        (take_the_key, "Somebody added the same key or name"),
        (rename, "The source “Human Rights Watch” was changed"),
        (date, "The document “"),
        (read_again, "A document that is quoted was read again"),
        (bring_the_file, "This table was added as a document"),
    ],
    ids=lambda case: getattr(case, "__name__", ""),
)
def test_what_the_rows_were_read_by_may_not_change(cast: Cast, deed: Deed, words: str, meanwhile: Arrange) -> None:
    world(cast)
    table = waiting(cast)
    meanwhile(deed, cast)
    claims = Claim.objects.count() + (deed is take_the_key)
    assert worked_on(table).state == "checked"
    assert words in table.message and "Nothing was written" in table.message
    assert Claim.objects.count() == claims and not Document.objects.filter(imports=table).exists()
    assert actions.rebuild().total == 0 and ledger.verify().fault is None


def test_it_takes_effect_when_it_is_let_to_again(cast: Cast, meanwhile: Arrange) -> None:
    world(cast)
    table = waiting(cast)
    meanwhile(give_another_note, cast)
    assert worked_on(table).state == "checked"
    actions.have_import_taken(by=cast.lead, table=table)
    assert worked_on(table).state == "in_effect"
    assert Claim.objects.filter(external_key__startswith="k").count() == 5
    assert actions.rebuild().total == 0


def add_the_question(cast: Cast) -> object:
    return cast.question("How many at Nia?")


def test_a_name_that_somebody_took_meanwhile_is_refused(cast: Cast, meanwhile: Arrange) -> None:
    cast.source("HRW")
    table = waiting(cast, CASES + MOURA + NIA, COLUMNS, "cases")
    meanwhile(add_the_question, cast)
    assert worked_on(table).state == "checked" and "Somebody added the same" in table.message
    assert not Claim.objects.exists() and not Event.objects.exists()
    actions.have_import_taken(by=cast.lead, table=table)
    assert "Row 3 no longer fits" in worked_on(table).message


def test_the_event_that_a_new_question_is_about_may_not_change(cast: Cast, meanwhile: Arrange) -> None:
    world(cast)
    columns = {"key": "{key}", "text": "{text}", "event": "e", "measure": "killed", "unit": "people"}
    table = waiting(cast, "key,text\n1,How many children?\n", columns, "questions")
    meanwhile(correct_event, cast)
    assert worked_on(table).state == "checked"
    assert "The event “Moura” was changed while the rows were made ready." in table.message


def test_an_event_that_changes_between_two_rows_is_noticed(cast: Cast, between_rows: Arrange) -> None:
    world(cast)
    columns = {"key": "{key}", "text": "How many {key}?", "event": "e", "measure": "killed", "unit": "people"}
    table = waiting(cast, "key\na\nb\nc\nd\n", columns, "questions")
    between_rows(correct_event, cast)
    assert worked_on(table).state == "checked" and "The event “Moura” was changed" in table.message


def correct_the_claim(cast: Cast) -> object:
    claim = there(Claim, "k4")
    draft = ClaimDraft(quote=claim.exact, statement="It was not so.")
    return actions.correct_claim(by=cast.lead, claim=claim, version=claim.version, draft=draft)


def test_what_was_the_same_and_is_corrected_meanwhile_is_noticed(cast: Cast, meanwhile: Arrange) -> None:
    world(cast)
    worked_on(waiting(cast))
    table = waiting(cast)
    assert table.counts == {"same": 5}
    meanwhile(correct_the_claim, cast)
    assert worked_on(table).state == "checked" and "The claim “It was not so.” was changed" in table.message


def test_a_table_whose_bytes_are_a_document_that_repeats_another(cast: Cast) -> None:
    world(cast)
    known = cast.document("Read otherwise.", original=TABLE.encode(), publisher=named("UN"))
    actions.record_repeats(by=cast.lead, document=known, repeats=there(Claim, "first").document)
    table = worked_on(waiting(cast))
    assert (table.state, table.document) == ("in_effect", known), table.message
    assert there(Claim, "k3").roots_known and actions.rebuild().total == 0


def test_what_fails_and_is_no_name_is_no_refusal(cast: Cast, meanwhile: Arrange) -> None:
    def fail(cast: Cast) -> None:
        raise IntegrityError("CHECK constraint failed: claim_low_to_high")

    world(cast)
    table = waiting(cast)
    meanwhile(fail, cast)
    with pytest.raises(IntegrityError, match="CHECK"):
        worked_on(table)


def test_a_table_is_given_up_while_its_rows_are_made_ready(cast: Cast, meanwhile: Arrange) -> None:
    world(cast)
    table = waiting(cast)
    meanwhile(lambda cast: actions.give_up_import(by=cast.lead, table=table), cast)
    before = Claim.objects.count()
    assert worked_on(table).state == "given_up"
    assert Claim.objects.count() == before


def test_rows_are_looked_at_together_however_they_are_divided(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks end anywhere: between rivals, between an event's rows, within the rows that answer nothing."""
    world(cast)
    more = TABLE + "k5\t\t\tIt was not so.\t\t\t\nk6\t\t\tThirteen men.\tUN\tq\tThirteen\n"

    def whole(cast: Cast) -> None:
        assert worked_on(waiting(cast, more)).state == "in_effect"

    def divided(cast: Cast) -> None:
        monkeypatch.setattr(staged, "CHUNK", 1)
        monkeypatch.setattr(ready, "AT_ONCE", 1)
        monkeypatch.setattr(reach, "AT_ONCE", 1)
        whole(cast)

    first, then = left_behind(whole, cast), left_behind(divided, cast)
    for what, rows in first.items():
        assert by_key(then[what]) == by_key(rows), what


def test_the_last_step_takes_as_many_statements_for_many_rows_as_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    step = taking.long_act

    @contextmanager
    def counted() -> Iterator[None]:
        with CaptureQueriesContext(connection) as seen, step():
            yield
        counts.append(len(seen))

    monkeypatch.setattr(taking, "long_act", counted)
    columns = {"key": "{key}", "question_key": "{ask}", "question_text": "How many {ask}?"}
    columns |= {"event_key": "{ask}/event", "event_title": "At {ask}"}
    columns |= {"question_measure": "killed", "question_unit": "people", "statement": "{n} died.", "best": "{n}"}
    for first, last in ((0, 3), (100, 160)):  # two rivals a question; then a third in the conflicts that there are
        for n in range(3):
            numbers = [(m, k) for m in range(first, last) for k in ((0, 1) if not n else (n + 1,))]
            rows = "".join(f"{m}-{k},q{m},{m + k + 1}\n" for m, k in numbers)
            assert worked_on(waiting(cast, "key,ask,n\n" + rows, columns, "cases")).state == "in_effect"
    assert Conflict.objects.count() == 63
    # One or two hang on which columns differ and which counts there were before.
    assert all(abs(few - many) <= 2 for few, many in zip(counts[:3], counts[3:], strict=True)), counts


def test_keys_are_nobody_elses_though_rows_are_written_later(cast: Cast, meanwhile: Arrange) -> None:
    world(cast)
    table = waiting(cast)
    meanwhile(record, cast)
    worked_on(table)
    later = there(Claim, "meanwhile")
    of_table = Claim.objects.filter(external_key__startswith="k").values_list("pk", flat=True)
    assert len(of_table) == 5 and later.pk > max(of_table)
    assert cast.claim().pk > later.pk


@pytest.mark.parametrize("deed", [record, give_another_note], ids=["in effect", "refused"])
def test_nothing_waits_in_the_connection_afterwards(cast: Cast, deed: Deed, meanwhile: Arrange) -> None:
    def waits() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM waiting_claim")
            return int(cursor.fetchone()[0])

    world(cast)
    table, seen = waiting(cast), []
    meanwhile(lambda cast: (seen.append(waits()), deed(cast)), cast)
    worked_on(table)
    assert seen == [5]
    with pytest.raises(DatabaseError), transaction.atomic():
        waits()
