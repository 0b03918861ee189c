"""One question's claims as an argument: in camps and origins, each with its finding, every clash in a sentence.

The question's page, a claim's page and a conflict's page are made from it. What a claim is by itself is in lines.py.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from claims.domain.answers import Interval, Option, Quantity
from claims.domain.comparison import camps
from claims.domain.findings import Clash, Finding, FindingKind
from claims.domain.origins import Origins, origins
from claims.domain.rivalry import Rivalry
from claims.domain.statement import Statement, Terms
from claims.domain.wording import date_words, number_words, with_unit
from claims.models import Claim, ClaimRoot, Question, Source
from claims.models.question import QuestionKind
from claims.reports.drawing import draw
from claims.reports.lines import ClaimLine, SourceLink, claim_line, source_link
from claims.reports.scale import Kind
from claims.reports.shapes import Line, LineRow, MarkedFigure

MOST = 200
"""Claims of one question that are laid side by side: more than a person can compare, and no page grows without end."""
MOST_CLASHES = 100
"""Pairs of one question that are put side by side, the leading one first. Each claim's finding has its own."""


@dataclass(frozen=True)
class Argued:
    """One claim within its question. camps: the numbers of those it stands in, from 1. origin: the name of its group,
    "" if not known.
    """

    line: ClaimLine
    statement: Statement
    finding: Finding
    camps: tuple[int, ...]
    origin: str
    roots: tuple[SourceLink, ...]

    @property
    def pk(self) -> int:
        return self.line.pk

    @property
    def counts(self) -> bool:
        return self.statement.counts

    @property
    def why_not(self) -> str:
        """Why it does not count, "" if it does."""
        return self.statement.not_counting.value if self.statement.not_counting else ""

    @property
    def roots_known(self) -> bool:
        return self.statement.roots.all_known


@dataclass(frozen=True)
class OriginGroup:
    """Claims of one origin; name is "" where it is not known."""

    name: str
    claims: tuple[Argued, ...]


@dataclass(frozen=True)
class Camp:
    """Claims that share a value. values: all that they share, "270–330 people"."""

    number: int
    values: str
    claims: tuple[Argued, ...]
    origins: Origins

    @property
    def summary(self) -> str:
        return spread_words(self.claims, self.origins)

    @property
    def by_origin(self) -> tuple[OriginGroup, ...]:
        names = dict.fromkeys(c.origin for c in self.claims)
        return tuple(OriginGroup(name, tuple(c for c in self.claims if c.origin == name)) for name in names)


@dataclass(frozen=True)
class Argument:
    """All that a question's claims come to. clashes: pairs that cannot both be true, the leading one first, and of how
    many they are the first.

    total counts the question's claims, left_out those not laid out here. line is None for a question with options, or
    where none is asked for.
    """

    claims: tuple[Argued, ...]
    camps: tuple[Camp, ...]
    clashes: tuple[Clash, ...]
    clash_count: int
    origins: Origins
    line: Line | None
    total: int

    @property
    def left_out(self) -> int:
        return self.total - len(self.claims)

    @property
    def leading(self) -> Clash | None:
        return self.clashes[0] if self.clashes else None

    @property
    def counting(self) -> tuple[Argued, ...]:
        return tuple(c for c in self.claims if c.counts)

    @property
    def not_counting(self) -> tuple[Argued, ...]:
        return tuple(c for c in self.claims if not c.counts)

    @property
    def summary(self) -> str:
        """`3 documents, 1 origin`, of the claims that count."""
        return spread_words(self.counting, self.origins)

    def claim(self, pk: int) -> Argued | None:
        return next((c for c in self.claims if c.pk == pk), None)


def spread_words(claims: Sequence[Argued], found: Origins) -> str:
    """How widely something is said: `3 documents, 1 origin`."""
    count = len({c.statement.document for c in claims})
    return f"{count:,} document{'' if count == 1 else 's'}, {found}"


def terms_of(question: Question, margin: int) -> Terms:
    return Terms(frozenset(question.bears_on), question.fixed, margin)


def argument(question: Question, margin: int, *, including: Collection[int] = ()) -> Argument:
    """The question's claims side by side: the first 200, the outermost two, and those named. Three queries; six more
    where there are more claims than that.
    """
    rows, total = _claims(question, including)
    return argument_of(question, rows, margin, total)


def argument_of(question: Question, rows: Sequence[Claim], margin: int, total: int, *, drawn: bool = True) -> Argument:
    """What these claims of the question come to among themselves (load them with with_roots). drawn: with its line."""
    terms = terms_of(question, margin)
    statements = [row.statement_of(terms) for row in rows]
    rivalry = Rivalry.of(statements)
    standing = _camps_by_key(rivalry.claims)
    all_origins = origins(s.roots.named for s in rivalry.claims)
    sources = {link.source_id: link.source for row in rows for link in row.root_links.all()}
    links = {pk: source_link(source) for pk, source in sources.items()}
    argued = tuple(
        Argued(
            line=claim_line(row, margin),
            statement=statement,
            finding=_finding(row, rivalry.finding(statement), total > len(rows)),
            camps=standing.get(row.pk, ()),
            origin=_origin_name(statement, all_origins, sources),
            roots=tuple(links[link.source_id] for link in row.root_links.all()),
        )
        for row, statement in zip(rows, statements, strict=True)
    )
    return Argument(
        claims=argued,
        camps=_camps(argued, question),
        clashes=rivalry.clashes(MOST_CLASHES),
        clash_count=rivalry.clash_count,
        origins=all_origins,
        line=line_of(argued, question) if drawn else None,
        total=total,
    )


