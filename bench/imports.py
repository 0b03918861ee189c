"""A table of claims on its way in: what each step takes beside the bare rows, what the time goes to, and how long
readers wait meanwhile.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from threading import Event as Signal
from threading import Thread
from time import perf_counter
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import Group, User
from django.db import connection, transaction

from claims import actions, jobs
from claims.actions.deed import act
from claims.actions.imports import taking
from claims.actions.imports.prepared import Prepared
from claims.actions.imports.ready import Ready
from claims.models import Claim, Import, Question

ROWS = 100_000
ROWS_A_QUESTION = 5
GOAL = 10_000
"""Rows a second that were wanted before anything was measured."""
COLUMNS = {"key": "{id}", "question": "{ask}", "statement": "{said}", "as_written": "{words}"}

SHARES: tuple[tuple[str, Any, str], ...] = (
    ("planning by the deeds’ rules", taking, "plan"),
    ("the claims with their words", Ready, "add"),
    ("findings, statuses, conflicts", Ready, "look_together"),
    ("the last step", taking, "long_act"),
)
"""What taking effect spends its time on: words, and what is timed."""
LAST: tuple[tuple[str, Any, str], ...] = (
    ("rows, roots, words", Prepared, "take_over"),
    ("the ledger’s entry", taking, "enter"),
    ("the table’s text", taking, "_kept_text"),
    ("what changes in other rows", taking, "write"),
)
"""The same of its last step, in which nobody else writes."""


def measure() -> dict[str, Any]:
    """Lines of the table of results; seconds by what they went to, of all and of the last step; the longest wait of a
    reader, in seconds.
    """
    person = _lead()
    _questions(person)
    publisher = actions.add_source(by=person, name="Bench", kind="dataset")
    table = actions.receive_import(
        by=person, name="bench.csv", original=_csv(), rows_are="claims", title="Bench", publisher=publisher
    )
    staging = _timed(jobs.work_on_next_table)
    actions.map_import(by=person, table=table, patterns=COLUMNS)
    trying = _timed(jobs.work_on_next_table)
    actions.have_import_taken(by=person, table=table)
    shares: dict[str, float] = {}
    last: dict[str, float] = {}
    with _timing(SHARES, shares), _timing(LAST, last), _reading() as waits:
        taking_effect = _timed(jobs.work_on_next_table)
    bare = _bare_rows()
    sound = Import.objects.get(pk=table.pk).counts == {"new": ROWS} and actions.rebuild().total == 0
    step = shares["the last step"]
    lines = [
        _line("staged", staging, bare, 1.0, sound),
        _line("tried", trying, bare, 2.0, sound),
        _line("made ready and taking effect", taking_effect, bare, 5.0, sound),
        _line("all of it", staging + trying + taking_effect, bare, 7.0, sound),
        _line("the last step alone", step, bare, 1.0, sound),
        _line(f"the last step, beside {GOAL:,} rows a second", step, ROWS / GOAL, 1.0, sound),
        _line(f"made ready and taking effect, beside {GOAL:,}", taking_effect, ROWS / GOAL, 1.0, sound),
    ]
    shares["the rest"] = taking_effect - sum(shares.values())
    last["the rest, and the commit"] = step - sum(last.values())
    return {"lines": lines, "shares": shares, "last": last, "bare": ROWS / bare, "wait": max(waits)}


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
    """Five rows a question. Of every tenth question they cannot all be true; of the others they agree."""
    questions = ROWS // ROWS_A_QUESTION
    rows = []
    for n in range(ROWS):
        asked = n % questions
        words = f"about {asked % 40 + 30 + (n // questions * 20 if asked % 10 == 0 else 0)} people"
        rows.append(f"bench-{n},bench-q{asked},It says that {words} were killed there.,{words}")
    return "\n".join(["id,ask,said,words", *rows]).encode()


def _timed(deed: Callable[[], object]) -> float:
    started = perf_counter()
    deed()
    return perf_counter() - started


@contextmanager
def _timing(parts: Sequence[tuple[str, Any, str]], shares: dict[str, float]) -> Iterator[None]:
    with ExitStack() as patches:
        for words, owner, name in parts:
            patches.enter_context(patch.object(owner, name, _counted(getattr(owner, name), words, shares)))
        yield


def _counted(timed: Callable[..., Any], words: str, shares: dict[str, float]) -> Callable[..., Any]:
    """The function, with the time it takes added up; of one that gives a context, the time until that is left."""

    def spent(since: float) -> None:
        shares[words] = shares.get(words, 0.0) + perf_counter() - since

    @contextmanager
    def until_left(context: AbstractContextManager[Any], since: float) -> Iterator[Any]:
        with context as given:
            yield given
        spent(since)

    def counted(*args: Any, **named: Any) -> Any:
        started = perf_counter()
        result = timed(*args, **named)
        if isinstance(result, AbstractContextManager):
            return until_left(result, started)
        spent(started)
        return result

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
