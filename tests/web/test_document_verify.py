"""`/documents/<pk>/verify/`: the stored file, the texts and the quotes, read and compared again."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from claims.actions.deed import act
from claims.models import Claim, Document, LedgerEntry, TextVersion
from tests.cast import Cast
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


@pytest.fixture
def document(cast: Cast) -> Document:
    document = cast.document("300 men were killed at Moura.")
    cast.claim("300 men", document=document)
    return document


def verified(client: Client, document: Document) -> str:
    answer = client.post(f"{document.get_absolute_url()}verify/")
    assert answer.status_code == 200
    return text_of(answer)


def replace(document: Document, content: bytes | None) -> None:
    storage, name = document.original.storage, document.original.name
    storage.delete(name)
    if content is not None:
        assert storage.save(name, ContentFile(content)) == name


def test_says_that_all_is_as_it_was(reader: Client, document: Document) -> None:
    page = verified(reader, document)
    assert "The file is as it was added" in page and "All 1 stand, word for word" in page
    assert document.sha256 in page


def test_is_part_of_the_documents_custody(reader: Client, document: Document) -> None:
    verified(reader, document)
    entry = LedgerEntry.objects.latest("sequence")
    assert entry.deed == "verify_document" and '"holds":true' in entry.payload
    assert "verified the document" in text_of(reader.get(document.get_absolute_url()))


def test_says_that_the_file_was_changed(reader: Client, document: Document) -> None:
    replace(document, b"30 men")
    page = verified(reader, document)
    assert "Something has changed" in page and "is not the one that was added: 6 bytes now" in page


def test_says_that_the_file_is_missing(reader: Client, document: Document) -> None:
    replace(document, None)
    page = verified(reader, document)
    assert "Something has changed" in page and "is missing from the store" in page


def test_says_that_a_text_was_changed_and_which_quotes_no_longer_stand(reader: Client, document: Document) -> None:
    with act():
        TextVersion.objects.update(text="400 men were killed at Moura.")
    page = verified(reader, document)
    assert "was changed since it was extracted" in page and "1 of 1 do not stand" in page
    assert "other words stand at its place" in page and Claim.objects.get().get_absolute_url() in page


def test_says_that_a_quote_was_moved(reader: Client, document: Document) -> None:
    with act():
        Claim.objects.update(start=1000, end=1007)
    page = verified(reader, document)
    assert "1 of 1 do not stand" in page and "was changed since" not in page
    assert "its words were not found" in text_of(reader.get(document.get_absolute_url()))


def test_says_where_nothing_is_quoted_yet(cast: Cast, reader: Client) -> None:
    assert "No claim quotes this document yet." in verified(reader, cast.document("One."))


def test_a_wrong_number_is_not_found(reader: Client) -> None:
    assert reader.post("/documents/999/verify/").status_code == 404


def test_refuses_somebody_without_a_role(document: Document) -> None:
    assert visitor("").post(f"{document.get_absolute_url()}verify/").status_code == 403


def test_whoever_opens_it_is_led_to_the_document(reader: Client, document: Document) -> None:
    assert reader.get(f"{document.get_absolute_url()}verify/")["Location"] == document.get_absolute_url()


def test_reads_as_often_for_many_claims_as_for_one(cast: Cast, reader: Client, document: Document) -> None:
    before = reads(lambda: verified(reader, document))
    for words in ("men", "killed", "Moura", "were", "at"):
        cast.claim(words, document=document)
    assert reads(lambda: verified(reader, document)) == before
