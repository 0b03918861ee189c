"""Pages of events: the list, an event, adding and correcting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from claims import access, actions
from claims.filters.events import EventFilter
from claims.forms.events import EventCorrectForm, EventForm, as_typed
from claims.models import Event, Margin, Question, Report
from claims.reports.event_page import event_lines, event_page
from claims.reports.history import MOST, history
from claims.views.answering import form_page
from claims.views.editing import differing, ledger_of, somebody, typed
from claims.views.listing import list_page


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    return list_page(
        request,
        EventFilter(request.GET, access.listing(Event, request.user)),
        event_lines,
        template="claims/event_list.html",
        noun=("event", "events"),
        context={"crumbs": [("Events", "")], "may_add": access.may(request.user, "add", Event)},
    )


@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.load(Event, pk, request.user)
    return render(
        request,
        "claims/event.html",
        {
            "event": found,
            "page": event_page(found, Margin.now()),
            "history_url": ledger_of(found),
            "entries": history(access.history_of(found, request.user)[:MOST]),
            "may_correct": access.may(request.user, "change", Event),
            "ask_url": f"{reverse('question_add')}?event={found.pk}",
            "may_report": access.may(request.user, "add", Report),
            "may_ask": access.may(request.user, "add", Question),
            "crumbs": [("Events", reverse("event_list")), (found.title, "")],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    access.refuse_unless(request.user, "add", Event)
    return form_page(
        request,
        EventForm(typed(request)),
        lambda given: actions.add_event(by=somebody(request), **given),
        said="The event is added.",
        template="claims/event_form.html",
        context={
            "cancel_url": reverse("event_list"),
            "crumbs": [("Events", reverse("event_list")), ("Add an event", "")],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.load(Event, pk, request.user, to="change")
    form = EventCorrectForm(typed(request), initial=as_typed(found))
    return form_page(
        request,
        form,
        lambda given: actions.correct_event(by=somebody(request), event=found, **given),
        said="The event is corrected.",
        template="claims/event_form.html",
        context={
            "event": found,
            "now": lambda: differing(form, as_typed(found)),
            "cancel_url": found.get_absolute_url(),
            "crumbs": [("Events", reverse("event_list")), (found.title, found.get_absolute_url()), ("Correct", "")],
        },
        editing=found,
    )
