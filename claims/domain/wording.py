"""Answers in words: intervals of numbers and days, and what was stated, as they stand in every sentence and page."""

from datetime import date

from claims.domain.answers import Answer, Bound, DateSpan, Interval, Option, Quantity, Stated
from claims.domain.units import Unit

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_BOUND_WORDS = {
    Bound.EXACTLY: "{low}",
    Bound.NEARLY: "nearly {low}",
    Bound.AT_LEAST: "at least {low}",
    Bound.MORE_THAN: "more than {low}",
    Bound.AT_MOST: "at most {high}",
    Bound.FEWER_THAN: "fewer than {high}",
    Bound.BETWEEN: "between {low} and {high}",
    Bound.OVER_UNDER: "more than {low} but fewer than {high}",
    Bound.OVER_TO: "more than {low} and at most {high}",
    Bound.FROM_UNDER: "at least {low} but fewer than {high}",
}

_DATE_BOUND_WORDS = {
    Bound.EXACTLY: "{span}",
    Bound.BETWEEN: "{span}",
    Bound.AT_LEAST: "from {span} on",
    Bound.MORE_THAN: "after {span}",
    Bound.AT_MOST: "by {span}",
    Bound.FEWER_THAN: "before {span}",
}


def day_words(ordinal: int) -> str:
    """`12 May 2023`."""
    day = date.fromordinal(ordinal)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span_words(low: int, high: int) -> str:
    """A closed span of days as short as it can be said: `2021`, `March 2022`, `12 May 2023`, `October to December
    2021`.
    """
    first, last = date.fromordinal(low), date.fromordinal(high)
    if low == high:
        return day_words(low)
    whole_months = first.day == 1 and _is_last_of_month(last)
    if whole_months and (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if whole_months:
        return _months_words(first, last)
    return f"{day_words(low)} to {day_words(high)}"


def _months_words(first: date, last: date) -> str:
    start, end = _MONTHS[first.month - 1], f"{_MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    return f"{start} to {end}" if first.year == last.year else f"{start} {first.year} to {end}"


def _is_last_of_month(day: date) -> bool:
    return day == date.max or date.fromordinal(day.toordinal() + 1).day == 1


def date_words(interval: Interval) -> str:
    """`March 2022`, `after 26 November 2025`, `by 12 May 2023`, `any day`."""
    if interval.low is None and interval.high is None:
        return "any day"
    if interval.high is None:
        assert interval.low is not None
        return f"{day_words(interval.low)} or later"
    if interval.low is None:
        return f"{day_words(interval.high)} or earlier"
    return span_words(interval.low, interval.high)


def number_words(interval: Interval) -> str:
    """`270–330`, `27 or more`, `2,500 or fewer`, `any number`."""
    if interval.low is None and interval.high is None:
        return "any number"
    if interval.high is None:
        return f"{interval.low:,} or more"
    if interval.low is None:
        return f"{interval.high:,} or fewer"
    return f"{interval.low:,}" if interval.low == interval.high else f"{interval.low:,}–{interval.high:,}"


def stated_number_words(stated: Stated) -> str:
    """`about 300`, `at least 32`, `between 20 and 30`; a fraction shows the two whole steps it lies between."""
    whole = stated.low == stated.high or stated.has_two_figures
    low = f"{stated.low:,}" if whole else f"{stated.low:,}–{stated.high:,}"
    high = f"{stated.high:,}" if whole else low
    words = _BOUND_WORDS[stated.bound].format(low=low, high=high)
    if not stated.approximate:
        return words
    return f"about {words}" if stated.bound is Bound.EXACTLY else words.replace(low, f"about {low}", 1)


def stated_date_words(stated: Stated) -> str:
    """`March 2022`, `before 12 May 2023`."""
    return _DATE_BOUND_WORDS.get(stated.bound, "{span}").format(span=span_words(stated.low, stated.high))


def stated_words(answer: Answer) -> str:
    """What was stated, before any margin."""
    match answer:
        case Quantity():
            return stated_number_words(answer.stated)
        case DateSpan():
            return stated_date_words(answer.stated)
        case Option():
            return f"“{answer.label}”"


def interval_words(answer: Answer, margin: int) -> str:
    """The values the answer allows."""
    match answer:
        case Quantity(unit):
            return with_unit(number_words(answer.interval(margin)), unit)
        case DateSpan():
            return date_words(answer.interval(margin))
        case Option():
            return answer.label


def with_unit(words: str, unit: Unit) -> str:
    """`270–330 people`, `1 person`, `33 %`, `51 % or more`."""
    if unit.symbol:
        number, either, way = words.partition(" or ")
        return f"{number} {unit.symbol}{either}{way}"
    return f"{words} {unit.one if words == '1' else unit.many}"


def says(answer: Answer, margin: int) -> str:
    """What was stated with the values it allows in brackets, when those say more: `about 300 (270–330)`."""
    stated = stated_words(answer)
    match answer:
        case Quantity():
            allowed = number_words(answer.interval(margin))
        case DateSpan():
            allowed = date_words(answer.interval(margin))
        case Option():
            allowed = stated
    return stated if allowed == stated or _is_plain_bound(answer) else f"{stated} ({allowed})"


def _is_plain_bound(answer: Answer) -> bool:
    """Bounds that their own words say in full: "at least 32" needs no "(32 or more)"."""
    if isinstance(answer, Option):
        return True
    if isinstance(answer, DateSpan):
        return answer.stated.bound in (Bound.EXACTLY, Bound.BETWEEN)
    plain = (Bound.AT_LEAST, Bound.AT_MOST, Bound.BETWEEN)
    return answer.stated.bound in plain and not answer.stated.approximate
