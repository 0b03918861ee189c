"""The sentences of a document that could be claimed: shown, accepted, dismissed, proposed again."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from claims import actions
from claims.ingest.extracted import Extracted
from claims.models import Claim, Dismissal, Document, LedgerEntry
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db

FIRST = "In Moura an estimated 300 men were killed."
SECOND = "Soldiers burned the houses <b>of</b> the village."
TEXT = f"{FIRST} It rained. {SECOND}"


@pytest.fixture
def document(cast: Cast) -> Document:
    return cast.document(TEXT, publisher=cast.source())


@pytest.fixture
def contributor(client: Client) -> Client:
    client.force_login(person("contributor"))
    return client


def url(document: Document, what: str = "proposals") -> str:
    return reverse(f"document_{what}", args=[document.pk])


def place(sentence: str) -> dict[str, int]:
    start = TEXT.index(sentence)
    return {"start": start, "end": start + len(sentence)}


def test_shows_each_sentence_with_its_reading_and_the_reason(contributor: Client, document: Document) -> None:
    page = contributor.get(url(document)).content.decode()
    assert "<mark>an estimated 300 men</mark>" in page
    assert "270–330 people, by about = ±10 %" in page
    assert "It holds a figure (“an estimated 300 men”) and says what was done (“killed”)." in page
    assert "&lt;b&gt;of&lt;/b&gt;" in page
    assert "It rained" not in page


def test_accepting_leads_to_the_form_filled_from_the_sentence(contributor: Client, document: Document) -> None:
    line = contributor.get(url(document)).context["page"].lines[0]
    asked = parse_qs(urlsplit(line.accept_url).query)
    assert asked["quote"] == [FIRST] and asked["as_written"] == ["an estimated 300 men"]
    form = contributor.get(line.accept_url).context["form"]
    assert (form["quote"].value(), form["as_written"].value()) == (FIRST, "an estimated 300 men")


def test_a_recorded_one_is_gone_and_the_next_is_at_hand(contributor: Client, document: Document) -> None:
    accept = contributor.get(url(document)).context["page"].lines[0].accept_url
    said = {"quote": FIRST, "statement": "So.", "voice": "own", "stance": "asserts", "answer_by": "written"}
    answer = contributor.post(accept, said | {"another": "1", **{f"scope_{d}_0": "" for d in SCOPES}})
    assert answer["Location"] == url(document)
    assert Claim.objects.get().exact == FIRST
    assert [line.start for line in contributor.get(url(document)).context["page"].lines] == [place(SECOND)["start"]]


SCOPES = ("population", "place", "period", "by_whom", "as_of")


def test_a_dismissed_one_is_remembered_in_another_text_too(contributor: Client, document: Document, cast: Cast) -> None:
    contributor.post(url(document, "dismiss"), place(FIRST))
    assert Dismissal.objects.get().sentence == FIRST
    assert LedgerEntry.objects.latest("pk").deed == "dismiss_proposal"
    reread = Extracted(TEXT.replace(" men", "\nmen"), "text/plain", "plain text 3")
    actions.read_again(by=cast.lead, document=document, extracted=reread)
    assert len(contributor.get(url(document)).context["page"].lines) == 1


def test_a_dismissal_is_taken_back(contributor: Client, document: Document) -> None:
    contributor.post(url(document, "dismiss"), place(FIRST))
    page = contributor.get(url(document, "dismissed"))
    assert FIRST in page.content.decode()
    contributor.post(url(document, "restore"), {"dismissal": page.context["lines"][0].pk})
    assert len(contributor.get(url(document)).context["page"].lines) == 2
    assert LedgerEntry.objects.latest("pk").deed == "restore_proposal"


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"start": "5", "end": "5"},
        {"start": "9", "end": "3"},
        {"start": "0", "end": "999999"},
        {"start": "-1", "end": "4"},
        {"start": "x", "end": "\x00"},
        {"start": "42", "end": "43"},
    ],
    ids=str,
)
def test_a_place_without_a_sentence_is_refused(contributor: Client, document: Document, typed: Any) -> None:
    page = contributor.post(url(document, "dismiss"), typed, follow=True).content.decode()
    assert "There is no sentence at this place of the text." in page
    assert not Dismissal.objects.exists()


def test_dismissing_or_restoring_twice_says_so(contributor: Client, document: Document) -> None:
    contributor.post(url(document, "dismiss"), place(FIRST))
    again = contributor.post(url(document, "dismiss"), place(FIRST), follow=True).content.decode()
    assert "This sentence is dismissed already." in again
    row = {"dismissal": Dismissal.objects.get().pk}
    contributor.post(url(document, "restore"), row)
    assert "proposed again already" in contributor.post(url(document, "restore"), row, follow=True).content.decode()


def test_another_documents_dismissal_is_left_alone(contributor: Client, document: Document, cast: Cast) -> None:
    contributor.post(url(document, "dismiss"), place(FIRST))
    other = cast.document("Nothing.")
    contributor.post(url(other, "restore"), {"dismissal": Dismissal.objects.get().pk})
    assert Dismissal.objects.exists()


def test_a_long_text_is_shown_page_by_page(contributor: Client, cast: Cast) -> None:
    document = cast.document(" ".join(f"They killed {n} men there." for n in range(2, 62)))
    seen: list[int] = []
    begins: int | None = 0
    while begins is not None:
        page = contributor.get(url(document), {"from": begins}).context["page"]
        seen += [line.start for line in page.lines]
        begins = page.next_from
    assert len(seen) == len(set(seen)) == 60


FRENCH = "Selon des témoins, plus de 300 hommes ont été tués à Moura en mars 2022 par des soldats."


GERMAN = "Nach Angaben von Zeugen wurden in Moura mehr als 300 Männer getötet."


def test_a_french_document_is_read_as_french(contributor: Client, cast: Cast) -> None:
    document = cast.document(FRENCH, language="fr")
    (line,) = contributor.get(url(document)).context["page"].lines
    assert [(read.words, read.reading) for read in line.readings] == [
        ("plus de 300 hommes", "301 or more people, by more than = above n"),
        ("mars 2022", "March 2022, by date = the days it names (2022-03)"),
    ]
    form = contributor.get(reverse("claim_add", args=[document.pk]), {"quote": FRENCH[:50]}).context["form"]
    assert form["as_written"].value() == "plus de 300 hommes"
    assert contributor.get(line.accept_url).context["form"]["quote"].value() == FRENCH


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        (FRENCH, "", "This document has no language yet, and its words look French."),
        (FRENCH, "en", "This document is said to be English, but its words look French."),
        (TEXT, "fr-FR", "This document is said to be French, but its words look English."),
        (GERMAN, "", "The rules know English and French, and this text seems to be in another language."),
        (GERMAN, "de", "The rules know English and French; this document is said to be in another language, “de”."),
    ],
)
def test_no_language_is_read_by_the_rules_for_another(
    contributor: Client, cast: Cast, text: str, language: str, why: str
) -> None:
    document = cast.document(text, language=language)
    page = contributor.get(url(document)).content.decode()
    assert why in page
    assert reverse("document_correct", args=[document.pk]) in page
    if "look" in why:
        correct = re.search(r'href="([^"]*correct/\?language=(..))"', page)
        assert correct and contributor.get(correct[1]).context["form"]["language"].value() == correct[2]
    form = contributor.get(reverse("claim_add", args=[document.pk]), {"quote": text[:60]}).context["form"]
    assert not form["as_written"].value()


@pytest.mark.parametrize("text", ["Nothing of it is here.", "It is so and was so."])
def test_says_when_there_is_none(contributor: Client, cast: Cast, text: str) -> None:
    page = contributor.get(url(cast.document(text))).content.decode()
    assert "No sentence of this text is proposed" in page


MIXED = f"{FIRST} The convoy was seen there again on 3 May 2022. {SECOND}"


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("figure", ["In Moura"]),
        ("date", ["The convoy"]),
        ("act", ["Soldiers"]),
        ("", ["In Moura", "The convoy", "Soldiers"]),
        ("x", ["In Moura", "The convoy", "Soldiers"]),
    ],
)
def test_one_kind_is_shown_alone(contributor: Client, cast: Cast, kind: str, shown: list[str]) -> None:
    page = contributor.get(url(cast.document(MIXED)), {"kind": kind}).context["page"]
    sentences = ["".join(piece.text for piece in line.pieces) for line in page.lines]
    assert [next(s for s in shown if sentence.startswith(s)) for sentence in sentences] == shown


def test_each_kind_is_a_link_that_keeps_the_place(contributor: Client, cast: Cast) -> None:
    document = cast.document(MIXED)
    kinds = contributor.get(url(document), {"from": "5", "kind": "act"}).context["kinds"]
    assert [kind.url.partition("?")[2] for kind in kinds] == [
        "from=5",
        "from=5&kind=figure",
        "from=5&kind=date",
        "from=5&kind=act",
    ]
    assert [kind.words for kind in kinds if kind.current] == ["with an act alone"]


def test_says_how_far_into_the_text_the_page_reaches(contributor: Client, cast: Cast) -> None:
    document = cast.document(" ".join(f"They killed {n} men there." for n in range(10, 60)))
    first = contributor.get(url(document), {"kind": "figure"})
    assert "This page goes from 0 % to 50 % of the text." in first.content.decode()
    assert first.context["next_url"].endswith("&kind=figure")
    second = contributor.get(first.context["next_url"]).content.decode()
    assert "This page goes from 50 % to 100 % of the text." in second


def test_dismissing_keeps_the_place_and_the_kind(contributor: Client, document: Document) -> None:
    typed = place(SECOND) | {"from": "9", "kind": "act"}
    answer = contributor.post(url(document, "dismiss"), typed)
    assert answer["Location"] == f"{url(document)}?from=9&kind=act"


def test_recording_and_cancelling_keep_the_place_and_the_kind(contributor: Client, document: Document) -> None:
    page = contributor.get(url(document), {"from": "9", "kind": "act"}).context["page"]
    back = f"{url(document)}?from=9&kind=act"
    assert contributor.get(page.lines[0].accept_url).context["cancel_url"] == back
    said = {"quote": SECOND, "statement": "So.", "voice": "own", "stance": "asserts", "answer_by": "written"}
    said |= {"another": "1", **{f"scope_{d}_0": "" for d in SCOPES}}
    assert contributor.post(page.lines[0].accept_url, said)["Location"] == back


def test_the_list_of_documents_leads_to_the_proposals(contributor: Client, document: Document) -> None:
    assert f'href="{url(document)}"' in contributor.get(reverse("document_list")).content.decode()
    assert f'href="{url(document)}"' in contributor.get(document.get_absolute_url()).content.decode()


@pytest.mark.parametrize("begins", ["x", "-1", "9" * 30, "\x00", "999999"])
def test_a_place_that_is_none_is_no_error(contributor: Client, document: Document, begins: str) -> None:
    assert contributor.get(url(document), {"from": begins}).status_code == 200


def test_a_reader_sees_them_without_the_buttons(client: Client, document: Document) -> None:
    client.force_login(person("reader"))
    page = client.get(url(document)).content.decode()
    assert "an estimated 300 men" in page and "Record as a claim" not in page


def test_asks_the_database_the_same_number_of_times(
    contributor: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    document = cast.document(" ".join(f"They killed {n} men there." for n in range(2, 62)))
    contributor.get(url(document))
    with django_assert_max_num_queries(9):
        contributor.get(url(document))
