"""The pages whose speed is measured, and a visitor who is logged in and looks at them.

Every filter of the list of claims and of the conflict report has a line here; a test fails on one that has none.
Values are chosen so that as many rows are shown in a small tracker as in a large one: a page of few rows is quicker.
"""

from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.generate import PERSON
from bench.invented import ABSENT_WORD, COMMON_WORD, RARE_WORD

SEEN_QUESTION = 11
"""One in conflict; it and its claims are the same in trackers of every size."""

CLAIM_FILTERS: dict[str, list[dict[str, str]]] = {
    "words": [{"words": COMMON_WORD}, {"words": RARE_WORD}, {"words": ABSENT_WORD}]
    + [{"words": f"{COMMON_WORD} {RARE_WORD}"}, {"words": f"{COMMON_WORD} source"}],
    "status": [{"status": "corroborated"}],
    "review_state": [{"review_state": "unreviewed"}, {"review_state": "outdated"}],
    "finding": [{"finding": "conflicting"}],
    "in_conflict": [{"in_conflict": "yes"}],
    "measure": [{"measure": "killed"}, {"measure": "money"}],
    "source": [{"source": "1"}, {"source": "absent"}],
    "root": [{"root": "1"}],
    "document": [{"document": "1"}],
    "event": [{"event": "1"}],
    "question": [{"question": "1"}],
    "event_from": [{"event_from": "2016"}, {"event_from": "2099"}],
    "event_until": [{"event_until": "2020"}, {"event_until": "1999"}],
    "figure_from": [{"figure_from": "100"}, {"figure_from": "900000000"}],
    "figure_to": [{"figure_to": "1000"}, {"figure_to": "1"}],
    "sort": [{"sort": "oldest"}, {"sort": "event"}, {"sort": "figure"}],
}
CONFLICT_FILTERS: dict[str, list[dict[str, str]]] = {}


def addresses() -> dict[str, str]:
    """Every page measured, by what it is called in the table."""
    question = SEEN_QUESTION
    pages = {"desk": "/", "claims": "/claims/"}
    pages |= _filtered("claims", "/claims/", CLAIM_FILTERS)
    pages |= {"conflict report": "/conflicts/"}
    pages |= _filtered("conflict report", "/conflicts/", CONFLICT_FILTERS)
    return pages | {"question": f"/questions/{question}/", "claim": f"/claims/{question * 5}/"}


def _filtered(name: str, path: str, filters: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    return {
        f"{name} by {', '.join(f'{k} {v}' for k, v in values.items())}": f"{path}?{urlencode(values)}"
        for alternatives in filters.values()
        for values in alternatives
    }


class Visitor:
    """Somebody with a lead's rights, logged in once."""

    def __init__(self) -> None:
        self._client: Client | None = None

    @property
    def client(self) -> Client:
        if self._client is None:
            self._client = Client()
            self._client.force_login(User.objects.get(username=PERSON))
        return self._client

    def pages(self) -> dict[str, str]:
        return addresses()

    def look(self, address: str) -> dict[str, Any]:
        """What a page answers: status, size and number of queries. Not timed: counting slows it."""
        with CaptureQueriesContext(connection) as captured:
            answer = self.client.get(address)
        return {"status": answer.status_code, "size": len(answer.content), "queries": len(captured)}

    def visit(self, address: str) -> float:
        """Seconds the page takes, from request to answer."""
        client = self.client
        started = perf_counter()
        client.get(address)
        return perf_counter() - started
