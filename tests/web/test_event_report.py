"""`/events/<pk>/report.json` and `/report.schema.json`: all that is known of an event in one file, and its schema."""

import json
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from claims import actions
from claims.models import Event
from claims.reports import report as reports
from tests.cast import Cast
from tests.web.ladder import got, reads, text_of, visitor

pytestmark = pytest.mark.django_db

SCHEMA = "/report.schema.json"


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


@pytest.fixture
def moura(cast: Cast) -> Event:
    return cast.event("Moura", date="2022-03")


def address(event: Event, asked: str = "") -> str:
    return f"{event.get_absolute_url()}report.json{asked}"


def downloaded(client: Client, event: Event, asked: str = "") -> dict[str, Any]:
    answer = client.get(address(event, asked))
    assert answer.status_code == 200 and answer["Content-Type"] == "application/json"
    found: dict[str, Any] = json.loads(got(answer))
    return found


def test_the_file_is_as_the_served_schema_says(cast: Cast, reader: Client, moura: Event) -> None:
    cast.conflict(event=moura)
    schema = Draft202012Validator(json.loads(Client().get(SCHEMA).content))
    found = downloaded(reader, moura)
    assert list(schema.iter_errors(found)) == [] and len(found["claims"]) == 2
    assert list(schema.iter_errors(found | {"title": 1})) != []


def test_the_schema_is_for_anybody_and_for_looking_only(db: None) -> None:
    answer = Client().get(SCHEMA)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/schema+json")
    assert Client().post(SCHEMA).status_code == 405


def test_is_a_download_named_by_event_and_rule(reader: Client, moura: Event) -> None:
    answer = reader.get(address(moura, "?rule=range"))
    assert answer["Content-Disposition"] == f'attachment; filename="event-{moura.pk}-range.json"'
    assert json.loads(got(answer))["method"]["sheet_rule"]["key"] == "range"


def test_the_sheet_leads_to_it_by_the_rule_that_is_shown(reader: Client, moura: Event) -> None:
    page = text_of(reader.get(f"{moura.get_absolute_url()}sheet/?rule=range"))
    for link in (address(moura, "?rule=range"), address(moura, "?rule=range&amp;reviewers=hidden"), SCHEMA):
        assert f'href="{link}"' in page


def test_hides_reviewers_where_that_is_asked_for(cast: Cast, reader: Client, moura: Event) -> None:
    claim = cast.claim("300 people", cast.question(event=moura))
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="One source.")
    assert downloaded(reader, moura)["claims"][0]["reviews"][0]["by"] == "lena"
    assert downloaded(reader, moura, "?reviewers=shown")["redaction"]["reviewers"] == "shown"
    assert "lena" not in got(reader.get(address(moura, "?reviewers=hidden"))).decode()


@pytest.mark.parametrize("choice", ["yes", "", "Hidden", "hidden%00"])
def test_another_choice_is_refused_and_no_file_is_made(reader: Client, moura: Event, choice: str) -> None:
    answer = reader.get(address(moura, f"?reviewers={choice}"))
    assert answer.status_code == 400 and "Content-Disposition" not in answer
    assert "Reviewers are either shown or hidden" in text_of(answer)


@pytest.mark.parametrize("rule", ["mean", "", "range%00"])
def test_an_unknown_rule_is_refused(reader: Client, moura: Event, rule: str) -> None:
    answer = reader.get(address(moura, f"?rule={rule}&reviewers=hidden"))
    assert answer.status_code == 400 and "There is no rule of that name" in text_of(answer)


def test_what_is_confidential_stays_in(cast: Cast, reader: Client, moura: Event) -> None:
    question = cast.question(event=moura)
    cast.claim("300 people", question)
    cast.claim("20 people", question, asserted_by=(cast.source("Informant", confidential=True),))
    found = got(reader.get(address(moura))).decode()
    assert "300 people" in found and "20 people" not in found and "Informant" not in found


def test_what_changes_all_the_time_is_said_and_no_half_file_is_made(
    cast: Cast, reader: Client, moura: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "TRIES", 0)
    answer = reader.get(address(moura))
    assert answer.status_code == 503 and "Content-Disposition" not in answer
    assert "The data changed while the report was made" in text_of(answer)


def test_reads_as_often_for_many_claims_as_for_two(cast: Cast, reader: Client, moura: Event) -> None:
    def grow(times: int) -> int:
        for _ in range(times):
            cast.conflict(event=moura)
        return reads(lambda: reader.get(address(moura)))

    assert grow(1) == grow(5)


def test_a_wrong_number_is_not_found(reader: Client) -> None:
    assert reader.get("/events/999/report.json").status_code == 404


def test_refuses_somebody_without_a_role(moura: Event) -> None:
    assert visitor("").get(address(moura)).status_code == 403
    assert Client().get(address(moura)).status_code == 302


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_is_for_looking_only(reader: Client, moura: Event, method: str) -> None:
    assert getattr(reader, method)(address(moura)).status_code == 405
