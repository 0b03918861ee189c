"""Pages of claims."""

from django.http import HttpRequest, HttpResponse


def claim_list(request: HttpRequest) -> HttpResponse:
    return HttpResponse("to come")


def claim_csv(request: HttpRequest) -> HttpResponse:
    return HttpResponse("to come")


def claim(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")


def review(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")


def move(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")


def replace(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")


def lean(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")


def add(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")
