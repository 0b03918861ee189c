"""Dates: the span of days in which the asked-for point lies, and the words that are refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.domain.answers import Bound, Point
from claims.domain.reading import RULES, CannotRead, read_date

EVERY_POINT = tuple(Point)
KEYS = {line.key for line in RULES}


def allowed(words: str, point: Point) -> tuple[str | None, str | None]:
    """The first and last day the words allow, as ISO dates."""
    low, high = read_date(words, point).answer.interval()
    return (low and date.fromordinal(low).isoformat() or None, high and date.fromordinal(high).isoformat() or None)


# ---------------------------------------------------------------- a date alone, whatever point is asked for


@pytest.mark.parametrize(
    ("words", "edtf", "first", "last", "rule"),
    [
        ("March 2022", "2022-03", "2022-03-01", "2022-03-31", "date"),
        ("In March of 2022", "2022-03", "2022-03-01", "2022-03-31", "date"),
        ("March of 2022", "2022-03", "2022-03-01", "2022-03-31", "date"),
        ("March, 2022", "2022-03", "2022-03-01", "2022-03-31", "date"),
        ("the month of March 2022", "2022-03", "2022-03-01", "2022-03-31", "date"),
        ("Sept. 2022", "2022-09", "2022-09-01", "2022-09-30", "date"),
        ("february 2024", "2024-02", "2024-02-01", "2024-02-29", "date"),
        ("2022-03", "2022-03", "2022-03-01", "2022-03-31", "date"),
        ("12 May 2023", "2023-05-12", "2023-05-12", "2023-05-12", "date"),
        ("May 12, 2023", "2023-05-12", "2023-05-12", "2023-05-12", "date"),
        ("May 12 2023", "2023-05-12", "2023-05-12", "2023-05-12", "date"),
        ("12th May 2023", "2023-05-12", "2023-05-12", "2023-05-12", "date"),
        ("on the 12th of May, 2023", "2023-05-12", "2023-05-12", "2023-05-12", "date"),
        ("May 3rd, 2023", "2023-05-03", "2023-05-03", "2023-05-03", "date"),
        ("12-May-2023", "2023-05-12", "2023-05-12", "2023-05-12", "date"),
        ("2023-05-12", "2023-05-12", "2023-05-12", "2023-05-12", "date"),
        ("Friday, 12 May 2023", "2023-05-12", "2023-05-12", "2023-05-12", "date"),
        ("on Friday 12 May 2023", "2023-05-12", "2023-05-12", "2023-05-12", "date"),
        ("26 November 2025", "2025-11-26", "2025-11-26", "2025-11-26", "date"),
        ("29 February 2024", "2024-02-29", "2024-02-29", "2024-02-29", "date"),
        ("2020", "2020", "2020-01-01", "2020-12-31", "date"),
        ("in 2020", "2020", "2020-01-01", "2020-12-31", "date"),
        ("During 2020", "2020", "2020-01-01", "2020-12-31", "date"),
        ("the year 2020", "2020", "2020-01-01", "2020-12-31", "date"),
        ("1000", "1000", "1000-01-01", "1000-12-31", "date"),
        ("9999", "9999", "9999-01-01", "9999-12-31", "date"),
        ("late 2021", "2021-10/2021-12", "2021-10-01", "2021-12-31", "part of a year"),
        ("in late 2021", "2021-10/2021-12", "2021-10-01", "2021-12-31", "part of a year"),
        ("late in 2021", "2021-10/2021-12", "2021-10-01", "2021-12-31", "part of a year"),
        ("the end of 2021", "2021-10/2021-12", "2021-10-01", "2021-12-31", "part of a year"),
        ("early 2021", "2021-01/2021-03", "2021-01-01", "2021-03-31", "part of a year"),
        ("at the beginning of 2021", "2021-01/2021-03", "2021-01-01", "2021-03-31", "part of a year"),
        ("mid-2021", "2021-04/2021-09", "2021-04-01", "2021-09-30", "part of a year"),
        ("mid 2021", "2021-04/2021-09", "2021-04-01", "2021-09-30", "part of a year"),
        ("the middle of 2021", "2021-04/2021-09", "2021-04-01", "2021-09-30", "part of a year"),
        ("the first six months of 2020", "2020-01/2020-06", "2020-01-01", "2020-06-30", "part of a year"),
        ("the first 6 months of 2020", "2020-01/2020-06", "2020-01-01", "2020-06-30", "part of a year"),
        ("the last three months of 2021", "2021-10/2021-12", "2021-10-01", "2021-12-31", "part of a year"),
        ("the second half of 2020", "2020-07/2020-12", "2020-07-01", "2020-12-31", "part of a year"),
        ("third quarter of 2021", "2021-07/2021-09", "2021-07-01", "2021-09-30", "part of a year"),
        ("the last quarter of 2021", "2021-10/2021-12", "2021-10-01", "2021-12-31", "part of a year"),
        ("Q1 2021", "2021-01/2021-03", "2021-01-01", "2021-03-31", "part of a year"),
        ("late March 2022", "2022-03", "2022-03-01", "2022-03-31", "part of a month"),
        ("mid-March 2022", "2022-03", "2022-03-01", "2022-03-31", "part of a month"),
        ("the end of March 2022", "2022-03", "2022-03-01", "2022-03-31", "part of a month"),
        ("between March and July 2024", "2024-03/2024-07", "2024-03-01", "2024-07-31", "between dates"),
        ("March to July 2024", "2024-03/2024-07", "2024-03-01", "2024-07-31", "between dates"),
        ("March–July 2024", "2024-03/2024-07", "2024-03-01", "2024-07-31", "between dates"),
        ("between 2020 and 2021", "2020/2021", "2020-01-01", "2021-12-31", "between dates"),
        ("2020-2021", "2020/2021", "2020-01-01", "2021-12-31", "between dates"),
        ("in 2020–2021", "2020/2021", "2020-01-01", "2021-12-31", "between dates"),
        ("12-15 May 2023", "2023-05-12/2023-05-15", "2023-05-12", "2023-05-15", "between dates"),
        ("May 12–15, 2023", "2023-05-12/2023-05-15", "2023-05-12", "2023-05-15", "between dates"),
        ("between 12 and 15 May 2023", "2023-05-12/2023-05-15", "2023-05-12", "2023-05-15", "between dates"),
        ("between 12–15 May 2023", "2023-05-12/2023-05-15", "2023-05-12", "2023-05-15", "between dates"),
        ("between March to July 2024", "2024-03/2024-07", "2024-03-01", "2024-07-31", "between dates"),
        ("12 May – 3 June 2023", "2023-05-12/2023-06-03", "2023-05-12", "2023-06-03", "between dates"),
        ("late 2021 to early 2022", "2021-10/2022-03", "2021-10-01", "2022-03-31", "between dates"),
        ("early to mid 2021", "2021-01/2021-09", "2021-01-01", "2021-09-30", "between dates"),
        ("between December 2021 and 3 May 2022", "2021-12/2022-05-03", "2021-12-01", "2022-05-03", "between dates"),
    ],
)
def test_reads_a_date_for_every_point(words: str, edtf: str, first: str, last: str, rule: str) -> None:
    for point in EVERY_POINT:
        reading = read_date(words, point)
        assert (reading.answer.edtf, reading.rule) == (edtf, rule)
        assert reading.answer.stated.bound is Bound.EXACTLY
        assert allowed(words, point) == (first, last)


# ---------------------------------------------------------------- words that bind a date


@pytest.mark.parametrize(
    ("words", "edtf", "first", "last", "rule"),
    [
        ("by June 2025", "2025-06", None, "2025-06-30", "by"),
        ("By the end of 2022", "2022-10/2022-12", None, "2022-12-31", "by + part of a year"),
        ("no later than 12 May 2023", "2023-05-12", None, "2023-05-12", "by"),
        ("on or before 12 May 2023", "2023-05-12", None, "2023-05-12", "by"),
        ("before June 2025", "2025-06", None, "2025-05-31", "before"),
        ("prior to 12 May 2023", "2023-05-12", None, "2023-05-11", "before"),
        ("after June 2025", "2025-06", "2025-07-01", None, "after"),
        ("after 12 May 2023", "2023-05-12", "2023-05-13", None, "after"),
        ("after the first half of 2020", "2020-01/2020-06", "2020-07-01", None, "after + part of a year"),
        ("no earlier than June 2025", "2025-06", "2025-06-01", None, "not before"),
        ("not before 2025", "2025", "2025-01-01", None, "not before"),
    ],
)
def test_reads_what_binds_every_point(words: str, edtf: str, first: str | None, last: str | None, rule: str) -> None:
    for point in EVERY_POINT:
        reading = read_date(words, point)
        assert (reading.answer.edtf, reading.rule) == (edtf, rule)
        assert allowed(words, point) == (first, last)


@pytest.mark.parametrize(
    ("words", "point", "first", "last", "rule"),
    [
        ("since May 2023", Point.START, "2023-05-01", "2023-05-31", "since"),
        ("Since December of 2021", Point.START, "2021-12-01", "2021-12-31", "since"),
        ("since late 2021", Point.START, "2021-10-01", "2021-12-31", "since + part of a year"),
        ("from May 2023", Point.START, "2023-05-01", "2023-05-31", "since"),
        ("from 2021 onwards", Point.START, "2021-01-01", "2021-12-31", "since"),
        ("starting in May 2023", Point.START, "2023-05-01", "2023-05-31", "since"),
        ("since at least May 2023", Point.START, None, "2023-05-31", "since at least"),
        ("at least since 2021", Point.START, None, "2021-12-31", "since at least"),
        ("from October 2024 to March 2025", Point.START, "2024-10-01", "2024-10-31", "from … to"),
        ("from October 2024 to March 2025", Point.END, "2025-03-01", "2025-03-31", "from … to"),
        ("from May until July 2024", Point.START, "2024-05-01", "2024-05-31", "from … to"),
        ("from 2020 through mid-2021", Point.END, "2021-04-01", "2021-09-30", "from … to + part of a year"),
        ("until June 2025", Point.END, "2025-06-01", "2025-06-30", "until"),
        ("until 12 May 2023", Point.END, "2023-05-12", "2023-05-12", "until"),
        ("until at least June 2025", Point.END, "2025-06-01", None, "until at least"),
        ("still so on 26 November 2025", Point.END, "2025-11-27", None, "still"),
        ("as of 26 November 2025 still", Point.END, "2025-11-27", None, "still"),
        ("still as of 26 November 2025", Point.END, "2025-11-27", None, "still"),
        ("still ongoing on 26 November 2025", Point.END, "2025-11-27", None, "still"),
        ("ongoing as of 26 November 2025", Point.END, "2025-11-27", None, "still"),
        ("still under way in March 2022", Point.END, "2022-03-01", None, "still"),
        ("still in March 2022", Point.END, "2022-03-01", None, "still"),
    ],
)
def test_reads_what_binds_one_point(words: str, point: Point, first: str | None, last: str | None, rule: str) -> None:
    assert allowed(words, point) == (first, last)
    assert read_date(words, point).rule == rule
    assert set(rule.split(" + ")) <= KEYS
    with pytest.raises(CannotRead, match="the question asks for"):
        read_date(words, Point.OCCURRENCE)


@pytest.mark.parametrize(
    ("words", "point"),
    [("since May 2023", Point.END), ("until May 2023", Point.START), ("still on 12 May 2023", Point.START)],
)
def test_refuses_words_that_bind_the_other_point(words: str, point: Point) -> None:
    with pytest.raises(CannotRead, match=f"the question asks for the {point}"):
        read_date(words, point)


def test_keeps_the_day_that_is_still_bound() -> None:
    stated = read_date("still so on 26 November 2025", Point.END).answer.stated
    day = date(2025, 11, 26).toordinal()
    assert (stated.bound, stated.low, stated.high) == (Bound.MORE_THAN, day, day)


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("summer 2020", "season"),
        ("spring of 2020", "season"),
        ("the rainy season of 2020", "season"),
        ("Thursday", "the day it was written"),
        ("on Thursday", "the day it was written"),
        ("today", "the day it was written"),
        ("published today", "the day it was written"),
        ("a year ago", "the day it was written"),
        ("last month", "the day it was written"),
        ("recently", "the day it was written"),
        ("the past six months", "the day it was written"),
        ("2020-21", "two years or a season"),
        ("2011-12", "two years or a season"),
        ("2008–09", "two years or a season"),
        ("12/05/2023", "which figure is the day"),
        ("12.05.2023", "which figure is the day"),
        ("12-05-2023", "which figure is the day"),
        ("25/12/2023", "which figure is the day"),
        ("2023/05/12", "which figure is the day"),
        ("31 February 2023", "no such day"),
        ("2023-02-30", "no such"),
        ("29 February 2023", "no such day"),
        ("31 April 2023", "no such day"),
        ("2022-13", "no such"),
        ("2022-00", "no such"),
        ("Monday, 12 May 2023", "another day of the week"),
        ("March", "names no year"),
        ("12 May", "names no year"),
        ("By June", "names no year"),
        ("November 26,", "names no year"),
        ("late in March", "names no year"),
        ("12 2023", "no month"),
        ("March 2022 to July", "names no year"),
        ("2022-03 – mid", "names no year"),
        ("June – 2020", "after its second|no rule|names no"),
        ("around March 2022", "how far"),
        ("circa 2020", "how far"),
        ("on or about 12 May 2023", "how far"),
        ("possibly March 2022", "how far"),
        ("the last decade", "decades"),
        ("before the end of 2022", "not certain enough"),
        ("after late March 2022", "not certain enough"),
        ("before early 2021", "not certain enough"),
        ("2021-2020", "after its second"),
        ("between July and March 2024", "after its second"),
        ("December to March 2022", "after its second"),
        ("after 9999", "can be kept"),
        ("٢٠٢٢", "another calendar"),
        ("２０２２", "another calendar"),
        ("not 2022", "denies"),
        ("not in March 2022", "denies"),
        ("0999", "no rule"),
        ("10000", "no rule"),
        ("22", "names no year"),
        ("12 May 23", "no rule"),
        ("the 1990s", "no rule"),
        ("2020 and 2021", "no rule"),
        ("2020, 2021", "no rule"),
        ("March/April 2022", "no rule"),
        ("dawn on 27 March 2022", "no rule"),
        ("in March 2022, Malian troops", "no rule"),
        ("32 May 2023", "no rule"),
        ("May May 2022", "no rule"),
        ("Q5 2021", "no rule"),
        ("the third half of 2021", "no rule"),
        ("the second six months of 2020", "no rule"),
        ("3.5-year presence", "no rule"),
        ("since", "no rule"),
        ("between and", "no rule"),
        ("-2020", "no rule"),
        ("2022-03?", "no rule"),
        ("", "no words"),
        (" . ", "no words"),
        ("20\x0022", "cannot be shown"),
        ("\udcff", "cannot be shown"),
        ("2022 " * 2_000, "more than 500 characters"),
    ],
)
def test_refuses_with_the_reason(words: str, why: str) -> None:
    for point in EVERY_POINT:
        with pytest.raises(CannotRead, match=why):
            read_date(words, point)


def test_quotes_the_offending_words() -> None:
    with pytest.raises(CannotRead) as refusal:
        read_date("in  the\nsummer of 2020", Point.OCCURRENCE)
    assert refusal.value.offending == "in the summer of 2020"


# ---------------------------------------------------------------- properties (-m "not hypothesis" leaves them out)

days = st.dates(date(1000, 1, 1), date(9999, 12, 30))
dashes = st.sampled_from("-‐‑‒–—−")


@given(days)
def test_reads_back_every_day_however_it_is_written(day: date) -> None:
    written = [f"{day:%d %B %Y}", f"{day:%B} {day.day}, {day.year}", f"{day:%A, %d %b. %Y}", day.isoformat()]
    for words in (*written, *map(str.upper, written)):
        answer = read_date(words, Point.OCCURRENCE).answer
        assert (answer.edtf, tuple(answer.interval())) == (day.isoformat(), (day.toordinal(), day.toordinal()))


@given(days, days, dashes)
def test_a_range_holds_both_its_days(a: date, b: date, dash: str) -> None:
    first, last = sorted((a, b))
    for words in (f"{first:%d %B %Y} {dash} {last:%d %B %Y}", f"between {first} and {last}"):
        interval = read_date(words, Point.OCCURRENCE).answer.interval()
        assert tuple(interval) == (first.toordinal(), last.toordinal())


@given(days, st.sampled_from(["{:%B %Y}", "{:%Y}", "late {:%Y}", "mid-{:%B %Y}", "Q2 {:%Y}"]))
def test_before_by_after_and_not_before_leave_no_gap(day: date, form: str) -> None:
    words = form.format(day)
    span = read_date(words, Point.END).answer.interval()
    assert read_date(f"by {words}", Point.END).answer.interval().high == span.high
    assert read_date(f"not before {words}", Point.END).answer.interval().low == span.low
    if not words.startswith(("late", "mid")) and day.year < 9999:
        assert span.low is not None and span.high is not None
        assert read_date(f"before {words}", Point.END).answer.interval().high == span.low - 1
        assert read_date(f"after {words}", Point.END).answer.interval().low == span.high + 1


VOCABULARY = """
    since until by before after between from to and at least still as of on in the late early mid first last half six
    months quarter Q1 March May June Friday 12 5 2020 2021 2022-03 - – , . / th 21 1 and end not about summer today
"""


@given(st.lists(st.sampled_from(VOCABULARY.split()), max_size=8).map(" ".join), st.sampled_from(Point))
def test_no_jumble_of_known_words_raises_anything_else(words: str, point: Point) -> None:
    try:
        reading = read_date(words, point)
    except CannotRead:
        return
    reading.answer.interval()
    assert set(reading.rule.split(" + ")) <= KEYS
