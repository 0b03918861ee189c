"""Reports as files: drafts, releases, an event by itself. How each format is written is in formats.py; the schema is
for anybody, and holds no data.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import access
from claims.exports.report_json import SCHEMA
from claims.formats import FORMATS, Format, NoFile, Value
from claims.models import Event, Report
from claims.refusing import SERVICE_UNAVAILABLE
from claims.reports.releases import frozen, made_from
from claims.reports.report import Changing, Redaction, Selection, report_of
from claims.views.loading import load_release
from claims.views.sheets import asked_rule, event_sheet_page

REVIEWERS = {"shown": False, "hidden": True}
"""The choices of an address, and whether they hide who reviewed, settled and decided."""


NO_SUCH_CHOICE = "Reviewers are either shown or hidden, so no file was made. Write reviewers=hidden, or leave it out."


@require_safe
def event_json(request: HttpRequest, pk: int) -> HttpResponseBase:
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
    return _file(request, report, "json", f"event-{event.pk}-{rule.key}")


@require_safe
def draft(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """What would be published now, marked as a draft wherever a reader looks."""
    found = access.load(Report, pk, request.user)
    try:
        value = made_from(found, timezone.now().date(), site_of(request))
    except Changing as fault:
        return _no_file(request, str(fault))
    return _file(request, value, form, f"report-{found.pk}-draft")


@require_safe
def release(request: HttpRequest, pk: int, number: int, form: str) -> HttpResponseBase:
    found = load_release(request, pk, number)
    return _file(request, frozen(found), form, f"report-{pk}-release-{number}")


def _file(request: HttpRequest, value: Value, form: str, name: str) -> HttpResponseBase:
    if form not in FORMATS:
        raise Http404("There is no such format.")
    found = FORMATS[form]
    try:
        content = found.write(value)
    except NoFile as why:
        return _no_file(request, str(why))
    return FileResponse(content, as_attachment=True, filename=f"{name}.{found.ending}", content_type=found.media_type)


def _no_file(request: HttpRequest, why: str) -> HttpResponse:
    return render(request, "claims/no_file.html", {"why": why}, status=SERVICE_UNAVAILABLE)


def downloads(name: str, *args: object) -> list[tuple[Format, str]]:
    """Each format with the address of its file; name: of the address, args: of what the file is of."""
    return [(one, reverse(name, args=[*args, one.key])) for one in FORMATS.values()]


def site_of(request: HttpRequest) -> str:
    """Where the tracker is served, as it stands before the addresses of a report."""
    return request.build_absolute_uri("/").rstrip("/")


@login_not_required
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")
