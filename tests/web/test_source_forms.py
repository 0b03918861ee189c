"""`/sources/add/` and `/sources/<pk>/correct/`: a name stands for one source; what is refused is kept to mend."""

from typing import Any

import pytest
from django.test import Client

from claims import actions
from claims.models import LedgerEntry, Source
from tests.cast import Cast
from tests.web.ladder import as_shown, text_of, visitor

pytestmark = pytest.mark.django_db

ADD = "/sources/add/"


@pytest.fixture
def contributor(db: None) -> Client:
    return visitor("contributor")


def add(client: Client, **typed: Any) -> Any:
    return client.post(ADD, as_shown(client, ADD, name="HRW", kind="organisation") | typed)


def correct(client: Client, source: Source, **changes: Any) -> Any:
    url = f"{source.get_absolute_url()}correct/"
    return client.post(url, as_shown(client, url, **changes))


def aliases(source: Source) -> list[str]:
    return list(source.aliases.values_list("name", flat=True))


def test_adds_what_was_typed(contributor: Client) -> None:
    answer = add(contributor, aliases="Human Rights Watch\r\n\r\n هيومن رايتس ووتش \r\n", grade="B", interest="neutral")
    source = Source.objects.get()
    assert answer["Location"] == source.get_absolute_url()
    assert (source.name, source.kind, source.grade, source.interest) == ("HRW", "organisation", "B", "neutral")
    assert aliases(source) == ["Human Rights Watch", "هيومن رايتس ووتش"]
    assert LedgerEntry.objects.latest("sequence").deed == "add_source"


def test_sent_back_as_shown_it_changes_nothing(cast: Cast, contributor: Client) -> None:
    source = cast.source("HRW", aliases=["A", "B"], grade="B")
    entries = LedgerEntry.objects.count()
    answer = correct(contributor, source)
    assert answer.status_code == 422 and "Nothing differs from what is recorded" in text_of(answer)
    source.refresh_from_db()
    assert (aliases(source), source.version, LedgerEntry.objects.count()) == (["A", "B"], 1, entries)


def test_corrects_what_was_typed_and_leaves_the_rest(cast: Cast, contributor: Client) -> None:
    source = cast.source("HRW", aliases=["A", "B"], grade="B", note="Kept.")
    correct(contributor, source, aliases="B\nC", name="Human Rights Watch")
    source.refresh_from_db()
    assert (source.name, source.grade, source.note, aliases(source)) == ("Human Rights Watch", "B", "Kept.", ["B", "C"])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 201}, "at most 200 characters"),
        ({"name": "amnesty"}, "already stands for Amnesty"),
        ({"name": "ai"}, "already stands for Amnesty"),
        ({"name": "HR\x00W"}, "Null characters are not allowed"),
        ({"aliases": "Amnesty"}, "already stands for Amnesty"),
        ({"aliases": "\n".join(f"a{n}" for n in range(51))}, "at most 50"),
        ({"aliases": "x" * 201}, "at most 200 characters"),
        ({"kind": ""}, "This field is required."),
        ({"kind": "church"}, "Select a valid choice"),
        ({"grade": "Z"}, "Select a valid choice"),
        ({"interest": "some"}, "Select a valid choice"),
    ],
)
def test_refuses_what_cannot_be_kept(cast: Cast, contributor: Client, typed: dict[str, str], said: str) -> None:
    cast.source("Amnesty", aliases=["AI"])
    mine = cast.source("Mine")
    for answer in (
        add(contributor, note="Typed long.", **typed),
        correct(contributor, mine, **({"note": "Typed long."} | typed)),
    ):
        assert answer.status_code == 422 and said in text_of(answer) and "Typed long." in text_of(answer)
    mine.refresh_from_db()
    assert Source.objects.count() == 2 and (mine.name, mine.note, aliases(mine)) == ("Mine", "", [])


def test_the_loser_of_two_edits_compares_and_saves_again(cast: Cast, contributor: Client) -> None:
    source = cast.source("HRW", aliases=["A"])
    url = f"{source.get_absolute_url()}correct/"
    mine = as_shown(contributor, url, note="Mine.")
    actions.correct_source(by=cast.lead, source=source, version=1, note="Theirs.", aliases=["A", "Theirs too"])
    answer = contributor.post(url, mine)
    page = text_of(answer)
    assert answer.status_code == 409 and "Theirs." in page and "Mine." in page and "Theirs too" in page
    again = contributor.post(url, mine | {"version": answer.context["form"]["version"].value()})
    source.refresh_from_db()
    assert again.status_code == 302 and source.note == "Mine."


def test_a_wrong_number_is_not_found(contributor: Client) -> None:
    assert contributor.get("/sources/999/correct/").status_code == 404


def test_refuses_somebody_who_may_only_read(cast: Cast) -> None:
    source, reader = cast.source("HRW"), visitor("reader")
    for url in (ADD, f"{source.get_absolute_url()}correct/"):
        assert reader.get(url).status_code == 403
        assert reader.post(url, {"name": "x", "kind": "person", "grade": "F", "version": "1"}).status_code == 403
    assert Source.objects.get().name == "HRW"


def test_takes_no_other_method(cast: Cast, contributor: Client) -> None:
    for url in (ADD, f"{cast.source('HRW').get_absolute_url()}correct/"):
        assert contributor.put(url).status_code == 405
