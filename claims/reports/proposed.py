"""The sentences of a document that could be claimed, as its page of proposals shows them: by place, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, starmap
from urllib.parse import urlencode

from django.urls import reverse

from claims.domain.proposing import Claimed, Proposal, proposals
from claims.domain.segments import Span, cut
from claims.domain.spotting.topics import read_in, seems_to_be
from claims.domain.words.language import ENGLISH, LANGUAGES, Language, named
from claims.models import Claim, Dismissal, Document
from claims.reports.proposal_way import Way, percent
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
    """From one place of the text on. next_from: where the next page begins, None at the end. length: of the text.
    unread: why the rules are not used on it, "" where they are; seems: the language its words look then.
    """

    lines: tuple[ProposalLine, ...]
    way: Way
    next_from: int | None
    length: int
    dismissed: int
    unread: str
    seems: Language | None

    @property
    def stretch(self) -> tuple[int, int]:
        """How far into the text the page begins and ends, in percent."""
        ends = self.length if self.next_from is None else self.next_from
        return percent(self.way.begins, self.length), percent(ends, self.length)


def proposal_page(document: Document, margin: int, way: Way) -> ProposalPage:
    """The proposals from this place on. Three queries. The text is read only as far as the page reaches, and further
    where the kind that is asked for is rare in it.
    """
    text = document.texts.latest("number")
    quoted = Claim.objects.filter(document=document, text_version=text, withdrawn_at=None)
    quotes = starmap(Claimed, quoted.values_list("start", "end", "as_written"))
    dismissed = set(Dismissal.objects.filter(document=document).values_list("key", flat=True))
    lang = read_in(document.language, text.text)
    found = proposals(
        text.text,
        list(quotes),
        dismissed,
        lang=lang or ENGLISH,
        begins=way.begins,
        written=document.written,
    )
    asked = (row for row in found if way.only in (None, row.reason))
    rows = list(islice(asked, PAGE + 1)) if lang else []
    more = rows[PAGE:]
    return ProposalPage(
        lines=tuple(_line(row, document, margin, way) for row in rows[:PAGE]),
        way=way,
        next_from=more[0].start if more else None,
        length=len(text.text),
        dismissed=len(dismissed),
        unread="" if lang else _why_unread(document.language, text.text),
        seems=None if lang else seems_to_be(text.text),
    )


def _why_unread(code: str, text: str) -> str:
    """Which language the rules miss, and what a person can do about it."""
    known, seems = " and ".join(lang.name for lang in LANGUAGES), seems_to_be(text)
    if seems is None and not code:
        return f"The rules know {known}, and this text seems to be in another language."
    if seems is None:
        return f"The rules know {known}; this document is said to be in another language, “{code}”."
    said = named(code)
    before = f"is said to be {said.name if said else f'“{code}”'}, but" if code else "has no language yet, and"
    return f"This document {before} its words look {seems.name}."


def _line(row: Proposal, document: Document, margin: int, way: Way) -> ProposalLine:
    return ProposalLine(
        start=row.start,
        end=row.end,
        pieces=_pieces(row),
        readings=tuple(Read(one.words, reading_of(one, margin)) for one in row.found),
        reason=row.reason.value,
        why=row.why,
        accept_url=_accept_url(row, document, way),
    )


def _pieces(row: Proposal) -> tuple[Piece, ...]:
    spans = [Span(n, one.start, one.end) for n, one in enumerate(row.found)]
    return tuple(Piece(segment.text, bool(segment.over)) for segment in cut(row.sentence, spans))


def _accept_url(row: Proposal, document: Document, way: Way) -> str:
    asked = {"from": "proposals", "start": row.start, **way.kept}
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
