"""Files of long releases: each is asked for once, made once, and kept whole or not at all."""

import io
from hashlib import sha256
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

from claims import actions
from claims.actions import NotAllowed, Refused
from claims.actions.release_files import BEAT, MOST_ATTEMPTS, SILENT_FOR
from claims.models import LedgerEntry, Release, ReleaseFile
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db

MADE = b"%PDF- as it was made"
PATH = f"releases/{sha256(MADE).hexdigest()[:2]}/{sha256(MADE).hexdigest()}"


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch) -> InMemoryStorage:
    """A store of its own: others' tests leave files behind."""
    fresh = InMemoryStorage()
    monkeypatch.setattr(ReleaseFile._meta.get_field("stored"), "storage", fresh)
    return fresh


@pytest.fixture
def release(cast: Cast) -> Release:
    event = cast.event("Moura")
    cast.conflict(event=event)
    return cast.release(cast.report(event))


def ask(cast: Cast, form: str = "pdf", **more: Any) -> ReleaseFile:
    return actions.ask_for_file(by=cast.lead, release=Release.objects.get(), form=form, **more)


def taken(cast: Cast) -> ReleaseFile:
    ask(cast)
    file = actions.take_release_file()
    assert file
    return file


def finish(file: ReleaseFile, content: bytes = MADE) -> bool:
    return actions.finish_release_file(file, io.BytesIO(content))


# --- asking -----------------------------------------------------------------------------------------------------------


def test_a_file_is_asked_for_once_however_many_want_it(cast: Cast, release: Release) -> None:
    first, again = ask(cast), actions.ask_for_file(by=person("reader"), release=release, form="pdf")
    assert again == first and again.by == cast.lead and ReleaseFile.objects.get().state == "waiting"


def test_asking_is_no_deed_of_the_ledger(cast: Cast, release: Release) -> None:
    head = LedgerEntry.objects.latest("sequence")
    assert finish(taken(cast)) and LedgerEntry.objects.latest("sequence") == head


def test_who_may_not_read_releases_asks_for_nothing(cast: Cast, release: Release) -> None:
    with pytest.raises(NotAllowed):
        actions.ask_for_file(by=person(""), release=release, form="pdf")
    assert not ReleaseFile.objects.exists()


@pytest.mark.parametrize("form", ["", "x" * 21, "p\x00f"])
def test_what_is_no_key_of_a_format_is_refused(cast: Cast, release: Release, form: str) -> None:
    with pytest.raises(Refused):
        ask(cast, form)
    assert not ReleaseFile.objects.exists()


def test_what_is_ready_is_made_again_only_when_told_so(
    cast: Cast, release: Release, store: InMemoryStorage, django_capture_on_commit_callbacks: Any
) -> None:
    finish(taken(cast))
    assert ask(cast).state == "ready" and store.exists(PATH)
    with django_capture_on_commit_callbacks(execute=True):
        again = ask(cast, anew=True)
    assert (again.state, again.stored.name, again.size) == ("waiting", "", 0) and not store.exists(PATH)
    anew = actions.take_release_file()
    assert anew and finish(anew) and store.exists(PATH)


# --- making -----------------------------------------------------------------------------------------------------------


def test_what_is_made_is_kept_under_its_hash(cast: Cast, release: Release, store: InMemoryStorage) -> None:
    assert finish(taken(cast))
    file = ReleaseFile.objects.get()
    assert (file.state, file.stored.name, file.size) == ("ready", PATH, len(MADE))
    assert file.stored.read() == MADE and file.sha256 == sha256(MADE).hexdigest()


def test_no_two_makers_take_the_same_file(cast: Cast, release: Release) -> None:
    assert taken(cast) and actions.take_release_file() is None


def test_a_maker_that_was_killed_leaves_its_file_to_the_next(cast: Cast, release: Release, time_passes: Any) -> None:
    late = taken(cast)
    time_passes(SILENT_FOR)
    next_one = actions.take_release_file()
    assert next_one and next_one.attempts == 2
    assert not actions.still_wanted(late) and not finish(late, b"late")
    actions.fail_release_file(late, "Too late.")
    assert ReleaseFile.objects.get().state == "making" and finish(next_one)


def test_a_maker_that_is_at_work_keeps_its_file(cast: Cast, release: Release, time_passes: Any) -> None:
    file = taken(cast)
    for _ in range(20):
        time_passes(BEAT)
        assert actions.still_wanted(file) and actions.take_release_file() is None


def test_a_file_that_breaks_its_maker_each_time_is_given_up(cast: Cast, release: Release, time_passes: Any) -> None:
    ask(cast)
    for _ in range(MOST_ATTEMPTS):
        assert actions.take_release_file()
        time_passes(SILENT_FOR)
    assert actions.take_release_file() is None
    assert "broken off several times" in ReleaseFile.objects.get().message
    assert ask(cast).attempts == 0 and actions.take_release_file()


def test_what_was_given_up_while_it_was_made_leaves_no_file(
    cast: Cast, release: Release, store: InMemoryStorage
) -> None:
    file = taken(cast)
    actions.give_up_file(by=person("reader"), file=file)
    assert not actions.still_wanted(file) and not finish(file)
    assert ReleaseFile.objects.get().state == "cancelled" and not store.exists(PATH)


def test_a_maker_nobody_waits_for_takes_nothing_from_the_one_after_it(
    cast: Cast, release: Release, store: InMemoryStorage
) -> None:
    first = taken(cast)
    actions.give_up_file(by=cast.lead, file=first)
    second = taken(cast)
    assert finish(second) and not finish(first)
    assert ReleaseFile.objects.get().state == "ready" and store.exists(PATH)


def test_what_is_not_being_made_cannot_be_given_up(cast: Cast, release: Release) -> None:
    finish(taken(cast))
    with pytest.raises(Refused, match="not being made"):
        actions.give_up_file(by=cast.lead, file=ReleaseFile.objects.get())


@pytest.mark.parametrize(("left", "same"), [(MADE, True), (MADE[:5], False)], ids=["whole", "half"])
def test_what_a_killed_maker_left_is_taken_over_only_whole(
    cast: Cast, release: Release, store: InMemoryStorage, left: bytes, same: bool
) -> None:
    store.save(PATH, ContentFile(left))
    then = store.get_created_time(PATH)
    assert finish(taken(cast)) and ReleaseFile.objects.get().stored.name == PATH
    assert store.open(PATH).read() == MADE and (store.get_created_time(PATH) == then) is same


def test_a_full_store_keeps_no_half_file(
    cast: Cast, release: Release, store: InMemoryStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(name: str, content: Any, **more: Any) -> str:
        InMemoryStorage.save(store, name, ContentFile(content.read(5)))
        raise OSError(28, "No space left on device")

    file = taken(cast)
    monkeypatch.setattr(store, "save", full)
    with pytest.raises(OSError, match="No space"):
        finish(file)
    assert not store.exists(PATH) and ReleaseFile.objects.get().state == "making"
