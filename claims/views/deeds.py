"""Addresses that only take a deed. Whoever opens one (a log-in leads back to it) is led to the page of its object."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponseBase]


def only_a_deed(page: str, *parts: str) -> Callable[[View], View]:
    """The view answers POST; GET leads to the page of this name, which says who may see it. parts: of the address that
    the page has as well; its number unless told otherwise.
    """

    def decorate(view: View) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def wrapper(request: HttpRequest, **found: object) -> HttpResponseBase:
            if request.method == "POST":
                return view(request, **found)
            return redirect(page, *(found[part] for part in parts or ("pk",)))

        return wrapper

    return decorate
