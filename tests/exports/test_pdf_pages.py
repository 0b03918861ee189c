"""What the pages of a long PDF look like: full, numbered, each footnote where it is called, no heading alone."""

import re

import pypdfium2 as pdfium
import pytest

from claims.formats import FORMATS, Value
from claims.models import Event
from claims.reports.paper import paper_of
from claims.reports.releases import frozen
from tests.cast import Cast
from tests.exports.pdf_pages import texts
from tests.mali import decide_moura, load_mali

MM = 72 / 25.4
AT_THE_SIDE = 18 * MM
"""The margin of a page, left and right (alone.css)."""


@pytest.fixture(scope="module")
def value(kept_cast: Cast) -> Value:
    """Of all events of the corpus that have few questions, and of Moura, with a review and a settlement."""
    load_mali()
    decide_moura(kept_cast)
    report = kept_cast.report(*Event.objects.order_by("pk")[:9], title="Mali: what sources say")
    return frozen(kept_cast.release(report))


@pytest.fixture(scope="module")
def written(value: Value) -> bytes:
    return FORMATS["pdf"].write(value).read()


def test_each_page_of_a_pdf_is_numbered_full_and_within_its_margins(written: bytes) -> None:
    pdf = pdfium.PdfDocument(written)
    assert pdf.get_metadata_dict()["Title"] == "Mali: what sources say, release 1"
    for number in range(len(pdf)):
        page = pdf[number]
        words = page.get_textpage()
        assert f"Page {number + 1} of {len(pdf)}" in words.get_text_range()
        darkest, _ = page.render(scale=0.4).to_pil().convert("L").getextrema()
        assert darkest < 128 and words.count_chars() > 60, f"page {number + 1} is empty"
        wide, high = page.get_size()
        for place in range(words.count_rects()):
            left, bottom, right, top = words.get_rect(place)
            said = words.get_text_bounded(left, bottom, right, top)
            assert left > AT_THE_SIDE - 1 and right < wide - AT_THE_SIDE + 1, (number + 1, said)
            assert bottom > 0 and top < high, (number + 1, said)


def test_a_footnote_stands_on_the_page_that_calls_it(value: Value, written: bytes) -> None:
    pages = texts(written)
    cited = {one.number: one for asked in paper_of(value).asked for one in asked.claims}
    notes = [
        (page, int(note), cited[int(claim)])
        for page, words in enumerate(pages)
        for note, claim in re.findall(r"(\d+)\. (?:(?!\d+\. ).)*?Claim (\d+), version", words)
    ]
    assert [note for _, note, _ in notes] == list(range(1, len(cited) + 1))
    for page, note, one in notes:
        called_after = (one.after or "”").strip()[-1]
        assert re.search(rf"{re.escape(called_after)} ?{note}(?!\d)", pages[page]), (note, page + 1)


def test_no_heading_is_the_last_of_its_page(value: Value, written: bytes) -> None:
    pages = texts(written)
    headings = [part["title"] for part in value["events"]] + [part["text"] for part in value["questions"]]
    for number, words in enumerate(pages[:-1], 1):
        body = words.partition(f"Page {number} of")[0].strip()
        assert not any(body.endswith(heading) for heading in headings), number
