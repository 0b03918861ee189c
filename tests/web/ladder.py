"""Rungs that many pages share: who visits, what a browser sends back from a form, how often a page reads."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import person


def visitor(role: str) -> Client:
    client = Client()
    client.force_login(person(role))
    return client


def as_shown(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    """What a browser would send back from the form as it is shown, but for these changes."""
    form = client.get(url).context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    return {name: value for name, value in (sent | changes).items() if value is not None}


def reads(deed: Callable[[], object]) -> int:
    """How many queries it makes."""
    with CaptureQueriesContext(connection) as made:
        deed()
    return len(made)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def got(answer: Any) -> bytes:
    """The whole of a file."""
    return b"".join(answer.streaming_content)
