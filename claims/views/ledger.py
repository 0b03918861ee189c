"""Pages of ledger."""

from django.http import HttpRequest, HttpResponse


def ledger_list(request: HttpRequest) -> HttpResponse:
    return HttpResponse("to come")


def ledger_entry(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("to come")
