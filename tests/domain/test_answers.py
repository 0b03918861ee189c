"""An answer is a set of possible values: what words allow, and how two sets stand to one another."""

import pytest

from claims.domain.answers import (
    ANYTHING,
    Answer,
    Bound,
    Impossible,
    Interval,
    Quantity,
    Stated,
    date_interval,
)
from claims.domain.options import CannotNest, nested_codes
from claims.domain.units import UNITS
from tests.domain.cast import (
    SHARE,
    about,
    at_least,
    at_least_about,
    at_most,
    between,
    day,
    exactly,
    fewer_than,
    nearly,
    option,
    over,
    quantity,
    when,
)


def loosely(bound: Bound, low: int, high: int | None = None) -> Quantity:
    return quantity(bound, low, high, approximate=True)


def case(words: str, answer: Answer, low: int | None, high: int | None) -> object:
    return pytest.param(answer, (low, high), id=words)


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        case("27", exactly(27), 27, 27),
        case("no one", exactly(0), 0, 0),
        case("at least 27", at_least(27), 27, None),
        case("over 2,000", over(2_000), 2_001, None),
        case("up to 2,500", at_most(2_500), None, 2_500),
        case("fewer than 27", fewer_than(27), None, 26),
        case("fewer than 1", fewer_than(1), None, 0),
        case("between 20 and 30", between(20, 30), 20, 30),
        case("about 300", about(300), 270, 330),
        case("about 27, rounded outward", about(27), 24, 30),
        case("about 1, rounded outward", about(1), 0, 2),
        case("about none", about(0), 0, 0),
        case("nearly 300", nearly(300), 270, 300),
        case("nearly 27, rounded outward", nearly(27), 24, 27),
        case("nearly about 300", loosely(Bound.NEARLY, 300), 270, 330),
        case("at least about 30", at_least_about(30), 27, None),
        case("at most about 30", loosely(Bound.AT_MOST, 30), None, 33),
        case(
            "more than about 1,000: the margin first, then the bound",
            loosely(Bound.MORE_THAN, 1_000),
            901,
            None,
        ),
        case("fewer than about 1,000", loosely(Bound.FEWER_THAN, 1_000), None, 1_099),
        case("about 20 to 30", loosely(Bound.BETWEEN, 20, 30), 18, 33),
        case("more than 1,000 but fewer than 1,500", quantity(Bound.OVER_UNDER, 1_000, 1_500), 1_001, 1_499),
        case("more than 1,000 and up to 1,500", quantity(Bound.OVER_TO, 1_000, 1_500), 1_001, 1_500),
        case("at least 1,000 but fewer than 1,500", quantity(Bound.FROM_UNDER, 1_000, 1_500), 1_000, 1_499),
        case("a third", Quantity(SHARE, Stated(Bound.EXACTLY, 33, 34)), 33, 34),
        case("at least a third", Quantity(SHARE, Stated(Bound.AT_LEAST, 33, 34)), 33, None),
        case("about a third", Quantity(SHARE, Stated(Bound.EXACTLY, 33, 34, True)), 29, 38),
        case("a number no float can hold", exactly(2**53 + 1), 2**53 + 1, 2**53 + 1),
    ],
)
def test_a_number_allows(answer: Quantity, allowed: tuple[int | None, int | None]) -> None:
    assert answer.interval() == allowed


@pytest.mark.parametrize(("margin", "allowed"), [(0, (300, 300)), (10, (270, 330)), (15, (255, 345)), (20, (240, 360))])
def test_about_follows_the_margin_that_is_set(margin: int, allowed: tuple[int, int]) -> None:
    assert about(300).interval(margin) == allowed


@pytest.mark.parametrize("answer", [exactly(300), at_least(300), between(250, 300), option("army"), when("2022")])
def test_the_margin_leaves_alone_what_is_not_approximate(answer: Answer) -> None:
    assert answer.interval(50) == answer.interval(0)


