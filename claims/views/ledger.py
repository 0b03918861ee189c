"""Pages of the ledger: all entries, and one entry field by field."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims import access
from claims.filters.ledger import LedgerFilter
from claims.ledger import check_entry
from claims.models import LedgerEntry
from claims.reports.ledger_page import entry_lines, entry_page
from claims.views.listing import list_page


@require_safe
def ledger_list(request: HttpRequest) -> HttpResponse:
    return list_page(
        request,
        LedgerFilter(request.GET, access.listing(LedgerEntry, request.user)),
        entry_lines,
        template="claims/ledger_list.html",
        noun=("entry", "entries"),
        context={"crumbs": [("Desk", reverse("desk")), ("Ledger", "")]},
    )


@require_safe
def ledger_entry(request: HttpRequest, pk: int) -> HttpResponse:
    entry = access.load(LedgerEntry, pk, request.user)
    context = {
        "crumbs": [("Desk", reverse("desk")), ("Ledger", reverse("ledger_list")), (f"Entry {entry.pk}", "")],
        "page": entry_page(entry),
        "check": check_entry(entry),
    }
    return render(request, "claims/ledger_entry.html", context)
