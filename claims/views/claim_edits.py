"""Forms about one claim: record, correct, withdraw, move, mark as replaced, record what it leans on.

Reading and reviewing claims is in claims.py.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims import actions
from claims.access import load, refuse_unless
from claims.forms.claim_edits import LeanForm, MoveForm, ReplaceForm, WithdrawForm
from claims.forms.claims import ClaimForm, CorrectClaimForm, as_typed, asked_for
from claims.forms.offering import lone
from claims.models import Claim, Document, Margin, TextVersion
from claims.reports.claim_moving import later_figures, leans_of, moved
from claims.reports.lines import claim_line
from claims.reports.preview import passage, preview, said
from claims.reports.proposal_way import Way
from claims.views.answering import attempt, form_page
from claims.views.beside import Beside
from claims.views.editing import somebody, typed
from claims.views.recording import Chosen

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
def add(request: HttpRequest, pk: int) -> HttpResponse:
    refuse_unless(request.user, "add", Claim)
    document = load(Document.objects.select_related("publisher"), pk, request.user)
    text = document.texts.latest("number")
    form = ClaimForm(typed(request), text=text.text, initial=asked_for(request.GET))
    if not form.is_bound:
        form.initial = {**lone(Chosen(form, document, text).offers), **form.initial}
    proposed = request.GET.get("from") == "proposals"
    way = Way.of(request.GET.get("at", ""), request.GET.get("kind", ""))
    here = way.url(document) if proposed else reverse("claim_add", args=[pk])
    context = {
        "document": document,
        "button": "Record the claim",
        "another": "Record and go on with the proposals" if proposed else "Record and add another",
        "cancel_url": here if proposed else document.get_absolute_url(),
        "crumbs": [("Documents", reverse("document_list")), _crumb(document, document.title), ("Record a claim", "")],
    }

    def record(given: dict[str, Any]) -> Claim:
        return actions.record_claim(
            by=somebody(request), document=document, draft=form.draft(), leans_on=given["leans_on"]
        )

    then = None if "another" not in request.POST else lambda claim: here
    return _claim_page(request, form, record, text, None, said="The claim is recorded.", context=context, then=then)


@FORM
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    claim = _load(request, pk)
    text = claim.text_version
    form = CorrectClaimForm(typed(request), text=text.text, initial=as_typed(claim))
    context = _about(claim, "Correct") | {"document": claim.document, "button": "Correct the claim"}

    def correct_it(given: dict[str, Any]) -> Claim:
        return actions.correct_claim(by=somebody(request), claim=claim, version=given["version"], draft=form.draft())

    return _claim_page(request, form, correct_it, text, claim, said="The claim is corrected.", context=context)


@FORM
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    claim = _load(request, pk)
    form = WithdrawForm(typed(request), initial={"version": claim.version})
    return form_page(
        request,
        form,
        lambda given: actions.withdraw_claim(by=somebody(request), claim=claim, **given),
        said="The claim is withdrawn. It stays, and no longer counts.",
        template="claims/claim_withdraw.html",
        context=_about(claim, "Withdraw"),
        editing=claim,
    )


@FORM
def move(request: HttpRequest, pk: int) -> HttpResponse:
    claim = _load(request, pk)
    initial = {"version": claim.version} | {f"scope_{name}": words for name, words in claim.scope._asdict().items()}
    form = MoveForm(typed(request), initial=initial)
    context = _about(claim, "Move") | {"carried": lambda: moved(claim, form.question_known, Margin.now())}
    if "preview" in request.POST:
        return render(request, "claims/claim_move.html", {"form": form, **context}, status=_status(form.is_valid()))
    return form_page(
        request,
        form,
        lambda given: actions.move_claim(
            by=somebody(request),
            claim=claim,
            version=given["version"],
            question=given["question"],
            scope=form.scope_given(),
            reason=given["reason"],
        ),
        said="The claim answers another question now.",
        template="claims/claim_move.html",
        context=context,
        editing=claim,
    )


@FORM
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    claim = _load(request, pk)
    form = ReplaceForm(typed(request), initial={"version": claim.version})
    return form_page(
        request,
        form,
        lambda given: actions.mark_replaced(by=somebody(request), claim=claim, **given),
        said="The claim is marked as replaced. It no longer counts.",
        template="claims/claim_replace.html",
        context=_about(claim, "Mark as replaced") | {"later": lambda: later_figures(claim, Margin.now())},
        editing=claim,
    )


@FORM
def lean(request: HttpRequest, pk: int) -> HttpResponse:
    claim = _load(request, pk)
    form = LeanForm(typed(request))
    return form_page(
        request,
        form,
        lambda given: actions.lean_on(by=somebody(request), claim=claim, on=form.on),
        said="What the claim leans on is recorded.",
        template="claims/claim_lean.html",
        context=_about(claim, "Record what it leans on") | {"leans": lambda: leans_of(claim)},
        then=lambda made: claim.get_absolute_url(),
    )


def _claim_page(
    request: HttpRequest,
    form: ClaimForm,
    deed: Callable[[dict[str, Any]], Claim],
    text: TextVersion,
    claim: Claim | None,
    *,
    said: str,
    context: dict[str, Any],
    then: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """The form of a claim beside the text; something done beside it, previewed, or answered."""
    template = "claims/claim_form.html"
    chosen = Chosen(form, context["document"], text)
    beside = Beside(request, form, offers=lambda: chosen.offers, begin=chosen.begin)
    context |= {"passage": lambda: passage(text.text, form.place, len(form.quoted))}
    context |= {"chosen": chosen, "beside": beside}
    if beside.button:
        return render(request, template, {"form": form, **context}, status=beside.answer())

    def alone(given: dict[str, Any]) -> Claim:
        beside.refuse_begun()
        return deed(given)

    if "preview" not in request.POST:
        return form_page(request, form, alone, said=said, template=template, context=context, then=then, editing=claim)
    outcome = attempt(form, lambda given: actions.drafted(text=text, draft=form.draft()))
    drafted = outcome.made
    if drafted is not None:
        drafted.pk, drafted.replaced_by_id = (claim.pk, claim.replaced_by_id) if claim else (None, None)
        context |= {"preview": preview(drafted, form.cleaned_data["asserters"], Margin.now())}
    return render(request, template, {"form": form, **context}, status=outcome.status)


def _load(request: HttpRequest, pk: int) -> Claim:
    return load(Claim.objects.for_lines().select_related("text_version"), pk, request.user, to="change")


def _about(claim: Claim, what: str) -> dict[str, Any]:
    """What each page about a claim shows: the claim as it stands when the page is made."""
    return {
        "claim": claim,
        "line": lambda: claim_line(claim, Margin.now()),
        "now": lambda: said(claim, Margin.now()),
        "cancel_url": claim.get_absolute_url(),
        "crumbs": [("Claims", reverse("claim_list")), _crumb(claim, f"Claim {claim.pk}"), (what, "")],
    }


def _crumb(row: Claim | Document, label: str) -> tuple[str, str]:
    return label, row.get_absolute_url()


def _status(valid: bool) -> int:
    return 200 if valid else 422
