"""Answers to what went wrong outside a form: Django refuses a wrong method with an empty page, which a browser shows as
a fault of its own, and takes a database that somebody else holds for a fault of ours.
"""

import sqlite3
import sys
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.defaults import server_error

Answer = Callable[[HttpRequest], HttpResponseBase]

SERVICE_UNAVAILABLE = 503
TRY_AGAIN_AFTER = 30
"""Seconds. A table of 50,000 rows holds the others up for about as long."""

_HELD_IN_POSTGRESQL = frozenset(("55P03", "40P01", "40001"))
"""lock_timeout is over; a deadlock; two transactions that cannot both be."""
_FIRST_BYTE = 0xFF
"""Of a result code of SQLite: what it is, without which sort of it."""


def page_for_wrong_methods(answer: Answer) -> Answer:
    """Middleware: a page in the place of the empty one."""

    def answering(request: HttpRequest) -> HttpResponseBase:
        given = answer(request)
        if isinstance(given, HttpResponseNotAllowed) and not given.content:
            given.content = render_to_string("405.html").encode()
        return given

    return answering


def page_for_faults(request: HttpRequest) -> HttpResponseBase:
    """The project's handler500. What waited in vain for the database is answered with 503: every deed is one
    transaction, so nothing of it was recorded, and it can be tried again.
    """
    if not held_by_somebody_else(sys.exc_info()[1]):
        return server_error(request)
    words = render_to_string("503.html")
    return HttpResponse(words, status=SERVICE_UNAVAILABLE, headers={"Retry-After": str(TRY_AGAIN_AFTER)})


def held_by_somebody_else(fault: BaseException | None) -> bool:
    """Did the database refuse because another transaction holds what this one needs?"""
    if not isinstance(fault, OperationalError):
        return False
    cause = fault.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return code & _FIRST_BYTE in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return getattr(cause, "sqlstate", None) in _HELD_IN_POSTGRESQL
