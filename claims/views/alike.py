"""Pages of documents that are much alike: those like one, and two side by side with what differs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from claims import access, actions
from claims.actions import Refused
from claims.models import Document
from claims.reports.alike import alike_documents, compare_page
from claims.views.editing import somebody


def _crumbs(document: Document, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Documents", reverse("document_list")), (document.title, document.get_absolute_url()), *more]


@require_safe
def alike(request: HttpRequest, pk: int) -> HttpResponse:
    document = access.load(Document, pk, request.user)
    context = {"document": document, "alike": alike_documents(document), "crumbs": _crumbs(document, ("Alike", ""))}
    return render(request, "claims/alike.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two documents side by side; a click records that one repeats the other."""
    documents = Document.objects.select_related("publisher")
    to = "change" if request.method == "POST" else "view"
    first, second = (access.load(documents, key, request.user, to=to) for key in (pk, other))
    if request.method == "POST":
        repeating, repeated = (second, first) if "other" in request.POST else (first, second)
        try:
            actions.record_repeats(by=somebody(request), document=repeating, repeats=repeated)
            messages.success(request, f"It is recorded that “{repeating.title}” repeats “{repeated.title}”.")
        except Refused as refused:
            messages.warning(request, str(refused))
        return redirect("document_compare", pk, other)
    context = {
        "document": first,
        "other": second,
        "page": compare_page(first, second),
        "may_change": access.may(request.user, "change", Document),
        "crumbs": _crumbs(first, ("Alike", reverse("document_alike", args=[pk])), ("Side by side", "")),
    }
    return render(request, "claims/compare.html", context)
