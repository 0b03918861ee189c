"""Loading a release by the number it has in its report. One that is withdrawn is handed to nobody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from claims import access
from claims.models import Release, Report
from claims.refusing import Answer
from claims.reports.releases import newest_standing

GONE = 410


class ReleaseWithdrawn(Exception):
    """Answered with a page that says when it was withdrawn, and why."""

    def __init__(self, release: Release) -> None:
        super().__init__(f"{release} is withdrawn.")
        self.release = release


class PageForWithdrawn:
    """Middleware: whatever was asked of a withdrawn release, its page is the answer."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if not isinstance(fault, ReleaseWithdrawn):
            return None
        release = fault.release
        context = {
            "release": release,
            "standing": newest_standing(release.report),
            "crumbs": [*crumbs_of(release.report), (f"Release {release.number}", "")],
        }
        return render(request, "claims/release_withdrawn.html", context, status=GONE)


def load_release(request: HttpRequest, pk: int, number: int, *, content: bool = True) -> Release:
    """content: with all that stands in it, which may be many megabytes.

    Raises NotAllowed, Http404, ReleaseWithdrawn.
    """
    report = access.load(Report, pk, request.user)
    rows = access.listing(Release.objects.select_related("by", "withdrawn_by"), request.user)
    rows = rows.defer(*(() if content else ("content",)))
    found = rows.filter(report=report, number=number).first() if number <= access.LARGEST_KEY else None
    if found is None:
        raise Http404(f"Report {pk} has no release {number}.")
    found.report = report
    if found.withdrawn:
        raise ReleaseWithdrawn(found)
    return found


def crumbs_of(report: Report) -> list[tuple[str, str]]:
    """The way to what belongs to this report."""
    return [("Reports", reverse("report_list")), (report.title, report.get_absolute_url())]
