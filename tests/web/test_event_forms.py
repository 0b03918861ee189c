"""`/events/add/` and `/events/<pk>/correct/`: dates as EDTF; what is refused keeps what was typed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from claims import actions
from claims.models import Event, LedgerEntry
from tests.cast import Cast
from tests.web.ladder import as_shown, text_of, visitor

pytestmark = pytest.mark.django_db

ADD = "/events/add/"


@pytest.fixture
def contributor(db: None) -> Client:
    return visitor("contributor")


def add(client: Client, **typed: Any) -> Any:
    return client.post(ADD, as_shown(client, ADD, title="Moura") | typed)


def correct(client: Client, event: Event, **changes: Any) -> Any:
    url = f"{event.get_absolute_url()}correct/"
    return client.post(url, as_shown(client, url, **changes))


def test_adds_what_was_typed(contributor: Client) -> None:
    answer = add(contributor, date="2022-03", place="Moura, Mali", note="Seen.")
    event = Event.objects.get()
    assert answer["Location"] == event.get_absolute_url()
    assert (event.title, event.date, event.place, event.note) == ("Moura", "2022-03", "Moura, Mali", "Seen.")
    assert (event.earliest, event.latest) == (date(2022, 3, 1), date(2022, 3, 31))


def test_corrects_what_was_typed_and_leaves_the_rest(cast: Cast, contributor: Client) -> None:
    event = cast.event("Moura", date="2022-03", place="Moura")
    correct(contributor, event, date="", note="No source says when.")
    event.refresh_from_db()
    assert (event.date, event.earliest, event.place, event.note) == ("", None, "Moura", "No source says when.")
    assert LedgerEntry.objects.latest("sequence").deed == "correct_event"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "x" * 301}, "at most 300 characters"),
        ({"title": "Bamako"}, "already exists"),
        ({"title": "Mou\x00ra"}, "Null characters are not allowed"),
        ({"date": "last spring"}, "is not a date the tracker reads. Write it as 2022"),
        ({"date": "2019-02-29"}, "is not a date the tracker reads"),
        ({"date": "2020-21"}, "could be two years or a season"),
        ({"date": "2022~"}, "marked as uncertain"),
        ({"date": "2022/.."}, "open end"),
        ({"date": "2023/2022"}, "runs backwards"),
        ({"place": "x" * 201}, "at most 200 characters"),
    ],
)
def test_refuses_what_cannot_be_kept(cast: Cast, contributor: Client, typed: dict[str, str], said: str) -> None:
    cast.event("Bamako")
    mine = cast.event("Mine")
    for answer in (
        add(contributor, note="Typed long.", **typed),
        correct(contributor, mine, **({"note": "Typed long."} | typed)),
    ):
        assert answer.status_code == 422 and said in text_of(answer) and "Typed long." in text_of(answer)
    mine.refresh_from_db()
    assert Event.objects.count() == 2 and (mine.title, mine.note, mine.date) == ("Mine", "", "")


def test_the_loser_of_two_edits_compares_and_saves_again(cast: Cast, contributor: Client) -> None:
    event = cast.event("Moura")
    url = f"{event.get_absolute_url()}correct/"
    mine = as_shown(contributor, url, note="Mine.")
    actions.correct_event(by=cast.lead, event=event, version=1, note="Theirs.")
    answer = contributor.post(url, mine)
    page = text_of(answer)
    assert answer.status_code == 409 and "Theirs." in page and "Mine." in page
    again = contributor.post(url, mine | {"version": answer.context["form"]["version"].value()})
    event.refresh_from_db()
    assert again.status_code == 302 and event.note == "Mine."


def test_a_wrong_number_is_not_found(contributor: Client) -> None:
    assert contributor.get("/events/999/correct/").status_code == 404


def test_refuses_somebody_who_may_only_read(cast: Cast) -> None:
    event, reader = cast.event("Moura"), visitor("reader")
    for url in (ADD, f"{event.get_absolute_url()}correct/"):
        assert reader.get(url).status_code == 403
        assert reader.post(url, {"title": "x", "version": "1"}).status_code == 403
    assert Event.objects.get().title == "Moura"


def test_takes_no_other_method(cast: Cast, contributor: Client) -> None:
    for url in (ADD, f"{cast.event('Moura').get_absolute_url()}correct/"):
        assert contributor.put(url).status_code == 405
