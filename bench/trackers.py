"""Databases of the bench and the processes that serve them. SQLite files live under var/bench; on PostgreSQL each is a
database of its own, dropped when the bench ends.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "bench"


class Tracker:
    """A worker process on one database, spoken to in lines of JSON."""

    def __init__(self, url: str) -> None:
        environment = os.environ | {"DATABASE_URL": url, "TRACKER_VAR": str(VAR), "TRACKER_DEMO": "1"}
        environment["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
        command = [sys.executable, "-m", "bench.worker"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, order: str, *arguments: object) -> Any:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([order, *arguments]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"The tracker failed at “{order}”; its own words stand above.")
        return json.loads(answer)

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


@contextmanager
def trackers(engine: str, sizes: list[int], keep: bool) -> Iterator[dict[int, Tracker]]:
    """A tracker of each size, filled. keep: SQLite files stay for the next run, and are used again."""
    VAR.mkdir(parents=True, exist_ok=True)
    running: dict[int, Tracker] = {}
    try:
        for size in sizes:
            running[size] = _sqlite(size, keep) if engine == "sqlite" else _postgresql(size)
        yield running
    finally:
        for tracker in running.values():
            tracker.end()
        for size in sizes:
            if engine == "postgresql":
                _drop(size)
            elif not keep:
                _file(size).unlink(missing_ok=True)


def _filled(url: str, size: int) -> Tracker:
    """A tracker on an empty database, filled by a process that ends: its memory is no longer an ordinary one."""
    started = perf_counter()
    filling = Tracker(url)
    for order, *arguments in (("migrate",), ("generate", size), ("vacuum",)):
        filling.ask(order, *arguments)
    filling.end()
    print(f"  {size:,} claims made in {perf_counter() - started:,.0f} s", file=sys.stderr, flush=True)
    return Tracker(url)


def _file(size: int) -> Path:
    return VAR / f"{size}.sqlite3"


def _sqlite(size: int, keep: bool) -> Tracker:
    path, filled = _file(size), _file(size).with_suffix(".filled")
    if keep and path.exists() and filled.exists():
        return Tracker(f"sqlite:///{path}")
    for old in (path, filled):
        old.unlink(missing_ok=True)
    tracker = _filled(f"sqlite:///{path}", size)
    if keep:
        filled.touch()
    return tracker


# --- PostgreSQL ------------------------------------------------------------------------------------------------------


def _postgresql(size: int) -> Tracker:
    _drop(size)
    _on_the_server("CREATE DATABASE {}", size)
    return _filled(urlunsplit(urlsplit(_server())._replace(path=f"/{_name(size)}")), size)


def _drop(size: int) -> None:
    _on_the_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", size)


def _name(size: int) -> str:
    return f"tracker_bench_{size}"


def _server() -> str:
    """The PostgreSQL that DATABASE_URL names, else the one of `make postgres`, started if need be."""
    found = subprocess.run(
        [sys.executable, ROOT / ".ci" / "postgres.py", "start"], stdout=subprocess.PIPE, text=True, check=True
    )
    return found.stdout.strip()


def _on_the_server(statement: str, size: int) -> None:
    with psycopg.connect(_server(), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(_name(size))))
