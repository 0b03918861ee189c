"""Pages of sources."""

from django.http import HttpRequest, HttpResponse


def source_list(request: HttpRequest) -> HttpResponse:
    return HttpResponse("to come")


def add(request: HttpRequest) -> HttpResponse:
    return HttpResponse("to come")


def source(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")
