"""`manage.py verify_documents`: what does not hold is named; what belongs to nothing is swept away when asked."""

from io import BytesIO, StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.management import CommandError, call_command

from claims import actions
from claims.actions.deed import act
from claims.models import Claim, Document, Import, ReleaseFile
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch) -> InMemoryStorage:
    """A store of its own: others' tests leave files behind."""
    fresh = InMemoryStorage()
    for field in (
        Document._meta.get_field("original"),
        Import._meta.get_field("held"),
        ReleaseFile._meta.get_field("stored"),
    ):
        monkeypatch.setattr(field, "storage", fresh)
    return fresh


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("verify_documents", *arguments, stdout=out)
    return out.getvalue()


def test_says_that_all_holds(cast: Cast) -> None:
    cast.claim("300 men", document=cast.document("It was 300 men."))
    assert "1 documents hold. No file belongs to nothing." in said()


def test_names_a_quote_that_moved_and_ends_with_an_error(cast: Cast) -> None:
    claim = cast.claim("300 men", document=cast.document("It was 300 men."))
    with act():
        Claim.objects.update(start=0, end=7)
    with pytest.raises(CommandError, match="1 of the checks on 1 documents"):
        call_command("verify_documents", stdout=(out := StringIO()))
    assert f"claim {claim.pk}: other words stand at its place" in out.getvalue()


def test_names_an_original_that_is_gone(cast: Cast, store: InMemoryStorage) -> None:
    document = cast.document("It was 300 men.")
    store.delete(str(document.original.name))
    with pytest.raises(CommandError):
        call_command("verify_documents", stdout=(out := StringIO()))
    assert "is missing from the store" in out.getvalue()


def made(cast: Cast) -> ReleaseFile:
    """A file of a release that is ready."""
    event = cast.event()
    cast.conflict(event=event)
    actions.ask_for_file(by=cast.lead, release=cast.release(cast.report(event)), form="pdf")
    taken = actions.take_release_file()
    assert taken and actions.finish_release_file(taken, BytesIO(b"%PDF"))
    taken.refresh_from_db()
    return taken


def test_looks_after_files_of_releases_and_sweeps_none_of_them_away(cast: Cast, store: InMemoryStorage) -> None:
    file = made(cast)
    store.save("releases/ab/left", ContentFile(b"x"))
    assert "and 1 files of releases hold. 1 files were removed" in said("--repair", "--minutes=0")
    assert store.exists(str(file.stored.name)) and not store.exists("releases/ab/left")


@pytest.mark.parametrize(("now", "words"), [(None, "is missing from the store"), (b"%XDF", "is not the one")])
def test_names_a_file_of_a_release_that_does_not_hold(
    cast: Cast, store: InMemoryStorage, now: bytes | None, words: str
) -> None:
    file = made(cast)
    store.delete(str(file.stored.name))
    if now is not None:
        store.save(str(file.stored.name), ContentFile(now))
    with pytest.raises(CommandError, match="1 of the checks on 2 documents and 1 files of releases"):
        call_command("verify_documents", stdout=(out := StringIO()))
    assert f"pdf of {file.release}: The file {words}" in out.getvalue()


def test_sweeps_away_what_belongs_to_nothing_when_asked(cast: Cast, store: InMemoryStorage) -> None:
    document = cast.document("It was 300 men.")
    store.save("originals/ab/left", ContentFile(b"x"))
    table = actions.receive_import(by=cast.lead, name="t.csv", original=b"a\n1\n", rows_are="events")
    assert "1 files belong to nothing" in said() and store.exists("originals/ab/left")
    assert "1 files were removed" in said("--repair", "--minutes=0") and not store.exists("originals/ab/left")
    assert store.exists(str(document.original.name)) and store.exists(str(table.held.name))


def test_lets_be_what_a_deed_under_way_may_have_just_left(store: InMemoryStorage) -> None:
    store.save("originals/ab/new", ContentFile(b"x"))
    assert "0 files were removed. 1 may belong to a deed that is under way" in said("--repair")
    assert store.exists("originals/ab/new")
