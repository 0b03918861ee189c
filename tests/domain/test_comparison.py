"""Comparing claims of one question: conflict, support, independence, camps."""

import pytest

from claims.domain.answers import Answer, Bound, DateSpan, Stated
from claims.domain.comparison import (
    camps,
    cannot_all_be_true,
    conflict,
    conflicting_pairs,
    edges,
    gap,
    independent,
    lies_within,
    supports,
)
from claims.domain.scope import Scope
from tests.domain.cast import (
    AFP,
    AMNESTY,
    AT_MOURA,
    HRW,
    REUTERS,
    about,
    at_least,
    at_least_about,
    at_most,
    at_moura,
    between,
    claim,
    day,
    exactly,
    fewer_than,
    nearly,
    option,
    over,
    quantity,
    when,
)

ABOUT_30_TO_40 = quantity(Bound.BETWEEN, 30, 40, approximate=True)
ABOUT_20_TO_30 = quantity(Bound.BETWEEN, 20, 30, approximate=True)
COUP_YEARS = DateSpan("2020/2021", Stated(Bound.BETWEEN, day("2020-01-01"), day("2021-12-31")))
STILL_SO_IN_NOVEMBER_2025 = when("2025-11-26", Bound.MORE_THAN)


def pair(name: str, a: Answer, b: Answer, apart: int) -> object:
    return pytest.param(a, b, apart, id=name)


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        pair("about 300, about 450", about(300), about(450), 75),
        pair("about 300, about 310", about(300), about(310), 0),
        pair("about 300, about 367: the last that meets", about(300), about(367), 0),
        pair("about 300, about 368: the first that does not", about(300), about(368), 1),
        pair("27, 32", exactly(27), exactly(32), 5),
        pair("32, at least 27", exactly(32), at_least(27), 0),
        pair("27, at least 27", exactly(27), at_least(27), 0),
        pair("27, more than 27", exactly(27), over(27), 1),
        pair("fewer than 27, at least 27", fewer_than(27), at_least(27), 1),
        pair("at most 27, at least 27", at_most(27), at_least(27), 0),
        pair("none, at least 1", exactly(0), at_least(1), 1),
        pair("at least 32, at least 47", at_least(32), at_least(47), 0),
        pair("at most 32, at most 47", at_most(32), at_most(47), 0),
        pair("coups in 2021 and in 2020-2021", when("2021"), COUP_YEARS, 0),
        pair("December 2023, May 2023", when("2023-12"), when("2023-05"), 184),
        pair("the next day", when("2022-03-31"), when("2022-04"), 1),
        pair("left in June, still there in November", when("2025-06"), STILL_SO_IN_NOVEMBER_2025, 150),
        pair("before March, in March", when("2022-03", Bound.FEWER_THAN), when("2022-03"), 1),
        pair("by March, in March", when("2022-03", Bound.AT_MOST), when("2022-03"), 0),
        pair("after March, in March", when("2022-03", Bound.MORE_THAN), when("2022-03"), 1),
    ],
)
def test_two_answers_stand_apart_by(a: Answer, b: Answer, apart: int) -> None:
    one, other = claim(a).weighed, claim(b).weighed
    assert gap(one, other) == gap(other, one) == apart
    assert conflict(one, other) is conflict(other, one) is (apart > 0)


@pytest.mark.parametrize(
    ("a", "b", "clashing"),
    [
        ("army", "army", False),
        ("army", "partner", True),
        ("partner", "Wagner", False),
        ("army", "Wagner", True),
        ("Wagner", "JNIM", True),
    ],
)
def test_options_conflict_when_neither_lies_within_the_other(a: str, b: str, clashing: bool) -> None:
    one, other = claim(option(a)).weighed, claim(option(b)).weighed
    assert conflict(one, other) is conflict(other, one) is clashing


