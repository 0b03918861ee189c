"""No file made of a report has a word of what is confidential, nor a reviewer's name where reviewers are hidden."""

import io
import re
from collections.abc import Callable
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest

from claims import actions
from claims.domain.sheet_rules import TEAM_DECISION
from claims.exports.pictures import conflicts_by_severity, moved, status_by_event
from claims.exports.report_parts import Parts
from claims.formats import FORMATS
from claims.models import Event
from tests.cast import Cast, person
from tests.exports.reported import reported

pytestmark = pytest.mark.django_db


def unpacked(content: bytes) -> str:
    """All words that are in a file, those of files within it too."""
    if content.startswith(b"PK"):
        archive = ZipFile(io.BytesIO(content))
        return "\n".join(f"{name}\n{unpacked(archive.read(name))}" for name in archive.namelist())
    return of_pdf(content) if content.startswith(b"%PDF") else content.decode()


def of_pdf(content: bytes) -> str:
    """What is written on its pages, said of it, and what its links lead to. Lines end where a page makes them end."""
    pdf = pypdfium2.PdfDocument(content)
    pages = " ".join(page.get_textpage().get_text_range() for page in pdf)
    outline = " ".join(mark.get_title() for mark in pdf.get_toc())
    said = f"{' '.join(pages.split())} {outline} {pdf.get_metadata_dict()}"
    return f"{said} {content.decode('latin-1')}"


def of_pictures(report: dict[str, Any]) -> str:
    parts = Parts(report)
    made = [moved(parts, question) for question in parts.questions.values()]
    return "\n".join(str(picture) for picture in [*made, conflicts_by_severity(parts), status_by_event(parts)])


TextOf = Callable[[dict[str, Any]], str]
EVERY: dict[str, TextOf] = {key: lambda value, f=form: unpacked(f.write(value).read()) for key, form in FORMATS.items()}
EVERY["pictures"] = of_pictures
every = pytest.mark.parametrize("text_of", EVERY.values(), ids=EVERY.keys())

HUSH = ("Informant Q", "Field notes", "20 people", "900 people", "Hush", "He was there", "He counted", "He knows")


@pytest.fixture
def moura(cast: Cast) -> Event:
    return cast.event("Moura", date="2022-03")


@every
def test_nothing_confidential_is_in_a_file(cast: Cast, moura: Event, text_of: TextOf) -> None:
    secret = cast.source("Informant Q", confidential=True)
    notes = cast.document("Hush: 900 people.", publisher=cast.source(), title="Field notes", confidential=True)
    question = cast.conflict(event=moura)
    hidden = cast.claim("20 people", question, asserted_by=(secret,))
    cast.claim("900 people", question, document=notes)
    claim = question.claims.earliest("pk")
    actions.review_claim(by=cast.lead, claim=claim, verdict="conflicting", reason="He was there.", cites=[hidden])
    actions.settle_conflict(
        by=cast.lead, conflict=question.conflict, decision="resolved", cause="source_error", note="He knows."
    )
    actions.decide_figure(by=cast.lead, question=question, claim=claim, note="He counted.")
    found = text_of(reported(moura, rule=TEAM_DECISION))
    assert question.text in found and [words for words in HUSH if words in found] == []


@every
def test_reviewers_are_named_in_no_file_when_hidden(cast: Cast, moura: Event, text_of: TextOf) -> None:
    rosa = person("lead", "rosa", first_name="Rosa", last_name="Luz")
    question = cast.conflict(event=moura)
    first, second = question.claims.order_by("pk")
    actions.review_claim(by=rosa, claim=first, verdict="conflicting", reason="Rosa Luz rang them.")
    actions.settle_conflict(
        by=rosa, conflict=question.conflict, decision="resolved", cause="source_error", note="A slip."
    )
    actions.decide_figure(by=rosa, question=question, claim=second, note="Counted twice.")
    actions.withdraw_claim(by=rosa, claim=cast.claim("7 people", question), version=1, reason="Not theirs.")
    shown = text_of(reported(moura, rule=TEAM_DECISION)).lower()
    hidden = text_of(reported(moura, rule=TEAM_DECISION, hidden=True)).lower()
    assert not re.search(r"\b(rosa|luz|lena)\b", hidden)
    if text_of is not of_pictures:  # they show no reviewer in any case
        assert shown.count("rosa") >= 4 and "a slip." in hidden
