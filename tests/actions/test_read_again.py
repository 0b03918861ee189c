"""Reading a kept file again: the text stands beside the old one, and only quotes that are surely found go along."""

import pytest

from claims import actions, ledger
from claims.ingest.extracted import Extracted
from claims.models import Claim, Document, LedgerEntry
from tests.cast import Cast

pytestmark = pytest.mark.django_db

OLD = "On Monday it said that an esti-\nmated 300 men were killed at Moura. Many were hurt. It was denied on Friday."
NEW = "Page 1\n\nOn Monday it said that an estimated 300 men were killed at Moura. It was denied on Friday."


@pytest.fixture
def document(cast: Cast) -> Document:
    return cast.document(OLD, publisher=cast.source())


def again(cast: Cast, document: Document, text: str = NEW, pages: tuple[int, ...] = (0, 8)) -> actions.Reread:
    return actions.read_again(
        by=cast.lead, document=document, extracted=Extracted(text, "text/plain", "better 2", pages)
    )


def test_a_quote_that_a_reader_sees_again_goes_along(cast: Cast, document: Document) -> None:
    claim = cast.claim("an esti-\nmated 300 men were killed", document=document)
    made = again(cast, document)
    claim.refresh_from_db()
    assert claim.text_version == made.text and claim.exact == "an estimated 300 men were killed"
    assert NEW[claim.start : claim.end] == claim.exact and claim.page == 2 and made.left == ()


def test_a_quote_that_is_gone_stays_with_the_older_text(cast: Cast, document: Document) -> None:
    claim = cast.claim("Many were hurt", document=document)
    made = again(cast, document)
    claim.refresh_from_db()
    assert claim.text_version.number == 1 and OLD[claim.start : claim.end] == claim.exact
    assert made.left == (claim.pk,) and made.states == {"lost": 1}


def test_no_text_is_ever_replaced(cast: Cast, document: Document) -> None:
    again(cast, document)
    assert [text.text for text in document.texts.order_by("number")] == [OLD, NEW]


def test_a_text_that_is_the_same_is_refused(cast: Cast, document: Document) -> None:
    again(cast, document)
    with pytest.raises(actions.Refused, match="the same text"):
        again(cast, document)


def test_the_ledger_says_what_became_of_the_quotes(cast: Cast, document: Document) -> None:
    lost = cast.claim("Many were hurt", document=document)
    cast.claim("denied on Friday", document=document)
    made = again(cast, document)
    entry = LedgerEntry.objects.latest("sequence")
    assert entry.deed == "read_again" and f'"left":[{lost.pk}]' in entry.payload
    assert made.text.sha256 in entry.payload and ledger.verify().fault is None and actions.rebuild().total == 0


def test_a_claim_recorded_then_knows_its_page(cast: Cast, document: Document) -> None:
    again(cast, document)
    assert cast.claim("denied on Friday", document=document).page == 2
    assert Claim.objects.latest("pk").text_version.number == 2
