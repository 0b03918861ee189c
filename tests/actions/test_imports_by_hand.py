"""A table brought in again says otherwise than a correction that a person made by hand: told, kept, or replaced by
choice.
"""

from typing import Any

import pytest

from claims import actions, jobs
from claims.domain.scope import Scope
from claims.models import Claim, Event, Import, ImportRow, LedgerEntry, Question
from claims.reports.history import payload_of
from tests.actions.test_imports import CASES, COLUMNS, MOURA, NIA, taken, tried
from tests.cast import AsWritten, ByHand, Cast, ClaimDraft, person

pytestmark = pytest.mark.django_db


def draft_of(claim: Claim, **changes: Any) -> ClaimDraft:
    """The claim as it stands, read by hand."""
    low, high = claim.stated_low, claim.stated_high
    answer = ByHand(reason=claim.hand_reason, bound=claim.bound, low=low, high=high, words=claim.as_written)
    said = {"quote": claim.exact, "statement": claim.statement, "voice": claim.voice, "stance": claim.stance}
    said |= {"asserters": list(claim.asserters.all()), "question": claim.question, "answer": answer}
    return ClaimDraft(**(said | {"scope": claim.scope} | changes))


def corrected(cast: Cast, key: str = "m1", **changes: Any) -> Claim:
    claim = Claim.objects.get(external_key=key)
    ana = person("lead", f"ana{LedgerEntry.objects.count()}")
    return actions.correct_claim(by=ana, claim=claim, version=claim.version, draft=draft_of(claim, **changes))


def warnings(table: Import) -> list[tuple[int, str]]:
    rows = ImportRow.objects.filter(table=table, warned=True).order_by("number")
    return [(row.number, words) for row in rows for words in row.warnings]


FIVE = ByHand(reason="Counted anew.", bound="between", low=290, high=305)


def test_the_trial_names_row_field_both_words_person_and_time(cast: Cast) -> None:
    cast.source("HRW")
    taken(cast, CASES + NIA + MOURA)
    corrected(cast, statement="About 300 men were killed.")
    entry = LedgerEntry.objects.get(deed="correct_claim")
    table = tried(cast, CASES + NIA + MOURA)
    assert table.counts == {"same": 2, "warned": 1, "by_hand": 1}
    assert warnings(table) == [
        (
            3,
            f"“Statement” was corrected by hand by {entry.actor_name} on {entry.at:%-d %B %Y, %H:%M} UTC. Here it says "
            "“About 300 men were killed.”, in the table “300 were killed at Moura.”. The correction is kept.",
        )
    ]


def test_a_correction_is_kept_and_what_nobody_touched_is_corrected(cast: Cast) -> None:
    taken(cast, CASES + MOURA)
    corrected(cast, statement="About 300 men were killed.")
    table = taken(cast, CASES + MOURA.replace("300,330", "310,340"))
    claim = Claim.objects.get()
    assert (claim.statement, claim.high, claim.version) == ("About 300 men were killed.", 340, 3)
    assert table.counts == {"changed": 1, "warned": 1, "by_hand": 1}
    assert actions.rebuild().total == 0


def test_it_is_kept_by_the_tables_after_that_too(cast: Cast) -> None:
    taken(cast, CASES + MOURA)
    corrected(cast, statement="About 300 men were killed.")
    taken(cast, CASES + MOURA.replace("300,330", "310,340"))
    taken(cast, CASES + MOURA.replace("300,330", "310,350"))
    assert (Claim.objects.get().statement, Claim.objects.get().high) == ("About 300 men were killed.", 350)


def test_the_tables_words_take_its_place_by_choice(cast: Cast) -> None:
    taken(cast, CASES + MOURA)
    corrected(cast, statement="About 300 men were killed.")
    table = tried(cast, CASES + MOURA)
    actions.map_import(by=cast.lead, table=table, patterns=COLUMNS, corrections="table")
    jobs.work_on_next_table()
    ((_, words),) = warnings(table)
    assert words.endswith("The table’s words take its place.")
    actions.have_import_taken(by=cast.lead, table=table)
    jobs.work_on_next_table()
    claim = Claim.objects.get()
    assert (claim.statement, claim.version) == ("300 were killed at Moura.", 3)
    said = payload_of(LedgerEntry.objects.filter(deed="import_table").latest("pk"))["after"]
    assert said["corrections"] == "table"
    assert tried(cast, CASES + MOURA).counts == {"same": 1}


def test_what_is_corrected_after_the_trial_does_not_go_unseen(cast: Cast) -> None:
    taken(cast, CASES + MOURA)
    table = tried(cast, CASES + MOURA.replace("Moura,2022-03,Moura", "Moura,2022-03,Mura"))
    actions.map_import(by=cast.lead, table=table, patterns=COLUMNS, corrections="table")
    jobs.work_on_next_table()
    corrected(cast, statement="About 300 men were killed.")
    actions.have_import_taken(by=cast.lead, table=table)
    jobs.work_on_next_table()
    table.refresh_from_db()
    assert (table.state, "was corrected by hand after the rows were tried" in table.message) == ("checked", True)
    assert Claim.objects.get().statement == "About 300 men were killed."


def test_a_table_corrects_what_only_tables_wrote(cast: Cast) -> None:
    taken(cast, CASES + MOURA)
    taken(cast, CASES + MOURA.replace("300,330", "310,340"))
    table = taken(cast, CASES + MOURA)
    assert (table.counts, Claim.objects.get().high) == ({"changed": 1}, 330)


