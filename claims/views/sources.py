"""Pages of sources: the list, a source, adding and correcting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from claims import access, actions
from claims.filters.sources import SourceFilter
from claims.forms.sources import SourceCorrectForm, SourceForm, as_typed
from claims.models import Margin, Source
from claims.reports.history import MOST, history
from claims.reports.source_page import source_lines, source_page
from claims.views.answering import form_page
from claims.views.editing import differing, ledger_of, somebody, typed
from claims.views.listing import list_page


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    return list_page(
        request,
        SourceFilter(request.GET, access.listing(Source, request.user)),
        source_lines,
        template="claims/source_list.html",
        noun=("source", "sources"),
        context={"crumbs": [("Sources", "")], "may_add": access.may(request.user, "add", Source)},
    )


@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.load(Source, pk, request.user)
    return render(
        request,
        "claims/source.html",
        {
            "source": found,
            "page": source_page(found, Margin.now()),
            "history_url": ledger_of(found),
            "entries": history(access.history_of(found, request.user)[:MOST]),
            "may_correct": access.may(request.user, "change", Source),
            "crumbs": [("Sources", reverse("source_list")), (found.name, "")],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    access.refuse_unless(request.user, "add", Source)
    return form_page(
        request,
        SourceForm(typed(request)),
        lambda given: actions.add_source(by=somebody(request), **given),
        said="The source is added.",
        template="claims/source_form.html",
        context={
            "cancel_url": reverse("source_list"),
            "crumbs": [("Sources", reverse("source_list")), ("Add a source", "")],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.load(Source, pk, request.user, to="change")
    form = SourceCorrectForm(typed(request), initial=as_typed(found))
    return form_page(
        request,
        form,
        lambda given: actions.correct_source(by=somebody(request), source=found, **given),
        said="The source is corrected.",
        template="claims/source_form.html",
        context={
            "source": found,
            "now": lambda: differing(form, as_typed(found)),
            "cancel_url": found.get_absolute_url(),
            "crumbs": [("Sources", reverse("source_list")), (found.name, found.get_absolute_url()), ("Correct", "")],
        },
        editing=found,
    )
