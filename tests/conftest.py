"""What every test stands on: fast settings, hypothesis, Chromium. People and claims are in cast.py."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils import timezone
from hypothesis import settings as hypothesis_settings

from claims.actions.deed import acting
from claims.roles import grant_roles
from tests.cast import Cast, person

# CI repeats itself exactly; at the desk each run looks for new examples.
hypothesis_settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis_settings.register_profile("desk", deadline=None)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "desk")

# Playwright's loop runs in the test's thread, where Django would then refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure(config: pytest.Config) -> None:
    engine = settings.DATABASES["default"]["ENGINE"]
    if os.environ.get("EXPECT_ENGINE", "") not in engine:
        pytest.exit(f"expected to run on {os.environ['EXPECT_ENGINE']}, not on {engine}", returncode=4)
    if "sqlite" in engine:
        # A file, as in use: in memory there would be but one connection, and no two deeds at the same moment.
        settings.DATABASES["default"]["TEST"]["NAME"] = settings.VAR / "tests" / "test.sqlite3"
        (settings.VAR / "tests").mkdir(parents=True, exist_ok=True)
        # No test survives a power cut, so none waits for the disk; what an installation does is in test_settings.py.
        options = settings.DATABASES["default"]["OPTIONS"]
        command = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
        settings.DATABASES["default"]["OPTIONS"] = {**options, "init_command": command}
    settings.TRACKER_WORKER = True  # a test says itself when files are read; no thread outlives it
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def pytest_report_header() -> str:
    return f"database: {settings.DATABASES['default']['ENGINE']}"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Debian's Chromium: Playwright's own download is never used. It shows local pages and calls no one."""
    arguments = [
        "--no-sandbox",  # the sandbox refuses to run as root, as containers do
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return browser_type_launch_args | {"executable_path": "/usr/bin/chromium", "args": arguments}


_OUR_WRITE = re.compile(r'^\s*(?:INSERT\s+(?:OR \w+ )?INTO|UPDATE|DELETE\s+FROM)\s+"?claims_', re.IGNORECASE)


def _refuse_writes_outside_actions(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    # The runner's own flush after a transactional test is the only statement that ends in a semicolon.
    if _OUR_WRITE.match(sql) and not sql.endswith(";") and not acting():
        raise AssertionError(f"a write to our tables outside an action: {sql[:120]}")
    return execute(sql, params, many, context)


def _guard(connection: Any, **kwargs: Any) -> None:
    if _refuse_writes_outside_actions not in connection.execute_wrappers:
        connection.execute_wrappers.append(_refuse_writes_outside_actions)


@pytest.fixture(scope="session", autouse=True)
def guarded_writes(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Every insert, update or delete on our tables happens inside an action, the admin's included; threads too."""
    connection_created.connect(_guard, dispatch_uid="write guard")
    for connection in connections.all():
        _guard(connection)
    yield
    connection_created.disconnect(dispatch_uid="write guard")


@pytest.fixture(scope="session", autouse=True)
def roles_restored(django_db_setup: None) -> None:
    """The flush that ends a transactional test takes the groups along, and Django's own signal after it brings them
    back: with several processes no order of tests can be relied on.
    """
    # Permissions are made app by app; after the last one all of them are there.
    last = [app for app in apps.get_app_configs() if app.models_module is not None][-1]
    post_migrate.connect(lambda **_: grant_roles(apps), sender=last, weak=False, dispatch_uid="roles")


@pytest.fixture(scope="module")
def kept(guarded_writes: None, django_db_blocker: Any) -> Iterator[None]:
    """What a module's fixtures write upon this is made once for all its tests; each is rolled back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def kept_cast(kept: None) -> Cast:
    """A cast for what is made once for a module. Its rows are the tests' to ask for: what one does to an object in
    memory is not rolled back.
    """
    return Cast(lead=person("lead", "keita"))


@pytest.fixture
def cast(db: None) -> Cast:
    """Somebody who may record, review and settle, and short ways to record things."""
    return Cast(lead=person("lead", "lena"))


@pytest.fixture
def time_passes(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Let a moment longer than this pass, for whoever asks Django for the time."""
    started, passed = timezone.now, [timedelta()]
    monkeypatch.setattr("django.utils.timezone.now", lambda: started() + passed[0])

    def passing(span: timedelta) -> None:
        passed[0] += span + timedelta(seconds=1)

    return passing
