"""Refusals and faults, in the frame of every other page where that can be relied on."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event as Signal
from threading import Thread

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from claims import jobs
from claims.actions.deed import act
from claims.models import LedgerEntry, Source
from claims.refusing import held_by_somebody_else
from tests.cast import person
from tests.web.ladder import as_shown


def test_an_unknown_address_says_so(client: Client, db: None) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()


@pytest.mark.parametrize("page", ["400.html", "405.html", "429.html", "500.html", "503.html", "403_csrf.html"])
def test_pages_for_faults_need_neither_request_nor_context(page: str) -> None:
    html = render_to_string(page)
    assert "<h1>" in html
    assert html.startswith("<!DOCTYPE html>")


def test_a_form_without_its_token_is_refused_plainly(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("account_login"), {"login": "ana"})
    assert answer.status_code == 403
    assert "The form was too old" in answer.content.decode()


def test_a_refusal_gives_its_reason() -> None:
    html = render_to_string("403.html", {"exception": "Your role does not allow you to review claims."})
    assert "Your role does not allow you to review claims. Nothing was changed." in html


def test_a_late_change_keeps_the_typed_text() -> None:
    typed = [{"label": "Statement", "text": "About 300 men"}]
    html = render_to_string("409.html", {"noun": "claim", "url": "/claims/1/", "typed": typed})
    assert "Somebody else changed this claim first" in html
    assert "About 300 men" in html and "/claims/1/" in html


# --- somebody else holds the database ---

IN_TRANSACTION = pytest.mark.django_db(transaction=True)


@contextmanager
def somebody_writes() -> Iterator[None]:
    """Another connection is in the midst of a deed, and this one soon gives up waiting for it."""
    begun, over = Signal(), Signal()

    def write() -> None:
        with act():
            begun.set()
            over.wait()
        connection.close()

    writer = Thread(target=write)
    writer.start()
    begun.wait()
    with connection.cursor() as cursor:
        sqlite = connection.vendor == "sqlite"
        cursor.execute("PRAGMA busy_timeout = 20" if sqlite else "SET lock_timeout = '20ms'")
    try:
        yield
    finally:
        over.set()
        writer.join()
        connection.close()  # with what was set


@IN_TRANSACTION
def test_whoever_waits_in_vain_for_a_large_deed_is_told_to_try_again() -> None:
    client = Client(raise_request_exception=False)
    client.force_login(person("lead"))
    said = as_shown(client, reverse("source_add"), name="HRW", kind="organisation")
    with somebody_writes():
        answer = client.post(reverse("source_add"), said)
        assert client.get(reverse("source_list")).status_code == 200  # readers go on
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Nothing of what you were doing was recorded" in answer.content.decode()
    assert not Source.objects.exists() and not LedgerEntry.objects.filter(deed="add_source").exists()
    assert client.post(reverse("source_add"), said).status_code == 302


@IN_TRANSACTION
def test_whoever_logs_in_during_a_large_deed_is_not_told_of_too_many_attempts() -> None:
    User.objects.create_user("ana", password="every-claim-counts")
    client, said = Client(raise_request_exception=False), {"login": "ana", "password": "every-claim-counts"}
    with somebody_writes():
        answer = client.post(reverse("account_login"), said)
    if connection.vendor == "sqlite":  # PostgreSQL holds rows, not the whole
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
        assert "busy just now" in answer.content.decode()
        answer = client.post(reverse("account_login"), said)
    assert answer.status_code == 302


@IN_TRANSACTION
def test_a_reader_of_files_that_waits_in_vain_goes_on_later() -> None:
    with somebody_writes():
        assert jobs._done_or_wait(jobs.work_on_next) is False
    assert jobs._done_or_wait(jobs.work_on_next) is False  # nothing waits, and nothing is raised


@pytest.mark.parametrize(
    ("code", "held"), [("55P03", True), ("40P01", True), ("40001", True), ("57P01", False)], ids=str
)
def test_postgresql_says_by_a_code_that_somebody_else_holds_a_row(code: str, held: bool) -> None:
    cause = Exception("…")
    cause.sqlstate = code  # type: ignore[attr-defined]
    fault = OperationalError("…")
    fault.__cause__ = cause
    assert held_by_somebody_else(fault) is held


def test_another_fault_stays_a_fault(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(person("lead"))

    def full(*_: object, **__: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("claims.actions.add_source", full)
    answer = client.post(reverse("source_add"), as_shown(client, reverse("source_add"), name="HRW", kind="body"))
    assert answer.status_code == 500