@pytest.mark.parametrize(
    ("bound", "edtf", "allowed"),
    [
        pytest.param(Bound.EXACTLY, "2022-03", (day("2022-03-01"), day("2022-03-31")), id="in March 2022"),
        pytest.param(Bound.EXACTLY, "2020-02", (day("2020-02-01"), day("2020-02-29")), id="in a leap February"),
        pytest.param(Bound.EXACTLY, "2020", (day("2020-01-01"), day("2020-12-31")), id="in 2020"),
        pytest.param(Bound.EXACTLY, "2022-03-27", (day("2022-03-27"), day("2022-03-27")), id="on a day"),
        pytest.param(Bound.AT_MOST, "2022-03", (None, day("2022-03-31")), id="by March 2022"),
        pytest.param(Bound.FEWER_THAN, "2022-03", (None, day("2022-02-28")), id="before March 2022"),
        pytest.param(Bound.MORE_THAN, "2022-03", (day("2022-04-01"), None), id="after March 2022"),
        pytest.param(Bound.AT_LEAST, "2022-03", (day("2022-03-01"), None), id="from March 2022 on"),
    ],
)
def test_a_date_allows(bound: Bound, edtf: str, allowed: tuple[int | None, int | None]) -> None:
    assert when(edtf, bound).interval() == allowed


@pytest.mark.parametrize(
    ("bound", "edtf", "said"),
    [(Bound.MORE_THAN, "9999-12-31", "after the last"), (Bound.FEWER_THAN, "0001-01-01", "before the first")],
)
def test_no_day_lies_beyond_the_calendar(bound: Bound, edtf: str, said: str) -> None:
    with pytest.raises(Impossible, match=said):
        date_interval(Stated(bound, day(edtf), day(edtf)))


def test_a_date_between_two_days_allows_both_of_them() -> None:
    assert date_interval(Stated(Bound.BETWEEN, day("2022-03-27"), day("2022-03-31"))) == (
        day("2022-03-27"),
        day("2022-03-31"),
    )


@pytest.mark.parametrize("bound", [Bound.NEARLY, Bound.OVER_UNDER, Bound.OVER_TO, Bound.FROM_UNDER])
def test_a_date_cannot_be_bound_as_only_numbers_are(bound: Bound) -> None:
    with pytest.raises(Impossible):
        when("2022", bound).interval()


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(fewer_than(0), id="fewer than none"),
        pytest.param(quantity(Bound.OVER_UNDER, 5, 6), id="more than 5 but fewer than 6"),
        pytest.param(quantity(Bound.OVER_TO, 5, 5), id="more than 5 and at most 5"),
        pytest.param(quantity(Bound.FROM_UNDER, 5, 5), id="at least 5 but fewer than 5"),
    ],
)
def test_refuses_words_that_no_number_satisfies(answer: Quantity) -> None:
    with pytest.raises(Impossible):
        answer.interval()


def test_refuses_a_lower_figure_above_the_upper() -> None:
    with pytest.raises(Impossible, match="1,500.*1,000"):
        Stated(Bound.BETWEEN, 1_500, 1_000)


def test_refuses_a_low_end_above_the_high() -> None:
    with pytest.raises(Impossible, match="28.*27"):
        Interval(28, 27)


@pytest.mark.parametrize(
    ("one", "other", "gap"),
    [
        pytest.param((270, 330), (405, 495), 75, id="75 apart"),
        pytest.param((None, 26), (27, None), 1, id="adjacent ends are 1 apart"),
        pytest.param((1, 27), (27, 40), 0, id="a shared end is shared"),
        pytest.param((1, 100), (40, 50), 0, id="one inside the other"),
        pytest.param((None, None), (7, 7), 0, id="anything meets everything"),
        pytest.param((5, None), (9, None), 0, id="both open above"),
        pytest.param((None, 5), (None, 9), 0, id="both open below"),
        pytest.param((5, None), (None, 9), 0, id="open towards each other"),
        pytest.param((9, None), (None, 5), 4, id="open away from each other"),
        pytest.param((0, 0), (1, None), 1, id="none is not an open end"),
        pytest.param((None, 0), (0, 0), 0, id="none is within at most none"),
    ],
)
def test_two_sets_stand_apart_by(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None], gap: int
) -> None:
    a, b = Interval(*one), Interval(*other)
    assert (a.gap(b), b.gap(a), a.meets(b), b.meets(a)) == (gap, gap, gap == 0, gap == 0)


