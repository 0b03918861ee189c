"""What browser tests share: the Mali corpus behind a live server, and somebody at the keyboard."""

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD, person


@pytest.fixture
def mali(live_server: object) -> None:
    """The corpus in the live server's database."""
    call_command("load_corpus", str(Path(settings.BASE_DIR) / "fixtures" / "mali"), stdout=StringIO())


@pytest.fixture
def faults(page: Page) -> Iterator[list[str]]:
    """What the browser complains of on any page: script errors, refused by the policy, missing files. None at the
    end.
    """
    found: list[str] = []
    page.on("console", lambda m: found.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert not found


@pytest.fixture
def enter(page: Page, live_server: object) -> Callable[..., None]:
    """Log in as somebody new of this role; is_staff=True for the admin."""

    def log_in(role: str, username: str = "rita", **columns: object) -> None:
        person(role, username, **columns)
        page.goto(f"{live_server}/login/")
        page.get_by_label("Username").fill(username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Desk")

    return log_in
