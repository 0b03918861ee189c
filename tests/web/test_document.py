"""`/documents/<pk>/`: the reader. Its text with every quote marked, and the claims beside it."""

import html
import re

import pytest
from django.test import Client

from claims import actions
from claims.actions.deed import act
from claims.models import Document, TextVersion
from tests.cast import Cast, person
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


def reading(page: str) -> str:
    """The text as a person reads it: without marks and references."""
    shown = re.search(r'<div class="text" dir="auto">(.*?)</div>', page, re.DOTALL)
    assert shown
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"(?s)<a class=\"ref.*?</a>", "", shown[1])))


def test_shows_the_text_as_it_is(cast: Cast, reader: Client) -> None:
    text = "Zwölf  <b>men</b>\n\n  & “two”\tﷺ 😀\nwere seen."
    document = cast.document(text)
    cast.claim("<b>men</b>\n\n  & “two”", document=document)
    cast.claim("men</b>", document=document)
    assert reading(text_of(reader.get(document.get_absolute_url()))) == text


def test_marks_each_quote_by_its_status_and_leads_there_and_back(cast: Cast, reader: Client) -> None:
    document = cast.document("An estimated 300 men were killed at Moura.")
    outer = cast.claim("An estimated 300 men were killed", document=document)
    inner = cast.claim("300 men", document=document)
    actions.review_claim(by=cast.lead, claim=inner, verdict="conflicting", reason="Others say 450.")
    page = text_of(reader.get(document.get_absolute_url()))
    assert f'<mark class="unverified unreviewed" id="claim-{outer.pk}">An estimated </mark>' in page
    assert f'<mark class="conflicting deep" id="claim-{inner.pk}">300 men</mark>' in page
    assert f'<a class="ref conflicting" href="#note-{inner.pk}"' in page and "≠2</a>" in page
    for claim in (outer, inner):
        assert f'<li id="note-{claim.pk}"' in page and f'href="#claim-{claim.pk}"' in page
        assert f'href="{claim.get_absolute_url()}"' in page


def test_quotes_that_begin_together_each_have_an_anchor(cast: Cast, reader: Client) -> None:
    document = cast.document("300 men were killed.")
    claims = [cast.claim(words, document=document) for words in ("300", "300 men", "300 men were")]
    page = text_of(reader.get(document.get_absolute_url()))
    assert all(page.count(f'id="claim-{claim.pk}"') == 1 for claim in claims)


def test_a_withdrawn_claim_is_listed_but_not_marked(cast: Cast, reader: Client) -> None:
    document = cast.document("300 men were killed.")
    claim = cast.claim("300 men", document=document)
    actions.withdraw_claim(by=cast.lead, claim=claim, version=claim.version, reason="Twice.")
    page = text_of(reader.get(document.get_absolute_url()))
    assert "<mark" not in page and "Without a place in this text" in page and "withdrawn" in page


def test_a_claim_on_another_text_is_listed_with_its_number(cast: Cast, reader: Client) -> None:
    document = cast.document("300 men were killed.")
    claim = cast.claim("300 men", document=document)
    with act():
        TextVersion.objects.create(document=document, number=2, text="New text.", sha256="0" * 64, extractor="x")
    url = document.get_absolute_url()
    latest = text_of(reader.get(url))
    assert reading(latest) == "New text." and "text 1</span>" in latest
    assert f'id="claim-{claim.pk}"' in text_of(reader.get(f"{url}?text=1"))
    for strange in ("0", "99", "x", "-1", "9" * 30, "٣"):
        assert reading(text_of(reader.get(url, {"text": strange}))) == "New text."


def test_says_what_is_known_and_what_is_not(cast: Cast, reader: Client) -> None:
    plain = cast.document("One.")
    page = text_of(reader.get(plain.get_absolute_url()))
    assert "not named in the text" in page and "not stated" in page and plain.sha256 in page
    known = cast.document(
        "Two.",
        publisher=cast.source("HRW"),
        published="2022-03",
        language="en",
        grade="E",
        grade_reason="Rewritten by a machine.",
        note="Signs: “frequently enough”.",
        address="https://example.org/a",
    )
    page = text_of(reader.get(known.get_absolute_url()))
    for said in ("HRW", "March 2022", "E: unreliable", "Rewritten by a machine.", "frequently enough"):
        assert said in page
    assert '<a href="https://example.org/a" rel="noopener noreferrer nofollow">' in page


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "http://[", "at the archive"])
def test_an_address_that_leads_nowhere_safe_is_no_link(cast: Cast, reader: Client, address: str) -> None:
    page = text_of(reader.get(cast.document("One.", address=address).get_absolute_url()))
    assert f"<dd>{address}" in page