@pytest.mark.parametrize(
    ("inner", "outer", "lies_within"),
    [
        pytest.param((32, 32), (27, None), True, id="32 in at least 27"),
        pytest.param((27, None), (32, 32), False, id="at least 27 not in 32"),
        pytest.param((27, None), (27, None), True, id="a set in itself"),
        pytest.param((27, None), (27, 99), False, id="open above not in closed"),
        pytest.param((None, 27), (0, 27), False, id="open below not in closed"),
        pytest.param((None, 27), (None, 27), True, id="open below in open below"),
        pytest.param((26, 30), (27, 30), False, id="one step below"),
        pytest.param((27, 31), (27, 30), False, id="one step above"),
        pytest.param((None, None), (27, None), False, id="anything in at least 27"),
        pytest.param((27, 27), (None, None), True, id="27 in anything"),
    ],
)
def test_a_set_lies_within_another(
    inner: tuple[int | None, int | None], outer: tuple[int | None, int | None], lies_within: bool
) -> None:
    assert Interval(*inner).within(Interval(*outer)) is lies_within


@pytest.mark.parametrize(
    ("figure", "held"),
    [(26, False), (27, True), (30, True), (31, False)],
    ids=["below", "low", "high", "above"],
)
def test_both_ends_belong_to_the_set(figure: int, held: bool) -> None:
    assert Interval(27, 30).holds(figure) is held


@pytest.mark.parametrize("figure", [0, -1, 10**12])
def test_an_open_set_holds_every_figure(figure: int) -> None:
    assert ANYTHING.holds(figure)


def test_an_option_lies_within_its_parent_and_not_the_reverse() -> None:
    wagner, partner = option("Wagner").interval(), option("partner").interval()
    assert wagner.within(partner)
    assert not partner.within(wagner)


@pytest.mark.parametrize(
    ("one", "other"),
    [("army", "partner"), ("army", "Wagner"), ("Wagner", "JNIM"), ("partner", "armed group")],
)
def test_options_meet_only_when_one_lies_within_the_other(one: str, other: str) -> None:
    assert not option(one).interval().meets(option(other).interval())


def test_a_parent_is_wider_than_its_only_child() -> None:
    codes = nested_codes({"partner": None, "Wagner": "partner"})
    assert Interval(*codes["partner"]) != Interval(*codes["Wagner"])


def test_options_nest_as_deep_as_they_are_given_in_whatever_order() -> None:
    codes = nested_codes({"Wagner": "partner", "First Assault": "Wagner", "partner": None})
    inner, middle, outer = (Interval(*codes[label]) for label in ("First Assault", "Wagner", "partner"))
    assert inner.within(middle)
    assert middle.within(outer)


def test_refuses_a_parent_that_is_no_option() -> None:
    with pytest.raises(CannotNest, match="partner"):
        nested_codes({"Wagner": "partner"})


@pytest.mark.parametrize(
    "parents", [{"army": "army"}, {"free": None, "a": "b", "b": "a"}], ids=["of itself", "of each other"]
)
def test_refuses_options_that_lie_within_themselves(parents: dict[str, str | None]) -> None:
    with pytest.raises(CannotNest, match="within itself"):
        nested_codes(parents)


@pytest.mark.parametrize(
    ("code", "figure", "words"),
    [
        ("people", 330, "330 people"),
        ("people", 1, "1 person"),
        ("people", 0, "0 people"),
        ("people", 13_000, "13,000 people"),
        ("countries", 1, "1 country"),
        ("share", 33, "33 %"),
        ("XOF", 1_500_000, "1,500,000 CFA francs"),
    ],
)
def test_a_unit_counts_in_words(code: str, figure: int, words: str) -> None:
    assert UNITS[code].count(figure) == words


def test_francs_and_euros_are_two_units() -> None:
    assert UNITS["XOF"] != UNITS["EUR"]
