"""Pages of events."""

from django.http import HttpRequest, HttpResponse


def event_list(request: HttpRequest) -> HttpResponse:
    return HttpResponse("to come")


def add(request: HttpRequest) -> HttpResponse:
    return HttpResponse("to come")


def event(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")
