"""Making a file in a process of its own: it ends when nobody wants it, when it takes too much, when it is alone."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from claims import making
from claims.formats import FORMATS, NoFile
from claims.ingest.limits import Limits
from claims.making import ROOT, GivenUp, made
from claims.models import Release
from tests.cast import Cast

pytestmark = pytest.mark.django_db

FOR_EVER = "import signal; from claims import maker; maker._make = lambda *given: signal.pause(); maker.main()"


@pytest.fixture
def content(cast: Cast) -> str:
    event = cast.event("Moura")
    cast.conflict(event=event)
    release: Release = cast.release(cast.report(event))
    return release.content


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> "list[subprocess.Popen[bytes]]":
    """The processes that were started."""
    processes: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def starting(*given: Any, **more: Any) -> "subprocess.Popen[bytes]":
        processes.append(start(*given, **more))
        return processes[-1]

    monkeypatch.setattr(making.subprocess, "Popen", starting)
    return processes


def test_it_is_byte_for_byte_what_it_would_be_at_once(content: str) -> None:
    with made("csv", content, lambda _: True) as file:
        assert file.read() == FORMATS["csv"].write(json.loads(content)).read()


def test_a_maker_nobody_waits_for_is_stopped(content: str, begun: "list[subprocess.Popen[bytes]]") -> None:
    with pytest.raises(GivenUp), made("pdf", content, lambda _: False):
        pass
    (process,) = begun
    assert process.returncode == -9


def test_it_says_which_page_it_lays_out(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "POLL", 0.02)
    said: list[str] = []
    with made("pdf", content, lambda how_far: said.append(how_far) or True):  # type: ignore[func-returns-value]
        pass
    assert said[0] == "" and said[-1].startswith("page ") and "is laid out" in said[-1]


def test_volumes_are_made_one_by_one_and_say_so(
    content: str, begun: "list[subprocess.Popen[bytes]]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "POLL", 0.02)
    said: list[str] = []
    with made("volumes", content, lambda how_far: said.append(how_far) or True) as file:  # type: ignore[func-returns-value]
        assert len(begun) == 2
        assert file.read() == FORMATS["volumes"].write(json.loads(content)).read()
    assert said[0].startswith("volume 1 of 2") and said[-1].startswith("volume 2 of 2")


def test_a_package_nobody_waits_for_is_stopped_while_it_is_put_together(
    content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "_apart", written_at_once)
    monkeypatch.setattr(making, "POLL", 0)
    with pytest.raises(GivenUp), made("package", content, lambda _: False):
        pass


@making.contextmanager
def written_at_once(form: str, content: str, wanted: making.Wanted) -> Iterator[Any]:
    with FORMATS[form].write(json.loads(content)) as file:
        yield file


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(memory=60 * 1024**2, seconds=60, writes=1024**3), "takes more memory"),
        (Limits(memory=2 * 1024**3, seconds=1, writes=1024**3), "took too long"),
        (Limits(memory=2 * 1024**3, seconds=60, by_the_clock=-1, writes=1024**3), "took too long"),
        (Limits(memory=2 * 1024**3, seconds=60, writes=500), "could not be written: File too large"),
    ],
    ids=["memory", "processor time", "time by the clock", "room"],
)
def test_a_maker_that_takes_too_much_is_stopped_and_says_so(
    content: str, monkeypatch: pytest.MonkeyPatch, limits: Limits, said: str
) -> None:
    monkeypatch.setattr(making, "limits", lambda: limits)
    with pytest.raises(NoFile, match=said), made("pdf", content, lambda _: True):
        pass


def test_a_maker_ends_when_whoever_started_it_is_gone() -> None:
    order = {"form": "pdf", "volume": None, "memory": 2**31, "seconds": 60, "writes": 0, "size": 2}
    with subprocess.Popen([sys.executable, "-c", FOR_EVER], stdin=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdin
        process.stdin.write(json.dumps(order).encode() + b"\n{}")
        process.stdin.close()  # as the system does for one that was killed
        try:
            assert process.wait(timeout=60) == 1
        finally:
            process.kill()


def test_a_maker_that_breaks_is_told_of_in_plain_words(content: str) -> None:
    with pytest.raises(NoFile, match="ended unexpectedly"), made("csv", "no JSON", lambda _: True):
        pass
