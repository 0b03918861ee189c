"""What browser tests share: the Mali corpus behind a live server, and somebody at the keyboard."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model
from playwright.sync_api import Page, expect

from claims.actions.deed import act
from claims.models import LedgerHead
from tests.cast import PASSWORD, person
from tests.mali import load_mali

Rows = dict[type[Model], list[Sequence[object]]]


@pytest.fixture(scope="session")
def kept() -> Rows:
    """The corpus's rows, once a test has loaded it: loading it through the actions takes seconds each time."""
    return {}


@pytest.fixture
def mali(live_server: object, kept: Rows) -> None:
    """The corpus in the live server's database, which is empty before."""
    if kept:
        with act():
            _put_back(kept)
        return
    load_mali()
    for model in (User, *apps.get_app_config("claims").get_models(include_auto_created=True)):
        kept[model] = list(model._base_manager.values_list(*_columns(model)))


def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _put_back(rows: Rows) -> None:
    LedgerHead.objects.all().delete()  # the action that this happens in began one
    for model, found in rows.items():
        made = [model(**dict(zip(_columns(model), row, strict=True))) for row in found]
        model._base_manager.bulk_create(made, batch_size=500)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(rows)):
            cursor.execute(statement)


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
