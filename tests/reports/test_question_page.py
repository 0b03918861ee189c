"""One question's claims as an argument: camps, origins, findings, clashes, and what is left out."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.domain.findings import FindingKind
from claims.domain.scope import Scope
from claims.models import Margin, Question
from claims.reports import question_page
from claims.reports.question_page import Argument, argument
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def laid_out(question: Question, **more: object) -> Argument:
    question.refresh_from_db()
    return argument(question, Margin.now(), **more)  # type: ignore[arg-type]


def test_lays_two_camps_side_by_side(cast: Cast) -> None:
    question = cast.conflict()
    found = laid_out(question)
    assert [(c.number, c.values, len(c.claims)) for c in found.camps] == [
        (1, "270–330 people", 1),
        (2, "405–495 people", 1),
    ]
    assert found.leading is not None and found.leading.gap == 75
    assert found.summary == "2 documents, 2 origins"


def test_counts_documents_that_lean_on_one_source_as_one_origin(cast: Cast) -> None:
    hrw, question = cast.source("HRW"), cast.question()
    for _ in range(3):
        cast.claim("an estimated 300 men", question, leans_on=(hrw,))
    found = laid_out(question)
    assert found.summary == "3 documents, 1 origin"
    assert {c.origin for c in found.claims} == {"HRW"}
    assert {link.name for c in found.claims for link in c.roots} == {"HRW"}


def test_says_why_a_claim_does_not_count(cast: Cast) -> None:
    question = cast.conflict()
    cast.claim("many were killed", question)
    found = laid_out(question)
    assert [c.why_not for c in found.not_counting] == ["it gives no answer that can be compared"]
    assert found.not_counting[0].finding.kind is FindingKind.NONE


def test_draws_numbers_and_days_but_no_options(cast: Cast) -> None:
    number, day, option = cast.question(), cast.when(), cast.whether()
    cast.claim("27 people", number)
    cast.claim("March 2022", day)
    cast.choice("yes", option)
    lines = [laid_out(question).line for question in (number, day, option)]
    assert [line and line.kind.value for line in lines] == ["quantity", "date", None]
    assert laid_out(option).camps[0].values == "yes"


def test_needs_as_many_queries_for_many_claims_as_for_two(cast: Cast) -> None:
    small, large = cast.conflict(), cast.conflict()
    for _ in range(10):
        cast.claim("an estimated 300 men", large, scope=Scope(place="="))
    counts = []
    for question in (small, large):
        question.refresh_from_db()
        with CaptureQueriesContext(connection) as queries:
            argument(question, 10)
        counts.append(len(queries))
    assert counts[0] == counts[1] == 3


def test_leaves_out_what_is_too_much_but_never_the_outermost(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question_page, "MOST", 2)
    question = cast.question()
    first, middle = cast.claim("about 300", question), cast.claim("about 300", question)
    unseen, last = cast.claim("about 310", question), cast.claim("about 450", question)
    found = laid_out(question)
    assert [c.pk for c in found.claims] == [first.pk, middle.pk, last.pk] and found.left_out == 1
    assert laid_out(question, including=[unseen.pk]).claim(unseen.pk) is not None


def test_a_finding_made_by_claims_left_out_is_the_one_stored(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    question = cast.question()
    first = cast.claim("about 300", question)
    for _ in range(3):
        cast.claim("about 300", question)
    monkeypatch.setattr(question_page, "MOST", 1)
    found = laid_out(question)
    first.refresh_from_db()
    argued = found.claim(first.pk)
    assert argued is not None and argued.finding.kind == first.finding == "corroborated"
    assert "not laid out here" in argued.finding.sentence
