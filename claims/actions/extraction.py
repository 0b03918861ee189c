"""Reading a kept file again: the new text stands beside the old ones, and quotes are found again in it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from django.contrib.auth.models import User

from claims.actions.deed import deed, enter
from claims.actions.documents import insert_text, text_facts
from claims.actions.errors import Refused
from claims.actions.projections import write_words
from claims.actions.rows import changed, snapshot
from claims.domain.quotes import Anchor, AnchorState, Quote, Searched, find_again, quote_at
from claims.ingest.extracted import Extracted
from claims.models import Claim, Document, TextVersion


@dataclass(frozen=True)
class Reread:
    """What became of the quotes: how many in each state. left: claims that stay with the older text, for a person."""

    text: TextVersion
    states: Counter[str] = field(default_factory=Counter)
    left: tuple[int, ...] = ()


@deed("claims.change_document", "read documents again")
def read_again(*, by: User, document: Document, extracted: Extracted) -> Reread:
    """Keep what reading the original anew gives as the next text; take along every quote that is surely found in it.

    A quote that is ambiguous, lost or only alike stays in the text it was recorded in. Raises Refused where the text
    is the same as the newest one.
    """
    newest = document.texts.latest("number")
    if (newest.text, newest.extractor) == (extracted.text, extracted.extractor):
        raise Refused("Reading the file again gives the same text, so nothing was changed.")
    text = insert_text(document, newest.number + 1, extracted)
    claims = list(Claim.objects.filter(text_version=newest, withdrawn_at__isnull=True).order_by("start", "id"))
    anchors = _found_again(claims, extracted.text)
    for claim in claims:
        if surely(anchors[claim.pk]):
            _take_along(claim, text, anchors[claim.pk])
    left = tuple(claim.pk for claim in claims if not surely(anchors[claim.pk]))
    states = Counter(anchor.state.value for anchor in anchors.values())
    after = text_facts(text) | {"quotes": dict(states), "left": list(left)}
    enter(by=by, deed="read_again", concerning=[document, *claims], after=after)
    return Reread(text, states, left)


@deed("claims.change_document", "read documents otherwise")
def read_otherwise(*, by: User, document: Document, extracted: Extracted) -> TextVersion:
    """This very text of the document, kept beside its others if it is new: another sheet of a workbook, another
    encoding. Quotes stay in the texts they were recorded in.
    """
    kept = document.texts.filter(sha256=sha256(extracted.text.encode()).hexdigest()).order_by("-number").first()
    if kept is not None:
        return kept
    text = insert_text(document, document.texts.latest("number").number + 1, extracted)
    enter(by=by, deed="read_again", concerning=[document], after=text_facts(text))
    return text


def _found_again(claims: Iterable[Claim], text: str) -> dict[int, Anchor]:
    searched = Searched(text)
    return {c.pk: find_again(searched, Quote(c.exact, c.prefix, c.suffix, c.start, c.end)) for c in claims}


def surely(anchor: Anchor) -> bool:
    """Found or moved, and by more than likeness."""
    return anchor.state in (AnchorState.FOUND, AnchorState.MOVED) and anchor.sure


@deed("claims.change_claim", "correct claims")
def reanchor_claim(*, by: User, claim: Claim, version: int, start: int, end: int) -> Claim:
    """Let the claim quote these words of its document's newest text: a person found its own there again.

    Raises Stale; Refused where the answer as written does not stand in them.
    """
    claim = Claim.objects.select_related("text_version").defer("text_version__text").get(pk=claim.pk)
    text = claim.document.texts.latest("number")
    if claim.withdrawn or claim.text_version_id == text.pk:
        raise Refused("This claim was withdrawn, or its quote stands in the newest text already.")
    if not 0 <= start < end <= len(text.text):
        raise Refused("There are no words at this place of the text.")
    quote = quote_at(text.text, start, end)
    if " ".join(claim.as_written.split()) not in " ".join(quote.exact.split()):
        raise Refused(f"The answer “{claim.as_written}” does not stand in these words. Correct the claim instead.")
    before = snapshot(claim)
    columns = {name: getattr(quote, name) for name in ("start", "end", "exact", "prefix", "suffix")}
    changed(claim, version, {"text_version": text, "page": text.page_at(start), **columns})
    enter(by=by, deed="reanchor_claim", concerning=[claim, claim.document], before=before, after=snapshot(claim))
    write_words([(claim.pk, claim.statement, claim.exact)])
    return claim


def _take_along(claim: Claim, text: TextVersion, anchor: Anchor) -> None:
    assert anchor.quote
    quote = anchor.quote
    Claim.objects.filter(pk=claim.pk).update(
        text_version=text,
        start=quote.start,
        end=quote.end,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        page=text.page_at(quote.start),
        version=claim.version + 1,
    )
