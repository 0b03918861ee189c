"""`/uploads/`: several files at once; what becomes of each; giving up, trying again."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claims import actions, jobs, ledger
from claims.ingest.apart import extract
from claims.ingest.extracted import Extracted
from claims.models import Document, LedgerEntry, Upload
from tests.cast import Cast, person
from tests.ingest.files import docx, pdf
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db

ADDRESS = "/uploads/"


@pytest.fixture
def contributor(db: None) -> Client:
    client = Client()
    client.force_login(person("contributor", "bo"))
    return client


def send(client: Client, *files: tuple[str, bytes], **typed: Any) -> Any:
    chosen = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(ADDRESS, {"chosen": chosen, "collected": "", **typed}, follow=True)


def test_each_file_becomes_a_document_and_a_bad_one_stops_none(contributor: Client) -> None:
    answer = send(
        contributor,
        ("report.pdf", pdf([["300 men."], ["Page two."]], title="Moura")),
        ("broken.pdf", b"%PDF-1.7 cut off"),
        ("notes.docx", docx(["450 civilians."])),
        collected="2022-04",
    )
    assert "0 of 3 read" in text_of(answer) and 'http-equiv="refresh"' in text_of(answer)
    assert jobs.read_all() == 3
    page = text_of(contributor.get(answer.request["PATH_INFO"]))
    assert "broken or cut off" in page and "All of them have been looked at" in page and "refresh" not in page
    report, notes = Document.objects.order_by("pk")
    assert (report.title, report.says_of_itself["title"], report.collected) == ("report.pdf", "Moura", "2022-04")
    assert report.texts.get().page_at(report.texts.get().text.index("Page two")) == 2
    assert notes.texts.get().text == "450 civilians." and notes.added_by.username == "bo"
    assert ledger.verify().fault is None and actions.rebuild().total == 0


def test_what_was_read_is_held_no_longer(contributor: Client, django_capture_on_commit_callbacks: Any) -> None:
    send(contributor, ("a.txt", b"One."))
    held = Upload.objects.get().held.name
    assert default_storage.exists(held)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.read_all()
    assert not default_storage.exists(held) and Document.objects.get().original.read() == b"One."


def test_bytes_that_are_here_already_lead_to_their_document(cast: Cast, contributor: Client) -> None:
    first = cast.document("One.", original=b"One.", title="The first")
    answer = send(contributor, ("again.txt", b"One."))
    jobs.read_all()
    page = text_of(contributor.get(answer.request["PATH_INFO"]))
    assert "These very bytes were here already" in page and "The first" in page
    assert Document.objects.get() == first
    entry = LedgerEntry.objects.latest("sequence")
    assert (entry.deed, entry.actor_name) == ("receive_again", "bo") and "again.txt" in entry.payload


def test_the_same_file_twice_in_one_batch_is_one_document(contributor: Client) -> None:
    send(contributor, ("a.txt", b"One."), ("b.txt", b"One."))
    jobs.read_all()
    assert Document.objects.count() == 1 and Upload.objects.filter(state="read").count() == 2


def test_a_file_in_another_encoding_is_read_once_it_is_chosen(contributor: Client) -> None:
    answer = send(contributor, ("a.txt", "Près de trente civils.".encode("windows-1252")))
    jobs.read_all()
    upload = Upload.objects.get()
    assert "Près de" in upload.message and "Read it again" in text_of(contributor.get(answer.request["PATH_INFO"]))
    contributor.post(f"/uploads/files/{upload.pk}/retry/", {"encoding": "windows-1252"})
    jobs.read_all()
    assert Document.objects.get().texts.get().text == "Près de trente civils."


def test_what_waits_can_be_given_up_and_taken_up_again(contributor: Client) -> None:
    send(contributor, ("a.txt", b"One."), ("b.txt", b"Two."))
    first = Upload.objects.earliest("pk")
    answer = contributor.post(f"/uploads/{first.batch}/cancel/", follow=True)
    assert "2 files will not be read" in text_of(answer) and jobs.read_all() == 0
    contributor.post(f"/uploads/files/{first.pk}/retry/", {})
    assert jobs.read_all() == 1 and Document.objects.get().title == "a.txt"


@pytest.mark.parametrize("files", [(), tuple((f"{n}.txt", b"x") for n in range(51))], ids=["none", "too many"])
def test_refuses_no_files_and_too_many(contributor: Client, files: tuple[tuple[str, bytes], ...]) -> None:
    answer = send(contributor, *files)
    assert answer.status_code == 422 and not Upload.objects.exists()


def test_refuses_a_date_that_cannot_be_read(contributor: Client) -> None:
    answer = send(contributor, ("a.txt", b"One."), collected="2020-21")
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {"collected"}
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_is_left_and_the_others_are_taken(
    contributor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.receiving.LARGEST_FILE", 1000)
    answer = send(contributor, ("large.txt", b"x" * 2000), ("small.txt", b"One."))
    assert "The file is larger" in text_of(answer) or "This file is larger" in text_of(answer)
    assert jobs.read_all() == 1 and Document.objects.get().title == "small.txt"


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\x00b.txt", "x" * 300 + ".txt", "\u202etxt.exe.txt", "é🇲🇱.txt"])
def test_a_name_is_only_ever_a_name(contributor: Client, name: str) -> None:
    send(contributor, (name, b"One."))
    jobs.read_all()
    document = Document.objects.get()
    assert document.original.name == f"originals/{document.sha256[:2]}/{document.sha256}"
    assert "/" not in document.original_name


def test_a_reader_that_was_killed_leaves_its_file_to_the_next(contributor: Client, time_passes: Any) -> None:
    send(contributor, ("a.txt", b"One."))
    assert actions.take_upload() and actions.take_upload() is None
    time_passes(actions.uploads.GIVEN_UP_AFTER)
    assert jobs.read_all() == 1 and Document.objects.count() == 1


def test_a_reader_that_comes_too_late_changes_nothing(contributor: Client, time_passes: Any) -> None:
    send(contributor, ("a.txt", b"One."))
    late = actions.take_upload()
    assert late
    time_passes(actions.uploads.GIVEN_UP_AFTER)
    jobs.read_all()
    assert actions.finish_upload(late, b"One.", extract(b"One.", "a.txt")) is None
    actions.refuse_upload(late, "Too late.")
    assert Document.objects.count() == 1 and Upload.objects.get().state == "read"


def test_a_file_that_breaks_its_reader_each_time_is_given_up(contributor: Client, time_passes: Any) -> None:
    send(contributor, ("a.txt", b"One."))
    for _ in range(actions.uploads.MOST_ATTEMPTS):
        assert actions.take_upload()
        time_passes(actions.uploads.GIVEN_UP_AFTER)
    assert actions.take_upload() is None
    assert "broken off several times" in Upload.objects.get().message


def test_a_full_store_refuses_the_file_and_goes_on(contributor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    send(contributor, ("a.txt", b"One."), ("b.txt", b"Two."))
    save = default_storage.__class__.save
    full = iter([True, False])

    def saving(self: Any, name: str, *rest: Any, **more: Any) -> str:
        if next(full):
            raise OSError(28, "No space left on device")
        return str(save(self, name, *rest, **more))

    monkeypatch.setattr(default_storage.__class__, "save", saving)
    jobs.read_all()
    kept = Upload.objects.get(state="read").document
    assert kept and Document.objects.get() == kept
    assert "No space left" in Upload.objects.get(state="refused").message


def test_a_reader_of_the_tracker_sends_nothing(db: None) -> None:
    reader = visitor("reader")
    assert reader.get(ADDRESS).status_code == 403 and send(reader, ("a.txt", b"One.")).status_code == 403
    assert not Upload.objects.exists()


def test_reads_as_often_for_many_files_as_for_one(contributor: Client) -> None:
    one = send(contributor, ("a.txt", b"One."))
    many = send(contributor, *((f"{n}.txt", f"{n}".encode()) for n in range(9)))
    jobs.read_all()
    counts = {reads(lambda at=at: contributor.get(at.request["PATH_INFO"])) for at in (one, many)}
    assert len(counts) == 1


def test_an_unknown_batch_or_file_is_not_found(contributor: Client) -> None:
    assert contributor.get("/uploads/nothing/").status_code == 404
    assert contributor.post("/uploads/files/99999999999999999999/retry/").status_code == 404


def test_a_document_without_text_says_so_and_takes_no_claim(contributor: Client) -> None:
    send(contributor, ("scan.pdf", pdf([[]])))
    jobs.read_all()
    document = Document.objects.get()
    page = text_of(contributor.get(document.get_absolute_url()))
    assert "No text was found in this PDF" in page and "claims/add/" not in page
    assert document.texts.get().text == Extracted("", "", "").text
