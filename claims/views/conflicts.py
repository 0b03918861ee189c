"""Pages of conflicts."""

from django.http import HttpRequest, HttpResponse


def conflict_list(request: HttpRequest) -> HttpResponse:
    return HttpResponse("to come")


def conflict_csv(request: HttpRequest) -> HttpResponse:
    return HttpResponse("to come")


def conflict(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")


def settle(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")
