"""Answers in words, as they stand in every sentence and on every page."""

import pytest

from claims.domain.answers import Answer, Bound, Interval, Quantity, Stated
from claims.domain.units import UNITS
from claims.domain.wording import (
    date_words,
    interval_words,
    number_words,
    says,
    span_words,
    stated_words,
    with_unit,
)
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

MARGIN = 10
A_THIRD = Quantity(SHARE, Stated(Bound.EXACTLY, 33, 34))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2022-03-27", "2022-03-27", "27 March 2022"),
        ("2022-03-01", "2022-03-31", "March 2022"),
        ("2020-02-01", "2020-02-29", "February 2020"),
        ("2021-02-01", "2021-02-27", "1 February 2021 to 27 February 2021"),
        ("2021-01-01", "2021-03-31", "January to March 2021"),
        ("2021-10-01", "2021-12-31", "October to December 2021"),
        ("2021-12-01", "2022-01-31", "December 2021 to January 2022"),
        ("2021-01-01", "2021-12-31", "2021"),
        ("2020-01-01", "2021-12-31", "2020 to 2021"),
        ("2022-03-27", "2022-03-31", "27 March 2022 to 31 March 2022"),
        ("9999-12-01", "9999-12-31", "December 9999"),
    ],
)
def test_a_span_of_days_is_said_shortly(first: str, last: str, words: str) -> None:
    assert span_words(day(first), day(last)) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, None, "any day"),
        ("2025-11-27", None, "27 November 2025 or later"),
        (None, "2023-05-12", "12 May 2023 or earlier"),
        ("2022-03-01", "2022-03-31", "March 2022"),
    ],
)
def test_days_are_said(low: str | None, high: str | None, words: str) -> None:
    assert date_words(Interval(low and day(low), high and day(high))) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, None, "any number"),
        (27, None, "27 or more"),
        (None, 2_500, "2,500 or fewer"),
        (None, 0, "0 or fewer"),
        (0, None, "0 or more"),
        (270, 330, "270–330"),
        (27, 27, "27"),
        (13_000, 118_000, "13,000–118,000"),
    ],
)
def test_numbers_are_said(low: int | None, high: int | None, words: str) -> None:
    assert number_words(Interval(low, high)) == words


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (exactly(27), "27"),
        (about(300), "about 300 (270–330)"),
        (nearly(300), "nearly 300 (270–300)"),
        (at_least(32), "at least 32"),
        (at_most(2_500), "at most 2,500"),
        (over(2_000), "more than 2,000 (2,001 or more)"),
        (fewer_than(27), "fewer than 27 (26 or fewer)"),
        (between(20, 30), "between 20 and 30"),
        (at_least_about(30), "at least about 30 (27 or more)"),
        (quantity(Bound.AT_MOST, 30, approximate=True), "at most about 30 (33 or fewer)"),
        (quantity(Bound.BETWEEN, 20, 30, approximate=True), "between about 20 and 30 (18–33)"),
        (quantity(Bound.OVER_UNDER, 1_000, 1_500), "more than 1,000 but fewer than 1,500 (1,001–1,499)"),
        (quantity(Bound.OVER_TO, 1_000, 1_500), "more than 1,000 and at most 1,500 (1,001–1,500)"),
        (quantity(Bound.FROM_UNDER, 1_000, 1_500), "at least 1,000 but fewer than 1,500 (1,000–1,499)"),
        (A_THIRD, "33–34"),
        (when("2022-03"), "March 2022"),
        (when("2022-03", Bound.AT_MOST), "by March 2022 (31 March 2022 or earlier)"),
        (when("2022-03", Bound.FEWER_THAN), "before March 2022 (28 February 2022 or earlier)"),
        (when("2025-11-26", Bound.MORE_THAN), "after 26 November 2025 (27 November 2025 or later)"),
        (when("2022", Bound.AT_LEAST), "from 2022 on (1 January 2022 or later)"),
        (option("Wagner"), "“Wagner”"),
    ],
)
def test_an_answer_says(answer: Answer, words: str) -> None:
    assert says(answer, MARGIN) == words


def test_what_was_stated_is_said_without_the_margin() -> None:
    assert stated_words(about(300)) == "about 300"


def test_the_margin_that_is_set_is_the_one_shown() -> None:
    assert says(about(300), 20) == "about 300 (240–360)"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (about(300), "270–330 people"),
        (exactly(1), "1 person"),
        (at_least(27), "27 or more people"),
        (A_THIRD, "33–34 %"),
        (Quantity(SHARE, Stated(Bound.AT_LEAST, 51, 51)), "51 % or more"),
        (when("2022-03", Bound.AT_MOST), "31 March 2022 or earlier"),
        (option("Wagner"), "Wagner"),
    ],
    ids=["people", "one person", "open above", "a share", "an open share", "days", "an option"],
)
def test_what_an_answer_allows_is_said_with_its_unit(answer: Answer, words: str) -> None:
    assert interval_words(answer, MARGIN) == words


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [("1", "countries", "1 country"), ("0", "people", "0 people"), ("1–2", "homes", "1–2 homes")],
)
def test_a_unit_follows_its_number(words: str, code: str, said: str) -> None:
    assert with_unit(words, UNITS[code]) == said
