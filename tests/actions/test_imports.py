"""Tables of casework: tried before anything is written, all or nothing, repeatable by keys."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import actions, jobs, ledger
from claims.actions import Refused
from claims.actions.deed import MOST_UNWRITTEN
from claims.actions.questions import OptionDraft
from claims.domain.scope import Scope
from claims.models import (
    Claim,
    Conflict,
    Document,
    Event,
    Import,
    ImportMapping,
    ImportRow,
    LedgerEntry,
    Question,
    Source,
)
from claims.reports.history import payload_of
from tests.cast import AsWritten, Cast, ClaimDraft

pytestmark = pytest.mark.django_db

UCDP = Path(__file__).resolve().parents[2] / "fixtures" / "ucdp" / "ged_ukraine_excerpt.csv"
UCDP_COLUMNS = {
    "key": "ucdp-{id}",
    "event_title": "{dyad_name}, {where_coordinates}, {date_start} (UCDP {id})",
    "event_date": "{date_start}",
    "event_date_to": "{date_end}",
    "event_place": "{where_coordinates}",
    "event_note": "UCDP’s place precision {where_prec}, date precision {date_prec}.",
    "question_text": "How many people were killed in UCDP’s event {id} at {where_coordinates}?",
    "question_measure": "killed",
    "question_unit": "people",
    "question_bears_on": "population; place; period",
    "question_place": "{where_coordinates}",
    "statement": "{best} people were killed at {where_coordinates} ({low} to {high}).",
    "low": "{low}",
    "best": "{best}",
    "high": "{high}",
    "scope_place": "=",
}
CASES = "id,title,day,place,ask,low,best,high,who\n"
COLUMNS = {
    "key": "{id}",
    "event_title": "{title}",
    "event_date": "{day}",
    "event_place": "{place}",
    "question_text": "{ask}",
    "question_measure": "killed",
    "question_unit": "people",
    "statement": "{best} were killed at {place}.",
    "low": "{low}",
    "best": "{best}",
    "high": "{high}",
    "asserters": "{who}",
}
MOURA = "m1,Moura,2022-03,Moura,How many at Moura?,270,300,330,\n"
NIA = "n1,Nia,2022-04-02,Nia,How many at Nia?,12,12,12,HRW\n"


def sent(cast: Cast, text: str | bytes, rows_are: str = "cases", **options: Any) -> Import:
    original = text.encode() if isinstance(text, str) else text
    table = actions.receive_import(by=cast.lead, name="table.csv", original=original, rows_are=rows_are, **options)
    jobs.work_on_next_table()
    table.refresh_from_db()
    return table


def tried(cast: Cast, text: str | bytes, columns: dict[str, str] = COLUMNS, **options: Any) -> Import:
    table = sent(cast, text, **options)
    assert table.state == "staged", table.message
    actions.map_import(by=cast.lead, table=table, patterns=columns)
    jobs.work_on_next_table()
    table.refresh_from_db()
    return table


def taken(cast: Cast, text: str | bytes, columns: dict[str, str] = COLUMNS, **options: Any) -> Import:
    table = tried(cast, text, columns, **options)
    actions.have_import_taken(by=cast.lead, table=table)
    jobs.work_on_next_table()
    table.refresh_from_db()
    assert table.state == "in_effect", table.message
    return table


def why(table: Import) -> list[tuple[int, str, str]]:
    rows = ImportRow.objects.filter(table=table, fate="refused").order_by("number")
    return [(row.number, where, words) for row in rows for where, words, *_ in row.problems]


def workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def counted() -> tuple[int, ...]:
    return tuple(noun.objects.count() for noun in (Source, Document, Event, Question, Claim))


# --- one event, one question and one claim a row ---


def test_nothing_is_written_by_trying(cast: Cast) -> None:
    cast.source("HRW")
    before = counted()
    table = tried(cast, CASES + MOURA + NIA)
    assert (table.state, table.counts) == ("checked", {"new": 2})
    assert counted() == before


def test_rows_become_events_questions_and_claims_that_quote_their_row(cast: Cast) -> None:
    hrw, publisher = cast.source("HRW"), cast.source("The recorder")
    table = taken(cast, CASES + MOURA + NIA, publisher=publisher, title="The recorder’s table")
    moura, nia = Claim.objects.order_by("pk")
    assert (moura.external_key, moura.exact, moura.low, moura.high) == ("m1", MOURA.strip(), 270, 330)
    assert moura.hand_reason == "The table’s columns: low 270, best 300, high 330."
    assert moura.question and moura.question.event
    assert (moura.question.text, moura.question.event.date) == ("How many at Moura?", "2022-03")
    assert (moura.document, moura.document.publisher) == (table.document, publisher)
    assert (nia.low, nia.high, list(nia.asserters.all()), nia.voice) == (12, 12, [hrw], "reported")
    assert moura.document.texts.get().text == CASES + MOURA + NIA


def test_a_rebuild_finds_nothing_to_mend_and_the_ledger_holds(cast: Cast) -> None:
    cast.source("HRW")
    taken(cast, CASES + MOURA + NIA)
    assert actions.rebuild().total == 0
    assert ledger.verify().fault is None


SAID = {"key": "{id}", "statement": "{said}"}


def test_claims_of_two_sheets_of_one_workbook_each_quote_their_own_row(cast: Cast) -> None:
    one = [["id", "said"], ["a", "One died."]]
    two = [["id", "said"], ["b", "Nine hundred died, says the second sheet."]]
    original = workbook({"One": one, "Two": two})
    taken(cast, original, SAID, rows_are="claims")
    taken(cast, original, SAID, rows_are="claims", sheet="Two")
    first, second = Claim.objects.order_by("external_key")
    assert (first.exact, second.exact) == ("a\tOne died.", "b\tNine hundred died, says the second sheet.")
    assert first.document == second.document
    assert all(c.text_version.text[c.start : c.end] == c.exact for c in (first, second))


def test_a_table_read_in_the_wrong_encoding_is_mended_by_sending_it_again(cast: Cast) -> None:
    original = "id;said\na;Sept morts à Ségou.\n".encode("windows-1252")
    taken(cast, original, SAID, rows_are="claims", encoding="windows-1251")
    table = taken(cast, original, SAID, rows_are="claims", encoding="windows-1252")
    claim = Claim.objects.get()
    assert (table.counts, claim.exact, claim.text_version.number) == ({"changed": 1}, "a;Sept morts à Ségou.", 2)


def test_imported_claims_conflict_with_those_that_are_there(cast: Cast) -> None:
    question = cast.question("How many at Moura?", external_key="m1/question")
    cast.claim("450 civilians", question)
    columns = {name: COLUMNS[name] for name in ("key", "statement", "low", "best", "high")} | {"question": "{ask}"}
    taken(cast, CASES + MOURA.replace("How many at Moura?", "m1/question"), columns, rows_are="claims")
    assert Conflict.objects.get().question == question


def test_one_ledger_entry_commits_to_the_file_and_its_rows(cast: Cast) -> None:
    cast.source("HRW")
    table = taken(cast, CASES + MOURA + NIA)
    entry = LedgerEntry.objects.get(deed="import_table")
    said = payload_of(entry)["after"]
    assert (said["sha256"], said["rows"], said["counts"]) == (table.sha256, 2, {"new": 2})
    assert len(said["commitment"]) == 64
    kinds = sorted(entry.objects_concerned.values_list("kind", flat=True))
    assert kinds.count("claim") == kinds.count("event") == kinds.count("question") == 2


def test_a_second_run_changes_nothing(cast: Cast) -> None:
    cast.source("HRW")
    taken(cast, CASES + MOURA + NIA)
    before, claims = counted(), list(Claim.objects.values_list("pk", "version"))
    table = taken(cast, CASES + MOURA + NIA)
    assert table.counts == {"same": 2}
    assert (counted(), list(Claim.objects.values_list("pk", "version"))) == (before, claims)


def test_a_changed_row_is_a_correction(cast: Cast) -> None:
    cast.source("HRW")
    taken(cast, CASES + MOURA + NIA)
    changed = MOURA.replace("300,330", "310,340")
    table = tried(cast, CASES + changed + NIA)
    assert table.counts == {"changed": 1, "same": 1}
    changes = ImportRow.objects.get(table=table, fate="changed").changes
    assert ["stated_high", "330", "340"] in changes
    actions.have_import_taken(by=cast.lead, table=table)
    jobs.work_on_next_table()
    claim = Claim.objects.get(external_key="m1")
    assert (claim.high, claim.exact, claim.version) == (340, changed.strip(), 2)
    before = payload_of(LedgerEntry.objects.filter(deed="correct_claim").latest("pk"))["before"]
    assert before["stated_high"] == 330
    assert actions.rebuild().total == 0


def test_what_the_table_has_no_columns_for_is_left_as_people_made_it(cast: Cast) -> None:
    hrw, question = cast.source("HRW"), cast.question("How many?")
    taken(cast, "id,said\na,Seven men died.\n", SAID, rows_are="claims")
    claim = Claim.objects.get()
    said = {"statement": claim.statement, "asserters": [hrw], "voice": "reported", "graphic": True, "stance": "alleges"}
    said |= {"question": question, "answer": AsWritten("Seven men"), "scope": Scope(population="men")}
    draft = ClaimDraft(quote=claim.exact, **said)
    actions.correct_claim(by=cast.lead, claim=claim, version=1, draft=draft)
    assert tried(cast, "id,said\na,Seven men died.\n", SAID, rows_are="claims").counts == {"same": 1}
    taken(cast, "id,said\na,Seven men died there.\n", SAID, rows_are="claims")
    claim.refresh_from_db()
    assert (claim.statement, claim.question, claim.low) == ("Seven men died there.", question, 7)
    assert (claim.graphic, claim.stance, claim.voice, claim.scope_population) == (True, "alleges", "reported", "men")
    assert list(claim.asserters.all()) == [hrw]


def test_a_claim_is_not_put_under_another_question_with_the_answer_to_the_first(cast: Cast) -> None:
    for key, words in (("q1", "How many men?"), ("q2", "How many in all?")):
        cast.question(words, external_key=key)
    columns = SAID | {"question": "{q}"}
    taken(cast, "id,said,q\na,Seven died.,q1\n", columns | {"as_written": "Seven"}, rows_are="claims")
    ((_, where, said),) = why(tried(cast, "id,said,q\na,Seven died.,q2\n", columns, rows_are="claims"))
    assert where == "question" and "an answer to another question" in said


def test_a_row_that_answers_another_question_now_moves_its_claim(cast: Cast) -> None:
    for key, words in (("q1", "How many men?"), ("q2", "How many in all?")):
        cast.claim("an estimated 450 civilians", cast.question(words, external_key=key))
    columns = SAID | {"question": "{q}", "low": "7", "high": "7"}
    taken(cast, "id,said,q\na,Seven died.,q1\n", columns, rows_are="claims")
    assert Conflict.objects.get().question.external_key == "q1"
    taken(cast, "id,said,q\na,Seven perished.,q2\n", columns, rows_are="claims")
    assert dict(Conflict.objects.values_list("question__external_key", "state")) == {"q1": "dissolved", "q2": "open"}
    assert actions.rebuild().total == 0


def test_rows_written_one_by_one_and_in_bulk_get_keys_of_their_own(cast: Cast) -> None:
    columns = {"key": "{id}", "title": "{t}"}
    cast.event("Before")
    taken(cast, "id,t\na,One\nb,Two\n", columns, rows_are="events")
    cast.event("After")
    taken(cast, "id,t\nc,Three\n", columns, rows_are="events")
    assert list(Event.objects.order_by("pk").values_list("title", flat=True)) == [
        "Before",
        "One",
        "Two",
        "After",
        "Three",
    ]


def test_all_or_nothing(cast: Cast) -> None:
    cast.source("HRW")
    table = tried(cast, CASES + MOURA + NIA.replace("12,12,12", "twelve,,"))
    assert why(table) == [(3, "low", "“twelve” is not a whole number.")]
    with pytest.raises(Refused, match="Some rows are refused"):
        actions.have_import_taken(by=cast.lead, table=table)
    assert not Claim.objects.exists()


def test_what_changed_since_it_was_tried_is_found_before_anything_is_written(cast: Cast) -> None:
    cast.source("HRW")
    table = tried(cast, CASES + MOURA + NIA)
    cast.question("How many at Nia?")
    actions.have_import_taken(by=cast.lead, table=table)
    jobs.work_on_next_table()
    table.refresh_from_db()
    assert table.state == "checked" and "Row 3 no longer fits" in table.message
    assert not Claim.objects.exists() and not Event.objects.exists()


@pytest.mark.parametrize(
    ("row", "where", "words"),
    [
        (NIA.replace("n1", ""), "key", "It is empty; a row needs it."),
        (NIA.replace("n1", "m1"), "key", "stands in row 2 already."),
        (NIA.replace("2022-04-02", "2022-02-30"), "event_date", "is not a date"),
        (NIA.replace("2022-04-02", "2020-21"), "event_date", "two years or a season"),
        (NIA.replace("HRW", "Nobody"), "asserters", "There is no source “Nobody”."),
        (NIA.replace("Nia?", "Moura?"), "text", "Row 2 has the question"),
        (NIA.replace("n1,Nia", "n1,Moura"), "title", "Row 2 has the event"),
        (NIA.replace("12,12,12", "-3,,"), "low", "is not a whole number"),
        (NIA.replace("12,12,12", "1e3,,"), "low", "is not a whole number"),
        (NIA.replace("12,12,12", "1 2,,"), "low", "“1 2” is not a whole number"),
        (NIA.replace("\n", ",more\n"), "", "It has 10 cells, the header 9."),
        (NIA.replace("Nia,How", "N\x00ia,How"), "place", "It holds a NUL character."),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_row_that_does_not_fit_is_refused_with_its_reason(cast: Cast, row: str, where: str, words: str) -> None:
    cast.source("HRW")
    table = tried(cast, CASES + MOURA + row)
    assert table.counts == {"new": 1, "refused": 1}
    ((number, at, said),) = why(table)
    assert (number, at) == (3, where) and words in said


EVENT = {"key": "{k}", "title": "{t}"}
SOURCE = {"key": "{k}", "name": "{n}", "kind": "outlet", "aliases": "{o}"}
DOCUMENT = {"key": "{k}", "title": "{t}", "text": "{x}"}
QUESTION = {"key": "{k}", "text": "{t}", "unit": "{u}", "measure": "killed"}
OPTIONS = {"key": "{k}", "text": "{t}", "options": "{o}", "measure": "whether"}


@pytest.mark.parametrize(
    ("rows_are", "columns", "before", "row", "where", "words"),
    [
        ("events", EVENT, "k,t\ne,Moura\nf,Nia\n", "e,Nia", "title", "The event “Nia” is here already"),
        ("events", EVENT, "k,t\ne,Moura\n", f"e,{'x' * 400}", "title", "at most 300 characters"),
        ("sources", SOURCE, "k,n,o\ns,HRW,\n", "t,hrw,", "name", "“hrw” already stands for HRW."),
        ("sources", SOURCE, "k,n,o\ns,HRW,\nt,UN,\n", "t,UN,HRW", "aliases", "“HRW” already stands for HRW."),
        ("documents", DOCUMENT, "k,t,x\nd,A,Words.\n", "e,B,Words.", "original", "These very bytes are already here"),
        ("documents", DOCUMENT, "k,t,x\nd,A,Words.\n", "d,A,Others.", "text", "has another text"),
        ("questions", QUESTION, "k,t,u\nq,How many?,people\n", "q,How many?,homes", "unit", "Claims already answer"),
        ("questions", OPTIONS, "k,t,o\nq,Was it?,yes; no\n", "q,Was it?,yes; yes", "options", "a label of its own"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_trying_finds_what_the_deed_would_refuse(
    cast: Cast, rows_are: str, columns: dict[str, str], before: str, row: str, where: str, words: str
) -> None:
    taken(cast, before, columns, rows_are=rows_are)
    if rows_are == "questions" and "unit" in columns:
        cast.claim("300 men", Question.objects.get())
    ((_, at, said),) = why(tried(cast, f"{before.splitlines()[0]}\n{row}\n", columns, rows_are=rows_are))
    assert at == where and words in said


@pytest.mark.parametrize(
    ("rows_are", "columns", "text", "where"),
    [
        ("sources", SOURCE, "k,n,o\ns,HRW,\nt,UN,hrw\n", "aliases"),
        ("documents", DOCUMENT, "k,t,x\nd,A,Words.\ne,B,Words.\n", "text"),
        ("questions", OPTIONS, "k,t,o\nq,Was it?,yes; no\nr,Is it?,yes; yes\n", "options"),
    ],
)
def test_two_rows_that_cannot_both_be_are_found(
    cast: Cast, rows_are: str, columns: dict[str, str], text: str, where: str
) -> None:
    assert [(n, at) for n, at, _ in why(tried(cast, text, columns, rows_are=rows_are))] == [(3, where)]


def test_a_withdrawn_claim_stays_withdrawn(cast: Cast) -> None:
    taken(cast, "id,said\na,Seven died.\n", SAID, rows_are="claims")
    actions.withdraw_claim(by=cast.lead, claim=Claim.objects.get(), version=1, reason="Recorded twice.")
    ((_, where, said),) = why(tried(cast, "id,said\na,Eight died.\n", SAID, rows_are="claims"))
    assert where == "key" and "was withdrawn" in said


def test_line_ends_of_another_system_are_no_change(cast: Cast) -> None:
    text = 'k,t,n\r\ne,Moura,"one\r\ntwo"\r\n'
    taken(cast, text, EVENT | {"note": "{n}"}, rows_are="events")
    assert tried(cast, text, EVENT | {"note": "{n}"}, rows_are="events").counts == {"same": 1}


def test_what_an_option_lies_within_stays(cast: Cast) -> None:
    options = [OptionDraft("army"), OptionDraft("guard", "army")]
    cast.question("Who?", kind="category", measure="whether", unit="", options=options, external_key="q")
    table = taken(cast, "k,t,o\nq,Who was it?,army; guard\n", OPTIONS, rows_are="questions")
    assert table.counts == {"changed": 1}
    parent = Question.objects.get().options.get(label="guard").parent
    assert parent and parent.label == "army"


def test_a_last_day_without_a_first_is_no_date(cast: Cast) -> None:
    columns = EVENT | {"date": "{a}", "date_to": "{b}"}
    ((_, where, _),) = why(tried(cast, "k,t,a,b\ne,Moura,,2022-03-31\n", columns, rows_are="events"))
    assert where == "date_to"


def test_a_name_that_is_another_sources_key_names_neither(cast: Cast) -> None:
    cast.source("HRW")
    cast.source("Another", external_key="hrw")
    ((_, where, said),) = why(tried(cast, CASES + NIA))
    assert where == "asserters" and "stands for" in said


def test_who_may_no_longer_add_anything_lets_no_table_take_effect(cast: Cast) -> None:
    table = tried(cast, "k,t\ne,Moura\n", EVENT, rows_are="events")
    actions.have_import_taken(by=cast.lead, table=table)
    cast.lead.groups.clear()
    jobs.work_on_next_table()
    table.refresh_from_db()
    assert (table.state, "does not allow" in table.message) == ("checked", True)
    assert not Event.objects.exists()


def test_an_event_may_be_shared_by_rows_that_say_the_same_of_it(cast: Cast) -> None:
    columns = COLUMNS | {"event_key": "{title}"}
    second = "m2,Moura,2022-03,Moura,How many women?,1,2,3,\n"
    taken(cast, CASES + MOURA + second, columns)
    assert (Event.objects.count(), Question.objects.count(), Claim.objects.count()) == (1, 2, 2)


def test_figures_out_of_order_are_warned_about_and_kept(cast: Cast) -> None:
    table = taken(cast, CASES + MOURA.replace("270,300,330", "7,7,6"))
    assert "not in the order low ≤ best ≤ high" in ImportRow.objects.get(table=table).warnings[0]
    claim = Claim.objects.get()
    assert (claim.low, claim.high) == (6, 7)
    assert "not in the order" in claim.hand_reason


def test_a_sentence_with_a_gap_is_warned_about(cast: Cast) -> None:
    statement = {"statement": "{low} to {high} were killed at {place}."}
    table = tried(cast, CASES + MOURA.replace("270,300,330", "270,,"), COLUMNS | statement)
    assert ImportRow.objects.get(table=table).warnings == ["“Statement” has a gap: its column “high” is empty here."]


@pytest.mark.parametrize(
    ("figures", "low", "high"),
    [
        ("270,,", 270, None),
        (",,330", None, 330),
        (",300,", 300, 300),
        ("270,,330", 270, 330),
        ("270,300,", 270, None),
        (",300,330", None, 330),
        ("300,270,", 270, None),
        ("1 200,,", 1200, None),
        (",,", None, None),
    ],
)
def test_what_the_table_leaves_out_stays_open(cast: Cast, figures: str, low: int | None, high: int | None) -> None:
    taken(cast, CASES + MOURA.replace("270,300,330", figures), COLUMNS | {"statement": "Some were killed."})
    claim = Claim.objects.get()
    assert (claim.low, claim.high) == (low, high)


# --- the other sorts of rows ---


def test_sources_with_their_names(cast: Cast) -> None:
    text = "k,name,kind,other,grade\ns1,Human Rights Watch,organisation,HRW; Human Rights Watch Mali,b\n"
    columns = {"key": "{k}", "name": "{name}", "kind": "{kind}", "aliases": "{other}", "grade": "{grade}"}
    taken(cast, text, columns, rows_are="sources")
    source = Source.objects.get()
    assert (source.name, source.grade, source.external_key) == ("Human Rights Watch", "B", "s1")
    assert sorted(source.aliases.values_list("name", flat=True)) == ["HRW", "Human Rights Watch Mali"]
    assert taken(cast, text, columns, rows_are="sources").counts == {"same": 1}


CLAIM_OF_D1 = "k,d,quote,said,ask,answer\nc1,d1,300 men were killed,300 were killed,q1,300 men\n"


def test_documents_then_claims_that_quote_them(cast: Cast) -> None:
    cast.source("HRW")
    text = 'k,title,text,by\nd1,A report,"In Moura 300 men were killed.\nIt rained.",HRW\n'
    columns = {"key": "{k}", "title": "{title}", "text": "{text}", "publisher": "{by}"}
    taken(cast, text, columns, rows_are="documents")
    document = Document.objects.get(external_key="d1")
    assert document.texts.get().text == "In Moura 300 men were killed.\nIt rained."
    cast.question("How many?", external_key="q1")
    claims = CLAIM_OF_D1 + "c2,d1,900 men,x,q1,\n"
    columns = {"key": "{k}", "document": "{d}", "quote": "{quote}", "statement": "{said}"}
    columns |= {"question": "{ask}", "as_written": "{answer}", "scope_population": "men"}
    table = tried(cast, claims, columns, rows_are="claims")
    assert [(n, where) for n, where, _ in why(table)] == [(3, "quote")]
    taken(cast, CLAIM_OF_D1, columns, rows_are="claims")
    claim = Claim.objects.get()
    assert (claim.document, claim.low, claim.start, claim.scope_population) == (document, 300, 9, "men")
    anew = taken(cast, CLAIM_OF_D1.replace("300 men were killed,300", "300 men,300"), columns, rows_are="claims")
    claim.refresh_from_db()
    assert (anew.counts, claim.exact) == ({"changed": 1}, "300 men")


def test_rows_are_planned_in_the_same_number_of_queries_however_many_they_are(cast: Cast) -> None:
    def queries(rows: int, before: int) -> int:
        numbers = range(before, before + rows)
        said = "k,t,x\n" + "".join(f"d{n},Text {n},It says that {n} died.\n" for n in numbers)
        taken(cast, said, {"key": "{k}", "title": "{t}", "text": "{x}"}, rows_are="documents")
        claims = "id,d,said\n" + "".join(f"c{n},d{n},{n} died\n" for n in numbers)
        columns = SAID | {"document": "{d}", "quote": "{said}"}
        table = sent(cast, claims, rows_are="claims")
        actions.map_import(by=cast.lead, table=table, patterns=columns)
        with CaptureQueriesContext(connection) as captured:
            jobs.work_on_next_table()
        assert Import.objects.get(pk=table.pk).counts == {"new": rows}
        return len(captured)

    assert queries(2, 100) == queries(12, 200)


def test_options_are_looked_up_together(cast: Cast) -> None:
    options = [OptionDraft("yes"), OptionDraft("no")]
    cast.question("Was it?", kind="category", measure="whether", unit="", options=options, external_key="q")

    def queries(rows: int) -> int:
        table = sent(cast, "id,o\n" + "".join(f"c{n},Yes\n" for n in range(rows)), rows_are="claims")
        columns = {"key": "{id}", "statement": "It was so.", "question": "q", "option": "{o}"}
        actions.map_import(by=cast.lead, table=table, patterns=columns)
        with CaptureQueriesContext(connection) as captured:
            jobs.work_on_next_table()
        assert Import.objects.get(pk=table.pk).counts == {"new": rows}
        return len(captured)

    assert queries(2) == queries(12)


def test_events_and_the_questions_about_them(cast: Cast) -> None:
    taken(cast, "k,t\ne1,Moura\n", {"key": "{k}", "title": "{t}"}, rows_are="events")
    text = "k,ask,e,options\nq1,Were they civilians?,e1,yes; no\n"
    columns = {"key": "{k}", "text": "{ask}", "event": "{e}", "options": "{options}", "measure": "whether"}
    taken(cast, text, columns, rows_are="questions")
    question = Question.objects.get()
    assert question.event and question.event.title == "Moura"
    assert [option.label for option in question.options.all()] == ["yes", "no"]
    assert taken(cast, text, columns, rows_are="questions").counts == {"same": 1}


# --- its way ---


def test_a_table_that_cannot_be_read_says_why(cast: Cast) -> None:
    table = sent(cast, "a,a\n1,2\n")
    assert (table.state, "both called" in table.message) == ("refused", True)


def test_columns_are_remembered_under_a_name(cast: Cast) -> None:
    table = sent(cast, CASES + MOURA)
    actions.map_import(by=cast.lead, table=table, patterns=COLUMNS, remember_as="Ours")
    kept = ImportMapping.objects.get()
    assert (kept.name, kept.patterns, kept.header) == ("Ours", COLUMNS, CASES.strip().split(","))


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"key": ""}, "key", "A row needs this"),
        ({"event_title": "{nothing}"}, "event_title", "The table has no column “nothing”."),
    ],
)
def test_columns_that_are_not_there_are_refused(cast: Cast, changes: dict[str, str], field: str, message: str) -> None:
    table = sent(cast, CASES + MOURA)
    with pytest.raises(Refused) as refused:
        actions.map_import(by=cast.lead, table=table, patterns=COLUMNS | changes)
    assert message in refused.value.errors[field]


def test_a_table_is_given_up_before_it_takes_effect(cast: Cast) -> None:
    table = tried(cast, CASES + MOURA)
    actions.give_up_import(by=cast.lead, table=table)
    assert not ImportRow.objects.exists()
    with pytest.raises(Refused, match="Only a table whose rows were tried"):
        actions.have_import_taken(by=cast.lead, table=table)


def test_a_table_whose_reader_was_killed_is_taken_up_again_with_its_effect_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tried(cast, CASES + MOURA)
    actions.have_import_taken(by=cast.lead, table=table)
    first = actions.take_import()
    assert first is not None and actions.take_import() is None
    monkeypatch.setattr("claims.actions.imports.steps.SILENT_FOR", -actions.imports.steps.SILENT_FOR)
    jobs.work_on_next_table()
    table.refresh_from_db()
    assert (table.state, Claim.objects.count()) == ("in_effect", 1)
    from claims.ingest.apart import read_table

    original = (CASES + MOURA).encode()
    actions.take_into_effect(first, original, read_table(original)[0])
    assert Claim.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL never locks readers out")
def test_readers_wait_for_its_commit_alone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def spills_at() -> int:
        """Pages."""
        with connection.cursor() as cursor:
            return int(cursor.execute("PRAGMA cache_spill").fetchone()[0])

    seen = []
    enter = actions.imports.taking.enter
    monkeypatch.setattr(actions.imports.taking, "enter", lambda **said: (seen.append(spills_at()), enter(**said)))
    taken(cast, CASES + MOURA)
    assert seen[-1] == MOST_UNWRITTEN // 4096 - 1 and spills_at() < 10_000


def test_a_table_that_breaks_off_again_and_again_is_left(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tried(cast, CASES + MOURA)
    actions.have_import_taken(by=cast.lead, table=table)
    monkeypatch.setattr("claims.actions.imports.steps.SILENT_FOR", -actions.imports.steps.SILENT_FOR)
    for _ in range(3):
        assert actions.take_import() is not None
    assert actions.take_import() is None
    table.refresh_from_db()
    assert (table.state, "broken off several times" in table.message) == ("checked", True)


# --- the worked example ---


def test_the_ucdp_excerpt(cast: Cast) -> None:
    publisher = cast.source("Uppsala Conflict Data Program")
    table = taken(cast, UCDP.read_bytes(), UCDP_COLUMNS, publisher=publisher, title="UCDP GED, Ukraine")
    assert table.counts == {"new": 193, "warned": 13}
    assert Claim.objects.count() == Event.objects.count() == Question.objects.count() == table.rows == 193
    assert ImportRow.objects.filter(table=table, warned=True).exclude(warnings=[]).count() == 13
    claim = Claim.objects.get(external_key="ucdp-147997")
    assert claim.question and claim.question.event
    assert (claim.low, claim.high, claim.question.event.date) == (5, 5, "2014-01-22")
    assert claim.question.event.note == "UCDP’s place precision 1, date precision 1."
    assert claim.exact.startswith("147997,UKR-2014-1-14085-0,2014")
    assert actions.rebuild().total == 0
    assert tried(cast, UCDP.read_bytes(), UCDP_COLUMNS).counts == {"same": 193, "warned": 13}


def test_a_part_that_a_table_raises_exceeds_its_whole(cast: Cast) -> None:
    cast.source("HRW")
    taken(cast, CASES + MOURA + NIA)
    whole, part = (Question.objects.get(text=f"How many at {place}?") for place in ("Moura", "Nia"))
    actions.correct_question(by=cast.lead, question=part, version=part.version, part_of=whole)
    assert not Question.objects.filter(exceeds_whole=True).exists()
    taken(cast, CASES + NIA.replace("12,12,12", "400,400,400"))
    assert list(Question.objects.filter(exceeds_whole=True)) == [part]
    assert actions.rebuild().total == 0
