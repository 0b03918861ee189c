"""`/ledger/` and `/ledger/<pk>/`: every deed in order, and one entry field by field."""

import pytest
from django.test import Client

from claims import actions
from claims.actions.deed import act
from claims.models import LedgerEntry
from tests.cast import Cast
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db

ADDRESS = "/ledger/"


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


def found(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    return [line.words for line in answer.context["lines"]]


def test_shows_every_deed_latest_first(cast: Cast, reader: Client) -> None:
    event = cast.event("Moura")
    actions.correct_event(by=cast.lead, event=event, version=1, place="Mopti")
    page = reader.get(ADDRESS)
    assert found(reader) == ["corrected the event: place", "added the event"] == found(reader, "sort=oldest")[::-1]
    text = text_of(page)
    assert f"/events/{event.pk}/" in text and "lena" in text and "2 entries" in text


def test_each_filter_narrows(cast: Cast, reader: Client) -> None:
    event, other = cast.event(), cast.event()
    actions.correct_event(by=cast.lead, event=event, version=1, place="Mopti")
    assert found(reader, "deed=correct_event") == ["corrected the event: place"]
    assert len(found(reader, f"actor={cast.lead.pk}")) == 3
    assert found(reader, f"kind=event&number={other.pk}") == ["added the event"]
    assert found(reader, f"kind=claim&number={event.pk}") == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("deed=burned", "Select a valid choice"),
        ("actor=999999", "Select a valid choice"),
        ("kind=event", "Give the number of the object too."),
        ("number=3", "Say what kind of object"),
        ("kind=event&number=x", "Enter a whole number"),
        (f"kind=event&number={10**30}", "less than or equal to"),
    ],
)
def test_says_what_cannot_be_read_and_shows_the_rest(cast: Cast, reader: Client, query: str, said: str) -> None:
    cast.event()
    answer = reader.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200 and said in text_of(answer)
    assert len(answer.context["lines"]) == 1


def test_pages_by_key(cast: Cast, reader: Client) -> None:
    for _ in range(53):
        cast.event()
    first = reader.get(ADDRESS)
    second = reader.get(f"{ADDRESS}{first.context['page'].next_url}")
    numbers = [line.sequence for page in (first, second) for line in page.context["lines"]]
    assert numbers == list(range(53, 0, -1))


def test_reads_as_often_for_thirty_as_for_three(cast: Cast, reader: Client) -> None:
    for _ in range(3):
        cast.event()
    few = reads(lambda: reader.get(ADDRESS))
    for _ in range(12):
        cast.claim("27 people")
    assert reads(lambda: reader.get(ADDRESS)) == few <= 9


def test_an_empty_ledger_says_so(reader: Client) -> None:
    assert "The ledger is empty" in text_of(reader.get(ADDRESS))


def test_an_entry_shows_before_and_after_field_by_field(cast: Cast, reader: Client) -> None:
    event = cast.event("Moura", place="Mora")
    actions.correct_event(by=cast.lead, event=event, version=1, place="Moura", note="<script>x</script>")
    entry = LedgerEntry.objects.latest("sequence")
    answer = reader.get(f"/ledger/{entry.pk}/")
    page = answer.context["page"]
    assert [(f.name, f.before, f.after) for f in page.fields] == [
        ("note", "", "<script>x</script>"),
        ("place", "Mora", "Moura"),
    ]
    text = text_of(answer)
    assert entry.hash in text and entry.previous in text and entry.commitment in text
    assert f'href="/events/{event.pk}/"' in text and "fits its hashes" in text and "<script>x" not in text


def test_an_entry_of_something_new_shows_what_was_written(cast: Cast, reader: Client) -> None:
    cast.event("Moura", place="Mopti")
    page = reader.get("/ledger/1/").context["page"]
    assert ("place", "", "Mopti") in [(f.name, f.before, f.after) for f in page.fields]
    assert not page.changed and "note" in page.blank and page.before_url == "" == page.after_url


def test_an_entry_that_was_tampered_with_says_so(cast: Cast, reader: Client) -> None:
    cast.event("Moura")
    with act():
        LedgerEntry.objects.filter(pk=1).update(payload='{"after":{"title":"Nothing happened"}}')
    assert "This entry does not hold: its payload is not the one it was committed to." in text_of(
        reader.get("/ledger/1/")
    )


def test_an_erased_entry_still_holds(cast: Cast, reader: Client) -> None:
    cast.event("Moura")
    with act():
        LedgerEntry.objects.filter(pk=1).update(payload="")
    text = text_of(reader.get("/ledger/1/"))
    assert "erased by law" in text and "fits its hashes" in text
    assert found(reader) == ["added the event"]


def test_names_what_every_kind_of_deed_concerns(cast: Cast, reader: Client) -> None:
    question = cast.conflict(text="How many?")
    actions.settle_conflict(
        by=cast.lead, conflict=question.conflict, decision="resolved", cause="revision", note="Revised."
    )
    for entry in LedgerEntry.objects.all():
        answer = reader.get(f"/ledger/{entry.pk}/")
        assert answer.status_code == 200
        assert all(c.name and c.url for c in answer.context["page"].concerned), entry.deed


@pytest.mark.parametrize("pk", [0, 999_999, 2**63])
def test_a_wrong_number_is_not_found(reader: Client, pk: int) -> None:
    assert reader.get(f"/ledger/{pk}/").status_code == 404


def test_nobody_without_a_role_sees_it(cast: Cast) -> None:
    cast.event()
    for url in (ADDRESS, "/ledger/1/"):
        assert visitor("").get(url).status_code == 403


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_takes_no_other_method(cast: Cast, reader: Client, method: str) -> None:
    cast.event()
    for url in (ADDRESS, "/ledger/1/"):
        assert getattr(reader, method)(url).status_code == 405
