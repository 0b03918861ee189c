"""Pages of method."""

from django.http import HttpRequest, HttpResponse


def method(request: HttpRequest) -> HttpResponse:
    return HttpResponse("to come")
