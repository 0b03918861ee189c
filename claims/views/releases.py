"""Pages of releases: one as it was published, what differs between two, withdrawing one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from claims import access, actions
from claims.exports.report_differences import differences
from claims.forms.reports import WithdrawReleaseForm
from claims.models import Report
from claims.reports.paper import paper_of
from claims.reports.releases import confidential_since, frozen, without_content
from claims.views.answering import form_page
from claims.views.citing import cite_release
from claims.views.editing import somebody, typed
from claims.views.loading import crumbs_of, load_release
from claims.views.release_files import release_downloads
from claims.views.reports import LONGEST_PAGE, paper_page


@require_safe
def release(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found = load_release(request, pk, number)
    value = frozen(found)
    long = len(value["claims"]) > LONGEST_PAGE
    others = list(without_content(found.report.releases.standing().exclude(pk=found.pk)))
    may_withdraw = access.may(request.user, "publish", Report)
    context = {
        "release": found,
        "confidential_since": confidential_since(value) if may_withdraw else 0,
        "paper": paper_of(value, summed_up=long),
        "long": long,
        "citation": cite_release(found, value),
        "others": others,
        "newer": next((other for other in others if other.number > found.number), None),
        "downloads": release_downloads(found),
        "may_withdraw": may_withdraw,
        "crumbs": [*crumbs_of(found.report), (f"Release {found.number}", "")],
    }
    return paper_page(request, "claims/release.html", context)


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
            *crumbs_of(later.report),
            (f"Release {later.number}", later.get_absolute_url()),
            (f"Since release {earlier.number}", ""),
        ],
    }
    return render(request, "claims/release_since.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    access.refuse_unless(request.user, "publish", Report)
    found = load_release(request, pk, number, content=False)
    crumbs = [*crumbs_of(found.report), (f"Release {number}", found.get_absolute_url()), ("Withdraw", "")]
    return form_page(
        request,
        WithdrawReleaseForm(typed(request)),
        lambda given: actions.withdraw_release(by=somebody(request), release=found, **given),
        said=f"Release {number} is withdrawn. Nobody is given it any more.",
        template="claims/release_withdraw.html",
        then=lambda _: found.report.get_absolute_url(),
        context={"release": found, "cancel_url": found.get_absolute_url(), "crumbs": crumbs},
    )
