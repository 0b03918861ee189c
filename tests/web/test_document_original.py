"""`/documents/<pk>/original/`: the file as it was added, to be saved and never shown."""

from typing import Any

import pytest
from django.test import Client

from claims.ingest.extracted import Extracted
from claims.models import LedgerEntry
from tests.cast import Cast
from tests.web.ladder import visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


def download(client: Client, cast: Cast, **columns: Any) -> Any:
    document = cast.document("One.", original="<script>é</script>".encode(), **columns)
    return client.get(f"{document.get_absolute_url()}original/")


def test_gives_the_very_bytes_as_an_attachment(cast: Cast, reader: Client) -> None:
    answer = download(reader, cast, original_name="report.txt")
    assert b"".join(answer.streaming_content) == "<script>é</script>".encode()
    assert answer["Content-Disposition"] == 'attachment; filename="report.txt"'
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_never_names_a_type_that_a_browser_would_run(cast: Cast, reader: Client) -> None:
    answer = download(reader, cast, extracted=Extracted("One.", "text/html", "x"))
    assert answer["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", 'filename="passwd"'),
        ("C:\\a\\b.txt", 'filename="b.txt"'),
        ('a"; x="y.html', 'filename="a; x=y.html"'),
        ("one\ttwo\x7f\u202e.txt", 'filename="onetwo.txt"'),
        ("rapport é.txt", "filename*=utf-8''rapport%20%C3%A9.txt"),
        ("...", 'filename="document-'),
    ],
)
def test_makes_the_name_safe(cast: Cast, reader: Client, name: str, kept: str) -> None:
    said = download(reader, cast, original_name=name)["Content-Disposition"]
    assert said.startswith("attachment; ") and kept in said


def test_is_part_of_the_documents_custody(cast: Cast, reader: Client) -> None:
    download(reader, cast)
    entry = LedgerEntry.objects.latest("sequence")
    assert entry.deed == "give_out_original" and entry.actor_name.startswith("reader")


def test_a_missing_file_is_not_found(cast: Cast, reader: Client) -> None:
    document = cast.document("One.")
    document.original.storage.delete(document.original.name)
    assert reader.get(f"{document.get_absolute_url()}original/").status_code == 404


def test_a_wrong_number_is_not_found(reader: Client) -> None:
    assert reader.get("/documents/999/original/").status_code == 404


def test_refuses_somebody_without_a_role(cast: Cast) -> None:
    assert visitor("").get(f"{cast.document('One.').get_absolute_url()}original/").status_code == 403


def test_is_for_looking_only(cast: Cast, reader: Client) -> None:
    assert reader.post(f"{cast.document('One.').get_absolute_url()}original/").status_code == 405
