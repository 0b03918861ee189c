"""Addresses that only take a deed. Whoever opens one (a log-in leads back to it) is led to the page of its object."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponseBase]


def only_a_deed(page: str) -> Callable[[View], View]:
    """The view answers POST; GET leads to the page of this name and the same number, which says who may see it."""

    def decorate(view: View) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def wrapper(request: HttpRequest, pk: int) -> HttpResponseBase:
            return view(request, pk) if request.method == "POST" else redirect(page, pk)

        return wrapper

    return decorate
