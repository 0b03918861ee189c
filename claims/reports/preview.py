"""What a claim would come to before it is recorded: how its words are read, and what it would conflict with.

Also what a claim says now, term by term, to lay beside what somebody else typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from claims.domain.findings import clash, scope_value_words
from claims.domain.joining import on_one_line, words_after, words_before
from claims.domain.origins import Roots
from claims.domain.scope import Dimension
from claims.domain.statement import NotCounting, Statement
from claims.models import Claim, Source
from claims.models.claim import who_says
from claims.reports.facts import Fact
from claims.reports.lines import ClaimLine, claim_line, reading_words
from claims.reports.question_page import terms_of
from claims.reports.reader import LONGEST, PART

MOST = 10
"""Claims that a preview names; a question's page has them all."""


@dataclass(frozen=True)
class Rival:
    """A claim that could not be true together with the drafted one, and why."""

    claim: ClaimLine
    sentence: str


@dataclass(frozen=True)
class Passage:
    """A text cut at the words that are quoted. Nothing is cut where their place is not known: all of it is before.

    begins: code points of the text before what is shown. left_out: is some of it not shown?
    """

    before: str
    exact: str
    after: str
    begins: int = 0
    left_out: bool = False


@dataclass(frozen=True)
class Preview:
    """reading is "" where there is no answer; why_not says why it would not be compared, "" if it would be.

    more: are there rivals beside those named? others: how many claims of the question it was compared with.
    already: claims recorded at overlapping words of the document.
    """

    passage: Passage
    as_written: str
    reading: str
    why_not: str
    rivals: tuple[Rival, ...]
    more: bool
    others: int
    already: tuple[ClaimLine, ...]

    @property
    def is_denial(self) -> bool:
        return self.why_not == NotCounting.DENIED.value


def passage(text: str, start: int | None, length: int) -> Passage:
    """The text around the quote: all of it, unless it is very long."""
    begins, ends = 0, len(text)
    if len(text) > LONGEST:
        begins = max((start or 0) - PART, 0)
        ends = (start or 0) + length + PART
    shown, left_out = text[begins:ends], ends - begins < len(text)
    if start is None:
        return Passage(shown, "", "", begins, left_out)
    at = start - begins
    return Passage(shown[:at], shown[at : at + length], shown[at + length :], begins, left_out)


def preview(claim: Claim, asserters: Sequence[Source], margin: int) -> Preview:
    """For a drafted claim, saved or not. asserters: who would assert it. A fixed number of queries."""
    not_counting = claim.not_counting
    rivals = [] if not_counting else _rivals(claim, asserters, margin)
    others = Claim.objects.filter(question=claim.question, counts=True).exclude(pk=claim.pk)
    return Preview(
        passage=_read(claim),
        as_written=claim.as_written,
        reading=reading_words(claim, margin),
        why_not=not_counting.value if not_counting else "",
        rivals=tuple(rivals[:MOST]),
        more=len(rivals) > MOST,
        others=0 if not_counting else len(others.values_list("pk", flat=True)[:1000]),
        already=_already(claim, margin),
    )


def _read(claim: Claim) -> Passage:
    """The words as a person reads them, without the ends of their lines; what is recorded is the exact quote."""
    before = words_before(claim.prefix) if claim.start > len(claim.prefix) else claim.prefix
    after = words_after(claim.suffix)
    spaces = " " * claim.prefix[-1:].isspace(), " " * claim.suffix[:1].isspace()
    return Passage(f"{on_one_line(before)}{spaces[0]}", on_one_line(claim.exact), f"{spaces[1]}{on_one_line(after)}")


def _rivals(claim: Claim, asserters: Sequence[Source], margin: int) -> list[Rival]:
    assert claim.question and claim.answer
    terms = terms_of(claim.question, margin)
    drafted = Statement(
        key=claim.pk or 0,
        who=who_says([source.name for source in asserters], claim.others_unnamed, claim.document),
        document=claim.document_id,
        answer=claim.answer,
        scope=claim.scope,
        roots=Roots(frozenset(), False),  # they explain a conflict, they do not make one
        terms=terms,
        words=claim.as_written,
    )
    low, high = drafted.interval
    apart = Q(pk__in=[])
    if high is not None:
        apart |= Q(cmp_low__gt=high)
    if low is not None:
        apart |= Q(cmp_high__lt=low)
    rows = Claim.objects.filter(apart, question=claim.question).exclude(pk=claim.pk).for_lines()
    found = []
    for row in rows.prefetch_related("root_links").order_by("id")[: MOST + 1]:
        pair = clash(drafted, row.statement_of(terms))
        if pair:
            found.append(Rival(claim_line(row, margin), pair.sentence))
    return found


def _already(claim: Claim, margin: int) -> tuple[ClaimLine, ...]:
    same_words = Claim.objects.filter(
        document=claim.document_id, start__lt=claim.end, end__gt=claim.start, withdrawn_at__isnull=True
    )
    rows = same_words.exclude(pk=claim.pk).for_lines().order_by("start", "id")[:MOST]
    return tuple(claim_line(row, margin) for row in rows)


def said(claim: Claim, margin: int) -> tuple[Fact, ...]:
    """All that a claim says as it stands. Reads document, question, option, asserters."""
    question = claim.question
    scope = []
    if question:
        terms = terms_of(question, margin)
        scope = [
            Fact(d.words.capitalize(), scope_value_words(d, claim.scope, terms))
            for d in Dimension
            if claim.scope.value(d)
        ]
    return (
        Fact("Statement", claim.statement),
        Fact("Quote", claim.exact),
        Fact("Voice and stance", f"{claim.get_voice_display()}, {claim.get_stance_display()}"),
        Fact("Asserted by", claim.who),
        Fact("Question", question.text if question else ""),
        Fact("Answer as written", claim.as_written),
        Fact("Read as", reading_words(claim, margin)),
        *scope,
        *([Fact("Withdrawn", claim.withdrawn_reason)] if claim.withdrawn else []),
    )
