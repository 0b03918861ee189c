"""Documents as their list shows them, and a document's own page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from claims.models import Claim, Document, DocumentRepeats, TextVersion
from claims.reports.lines import DocumentLink, SourceLink, document_link, source_link
from claims.reports.reader import Marked, Note, Part, marked, notes_of, part_of


@dataclass(frozen=True)
class DocumentLine:
    """A document in a list. publisher is None where the text names none; published is EDTF, "" where not known."""

    title: str
    url: str
    grade: str
    confidential: bool
    publisher: SourceLink | None
    published: str
    language: str
    claims: int
    claims_url: str
    proposals_url: str


def document_lines(documents: Sequence[Document]) -> tuple[DocumentLine, ...]:
    """One query for the number of claims; reads publisher (select it)."""
    counts = dict(
        Claim.objects.filter(document__in=[d.pk for d in documents])
        .order_by()
        .values_list("document")
        .annotate(Count("pk"))
    )
    return tuple(_document_line(document, counts.get(document.pk, 0)) for document in documents)


def _document_line(document: Document, claims: int) -> DocumentLine:
    return DocumentLine(
        title=document.title,
        url=document.get_absolute_url(),
        grade=document.grade,
        confidential=document.confidential,
        publisher=source_link(document.publisher) if document.publisher else None,
        published=document.published,
        language=document.language,
        claims=claims,
        claims_url=f"{reverse('claim_list')}?document={document.pk}",
        proposals_url=reverse("document_proposals", args=[document.pk]),
    )


@dataclass(frozen=True)
class Repetition:
    """Another document that this one repeats, or that repeats this one, and what is noted about it."""

    document: DocumentLink
    note: str


@dataclass(frozen=True)
class TextLine:
    """One of a document's texts. shown: it is the one on the page."""

    number: int
    extractor: str
    sha256: str
    url: str
    shown: bool


@dataclass(frozen=True)
class Proposal:
    """What a file says of itself. use_url: the form that corrects the document, with this filled in; "" where no column
    takes it.
    """

    label: str
    words: str
    use_url: str


_LABELS = {
    "title": "title",
    "author": "author",
    "publisher": "site",
    "published": "published",
    "made": "made",
    "language": "language",
}
_TAKEN = ("title", "publisher", "published", "language")


def proposals_of(document: Document) -> tuple[Proposal, ...]:
    """Proposals to a person: nothing is filled in by them."""
    use = reverse("document_correct", args=[document.pk])
    return tuple(
        Proposal(label, words, f"{use}?use={name}" if name in _TAKEN else "")
        for name, label in _LABELS.items()
        if (words := document.says_of_itself.get(name))
    )


@dataclass(frozen=True)
class DocumentPage:
    """A document with the text that is shown. notes: claims marked in it; elsewhere: claims without a place in it.

    chosen: the claim that was asked for.
    quotable: is there any text? notes_on_text: what a reader must know of how it was taken from the file.
    """

    texts: tuple[TextLine, ...]
    part: Part
    pieces: tuple[Marked, ...]
    chosen: int | None
    notes: tuple[Note, ...]
    elsewhere: tuple[Note, ...]
    graphic: bool
    quotable: bool
    notes_on_text: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    repeats: tuple[Repetition, ...]
    repeated_by: tuple[Repetition, ...]

    @property
    def text(self) -> TextLine | None:
        return next((text for text in self.texts if text.shown), None)


def document_page(
    document: Document, text_number: int | None = None, chosen: int | None = None, part_number: int = 1
) -> DocumentPage:
    """The page with the text of this number, else with the latest. chosen: the claim whose quote stands out.

    Eight queries, whatever the number of claims. A long text is shown in parts: the one that is asked for.
    """
    texts = list(TextVersion.objects.filter(document=document).defer("text").order_by("number"))
    shown = next((t for t in texts if t.number == text_number), texts[-1] if texts else None)
    text = TextVersion.objects.values_list("text", flat=True).get(pk=shown.pk) if shown else ""
    place = Claim.objects.filter(document=document, pk=chosen or 0).values_list("start", flat=True).first()
    part = part_of(text, Claim.objects.filter(document=document).count(), part_number, place)
    rows = Claim.objects.filter(document=document)
    if part.of > 1:
        rows = rows.filter(text_version=shown, start__lt=part.ends, end__gt=part.begins)
    claims = list(
        rows.select_related("text_version")
        .defer("text_version__text")
        .prefetch_related("asserters")
        .order_by("start", "id")
    )
    notes = notes_of(claims, part, shown.pk if shown else 0)
    standing = tuple(note for note in notes if note.number)
    return DocumentPage(
        texts=tuple(_text_line(t, document, t == shown) for t in texts),
        chosen=chosen,
        part=part,
        pieces=marked(part, claims, notes, chosen),
        notes=standing,
        elsewhere=tuple(note for note in notes if not note.number),
        graphic=any(note.graphic for note in standing),
        quotable=bool(text),
        proposals=proposals_of(document),
        notes_on_text=tuple(shown.notes) if shown else (),
        repeats=_repetitions(document, to="repeats"),
        repeated_by=_repetitions(document, to="document"),
    )


def _text_line(text: TextVersion, document: Document, shown: bool) -> TextLine:
    url = f"{document.get_absolute_url()}?text={text.number}"
    return TextLine(text.number, text.extractor, text.sha256, url, shown)


def _repetitions(document: Document, *, to: str) -> tuple[Repetition, ...]:
    """to: which end of the link is the other document, repeats or document."""
    own = "document" if to == "repeats" else "repeats"
    links: Iterable[DocumentRepeats] = (
        DocumentRepeats.objects.filter(**{own: document}).select_related(f"{to}__publisher").order_by("id")
    )
    return tuple(Repetition(document_link(getattr(link, to)), link.note) for link in links)
