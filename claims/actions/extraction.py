"""Reading a kept file again: the new text stands beside the old ones, and quotes are found again in it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User

from claims.actions.deed import deed, enter
from claims.actions.documents import insert_text, text_facts
from claims.actions.errors import Refused
from claims.domain.quotes import Anchor, AnchorState, Quote, Searched, find_again
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


def _found_again(claims: Iterable[Claim], text: str) -> dict[int, Anchor]:
    searched = Searched(text)
    return {c.pk: find_again(searched, Quote(c.exact, c.prefix, c.suffix, c.start, c.end)) for c in claims}


def surely(anchor: Anchor) -> bool:
    """Found or moved, and by more than likeness."""
    return anchor.state in (AnchorState.FOUND, AnchorState.MOVED) and anchor.sure


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
