"""`/events/<pk>/sheet/` and its file: an event's questions by one stated rule, with the claims behind every figure."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from claims import actions
from claims.domain.scope import AS_QUESTION, Scope
from claims.domain.sheet_rules import RANGE, RULES, TEAM_DECISION
from claims.models import Event, Question
from claims.reports import sheet as sheets
from claims.reports.sheet import Sheet, SheetRow, sheets_of
from claims.reports.sheet_csv import HEADER
from tests.cast import Cast
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


@pytest.fixture
def moura(cast: Cast) -> Event:
    return cast.event("Moura", date="2022-03", place="Mopti")


def address(event: Event, rule: str = "") -> str:
    return f"{event.get_absolute_url()}sheet/{f'?rule={rule}' if rule else ''}"


def shown(client: Client, event: Event, rule: str = "") -> Sheet:
    found = client.get(address(event, rule)).context["sheet"]
    assert isinstance(found, Sheet)
    return found


def cells(row: SheetRow) -> dict[str, str]:
    return {c.label: " | ".join(g.words for g in c.given) or f"blank: {c.blank}" for c in row.cells}


def downloaded(client: Client, event: Event, rule: str = "low-best-high") -> list[dict[str, str]]:
    answer = client.get(f"{event.get_absolute_url()}sheet.csv?rule={rule}")
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_shows_each_question_with_its_figures_and_the_claims_behind_them(
    cast: Cast, reader: Client, moura: Event
) -> None:
    question = cast.conflict(event=moura)
    [row] = shown(reader, moura).rows
    assert cells(row) == {
        "Lowest": "about 300 (270–330)",
        "Best": "blank: inconclusive, with 1 origin each: about 300; about 450",
        "Highest": "about 450 (405–495)",
    }
    page = text_of(reader.get(address(moura)))
    for claim in question.claims.all():
        assert claim.get_absolute_url() in page and claim.as_written in page and claim.document.sha256 in page


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_the_rule_is_printed_with_its_words_and_its_source(reader: Client, moura: Event, rule: Any) -> None:
    page = text_of(reader.get(address(moura, rule.key)))
    for said in (rule.name, f"version {rule.version}", rule.words, f"After: {rule.source}"):
        assert said in page


def test_the_page_of_the_event_and_of_the_question_lead_to_it(cast: Cast, reader: Client, moura: Event) -> None:
    question = cast.question(event=moura)
    assert address(moura) in text_of(reader.get(moura.get_absolute_url()))
    assert f"/questions/{question.pk}/sheet/" in text_of(reader.get(question.get_absolute_url()))
    assert f"{address(moura)}#question-{question.pk}" in text_of(reader.get(f"/questions/{question.pk}/sheet/"))


def test_dates_run_from_the_earliest_to_the_latest_and_options_stand_side_by_side(
    cast: Cast, reader: Client, moura: Event
) -> None:
    when, whether = cast.when(event=moura), cast.whether(event=moura)
    for words in ("March 2022", "27 March 2022"):
        cast.claim(words, when)
    for label in ("yes", "no", "yes"):
        cast.choice(label, whether)
    dates, options = shown(reader, moura, "range").rows
    assert cells(dates) == {"Earliest": "March 2022", "Latest": "March 2022"}
    assert [(given.words, given.origins) for given in options.options] == [("yes", "2 origins"), ("no", "1 origin")]
    assert "Lowest or earliest" in text_of(reader.get(address(moura)))


def test_parts_stand_beneath_their_whole_and_nothing_is_added_up(cast: Cast, reader: Client, moura: Event) -> None:
    whole = cast.question("All?", event=moura)
    other = cast.question("Injured?", event=moura)
    part = cast.question("Children?", event=moura, part_of=whole)
    girls = cast.question("Girls?", event=moura, part_of=part)
    for question, words in ((whole, "32 people"), (part, "7 people"), (girls, "40 people")):
        cast.claim(words, question)
    rows = shown(reader, moura, "most-cautious").rows
    assert [(row.pk, row.depth) for row in rows] == [(whole.pk, 0), (part.pk, 1), (girls.pk, 2), (other.pk, 0)]
    assert [cells(row)["Lowest"] for row in rows] == ["32", "7", "40", "blank: no claim answers it"]
    assert rows[2].notes[0].startswith("The part exceeds its whole.")


def test_a_part_of_what_is_elsewhere_says_of_what(cast: Cast, reader: Client, moura: Event) -> None:
    whole = cast.question("How many in all?")
    cast.question(event=moura, part_of=whole)
    [row] = shown(reader, moura).rows
    assert row.depth == 0 and row.part_of and row.part_of.label == whole.text
    assert whole.get_absolute_url() in text_of(reader.get(address(moura)))


def test_what_is_left_out_is_named_with_the_reason(cast: Cast, reader: Client, moura: Event) -> None:
    question = cast.question(event=moura, population="civilians", bears_on=["population"])
    cast.claim("32 people", question, scope=Scope(AS_QUESTION))
    cast.claim("20 men", question, scope=Scope("men"))
    gone = cast.claim("10 people", question)
    actions.withdraw_claim(by=cast.lead, claim=gone, version=1, reason="Misread.")
    [row] = shown(reader, moura).rows
    assert cells(row)["Lowest"] == "32"
    assert [one.why for one in row.left_out] == [
        "it covers something else (population: men, where the question asks for civilians)",
        "the claim was withdrawn",
    ]
    page = text_of(reader.get(address(moura)))
    assert all(one.why in page for one in row.left_out)


def test_what_reviewers_hold_not_to_be_so_is_left_out(cast: Cast, reader: Client, moura: Event) -> None:
    question = cast.conflict(event=moura)
    first, second = question.claims.order_by("pk")
    actions.review_claim(by=cast.lead, claim=first, verdict="conflicting", reason="Misheard.")
    assert cells(shown(reader, moura).rows[0])["Lowest"] == "about 300 (270–330)"
    actions.review_claim(by=cast.lead, claim=second, verdict="corroborated", reason="Two witnesses.")
    [row] = shown(reader, moura).rows
    assert cells(row)["Lowest"] == "about 450 (405–495)"
    assert row.left_out[0].line.pk == first.pk and "reviewed as conflicting" in row.left_out[0].why


def test_a_decision_is_shown_with_who_decided_and_why(cast: Cast, reader: Client, moura: Event) -> None:
    question = cast.conflict(event=moura)
    actions.decide_figure(by=cast.lead, question=question, claim=question.claims.earliest("pk"), note="Named <i>.")
    page = text_of(reader.get(address(moura, TEAM_DECISION.key)))
    assert "about 300 (270–330)" in page and "Decided by lena" in page and "Named &lt;i&gt;." in page
    assert shown(reader, moura, RANGE.key).rows[0].decision is None


@pytest.mark.parametrize("rule", ["mean", "", "low-best-high%00", "RANGE", "range&rule=mean"])
@pytest.mark.parametrize("page", ["sheet/", "sheet.csv"])
def test_an_unknown_rule_is_refused_and_nothing_is_picked(
    cast: Cast, reader: Client, moura: Event, rule: str, page: str
) -> None:
    cast.conflict(event=moura)
    answer = reader.get(f"{moura.get_absolute_url()}{page}?rule={rule}")
    assert answer.status_code == 400 and "There is no rule of that name" in text_of(answer)
    assert "about 300" not in text_of(answer)


def test_an_event_without_questions_says_so(reader: Client, moura: Event) -> None:
    assert "No questions yet" in text_of(reader.get(address(moura)))
    assert downloaded(reader, moura) == []


def test_what_is_too_much_to_look_at_is_blank_and_never_picked_from_a_part(
    cast: Cast, reader: Client, moura: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_EACH", 2)
    monkeypatch.setattr(sheets, "MOST_CLAIMS", 3)
    first, second, third = (cast.question(f"{n}?", event=moura) for n in range(3))
    for question, count in ((first, 3), (second, 2), (third, 2)):
        for n in range(count):
            cast.claim(f"{n + 5} people", question)
    whys = [cells(row)["Lowest"] for row in shown(reader, moura, "most-cautious").rows]
    assert whys == [
        "blank: it has 3 claims, and a sheet looks at 2 of one question at most",
        "5",
        "blank: the questions before it have 3 claims, all that a sheet looks at",
    ]


def test_a_long_list_of_questions_leads_to_the_whole(
    cast: Cast, reader: Client, moura: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_QUESTIONS", 1)
    for _ in range(2):
        cast.question(event=moura)
    assert len(shown(reader, moura).rows) == 1
    assert f"/questions/?event={moura.pk}" in text_of(reader.get(address(moura)))


def test_what_is_confidential_is_said_on_the_page_and_stays_out_of_the_file(
    cast: Cast, reader: Client, moura: Event
) -> None:
    secret = cast.source("Informant", confidential=True)
    question = cast.question("How many?", event=moura)
    cast.claim("300 people", question)
    hidden = cast.claim("20 people", question, asserted_by=(secret,))
    only = cast.question("Known to one only?", event=moura)
    cast.claim("5 people", only, asserted_by=(secret,))
    sheet = shown(reader, moura)
    assert sheet.kept_in == 2 and "Keep this page in" in text_of(reader.get(address(moura)))
    assert cells(sheet.rows[0])["Lowest"] == "20"
    rows = downloaded(reader, moura)
    assert {row["question"] for row in rows} == {"How many?"}
    assert [row["says"] for row in rows] == ["300", "300", "300"] and "Informant" not in str(rows)
    assert f"#{hidden.pk}" not in str(rows)


def test_a_decision_on_what_is_confidential_stays_in(cast: Cast, reader: Client, moura: Event) -> None:
    question = cast.question("How many?", event=moura)
    seen = cast.claim("300 people", question)
    hidden = cast.claim("20 people", question, asserted_by=(cast.source("Informant", confidential=True),))
    actions.decide_figure(by=cast.lead, question=question, claim=hidden, note="The informant was there.")
    [row] = downloaded(reader, moura, "team-decision")
    assert (row["says"], row["blank because"]) == ("", "there is no decision that may leave")
    assert "informant" not in str(row).lower()
    actions.decide_figure(by=cast.lead, question=question, claim=seen, note="Against the informant.")
    [row] = downloaded(reader, moura, "team-decision")
    assert (row["says"], row["decided by"], row["decision note"]) == ("300", "lena", "")


def test_a_row_of_the_file_holds_a_cell_with_all_behind_it(cast: Cast, reader: Client, moura: Event) -> None:
    question = cast.question("How many?", event=moura)
    claim = cast.claim("at least 300 people", question, asserted_by=(cast.source("HRW"),))
    low, best, high = downloaded(reader, moura)
    assert tuple(low) == HEADER
    expected = {
        "event": "Moura",
        "question": "How many?",
        "asks for": "quantity",
        "unit": "people",
        "rule": "Low, best, high",
        "rule version": "1",
        "cell": "lowest",
        "says": "at least 300",
        "figure from": "300",
        "allows from": "300",
        "allows to": "",
        "origins": "1 origin",
        "said by": "HRW",
        "claims": f"#{claim.pk}",
        "address": f"http://testserver/questions/{question.pk}/sheet/",
    }
    assert {name: low[name] for name in expected} == expected
    assert (best["cell"], high["cell"]) == ("best", "highest")
    assert high["notes"] == "This sets no upper limit: the range is open above."


def test_the_file_tells_days_in_iso_8601_and_options_one_a_row(cast: Cast, reader: Client, moura: Event) -> None:
    cast.claim("March 2022", cast.when(event=moura))
    whether = cast.whether(event=moura)
    for label in ("yes", "no"):
        cast.choice(label, whether)
    rows = downloaded(reader, moura, "range")
    assert [(r["cell"], r["says"], r["figure from"], r["figure to"]) for r in rows] == [
        ("earliest", "March 2022", "2022-03-01", "2022-03-31"),
        ("latest", "March 2022", "2022-03-01", "2022-03-31"),
        ("answer", "yes", "", ""),
        ("answer", "no", "", ""),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(cast: Cast, reader: Client, start: str) -> None:
    event = cast.event(f"{start}1+1")
    cast.question(f"{start}2+2", event=event)
    [row, *_] = downloaded(reader, event)
    assert (row["event"], row["question"]) == (f"'{start}1+1", f"'{start}2+2")


def test_sheets_of_many_events_are_those_of_each_alone(cast: Cast) -> None:
    events = [cast.event() for _ in range(3)]
    for event in events:
        cast.conflict(event=event)
    many = sheets_of(events, RANGE, 10)
    assert many == {event.pk: sheets_of([event], RANGE, 10)[event.pk] for event in events}
    assert all(len(sheet.rows) == 1 for sheet in many.values())


def test_reads_as_often_for_many_questions_and_claims_as_for_two(cast: Cast, reader: Client, moura: Event) -> None:
    def grow(times: int) -> tuple[int, int]:
        for _ in range(times):
            whole: Question = cast.conflict(event=moura)
            part = cast.question(event=moura, part_of=whole)
            actions.decide_figure(by=cast.lead, question=part, claim=cast.claim("7 people", part), note="So.")
        page, file = address(moura, TEAM_DECISION.key), f"{moura.get_absolute_url()}sheet.csv"
        return reads(lambda: reader.get(page)), reads(lambda: b"".join(reader.get(file).streaming_content))

    assert grow(2) == grow(8)


def test_many_events_are_read_as_often_as_one(cast: Cast) -> None:
    events = [cast.event() for _ in range(5)]
    for event in events:
        cast.conflict(event=event)
    assert reads(lambda: sheets_of(events, RANGE, 10)) == reads(lambda: sheets_of(events[:1], RANGE, 10))


def test_a_wrong_number_is_not_found(reader: Client) -> None:
    assert reader.get("/events/999/sheet/").status_code == reader.get("/events/999/sheet.csv").status_code == 404


def test_refuses_somebody_without_a_role(moura: Event) -> None:
    assert visitor("").get(address(moura)).status_code == 403


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_is_for_looking_only(reader: Client, moura: Event, method: str) -> None:
    assert getattr(reader, method)(address(moura)).status_code == 405
