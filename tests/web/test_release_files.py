"""`/reports/<pk>/releases/<number>/files/`: what takes long is made once, in the background, and stays."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims import actions, formats, jobs
from claims.actions import release_files
from claims.exports.report_csv import report_csv
from claims.models import Claim, Document, Release, ReleaseFile
from claims.reports.releases import frozen
from tests.cast import Cast
from tests.web.ladder import got, reads, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def everything_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that two claims are a long report."""
    for one in formats.FORMATS.values():
        monkeypatch.setitem(one.__dict__, "at_once", 1)
    monkeypatch.setitem(formats.FORMATS["volumes"].__dict__, "fewest", 2)


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch) -> InMemoryStorage:
    """A store of its own: others' tests leave files behind."""
    fresh = InMemoryStorage()
    for field in (ReleaseFile._meta.get_field("stored"), Document._meta.get_field("original")):
        monkeypatch.setattr(field, "storage", fresh)
    return fresh


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


@pytest.fixture
def release(cast: Cast) -> Release:
    event = cast.event("Moura")
    cast.conflict(event=event)
    return cast.release(cast.report(event, title="On Moura"))


def at(release: Release, name: str = "files/") -> str:
    return f"{release.get_absolute_url()}{name}"


def make(reader: Client, release: Release, form: str) -> str:
    return text_of(reader.post(at(release, f"make.{form}"), follow=True))


def test_a_long_file_is_offered_to_be_made_by_any_reader(reader: Client, release: Release) -> None:
    for page in (release.get_absolute_url(), at(release)):
        shown = text_of(reader.get(page))
        assert "Make PDF" in shown and "refresh" not in shown and 'file.pdf"' not in shown


def test_it_is_waited_for_and_then_there_with_its_size_and_hash(reader: Client, release: Release) -> None:
    waiting = make(reader, release, "csv")
    assert "waits to be made" in waiting and 'http-equiv="refresh"' in waiting and "Give up" in waiting
    assert jobs.read_all() == 1
    file, ready = ReleaseFile.objects.get(), text_of(reader.get(at(release)))
    assert file.sha256 in ready and f"{file.size:,}" in ready.replace("\u202f", ",") and "refresh" not in ready
    answer = reader.get(at(release, "file.csv"))
    assert got(answer) == report_csv(frozen(release)) and answer["Content-Type"] == "application/zip"
    assert f'filename="report-{release.report_id}-release-1.csv.zip"' in answer["Content-Disposition"]


@pytest.mark.parametrize("form", sorted(formats.FORMATS))
def test_each_format_can_be_made_so_and_is_what_it_would_be_at_once(
    reader: Client, release: Release, form: str
) -> None:
    make(reader, release, form)
    jobs.read_all()
    made = got(reader.get(at(release, f"file.{form}")))
    assert made == formats.FORMATS[form].write(frozen(release)).read()


