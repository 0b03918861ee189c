"""One claim with all that a reviewer weighs: its words in context, its rivals by camp, what supports it, its reviews.

How the other claims of its question stand to it is in rivals.py, what changed when in history.py.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Length, Substr

from claims.domain.findings import Finding
from claims.domain.rivalry import explain
from claims.domain.scope import AS_QUESTION, NOT_STATED, Dimension
from claims.domain.statement import Terms
from claims.domain.wording import stated_words
from claims.models import Claim, ClaimLean, Margin, Review, TextVersion
from claims.reports.evidence import evidence_about
from claims.reports.lines import ClaimLine, SourceLink, claim_line, source_link
from claims.reports.question_page import argument, with_roots
from claims.reports.rivals import MOST_SHOWN, Others, others_of
from claims.reports.shapes import Line

AROUND = 300
"""Code points of the document shown on each side of the quote."""

# What a cut leaves of a word; words of more than 30 letters are left, as in scripts that put no space between them.
_PART_BEFORE = re.compile(r"^\S{1,30}(?=\s)")
_PART_AFTER = re.compile(r"(?<=\s)\S{1,30}$")

MOST_REVIEWS = 50

MOST_DRAWN = 12
"""A line of more rows is for the question's page."""


@dataclass(frozen=True)
class Quote:
    """The exact words with what stands around them, as components/_quote.html takes them."""

    prefix: str
    exact: str
    suffix: str
    graphic: bool
    reader_url: str


@dataclass(frozen=True)
class ScopeRow:
    """One dimension. words: "" where the text is silent. as_question: the claim itself says what the question fixes."""

    label: str
    words: str
    as_question: bool
    bears: bool


@dataclass(frozen=True)
class Link:
    words: str
    url: str


@dataclass(frozen=True)
class ReviewLine:
    """A review as it was given. outdated: the evidence has changed since. decides: the status follows from it."""

    verdict: str
    reason: str
    reviewer: str
    at: datetime
    cites: tuple[Link, ...]
    outdated: bool
    decides: bool


@dataclass(frozen=True)
class Withdrawal:
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class ClaimPage:
    """All of a claim's page. seen: the hash of the evidence shown, for the review form."""

    line: ClaimLine
    quote: Quote
    stance: str
    page: int | None
    stated: str
    bound_by_hand: str
    scope: tuple[ScopeRow, ...]
    roots: tuple[SourceLink, ...]
    roots_known: bool
    leans: tuple[Link, ...]
    leaned_on_by: tuple[Link, ...]
    finding: Finding
    event: Link | None
    others: Others
    drawing: Line | None
    reviews: tuple[ReviewLine, ...]
    replaced_by: Link | None
    replaces: tuple[Link, ...]
    withdrawal: Withdrawal | None
    recorded_at: datetime
    recorded_by: str
    seen: str

    @property
    def bearing(self) -> str:
        """The dimensions that bear on the question, in words."""
        return ", ".join(row.label for row in self.scope if row.bears)


