"""Pages of conflicts: the report, one conflict, settling and reopening it."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims import access, actions
from claims.exports.csv_lines import csv_lines
from claims.filters.conflicts import ConflictFilter
from claims.forms.conflicts import ReopenForm, SettleForm
from claims.forms.typed import retype
from claims.models import Conflict, Margin, Question, Report
from claims.models.conflict import StateChoice
from claims.paging import chunks_of
from claims.reports.conflict_csv import HEADER, csv_row
from claims.reports.conflict_list import conflict_lines, lines_that_may_leave, state_totals
from claims.reports.conflict_page import conflict_page
from claims.reports.history import MOST, history
from claims.views.answering import CONFLICT, attempt
from claims.views.choosing import FILTERED
from claims.views.citing import cite_conflict
from claims.views.deeds import only_a_deed
from claims.views.editing import ledger_of, somebody
from claims.views.listing import list_page

Form = SettleForm | ReopenForm

BAD_REQUEST = 400


@require_safe
def conflict_list(request: HttpRequest) -> HttpResponse:
    return _list(request, ConflictFilter(request.GET, _rows(request)))


def _list(request: HttpRequest, filters: ConflictFilter, status: int = 200) -> HttpResponse:
    answer = list_page(
        request,
        filters,
        lambda rows: conflict_lines(rows, Margin.now()),
        template="claims/conflict_list.html",
        noun=("conflict", "conflicts"),
        context={
            "crumbs": [("Desk", reverse("desk")), ("Conflicts", "")],
            "totals": state_totals(),
            "csv_url": f"{reverse('conflict_csv')}?{request.GET.urlencode()}",
            "report_url": f"{reverse('report_add')}?{FILTERED}=filtered&{request.GET.urlencode()}",
            "may_report": access.may(request.user, "add", Report),
        },
    )
    answer.status_code = status
    return answer


@require_safe
def conflict_csv(request: HttpRequest) -> HttpResponseBase:
    """What is filtered. A filter that cannot be read is shown: a file without it would hold more than was meant."""
    filters = ConflictFilter(request.GET, _rows(request))
    if not filters.is_valid():
        return _list(request, filters, BAD_REQUEST)
    answer = StreamingHttpResponse(
        csv_lines(HEADER, _csv_rows(request, filters)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="conflicts.csv"'
    return answer


def _rows(request: HttpRequest) -> QuerySet[Conflict]:
    return access.listing(Conflict.objects.select_related("question", "event"), request.user)


def _csv_rows(request: HttpRequest, filters: ConflictFilter) -> Iterator[tuple[object, ...]]:
    margin = Margin.now()
    for chunk in chunks_of(filters.qs, filters.sorting):
        for line in lines_that_may_leave(chunk, margin):
            yield csv_row(line, request.build_absolute_uri(line.url))


@require_safe
def conflict(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _load(request, pk))


@only_a_deed("conflict")
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    found = _load(request, pk, to="settle")
    form = SettleForm(request.POST)
    outcome = attempt(form, lambda said: actions.settle_conflict(by=somebody(request), conflict=found, **said))
    if outcome.made is not None:
        messages.success(request, f"The conflict is settled as {outcome.made.get_decision_display()}.")
        return redirect(found)
    if outcome.status == CONFLICT:
        retype(form, "seen", Question.objects.get(pk=found.question_id).evidence)
    return _page(request, _load(request, pk), form, outcome.status)


@only_a_deed("conflict")
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    found = _load(request, pk, to="settle")
    form = ReopenForm(request.POST)
    outcome = attempt(form, lambda said: actions.reopen_conflict(by=somebody(request), conflict=found, **said))
    if outcome.made is not None:
        messages.success(request, "The conflict is open again.")
        return redirect(found)
    return _page(request, _load(request, pk), form, outcome.status)


def _load(request: HttpRequest, pk: int, to: str = "view") -> Conflict:
    rows = Conflict.objects.select_related("question__event", "question__part_of", "event")
    return access.load(rows, pk, request.user, to=to)


def _page(request: HttpRequest, found: Conflict, form: Form | None = None, status: int = 200) -> HttpResponse:
    page = conflict_page(found, Margin.now())
    context: dict[str, Any] = {
        "crumbs": [("Desk", reverse("desk")), ("Conflicts", reverse("conflict_list")), (f"Conflict {found.pk}", "")],
        "conflict": found,
        "page": page,
        "citation": cite_conflict(request, found, page),
        "entries": history(access.history_of(found, request.user)[:MOST]),
        "history_url": ledger_of(found),
        "may_report": access.may(request.user, "add", Report),
    }
    if access.may(request.user, "settle", Conflict):
        form = form or _form_for(found, page.evidence)
        context["settle_form" if isinstance(form, SettleForm) else "reopen_form"] = form
    return render(request, "claims/conflict.html", context, status=status)


def _form_for(found: Conflict, evidence: str) -> Form | None:
    """The form for the next decision; none for what is dissolved."""
    if found.state == StateChoice.OPEN:
        return SettleForm(initial={"seen": evidence})
    return ReopenForm() if found.state != StateChoice.DISSOLVED else None
