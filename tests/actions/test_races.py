"""Deeds at the same moment. One writer is let in at a time before it reads: on SQLite by the transaction itself, on
PostgreSQL by the ledger's head.
"""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import connection

from claims import actions, jobs, ledger
from claims.actions import AsWritten, ClaimDraft, Received, Refused, Stale
from claims.actions.imports.ready import Ready
from claims.ingest.apart import read_table
from claims.ingest.extracted import Extracted
from claims.models import Claim, ClaimLean, Conflict, Document, Event, Settlement, Source, Upload
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do these in threads that start together; what each returned or raised."""
    barrier, results = Barrier(len(deeds)), [None] * len(deeds)

    def run(at: int) -> None:
        barrier.wait()
        try:
            results[at] = deeds[at]()
        except Exception as error:  # the test looks at it
            results[at] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=[at]) for at in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_rivals_recorded_at_once_are_found_in_conflict() -> None:
    cast = Cast(lead=person("lead"))
    question = cast.question()

    def record(words: str) -> Callable[[], Claim]:
        document, by = cast.document(f"It was {words}.", publisher=cast.source()), User.objects.get(pk=cast.lead.pk)
        draft = ClaimDraft(quote=words, statement="So.", question=question, answer=AsWritten(words))
        return lambda: actions.record_claim(by=by, document=document, draft=draft)

    made = at_once(*(record(f"{n} men") for n in (300, 450, 600, 750)))
    assert all(isinstance(claim, Claim) for claim in made), made
    assert Conflict.objects.get().claim_count == 4
    assert ledger.verify().fault is None
    assert actions.rebuild().total == 0


def test_one_file_that_is_sent_twice_at_once_is_one_document() -> None:
    lead = person("lead")
    files = [Received(f"{name}.txt", ContentFile(b"In Moura 300 men died.")) for name in ("a", "b")]
    for file in files:
        actions.receive_files(by=lead, files=[file])
    taken = [actions.take_upload(), actions.take_upload()]
    extracted = Extracted("In Moura 300 men died.", "text/plain", "plain text 2")

    def finish(upload: Upload | None) -> Callable[[], Document | None]:
        assert upload
        return lambda: actions.finish_upload(upload, b"In Moura 300 men died.", extracted)

    made = at_once(*map(finish, taken))
    assert made == [Document.objects.get(), Document.objects.get()], made
    assert sorted(Upload.objects.values_list("again", flat=True)) == [False, True]
    assert ledger.verify().fault is None


def test_a_table_that_two_readers_have_takes_effect_once() -> None:
    lead = person("lead")
    original = b"key,title\n1,One\n2,Two\n"
    table = actions.receive_import(by=lead, name="t.csv", original=original, rows_are="events")
    jobs.work_on_next_table()
    actions.map_import(by=lead, table=table, patterns={"key": "{key}", "title": "{title}"})
    jobs.work_on_next_table()
    actions.have_import_taken(by=lead, table=table)
    mine = actions.take_import()
    assert mine and actions.take_import() is None
    results = at_once(*[lambda: actions.take_into_effect(mine, original, read_table(original)[0])] * 2)
    assert results == [None, None]
    assert Event.objects.count() == 2
    assert ledger.verify().fault is None


def test_others_record_while_the_rows_of_a_table_are_made_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    cast = Cast(lead=person("lead"))
    question = cast.question(external_key="q")
    document = cast.document("Some 450 men, they say.", publisher=cast.source())
    original = b"key,n\n1,300\n2,310\n"
    table = actions.receive_import(by=cast.lead, name="t.csv", original=original, rows_are="claims")
    jobs.work_on_next_table()
    columns = {"key": "{key}", "statement": "{n} died.", "best": "{n}", "question": "q"}
    actions.map_import(by=cast.lead, table=table, patterns=columns)
    jobs.work_on_next_table()
    actions.have_import_taken(by=cast.lead, table=table)
    draft = ClaimDraft(quote="450 men", statement="So.", question=question, answer=AsWritten("450 men"))
    recorded: list[object] = []

    def meanwhile() -> Claim:
        return actions.record_claim(by=User.objects.get(pk=cast.lead.pk), document=document, draft=draft)

    look_together = Ready.look_together

    def looking(ready: Ready, beat: Callable[[], None]) -> None:
        look_together(ready, beat)
        recorded.extend(at_once(meanwhile))

    monkeypatch.setattr(Ready, "look_together", looking)
    jobs.work_on_next_table()
    table.refresh_from_db()
    assert (table.state, len(recorded)) == ("in_effect", 1) and isinstance(recorded[0], Claim), recorded
    assert Conflict.objects.get().claim_count == 3
    assert actions.rebuild().total == 0


def test_of_two_edits_at_once_one_wins_and_one_is_told() -> None:
    cast = Cast(lead=person("lead"))
    source = cast.source("HRW")

    def rename(name: str) -> Callable[[], Source]:
        by = User.objects.get(pk=cast.lead.pk)
        return lambda: actions.correct_source(by=by, source=source, version=1, name=name)

    outcomes = at_once(rename("Human Rights Watch"), rename("H.R.W."))
    assert sorted(type(o).__name__ for o in outcomes) == sorted([Source.__name__, Stale.__name__])
    assert ledger.verify().fault is None


def test_rivals_taken_from_their_question_at_once_do_not_wait_for_one_another_forever() -> None:
    cast = Cast(lead=person("lead"))
    question = cast.question()

    def unplace(claim: Claim) -> Callable[[], Claim]:
        by, draft = User.objects.get(pk=cast.lead.pk), ClaimDraft(quote=claim.exact, statement="So.")
        return lambda: actions.correct_claim(by=by, claim=claim, version=1, draft=draft)

    claims = [cast.claim(f"{n} men", question) for n in (300, 450, 600, 750)]
    corrected = at_once(*map(unplace, claims))
    assert all(isinstance(claim, Claim) for claim in corrected), corrected
    assert actions.rebuild().total == 0


def test_two_claims_said_at_once_to_lean_on_each_other_make_no_circle() -> None:
    cast = Cast(lead=person("lead"))
    one, other = cast.claim("300 men"), cast.claim("450 men")

    def lean(claim: Claim, on: Claim) -> Callable[[], ClaimLean]:
        by = User.objects.get(pk=cast.lead.pk)
        return lambda: actions.lean_on(by=by, claim=claim, on=on)

    outcomes = at_once(lean(one, other), lean(other, one))
    assert sorted(type(o).__name__ for o in outcomes) == [ClaimLean.__name__, Refused.__name__]


def test_of_two_settlements_at_once_one_stands_and_one_is_told() -> None:
    cast = Cast(lead=person("lead"))
    conflict = cast.conflict().conflict

    def settle(decision: str) -> Callable[[], Settlement]:
        by, said = User.objects.get(pk=cast.lead.pk), {"cause": "disagreement", "note": "So."}
        return lambda: actions.settle_conflict(by=by, conflict=conflict, decision=decision, **said)

    outcomes = at_once(settle("resolved"), settle("undecidable"))
    assert sorted(type(o).__name__ for o in outcomes) == [Refused.__name__, Settlement.__name__]
