"""Loading a release by the number it has in its report."""

from django.http import Http404, HttpRequest

from claims import access
from claims.models import Release, Report


def load_release(request: HttpRequest, pk: int, number: int, *, content: bool = True) -> Release:
    """content: with all that stands in it, which may be many megabytes. Raises NotAllowed, Http404."""
    report = access.load(Report, pk, request.user)
    rows = access.listing(Release.objects.select_related("by"), request.user).defer(*(() if content else ("content",)))
    found = rows.filter(report=report, number=number).first() if number <= access.LARGEST_KEY else None
    if found is None:
        raise Http404(f"Report {pk} has no release {number}.")
    found.report = report
    return found
