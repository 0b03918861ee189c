"""Pages of releases: one as it was published, and what differs between two."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.exports.report_differences import differences
from claims.models import Report
from claims.reports.paper import paper_of
from claims.reports.releases import frozen, without_content
from claims.views.citing import cite_release
from claims.views.loading import load_release
from claims.views.release_files import release_downloads
from claims.views.reports import LONGEST_PAGE


@require_safe
def release(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found = load_release(request, pk, number)
    value = frozen(found)
    long = len(value["claims"]) > LONGEST_PAGE
    others = list(without_content(found.report.releases.exclude(pk=found.pk)))
    context = {
        "release": found,
        "paper": paper_of(value, summed_up=long),
        "long": long,
        "citation": cite_release(found, value),
        "others": others,
        "newer": next((other for other in others if other.number > found.number), None),
        "downloads": release_downloads(found),
        "crumbs": [*_crumbs(found.report), (f"Release {found.number}", "")],
    }
    return render(request, "claims/release.html", context)


@require_safe
def since(request: HttpRequest, pk: int, number: int, other: int) -> HttpResponse:
    """What differs since another release, whichever of them came first."""
    numbers = sorted((number, other))
    earlier, later = (load_release(request, pk, one) for one in numbers)
    context = {
        "earlier": earlier,
        "later": later,
        "differences": differences(frozen(earlier), frozen(later)),
        "crumbs": [
            *_crumbs(later.report),
            (f"Release {later.number}", later.get_absolute_url()),
            (f"Since release {earlier.number}", ""),
        ],
    }
    return render(request, "claims/release_since.html", context)


def _crumbs(report: Report) -> list[tuple[str, str]]:
    return [("Reports", reverse("report_list")), (report.title, report.get_absolute_url())]
