"""The settings hold what docs/deployment.md promises, and the checks fire when an installation is unsafe."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import ConnectionHandler
from django.test import Client
from pytest_django import Settings

from claims import checks
from tracker.settings import SQLITE_OPTIONS


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as production would: with nothing of this environment but the path."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
    )


def test_the_deployment_check_is_clean_under_production_settings(tmp_path: Path) -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING", TRACKER_VAR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "0 silenced" in done.stdout


def test_production_is_what_you_get_without_any_setting(tmp_path: Path) -> None:
    shown = "s.DEBUG, s.TRACKER_DEMO, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE"
    show = f"from django.conf import settings as s; print({shown})"
    done = manage("shell", "--no-imports", "-c", show, TRACKER_VAR=str(tmp_path))
    assert done.stdout.split() == ["False", "False", "True", "True", "True"], done.stderr


def test_the_secret_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    for _start in range(2):
        assert manage("check", TRACKER_VAR=str(tmp_path)).returncode == 0
        key = (tmp_path / "secret_key").read_text()
    assert len(key) > 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def sqlite_errors(monkeypatch: pytest.MonkeyPatch, folder: Path, **options: object) -> list[str | None]:
    """What the check says of a database file opened with these options."""
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "db", "OPTIONS": options}
    opened = ConnectionHandler({"default": database})
    monkeypatch.setattr(checks, "connections", opened)
    found = [error.id for error in checks.check_sqlite(databases=["default"])]
    opened.close_all()
    return found


UNSAFE = {
    "a commit is not on the disk": (checks.LOSES_WORK, {"init_command": "PRAGMA synchronous=NORMAL"}),
    "write-ahead log": (checks.WAL_UNSAFE, {"init_command": "PRAGMA journal_mode=WAL"}),
    "foreign keys off": (checks.FOREIGN_KEYS_OFF, {"init_command": "PRAGMA foreign_keys=OFF"}),
    "locks late": (checks.LOCKS_LATE, {"transaction_mode": "DEFERRED"}),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "broken"), UNSAFE.values(), ids=UNSAFE.keys())
def test_an_unsafe_sqlite_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: checks.Error, broken: dict[str, str]
) -> None:
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 51, 2))
    assert sqlite_errors(monkeypatch, tmp_path, **SQLITE_OPTIONS | broken) == [error.id]


@pytest.mark.django_db
def test_sqlite_as_the_tracker_opens_it_is_safe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert sqlite_errors(monkeypatch, tmp_path, **SQLITE_OPTIONS) == []


@pytest.mark.django_db
def test_a_write_ahead_log_is_safe_with_a_mended_sqlite(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 51, 3))
    wal = {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"}
    assert sqlite_errors(monkeypatch, tmp_path, **SQLITE_OPTIONS | wal) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("demo", "active", "errors"),
    [(False, True, ["claims.E005"]), (False, False, []), (True, True, [])],
    ids=["active outside a demo", "deactivated", "in a demo"],
)
def test_demo_people_are_an_error_outside_a_demo(
    settings: Settings, demo: bool, active: bool, errors: list[str]
) -> None:
    settings.TRACKER_DEMO = demo
    User.objects.create_user("elena", is_active=active)
    assert [error.id for error in checks.check_demo_people(databases=["default"])] == errors


def test_the_server_does_not_start_while_a_check_fails(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "tracker.sqlite3") as database:
        database.execute("CREATE TABLE auth_user (username TEXT, is_active BOOL)")
        database.execute("INSERT INTO auth_user VALUES ('elena', true)")
    done = manage("shell", "--no-imports", "-c", "import tracker.wsgi", TRACKER_VAR=str(tmp_path))
    assert "claims.E005" in done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/login/", "/admin/", "/nowhere/"])
def test_every_page_carries_the_strict_policy(admin_client: Client, client: Client, path: str) -> None:
    browser = client if path == "/login/" else admin_client
    policy = browser.get(path)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-" not in policy
    assert "nonce-" not in policy


@pytest.mark.django_db
def test_a_page_tells_the_browser_to_keep_to_itself(client: Client) -> None:
    page = client.get("/login/")
    assert page["X-Frame-Options"] == "DENY"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Referrer-Policy"] == page["Cross-Origin-Opener-Policy"] == "same-origin"


def test_passwords_are_hashed_with_argon2(tmp_path: Path) -> None:
    show = "from django.contrib.auth.hashers import make_password as m; print(m('x'))"
    assert manage("shell", "--no-imports", "-c", show, TRACKER_VAR=str(tmp_path)).stdout.startswith("argon2$")
