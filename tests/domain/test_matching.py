"""Questions offered for some words: what they are about decides, with the reasons in words."""

import pytest

from claims.domain.answers import Interval
from claims.domain.matching import Asked, Match, Said, matches

WORDS = "an estimated 300 men were killed at Moura in March 2022"
MOURA = frozenset({"killings", "moura"})
MARCH = Interval(738215, 738245)


def said(words: str = WORDS, measures: tuple[str, ...] = ("killed",), days: Interval | None = MARCH) -> Said:
    return Said({word.casefold(): word for word in words.split()}, frozenset(measures), days)


def asked(key: int = 1, **changes: object) -> Asked:
    plain: dict[str, object] = {
        "key": key,
        "names": frozenset(),
        "words": frozenset({"how", "many", "people", "were"}),
        "measure": "killed",
        "days": None,
        "here": 0,
        "reads": True,
    }
    return Asked(**(plain | changes))  # type: ignore[arg-type]


def only(found: tuple[Match, ...]) -> Match:
    (match,) = found
    return match


def test_says_why() -> None:
    question = asked(names=MOURA, days=MARCH, here=2)
    match = only(matches(said(), [question], common={"were"}))
    assert match.reasons == (
        "about “Moura”",
        "in the time named",
        "the same measure",
        "read in its unit",
        "2 claims here answer it",
    )


@pytest.mark.parametrize(
    "changes",
    [{"names": MOURA}, {"days": MARCH}, {"here": 1}, {"words": frozenset({"estimated"})}],
    ids=["a name", "a time", "the document", "a word"],
)
def test_offers_what_the_words_are_about(changes: dict[str, object]) -> None:
    assert only(matches(said(), [asked(**changes)], common={"were"})).key == 1


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"names": MOURA, "reads": False},
        {"days": Interval(1, 2)},
        {"names": frozenset({"segou"})},
    ],
    ids=["the measure alone", "words it cannot read", "another time", "another place"],
)
def test_does_not_offer(changes: dict[str, object]) -> None:
    assert matches(said(), [asked(**changes)], common={"were"}) == ()


def test_another_measure_than_the_words_speak_of_is_not_offered() -> None:
    assert matches(said(measures=("injured",)), [asked(names=MOURA)]) == ()
    assert only(matches(said(measures=()), [asked(names=MOURA)], common={"were"})).key == 1


def test_what_stands_around_weighs_less_than_the_quote() -> None:
    near = Said({}, frozenset(), None, around={"moura": "Moura"})
    match = only(matches(near, [asked(names=MOURA)]))
    assert match.reasons == ("read in its unit", "“Moura” stands near")
    assert match.weight < only(matches(said(), [asked(names=MOURA)], common={"were"})).weight


def test_a_common_word_tells_nothing() -> None:
    question = asked(names=MOURA)
    assert matches(said(), [question], common={"moura", "were"}) == ()


def test_the_best_comes_first_and_the_earlier_of_two_equals() -> None:
    questions = [asked(3, here=1), asked(2, names=MOURA), asked(4, here=1), asked(1, names=MOURA, days=MARCH)]
    assert [match.key for match in matches(said(), questions, common={"were"})] == [1, 2, 3, 4]


def test_a_long_title_outweighs_nothing_by_its_length() -> None:
    long = asked(1, names=frozenset(WORDS.casefold().split()), measure="count_other")
    assert only(matches(said(), [long])).weight == 3 * 4 + 2


def test_offers_few() -> None:
    assert len(matches(said(), [asked(key, here=1) for key in range(1, 30)])) == 6