def test_names_what_it_repeats_and_what_repeats_it(cast: Cast, reader: Client) -> None:
    agency, paper = cast.document("One.", title="The agency"), cast.document("Two.", title="The paper")
    actions.record_repeats(by=cast.lead, document=paper, repeats=agency, note="Word for word.")
    for document, other in ((paper, agency), (agency, paper)):
        page = text_of(reader.get(document.get_absolute_url()))
        assert other.get_absolute_url() in page and "Word for word." in page


def test_offers_only_what_the_person_may_do(cast: Cast, reader: Client) -> None:
    document = cast.document("One.")
    offers = [f"{document.get_absolute_url()}{deed}/" for deed in ("claims/add", "correct", "repeats")]
    page, more = (text_of(client.get(document.get_absolute_url())) for client in (reader, visitor("contributor")))
    assert not any(offer in page for offer in offers) and all(offer in more for offer in offers)
    assert f"{document.get_absolute_url()}verify/" in page


def test_warns_where_a_quote_is_graphic(cast: Cast, reader: Client) -> None:
    document = cast.document("300 men were killed.")
    assert "describes violence" not in text_of(reader.get(document.get_absolute_url()))
    cast.claim("300 men", document=document, graphic=True)
    assert "describes violence" in text_of(reader.get(document.get_absolute_url()))


def test_a_wrong_number_is_not_found(reader: Client) -> None:
    assert reader.get("/documents/999/").status_code == 404


def test_refuses_somebody_without_a_role(cast: Cast) -> None:
    assert visitor("").get(cast.document("One.").get_absolute_url()).status_code == 403


def test_is_for_looking_only(cast: Cast, reader: Client) -> None:
    assert reader.post(cast.document("One.").get_absolute_url()).status_code == 405


def test_reads_as_often_for_thirty_claims_as_for_three(cast: Cast, reader: Client) -> None:
    document: Document = cast.document(" ".join(f"{number} men." for number in range(100, 140)))
    witness = cast.source("A witness")

    def grow(first: int, last: int) -> int:
        for number in range(first, last):
            cast.claim(f"{number} men", document=document, asserted_by=(witness,))
        return reads(lambda: reader.get(document.get_absolute_url()))

    assert grow(100, 103) == grow(103, 130)


def test_the_whole_quote_that_was_asked_for_stands_out(cast: Cast, reader: Client) -> None:
    """Other quotes cut it into pieces; all of them belong to it."""
    document = cast.document("At Moura 300 men were killed.")
    whole = cast.claim("At Moura 300 men were killed", document=document)
    cast.claim("300 men", document=document)
    page = reader.get(f"{document.get_absolute_url()}?claim={whole.pk}").context["page"]
    assert "".join(piece.text for piece in page.pieces if piece.chosen) == whole.exact
    assert not any(piece.chosen for piece in reader.get(document.get_absolute_url()).context["page"].pieces)
    assert reader.get(f"{document.get_absolute_url()}?claim=x").status_code == 200


# --- a long text ---


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.reports.reader.LONGEST", 100)
    monkeypatch.setattr("claims.reports.reader.PART", 40)


def test_a_long_text_is_shown_in_parts(client: Client, cast: Cast, in_parts: None) -> None:
    client.force_login(person("reader"))
    text = "".join(f"Line {n:02} says 300 men died.\n" for n in range(6))
    document = cast.document(text)
    shown = [client.get(document.get_absolute_url(), {"part": n}).context["page"] for n in (1, 2, 3, 4, 5)]
    assert [page.part.number for page in shown] == [1, 2, 3, 4, 5]
    assert "".join(piece.text for page in shown for piece in page.pieces) == text
    assert client.get(document.get_absolute_url(), {"part": "99"}).context["page"].part.number == 5


def test_a_claim_that_is_asked_for_stands_in_its_part(client: Client, cast: Cast, in_parts: None) -> None:
    client.force_login(person("reader"))
    text = "".join(f"Line {n:02} says 300 men died.\n" for n in range(6))
    document = cast.document(text)
    first, last = (cast.claim(f"Line 0{n} says 300 men", document=document) for n in (0, 5))
    page = client.get(document.get_absolute_url(), {"claim": last.pk}).context["page"]
    assert [note.pk for note in page.notes] == [last.pk]
    assert [piece.text for piece in page.pieces if piece.chosen][-1] in text
    assert page.part.number == last.start // 40 + 1
    page = client.get(document.get_absolute_url()).context["page"]
    assert [note.pk for note in page.notes] == [first.pk]


def test_the_custody_of_the_file_stands_apart(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    document = cast.document("300 men died.", collected="2022-04")
    b"".join(client.get(f"{document.get_absolute_url()}original/").streaming_content)
    client.post(f"{document.get_absolute_url()}verify/")
    cast.claim("300 men", document=document)
    page = client.get(document.get_absolute_url())
    assert [line.words.split(":")[0] for line in page.context["custody"]] == [
        "verified the document",
        "was handed the original",
        "added the document",
    ]
    assert "Custody of the file" in page.content.decode() and "collected April 2022" in page.content.decode()
