"""Whether a part exceeds its whole is stored as the evidence moves, by the rule that a question's page argues with."""

import pytest

from claims import actions
from claims.actions.deed import act
from claims.models import Claim, Question
from claims.reports.parts import exceeding_lines
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(cast: Cast) -> Question:
    return cast.question("How many were killed?")


@pytest.fixture
def part(cast: Cast, whole: Question) -> Question:
    return cast.question("How many children were killed?", part_of=whole)


def exceeds(part: Question) -> bool:
    stored = Question.objects.select_related("part_of").get(pk=part.pk)
    assert stored.exceeds_whole == bool(exceeding_lines(stored, 10)), "the page argues otherwise"
    return stored.exceeds_whole


@pytest.mark.parametrize(
    ("of_whole", "of_part", "expected"),
    [
        pytest.param(["32 people"], ["40 children"], True, id="more than all"),
        pytest.param(["32 people"], ["32 children"], False, id="as many as all"),
        pytest.param(["32 people"], ["7 children", "40 children"], True, id="one of two is more"),
        pytest.param(["27 people", "45 people"], ["40 children"], False, id="one of the whole leaves room"),
        pytest.param(["at least 32 people"], ["40 children"], False, id="the whole is open above"),
        pytest.param(
            ["32 people", "many people"], ["40 children"], True, id="a claim without an answer leaves no room"
        ),
        pytest.param(["32 people"], ["up to 40 children"], False, id="the part is open below"),
        pytest.param(["32 people"], ["at least 40 children"], True, id="the part is open above"),
        pytest.param(["about 38 people"], ["40 children"], False, id="within the margin of the whole"),
        pytest.param(["32 people"], [], False, id="nobody speaks of the part"),
        pytest.param([], ["40 children"], False, id="nobody speaks of the whole"),
    ],
)
def test_is_what_the_core_says(
    cast: Cast, whole: Question, part: Question, of_whole: list[str], of_part: list[str], expected: bool
) -> None:
    for words in of_whole:
        cast.claim(words, whole)
    for words in of_part:
        cast.claim(words, part)
    assert exceeds(part) is expected
    assert actions.rebuild().total == 0


def test_follows_a_withdrawal_on_either_side(cast: Cast, whole: Question, part: Question) -> None:
    cast.claim("32 people", whole)
    roomy = cast.claim("45 people", whole)
    claim = cast.claim("40 children", part)
    assert not exceeds(part)
    actions.withdraw_claim(by=cast.lead, claim=roomy, version=1, reason="Recorded twice.")
    assert exceeds(part)
    actions.withdraw_claim(by=cast.lead, claim=claim, version=1, reason="Recorded twice.")
    assert not exceeds(part)


def test_follows_what_a_question_is_part_of(cast: Cast, whole: Question) -> None:
    lone = cast.question("How many children were killed?")
    cast.claim("32 people", whole)
    cast.claim("40 children", lone)
    actions.correct_question(by=cast.lead, question=lone, version=1, part_of=whole)
    assert exceeds(lone)
    actions.correct_question(by=cast.lead, question=lone, version=2, part_of=None)
    assert not exceeds(lone)


def test_a_whole_in_another_unit_has_room_for_all(cast: Cast) -> None:
    houses = cast.question("How many houses were burned?", unit="homes", measure="property_destroyed")
    part = cast.question("How many people were killed in them?", part_of=houses)
    cast.claim("3 houses", houses)
    cast.claim("40 people", part)
    assert not exceeds(part)


def test_follows_the_margin(cast: Cast, whole: Question, part: Question) -> None:
    cast.claim("about 38 people", whole)
    cast.claim("40 children", part)
    actions.set_margin(by=person("administrator"), percent=1)
    assert Question.objects.get(pk=part.pk).exceeds_whole


@pytest.mark.parametrize("wrong", [True, False])
def test_a_rebuild_mends_it(cast: Cast, whole: Question, part: Question, wrong: bool) -> None:
    cast.claim("32 people" if wrong else "22 people", whole)
    cast.claim("30 children", part)
    with act():
        Question.objects.filter(pk=part.pk).update(exceeds_whole=wrong)
    assert {what: n for what, n in vars(actions.rebuild()).items() if n} == {"parts": 1}
    assert exceeds(part) is not wrong


def test_a_lone_question_wrongly_marked_is_mended(whole: Question) -> None:
    with act():
        Question.objects.filter(pk=whole.pk).update(exceeds_whole=True)
    assert actions.rebuild().parts == 1
    assert not Question.objects.get(pk=whole.pk).exceeds_whole and not Claim.objects.exists()
