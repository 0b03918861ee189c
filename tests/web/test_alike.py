"""Documents much alike: named on a document's page, laid side by side, recorded as repeating with one click."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import actions
from claims.actions.deed import act
from claims.models import Document, DocumentRepeats, TextKey
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db

BODY = " ".join(f"Sentence {n} tells what was seen in the village of place{n} on that day." for n in range(12))
FIRST = f"{BODY} Soldiers killed 300 <i>men</i> there."
SECOND = f"From our agency. {BODY} Soldiers killed 450 <i>men</i> there."


@pytest.fixture
def contributor(client: Client) -> Client:
    client.force_login(person("contributor"))
    return client


@pytest.fixture
def both(cast: Cast) -> tuple[Document, Document]:
    cast.document("Something else altogether, and not long. " * 12)
    return cast.document(FIRST, title="The report"), cast.document(SECOND, title="The copy")


def address(name: str, *documents: Document) -> str:
    return reverse(name, args=[document.pk for document in documents])


def test_a_document_says_that_another_is_much_like_it(contributor: Client, both: tuple[Document, Document]) -> None:
    page = contributor.get(both[1].get_absolute_url()).content.decode()
    assert "1 other document may be much like this one" in page
    assert address("document_alike", both[1]) in page


def test_those_alike_are_listed_with_what_is_in_common(contributor: Client, both: tuple[Document, Document]) -> None:
    page = contributor.get(address("document_alike", both[0]))
    (one,) = page.context["alike"]
    assert (one.pk, one.share_of_this, one.share_of_other) == (both[1].pk, 99, 98)


def test_the_differing_words_are_marked_and_escaped(contributor: Client, both: tuple[Document, Document]) -> None:
    page = contributor.get(address("document_compare", *both)).content.decode()
    assert "<del>300</del>" in page and "<ins>450</ins>" in page
    assert "&lt;i&gt;men" in page and "<i>men" not in page
    assert "more characters in common" in page


@pytest.mark.parametrize(("button", "repeating"), [("this", 0), ("other", 1)])
def test_one_click_records_which_repeats_which(
    contributor: Client, both: tuple[Document, Document], button: str, repeating: int
) -> None:
    contributor.post(address("document_compare", *both), {button: "1"})
    link = DocumentRepeats.objects.get()
    assert (link.document, link.repeats) == (both[repeating], both[1 - repeating])
    again = contributor.post(address("document_compare", *both), {button: "1"}, follow=True)
    assert "already recorded as repeating" in again.content.decode()
    assert "may be much like" not in contributor.get(both[1].get_absolute_url()).content.decode()


def test_a_reader_may_look_and_not_record(client: Client, both: tuple[Document, Document]) -> None:
    client.force_login(person("reader"))
    assert "repeats the other" not in client.get(address("document_compare", *both)).content.decode()
    assert client.post(address("document_compare", *both), {"this": "1"}).status_code == 403


def test_one_that_is_like_no_other_says_so(contributor: Client, cast: Cast) -> None:
    page = contributor.get(address("document_alike", cast.document("Short."))).content.decode()
    assert "No other document has half of its words in common" in page


def test_an_unknown_document_is_not_found(contributor: Client, both: tuple[Document, Document]) -> None:
    assert contributor.get(reverse("document_compare", args=[both[0].pk, 999])).status_code == 404


def test_keys_that_are_damaged_are_mended(both: tuple[Document, Document]) -> None:
    with act():
        TextKey.objects.filter(text__document=both[0]).delete()
        TextKey.objects.create(text=both[1].texts.get(), key=5)
    assert actions.rebuild().text_keys == 2
    assert actions.rebuild().total == 0


def test_asks_the_database_the_same_number_of_times(
    contributor: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    documents = [cast.document(f"{FIRST} Number {n}.") for n in range(8)]
    contributor.get(address("document_alike", documents[0]))
    with django_assert_max_num_queries(12):
        assert len(contributor.get(address("document_alike", documents[0])).context["alike"]) == 5