def test_a_table_that_caught_up_with_a_correction_is_no_longer_warned_of(cast: Cast) -> None:
    taken(cast, CASES + MOURA)
    corrected(cast, statement="About 300 were killed at Moura.")
    columns = COLUMNS | {"statement": "About {best} were killed at {place}."}
    assert tried(cast, CASES + MOURA, columns).counts == {"same": 1}


def test_an_answer_is_kept_whole(cast: Cast) -> None:
    taken(cast, CASES + MOURA)
    corrected(cast, answer=FIVE)
    taken(cast, CASES + MOURA.replace("270,300,330", "100,300,400"))
    claim = Claim.objects.get()
    assert (claim.low, claim.high, claim.hand_reason) == (290, 305, "Counted anew.")
    assert claim.statement == "300 were killed at Moura."
    assert actions.rebuild().total == 0


def test_a_claim_that_was_moved_stays_under_its_question_with_its_scope(cast: Cast) -> None:
    columns = COLUMNS | {"scope_place": "="}
    taken(cast, CASES + MOURA, columns)
    other = cast.question("How many men at Moura?")
    claim = Claim.objects.get()
    actions.move_claim(by=cast.lead, claim=claim, version=1, question=other, scope=Scope(population="men"))
    table = taken(cast, CASES + MOURA.replace("270,300,330", "270,300,400"), columns)
    claim.refresh_from_db()
    assert (claim.question, claim.high, claim.scope_population, claim.scope_place) == (other, 330, "men", "")
    assert table.counts["by_hand"] == 1
    assert actions.rebuild().total == 0


def test_who_asserts_it_is_kept_with_its_voice(cast: Cast) -> None:
    cast.source("HRW")
    amnesty = cast.source("Amnesty")
    taken(cast, CASES + NIA)
    corrected(cast, "n1", asserters=[amnesty], voice="quoted")
    taken(cast, CASES + NIA)
    claim = Claim.objects.get()
    assert (list(claim.asserters.all()), claim.voice) == ([amnesty], "quoted")


def test_a_kept_answer_stays_with_the_words_that_say_it(cast: Cast) -> None:
    question = cast.question("How many?", external_key="q1")
    columns = {"key": "{id}", "statement": "{said}", "question": "q1", "as_written": "{n}"}
    taken(cast, "id,said,n\na,Seven men died of nine.,nine\n", columns, rows_are="claims")
    corrected(cast, "a", answer=AsWritten("Seven men"), question=question)
    taken(cast, "id,said,n\na,Many died.,nine\n", columns, rows_are="claims")
    claim = Claim.objects.get()
    assert (claim.statement, claim.as_written, claim.low) == ("Many died.", "Seven men", 7)
    assert claim.text_version.text[claim.start : claim.end] == claim.exact and "Seven men" in claim.exact


def test_quotes_found_by_a_person_in_a_document_are_kept(cast: Cast) -> None:
    cast.document("In all 300 men and 20 women died.", external_key="d1")
    columns = {"key": "{id}", "statement": "{said}", "document": "d1", "quote": "{words}"}
    taken(cast, "id,said,words\na,Men died.,300 men\n", columns, rows_are="claims")
    claim = Claim.objects.get()
    draft = ClaimDraft(quote="300 men and 20 women", statement=claim.statement)
    actions.correct_claim(by=cast.lead, claim=claim, version=1, draft=draft)
    table = taken(cast, "id,said,words\na,Men were killed.,300 men\n", columns, rows_are="claims")
    claim.refresh_from_db()
    assert (claim.statement, claim.exact) == ("Men were killed.", "300 men and 20 women")
    ((_, words),) = warnings(table)
    assert words.startswith("“Quote” was corrected by hand")


def test_events_and_questions_of_a_case_keep_theirs(cast: Cast) -> None:
    taken(cast, CASES + MOURA)
    event, question = Event.objects.get(), Question.objects.get()
    actions.correct_event(by=cast.lead, event=event, version=1, date="2022-03-27/2022-03-31")
    actions.correct_question(by=cast.lead, question=question, version=1, text="How many people at Moura?")
    table = taken(cast, CASES + MOURA.replace("270,300,330", "271,300,330"))
    event.refresh_from_db()
    question.refresh_from_db()
    assert (event.date, question.text) == ("2022-03-27/2022-03-31", "How many people at Moura?")
    assert Claim.objects.get().low == 271
    assert table.counts == {"changed": 1, "warned": 1, "by_hand": 1}


def test_names_of_a_source_corrected_by_hand_are_kept(cast: Cast) -> None:
    columns = {"key": "{k}", "name": "{n}", "kind": "outlet", "aliases": "{o}"}
    taken(cast, "k,n,o\ns,Radio,Studio\n", columns, rows_are="sources")
    source = cast.source("Other")
    source = type(source).objects.get(external_key="s")
    actions.correct_source(by=cast.lead, source=source, version=1, aliases=["Studio", "Radio Tamani"])
    taken(cast, "k,n,o\ns,Radio Mali,Studio\n", columns, rows_are="sources")
    source.refresh_from_db()
    assert source.name == "Radio Mali"
    assert sorted(alias.name for alias in source.aliases.all()) == ["Radio Tamani", "Studio"]


def test_the_corrections_a_table_made_are_found_from_it(cast: Cast) -> None:
    taken(cast, CASES + MOURA)
    table = taken(cast, CASES + MOURA.replace("300,330", "310,340"))
    entry = LedgerEntry.objects.get(deed="correct_claim")
    assert entry.objects_concerned.filter(kind="import", object_id=table.pk).exists()
