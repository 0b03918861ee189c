"""Pages of questions."""

from django.http import HttpRequest, HttpResponse


def question_list(request: HttpRequest) -> HttpResponse:
    return HttpResponse("to come")


def add(request: HttpRequest) -> HttpResponse:
    return HttpResponse("to come")


def question(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")
