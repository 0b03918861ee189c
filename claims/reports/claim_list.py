"""Claims as rows of a table that leaves the house: every column a researcher needs to check a claim without us."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from claims.domain.findings import scope_value_words
from claims.domain.scope import AS_QUESTION, NOT_STATED, Dimension
from claims.domain.statement import Terms
from claims.models import Claim, ClaimRoot, Margin
from claims.models.question import QuestionKind
from claims.reports.confidential import confidential, that_may_leave
from claims.reports.evidence import Differing, Selection, differing
from claims.reports.evidence_rows import Projected

HEADER = (
    "claim",
    "url",
    "statement",
    "quote",
    "quote_start",
    "quote_end",
    "page",
    "document",
    "document_title",
    "document_publisher",
    "document_published",
    "document_sha256",
    "text_version",
    "text_sha256",
    "asserted_by",
    "others_unnamed",
    "voice",
    "stance",
    "origins",
    "all_origins_known",
    "question",
    "question_text",
    "event",
    "event_date",
    "measure",
    "as_written",
    "bound",
    "approximate",
    "stated_low",
    "stated_high",
    "low",
    "high",
    "unit",
    "date_edtf",
    "option",
    "rule",
    "rule_version",
    "by_hand_because",
    *(f"scope_{d.value}" for d in Dimension),
    "counts",
    "finding",
    "in_conflict",
    "status",
    "review",
    "replaced_by",
    "withdrawn_because",
    "recorded_at",
)


@dataclass(frozen=True)
class Address:
    """The site's own address, so that a row can be followed back: `https://tracker.example`."""

    site: str

    def of(self, claim: Claim) -> str:
        return f"{self.site}{claim.get_absolute_url()}"


def for_export(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """With all that a row reads: four queries a chunk. The text itself stays where it is."""
    roots = ClaimRoot.objects.select_related("source").order_by("source__name", "source_id")
    related = ("document__publisher", "text_version", "question", "event", "option")
    return (
        claims.select_related(*related)
        .defer("text_version__text")
        .prefetch_related("asserters", Prefetch("root_links", roots))
    )


def export_rows(claims: Sequence[Claim], address: Address) -> Iterator[Sequence[object]]:
    """The claims that may leave, as rows under the header."""
    standing = _standing({claim.question_id for claim in claims if claim.question_id})
    return (export_row(claim, address, standing.get(claim.pk, claim)) for claim in that_may_leave(claims))


def _standing(questions: Collection[int]) -> dict[int, Projected]:
    """How the claims of these questions stand among those that may leave, where any of them may not: what a
    confidential rival shows would tell of it.
    """
    counting = Claim.objects.filter(question__in=questions, counts=True).values_list("pk", flat=True)
    hidden = confidential(list(counting))
    among = set(Claim.objects.filter(pk__in=hidden).values_list("question", flat=True))
    found = differing(Selection.of_questions(among), Margin.now(), without=hidden) if hidden else Differing()
    return {pk: standing for pk, (_, standing) in found.claims.items()}


def export_row(claim: Claim, address: Address, standing: Claim | Projected) -> Sequence[object]:
    """standing: what the evidence that may leave comes to for the claim."""
    document, question = claim.document, claim.question
    return (
        claim.pk,
        address.of(claim),
        claim.statement,
        claim.exact,
        claim.start,
        claim.end,
        claim.page,
        document.pk,
        document.title,
        document.publisher.name if document.publisher else "",
        document.published,
        document.sha256,
        claim.text_version.number,
        claim.text_version.sha256,
        "; ".join(s.name for s in claim.asserters.all()),
        claim.others_unnamed,
        claim.voice,
        claim.stance,
        "; ".join(link.source.name for link in claim.root_links.all()),
        claim.roots_known,
        claim.question_id,
        question.text if question else "",
        claim.event.title if claim.event else "",
        claim.event.date if claim.event else "",
        claim.measure,
        claim.as_written,
        claim.bound,
        claim.approximate if claim.bound else "",
        *(_end(claim, end) for end in (claim.stated_low, claim.stated_high, claim.low, claim.high)),
        question.unit if question else "",
        claim.edtf,
        claim.option.label if claim.option else "",
        claim.rule,
        claim.rule_version or "",
        claim.hand_reason,
        *_scope_cells(claim),
        claim.counts,
        standing.finding,
        standing.in_conflict,
        claim.status,
        claim.review_state,
        claim.replaced_by_id,
        claim.withdrawn_reason,
        claim.recorded_at.isoformat(timespec="seconds"),
    )


def _end(claim: Claim, end: int | None) -> int | str | None:
    """A figure as it is, a day as a date; an option's codes mean nothing outside."""
    if end is None or claim.option_id is not None or claim.question is None:
        return None
    return date.fromordinal(end).isoformat() if claim.question.kind == QuestionKind.DATE else end


def _scope_cells(claim: Claim) -> Iterator[str]:
    """Blank where the text is silent, the claim's own words where it says other than the question."""
    terms = Terms(fixed=claim.question.fixed if claim.question else {})
    for dimension in Dimension:
        value = claim.scope.value(dimension)
        if value == NOT_STATED:
            yield ""
        elif value == AS_QUESTION:
            yield f"as the question: {scope_value_words(dimension, claim.scope, terms)}"
        else:
            yield value
