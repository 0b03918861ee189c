"""A table of claims on its way in: what each step takes beside the bare rows, what the time goes to, and how long
readers wait meanwhile.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Event as Signal
from threading import Thread
from time import perf_counter
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import Group, User
from django.db import connection, transaction

from claims import actions, jobs
from claims.actions.deed import act
from claims.actions.imports import effect, steps
from claims.models import Claim, Import, Question

ROWS = 100_000
ROWS_A_QUESTION = 5
GOAL = 10_000
"""Rows a second that were wanted before anything was measured."""
COLUMNS = {"key": "{id}", "question": "{ask}", "statement": "{said}", "as_written": "{words}"}

SHARES: tuple[tuple[str, Any, str], ...] = (
    ("planning by the deeds’ rules", steps, "plan"),
    ("inserting rows", effect, "insert_all"),
    ("search words", effect, "insert_words"),
    ("search words", effect, "write_question_words"),
    ("findings, statuses, conflicts", effect, "recompute"),
    ("the ledger’s entry", steps, "enter"),
    ("keeping the table’s text", steps, "_kept_text"),
)
"""What taking effect spends its time on: words, and the function that is timed."""


def measure() -> dict[str, Any]:
    """Lines of the table of results; seconds by what they went to; the longest wait of a reader, in seconds."""
    person = _lead()
    _questions(person)
    table = actions.receive_import(by=person, name="bench.csv", original=_csv(), rows_are="claims", title="Bench")
    staging = _timed(jobs.work_on_next_table)
    actions.map_import(by=person, table=table, patterns=COLUMNS)
    trying = _timed(jobs.work_on_next_table)
    actions.have_import_taken(by=person, table=table)
    shares: dict[str, float] = {}
    with _timing(shares), _reading() as waits:
        taking = _timed(jobs.work_on_next_table)
    bare = _bare_rows()
    sound = Import.objects.get(pk=table.pk).counts == {"new": ROWS} and actions.rebuild().total == 0
    every = staging + trying + taking
    lines = [
        _line("staged", staging, bare, 1.0, sound),
        _line("tried", trying, bare, 2.0, sound),
        _line("taking effect", taking, bare, 5.0, sound),
        _line("all three", every, bare, 7.0, sound),
        _line(f"taking effect, beside {GOAL:,} rows a second", taking, ROWS / GOAL, 1.0, sound),
    ]
    shares["the rest"] = taking - sum(shares.values())
    return {"lines": lines, "shares": shares, "bare": ROWS / bare, "wait": max(waits)}


def _line(what: str, cost: float, baseline: float, goal: float, sound: bool) -> dict[str, Any]:
    note = f"{ROWS / cost:,.0f} rows/s"
    return {"what": what, "baseline": baseline, "cost": cost, "goal": goal, "note": note, "sound": sound}


def _lead() -> User:
    person, _ = User.objects.get_or_create(username="bench-imports")
    person.groups.add(Group.objects.get(name="lead"))
    return person


def _questions(person: User) -> None:
    text = "\n".join(["key,text", *(f"bench-q{n},Bench {n}?" for n in range(ROWS // ROWS_A_QUESTION))]).encode()
    table = actions.receive_import(by=person, name="questions.csv", original=text, rows_are="questions")
    jobs.work_on_next_table()
    columns = {"key": "{key}", "text": "{text}", "measure": "killed", "unit": "people"}
    actions.map_import(by=person, table=table, patterns=columns)
    jobs.work_on_next_table()
    actions.have_import_taken(by=person, table=table)
    jobs.work_on_next_table()


def _csv() -> bytes:
    numbers = range(ROWS)
    words = [f"about {n % 40 + 30} people" for n in numbers]
    asked = [n % (ROWS // ROWS_A_QUESTION) for n in numbers]
    rows = (f"bench-{n},bench-q{asked[n]},It says that {words[n]} were killed there.,{words[n]}" for n in numbers)
    return "\n".join(["id,ask,said,words", *rows]).encode()


def _timed(deed: Callable[[], object]) -> float:
    started = perf_counter()
    deed()
    return perf_counter() - started


@contextmanager
def _timing(shares: dict[str, float]) -> Iterator[None]:
    with ExitStack() as patches:
        for words, module, name in SHARES:
            patches.enter_context(patch.object(module, name, _counted(getattr(module, name), words, shares)))
        yield


def _counted(function: Callable[..., Any], words: str, shares: dict[str, float]) -> Callable[..., Any]:
    def counted(*args: Any, **named: Any) -> Any:
        started = perf_counter()
        try:
            return function(*args, **named)
        finally:
            shares[words] = shares.get(words, 0.0) + perf_counter() - started

    return counted


@contextmanager
def _reading() -> Iterator[list[float]]:
    """Somebody else looks a question up a hundred times a second: how long each look took."""
    waits, over = [0.0], Signal()

    def look() -> None:
        while not over.wait(0.01):
            waits.append(_timed(lambda: Question.objects.filter(external_key="bench-q1").first()))
        connection.close()

    reader = Thread(target=look)
    reader.start()
    try:
        yield waits
    finally:
        over.set()
        reader.join()


def _bare_rows() -> float:
    """Seconds that bulk_create takes for the same claims and nothing beside them; undone afterwards."""
    rows = list(Claim.objects.filter(external_key__startswith="bench-"))
    for row in rows:
        row.pk, row.external_key = None, f"bare-{row.external_key}"
    with act():
        seconds = _timed(lambda: Claim.objects.bulk_create(rows, batch_size=500))
        transaction.set_rollback(True)
    return seconds