@pytest.mark.parametrize(
    ("b", "a", "supporting"),
    [
        pytest.param(exactly(32), at_least(27), True, id="32 supports at least 27"),
        pytest.param(at_least(27), exactly(32), False, id="at least 27 does not support 32"),
        pytest.param(at_least(47), at_least(32), True, id="at least 47 supports at least 32"),
        pytest.param(at_least(32), at_least(47), False, id="at least 32 does not support at least 47"),
        pytest.param(over(2_000), over(2_000), True, id="over 2,000 supports itself"),
        pytest.param(about(310), about(300), True, id="about 310 supports about 300"),
        pytest.param(about(300), about(310), True, id="about 300 supports about 310"),
        pytest.param(about(331), about(300), False, id="about 331 states a figure outside 270-330"),
        pytest.param(about(330), about(300), True, id="about 330 states a figure at the very end"),
        pytest.param(exactly(310), about(300), True, id="310 supports about 300"),
        pytest.param(about(300), exactly(300), False, id="about 300 does not support 300"),
        pytest.param(about(310), between(270, 330), False, id="about 310 exceeds between 270 and 330"),
        pytest.param(about(30), ABOUT_20_TO_30, True, id="about 30 supports about 20 to 30"),
        pytest.param(ABOUT_20_TO_30, about(30), False, id="about 20 to 30 states 20, which about 30 excludes"),
        pytest.param(ABOUT_30_TO_40, about(30), False, id="about 30 to 40 states 40, which about 30 excludes"),
        pytest.param(nearly(300), about(310), False, id="nearly 300 reaches below about 310, and is no about"),
        pytest.param(at_least_about(30), about(30), False, id="at least about 30 states no figure, but a bound"),
        pytest.param(at_least_about(30), at_least(27), True, id="at least about 30 supports at least 27"),
        pytest.param(nearly(300), about(300), True, id="nearly 300 supports about 300"),
        pytest.param(exactly(32), fewer_than(32), False, id="32 does not support fewer than 32"),
        pytest.param(when("2022-03-27"), when("2022-03"), True, id="a day supports its month"),
        pytest.param(when("2022-03"), when("2022-03-27"), False, id="a month does not support a day"),
        pytest.param(when("2022-03"), when("2022-03", Bound.AT_MOST), True, id="March supports by March"),
        pytest.param(option("Wagner"), option("partner"), True, id="an option supports its parent"),
        pytest.param(option("partner"), option("Wagner"), False, id="a parent does not support an option of it"),
        pytest.param(option("army"), option("army"), True, id="an option supports itself"),
    ],
)
def test_an_answer_supports_another(b: Answer, a: Answer, supporting: bool) -> None:
    assert supports(claim(b).weighed, claim(a).weighed) is supporting


@pytest.mark.parametrize(
    ("first", "second", "supporting"),
    [
        pytest.param({"population": "=", "place": "="}, {"population": "=", "place": "="}, True, id="agreeing"),
        pytest.param({"population": "men", "place": "="}, {"population": "men", "place": "="}, True, id="same other"),
        pytest.param({"population": "men"}, {"population": "men"}, False, id="place not stated by either"),
        pytest.param({"population": "=", "place": "="}, {"population": "=", "place": "Lere"}, False, id="elsewhere"),
    ],
)
def test_support_asks_for_scopes_that_agree(first: dict[str, str], second: dict[str, str], supporting: bool) -> None:
    one, other = at_moura(exactly(32), **first).weighed, at_moura(exactly(32), **second).weighed
    assert supports(one, other) is supports(other, one) is supporting


def test_support_is_refused_where_one_says_other_on_what_does_not_bear() -> None:
    plain = Scope("=", "=")
    one = claim(exactly(32), terms=AT_MOURA, scope=plain).weighed
    other = claim(exactly(32), terms=AT_MOURA, scope=plain._replace(as_of="a year later")).weighed
    assert not supports(one, other)
    assert lies_within(one, other)


