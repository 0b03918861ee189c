"""The sentences of a document that could be claimed, as its page of proposals shows them: by place, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from urllib.parse import urlencode

from django.urls import reverse

from claims.domain.proposing import Proposal, proposals
from claims.domain.segments import Span, cut
from claims.domain.spotting.topics import is_read
from claims.models import Claim, Dismissal, Document
from claims.reports.saying import reading_of

PAGE = 25
LONGEST_QUOTE = 1200
"""Code points that an address carries; a longer sentence is selected again beside the form."""


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence. marked: it is one of the figures or dates found."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Read:
    words: str
    reading: str


@dataclass(frozen=True)
class ProposalLine:
    """place: where it begins, for the anchor. accept_url: the form of a claim, filled from it."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    readings: tuple[Read, ...]
    reason: str
    why: str
    accept_url: str


@dataclass(frozen=True)
class ProposalPage:
    """From one place of the text on. next_from: where the next page begins, None at the end. length: of the text."""

    lines: tuple[ProposalLine, ...]
    begins: int
    next_from: int | None
    length: int
    dismissed: int
    is_read: bool


def proposal_page(document: Document, margin: int, begins: int = 0) -> ProposalPage:
    """The proposals from this place on. Three queries. The text is read only as far as the page reaches."""
    text = document.texts.latest("number")
    quotes = Claim.objects.filter(document=document, text_version=text, withdrawn_at=None).values_list("start", "end")
    dismissed = set(Dismissal.objects.filter(document=document).values_list("key", flat=True))
    found = proposals(
        text.text,
        list(quotes),
        dismissed,
        language=document.language[:2].lower() or "en",
        begins=begins,
        written=document.written,
    )
    read = is_read(document.language, text.text)
    rows = list(islice(found, PAGE + 1)) if read else []
    more = rows[PAGE:]
    return ProposalPage(
        lines=tuple(_line(row, document, margin) for row in rows[:PAGE]),
        begins=begins,
        next_from=more[0].start if more else None,
        length=len(text.text),
        dismissed=len(dismissed),
        is_read=read,
    )


def _line(row: Proposal, document: Document, margin: int) -> ProposalLine:
    return ProposalLine(
        start=row.start,
        end=row.end,
        pieces=_pieces(row),
        readings=tuple(Read(one.words, reading_of(one, margin)) for one in row.found),
        reason=row.reason.value,
        why=row.why,
        accept_url=_accept_url(row, document),
    )


def _pieces(row: Proposal) -> tuple[Piece, ...]:
    spans = [Span(n, one.start, one.end) for n, one in enumerate(row.found)]
    return tuple(Piece(segment.text, bool(segment.over)) for segment in cut(row.sentence, spans))


def _accept_url(row: Proposal, document: Document) -> str:
    asked = {"from": "proposals", "start": row.start}
    if len(row.sentence) <= LONGEST_QUOTE:
        asked["quote"] = row.sentence
    if len(row.found) == 1:
        asked["as_written"] = " ".join(row.found[0].words.split())
    return f"{reverse('claim_add', args=[document.pk])}?{urlencode(asked)}"


@dataclass(frozen=True)
class DismissedLine:
    pk: int
    sentence: str
    by: str
    at: datetime


def dismissed_lines(rows: Sequence[Dismissal]) -> tuple[DismissedLine, ...]:
    """Reads by (select it)."""
    return tuple(DismissedLine(row.pk, row.sentence, row.by.get_username(), row.at) for row in rows)
