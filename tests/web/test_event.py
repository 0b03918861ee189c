"""`/events/<pk>/`: an event, its questions with their claims, and its conflicts."""

import pytest
from django.test import Client

from claims.reports import event_page
from tests.cast import Cast
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


def test_shows_date_place_note_and_history(cast: Cast, reader: Client) -> None:
    event = cast.event("Moura", date="2022-03", place="Moura, Mali", note="As HRW tells it.")
    page = text_of(reader.get(event.get_absolute_url()))
    for said in ("March 2022", "Moura, Mali", "As HRW tells it.", "added the event"):
        assert said in page
    assert "not stated" in text_of(reader.get(cast.event("Another").get_absolute_url()))


def test_lists_its_questions_with_their_claims_and_conflicts(cast: Cast, reader: Client) -> None:
    event = cast.event("Moura")
    disputed, agreed = cast.conflict(event=event), cast.question("Who was it?", event=event)
    cast.claim("12 men", agreed)
    cast.conflict(event=cast.event("Elsewhere"))
    answer = reader.get(event.get_absolute_url())
    lines = {line.url: line for line in answer.context["page"].questions}
    assert {url: (line.claims, line.state) for url, line in lines.items()} == {
        disputed.get_absolute_url(): (2, "open"),
        agreed.get_absolute_url(): (1, ""),
    }
    assert [line.question for line in answer.context["page"].conflicts] == [disputed.text]
    assert answer.context["page"].claims == "3" and f"/claims/?event={event.pk}" in text_of(answer)
    assert disputed.conflict.get_absolute_url() in text_of(answer)


def test_a_long_list_leads_to_the_whole(cast: Cast, reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_page, "MOST_QUESTIONS", 1)
    monkeypatch.setattr(event_page, "MOST_CONFLICTS", 1)
    event = cast.event("Moura")
    for _ in range(2):
        cast.conflict(event=event)
    page = text_of(reader.get(event.get_absolute_url()))
    for url in (f"/questions/?event={event.pk}", f"/conflicts/?event={event.pk}"):
        assert url in page and reader.get(url).status_code == 200


def test_offers_only_what_the_person_may_do(cast: Cast, reader: Client) -> None:
    event = cast.event("Moura")
    offers = [f"{event.get_absolute_url()}correct/", f"/questions/add/?event={event.pk}"]
    page, more = (text_of(client.get(event.get_absolute_url())) for client in (reader, visitor("contributor")))
    assert not any(offer in page for offer in offers) and all(offer in more for offer in offers)


def test_a_wrong_number_is_not_found(reader: Client) -> None:
    assert reader.get("/events/999/").status_code == 404


def test_refuses_somebody_without_a_role(cast: Cast) -> None:
    assert visitor("").get(cast.event().get_absolute_url()).status_code == 403


def test_is_for_looking_only(cast: Cast, reader: Client) -> None:
    assert reader.post(cast.event().get_absolute_url()).status_code == 405


def test_reads_as_often_for_many_questions_as_for_three(cast: Cast, reader: Client) -> None:
    event = cast.event("Moura")

    def grow(times: int) -> int:
        for _ in range(times):
            cast.conflict(event=event)
        return reads(lambda: reader.get(event.get_absolute_url()))

    assert grow(3) == grow(12)


def test_names_its_own_parts_that_exceed_their_whole(cast: Cast) -> None:
    event = cast.event("Moura")
    whole = cast.question("How many were killed?", event=event)
    part = cast.question("How many children were killed?", event=event, part_of=whole)
    cast.claim("32 people", whole)
    cast.claim("40 children", part)
    page = visitor("reader").get(event.get_absolute_url()).content.decode()
    assert f'Parts exceed their whole: <a href="{part.get_absolute_url()}"' in page
    elsewhere = visitor("reader").get(cast.event("Nia").get_absolute_url()).content.decode()
    assert "exceed their whole" not in elsewhere
