"""A claim, a source, a document as they are shown anywhere: one line each, plain and frozen."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.domain.answers import Answer, Quantity
from claims.domain.reading import describe
from claims.domain.wording import interval_words
from claims.models import Claim, Document, Source


@dataclass(frozen=True)
class SourceLink:
    name: str
    url: str
    grade: str
    confidential: bool


@dataclass(frozen=True)
class DocumentLink:
    """publisher is "" where the text names none; published is the EDTF expression, "" where it is not known."""

    title: str
    url: str
    publisher: str
    published: str
    confidential: bool


@dataclass(frozen=True)
class ClaimLine:
    """A claim in one line. who: in words, for sentences; asserters: empty for a document's own voice.

    reading: "270–330 people, by about = ±10 %", "" where there is no answer. finding: what the evidence suggests.
    """

    pk: int
    url: str
    statement: str
    exact: str
    status: str
    finding: str
    reviewed: bool
    outdated: bool
    withdrawn: bool
    replaced: bool
    denied: bool
    graphic: bool
    as_written: str
    reading: str
    who: str
    asserters: tuple[SourceLink, ...]
    others_unnamed: bool
    voice: str
    document: DocumentLink
    question_url: str
    question: str


def source_link(source: Source) -> SourceLink:
    return SourceLink(source.name, source.get_absolute_url(), source.grade, source.confidential)


def document_link(document: Document) -> DocumentLink:
    """Reads document.publisher."""
    publisher = document.publisher.name if document.publisher else ""
    return DocumentLink(
        document.title, document.get_absolute_url(), publisher, document.published, document.confidential
    )


def reading_words(claim: Claim, margin: int) -> str:
    """How the words were read, in words. Reads question and option."""
    answer: Answer | None = claim.answer
    if answer is None:
        return ""
    words = interval_words(answer, margin)
    if claim.hand_reason:
        return f"{words}, by hand: {claim.hand_reason}"
    if isinstance(answer, Quantity) and claim.rule:
        return f"{words}, by {describe(claim.rule, margin)}"
    return words


def claim_line(claim: Claim, margin: int) -> ClaimLine:
    """Reads document.publisher, question, option, asserters: load with Claim.objects.for_lines()."""
    return ClaimLine(
        pk=claim.pk,
        url=claim.get_absolute_url(),
        statement=claim.statement,
        exact=claim.exact,
        status=claim.status,
        finding=claim.finding,
        reviewed=claim.reviewed,
        outdated=claim.outdated,
        withdrawn=claim.withdrawn,
        replaced=claim.replaced_by_id is not None,
        denied=claim.stance == "denies",
        graphic=claim.graphic,
        as_written=claim.as_written,
        reading=reading_words(claim, margin),
        who=claim.who,
        asserters=tuple(source_link(s) for s in claim.asserters.all()),
        others_unnamed=claim.others_unnamed,
        voice=claim.get_voice_display(),
        document=document_link(claim.document),
        question_url=claim.question.get_absolute_url() if claim.question else "",
        question=claim.question.text if claim.question else "",
    )


def claim_lines(claims: Iterable[Claim], margin: int) -> tuple[ClaimLine, ...]:
    return tuple(claim_line(claim, margin) for claim in claims)