def test_how_far_it_is_is_shown_meanwhile(reader: Client, release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    make(reader, release, "pdf")
    file = actions.take_release_file()
    assert file
    with monkeypatch.context() as ten_seconds_later:
        ten_seconds_later.setattr(release_files, "BEAT", timedelta(0))
        assert actions.still_wanted(file, "page 12 is laid out")
    assert "Page 12 is laid out." in text_of(reader.get(at(release)))
    assert actions.still_wanted(file, "page 13 is laid out")
    assert "Page 12 is laid out." in text_of(reader.get(at(release)))


def test_a_file_that_is_for_other_lengths_is_neither_offered_nor_made(
    reader: Client, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(formats.FORMATS["pdf"].__dict__, "most", 1)
    shown = text_of(reader.get(at(release)))
    assert "Make PDF in volumes" in shown and "Make PDF<" not in shown
    assert "Take PDF in volumes." in make(reader, release, "pdf") and not ReleaseFile.objects.exists()
    draft = reader.get(f"{release.report.get_absolute_url()}draft.pdf")
    assert draft.status_code == 422 and "Take PDF in volumes." in text_of(draft)


def test_a_get_makes_nothing_and_leads_to_where_it_is_asked_for(reader: Client, release: Release) -> None:
    answer = reader.get(at(release, "file.pdf"), follow=True)
    assert answer.redirect_chain == [(at(release), 302)] and "has to be made first" in text_of(answer)
    for name in ("make.pdf", "give-up.pdf"):
        assert reader.get(at(release, name), follow=True).redirect_chain == [(at(release), 302)]
    assert not ReleaseFile.objects.exists()


def test_who_asks_again_is_given_what_is_on_its_way(reader: Client, release: Release) -> None:
    make(reader, release, "csv")
    make(reader, release, "csv")
    assert jobs.read_all() == 1
    make(reader, release, "csv")
    assert ReleaseFile.objects.get().state == "ready" and jobs.read_all() == 0


def test_it_can_be_given_up_and_asked_for_again(reader: Client, release: Release) -> None:
    make(reader, release, "csv")
    assert "CSV is given up" in text_of(reader.post(at(release, "give-up.csv"), follow=True))
    assert jobs.read_all() == 0 and "It was given up" in text_of(reader.get(at(release)))
    make(reader, release, "csv")
    assert jobs.read_all() == 1 and ReleaseFile.objects.get().state == "ready"


@pytest.mark.parametrize("asked", [False, True], ids=["never asked for", "ready"])
def test_what_is_not_being_made_cannot_be_given_up(reader: Client, release: Release, asked: bool) -> None:
    if asked:
        make(reader, release, "csv")
        jobs.read_all()
    assert "nothing to give up" in text_of(reader.post(at(release, "give-up.csv"), follow=True))


def test_what_cannot_be_made_says_why_and_can_be_tried_again(reader: Client, release: Release, settings: Any) -> None:
    settings.TRACKER_FILE_MEMORY = 60
    make(reader, release, "html")
    jobs.read_all()
    shown = text_of(reader.get(at(release)))
    assert "HTML was not made" in shown and "memory" in shown and "Try again" in shown
    settings.TRACKER_FILE_MEMORY = 2048
    make(reader, release, "html")
    jobs.read_all()
    assert ReleaseFile.objects.get().state == "ready"


def test_a_full_store_fails_with_a_message_and_keeps_no_half_file(
    reader: Client, release: Release, store: InMemoryStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any, **more: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "save", full)
    make(reader, release, "csv")
    jobs.read_all()
    assert "No space left on device" in text_of(reader.get(at(release)))
    assert reader.get(at(release, "file.csv")).status_code == 302


def test_a_format_this_tracker_no_longer_writes_fails_with_a_message(cast: Cast, release: Release) -> None:
    actions.ask_for_file(by=cast.lead, release=release, form="docx")
    jobs.read_all()
    assert "does not write this format" in ReleaseFile.objects.get().message


def test_what_the_store_has_lost_is_said_and_made_again(
    reader: Client, release: Release, store: InMemoryStorage
) -> None:
    make(reader, release, "csv")
    jobs.read_all()
    store.delete(str(ReleaseFile.objects.get().stored.name))
    answer = reader.get(at(release, "file.csv"), follow=True)
    assert "The store does not give this file" in text_of(answer) and "Make it again" in text_of(answer)
    make(reader, release, "csv")
    jobs.read_all()
    assert got(reader.get(at(release, "file.csv"))) == report_csv(frozen(release))


def test_a_package_that_is_damaged_in_the_store_is_said_and_made_again(
    reader: Client, release: Release, store: InMemoryStorage
) -> None:
    make(reader, release, "package")
    jobs.read_all()
    name = str(ReleaseFile.objects.get().stored.name)
    half = store.open(name).read()[:900]
    store.delete(name)
    store.save(name, ContentFile(half))
    answer = reader.get(at(release, "file.package"), follow=True)
    assert answer.redirect_chain == [(at(release), 302)] and "is damaged" in text_of(answer)
    make(reader, release, "package")
    assert jobs.read_all() == 1
    assert reader.get(at(release, "file.package")).status_code == 200


def test_a_package_that_may_leave_is_not_made_again(reader: Client, release: Release) -> None:
    make(reader, release, "package")
    jobs.read_all()
    make(reader, release, "package")
    assert ReleaseFile.objects.get().state == "ready" and jobs.read_all() == 0


def test_a_fault_nobody_foresaw_ends_one_file_and_not_the_maker(
    cast: Cast, reader: Client, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: Any) -> None:
        raise RuntimeError("odd")

    for form in ("json", "csv"):
        make(reader, release, form)
    with monkeypatch.context() as odd:
        odd.setattr(jobs, "_finish", broken)
        assert jobs.make_next()
    jobs.read_all()
    states = dict(ReleaseFile.objects.values_list("form", "state"))
    assert states == {"json": "failed", "csv": "ready"}
    assert "not foreseen" in text_of(reader.get(at(release)))


def test_a_database_that_is_held_at_the_end_does_not_cost_the_file(
    reader: Client, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish, tried = actions.finish_release_file, []

    def held_at_first(file: ReleaseFile, content: Any) -> bool:
        tried.append(1)
        if len(tried) < jobs.FINISHING:
            raise OperationalError("database is locked")
        return finish(file, content)

    monkeypatch.setattr(actions, "finish_release_file", held_at_first)
    make(reader, release, "csv")
    jobs.read_all()
    assert ReleaseFile.objects.get().state == "ready" and len(tried) == jobs.FINISHING


def test_a_package_does_not_leave_once_something_in_it_is_confidential(
    cast: Cast, reader: Client, release: Release
) -> None:
    make(reader, release, "package")
    jobs.read_all()
    assert reader.get(at(release, "file.package")).status_code == 200
    document = Claim.objects.earliest("pk").document
    actions.correct_document(by=cast.lead, document=document, version=document.version, confidential=True)
    refused = reader.get(at(release, "file.package"), follow=True)
    assert "has become confidential" in text_of(refused) and "Make it again" in text_of(refused)
    make(reader, release, "package")
    jobs.read_all()
    packed = zipfile.ZipFile(io.BytesIO(got(reader.get(at(release, "file.package")))))
    assert not [name for name in packed.namelist() if document.sha256 in name]
    assert ReleaseFile.objects.count() == 1


def test_a_short_release_has_nothing_to_be_made(
    reader: Client, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(formats.FORMATS["csv"].__dict__, "at_once", 2)
    answer = reader.post(at(release, "make.csv"))
    assert answer["Location"] == at(release, "file.csv") and not ReleaseFile.objects.exists()
    assert got(reader.get(answer["Location"])) == report_csv(frozen(release))


def test_a_long_draft_is_to_be_published_first(reader: Client, release: Release) -> None:
    report = release.report.get_absolute_url()
    answer = reader.get(f"{report}draft.pdf")
    assert answer.status_code == 422 and "Publish it first" in text_of(answer)
    shown = text_of(reader.get(f"{report}preview/"))
    assert "Not made of so long a draft: PDF, PDF in volumes, HTML" in shown and "draft.pdf" not in shown
    assert not ReleaseFile.objects.exists()


@pytest.mark.parametrize("name", ["make.exe", "give-up.exe"])
def test_a_format_that_is_not_there_is_not_found(reader: Client, release: Release, name: str) -> None:
    assert reader.post(at(release, name)).status_code == 404


@pytest.mark.parametrize("name", ["files/", "make.pdf", "give-up.pdf"])
def test_a_number_that_is_not_there_is_not_found(reader: Client, release: Release, name: str) -> None:
    other = f"{release.report.get_absolute_url()}releases/{2**70}/{name}"
    assert (reader.get(other) if name == "files/" else reader.post(other)).status_code == 404


def test_who_may_not_read_releases_is_refused(release: Release) -> None:
    nobody = visitor("")
    assert nobody.get(at(release)).status_code == nobody.post(at(release, "make.pdf")).status_code == 403
    assert not ReleaseFile.objects.exists()


def test_reads_as_often_for_many_files_as_for_one(cast: Cast, reader: Client, release: Release) -> None:
    def asked(*forms: str) -> int:
        for form in forms:
            actions.ask_for_file(by=cast.lead, release=release, form=form)
        return reads(lambda: reader.get(at(release)))

    assert asked("pdf") == asked(*formats.FORMATS)


def test_the_page_of_the_files_does_not_read_the_report(reader: Client, release: Release) -> None:
    make(reader, release, "csv")
    with CaptureQueriesContext(connection) as made:
        reader.get(at(release))
    assert not [query for query in made.captured_queries if '"claims_release"."content"' in query["sql"]]
