"""`/documents/<pk>/correct/`: what is known changes, the bytes never; who loses of two edits may save again."""

from typing import Any

import pytest
from django.test import Client

from claims import actions
from claims.ingest.extracted import Extracted
from claims.models import Document, LedgerEntry
from tests.cast import Cast
from tests.web.ladder import as_shown, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def contributor(db: None) -> Client:
    return visitor("contributor")


@pytest.fixture
def document(cast: Cast) -> Document:
    return cast.document("One.", title="A report", publisher=cast.source("HRW"), published="2022-03", grade="B")


def url(document: Document) -> str:
    return f"{document.get_absolute_url()}correct/"


def send(client: Client, document: Document, **changes: Any) -> Any:
    return client.post(url(document), as_shown(client, url(document), **changes))


def test_saves_what_was_typed_and_writes_the_ledger(contributor: Client, document: Document) -> None:
    answer = send(contributor, document, title="The report", publisher="", note="Rewritten.", confidential="on")
    assert answer["Location"] == document.get_absolute_url()
    document.refresh_from_db()
    assert (document.title, document.publisher, document.note) == ("The report", None, "Rewritten.")
    assert (document.published, document.grade, document.confidential) == ("2022-03", "B", True)
    assert LedgerEntry.objects.latest("sequence").deed == "correct_document"


def test_sent_back_as_shown_it_changes_nothing(contributor: Client, document: Document) -> None:
    before = Document.objects.values(*columns()).get()
    answer = send(contributor, document)
    assert answer.status_code == 422 and "Nothing differs from what is recorded" in text_of(answer)
    assert Document.objects.values(*columns()).get() == before


def columns() -> list[str]:
    return [field.attname for field in Document._meta.concrete_fields if field.name != "version"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "This field is required."),
        ({"publisher": "#999"}, "There is no source"),
        ({"published": "last spring"}, "is not a date the tracker reads"),
        ({"version": "x"}, "Enter a whole number"),
    ],
)
def test_refuses_what_cannot_be_kept(contributor: Client, document: Document, typed: dict[str, str], said: str) -> None:
    answer = send(contributor, document, **({"note": "Typed long."} | typed))
    assert answer.status_code == 422 and said in text_of(answer) and "Typed long." in text_of(answer)
    document.refresh_from_db()
    assert (document.title, document.note) == ("A report", "")


def test_the_loser_of_two_edits_compares_and_saves_again(cast: Cast, contributor: Client, document: Document) -> None:
    mine = as_shown(contributor, url(document), note="Mine.")
    actions.correct_document(by=cast.lead, document=document, version=1, note="Theirs.", grade="C")
    answer = contributor.post(url(document), mine)
    page = text_of(answer)
    assert answer.status_code == 409 and "What is there now" in page and "Theirs." in page and "Mine." in page
    now = page[page.index("What is there now") : page.index("Yours is below")]
    assert "C: fairly reliable" in now and "A report" not in now
    again = as_shown(contributor, url(document), note="Mine.") | {"version": answer.context["form"]["version"].value()}
    assert contributor.post(url(document), again).status_code == 302
    document.refresh_from_db()
    assert document.note == "Mine."


def test_a_wrong_number_is_not_found(contributor: Client) -> None:
    assert contributor.get("/documents/999/correct/").status_code == 404


def test_refuses_somebody_who_may_only_read(document: Document) -> None:
    reader = visitor("reader")
    assert reader.get(url(document)).status_code == 403
    assert reader.post(url(document), {"title": "x", "grade": "F", "version": "1"}).status_code == 403


def test_takes_no_other_method(contributor: Client, document: Document) -> None:
    assert contributor.delete(url(document)).status_code == 405


def test_a_proposal_of_the_file_is_only_filled_in_where_it_is_asked_for(cast: Cast, contributor: Client) -> None:
    says = {"title": "Moura", "author": "HRW", "published": "2022-04-05"}
    document = cast.document("One.", extracted=Extracted("One.", "text/plain", "x", proposals=says))
    page = contributor.get(document.get_absolute_url()).content.decode()
    assert "The file says of itself" in page and "?use=title" in page and "?use=author" not in page
    form = contributor.get(f"{document.get_absolute_url()}correct/?use=title&use=version&use=x").context["form"]
    assert (form["title"].value(), form["published"].value(), form["version"].value()) == ("Moura", "", 1)


def test_leads_to_where_a_publisher_is_added(contributor: Client, document: Document) -> None:
    assert '<a href="/sources/add/" target="_blank">' in contributor.get(url(document)).content.decode()
