"""`/documents/add/`: a text pasted or a file uploaded; what is refused keeps what was typed and adds nothing."""

from hashlib import sha256
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claims.models import Document
from tests.cast import Cast
from tests.ingest.files import pdf
from tests.web.ladder import as_shown, text_of, visitor

pytestmark = pytest.mark.django_db

ADDRESS = "/documents/add/"


@pytest.fixture
def contributor(db: None) -> Client:
    return visitor("contributor")


def send(client: Client, **typed: Any) -> Any:
    return client.post(ADDRESS, as_shown(client, ADDRESS, title="A report") | typed)


def file(content: bytes, name: str = "report.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/plain")


def test_keeps_a_pasted_text_with_plain_line_ends(cast: Cast, contributor: Client) -> None:
    hrw = cast.source("HRW")
    answer = send(
        contributor, text="  One\r\n\r\ntwo\r\n", publisher="hrw", published="2022-03", language="en", note="Seen."
    )
    document = Document.objects.get()
    assert answer["Location"] == document.get_absolute_url()
    text = document.texts.get()
    assert (text.text, text.extractor, text.number) == ("  One\n\ntwo\n", "plain text 2", 1)
    assert document.original.read() == b"  One\n\ntwo\n" and document.sha256 == sha256(b"  One\n\ntwo\n").hexdigest()
    assert (document.publisher, document.published, document.grade, document.note) == (hrw, "2022-03", "F", "Seen.")


def test_keeps_a_file_byte_for_byte(contributor: Client) -> None:
    content = "\ufeffOne\r\ntwo\rthree\n “é”".encode()
    send(contributor, original=file(content, "../rapport.txt"))
    document = Document.objects.get()
    assert document.original.read() == content and document.original_name == "rapport.txt"
    assert document.texts.get().text == "One\r\ntwo\rthree\n “é”"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("é".encode("latin-1"), "not UTF-8: byte 1"),
        (b"%PDF-1.7", "its content is a PDF"),
        (b"PK\x03\x04", "its content is a Word document"),
        (b"one\x00two", "NUL"),
        (b"", "empty"),
        (b"\xed\xa0\x80", "not UTF-8"),
    ],
)
def test_refuses_a_file_that_is_not_what_its_name_says(contributor: Client, content: bytes, said: str) -> None:
    answer = send(contributor, original=file(content))
    assert answer.status_code == 422 and said in text_of(answer)
    assert 'value="A report"' in text_of(answer)
    assert not Document.objects.exists()


def test_refuses_a_file_that_is_too_large(contributor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.receiving.LARGEST_FILE", 10)
    answer = send(contributor, original=file(b"x" * 11))
    assert answer.status_code == 422 and "larger than" in text_of(answer)
    assert not Document.objects.exists()


def test_reads_a_pdf_and_keeps_what_it_says_of_itself_as_a_proposal(contributor: Client) -> None:
    original = pdf([["300 men."]], title="Moura", author="HRW")
    send(contributor, original=SimpleUploadedFile("report.pdf", original, "application/pdf"))
    document = Document.objects.get()
    assert (document.title, document.texts.get().text) == ("A report", "300 men.")
    assert document.says_of_itself["title"] == "Moura" and document.publisher is None


def test_reads_another_encoding_where_it_is_chosen(contributor: Client) -> None:
    send(contributor, original=file("où".encode("windows-1252")), encoding="windows-1252")
    assert Document.objects.get().texts.get().text == "où"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": ""}, "Paste the text, or choose a file."),
        ({"text": "  \r\n "}, "Paste the text, or choose a file."),
        ({"text": "One.", "title": " "}, "This field is required."),
        ({"text": "One.", "title": "x" * 501}, "at most 500 characters"),
        ({"text": "One.", "publisher": "Nobody"}, "There is no source “Nobody”"),
        ({"text": "One.", "published": "2022-02-30"}, "is not a date the tracker reads"),
        ({"text": "One.", "published": "2022-21"}, "two years or a season"),
        ({"text": "One.", "collected": "yesterday"}, "is not a date the tracker reads"),
        ({"text": "One.", "language": "English, mostly"}, "short code"),
        ({"text": "One.", "grade": "Z"}, "Select a valid choice"),
        ({"text": "One\x00two"}, "Null characters are not allowed"),
    ],
)
def test_refuses_what_cannot_be_kept(contributor: Client, typed: dict[str, str], said: str) -> None:
    answer = send(contributor, **({"note": "Typed long."} | typed))
    assert answer.status_code == 422 and said in text_of(answer)
    assert "Typed long." in text_of(answer)
    assert not Document.objects.exists()


def test_refuses_a_text_and_a_file_at_once(contributor: Client) -> None:
    answer = send(contributor, text="One.", original=file(b"Two."))
    assert answer.status_code == 422 and "There is a pasted text too" in text_of(answer)
    assert not Document.objects.exists()


@pytest.mark.parametrize("typed", [{"text": "One.\r\n"}, {"original": file(b"One.\n")}], ids=["pasted", "file"])
def test_names_the_document_that_has_these_bytes(contributor: Client, typed: dict[str, Any]) -> None:
    send(contributor, text="One.\n", title="The first")
    answer = send(contributor, **typed)
    assert answer.status_code == 422 and "already here as “The first”" in text_of(answer)
    assert answer.context["form"].errors.keys() == typed.keys()
    assert Document.objects.count() == 1


def test_asks_for_the_file_again_where_something_else_is_wrong(contributor: Client) -> None:
    answer = send(contributor, original=file(b"One."), title="")
    assert answer.status_code == 422 and "Choose the file again" in text_of(answer)


def test_refuses_somebody_who_may_only_read(db: None) -> None:
    reader = visitor("reader")
    assert reader.get(ADDRESS).status_code == 403
    assert reader.post(ADDRESS, {"title": "x", "text": "One.", "grade": "F"}).status_code == 403
    assert not Document.objects.exists()


def test_takes_no_other_method(contributor: Client) -> None:
    assert contributor.put(ADDRESS).status_code == 405
