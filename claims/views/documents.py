"""Pages of documents: the list, the reader, adding, correcting, repeats; the file given out and verified."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from claims import access, actions
from claims.actions import Refused
from claims.filters.documents import DocumentFilter
from claims.forms.documents import (
    DocumentAddForm,
    DocumentCorrectForm,
    RepeatsForm,
    RetryForm,
    as_typed,
    proposed,
    proposed_language,
)
from claims.ingest.apart import extract
from claims.ingest.extracted import CannotExtract, Extracted
from claims.ingest.kinds import PLAIN
from claims.models import Claim, Document
from claims.receiving import TOO_LARGE
from claims.reports.alike import likely
from claims.reports.documents import document_lines, document_page
from claims.reports.history import history
from claims.reports.verification import verify_document
from claims.views.answering import form_page
from claims.views.deeds import only_a_deed
from claims.views.editing import differing, ledger_of, somebody, typed
from claims.views.listing import list_page

LATEST = 10
"""Entries of the ledger below a text; each claim on it has one."""


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    rows = access.listing(Document, request.user).select_related("publisher")
    return list_page(
        request,
        DocumentFilter(request.GET, rows),
        document_lines,
        template="claims/document_list.html",
        noun=("document", "documents"),
        context={"crumbs": [("Documents", "")], "may_add": access.may(request.user, "add", Document)},
    )


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.load(Document.objects.select_related("publisher", "added_by"), pk, request.user)
    return render(
        request,
        "claims/document.html",
        {
            "document": found,
            "page": document_page(
                found, _number(request, "text"), _number(request, "claim"), _number(request, "part") or 1
            ),
            "address_is_link": _scheme(found.address) in ("http", "https"),
            "history_url": ledger_of(found),
            "entries": history(access.history_of(found, request.user)[:LATEST]),
            "custody": history(access.custody_of(found, request.user)[:LATEST]),
            "alike": len(likely(found)),
            "may_record": access.may(request.user, "add", Claim),
            "may_correct": access.may(request.user, "change", Document),
            "crumbs": [("Documents", reverse("document_list")), (found.title, "")],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    access.refuse_unless(request.user, "add", Document)
    form = DocumentAddForm(typed(request), request.FILES or None)
    form.too_large = TOO_LARGE in request.META
    return form_page(
        request,
        form,
        lambda given: add_typed(somebody(request), form),
        said="The document is added. Its words can now be claimed.",
        template="claims/document_form.html",
        context={
            "cancel_url": reverse("document_list"),
            "crumbs": [("Documents", reverse("document_list")), ("Add a document", "")],
        },
    )


def add_typed(by: User, form: DocumentAddForm) -> Document:
    """Add what a valid form holds. Bytes that are already kept are refused beside what they came in, text or file."""
    content = form.content()
    try:
        return actions.add_document(by=by, **content, **form.known())
    except Refused as refused:
        field = "original" if form.cleaned_data["original"] else "text"
        raise Refused({field if n in ("original", "text") else n: m for n, m in refused.errors.items()}) from None


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.load(Document.objects.select_related("publisher"), pk, request.user, to="change")
    begun = proposed(found, request.GET.getlist("use")) | proposed_language(request.GET.get("language", ""))
    form = DocumentCorrectForm(typed(request), initial=as_typed(found) | begun)
    return form_page(
        request,
        form,
        lambda given: actions.correct_document(by=somebody(request), document=found, **given),
        said="What is known of the document is corrected.",
        template="claims/document_form.html",
        context=_about(found, "Correct") | {"now": lambda: differing(form, as_typed(found))},
        editing=found,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def repeats(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.load(Document, pk, request.user, to="change")
    form = RepeatsForm(typed(request))
    return form_page(
        request,
        form,
        lambda given: actions.record_repeats(by=somebody(request), document=found, **given),
        said="It is recorded that this document repeats another.",
        template="claims/document_repeats.html",
        context=_about(found, "It repeats another"),
        then=lambda made: found.get_absolute_url(),
    )


@only_a_deed("document")
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads and compares, and enters what it came to; there is nowhere else to go, so the answer is the page itself."""
    found = access.load(Document, pk, request.user)
    came_to = verify_document(found)
    said = [f"{check.label} {check.words}" for check in came_to.checks]
    actions.enter_verification(by=somebody(request), document=found, holds=came_to.holds, found=said)
    context = _about(found, "Verify the file") | {"verification": came_to}
    return render(request, "claims/document_verify.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the text from the kept file anew, in a process of its own."""
    found = access.load(Document, pk, request.user, to="change")
    form = RetryForm(typed(request))
    return form_page(
        request,
        form,
        lambda given: actions.read_again(by=somebody(request), document=found, extracted=_extracted(found, given)),
        said="The file is read again. Below, claims whose words were not surely found stay with the older text.",
        template="claims/document_read_again.html",
        context=_about(found, "Read the file again") | {"text": found.texts.latest("number")},
        then=lambda made: found.get_absolute_url(),
    )


def _extracted(document: Document, given: dict[str, Any]) -> Extracted:
    """Raises Refused where the file cannot be read."""
    try:
        with document.original.open("rb") as kept:
            return extract(kept.read(), document.original_name, **given)
    except CannotExtract as refused:
        raise Refused(str(refused)) from None
    except OSError:
        raise Refused("The original file is missing from the store. Look for a backup; nothing was changed.") from None


@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was added, to be saved and never shown: a text may hold anything."""
    found = access.load(Document, pk, request.user)
    try:
        stored = found.original.storage.open(str(found.original.name), "rb")
    except OSError:
        raise Http404("The original file is missing from the store.") from None
    if request.method == "GET":
        actions.give_out_original(by=somebody(request), document=found)
    kind = "text/plain; charset=utf-8" if found.media_type == PLAIN else "application/octet-stream"
    answer = FileResponse(stored, as_attachment=True, filename=file_name(found), content_type=kind)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def file_name(document: Document) -> str:
    """The name the file came with, without folders and signs that a file system may stumble over."""
    name = document.original_name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in name if c.isprintable() and c not in '<>:"|?*').strip(" .")
    return kept or f"document-{document.pk}.txt"


def _number(request: HttpRequest, name: str) -> int | None:
    """A number in the address; what cannot be read as one is none."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


def _about(found: Document, what: str) -> dict[str, Any]:
    return {
        "document": found,
        "cancel_url": found.get_absolute_url(),
        "crumbs": [("Documents", reverse("document_list")), (found.title, found.get_absolute_url()), (what, "")],
    }