def with_roots(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """With all that a claim's line and statement read: three queries for any number of claims."""
    roots = ClaimRoot.objects.select_related("source").order_by("source__name", "source_id")
    lines = claims.select_related("document__publisher", "question", "option")
    return lines.prefetch_related("asserters", Prefetch("root_links", roots))


def _claims(question: Question, including: Collection[int]) -> tuple[list[Claim], int]:
    of_question = Claim.objects.filter(question=question)
    rows = list(with_roots(of_question).order_by("pk")[: MOST + 1])
    if len(rows) <= MOST:
        return rows, len(rows)
    wanted = set(including) | _outermost(of_question)
    rows = rows[:MOST]
    rows += with_roots(of_question).filter(pk__in=wanted - {r.pk for r in rows}).order_by("pk")
    return rows, of_question.count()


def _outermost(claims: QuerySet[Claim]) -> set[int]:
    """The claims whose ends decide whether there is a conflict at all."""
    highest = claims.filter(cmp_low__isnull=False).order_by("-cmp_low", "pk")
    lowest = claims.filter(cmp_high__isnull=False).order_by("cmp_high", "pk")
    return {pk for found in (highest, lowest) for pk in found.values_list("pk", flat=True)[:1]}


def _finding(row: Claim, found: Finding, cut: bool) -> Finding:
    """As the claims have it that are laid out; cut: they are not all."""
    if not cut or found.kind == row.finding:
        return found
    kind = FindingKind(row.finding)
    sentence = f"{kind.value.capitalize()}, by claims of this question that are not laid out here."
    return Finding(kind, sentence, found.with_it, found.against)


def _camps_by_key(counting: Sequence[Statement]) -> dict[int, tuple[int, ...]]:
    standing: dict[int, tuple[int, ...]] = {}
    for number, members in enumerate(camps([s.weighed for s in counting]), start=1):
        for position in members:
            key = counting[position].key
            standing[key] = (*standing.get(key, ()), number)
    return standing


def _camps(argued: Sequence[Argued], question: Question) -> tuple[Camp, ...]:
    numbers = sorted({number for claim in argued for number in claim.camps})
    members = {n: tuple(c for c in argued if n in c.camps) for n in numbers}
    return tuple(
        Camp(
            number=n,
            values=_shared_values([c.statement for c in members[n]], question),
            claims=members[n],
            origins=origins(c.statement.roots.named for c in members[n]),
        )
        for n in numbers
    )


def _shared_values(members: Sequence[Statement], question: Question) -> str:
    """What all the answers of a camp allow, in words."""
    narrowest = min((s for s in members), key=_width)
    if isinstance(narrowest.answer, Option):
        return narrowest.answer.label
    lows = [s.interval.low for s in members if s.interval.low is not None]
    highs = [s.interval.high for s in members if s.interval.high is not None]
    shared = Interval(max(lows, default=None), min(highs, default=None))
    if question.unit_counted is None:
        return date_words(shared)
    return with_unit(number_words(shared), question.unit_counted)


def _width(statement: Statement) -> tuple[bool, int]:
    low, high = statement.interval
    return (True, 0) if low is None or high is None else (False, high - low)


def _origin_name(statement: Statement, found: Origins, sources: Mapping[int, Source]) -> str:
    group = found.group_of(statement.roots.named)
    named = statement.roots.named if group is None else found.chosen[group]
    return " and ".join(sorted(sources[pk].name for pk in named if pk in sources))


# --- the drawing -----------------------------------------------------------------------------------------------------


def line_of(argued: Sequence[Argued], question: Question, marked: Sequence[MarkedFigure] = ()) -> Line | None:
    """The number line or time line of the answers; options have no line. Withdrawn claims are not drawn."""
    if question.kind == QuestionKind.CATEGORY:
        return None
    kind = Kind.DATE if question.kind == QuestionKind.DATE else Kind.QUANTITY
    drawn = sorted((c for c in argued if not c.line.withdrawn), key=_from_low_to_high)
    rows = [_line_row(claim) for claim in drawn]
    return draw(rows, kind=kind, title=question.text, unit=question.unit_counted, key="line", marked=marked)


def _from_low_to_high(claim: Argued) -> tuple[bool, bool, int, int]:
    low, high = claim.statement.interval
    return (claim.statement.answer is None, low is not None, low or 0, high or 0)


def _line_row(claim: Argued) -> LineRow:
    low, high = claim.statement.interval
    return LineRow(
        key=str(claim.pk),
        label=claim.line.who,
        as_written=claim.line.as_written,
        low=low,
        high=high,
        figure=_figure(claim.statement),
        status=claim.line.status,
        origin=claim.origin,
        camps=claim.camps,
        url=claim.line.url,
        reviewed=claim.line.reviewed,
        counts=claim.counts,
    )


def _figure(statement: Statement) -> int | None:
    """The one figure a number was stated as; a range or a day has none."""
    match statement.answer:
        case Quantity(stated=stated) if stated.low == stated.high:
            return stated.low
        case _:
            return None
