"""Pages of the sentences that are proposed for claiming: those of a document, dismissing one, and those dismissed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims import access, actions
from claims.actions import Refused
from claims.models import Claim, Dismissal, Document, Margin
from claims.paging import Sort, page_of
from claims.reports.proposal_way import Way
from claims.reports.proposed import dismissed_lines, proposal_page
from claims.views.deeds import only_a_deed
from claims.views.editing import somebody

NEWEST = Sort("newest", "dismissed last")


@require_safe
def proposals(request: HttpRequest, pk: int) -> HttpResponse:
    document = access.load(Document, pk, request.user)
    page = proposal_page(document, Margin.now(), _way(request.GET))
    context = {
        "document": document,
        "page": page,
        "kinds": page.way.kinds(document),
        "start_url": page.way.begin_at(0).url(document),
        "next_url": page.way.begin_at(page.next_from).url(document) if page.next_from is not None else "",
        "may_record": access.may(request.user, "add", Claim),
        "crumbs": _crumbs(document, ("Proposals", "")),
    }
    return render(request, "claims/proposals.html", context)


@require_safe
def dismissed(request: HttpRequest, pk: int) -> HttpResponse:
    document = access.load(Document, pk, request.user)
    rows = Dismissal.objects.filter(document=document).select_related("by")
    page = page_of(rows, request.GET, [NEWEST])
    here = reverse("document_proposals", args=[pk])
    context = {
        "document": document,
        "page": page,
        "lines": dismissed_lines(page.rows),
        "may_record": access.may(request.user, "add", Claim),
        "crumbs": _crumbs(document, ("Proposals", here), ("Dismissed", "")),
    }
    return render(request, "claims/proposals_dismissed.html", context)


@only_a_deed("document_proposals")
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    access.refuse_unless(request.user, "add", Claim)
    document = access.load(Document, pk, request.user)
    start, end = (_place(request.POST.get(name, ""), none=-1) for name in ("start", "end"))
    try:
        actions.dismiss_proposal(by=somebody(request), document=document, start=start, end=end)
        messages.success(request, "Dismissed. It is not proposed again, and stands among the dismissed ones.")
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect(_way(request.POST).url(document))


@only_a_deed("document_dismissed")
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    access.refuse_unless(request.user, "add", Claim)
    document = access.load(Document, pk, request.user)
    row = Dismissal.objects.filter(document=document, pk=_place(request.POST.get("dismissal", ""))).first()
    try:
        if row is None:
            raise Refused("This sentence is proposed again already.")
        actions.restore_proposal(by=somebody(request), dismissal=row)
        messages.success(request, "It is proposed again.")
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("document_dismissed", pk)


def _crumbs(document: Document, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Documents", reverse("document_list")), (document.title, document.get_absolute_url()), *more]


def _way(given: QueryDict) -> Way:
    return Way.of(given.get("from", ""), given.get("kind", ""))


def _place(typed: str, none: int = 0) -> int:
    """A place in a text, or a key; `none` for anything that is neither."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else none
