"""Django refuses a wrong method with an empty page, which a browser shows as a fault of its own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

Answer = Callable[[HttpRequest], HttpResponseBase]


def page_for_wrong_methods(answer: Answer) -> Answer:
    """Middleware: a page in the place of the empty one."""

    def answering(request: HttpRequest) -> HttpResponseBase:
        given = answer(request)
        if isinstance(given, HttpResponseNotAllowed) and not given.content:
            given.content = render_to_string("405.html").encode()
        return given

    return answering
