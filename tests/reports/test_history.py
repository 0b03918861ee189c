"""Entries of the ledger in plain words."""

import pathlib
import re

import pytest

from claims import actions
from claims.access import history_of
from claims.reports.history import DEEDS, history
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_says_what_was_done_newest_first(cast: Cast) -> None:
    question = cast.conflict()
    claim = question.claims.earliest("pk")
    actions.review_claim(by=cast.lead, claim=claim, verdict="conflicting", reason="The two cannot both be right.")
    found = history(history_of(claim, cast.lead))
    assert [line.words for line in found] == [
        "reviewed as conflicting: “The two cannot both be right.”",
        "recorded the claim",
    ]
    assert found[0].actor == "lena" and found[0].url == f"/ledger/{found[0].sequence}/"


def test_names_the_fields_of_a_correction(cast: Cast) -> None:
    question = cast.question()
    actions.correct_question(by=cast.lead, question=question, version=1, place="Moura", note="It is.")
    assert history(history_of(question, cast.lead))[0].words == "corrected the question: note, place"


def test_shows_an_entry_whose_payload_was_erased(cast: Cast) -> None:
    entry = history_of(cast.question(), cast.lead).get()
    entry.payload = ""
    assert history([entry])[0].words == "added the question"


def test_every_deed_has_plain_words() -> None:
    folder = pathlib.Path("claims/actions")
    written = {d for file in folder.glob("*.py") for d in re.findall(r'deed="(\w+)"', file.read_text())}
    assert written | {"settle_conflict", "reopen_conflict"} <= DEEDS.keys()
