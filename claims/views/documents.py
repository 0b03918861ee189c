"""Pages of documents."""

from django.http import HttpRequest, HttpResponse


def document_list(request: HttpRequest) -> HttpResponse:
    return HttpResponse("to come")


def add(request: HttpRequest) -> HttpResponse:
    return HttpResponse("to come")


def document(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")


def repeats(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")


def verify(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")


def original(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")
