"""The page on which a person finds quotes again that reading a file anew did not surely find."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims import access, actions
from claims.actions import Refused, Stale
from claims.forms.quoting import ReanchorForm
from claims.models import Claim, Document, Margin
from claims.reports.quotes_left import quotes_left
from claims.views.editing import somebody


@require_http_methods(["GET", "HEAD", "POST"])
def left(request: HttpRequest, pk: int) -> HttpResponse:
    access.refuse_unless(request.user, "change", Claim)
    document = access.load(Document, pk, request.user)
    if request.method == "POST":
        _reanchor(request, document)
        return redirect("document_quotes", pk)
    context = {
        "document": document,
        "left": quotes_left(document, Margin.now()),
        "crumbs": [
            ("Documents", reverse("document_list")),
            (document.title, document.get_absolute_url()),
            ("Quotes left", ""),
        ],
    }
    return render(request, "claims/quotes_left.html", context)


def _reanchor(request: HttpRequest, document: Document) -> None:
    form = ReanchorForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "That names no words of the text. Choose one of the places below.")
        return
    given = form.cleaned_data
    claim = Claim.objects.filter(document=document, pk=given["claim"]).first()
    if claim is None:
        raise Http404("There is no such claim in this document.")
    try:
        actions.reanchor_claim(
            by=somebody(request), claim=claim, version=given["version"], start=given["start"], end=given["end"]
        )
        messages.success(request, f"Claim {claim.pk} quotes the newest text now.")
    except (Refused, Stale) as refused:
        messages.warning(request, str(refused))
