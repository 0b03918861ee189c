"""Pages of reports: the list, one report with its releases, composing and changing it, its preview, publishing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from claims import access, actions
from claims.domain.sheet_rules import RULES
from claims.exports.links import links_within
from claims.filters.reports import ReportFilter
from claims.forms.reports import PublishForm, ReportChangeForm, ReportForm, as_typed
from claims.forms.typed import retype
from claims.models import Release, Report
from claims.refusing import SERVICE_UNAVAILABLE
from claims.reports.history import MOST, history
from claims.reports.paper import paper_of
from claims.reports.releases import fingerprint, made_from, report_lines, rule_of, without_content
from claims.reports.report import Changing, Made
from claims.views.answering import attempt, form_page
from claims.views.choosing import Chosen, chosen_by_address
from claims.views.deeds import only_a_deed
from claims.views.editing import differing, ledger_of, somebody, typed
from claims.views.listing import list_page
from claims.views.release_files import draft_downloads
from claims.views.report_files import site_of

LONGEST_PAGE = 1000
"""Claims of a report that a page shows with their quotes; the files of a longer one have them all."""


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    return list_page(
        request,
        ReportFilter(request.GET, access.listing(Report.objects.select_related("by"), request.user)),
        report_lines,
        template="claims/report_list.html",
        noun=("report", "reports"),
        context={"crumbs": [("Reports", "")], "may_add": access.may(request.user, "add", Report)},
    )


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.load(Report.objects.select_related("by"), pk, request.user)
    context = {
        "report": found,
        "selected": as_typed(found),
        "rule": rule_of(found),
        "releases": without_content(access.listing(Release, request.user).filter(report=found)),
        "history_url": ledger_of(found),
        "entries": history(access.history_of(found, request.user)[:MOST]),
        "may_change": access.may(request.user, "change", Report),
        "crumbs": [("Reports", reverse("report_list")), (found.title, "")],
    }
    return render(request, "claims/report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    access.refuse_unless(request.user, "add", Report)
    chosen = chosen_by_address(request)
    return form_page(
        request,
        ReportForm(typed(request), initial=_first_form(chosen)),
        lambda given: actions.compose_report(by=somebody(request), **given),
        said="The report is composed. This is what would be published now.",
        template="claims/report_form.html",
        then=lambda made: reverse("report_preview", args=[made.pk]),
        context={
            "too_many": chosen.too_many,
            "cancel_url": reverse("report_list"),
            "crumbs": [("Reports", reverse("report_list")), ("Compose a report", "")],
        },
    )


def _first_form(chosen: Chosen) -> dict[str, Any]:
    return {
        "title": chosen.title,
        "events": list(chosen.events),
        "questions": list(chosen.questions),
        "chosen_by": chosen.words,
        "rule": RULES[0].key,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.load(Report, pk, request.user, to="change")
    now = as_typed(found)
    form = ReportChangeForm(typed(request), initial=now)
    return form_page(
        request,
        form,
        lambda given: actions.change_report(by=somebody(request), report=found, **given),
        said="The report is changed. What was published stays as it was.",
        template="claims/report_form.html",
        then=lambda made: reverse("report_preview", args=[made.pk]),
        context={
            "report": found,
            "now": lambda: differing(form, as_typed(found)),
            "cancel_url": found.get_absolute_url(),
            "crumbs": [("Reports", reverse("report_list")), (found.title, found.get_absolute_url()), ("Change", "")],
        },
        editing=found,
    )


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    return _preview(request, access.load(Report, pk, request.user))


@only_a_deed("report_preview")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = access.load(Report, pk, request.user, to="publish"), PublishForm(request.POST)

    def deed(given: dict[str, Any]) -> Release:
        return actions.publish_report(
            by=somebody(request), report=found, as_of=timezone.now().date(), site=site_of(request), **given
        )

    outcome = attempt(form, deed)
    if outcome.made is not None:
        messages.success(request, f"Release {outcome.made.number} is published. It will never change.")
        return redirect(outcome.made)
    return _preview(request, found, form, outcome.status)


def _preview(request: HttpRequest, found: Report, form: PublishForm | None = None, status: int = 200) -> HttpResponse:
    """What would be published now, and the form that publishes just this."""
    context: dict[str, Any] = {
        "report": found,
        "crumbs": [("Reports", reverse("report_list")), (found.title, found.get_absolute_url()), ("Preview", "")],
    }
    try:
        made = made_from(found, timezone.now().date(), site_of(request))
    except Changing as fault:
        context["refused"] = str(fault)
        return render(request, "claims/report_preview.html", context, status=SERVICE_UNAVAILABLE)
    long = len(made["claims"]) > LONGEST_PAGE
    context |= {
        "paper": paper_of(made, summed_up=long),
        "long": long,
        "downloads": draft_downloads(found, len(made["claims"])),
    }
    if access.may(request.user, "publish", Report):
        context["publish_form"] = _publish_form(found, made, form)
    return paper_page(request, "claims/report_preview.html", context, status)


def paper_page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page with a report on it. On a long one questions and claims stand in its files, so nothing leads to them."""
    answer = render(request, template, context, status=status)
    if context["long"]:
        answer.content = links_within(answer.content.decode()).encode()
    return answer


def _publish_form(found: Report, made: Made, sent: PublishForm | None) -> PublishForm:
    """Whoever sends it again publishes what stands on this page."""
    found.refresh_from_db(fields=["version"])
    if sent is None:
        return PublishForm(initial={"version": found.version, "seen": fingerprint(made)})
    retype(sent, "version", found.version)
    retype(sent, "seen", fingerprint(made))
    return sent
