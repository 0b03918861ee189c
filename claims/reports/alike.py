"""Documents much like another one, and two of them side by side. What is alike is domain.alike's to say."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Count
from django.urls import reverse

from claims.domain.alike import LONGEST_COMPARED, SHARED, Common, Passage, Piece, common, side_by_side
from claims.models import Document, DocumentRepeats, TextKey, TextVersion
from claims.reports.lines import DocumentLink, document_link

MOST = 5
"""Documents that are measured against one; the likeliest."""
AT_EITHER_END = 160
"""Code points of a common passage that are shown; what is between is left out."""
MOST_PASSAGES = 400


@dataclass(frozen=True)
class AlikeDocument:
    """A document with much in common. shares: of this document's words, of the other's. repeats: recorded already?"""

    pk: int
    document: DocumentLink
    share_of_this: int
    share_of_other: int
    url: str
    repeats: bool


def likely(document: Document) -> list[int]:
    """Texts of other documents that share enough keys with the newest text of this one, the likeliest first. Three
    queries: with the keys named, none of them can come to read a whole table.
    """
    newest = TextVersion.objects.filter(document=document).order_by("-number").values_list("pk", flat=True)[:1]
    keys = list(TextKey.objects.filter(text=list(newest)[0]).values_list("key", flat=True))
    others = TextKey.objects.filter(key__in=keys).exclude(text__document=document).order_by()
    shared = others.values("text").annotate(n=Count("key")).filter(n__gte=SHARED)
    return list(shared.order_by("-n", "-text").values_list("text", flat=True)[:MOST])


def alike_documents(document: Document) -> tuple[AlikeDocument, ...]:
    """Those that are measured to be alike, most in common first. Seven queries; reads their texts."""
    texts = TextVersion.objects.filter(pk__in=likely(document)).select_related("document__publisher")
    own = _text(document)
    linked = set(DocumentRepeats.objects.filter(document=document).values_list("repeats", flat=True))
    linked |= set(DocumentRepeats.objects.filter(repeats=document).values_list("document", flat=True))
    found = {}
    for text in texts.order_by("document", "-number"):
        measured = common(own, text.text)
        if measured.alike and text.document_id not in found:
            found[text.document_id] = _alike(document, text.document, measured, text.document_id in linked)
    return tuple(sorted(found.values(), key=lambda one: (-max(one.share_of_this, one.share_of_other), one.pk)))


def _text(document: Document) -> str:
    return TextVersion.objects.filter(document=document).order_by("-number").values_list("text", flat=True)[:1][0]


def _alike(document: Document, other: Document, measured: Common, repeats: bool) -> AlikeDocument:
    return AlikeDocument(
        pk=other.pk,
        document=document_link(other),
        share_of_this=round(100 * measured.share_of_first),
        share_of_other=round(100 * measured.share_of_second),
        url=reverse("document_compare", args=[document.pk, other.pk]),
        repeats=repeats,
    )


@dataclass(frozen=True)
class PassageLine:
    """One place of both texts. left_out: code points of a common passage that are not shown."""

    first: tuple[Piece, ...]
    second: tuple[Piece, ...]
    same: bool
    left_out: int


@dataclass(frozen=True)
class ComparePage:
    """Two documents side by side. cut: one is longer than what is laid side by side. more: passages are left out."""

    common: Common
    passages: tuple[PassageLine, ...]
    cut: bool
    more: bool
    differing: int

    @property
    def share_of_first(self) -> int:
        return round(100 * self.common.share_of_first)

    @property
    def share_of_second(self) -> int:
        return round(100 * self.common.share_of_second)


def compare_page(document: Document, other: Document) -> ComparePage:
    """Two queries."""
    first, second = _text(document), _text(other)
    passages = list(islice(_lines(first, second), MOST_PASSAGES + 1))
    return ComparePage(
        common=common(first, second),
        passages=tuple(passages[:MOST_PASSAGES]),
        cut=max(len(first), len(second)) > LONGEST_COMPARED,
        more=len(passages) > MOST_PASSAGES,
        differing=sum(not passage.same for passage in passages),
    )


def _lines(first: str, second: str) -> Iterator[PassageLine]:
    for passage in side_by_side(first, second):
        yield _shortened(passage) if passage.same else PassageLine(passage.first, passage.second, False, 0)


def _shortened(passage: Passage) -> PassageLine:
    text = passage.first[0].text
    if len(text) <= 3 * AT_EITHER_END:
        return PassageLine(passage.first, passage.second, True, 0)
    ends = (Piece(f"{text[:AT_EITHER_END]} …", False), Piece(f"… {text[-AT_EITHER_END:]}", False))
    return PassageLine(ends, ends, True, len(text) - 2 * AT_EITHER_END)
