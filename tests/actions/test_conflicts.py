"""What reopens a settled conflict, and what does not."""

import pytest

from claims import actions
from claims.actions.questions import OptionDraft
from claims.models import Claim, Conflict, Question
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def settled(cast: Cast, question: Question) -> Conflict:
    conflict = Conflict.objects.get(question=question)
    actions.settle_conflict(
        by=cast.lead, conflict=conflict, decision="undecidable", cause="disagreement", note="Nobody can tell."
    )
    conflict.refresh_from_db()
    assert conflict.state == "undecidable"
    return conflict


@pytest.fixture
def disputed(cast: Cast) -> Question:
    question = cast.whether(options=("yes", "no"))
    cast.choice("yes", question)
    cast.choice("no", question)
    return question


def correct(cast: Cast, question: Question, **columns: object) -> None:
    question.refresh_from_db()
    actions.correct_question(by=cast.lead, question=question, version=question.version, **columns)  # type: ignore[arg-type]


def test_a_further_option_that_nobody_chose_reopens_nothing(cast: Cast, disputed: Question) -> None:
    conflict = settled(cast, disputed)
    claim = Claim.objects.earliest("pk")
    actions.review_claim(by=cast.lead, claim=claim, verdict="conflicting", reason="They exclude each other.")
    correct(cast, disputed, options=[OptionDraft(label) for label in ("partly", "no", "yes")])
    conflict.refresh_from_db()
    claim.refresh_from_db()
    assert (conflict.state, claim.review_state) == ("undecidable", "reviewed")


def test_options_that_now_lie_within_one_another_dissolve_it(cast: Cast, disputed: Question) -> None:
    conflict = settled(cast, disputed)
    correct(cast, disputed, options=[OptionDraft("yes"), OptionDraft("no", "yes")])
    conflict.refresh_from_db()
    assert conflict.state == "dissolved"


def test_what_bears_on_a_question_is_part_of_its_evidence(cast: Cast) -> None:
    question = cast.conflict()
    conflict = settled(cast, question)
    correct(cast, question, bears_on=["place"])
    conflict.refresh_from_db()
    assert conflict.state == "open"


def test_a_mended_statement_reopens_nothing(cast: Cast) -> None:
    question = cast.conflict()
    conflict = settled(cast, question)
    correct(cast, question, note="Read again.")
    conflict.refresh_from_db()
    assert conflict.state == "undecidable"
