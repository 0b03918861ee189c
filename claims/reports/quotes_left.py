"""Claims whose quote was not surely found when their document was read again, each with where it may stand now."""

from dataclasses import dataclass

from claims.domain.alike import Piece, word_by_word
from claims.domain.quotes import Quote, Searched, candidates
from claims.models import Claim, Document
from claims.reports.lines import ClaimLine, claim_line

MOST = 50


@dataclass(frozen=True)
class Candidate:
    """Words of the newest text. old, new: both sides, with what differs marked; before, after: what stands around."""

    start: int
    end: int
    before: str
    after: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]

    @property
    def same(self) -> bool:
        return not any(piece.differs for piece in (*self.old, *self.new))


@dataclass(frozen=True)
class QuoteLeft:
    claim: ClaimLine
    version: int
    candidates: tuple[Candidate, ...]


def quotes_left(document: Document, margin: int) -> tuple[QuoteLeft, ...]:
    """Five queries. The text is searched for each of them."""
    text = document.texts.latest("number")
    rows = Claim.objects.filter(document=document, withdrawn_at=None).exclude(text_version=text)
    searched = Searched(text.text)
    return tuple(_left(row, searched, margin) for row in rows.for_lines().order_by("start", "id")[:MOST])


def _left(row: Claim, searched: Searched, margin: int) -> QuoteLeft:
    quote = Quote(row.exact, row.prefix, row.suffix, row.start, row.end)
    return QuoteLeft(
        claim_line(row, margin), row.version, tuple(_candidate(row, q) for q in candidates(searched, quote))
    )


def _candidate(row: Claim, found: Quote) -> Candidate:
    old, new = word_by_word(row.exact, found.exact)
    return Candidate(found.start, found.end, found.prefix, found.suffix, old, new)
