"""What runs in a process of its own, `python -m tests.killing.steps ORDER [PLACE]`: on reaching the place it says
`here` and stays there until it is killed.

A place is `sql:BEGINNING` (before a statement that begins so), `call:NAME` or `call:NAME:2` (in place of a function's
first or second call), `child` (while the reader of a file has half of it) or `half` (when half of a file is in the
store).
"""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from io import StringIO
from typing import Any, NoReturn

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.core.files.storage import FileSystemStorage  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from claims import actions, jobs  # noqa: E402
from claims.ingest import apart  # noqa: E402
from claims.models import Claim, Document, Event, Import, LedgerEntry, ReleaseFile, Upload  # noqa: E402
from claims.reports.stored_files import orphans  # noqa: E402
from tests.cast import Cast, person  # noqa: E402

FILES = {"one.txt": b"An estimated 300 men were killed.", "two.txt": b"Soldiers burned the village."}
TABLE = b"id,title,ask,killed\nm1,Moura,How many at Moura?,300\nn1,Nia,How many at Nia?,12\n"
COLUMNS = {
    "key": "{id}",
    "event_title": "{title}",
    "question_text": "{ask}",
    "question_measure": "killed",
    "question_unit": "people",
    "statement": "{killed} were killed.",
    "best": "{killed}",
}


def stay_here() -> NoReturn:
    print("here", flush=True)
    while True:
        signal.pause()


def stay_before_sql(beginning: str) -> None:
    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        return stay_here() if sql.startswith(beginning) else execute(sql, *rest)

    connection.execute_wrappers.append(watch)


def stay_in_call(name: str, turn: int) -> None:
    holder, _, function = name.rpartition(".")
    try:
        owner: Any = import_module(holder)
    except ModuleNotFoundError:  # a method
        module, _, owned = holder.rpartition(".")
        owner = getattr(import_module(module), owned)
    original, calls = getattr(owner, function), []

    def counting(*args: Any, **kwargs: Any) -> Any:
        calls.append(name)
        return stay_here() if len(calls) == turn else original(*args, **kwargs)

    setattr(owner, function, counting)


def stay_while_a_child_reads() -> None:
    def half(command: list[str], *, input: bytes, cwd: Any, env: dict[str, str], **rest: Any) -> Any:
        # It writes to where this process does, so that whoever listens learns when both have ended.
        child = subprocess.Popen(command, stdin=subprocess.PIPE, cwd=cwd, env=env)
        assert child.stdin
        child.stdin.write(input[: len(input) - 5])
        child.stdin.flush()
        stay_here()

    apart.subprocess.run = half  # type: ignore[assignment]


def stay_with_half_a_file() -> None:
    save = FileSystemStorage.save

    def half(store: FileSystemStorage, name: str, content: Any, **more: Any) -> str:
        save(store, name, ContentFile(content.read(10)))
        stay_here()

    FileSystemStorage.save = half  # type: ignore[assignment]


def watch_for(place: str) -> None:
    kind, _, name = place.partition(":")
    if kind == "sql":
        stay_before_sql(name)
    elif kind == "call":
        name, _, turn = name.partition(":")
        stay_in_call(name, int(turn or 1))
    elif kind == "half":
        stay_with_half_a_file()
    else:
        stay_while_a_child_reads()


# --- orders ----------------------------------------------------------------------------------------------------------


def begin() -> None:
    call_command("migrate", verbosity=0)
    person("lead", username="ana")


def receive() -> None:
    files = [actions.Received(name, ContentFile(held, name)) for name, held in FILES.items()]
    actions.receive_files(by=User.objects.get(), files=files)


def table() -> None:
    """A table that waits for its effect."""
    by = User.objects.get()
    sent = actions.receive_import(by=by, name="t.csv", original=TABLE, rows_are="cases", title="A table")
    jobs.work_on_next_table()
    actions.map_import(by=by, table=sent, patterns=COLUMNS)
    jobs.work_on_next_table()
    actions.have_import_taken(by=by, table=sent)


def release() -> None:
    """A release, of which a file is asked for."""
    cast = Cast(lead=User.objects.get())
    event = cast.event("Moura")
    cast.conflict(event=event)
    actions.ask_for_file(by=cast.lead, release=cast.release(cast.report(event)), form="csv")


def work() -> None:
    call_command("work", "--once", stdout=StringIO())


def later() -> None:
    """So much later that whoever took a file or a table must have been killed: read, sweep, and say how all stands."""
    Upload.objects.filter(taken_at__isnull=False).update(taken_at="2020-01-01T00:00Z")
    Import.objects.filter(beat_at__isnull=False).update(beat_at="2020-01-01T00:00Z")
    ReleaseFile.objects.filter(beat_at__isnull=False).update(beat_at="2020-01-01T00:00Z")
    work()
    storage = Document._meta.get_field("original").storage
    swept = list(orphans(storage))
    call_command("verify_documents", "--repair", "--minutes=0", stdout=StringIO())
    call_command("verify_ledger", stdout=StringIO())
    named = [
        name
        for model, column in ((Document, "original"), (Upload, "held"), (Import, "held"), (ReleaseFile, "stored"))
        for name in model._default_manager.exclude(**{column: ""}).values_list(column, flat=True)
    ]
    deeds = LedgerEntry.objects.order_by("sequence").values_list("deed", flat=True)
    found = {
        "uploads": list(Upload.objects.order_by("pk").values_list("name", "state", "again")),
        "documents": sorted(Document.objects.values_list("original_name", flat=True)),
        "tables": list(Import.objects.values_list("state", flat=True)),
        "files": list(ReleaseFile.objects.values_list("form", "state")),
        "events": Event.objects.count(),
        "claims": Claim.objects.count(),
        "deeds": [deed for deed in deeds if deed in ("receive_files", "add_document", "import_table")],
        "swept": len(swept),
        "rows_without_file": [name for name in named if not storage.exists(name)],
        "files_without_row": list(orphans(storage)),
        "mended": actions.rebuild().total,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    order, *place = sys.argv[1:]
    if place:
        watch_for(place[0])
    globals()[order]()
