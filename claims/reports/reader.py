"""A document's text with the claims' quotes marked in it, and the claims beside it. The cutting is domain.segments'."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.domain.segments import Segment, Span, cut, fits
from claims.models import Claim
from claims.reports.lines import SourceLink, source_link

LONGEST, MOST_CLAIMS, PART = 1_200_000, 1_000, 50_000
"""A text that is longer, or in which more claims stand, is shown in parts of so many code points."""
_WEIGHT = {"conflicting": 3, "corroborated": 2, "unverified": 1}
"""Where quotes lie over one another the mark shows the one that a reader must not miss."""


@dataclass(frozen=True)
class Note:
    """A claim beside the text. number: its place in the text's order, 0 where it has none (withdrawn, another text)."""

    pk: int
    number: int
    url: str
    statement: str
    status: str
    reviewed: bool
    outdated: bool
    withdrawn: bool
    graphic: bool
    as_written: str
    asserters: tuple[SourceLink, ...]
    others_unnamed: bool
    text_number: int

    @property
    def place(self) -> str:
        """The anchor in the text."""
        return f"claim-{self.pk}"

    @property
    def anchor(self) -> str:
        """The anchor beside the text."""
        return f"note-{self.pk}"


@dataclass(frozen=True)
class Marked:
    """A piece of the text as it is shown: the weightiest status over it ("" = no quote), how many quotes lie over it,
    the anchors of those that begin here, and the claims whose quote ends here. chosen: the quote asked for
    lies over it.
    """

    text: str
    status: str
    reviewed: bool
    depth: int
    anchors: tuple[str, ...]
    ends: tuple[Note, ...]
    chosen: bool = False


@dataclass(frozen=True)
class Part:
    """A piece of a text that is shown by itself. number: from 1, of so many; begins: its first code point; shifted: a
    claim's place within it.
    """

    text: str
    begins: int = 0
    number: int = 1
    of: int = 1

    @property
    def ends(self) -> int:
        return self.begins + len(self.text)

    def span(self, claim: Claim) -> Span:
        """What of the claim's quote lies in this part."""
        return Span(claim.pk, max(claim.start - self.begins, 0), min(claim.end - self.begins, len(self.text)))


def part_of(text: str, claims: int, number: int, place: int | None) -> Part:
    """The part of this number, or the one around a place. Whole, unless the text is long or holds very many claims."""
    if len(text) <= LONGEST and claims <= MOST_CLAIMS:
        return Part(text)
    of = max(1, -(-len(text) // PART))
    number = place // PART + 1 if place is not None else number
    number = min(max(number, 1), of)
    begins = (number - 1) * PART
    return Part(text[begins : begins + PART], begins, number, of)


def notes_of(claims: Sequence[Claim], part: Part, text_version: int) -> tuple[Note, ...]:
    """The claims in the text's order, then those without a place in it. Reads asserters and text_version."""
    standing = [claim for claim in claims if stands_in(claim, part, text_version)]
    numbers = {claim.pk: number for number, claim in enumerate(sorted(standing, key=_order), start=1)}
    notes = [_note(claim, numbers.get(claim.pk, 0)) for claim in claims]
    return tuple(sorted(notes, key=lambda note: (note.number or len(notes) + 1, note.pk)))


def stands_in(claim: Claim, part: Part, text_version: int) -> bool:
    """Is its quote marked in this text? Not a withdrawn one's, nor one that no longer fits (verifying names it)."""
    return claim.text_version_id == text_version and not claim.withdrawn and fits(part.text, part.span(claim))


def marked(part: Part, claims: Sequence[Claim], notes: Sequence[Note], chosen: int | None) -> tuple[Marked, ...]:
    """The text in pieces, each with the claims over it. Only claims whose note has a number are marked.

    chosen: the claim whose whole quote stands out; other quotes may cut it into pieces.
    """
    beside = {note.pk: note for note in notes if note.number}
    segments = cut(part.text, [part.span(claim) for claim in claims if claim.pk in beside])
    return tuple(_marked(segment, beside, chosen) for segment in segments)


def _marked(segment: Segment, beside: Mapping[int, Note], chosen: int | None) -> Marked:
    if not segment.over:
        return Marked(segment.text, "", False, 0, (), ())
    shown = max((beside[key] for key in segment.over), key=lambda note: (_WEIGHT[note.status], note.reviewed))
    return Marked(
        text=segment.text,
        status=shown.status,
        reviewed=shown.reviewed,
        depth=len(segment.over),
        anchors=tuple(beside[key].place for key in segment.begins),
        ends=tuple(beside[key] for key in segment.ends),
        chosen=chosen in segment.over,
    )


def _note(claim: Claim, number: int) -> Note:
    return Note(
        pk=claim.pk,
        number=number,
        url=claim.get_absolute_url(),
        statement=claim.statement,
        status=claim.status,
        reviewed=claim.reviewed,
        outdated=claim.outdated,
        withdrawn=claim.withdrawn,
        graphic=claim.graphic,
        as_written=claim.as_written,
        asserters=tuple(source_link(source) for source in claim.asserters.all()),
        others_unnamed=claim.others_unnamed,
        text_number=claim.text_version.number,
    )


def _order(claim: Claim) -> tuple[int, int, int]:
    return claim.start, -claim.end, claim.pk
