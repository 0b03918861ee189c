"""Sources as their list shows them, and a source's own page: what it asserts, what rests on it, its conflicts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from claims.domain.findings import Verdict
from claims.models import (
    Claim,
    ClaimAsserter,
    ClaimLean,
    ClaimRoot,
    Conflict,
    ConflictSource,
    Document,
    Source,
    SourceAlias,
)
from claims.models.claim import ReviewState
from claims.models.conflict import StateChoice
from claims.reports.conflict_list import ConflictLine, conflict_lines
from claims.reports.documents import DocumentLine, document_lines
from claims.reports.lines import ClaimLine, claim_lines

MOST = 10
"""Rows of a list on the page; what goes beyond is in the list that its link leads to."""

CAP = 1000
"""Claims that come from it are counted no further."""


@dataclass(frozen=True)
class SourceLine:
    """A source in a list."""

    name: str
    url: str
    aliases: tuple[str, ...]
    kind: str
    grade: str
    interest: str
    confidential: bool
    claims: int
    claims_url: str


def source_lines(sources: Sequence[Source]) -> tuple[SourceLine, ...]:
    """Two queries: the aliases, and the number of claims that each asserts."""
    keys = [source.pk for source in sources]
    aliases: dict[int, list[str]] = {}
    for source, name in SourceAlias.objects.filter(source__in=keys).order_by("name").values_list("source", "name"):
        aliases.setdefault(source, []).append(name)
    asserted = ClaimAsserter.objects.filter(source__in=keys).order_by()
    counts = dict(asserted.values_list("source").annotate(Count("pk")))
    return tuple(_source_line(s, tuple(aliases.get(s.pk, ())), counts.get(s.pk, 0)) for s in sources)


def _source_line(source: Source, aliases: tuple[str, ...], claims: int) -> SourceLine:
    return SourceLine(
        name=source.name,
        url=source.get_absolute_url(),
        aliases=aliases,
        kind=source.get_kind_display(),
        grade=source.grade,
        interest=source.get_interest_display() if source.interest else "",
        confidential=source.confidential,
        claims=claims,
        claims_url=claims_url(source),
    )


def claims_url(source: Source, **more: str) -> str:
    """The list of the claims that it asserts."""
    narrowed = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{reverse('claim_list')}?source={source.pk}{narrowed}"


@dataclass(frozen=True)
class Tallied:
    """How many claims stand so, and the list of them."""

    words: str
    count: int
    url: str


@dataclass(frozen=True)
class SourcePage:
    """by_status, by_review: claims that name it as asserting them. rooted: all that come from it in the end, those in
    the own voice of its documents included. leaning: claims of others that rest on it.
    """

    aliases: tuple[str, ...]
    total: int
    claims_url: str
    by_status: tuple[Tallied, ...]
    by_review: tuple[Tallied, ...]
    documents: tuple[DocumentLine, ...]
    documents_url: str
    rooted: str
    rooted_url: str
    leaning: tuple[ClaimLine, ...]
    more_leaning: bool
    conflicts: tuple[ConflictLine, ...]
    conflicts_url: str


def source_page(source: Source, margin: int) -> SourcePage:
    """A fixed number of queries, however much it asserts."""
    counts = _counts(source)
    rooted = len(ClaimRoot.objects.filter(source=source).order_by().values_list("claim")[: CAP + 1])
    documents = Document.objects.filter(publisher=source).select_related("publisher").order_by("-pk")
    found = leaning_on(source, MOST + 1)
    leaning = Claim.objects.filter(pk__in=found[:MOST]).for_lines().order_by("-pk")
    published, conflicts = list(documents[: MOST + 1]), _conflicts(source)
    return SourcePage(
        aliases=tuple(source.aliases.values_list("name", flat=True)),
        total=sum(counts.values()),
        claims_url=claims_url(source),
        by_status=tuple(
            Tallied(v.value, _sum(counts, 0, v.value), claims_url(source, status=v.value)) for v in Verdict
        ),
        by_review=tuple(
            Tallied(str(s.label), _sum(counts, 1, s.value), claims_url(source, review_state=s.value))
            for s in ReviewState
        ),
        documents=document_lines(published[:MOST]),
        documents_url=f"{reverse('document_list')}?publisher={source.pk}" if len(published) > MOST else "",
        rooted=f"{CAP:,}+" if rooted > CAP else f"{rooted:,}",
        rooted_url=f"{reverse('claim_list')}?root={source.pk}",
        leaning=claim_lines(leaning, margin),
        more_leaning=len(found) > MOST,
        conflicts=conflict_lines(conflicts[:MOST], margin),
        conflicts_url=f"{reverse('conflict_list')}?source={source.pk}" if len(conflicts) > MOST else "",
    )


def _counts(source: Source) -> dict[tuple[str, str], int]:
    """Numbers of the claims that it asserts, by status and by where their review stands."""
    asserted = Claim.objects.filter(asserter_links__source=source).order_by()
    rows = asserted.values_list("status", "review_state").annotate(count=Count("pk"))
    return {(status, state): count for status, state, count in rows}


def _sum(counts: dict[tuple[str, str], int], part: int, value: str) -> int:
    return sum(count for key, count in counts.items() if key[part] == value)


def leaning_on(source: Source, most: int) -> list[int]:
    """Claims of others that come from it or lean on it, the latest first. Two queries.

    Not its own: those it asserts, and those in the own voice of a document that it published.
    """
    asserted = ClaimAsserter.objects.filter(source=source, claim=OuterRef("claim_id"))
    anybody = ClaimAsserter.objects.filter(claim=OuterRef("claim_id"))
    own_voice = ~Exists(anybody) & Q(claim__document__publisher=source)
    found: set[int] = set()
    for links in (ClaimRoot.objects.filter(source=source), ClaimLean.objects.filter(on_source=source)):
        others = links.filter(~Exists(asserted), claim__withdrawn_at=None).exclude(own_voice)
        found |= set(others.order_by("-claim_id").values_list("claim_id", flat=True)[:most])
    return sorted(found, reverse=True)[:most]


def _conflicts(source: Source) -> list[Conflict]:
    """The gravest open ones first, as the report has them; one more than is shown."""
    standing = ConflictSource.objects.filter(source=source).values("conflict")
    found = Conflict.objects.filter(pk__in=standing).exclude(state=StateChoice.DISSOLVED)
    return list(found.select_related("question", "event").order_by("-rank", "-pk")[: MOST + 1])
