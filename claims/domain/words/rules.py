"""The rules of reading by their keys, as every reading and the method page show them. Applied in reading.py."""

from dataclasses import dataclass

TOGETHER = " + "
"""Stands between the keys of the rules that made one reading."""
BY_HAND = "by hand"


@dataclass(frozen=True)
class RuleLine:
    """One line of the table: the key kept with a claim, the words it covers, and how they are read.

    short: the same in a few words, for a sentence; {margin} is the margin in per cent. Empty where no reading
    has this key.
    """

    key: str
    words: str
    read_as: str
    short: str


RULES = (
    RuleLine(
        "figure",
        "27; 27 people; twenty-seven; 1.5 million; 13 000; exactly, only 27",
        "[27, 27]",
        "the figure itself",
    ),
    RuleLine("none", "no one, nobody, none of the men, no civilians", "[0, 0]", "0"),
    RuleLine(
        "at least",
        "at least, no fewer than, no less than, at a minimum; n or more, n and counting, n-plus, n+, ≥ n",
        "[n, –)",
        "n or more",
    ),
    RuleLine(
        "more than",
        "more than, over, above, upwards of, in excess of, well or just over, > n",
        "[n + one step, –)",
        "above n",
    ),
    RuleLine(
        "at most",
        "up to, at most, no more than, as many as, a maximum of; n or fewer, ≤ n",
        "(–, n]",
        "n or fewer",
    ),
    RuleLine(
        "fewer than",
        "fewer than, less than, under, below, just under, < n",
        "(–, n − one step]",
        "below n",
    ),
    RuleLine("between", "between a and b; between a–b; from a to b; a to b; a–b", "[a, b]", "a to b, both included"),
    RuleLine(
        "about",
        "about, around, some, approximately, roughly, circa, an estimated, close to; n or so, ~n",
        "n ± the margin",
        "±{margin} %",
    ),
    RuleLine("nearly", "nearly, almost", "[n − the margin, n]", "n or up to {margin} % below"),
    RuleLine("tens", "tens, several tens (ACLED)", "[10, –)", "10 or more"),
    RuleLine("dozens", "dozens, many dozens, several dozen (ACLED)", "[12, –)", "12 or more"),
    RuleLine("hundreds", "hundreds, several hundred, a few hundred (ACLED)", "[100, –)", "100 or more"),
    RuleLine("thousands", "thousands, several thousand (ACLED)", "[1,000, –)", "1,000 or more"),
    RuleLine("tens of thousands", "tens of thousands (ACLED)", "[10,000, –)", "10,000 or more"),
    RuleLine("hundreds of thousands", "hundreds of thousands (ACLED)", "[100,000, –)", "100,000 or more"),
    RuleLine("millions", "millions, several million", "[1,000,000, –)", "1,000,000 or more"),
    RuleLine("tens of millions", "tens of millions", "[10,000,000, –)", "10,000,000 or more"),
    RuleLine("hundreds of millions", "hundreds of millions", "[100,000,000, –)", "100,000,000 or more"),
    RuleLine(
        "two together",
        "at least about 30; about 20 to 30; more than 1,000 but fewer than 1,500",
        "the wider end of each: the margin first, then the bound; both bounds are kept",
        "",
    ),
    RuleLine(
        "share",
        "a third of, two thirds of, half of, a quarter of",
        "per cent of what it is a share of; never turned into a count",
        "a share, in per cent",
    ),
    RuleLine("most", "most, most of, a majority of, the vast majority of", "[51 %, –)", "51 % or more"),
    RuleLine(
        "rounded outward",
        "a figure that is no whole number of steps: one third; 2.5 villages",
        "the whole steps on both sides of it: 33 to 34 %; 2 to 3",
        "to the whole steps on both sides",
    ),
    RuleLine(
        "no answer",
        "many, several, numerous, a few, scores, a number of; a plural without a number",
        "no answer; kept as a claim without one",
        "",
    ),
    RuleLine("date", "12 May 2023; March 2022; 2020; 2023-05-12", "the days it names", "the days it names"),
    RuleLine(
        "part of a year",
        "early, mid or late 2021; the end of 2021; the first six months, the second half of 2020; Q1 2021",
        "its months; early is the first quarter, mid the second and third, late the last",
        "its months; early is the first quarter, mid the second and third, late the last",
    ),
    RuleLine(
        "part of a month",
        "early, mid or late March 2022; the end of March 2022",
        "the whole month",
        "the whole month",
    ),
    RuleLine(
        "from the document’s date",
        "yesterday; on Tuesday; two months ago; last year; earlier this month",
        "counted from the day the document was published: a month ago is that calendar month, a year ago that year; "
        "a day of the week the last one on or before that day; refused where that day is not known",
        "counted from the day the document was published",
    ),
    RuleLine(
        "between dates",
        "between March and July 2024; March to July 2024; 2020–2021; 12–15 May 2023",
        "from the first day of the one to the last day of the other",
        "from the first day of the one to the last of the other",
    ),
    RuleLine(
        "from … to",
        "from October 2024 to March 2025",
        "asked for a start, the first date; asked for an end, the second",
        "the one that is asked for",
    ),
    RuleLine("since", "since d, from d on (asked for a start)", "the days of d", "the start lies in it"),
    RuleLine(
        "since at least",
        "since at least d (asked for a start)",
        "(–, last day of d]",
        "the start lies in it or before",
    ),
    RuleLine("until", "until d, through d (asked for an end)", "the days of d", "the end lies in it"),
    RuleLine(
        "until at least",
        "until at least d (asked for an end)",
        "[first day of d, –)",
        "the end lies in it or after",
    ),
    RuleLine("by", "by d, no later than d, on or before d", "(–, last day of d]", "its last day or earlier"),
    RuleLine("before", "before d, prior to d", "(–, the day before d]", "earlier than its first day"),
    RuleLine("not before", "no earlier than d, on or after d", "[first day of d, –)", "its first day or later"),
    RuleLine("after", "after d", "[the day after d, –)", "later than its last day"),
    RuleLine(
        "still",
        "still so on d, still as of d, ongoing on d (asked for an end)",
        "[the day after d, –); where d is longer than a day, [its first day, –)",
        "the end is later",
    ),
    RuleLine(
        BY_HAND,
        "anything else a person can read",
        "the answer a person gave, with the reason, shown as such",
        "read by a person",
    ),
)
"""The method page's table: a line for every row of the design's."""

_SHORT = {line.key: line.short for line in RULES}


def describe(rule: str, margin: int) -> str:
    """The rules of a reading in words: `at least = n or more; about = ±10 %`. margin: per cent.

    A key of an older version that no longer stands in the table is given as it is.
    """
    return "; ".join(_one(key, margin) for key in rule.split(TOGETHER))


def _one(key: str, margin: int) -> str:
    short = _SHORT.get(key, "")
    return f"{key} = {short.format(margin=margin)}" if short else key
