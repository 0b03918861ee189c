"""`/reports/<pk>/releases/<number>/withdraw/`: nobody is handed a withdrawn release any more, by whatever address."""

from typing import Any

import pytest
from django.core.files.storage import InMemoryStorage
from django.test import Client

from claims import actions, formats, jobs
from claims.actions import Refused
from claims.models import Claim, LedgerEntry, Release, ReleaseFile
from tests.cast import Cast
from tests.web.ladder import text_of, visitor

pytestmark = pytest.mark.django_db

REASON = "It tells more than it should."


@pytest.fixture
def release(cast: Cast) -> Release:
    event = cast.event("Moura")
    cast.conflict(event=event)
    return cast.release(cast.report(event, title="On the killings"), note="The first.")


@pytest.fixture
def withdrawn(cast: Cast, release: Release) -> Release:
    return actions.withdraw_release(by=cast.lead, release=release, reason=REASON)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> InMemoryStorage:
    fresh = InMemoryStorage()
    monkeypatch.setattr(ReleaseFile._meta.get_field("stored"), "storage", fresh)
    return fresh


def at(release: Release, name: str = "") -> str:
    return f"{release.get_absolute_url()}{name}"


def test_a_lead_withdraws_it_with_a_reason(release: Release) -> None:
    lead = visitor("lead")
    assert at(release, "withdraw/") in text_of(lead.get(at(release)))
    answer = lead.post(at(release, "withdraw/"), {"reason": REASON}, follow=True)
    shown = text_of(answer)
    assert answer.redirect_chain == [(release.report.get_absolute_url(), 302)]
    assert "Release 1 is withdrawn." in shown and REASON in shown and "withdrew a release of the report" in shown


def test_without_a_reason_it_stands(release: Release) -> None:
    answer = visitor("lead").post(at(release, "withdraw/"), {"reason": " "})
    assert answer.status_code == 422 and "Say why it is withdrawn." in text_of(answer)
    assert not Release.objects.get().withdrawn


@pytest.mark.parametrize("role", ["reader", "contributor", "reviewer"])
def test_nobody_else_does(release: Release, role: str) -> None:
    other = visitor(role)
    assert at(release, "withdraw/") not in text_of(other.get(at(release)))
    assert other.get(at(release, "withdraw/")).status_code == 403
    assert other.post(at(release, "withdraw/"), {"reason": REASON}).status_code == 403
    assert not Release.objects.get().withdrawn


def test_a_lead_is_told_what_has_become_confidential_since(cast: Cast, release: Release) -> None:
    lead, reader, words = visitor("lead"), visitor("reader"), "1 of its claims has come to rest"
    assert words not in text_of(lead.get(at(release)))
    document = Claim.objects.earliest("pk").document
    actions.correct_document(by=cast.lead, document=document, version=document.version, confidential=True)
    assert words in text_of(lead.get(at(release))) and words not in text_of(reader.get(at(release)))


FILES = [f"file.{form}" for form in formats.FORMATS]


@pytest.mark.parametrize("name", ["", "files/", "since/2/", "withdraw/", *FILES])
@pytest.mark.parametrize("role", ["reader", "lead"])
def test_every_address_of_it_says_that_it_is_withdrawn_and_nothing_else_of_it(
    cast: Cast, withdrawn: Release, name: str, role: str
) -> None:
    cast.release(withdrawn.report)
    if name == "withdraw/" and role == "reader":
        return
    answer = visitor(role).get(at(withdrawn, name))
    shown = text_of(answer)
    assert answer.status_code == 410 and REASON in shown and withdrawn.sha256 in shown
    assert "an estimated" not in shown and "The first." not in shown
    assert f"{withdrawn.report.get_absolute_url()}releases/2/" in shown


@pytest.mark.parametrize("name", ["make.pdf", "give-up.pdf", "withdraw/"])
def test_no_deed_is_done_with_it(withdrawn: Release, name: str) -> None:
    before = LedgerEntry.objects.count()
    assert visitor("lead").post(at(withdrawn, name), {"reason": "Again."}).status_code == 410
    assert not ReleaseFile.objects.exists() and LedgerEntry.objects.count() == before


def test_a_difference_to_it_is_not_told(cast: Cast, withdrawn: Release) -> None:
    newer = cast.release(withdrawn.report)
    reader = visitor("reader")
    assert reader.get(at(newer, "since/1/")).status_code == 410
    assert "since/1/" not in text_of(reader.get(at(newer)))


def test_a_list_names_the_latest_that_stands(cast: Cast, withdrawn: Release) -> None:
    reader = visitor("reader")
    assert withdrawn.get_absolute_url() not in text_of(reader.get("/reports/"))
    newer = cast.release(withdrawn.report)
    assert newer.get_absolute_url() in text_of(reader.get("/reports/"))


@pytest.mark.usefixtures("store")
def test_files_that_were_made_of_it_go(
    cast: Cast,
    release: Release,
    store: InMemoryStorage,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    for key in ("csv", "json"):
        monkeypatch.setitem(formats.FORMATS[key].__dict__, "at_once", 0)
        actions.ask_for_file(by=cast.lead, release=release, form=key)
    jobs.read_all()
    names = list(ReleaseFile.objects.values_list("stored", flat=True))
    assert len(names) == 2 and all(map(store.exists, names))
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_release(by=cast.lead, release=release, reason=REASON)
    assert not ReleaseFile.objects.exists() and not any(map(store.exists, names))


def test_no_file_is_asked_for_once_it_is_withdrawn(cast: Cast, withdrawn: Release) -> None:
    with pytest.raises(Refused, match="withdrawn just now"):
        actions.ask_for_file(by=cast.lead, release=withdrawn, form="csv")
    assert not ReleaseFile.objects.exists()


def test_a_maker_at_work_on_it_is_stopped(cast: Cast, release: Release) -> None:
    actions.ask_for_file(by=cast.lead, release=release, form="pdf")
    file = actions.take_release_file()
    assert file and actions.still_wanted(file)
    actions.withdraw_release(by=cast.lead, release=release, reason=REASON)
    assert not actions.still_wanted(file)


def test_a_stranger_is_not_told_that_it_was_ever_there(withdrawn: Release) -> None:
    assert Client().get(at(withdrawn)).status_code == 302
    assert visitor("").get(at(withdrawn)).status_code == 403
