"""A process that is killed at any step of a file's or a table's way in, or of a report's way out: it is taken up again,
its effect is there once, and no file is without a row, nor a row without its file.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
STORED = 'INSERT INTO "claims_'


def started(var: Path, *order: str) -> "subprocess.Popen[bytes]":
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "PYTHONPATH")}
    own = {"TRACKER_VAR": str(var), "TRACKER_DEMO": "1", "TRACKER_WORKER": "1"}
    env = kept | own | {"DJANGO_SETTINGS_MODULE": "tracker.settings"}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.killing.steps", *order], stdout=subprocess.PIPE, cwd=ROOT, env=env
    )


def done(var: Path, order: str) -> bytes:
    with started(var, order) as process:
        said, _ = process.communicate()
    assert process.returncode == 0
    return said


def killed(var: Path, order: str, place: str) -> None:
    """Kill it as soon as it says that it is there; over once its children have ended, too."""
    with started(var, order, place) as process:
        assert process.stdout
        assert process.stdout.readline() == b"here\n", f"never came to {place}"
        process.kill()
        process.stdout.read()
    assert process.returncode == -signal.SIGKILL


def later(var: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done(var, "later"))
    assert found["rows_without_file"] == found["files_without_row"] == []
    assert found["mended"] == 0
    return found


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("begun")
    done(var, "begin")
    return var


def copied(var: Path, into: Path) -> Path:
    shutil.copytree(var, into)
    return into


@pytest.fixture(scope="module")
def files_waiting(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = copied(begun, tmp_path_factory.mktemp("files") / "var")
    done(var, "receive")
    return var


@pytest.fixture(scope="module")
def table_waiting(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = copied(begun, tmp_path_factory.mktemp("table") / "var")
    done(var, "table")
    return var


@pytest.mark.parametrize(
    ("place", "swept"),
    [
        pytest.param(f'sql:{STORED}upload"', 1, id="a file is held and its row is not written"),
        pytest.param(f'sql:{STORED}ledgerentry"', 2, id="all is written and nothing committed"),
    ],
)
def test_while_files_are_received_none_is_there(begun: Path, tmp_path: Path, place: str, swept: int) -> None:
    var = copied(begun, tmp_path / "var")
    killed(var, "receive", place)
    found = later(var)
    assert (found["uploads"], found["documents"], found["deeds"]) == ([], [], [])
    assert found["swept"] == swept


READ_ONCE = {
    "uploads": [["one.txt", "read", False], ["two.txt", "read", False]],
    "documents": ["one.txt", "two.txt"],
    "deeds": ["receive_files", "add_document", "add_document"],
}


@pytest.mark.parametrize(
    ("place", "swept"),
    [
        pytest.param("call:claims.jobs.extract", 0, id="taken and not read yet"),
        pytest.param("child", 0, id="while its reader has half of it"),
        pytest.param("call:claims.actions.finish_upload", 0, id="read and no document yet"),
        pytest.param(f'sql:{STORED}document"', 0, id="its original kept and no row"),
        pytest.param(f'sql:{STORED}ledgerentry"', 0, id="its document written and not committed"),
        pytest.param(
            "call:django.core.files.storage.FileSystemStorage.delete", 1, id="committed, its bytes held still"
        ),
        pytest.param("call:claims.jobs.read_next:2", 0, id="after it"),
        pytest.param("call:claims.jobs.extract:2", 0, id="at the second file"),
    ],
)
def test_a_file_is_taken_up_again_and_read_once(files_waiting: Path, tmp_path: Path, place: str, swept: int) -> None:
    var = copied(files_waiting, tmp_path / "var")
    killed(var, "work", place)
    found = later(var)
    assert {name: found[name] for name in READ_ONCE} == READ_ONCE
    assert found["swept"] == swept


@pytest.fixture(scope="module")
def release_waiting(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = copied(begun, tmp_path_factory.mktemp("release") / "var")
    done(var, "release")
    return var


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("call:claims.jobs.made", id="taken and not begun"),
        pytest.param("call:claims.making._wait", id="while its maker is at work"),
        pytest.param("call:claims.actions.finish_release_file", id="made and not kept"),
        pytest.param("half", id="half of it kept"),
        pytest.param('sql:UPDATE "claims_releasefile" SET "state" = %s, "stored"', id="kept and no row"),
        pytest.param("call:claims.jobs.make_next:2", id="after it"),
    ],
)
def test_a_file_of_a_release_is_taken_up_again_and_made_once(release_waiting: Path, tmp_path: Path, place: str) -> None:
    var = copied(release_waiting, tmp_path / "var")
    killed(var, "work", place)
    found = later(var)
    assert found["files"] == [["csv", "ready"]] and found["swept"] == 0
    assert len([path for path in (var / "media" / "releases").rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(
    ("place", "swept"),
    [
        pytest.param("call:claims.actions.take_into_effect", 0, id="read and nothing written"),
        pytest.param("call:claims.actions.imports.taking.long_act", 0, id="its rows ready and none written"),
        pytest.param(f'sql:{STORED}document"', 0, id="its original kept and no row"),
        pytest.param(f'sql:{STORED}claim"', 0, id="at its claims"),
        pytest.param("call:claims.actions.imports.taking.enter", 0, id="all written and not committed"),
        pytest.param("call:claims.jobs.read_next:2", 0, id="after it"),
    ],
)
def test_a_table_takes_effect_once(table_waiting: Path, tmp_path: Path, place: str, swept: int) -> None:
    var = copied(table_waiting, tmp_path / "var")
    killed(var, "work", place)
    found = later(var)
    assert (found["tables"], found["events"], found["claims"]) == (["in_effect"], 2, 2)
    assert found["deeds"] == ["add_document", "import_table"]
    assert found["swept"] == swept
