"""Days counted from the document's own date: exact to their unit, refused where that date is not known well enough."""

from datetime import date

import pytest

from claims.domain.answers import Point
from claims.domain.reading import CannotRead, read_date
from claims.domain.spotting.spot import spot

TUESDAY = (date(2024, 3, 12), date(2024, 3, 12))
MARCH = (date(2024, 3, 1), date(2024, 3, 31))
YEAR = (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("words", "written", "edtf"),
    [
        ("yesterday", TUESDAY, "2024-03-11"),
        ("today", TUESDAY, "2024-03-12"),
        ("on Tuesday", TUESDAY, "2024-03-12"),
        ("on Monday", TUESDAY, "2024-03-11"),
        ("Wednesday", TUESDAY, "2024-03-06"),
        ("three days ago", TUESDAY, "2024-03-09"),
        ("a month ago", TUESDAY, "2024-02"),
        ("two months ago", TUESDAY, "2024-01"),
        ("14 months ago", TUESDAY, "2023-01"),
        ("last month", TUESDAY, "2024-02"),
        ("earlier this month", TUESDAY, "2024-03"),
        ("a year ago", TUESDAY, "2023"),
        ("ten years ago", MARCH, "2014"),
        ("last year", YEAR, "2023"),
        ("this year", TUESDAY, "2024"),
        ("last month", MARCH, "2024-02"),
        ("last month", YEAR, "2023-12/2024-11"),
    ],
)
def test_counts_from_the_documents_date(words: str, written: tuple[date, date], edtf: str) -> None:
    reading = read_date(words, Point.OCCURRENCE, written)
    assert (reading.answer.edtf, reading.rule) == (edtf, "from the document’s date")


def test_words_that_bind_it_hold_too() -> None:
    reading = read_date("since last year", Point.START, TUESDAY)
    assert (reading.answer.edtf, reading.rule) == ("2023", "since + from the document’s date")
    assert read_date("before yesterday", Point.OCCURRENCE, TUESDAY).answer.interval().high == 738955


@pytest.mark.parametrize(
    ("words", "written", "why"),
    [
        ("yesterday", None, "the document has no date"),
        ("a year ago", None, "the document has no date"),
        ("yesterday", MARCH, "only a span is known"),
        ("on Tuesday", YEAR, "only a span is known"),
        ("a week ago", TUESDAY, "depends on the day it was written"),
        ("last week", TUESDAY, "depends on the day it was written"),
        ("last Tuesday", TUESDAY, "depends on the day it was written"),
        ("next month", TUESDAY, "depends on the day it was written"),
        ("tomorrow", TUESDAY, "depends on the day it was written"),
        ("recently", TUESDAY, "depends on the day it was written"),
        ("999 years ago 5", TUESDAY, "depends on the day it was written"),
        ("some months ago", TUESDAY, "depends on the day it was written"),
    ],
)
def test_refuses_what_is_not_certain(words: str, written: tuple[date, date] | None, why: str) -> None:
    with pytest.raises(CannotRead, match=why):
        read_date(words, Point.OCCURRENCE, written)


def test_a_day_before_all_calendars_is_refused() -> None:
    with pytest.raises(CannotRead, match="no day so far away"):
        read_date("999 years ago", Point.OCCURRENCE, (date(900, 1, 1), date(900, 1, 1)))


def test_they_are_found_in_a_text_where_its_date_is_known() -> None:
    text = "MINUSMA left Mali a year ago, and on Monday 12 men were killed."
    assert [one.words for one in spot(text, TUESDAY)] == ["a year ago", "Monday", "12 men"]
    assert [one.words for one in spot(text)] == ["12 men"]
