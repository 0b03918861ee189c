"""The pages whose speed is measured, and a visitor who is logged in and looks at them.

Every filter of the list of claims and of the conflict report has a line here; a test fails on one that has none.
Values are chosen so that as many rows are shown in a small tracker as in a large one: a page of few rows is quicker.
"""

import re
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.generate import PERSON
from bench.invented import ABSENT_WORD, COMMON_PLACE, COMMON_WORD, QUIET_SOURCE, RARE_WORD
from claims.models import Document, Event, Question

SEEN_QUESTION = 11
"""One in conflict; it and its claims are the same in trackers of every size."""

QUIET = "quiet"
"""Stands for the last event, document, question or source: the one that nothing belongs to."""

Filters = dict[str, list[dict[str, str]]]
CLAIM_FILTERS: Filters = {
    "words": [{"words": COMMON_WORD}, {"words": RARE_WORD}, {"words": ABSENT_WORD}]
    + [{"words": f"{COMMON_WORD} {RARE_WORD}"}, {"words": f"{COMMON_WORD} source"}],
    "status": [{"status": "corroborated"}],
    "review_state": [{"review_state": "unreviewed"}, {"review_state": "outdated"}],
    "finding": [{"finding": "conflicting"}],
    "in_conflict": [{"in_conflict": "yes"}, {"in_conflict": "no"}],
    "measure": [{"measure": "killed"}, {"measure": "money"}],
    "source": [{"source": "1"}, {"source": QUIET}],
    "root": [{"root": "1"}, {"root": QUIET}],
    "document": [{"document": "1"}, {"document": QUIET}],
    "event": [{"event": "1"}, {"event": QUIET}],
    "question": [{"question": "1"}, {"question": QUIET}],
    "event_from": [{"event_from": "2016"}, {"event_from": "2099"}, {"event_from": "2016", "sort": "event_first"}],
    "event_until": [{"event_until": "2020"}, {"event_until": "1999"}],
    "figure_from": [{"figure_from": "100"}, {"figure_from": "900000000"}],
    "figure_to": [{"figure_to": "1000"}, {"figure_to": "0"}, {"figure_to": "1000", "sort": "figure_first"}],
    "sort": [{"sort": "newest"}, {"sort": "oldest"}, {"sort": "event"}, {"sort": "figure"}],
}
CONFLICT_FILTERS: Filters = {
    "state": [{"state": "open"}, {"state": "explained"}, {"state": "dissolved"}],
    "kind": [{"kind": "quantity"}],
    "cause": [{"cause": "definition"}, {"cause": "revision"}],
    "scope": [{"scope": "same"}],
    "event": [{"event": "1"}, {"event": QUIET}],
    "place": [{"place": COMMON_PLACE}, {"place": ABSENT_WORD}],
    "source": [{"source": "1"}, {"source": QUIET}],
    "period_from": [{"period_from": "2013"}, {"period_from": "2099"}],
    "period_until": [{"period_until": "2024"}, {"period_until": "1999"}],
    "gap_from": [{"gap_from": "1"}, {"gap_from": "900000000"}],
    "gap_to": [{"gap_to": "100000"}, {"gap_to": "0"}],
    "sort": [{"sort": name} for name in ("open", "newest", "event", "event_first", "gap", "gap_first")],
}


def addresses() -> dict[str, str]:
    """Every page measured, by what it is called in the table. What is quiet has another number in every tracker."""
    question = SEEN_QUESTION
    last = {noun._meta.model_name: str(noun._default_manager.latest("pk").pk) for noun in (Document, Event, Question)}
    last |= dict.fromkeys(("source", "root"), str(QUIET_SOURCE))
    pages = {"desk": "/", "claims": "/claims/"}
    pages |= _filtered("claims", "/claims/", CLAIM_FILTERS, last)
    pages |= {"conflict report": "/conflicts/"}
    pages |= _filtered("conflict report", "/conflicts/", CONFLICT_FILTERS, last)
    pages |= {"question": f"/questions/{question}/", "claim": f"/claims/{question * 5}/"}
    return pages | {name: f"/{name}/" for name in ("questions", "documents", "events", "sources", "ledger")}


def _filtered(name: str, path: str, filters: Filters, last: dict[str, str]) -> dict[str, str]:
    pages = {}
    for values in (values for alternatives in filters.values() for values in alternatives):
        asked = {k: last[k] if v == QUIET else v for k, v in values.items()}
        pages[f"{name} by {', '.join(f'{k} {v}' for k, v in values.items())}"] = f"{path}?{urlencode(asked)}"
    return pages


class Visitor:
    """Somebody with a lead's rights, logged in once."""

    def __init__(self) -> None:
        self._client: Client | None = None

    @property
    def client(self) -> Client:
        if self._client is None:
            self._client = Client(SERVER_NAME="localhost")
            self._client.force_login(User.objects.get(username=PERSON))
        return self._client

    def pages(self) -> dict[str, str]:
        return addresses()

    def look(self, address: str) -> dict[str, Any]:
        """What a page answers: status, rows of a list, number of queries. Not timed: counting slows it."""
        with CaptureQueriesContext(connection) as captured:
            answer = self.client.get(address)
        path = address.partition("?")[0].encode()
        rows = set(re.findall(rb'href="(%b[0-9]+/)"' % path, answer.content))
        refused = b'class="error"' in answer.content
        return {"status": answer.status_code, "rows": len(rows), "queries": len(captured), "refused": refused}

    def visit(self, address: str) -> float:
        """Seconds the page takes, from request to answer."""
        client = self.client
        started = perf_counter()
        client.get(address)
        return perf_counter() - started
