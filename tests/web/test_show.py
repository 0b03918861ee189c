"""How values are shown: the filters and tags of claims_show."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template import Context
from django.test import RequestFactory

from claims import __version__
from claims.domain.answers import Interval
from claims.templatetags import claims_show as show


@pytest.mark.parametrize(
    ("status", "sign", "words"),
    [
        ("corroborated", "✓", "corroborated"),
        ("conflicting", "≠", "conflicting"),
        ("unverified", "?", "unverified"),
        ("none", "–", "does not count"),
    ],
)
def test_a_status_has_a_sign_and_a_word(status: str, sign: str, words: str) -> None:
    assert (show.sign(status), show.status_words(status)) == (sign, words)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2023, 5, 12), "12 May 2023"),
        (datetime(2023, 5, 12, 23, 59, tzinfo=UTC), "12 May 2023"),
        ("2023-05-12", "12 May 2023"),
        ("2022-03", "March 2022"),
        ("2021", "2021"),
        ("2021-10/2021-12", "October to December 2021"),
        ("", ""),
        (None, ""),
    ],
)
def test_dates_are_written_out(value: date | str | None, shown: str) -> None:
    assert show.when(value) == shown


@pytest.mark.parametrize("text", ["2023-02-30", "2020-21", "about 2021", "<b>"])
def test_a_date_that_cannot_be_read_is_shown_as_it_is(text: str) -> None:
    assert show.when(text) == text


def test_a_moment_names_its_time_zone() -> None:
    assert show.moment(datetime(2026, 2, 3, 14, 5, tzinfo=UTC)) == "3 February 2026, 14:05 UTC"
    assert show.moment(None) == ""


@pytest.mark.parametrize(
    ("low", "high", "unit", "shown"),
    [
        (270, 330, "people", "270–330 people"),
        (1, 1, "people", "1 person"),
        (27, None, "people", "27 or more people"),
        (None, 2500, "people", "2,500 or fewer people"),
        (33, 34, "share", "33–34 %"),
        (270, 330, "", "270–330"),
    ],
)
def test_an_interval_is_shown_with_its_unit(low: int | None, high: int | None, unit: str, shown: str) -> None:
    assert show.interval(SimpleNamespace(low=low, high=high), unit) == shown


def test_days_are_shown_as_dates() -> None:
    march = Interval(date(2022, 3, 1).toordinal(), date(2022, 3, 31).toordinal())
    assert show.days(march) == "March 2022"


@pytest.mark.parametrize(("value", "shown"), [(0, "0"), (12000, "12,000"), (None, "")])
def test_numbers_are_grouped(value: int | None, shown: str) -> None:
    assert show.number(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(998, "998"), (1000, "1,000"), (1001, "1,000+")])
def test_totals_are_capped(value: int, shown: str) -> None:
    assert show.capped(value) == shown


def test_grades_have_words() -> None:
    assert show.grade_words("B") == "usually reliable"
    assert show.grade_words("") == ""


def test_codes_become_words() -> None:
    assert show.words("not_stated") == "not stated"


@pytest.mark.parametrize(("path", "current"), [("/", "Desk"), ("/claims/12/", "Claims"), ("/ledger/", None)])
def test_the_section_of_the_page_is_current(path: str, current: str | None) -> None:
    sections = show.sections(Context({"request": RequestFactory().get(path)}))
    assert [section.label for section in sections if section.current] == ([current] if current else [])


def test_a_page_without_a_request_has_nobody() -> None:
    assert not show.person(Context()).is_authenticated


def test_the_software_names_its_version() -> None:
    assert show.software() == f"Claim tracker {__version__}"