def test_scope_does_not_silence_a_conflict() -> None:
    one, other = at_moura(exactly(300), population="men"), at_moura(exactly(450), population="civilians")
    assert conflict(one.weighed, other.weighed)


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        pytest.param(claim(None, HRW), claim(None, AFP), True, id="two outlets"),
        pytest.param(claim(None, HRW), claim(None, HRW), False, id="one source twice"),
        pytest.param(claim(None, HRW, AMNESTY), claim(None, AMNESTY), False, id="a shared root"),
        pytest.param(claim(None, HRW, AMNESTY), claim(None, AFP, REUTERS), True, id="two pairs"),
        pytest.param(claim(None, HRW, all_known=False), claim(None, AFP), False, id="not all roots known"),
        pytest.param(claim(None), claim(None, AFP), False, id="no root known"),
        pytest.param(claim(None), claim(None), False, id="neither has a root"),
    ],
)
def test_two_claims_are_independent(a, b, apart: bool) -> None:
    assert independent(a.weighed, b.weighed) is independent(b.weighed, a.weighed) is apart


def weighed(*answers: Answer) -> list:
    return [claim(answer).weighed for answer in answers]


@pytest.mark.parametrize(
    ("answers", "clashing"),
    [
        pytest.param([], False, id="no claim"),
        pytest.param([exactly(27)], False, id="one claim"),
        pytest.param([exactly(27), exactly(27)], False, id="one answer twice"),
        pytest.param([at_least(27), over(30), exactly(40)], False, id="all can be true"),
        pytest.param([at_least(27), fewer_than(27)], True, id="adjacent"),
        pytest.param([at_least(1), between(5, 9), exactly(10)], True, id="one pair among three"),
        pytest.param([over(5), over(9)], False, id="all open above"),
        pytest.param([at_most(0), exactly(0)], False, id="none is a number"),
    ],
)
def test_a_set_conflicts(answers: list[Answer], clashing: bool) -> None:
    assert cannot_all_be_true(weighed(*answers)) is clashing


def test_the_edges_are_the_highest_low_and_the_lowest_high() -> None:
    assert edges(weighed(at_least(27), between(5, 9), at_most(40))) == (27, 9)


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        pytest.param([at_least(27)], (27, None), id="no high end"),
        pytest.param([at_most(0)], (None, 0), id="no low end"),
        pytest.param([], (None, None), id="no claim"),
    ],
)
def test_an_edge_that_no_claim_has_is_open(answers: list[Answer], found: tuple[int | None, int | None]) -> None:
    assert edges(weighed(*answers)) == found


def test_every_conflicting_pair_is_found_once_in_order() -> None:
    claims = weighed(exactly(32), exactly(27), at_least(27), exactly(32), fewer_than(27))
    assert conflicting_pairs(claims) == [(0, 1), (0, 4), (1, 3), (1, 4), (2, 4), (3, 4)]


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        pytest.param([], [], id="no claim, no camp"),
        pytest.param([exactly(27), exactly(27)], [(0, 1)], id="one answer, one camp"),
        pytest.param([about(450), about(300)], [(1,), (0,)], id="two camps, the lower first"),
        pytest.param([about(300), at_least(100), about(450)], [(0, 1), (1, 2)], id="a wide claim stands in both"),
        pytest.param([between(1, 5), between(4, 8), between(7, 9)], [(0, 1), (1, 2)], id="a chain"),
        pytest.param([between(1, 5), between(5, 8)], [(0, 1)], id="a shared end is shared"),
        pytest.param([fewer_than(27), at_least(27)], [(0,), (1,)], id="adjacent ends are not"),
        pytest.param([between(1, 9), exactly(2), exactly(5), exactly(8)], [(0, 1), (0, 2), (0, 3)], id="in three"),
        pytest.param([at_most(5), at_least(9), exactly(7)], [(0,), (2,), (1,)], id="open ends"),
        pytest.param([between(1, 9), between(2, 8), exactly(5)], [(0, 1, 2)], id="nested, none alone"),
    ],
)
def test_claims_that_share_a_value_form_camps(answers: list[Answer], found: list[tuple[int, ...]]) -> None:
    assert camps(weighed(*answers)) == found


def test_an_option_stands_in_the_camp_of_its_parent() -> None:
    claims = weighed(option("partner"), option("Wagner"), option("army"))
    assert camps(claims) == [(2,), (0, 1)]
