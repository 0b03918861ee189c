"""Pages of sheets: an event by a rule, its file, one question by every rule, and the team's decision on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims import access, actions
from claims.domain.sheet_rules import LEFT_OUT_BY_ALL, RULES, SheetRule, rule_called
from claims.exports.csv_lines import csv_lines
from claims.forms.decisions import DecideForm, WithdrawDecisionForm
from claims.forms.typed import retype
from claims.models import Claim, Event, Margin, Question, TeamDecision
from claims.reports.decisions import seen_now
from claims.reports.history import MOST, history
from claims.reports.question_sheet import QuestionSheet, question_sheet
from claims.reports.sheet import sheet_of, sheets_of
from claims.reports.sheet_csv import HEADER, csv_rows
from claims.views.answering import CONFLICT, attempt
from claims.views.deeds import only_a_deed
from claims.views.editing import ledger_of, somebody

Form = DecideForm | WithdrawDecisionForm

BAD_REQUEST = 400
WITHDRAWING = "id_withdraw_%s"
"""Both forms stand on one page and have a note each."""


def asked_rule(request: HttpRequest) -> SheetRule | None:
    """The rule that is asked for, the first where none is; None where there is no such rule."""
    return rule_called(request.GET["rule"]) if "rule" in request.GET else RULES[0]


@require_safe
def event_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    return event_sheet_page(request, access.load(Event, pk, request.user), asked_rule(request))


@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Without a rule there is no file: it would hold figures that nobody asked for."""
    event, rule = access.load(Event, pk, request.user), asked_rule(request)
    if rule is None:
        return event_sheet_page(request, event, None)
    sheet = sheets_of([event], rule, Margin.now(), leaving=True)[event.pk]
    rows = csv_rows(event.title, sheet, request.build_absolute_uri)
    answer = StreamingHttpResponse(csv_lines(HEADER, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="event-{event.pk}-{rule.key}.csv"'
    return answer


def event_sheet_page(
    request: HttpRequest, event: Event, rule: SheetRule | None, *, refused: str = "", status: int = BAD_REQUEST
) -> HttpResponse:
    """refused: why there is no file of what was asked for, "" where that is not said by there being no such rule."""
    context: dict[str, Any] = {
        "event": event,
        "rule": rule,
        "refused": refused,
        "rules": _rules(reverse("event_sheet", args=[event.pk]), rule),
        "left_out_by_all": LEFT_OUT_BY_ALL,
        "crumbs": [("Events", reverse("event_list")), (event.title, event.get_absolute_url()), ("Sheet", "")],
    }
    if rule is None:
        return render(request, "claims/sheet.html", context, status=BAD_REQUEST)
    context |= {
        "sheet": sheet_of(event, rule, Margin.now()),
        "csv_url": f"{reverse('event_sheet_download', args=[event.pk])}?rule={rule.key}",
        "json_url": f"{reverse('event_report_json', args=[event.pk])}?rule={rule.key}",
        "questions_url": f"{reverse('question_list')}?event={event.pk}",
    }
    return render(request, "claims/sheet.html", context, status=status if refused else 200)


def _rules(url: str, chosen: SheetRule | None) -> list[tuple[SheetRule, str, bool]]:
    """Each rule with its address, and whether it is the one shown."""
    return [(rule, f"{url}?rule={rule.key}", rule == chosen) for rule in RULES]


@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    return _question(request, _load(request, pk))


@only_a_deed("question_sheet")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    access.refuse_unless(request.user, "add", TeamDecision)
    found = _load(request, pk)
    page = question_sheet(found, RULES[0], Margin.now())
    form = DecideForm(request.POST, claims=page.choices)

    def deed(given: dict[str, Any]) -> TeamDecision:
        claim = Claim.objects.get(pk=given["claim"])
        return actions.decide_figure(
            by=somebody(request), question=found, claim=claim, note=given["note"], seen=given["seen"]
        )

    outcome = attempt(form, deed)
    return _answered(request, found, form, outcome.made, outcome.status, "The decision is recorded.")


@only_a_deed("question_sheet")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    access.refuse_unless(request.user, "add", TeamDecision)
    found, form = _load(request, pk), WithdrawDecisionForm(request.POST, auto_id=WITHDRAWING)
    outcome = attempt(form, lambda given: actions.withdraw_decision(by=somebody(request), question=found, **given))
    return _answered(request, found, form, outcome.made, outcome.status, "The decision is withdrawn.")


def _answered(
    request: HttpRequest, found: Question, form: Form, made: TeamDecision | None, status: int, said: str
) -> HttpResponse:
    if made is not None:
        messages.success(request, said)
        return redirect("question_sheet", found.pk)
    if status == CONFLICT:
        found.refresh_from_db(fields=["evidence"])
        retype(form, "seen", seen_now(found))
    return _question(request, found, form, status)


def _load(request: HttpRequest, pk: int) -> Question:
    return access.load(Question.objects.select_related("event", "part_of"), pk, request.user)


def _question(request: HttpRequest, found: Question, form: Form | None = None, status: int = 200) -> HttpResponse:
    rule = asked_rule(request)
    page = question_sheet(found, rule or RULES[0], Margin.now())
    context: dict[str, Any] = {
        "question": found,
        "page": page,
        "no_such_rule": rule is None,
        "rules": _rules(reverse("question_sheet", args=[found.pk]), rule),
        "left_out_by_all": LEFT_OUT_BY_ALL,
        "entries": history(access.history_of(found, request.user)[:MOST]),
        "history_url": ledger_of(found),
        "crumbs": [
            ("Questions", reverse("question_list")),
            (f"Question {found.pk}", found.get_absolute_url()),
            ("Sheet", ""),
        ],
        **(_forms(page, form) if access.may(request.user, "add", TeamDecision) else {}),
    }
    return render(request, "claims/question_sheet.html", context, status=BAD_REQUEST if rule is None else status)


def _forms(page: QuestionSheet, tried: Form | None) -> dict[str, Form]:
    """The form that was tried as it was typed, and the other one fresh. Nothing is withdrawn that does not stand."""
    found: dict[str, Form] = {}
    if page.choices or isinstance(tried, DecideForm):
        fresh = DecideForm(claims=page.choices, initial={"seen": page.seen})
        found["decide_form"] = tried if isinstance(tried, DecideForm) else fresh
    if page.in_force or isinstance(tried, WithdrawDecisionForm):
        blank = WithdrawDecisionForm(initial={"seen": page.seen}, auto_id=WITHDRAWING)
        found["withdraw_form"] = tried if isinstance(tried, WithdrawDecisionForm) else blank
    return found
