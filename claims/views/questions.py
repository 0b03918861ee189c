"""Pages of questions: the list, one question with its claims, adding and correcting."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from claims import access, actions
from claims.filters.questions import QuestionFilter
from claims.forms.questions import QuestionCorrectForm, QuestionForm, as_typed
from claims.models import Margin, Question, Report
from claims.reports.history import MOST, history
from claims.reports.parts import exceeding_lines
from claims.reports.question_page import argument
from claims.reports.questions import question_facts, question_lines
from claims.views.answering import form_page
from claims.views.editing import differing, ledger_of, somebody, typed
from claims.views.listing import list_page

FORM_METHODS = ["GET", "HEAD", "POST"]


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Desk", reverse("desk")), ("Questions", reverse("question_list")), *more]


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    rows = access.listing(Question.objects.select_related("event"), request.user)
    return list_page(
        request,
        QuestionFilter(request.GET, rows),
        question_lines,
        template="claims/question_list.html",
        noun=("question", "questions"),
        context={"crumbs": _crumbs(), "may_add": access.may(request.user, "add", Question)},
    )


@require_safe
def question(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.load(Question.objects.select_related("event", "part_of"), pk, request.user)
    context = {
        "crumbs": _crumbs((f"Question {found.pk}", "")),
        "question": found,
        "facts": question_facts(found),
        "page": argument(found, Margin.now()),
        "exceeding": exceeding_lines(found, Margin.now()),
        "entries": history(access.history_of(found, request.user)[:MOST]),
        "history_url": ledger_of(found),
        "may_change": access.may(request.user, "change", Question),
        "may_report": access.may(request.user, "add", Report),
        "claims_url": f"{reverse('claim_list')}?question=%23{found.pk}",
    }
    return render(request, "claims/question.html", context)


@require_http_methods(FORM_METHODS)
def add(request: HttpRequest) -> HttpResponse:
    access.refuse_unless(request.user, "add", Question)
    initial = {name: f"#{key}" for name in ("event", "part_of") if (key := request.GET.get(name, "")).isdecimal()}
    return form_page(
        request,
        QuestionForm(typed(request), initial=initial),
        lambda given: actions.add_question(by=somebody(request), **given),
        said="The question is added. Claims can now be put under it.",
        template="claims/question_form.html",
        context={"crumbs": _crumbs(("Add a question", "")), "cancel_url": reverse("question_list")},
    )


@require_http_methods(FORM_METHODS)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.load(Question.objects.select_related("event", "part_of"), pk, request.user, to="change")
    form = QuestionCorrectForm(typed(request), initial=as_typed(found))
    context: dict[str, Any] = {
        "crumbs": _crumbs((f"Question {found.pk}", found.get_absolute_url()), ("Correct", "")),
        "question": found,
        "now": lambda: differing(form, as_typed(found)),
        "cancel_url": found.get_absolute_url(),
    }
    return form_page(
        request,
        form,
        lambda given: actions.correct_question(by=somebody(request), question=found, **given),
        said="The correction is saved; what was there before is in the ledger.",
        template="claims/question_form.html",
        context=context,
        editing=found,
    )
