"""Pages of claims: the list, its export, one claim and its review. How claims are written down is in claim_edits.py."""

from collections.abc import Iterator, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims import access, actions
from claims.exports.csv_lines import csv_lines
from claims.filters.chips import chips_of, sort_links
from claims.filters.claims import ClaimFilter
from claims.forms.review import ReviewForm
from claims.forms.typed import retype
from claims.models import Claim, Margin
from claims.paging import chunks_of, page_of, sort_of
from claims.reports import claim_list as exporting
from claims.reports.claim_page import ClaimPage, claim_page, claims_for_page, next_to_review
from claims.reports.history import MOST, history
from claims.reports.lines import claim_lines
from claims.views.answering import CONFLICT, attempt
from claims.views.citing import cite_claim
from claims.views.deeds import only_a_deed
from claims.views.editing import somebody

BAD_REQUEST = 400


@require_safe
def claim_list(request: HttpRequest) -> HttpResponse:
    return _list(request, ClaimFilter(request.GET, queryset=access.listing(Claim, request.user)))


@require_safe
def claim_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """What is filtered. A filter that cannot be read is shown: a file without it would hold more than was meant."""
    filters = ClaimFilter(request.GET, queryset=access.listing(Claim, request.user))
    if not filters.is_valid():
        return _list(request, filters, status=BAD_REQUEST)
    address = exporting.Address(request.build_absolute_uri("/").rstrip("/"))
    response = StreamingHttpResponse(
        csv_lines(exporting.HEADER, _exported(filters, address)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="claims.csv"'
    return response


def _exported(filters: ClaimFilter, address: exporting.Address) -> Iterator[Sequence[object]]:
    rows = exporting.for_export(filters.qs)
    for chunk in chunks_of(rows, sort_of(filters.data, filters.sorts), key=filters.key):
        yield from exporting.export_rows(chunk, address)


def _list(request: HttpRequest, filters: ClaimFilter, status: int = 200) -> HttpResponse:
    page = page_of(filters.qs.for_lines(), request.GET, filters.sorts, key=filters.key)
    context = {
        "crumbs": [("Desk", reverse("desk")), ("Claims", "")],
        "filter": filters,
        "page": page,
        "noun": "claim" if page.total == "1" else "claims",
        "claims": claim_lines(page.rows, Margin.now()),
        "chips": chips_of(filters, request.GET),
        "sorts": sort_links(filters.sorts, page.sort, request.GET),
        "clear_url": reverse("claim_list"),
    }
    return render(request, "claims/claim_list.html", context, status=status)


@require_safe
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.load(claims_for_page(Claim.objects.all()), pk, request.user)
    page = claim_page(row)
    return _claim(request, row, page, _review_form(page))


@only_a_deed("claim")
def review(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.load(claims_for_page(Claim.objects.all()), pk, request.user, to="review")
    page = claim_page(row)
    form = _review_form(page, request.POST)
    outcome = attempt(
        form,
        lambda given: actions.review_claim(
            by=somebody(request),
            claim=row,
            verdict=given["verdict"],
            reason=given["reason"],
            cites=form.cited,
            seen=given["seen"],
        ),
    )
    if outcome.made is None:
        if outcome.status == CONFLICT:
            retype(form, "seen", page.seen)
        return _claim(request, row, page, form, status=outcome.status)
    messages.success(request, f"Marked as {outcome.made.verdict}. Your reason is kept with it.")
    return redirect(row)


def _review_form(page: ClaimPage, typed: QueryDict | None = None) -> ReviewForm:
    return ReviewForm(typed, citable=page.others.citable, initial={"seen": page.seen})


def _claim(request: HttpRequest, row: Claim, page: ClaimPage, form: ReviewForm, status: int = 200) -> HttpResponse:
    context = {
        "crumbs": [("Desk", reverse("desk")), ("Claims", reverse("claim_list")), (f"Claim {row.pk}", "")],
        "page": page,
        "citation": cite_claim(request, row, page),
        "form": form,
        "entries": history(access.history_of(row, request.user)[:MOST]),
        "next": next_to_review(access.listing(Claim, request.user), row.pk),
        "may_review": access.may(request.user, "review", Claim),
        "may_change": access.may(request.user, "change", Claim),
    }
    return render(request, "claims/claim.html", context, status=status)
