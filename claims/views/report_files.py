"""Reports as files: drafts, releases, an event by itself. How each format is written is in formats.py; the schema is
for anybody, and holds no data.
"""

from typing import IO

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import access, actions
from claims.exports.report_json import SCHEMA
from claims.formats import FORMATS, Format, NoFile, Value
from claims.models import Event, Release, Report
from claims.models.release_file import FileState
from claims.refusing import SERVICE_UNAVAILABLE
from claims.reports.release_files import file_of
from claims.reports.releases import frozen, made_from
from claims.reports.report import Changing, Redaction, Selection, report_of
from claims.views.answering import UNPROCESSABLE
from claims.views.editing import somebody
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
    return _file(request, report, load_format("json"), f"event-{event.pk}-{rule.key}")


@require_safe
def draft(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """What would be published now, marked as a draft wherever a reader looks."""
    found, one = access.load(Report, pk, request.user), load_format(form)
    try:
        value = made_from(found, timezone.now().date(), site_of(request))
    except Changing as fault:
        return _no_file(request, str(fault))
    if why := one.unfit(len(value["claims"])):
        return _no_file(request, why, UNPROCESSABLE)
    if one.takes_long(len(value["claims"])):
        return _no_file(request, _publish_first(one, len(value["claims"])), UNPROCESSABLE)
    return _file(request, value, one, f"report-{found.pk}-draft")


def _publish_first(one: Format, claims: int) -> str:
    return (
        f"This draft has {claims:,} claims; {one.words} is made of a draft of at most {one.at_once:,}. "
        "Publish it first: the files of a release are made in the background, however long it is, and stay."
    )


@require_safe
def release(request: HttpRequest, pk: int, number: int, form: str) -> HttpResponseBase:
    """Made now, or, where that takes long, as it was made before; where it was not, the page that has it made. What the
    release holds is read where it is needed.
    """
    found, one = load_release(request, pk, number, content=False), load_format(form)
    if why := one.unfit(found.claim_count):
        return _first(request, found, why)
    if one.takes_long(found.claim_count):
        return _made_before(request, found, one)
    return _file(request, frozen(found), one, _name(found))


def _made_before(request: HttpRequest, found: Release, one: Format) -> HttpResponseBase:
    file = file_of(found, one.key)
    if file is None or file.state != FileState.READY:
        return _first(request, found, f"{one.words} of so long a report has to be made first. Have it made here.")
    try:
        content = file.stored.storage.open(str(file.stored.name), "rb")
    except OSError as failed:
        return _first(request, found, f"The store does not give this file ({failed.strerror or failed}). {ANEW}")
    try:
        value = frozen(found) if one.hangs_on_today else {}
        if one.may_leave(value, content):
            return _handed_out(request, value, content, one, _name(found))
        why = CONFIDENTIAL_SINCE
    except NoFile as none:
        why = str(none)
    content.close()
    return _first(request, found, why)


ANEW = "Have it made again here."
CONFIDENTIAL_SINCE = (
    "Since this package was made, something in it has become confidential, so it is not handed out any more. " + ANEW
)


def _first(request: HttpRequest, found: Release, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect(found.get_files_url())


def _name(release: Release) -> str:
    return f"report-{release.report_id}-release-{release.number}"


def load_format(form: str) -> Format:
    """Raises Http404."""
    if form not in FORMATS:
        raise Http404("There is no such format.")
    return FORMATS[form]


def _file(request: HttpRequest, value: Value, one: Format, name: str) -> HttpResponseBase:
    try:
        return _handed_out(request, value, one.write(value), one, name)
    except NoFile as why:
        return _no_file(request, str(why))


def _handed_out(request: HttpRequest, value: Value, content: IO[bytes], one: Format, name: str) -> FileResponse:
    """Whoever takes originals along with it stands in their custody. Raises NoFile."""
    originals = one.originals_in(value, content)
    if originals and request.method == "GET":
        actions.give_out_package(by=somebody(request), documents=originals, named=f"{name}.{one.ending}")
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename=f"{name}.{one.ending}", content_type=one.media_type)


def _no_file(request: HttpRequest, why: str, status: int = SERVICE_UNAVAILABLE) -> HttpResponse:
    return render(request, "claims/no_file.html", {"why": why}, status=status)


def site_of(request: HttpRequest) -> str:
    """Where the tracker is served, as it stands before the addresses of a report."""
    return request.build_absolute_uri("/").rstrip("/")


@login_not_required
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")
