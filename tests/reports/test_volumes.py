"""A report in volumes: every question stands in one of them, in order, and none is longer than it may be."""

import io
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest

from claims import formats
from claims.reports.paper import Paper, paper_of
from claims.reports.volumes import volumes_of
from tests.cast import Cast
from tests.exports.reported import reported

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def value(kept_cast: Cast) -> dict[str, Any]:
    """Two events with two questions each; the second event's have two and five claims."""
    cast = kept_cast
    moura, ogossagou = cast.event("Moura"), cast.event("Ogossagou")
    for event, more in ((moura, 0), (moura, 0), (ogossagou, 0), (ogossagou, 3)):
        question = cast.conflict(event=event)
        for number in range(more):
            cast.claim(f"{number + 7} people", question)
    return reported(moura, ogossagou)


@pytest.fixture(scope="module")
def paper(value: dict[str, Any]) -> Paper:
    return paper_of(value)


@pytest.mark.parametrize(
    ("most", "claims"),
    [(1000, [0, 11]), (6, [0, 6, 5]), (4, [0, 4, 2, 5]), (1, [0, 2, 2, 2, 5])],
    ids=["all in one", "at an event’s end and within one", "a question longer than that", "one a volume"],
)
def test_questions_are_divided_in_their_order(paper: Paper, most: int, claims: list[int]) -> None:
    volumes = volumes_of(paper, most)
    assert [volume.claims for volume in volumes] == claims
    assert [volume.number for volume in volumes] == list(range(1, len(claims) + 1))
    assert [asked.key for volume in volumes for asked in volume.questions] == [asked.key for asked in paper.asked]


def test_an_event_that_is_divided_stands_in_both_with_its_own_questions(paper: Paper) -> None:
    _, first, second = volumes_of(paper, 6)
    assert [about.title for about in first.about] == ["Moura", "Ogossagou"]
    assert [about.title for about in second.about] == ["Ogossagou"]
    assert len(first.about[1].asked) == len(second.about[0].asked) == 1


@pytest.fixture(scope="module")
def pages(value: dict[str, Any]) -> dict[str, str]:
    """The words of each volume as a PDF."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(formats, "volumes_of", lambda paper: volumes_of(paper, 6))
        archive = ZipFile(formats.FORMATS[formats.VOLUMES].write(value))
    return {name: words(archive.read(name)) for name in archive.namelist()}


def words(pdf: bytes) -> str:
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(pdf)))
    return " ".join(text.split())


def test_each_is_a_pdf_that_says_which_it_is(pages: dict[str, str]) -> None:
    assert list(pages) == ["volume-01.pdf", "volume-02.pdf", "volume-03.pdf"]
    for number, text in enumerate(pages.values(), 1):
        assert f"volume {number} of 3" in text


def test_the_first_has_what_is_said_of_the_whole_and_says_where_the_rest_is(pages: dict[str, str]) -> None:
    first = pages["volume-01.pdf"]
    for heading in ("The sheet", "What is unresolved", "Origins", "Documents", "Method"):
        assert heading in first
    assert "Volume 2 Moura; Ogossagou 3 6" in first and "Volume 3 Ogossagou 1 5" in first
    assert "It is said that" not in first and "Question by question, in further volumes ..." in first


def test_every_claim_stands_in_a_further_one(pages: dict[str, str], value: dict[str, Any]) -> None:
    further = pages["volume-02.pdf"] + pages["volume-03.pdf"]
    for claim in value["claims"]:
        assert f"claim {claim['key'].removeprefix('claim-')}" in further.lower()
    assert "The sheet, sources" not in further and "Method" not in further


def test_it_is_for_reports_too_long_for_one() -> None:
    one, several = formats.FORMATS["pdf"], formats.FORMATS[formats.VOLUMES]
    for claims, fits in ((1, one), (1_500, one), (1_501, several), (100_000, several)):
        found = formats.fit(claims)
        assert (one in found, several in found) == (fits is one, fits is several)
    assert "PDF in volumes" in one.unfit(1_501) and "one file" in several.unfit(1_500)
