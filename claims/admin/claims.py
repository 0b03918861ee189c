"""Claims in the admin: found, recorded, corrected; several at once marked with one verdict and one reason."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from claims import access, actions
from claims.admin.base import NounAdmin
from claims.admin.filters import pick_filter
from claims.admin.forms import MARKED, MarkForm, SeenField
from claims.domain.scope import Dimension
from claims.domain.search_words import search_words
from claims.forms.claims import ClaimForm, CorrectClaimForm, as_typed
from claims.forms.picking import PickField
from claims.forms.typed import retype
from claims.models import Claim, Document, Event, Margin, Question, Source
from claims.models.claim import VerdictChoice
from claims.reports.evidence import evidence_about
from claims.reports.lines import claim_lines, reading_words
from claims.views.answering import CONFLICT, attempt
from claims.views.editing import somebody

MOST_MARKED = 200
"""Claims that one reason may cover: nobody has read more of them at once."""

SCOPE = tuple(f"scope_{dimension.value}" for dimension in Dimension)
ANSWER = ("answer_by", "as_written", "option", "bound", "low", "high", "approximate", "edtf", "hand_reason")
SAYS = (
    ("The words", {"fields": ("quote", "before", "after", "page", "graphic")}),
    ("What they say, and who says it", {"fields": ("statement", "voice", "stance", "asserters", "others_unnamed")}),
    ("What they answer", {"fields": ("question", *ANSWER)}),
    ("Scope: what the answer covers", {"fields": SCOPE}),
    (None, {"fields": ("start",)}),
)


class AddClaimForm(ClaimForm):
    """With the document the claim is found in, which on the site the address names."""

    document = PickField(Document, label="Document", help_text="The one whose newest text holds the quote.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, text="", **options)

    def clean(self) -> dict[str, Any]:
        document = self.cleaned_data.get("document")
        self.text = document.texts.latest("number").text if document else ""
        return super().clean()


class CorrectClaimInAdminForm(CorrectClaimForm):
    """Knows its text from the claim that the admin hands it."""

    instance: Claim

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, text=self.instance.text_version.text, **options)


@admin.register(Claim)
class ClaimAdmin(NounAdmin):
    add_with, correct_with = AddClaimForm, CorrectClaimInAdminForm
    add_fields = (
        (None, {"fields": ("document",)}),
        *SAYS[:2],
        ("Where its information comes from", {"fields": ("leans_on",)}),
        *SAYS[2:],
    )
    correct_fields = SAYS
    shown = (
        (None, {"fields": ("statement", "document", "exact", "voice", "stance", "who")}),
        ("What it answers", {"fields": ("question", "as_written", "reading", *SCOPE)}),
    )
    follows = ("reading", "status", "review_state", "finding", "in_conflict", "document", "recorded_at", "recorded_by")
    edits = (
        ("claim", "Review it beside its rivals"),
        ("claim_withdraw", "Withdraw"),
        ("claim_move", "Move to another question"),
        ("claim_replace", "Mark as replaced"),
        ("claim_lean", "Record what it leans on"),
    )
    autocomplete_fields = ("document", "question", "asserters")
    list_display = ("statement", "answer_given", "who", "status", "review_state", "finding")
    list_filter = (
        *("status", "review_state", "finding", "in_conflict", "measure"),
        pick_filter("document", "document", Document),
        pick_filter("event", "event", Event),
        pick_filter("question", "question", Question),
        pick_filter("source", "asserter_links__source", Source, label="asserted by"),
        pick_filter("root", "root_links__source", Source, label="comes from"),
    )
    search_fields = ("statement",)
    date_hierarchy = "recorded_at"
    ordering = ("-pk",)
    actions = ("mark_as_corroborated", "mark_as_conflicting", "mark_as_unverified")

    # --- the list ---

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return Claim.objects.for_lines()

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """By the index of words, as on the site."""
        return queryset.with_words(search_words(search_term)), False

    @admin.display(description="asserted by")
    def who(self, claim: Claim) -> str:
        return claim.who

    @admin.display(description="answer")
    def answer_given(self, claim: Claim) -> str:
        """Reads option, which the list brings along."""
        return claim.as_written or (claim.option.label if claim.option else "no answer")

    @admin.display(description="read as")
    def reading(self, claim: Claim) -> str:
        return reading_words(claim, Margin.now())

    # --- adding and correcting ---

    def pickers(self) -> Mapping[str, Any]:
        return {**super().pickers(), "leans_on": self.opts.get_field("asserters")}

    def known(self, row: Claim) -> Mapping[str, Any]:
        return as_typed(row)

    def add(self, by: Any, form: Any) -> Claim:
        given = form.cleaned_data
        return actions.record_claim(
            by=by, document=given["document"], draft=form.draft(), leans_on=list(given["leans_on"])
        )

    def correct(self, by: Any, row: Claim, form: Any) -> Claim:
        return actions.correct_claim(by=by, claim=row, version=form.cleaned_data["version"], draft=form.draft())

    # --- marking several at once ---

    def has_review_permission(self, request: HttpRequest) -> bool:
        return access.may(request.user, "review", Claim)

    @admin.action(description="Mark as corroborated…", permissions=["review"])
    def mark_as_corroborated(self, request: HttpRequest, chosen: QuerySet[Claim]) -> HttpResponse | None:
        return self._mark(request, chosen, VerdictChoice.CORROBORATED)

    @admin.action(description="Mark as conflicting…", permissions=["review"])
    def mark_as_conflicting(self, request: HttpRequest, chosen: QuerySet[Claim]) -> HttpResponse | None:
        return self._mark(request, chosen, VerdictChoice.CONFLICTING)

    @admin.action(description="Mark as unverified…", permissions=["review"])
    def mark_as_unverified(self, request: HttpRequest, chosen: QuerySet[Claim]) -> HttpResponse | None:
        return self._mark(request, chosen, VerdictChoice.UNVERIFIED)

    def _mark(self, request: HttpRequest, chosen: QuerySet[Claim], verdict: VerdictChoice) -> HttpResponse | None:
        """Ask for the reason first; then mark them all, or none."""
        claims = list(chosen.order_by("pk")[: MOST_MARKED + 1])
        if len(claims) > MOST_MARKED:
            messages.error(request, f"Choose at most {MOST_MARKED} claims: one reason cannot cover more.")
            return None
        seen = SeenField.written(evidence_about(claims))
        form = MarkForm(request.POST if MARKED in request.POST else None, initial={"seen": seen})
        outcome = attempt(
            form, lambda given: actions.review_claims(by=somebody(request), claims=claims, verdict=verdict, **given)
        )
        if outcome.made is not None:
            many = "1 claim is" if len(outcome.made) == 1 else f"{len(outcome.made)} claims are"
            messages.success(request, f"{many} marked as {verdict.label}. Your reason is kept with each.")
            return None
        if outcome.status == CONFLICT:
            retype(form, "seen", *seen)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Mark as {verdict.label}",
            "verdict": verdict,
            "action": f"mark_as_{verdict.value}",
            "claims": claim_lines(claims, Margin.now()),
            "form": form,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/claims/claim/mark.html", context)
