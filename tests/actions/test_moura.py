"""The tracker's founding case, through the actions: 300 against 450 at Moura."""

import pytest

from claims import ledger
from claims.actions import AsWritten, move_claim, rebuild
from claims.models import Claim, Conflict
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_conflict_is_found_as_its_second_claim_is_recorded(cast: Cast) -> None:
    question = cast.question()
    first = cast.claim("an estimated 300 men", question)
    assert not Conflict.objects.exists()
    second = cast.claim("an estimated 450 civilians", question)
    conflict = Conflict.objects.get()
    assert (conflict.state, conflict.gap, conflict.camp_count, conflict.claim_count) == ("open", 75, 2, 2)
    assert set(Claim.objects.values_list("finding", flat=True)) == {"conflicting"}
    assert (first.low, first.high, second.low, second.high) == (270, 330, 405, 495)


def test_a_rebuild_of_a_sound_tracker_mends_nothing(cast: Cast) -> None:
    cast.conflict()
    cast.choice("yes", cast.whether())
    cast.claim("many were killed")
    assert rebuild().total == 0
    assert ledger.verify().fault is None


def test_words_wait_for_the_question_that_says_what_they_count(cast: Cast) -> None:
    claim = cast.claim("an estimated 300 men", answer=AsWritten("an estimated 300 men"))
    assert (claim.as_written, claim.low) == ("an estimated 300 men", None)
    move_claim(by=cast.lead, claim=claim, version=claim.version, question=cast.question())
    claim.refresh_from_db()
    assert (claim.low, claim.high, claim.counts) == (270, 330, True)