def claims_for_page(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """With all that the page reads of the claim itself."""
    leans = ClaimLean.objects.select_related("on_source", "on_claim").order_by("pk")
    related = ("event", "recorded_by", "withdrawn_by", "replaced_by")
    return (
        with_roots(claims)
        .select_related(*related, "document__publisher", "question", "option")
        .prefetch_related(Prefetch("leans", leans), "replaces")
    )


def claim_page(claim: Claim) -> ClaimPage:
    """A fixed number of queries, whatever the question's size. The claim comes from claims_for_page."""
    margin = Margin.now()
    seen = evidence_about([claim])[claim.pk]
    argued = argument(claim.question, margin, including=[claim.pk]) if claim.question else None
    mine = argued.claim(claim.pk) if argued else None
    terms = mine.statement.terms if mine else Terms(margin=margin)
    line = mine.line if mine else claim_line(claim, margin)
    return ClaimPage(
        line=line,
        quote=_quote(claim),
        stance=claim.get_stance_display(),
        page=claim.page,
        stated=stated_words(claim.answer) if claim.answer else "",
        bound_by_hand=claim.hand_reason,
        scope=_scope_rows(claim, terms),
        roots=tuple(source_link(link.source) for link in claim.root_links.all()),
        roots_known=claim.roots_known,
        leans=tuple(_leans_on(lean) for lean in claim.leans.all()),
        leaned_on_by=_leaning_on(claim),
        finding=mine.finding if mine else explain(claim.statement_of(terms), ()),
        event=Link(str(claim.event), claim.event.get_absolute_url()) if claim.event else None,
        others=others_of(mine, argued) if mine and argued else Others(),
        drawing=argued.line if argued and argued.total <= MOST_DRAWN else None,
        reviews=_reviews(claim, seen),
        replaced_by=_claim_link(claim.replaced_by) if claim.replaced_by else None,
        replaces=tuple(_claim_link(other) for other in claim.replaces.all()),
        withdrawal=_withdrawal(claim),
        recorded_at=claim.recorded_at,
        recorded_by=claim.recorded_by.get_username(),
        seen=seen,
    )


def next_to_review(claims: QuerySet[Claim], after: int) -> Claim | None:
    """The unreviewed claim recorded after this one, or the first one where there is none. Two queries."""
    waiting = claims.filter(review_state="unreviewed").exclude(pk=after).only("pk").order_by("pk")
    return [*waiting.filter(pk__gt=after)[:1], *waiting[:1], None][0]


# --- the claim itself ------------------------------------------------------------------------------------------------


def _quote(claim: Claim) -> Quote:
    """The quote in the document's own text, 300 code points to each side. One query, which reads no more than that."""
    first = max(0, claim.start - AROUND)
    texts = TextVersion.objects.filter(pk=claim.text_version_id)
    around, length = texts.values_list(Substr("text", first + 1, claim.end + AROUND - first), Length("text")).get()
    before, after = around[: claim.start - first], around[claim.end - first :]
    return Quote(
        prefix=f"…{_PART_BEFORE.sub('', before)}" if first else before,
        exact=claim.exact,
        suffix=f"{_PART_AFTER.sub('', after)}…" if claim.end + AROUND < length else after,
        graphic=claim.graphic,
        reader_url=f"{claim.document.get_absolute_url()}?claim={claim.pk}#claim-{claim.pk}",
    )


def _scope_rows(claim: Claim, terms: Terms) -> tuple[ScopeRow, ...]:
    return tuple(_scope_row(d, claim.scope.value(d), terms) for d in Dimension)


def _scope_row(dimension: Dimension, value: str, terms: Terms) -> ScopeRow:
    as_question = value == AS_QUESTION
    words = terms.fixed.get(dimension.value, "") if as_question else value
    return ScopeRow(
        label=dimension.words,
        words="" if value == NOT_STATED else words or "as the question",
        as_question=as_question,
        bears=dimension.value in terms.bearing,
    )


def _claim_link(claim: Claim) -> Link:
    return Link(f"#{claim.pk} {claim.statement}", claim.get_absolute_url())


def _leans_on(lean: ClaimLean) -> Link:
    if lean.on_source is not None:
        return Link(lean.on_source.name, lean.on_source.get_absolute_url())
    assert lean.on_claim is not None
    return _claim_link(lean.on_claim)


def _leaning_on(claim: Claim) -> tuple[Link, ...]:
    leaning = ClaimLean.objects.filter(on_claim=claim).select_related("claim").order_by("pk")
    return tuple(_claim_link(lean.claim) for lean in leaning[:MOST_SHOWN])


def _withdrawal(claim: Claim) -> Withdrawal | None:
    if claim.withdrawn_at is None or claim.withdrawn_by is None:
        return None
    return Withdrawal(claim.withdrawn_at, claim.withdrawn_by.get_username(), claim.withdrawn_reason)


def _reviews(claim: Claim, evidence: str) -> tuple[ReviewLine, ...]:
    """Newest first."""
    rows = Review.objects.filter(claim=claim).select_related("reviewer").prefetch_related("cites")
    return tuple(
        ReviewLine(
            verdict=review.verdict,
            reason=review.reason,
            reviewer=review.reviewer.get_username(),
            at=review.at,
            cites=tuple(_claim_link(cited) for cited in review.cites.all()),
            outdated=review.evidence != evidence,
            decides=position == 0,
        )
        for position, review in enumerate(rows.order_by("-pk")[:MOST_REVIEWS])
    )
