"""Reports as files. What stands in one is in reports/report.py; its schema is for anybody, and holds no data."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import access
from claims.exports.report_json import SCHEMA, report_json
from claims.models import Event
from claims.refusing import SERVICE_UNAVAILABLE
from claims.reports.report import Changing, Redaction, Selection, report_of
from claims.views.sheets import asked_rule, event_sheet_page

REVIEWERS = {"shown": False, "hidden": True}
"""The choices of an address, and whether they hide who reviewed, settled and decided."""


NO_SUCH_CHOICE = "Reviewers are either shown or hidden, so no file was made. Write reviewers=hidden, or leave it out."


@require_safe
def event_json(request: HttpRequest, pk: int) -> HttpResponse:
    """A choice that is not known is refused: the file would show what somebody meant to hide."""
    event, rule = access.load(Event, pk, request.user), asked_rule(request)
    hidden = REVIEWERS.get(request.GET.get("reviewers", "shown"))
    if rule is None or hidden is None:
        return event_sheet_page(request, event, rule, refused=NO_SUCH_CHOICE if hidden is None else "")
    try:
        selection, day = Selection(events=(event.pk,)), timezone.now().date()
        report = report_of(selection, rule, Redaction(hidden), day, site_of(request))
    except Changing as fault:
        return event_sheet_page(request, event, rule, refused=str(fault), status=SERVICE_UNAVAILABLE)
    answer = HttpResponse(report_json(report), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="event-{event.pk}-{rule.key}.json"'
    return answer


def site_of(request: HttpRequest) -> str:
    """Where the tracker is served, as it stands before the addresses of a report."""
    return request.build_absolute_uri("/").rstrip("/")


@login_not_required
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")
