"""The table of readings, row by row: what counts and shares are read as, and what is refused."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.domain.answers import Bound
from claims.domain.reading import (
    BY_HAND,
    RULES,
    CannotRead,
    Point,
    QuantityReading,
    describe,
    read_date,
    read_quantity,
)
from claims.domain.units import UNITS
from claims.domain.words.tokens import LONGEST

PEOPLE = UNITS["people"]


def read(words: str, unit: str = "people") -> QuantityReading:
    reading = read_quantity(words, UNITS[unit])
    assert reading is not None
    return reading


def case(words: str, low: int | None, high: int | None, rule: str, counts: str = "") -> object:
    return pytest.param(words, (low, high), rule, counts, id=words)


# ---------------------------------------------------------------- the table


@pytest.mark.parametrize(
    ("words", "allowed", "rule", "population"),
    [
        # a figure
        case("27", 27, 27, "figure"),
        case("27 people", 27, 27, "figure", "people"),
        case("27 dead", 27, 27, "figure", "dead"),
        case("twenty-seven", 27, 27, "figure"),
        case("seven men", 7, 7, "figure", "men"),
        case("Four individuals", 4, 4, "figure", "individuals"),
        case("2,000 civilians", 2_000, 2_000, "figure", "civilians"),
        case("118 thousand Malians", 118_000, 118_000, "figure", "Malians"),
        case("1.5 million people", 1_500_000, 1_500_000, "figure", "people"),
        case("13\u202f000 troops", 13_000, 13_000, "figure", "troops"),
        case("a dozen soldiers", 12, 12, "figure", "soldiers"),
        case("two dozen", 24, 24, "figure"),
        case("2000", 2_000, 2_000, "figure"),
        case("2023", 2_023, 2_023, "figure"),
        case("zero", 0, 0, "figure"),
        case("one of the men", 1, 1, "figure", "the men"),
        case("a single civilian", 1, 1, "figure", "civilian"),
        case("a total of 27 men, women and children", 27, 27, "figure", "men, women and children"),
        case("the 27 victims", 27, 27, "figure", "victims"),
        case("killed 27 villagers", 27, 27, "figure", "villagers"),
        case("wounding at least 27 villagers", 27, None, "at least", "villagers"),
        case("exactly 27", 27, 27, "figure"),
        case("only 27", 27, 27, "figure"),
        case("“300 men”", 300, 300, "figure", "men"),
        case("(27),", 27, 27, "figure"),
        case("27 M23 fighters", 27, 27, "figure", "M23 fighters"),
        case("32 G5 Sahel soldiers", 32, 32, "figure", "G5 Sahel soldiers"),
        case("300 members of armed groups", 300, 300, "figure", "members of armed groups"),
        case("19 village chiefs", 19, 19, "figure", "village chiefs"),
        case("27 cattle herders", 27, 27, "figure", "cattle herders"),
        case("two head teachers", 2, 2, "figure", "head teachers"),
        case("300 soldiers under arrest", 300, 300, "figure", "soldiers under arrest"),
        case("٣٠٠", 300, 300, "figure"),
        # nobody
        case("no one", 0, 0, "none"),
        case("no-one", 0, 0, "none"),
        case("none", 0, 0, "none"),
        case("nobody was killed", 0, 0, "none", "was killed"),
        case("None of the detainees", 0, 0, "none", "the detainees"),
        case("no civilians", 0, 0, "none", "civilians"),
        case("no civilians were killed", 0, 0, "none", "civilians were killed"),
        # at least
        case("at least 27 civilians", 27, None, "at least", "civilians"),
        case("At least thirty-two", 32, None, "at least"),
        case("no fewer than 300", 300, None, "at least"),
        case("no less than 300", 300, None, "at least"),
        case("not fewer than 300", 300, None, "at least"),
        case("a minimum of 27", 27, None, "at least"),
        case("minimum 27", 27, None, "at least"),
        case("at a minimum 27", 27, None, "at least"),
        case("at the very least 27", 27, None, "at least"),
        case("≥ 27", 27, None, "at least"),
        case("300-plus", 300, None, "at least"),
        case("300 plus", 300, None, "at least"),
        case("300+", 300, None, "at least"),
        case("300 or more", 300, None, "at least"),
        case("300 or more men", 300, None, "at least", "men"),
        case("300 men or more", 300, None, "at least", "men"),
        case("27 civilians at least", 27, None, "at least", "civilians"),
        case("one or more", 1, None, "at least"),
        case("300 and counting", 300, None, "at least"),
        case("300 dead and rising", 300, None, "at least", "dead"),
        case("300 or higher", 300, None, "at least"),
        case("300 men at a minimum", 300, None, "at least", "men"),
        case("300 at the very least", 300, None, "at least"),
        # more than
        case("more than 300", 301, None, "more than"),
        case("over 2,000 civilians", 2_001, None, "more than", "civilians"),
        case("over 50 victims and witnesses", 51, None, "more than", "victims and witnesses"),
        case("upwards of 300", 301, None, "more than"),
        case("upward of 300", 301, None, "more than"),
        case("in excess of 1,000", 1_001, None, "more than"),
        case("well over 300", 301, None, "more than"),
        case("just over 300", 301, None, "more than"),
        case("> 300", 301, None, "more than"),
        # at most
        case("up to 2,500 Wagner Group fighters", None, 2_500, "at most", "Wagner Group fighters"),
        case("at most 30", None, 30, "at most"),
        case("no more than 30", None, 30, "at most"),
        case("not more than 30", None, 30, "at most"),
        case("as many as 60 men", None, 60, "at most", "men"),
        case("a maximum of 60", None, 60, "at most"),
        case("30 or fewer", None, 30, "at most"),
        case("30 or lower", None, 30, "at most"),
        case("30 at a maximum", None, 30, "at most"),
        case("≤30", None, 30, "at most"),
        # fewer than
        case("fewer than 30", None, 29, "fewer than"),
        case("less than 30", None, 29, "fewer than"),
        case("under 30", None, 29, "fewer than"),
        case("just under 30", None, 29, "fewer than"),
        case("fewer than a dozen", None, 11, "fewer than"),
        case("< 30", None, 29, "fewer than"),
        # between
        case("between 20 and 30 men", 20, 30, "between", "men"),
        case("from 20 to 30", 20, 30, "between"),
        case("20 to 30 men", 20, 30, "between", "men"),
        case("20-30", 20, 30, "between"),
        case("20–30", 20, 30, "between"),
        case("2,000 – 3,000", 2_000, 3_000, "between"),
        case("1,900–2,000", 1_900, 2_000, "between"),
        case("2000–2050 people", 2_000, 2_050, "between", "people"),
        case("twenty to thirty", 20, 30, "between"),
        case("ten-twenty", 10, 20, "between"),
        case("500 to 2,000", 500, 2_000, "between"),
        case("3 million to 5 million", 3_000_000, 5_000_000, "between"),
        case("nine hundred to one thousand", 900, 1_000, "between"),
        case("zero to five", 0, 5, "between"),
        case("between one hundred and two hundred", 100, 200, "between"),
        case("between one hundred and twenty and one hundred and fifty", 120, 150, "between"),
        case("between 20 and 30 men and women", 20, 30, "between", "men and women"),
        case("between 300-400 people", 300, 400, "between", "people"),
        case("between 20 to 30", 20, 30, "between"),
        case("anywhere from 20 to 30", 20, 30, "between"),
        # about
        case("about 300", 270, 330, "about"),
        case("an estimated 300 men", 270, 330, "about", "men"),
        case("killed an estimated 300 men", 270, 330, "about", "men"),
        case("an estimated 450 civilians", 405, 495, "about", "civilians"),
        case("some 13,000 troops", 11_700, 14_300, "about", "troops"),
        case("around 300", 270, 330, "about"),
        case("approximately 300", 270, 330, "about"),
        case("approx. 300", 270, 330, "about"),
        case("roughly 300", 270, 330, "about"),
        case("circa 300", 270, 330, "about"),
        case("c. 300", 270, 330, "about"),
        case("est. 300", 270, 330, "about"),
        case("in the neighbourhood of 300", 270, 330, "about"),
        case("somewhere around 300", 270, 330, "about"),
        case("~300", 270, 330, "about"),
        case("close to 300", 270, 330, "about"),
        case("more or less 300", 270, 330, "about"),
        case("300 or so", 270, 330, "about"),
        case("a dozen or so men", 10, 14, "about", "men"),
        case("300 or thereabouts", 270, 330, "about"),
        case("300, give or take", 270, 330, "about"),
        case("about 7", 6, 8, "about"),
        # nearly
        case("nearly 300", 270, 300, "nearly"),
        case("almost 300 people", 270, 300, "nearly", "people"),
        # ACLED's floors
        case("tens of people", 10, None, "tens", "people"),
        case("dozens", 12, None, "dozens"),
        case("several dozen", 12, None, "dozens"),
        case("some dozens", 12, None, "dozens"),
        case("hundreds of Peules", 100, None, "hundreds", "Peules"),
        case("many hundreds of civilians", 100, None, "hundreds", "civilians"),
        case("several hundreds", 100, None, "hundreds"),
        case("several hundred", 100, None, "hundreds"),
        case("a few hundred men", 100, None, "hundreds", "men"),
        case("thousands", 1_000, None, "thousands"),
        case("several thousand people", 1_000, None, "thousands", "people"),
        case("tens of thousands of people", 10_000, None, "tens of thousands", "people"),
        case("hundreds of thousands of Malians", 100_000, None, "hundreds of thousands", "Malians"),
        case("several hundred thousand", 100_000, None, "hundreds of thousands"),
        case("millions", 1_000_000, None, "millions"),
        case("tens of millions", 10_000_000, None, "tens of millions"),
        case("at least dozens", 12, None, "at least + dozens"),
        # two together
        case("at least about 30", 27, None, "at least + about"),
        case("about 300 or more", 270, None, "at least + about"),
        case("over an estimated 300", 271, None, "more than + about"),
        case("up to about 30", None, 33, "at most + about"),
        case("fewer than about 30", None, 32, "fewer than + about"),
        case("nearly some 300", 270, 330, "nearly + about"),
        case("about 20 to 30", 18, 33, "between + about"),
        case("between about 20 and 30", 18, 33, "between + about"),
        case("20 to about 30", 18, 33, "between + about"),
        case("20–30 or so", 18, 33, "between + about"),
        case("more than 1,000 but fewer than 1,500", 1_001, 1_499, "more than + fewer than"),
        case("fewer than 1,500 but more than 1,000", 1_001, 1_499, "more than + fewer than"),
        case("at least 20 and at most 30", 20, 30, "at least + at most"),
        case("more than 20, but up to 30", 21, 30, "more than + at most"),
        case("at least 20 but fewer than 30", 20, 29, "at least + fewer than"),
        case("at least one hundred and at most two hundred", 100, 200, "at least + at most"),
        case("more than about 20 but fewer than 30", 19, 32, "more than + fewer than + about"),
        # fractions of a person
        case("1.5", 1, 2, "figure + rounded outward"),
        case("more than 2.5", 3, None, "more than + rounded outward"),
    ],
)
def test_reads_counts(words: str, allowed: tuple[int | None, int | None], rule: str, population: str) -> None:
    reading = read(words)
    assert tuple(reading.answer.interval()) == allowed
    assert (reading.rule, reading.population, reading.share_of) == (rule, population, "")


@pytest.mark.parametrize(
    ("words", "allowed", "rule", "share_of"),
    [
        case("40 %", 40, 40, "figure"),
        case("40%", 40, 40, "figure"),
        case("40 per cent", 40, 40, "figure"),
        case("40 percent of the killings", 40, 40, "figure", "the killings"),
        case("forty per cent of families", 40, 40, "figure", "families"),
        case("12.5 %", 12, 13, "figure + rounded outward"),
        case("about 40 %", 36, 44, "about"),
        case("no more than 40 percent", None, 40, "at most"),
        case("40 % or more", 40, None, "at least"),
        case("40 % of the homes burned down", 40, 40, "figure", "the homes burned down"),
        case("40 to 50 per cent", 40, 50, "between"),
        case("40 %–50 %", 40, 50, "between"),
        case("at least 20 and at most 30 %", 20, 30, "at least + at most"),
        case("a third of the killings", 33, 34, "share + rounded outward", "the killings"),
        case("At least one third of the killings", 33, None, "at least + share + rounded outward", "the killings"),
        case("more than a third", 34, None, "more than + share + rounded outward"),
        case("less than a third", None, 33, "fewer than + share + rounded outward"),
        case("two thirds of men", 66, 67, "share + rounded outward", "men"),
        case("half of them", 50, 50, "share", "them"),
        case("half the killings", 50, 50, "share", "the killings"),
        case("more than half", 51, None, "more than + share"),
        case("almost half of the dead", 45, 50, "nearly + share", "the dead"),
        case("three quarters of households", 75, 75, "share", "households"),
        case("between a third and a half", 33, 50, "between + share + rounded outward"),
        case("a third to 40 %", 33, 40, "between + share + rounded outward"),
        case("Most", 51, None, "most"),
        case("most of the killings", 51, None, "most", "the killings"),
        case("the majority of men", 51, None, "most", "men"),
        case("the vast majority of men", 51, None, "most", "men"),
    ],
)
def test_reads_shares(words: str, allowed: tuple[int | None, int | None], rule: str, share_of: str) -> None:
    reading = read(words, "share")
    assert tuple(reading.answer.interval()) == allowed
    assert (reading.rule, reading.population, reading.share_of) == (rule, "", share_of)


@pytest.mark.parametrize(
    ("words", "unit", "allowed"),
    [
        ("1.5 million francs", "XOF", (1_500_000, 1_500_000)),
        ("1.5 million African francs", "XOF", (1_500_000, 1_500_000)),
        ("1.5 million CFA francs in ransom", "XOF", (1_500_000, 1_500_000)),
        ("FCFA 1 500 000", "XOF", (1_500_000, 1_500_000)),
        ("1.5 million", "XOF", (1_500_000, 1_500_000)),
        ("about €2.3 thousand", "EUR", (2_070, 2_530)),
        ("2.3 thousand euros", "EUR", (2_300, 2_300)),
        ("€2.50", "EUR", (2, 3)),
        ("€40 to 50", "EUR", (40, 50)),
        ("US$ 300 million", "USD", (300_000_000, 300_000_000)),
        ("300 dollars", "USD", (300, 300)),
        ("over 100 homes", "homes", (101, None)),
        ("at least six separate incidents", "incidents", (6, None)),
        ("304 abductions", "incidents", (304, 304)),
        ("two military coups", "coups", (2, 2)),
        ("at least six secret prisons", "prisons", (6, None)),
        ("more than 100 units of heavy weapons", "items", (101, None)),
        ("2.5 villages", "villages", (2, 3)),
        ("two and a half years", "years", (2, 3)),
        ("six months", "months", (6, 6)),
        ("three times", "times", (3, 3)),
    ],
)
def test_reads_other_units(words: str, unit: str, allowed: tuple[int | None, int | None]) -> None:
    assert tuple(read(words, unit).answer.interval()) == allowed


def test_keeps_the_figures_as_stated() -> None:
    stated = read("at least about 30").answer.stated
    assert (stated.bound, stated.low, stated.high, stated.approximate) == (Bound.AT_LEAST, 30, 30, True)


def test_keeps_both_bounds() -> None:
    stated = read("more than 1,000 but fewer than 1,500").answer.stated
    assert (stated.bound, stated.low, stated.high) == (Bound.OVER_UNDER, 1_000, 1_500)


# ---------------------------------------------------------------- no number


@pytest.mark.parametrize(
    "words",
    [
        "many",
        "Many civilians",
        "many others",
        "many more",
        "several",
        "several people",
        "numerous civilian casualties",
        "a few",
        "few",
        "some men",
        "some of the men",
        "countless",
        "scores of villagers",
        "a number of detainees",
        "an unknown number of people",
        "the many victims",
        "civilians",
        "the villagers",
        "men, women and children",
        "people were killed",
        "at least several",
    ],
)
def test_finds_no_answer_where_there_is_no_number(words: str) -> None:
    assert read_quantity(words, PEOPLE) is None


def test_finds_no_share_where_there_is_no_number() -> None:
    assert read_quantity("many of the killings", UNITS["share"]) is None


# ---------------------------------------------------------------- refusals


def refused(words: str, offending: str, unit: str = "people") -> object:
    return pytest.param(words, offending, unit, id=f"{words} ({unit})")


@pytest.mark.parametrize(
    ("words", "offending", "unit"),
    [
        # two readings
        refused("1.000,00", "1.000,00"),
        refused("1,00", "1,00"),
        refused("1.000 men", "1.000"),
        refused("3 to 5 million", "3 to 5 million"),
        refused("between 3 and 5 million people", "between 3 and 5 million"),
        refused("two to three dozen", "two to three dozen"),
        refused("between one and half a million", "between one and half a million"),
        refused("between one and a half million", "between one and a half million"),
        refused("300–400,000", "300–400,000"),
        refused("between 300 and 400 000", "between 300 and 400 000"),
        refused("2020-21", "2020-21"),
        refused("300k", "300k"),
        refused("one to two thirds", "one to two thirds", "share"),
        # two figures
        refused("300 men and 20 women", "men and 20 women"),
        refused("27 dead, 30 wounded", "dead, 30 wounded"),
        refused("27 dead and many others wounded", "dead and many others wounded"),
        refused("27 dead and dozens wounded", "dead and dozens wounded"),
        refused("27 or 28", "or 28"),
        refused("27 of the 30 men", "the 30 men"),
        refused("32 killed, including seven in Lere", "killed, including seven in Lere"),
        refused("five six", "six"),
        refused("one hundred two hundred", "hundred"),
        refused("12\n300", "300"),
        refused("300/400", "/"),
        refused("14:30", ":30"),
        refused("hundreds or thousands", "or thousands"),
        refused("hundreds, if not thousands", "if not thousands"),
        refused("two in three", "in three"),
        # bounds that do not go together, or none that is known
        refused("at least nearly 300", "at least nearly"),
        refused("at least 300 or more", "at least 300 or more"),
        refused("at least 20 to 30", "at least 20 to 30"),
        refused("20 to 30 or more", "20 to 30 or more"),
        refused("more than 20 but more than 30", "more than 20 but more than 30"),
        refused("more than 10 but fewer than 11", "more than 10 but fewer than 11"),
        refused("30 to 20", "30 to 20"),
        refused("from 300 to 200", "from 300 to 200"),
        refused("fewer than 0", "fewer than 0"),
        refused("up to hundreds", "hundreds"),
        refused("an estimated several hundred", "several hundred"),
        refused("some hundred men", "hundred men"),
        refused("another 27", "another 27"),
        refused("300 more men", "more men"),
        refused("possibly 300", "possibly 300"),
        refused("300 odd people", "odd people"),
        refused("forty something people", "something people"),
        refused("27 additional people", "additional people"),
        refused("27 extra people", "extra people"),
        refused("27 further deaths", "further deaths"),
        refused("300 tops", "tops"),
        refused("300 max", "max"),
        refused("300 conservatively", "conservatively"),
        refused("as few as 27", "as few as 27"),
        refused("300-odd", "-odd"),
        refused("300-strong", "-strong"),
        refused("300?", "?"),
        refused("300²", "²"),
        refused("300 to", "to"),
        refused("27 dead and", "dead and"),
        refused("-5", "-5"),
        # denials
        refused("not 300", "not 300"),
        refused("fewer than 300 were not", "were not"),
        refused("300 weren't", "weren't"),
        refused("no one knows", "no one knows"),
        refused("no figures", "no figures"),
        refused("no casualties were reported", "no casualties were reported"),
        refused("none was confirmed", "none was confirmed"),
        refused("zero deaths recorded", "zero deaths recorded"),
        refused("not many", "not many"),
        # dates
        refused("in 2023", "in 2023"),
        refused("March 2022", "March 2022"),
        refused("12 May", "May"),
        refused("since 2015", "since 2015"),
        refused("2020–2022", "2020–2022"),
        refused("between 2020 and 2022", "between 2020 and 2022"),
        refused("2020-2022 attacks", "2020-2022 attacks"),
        refused("the 2022 killings", "the 2022 killings"),
        # not counted in this unit
        refused("40 %", "40 %"),
        refused("a third of the men", "a third of the men"),
        refused("most of the men", "most of the men"),
        refused("half the men", "half the men"),
        refused("2.3 thousand euros", "2.3 thousand euros", "XOF"),
        refused("€300", "€300", "XOF"),
        refused("$300 EUR", "$300 EUR", "USD"),
        refused("1.5 million Swiss francs", "Swiss francs", "XOF"),
        refused("A$300", "A$300", "USD"),
        refused("300 naira", "naira", "EUR"),
        refused("40", "40", "share"),
        refused("40 people", "40 people", "share"),
        refused("none", "none", "share"),
        refused("120 %", "120 %", "share"),
        refused("more than 100 %", "more than 100 %", "share"),
        refused("40 % increase", "increase", "share"),
        refused("40 % reduction", "reduction", "share"),
        refused("40 % down on last year", "down on last year", "share"),
        refused("40 % fall", "fall", "share"),
        refused("300 villages", "villages"),
        refused("300 families", "families"),
        refused("one family", "family"),
        refused("27 houses", "houses"),
        refused("27 attacks on villages", "attacks on villages"),
        refused("one attack", "attack"),
        refused("300 head of cattle", "head of cattle"),
        refused("300 km", "km"),
        refused("27 year olds", "year olds"),
        refused("27-year-old", "-year-old"),
        refused("three times the number", "times the number"),
        refused("300 people per day", "people per day"),
        refused("300 a day", "a day"),
        refused("300 a fortnight", "a fortnight"),
        refused("300 nightly", "nightly"),
        refused("27 people on average", "people on average"),
        refused("3 months", "months", "years"),
        refused("3.5-year presence", "-year presence", "years"),
        refused("27 civilians", "civilians", "incidents"),
        refused("27 people", "people", "villages"),
        # nothing that is read
        refused("", ""),
        refused("…", "…"),
        refused("a soldier", "a soldier"),
        refused("a couple of men", "a couple of men"),
        refused("a third man", "a third man"),
        refused("The death toll is 27", "death toll is 27"),
        refused("10,000,000,000,000,000", "10,000,000,000,000,000"),
        refused("300\x00", "300�"),
        refused("\ud800", "�"),
        refused("\u202e003", "�003"),
        refused("триста", "триста"),
    ],
)
def test_refuses_quoting_the_offending_words(words: str, offending: str, unit: str) -> None:
    with pytest.raises(CannotRead) as refusal:
        read_quantity(words, UNITS[unit])
    assert refusal.value.offending == offending
    assert str(refusal.value).startswith(f"“{offending}” cannot be read: ")


def test_refuses_long_text_unread() -> None:
    with pytest.raises(CannotRead, match=f"more than {LONGEST} characters") as refusal:
        read_quantity("300 men " * 1250, PEOPLE)
    assert len(refusal.value.offending) <= 80


@pytest.mark.parametrize(
    "words", ["and " * 125, "one hundred and " * 31, "between 1 and 2 " * 31, "1 000" * 100, "-" * 500]
)
def test_is_quick_with_whatever_is_long(words: str) -> None:
    with pytest.raises(CannotRead):
        read_quantity(words, PEOPLE)


# ---------------------------------------------------------------- the rules by name


def test_names_each_rule_once() -> None:
    keys = [line.key for line in RULES]
    assert len(keys) == len(set(keys))
    assert all(line.words and line.read_as for line in RULES)


@pytest.mark.parametrize(
    "words",
    ["27", "no one", "at least about 1.5", "nearly 300", "20 to 30", "fewer than 30", "up to 30", "dozens", "over 3"],
)
def test_every_key_stands_in_the_table(words: str) -> None:
    assert set(read(words).rule.split(" + ")) <= {line.key for line in RULES}


@pytest.mark.parametrize(
    ("rule", "margin", "words"),
    [
        ("about", 10, "about = ±10 %"),
        ("about", 20, "about = ±20 %"),
        ("at least + about", 10, "at least = n or more; about = ±10 %"),
        ("nearly", 10, "nearly = n or up to 10 % below"),
        ("dozens", 10, "dozens = 12 or more"),
        (BY_HAND, 10, "by hand = read by a person"),
        ("a rule of long ago", 10, "a rule of long ago"),
        ("", 10, ""),
    ],
)
def test_describes_a_rule(rule: str, margin: int, words: str) -> None:
    assert describe(rule, margin) == words


# ---------------------------------------------------------------- properties (-m "not hypothesis" leaves them out)

ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))


def spelled(figure: int) -> str:
    """The figure in English words: one million two hundred and five thousand and six."""
    for scale, name in SCALES:
        if figure >= scale:
            rest = figure % scale
            joint = " and " if 0 < rest < 100 else " "
            return f"{spelled(figure // scale)} {name}" + (joint + spelled(rest) if rest else "")
    if figure >= 100:
        return f"{ONES[figure // 100]} hundred" + (f" and {spelled(figure % 100)}" if figure % 100 else "")
    if figure < 20:
        return ONES[figure]
    return TENS[figure // 10] + (f"-{ONES[figure % 10]}" if figure % 10 else "")


figures = st.one_of(st.integers(0, 2_000), st.integers(0, 10**9))
phrases = st.sampled_from(
    ["at least {} men", "about {}", "more than {} people", "nearly {} civilians", "up to {}", "some {} or more"]
)
dashes = st.sampled_from("-‐‑‒–—−")
spaces = st.sampled_from(" \u00a0\u2009\u202f\u3000")


@given(figures)
def test_reads_back_every_figure_in_digits(figure: int) -> None:
    for written in (str(figure), f"{figure:,}", f"{figure:,}".replace(",", "\u202f")):
        assert tuple(read(written).answer.interval()) == (figure, figure)


@given(figures)
def test_reads_back_every_figure_in_words(figure: int) -> None:
    assert tuple(read(spelled(figure)).answer.interval()) == (figure, figure)


@given(figures, figures)
def test_reads_back_every_range_in_words_or_refuses_it(a: int, b: int) -> None:
    low, high = sorted((a, b))
    try:
        reading = read(f"between {spelled(low)} and {spelled(high)}")
    except CannotRead as refusal:
        assert "scale" in str(refusal) or "two ways" in str(refusal)
    else:
        assert tuple(reading.answer.interval()) == (low, high)


@given(st.text(max_size=80), st.sampled_from(sorted(UNITS)))
def test_no_text_raises_anything_else(words: str, unit: str) -> None:
    try:
        read_quantity(words, UNITS[unit])
    except CannotRead as refusal:
        str(refusal).encode()


VOCABULARY = """
    at least more than fewer up to between and or about some nearly no one none not most many several a an the
    half third thirds of two twenty hundred thousand million dozen dozens hundreds 27 300 1,000 1.5 5 000 2020
    per cent % € $ francs euros people men civilians - – , . ( ) plus + but from many other killed to day
"""


@given(
    st.lists(st.sampled_from(VOCABULARY.split()), max_size=9).map(" ".join), st.sampled_from(["people", "share", "EUR"])
)
def test_no_jumble_of_known_words_raises_anything_else(words: str, unit: str) -> None:
    try:
        reading = read_quantity(words, UNITS[unit])
    except CannotRead:
        return
    if reading is not None:
        reading.answer.interval()
        assert set(reading.rule.split(" + ")) <= {line.key for line in RULES}


@given(phrases, figures, st.sampled_from([str.upper, str.title, str.lower]), spaces)
def test_case_and_the_kind_of_space_change_nothing(
    phrase: str, figure: int, cased: Callable[[str], str], space: str
) -> None:
    words = phrase.format(spelled(figure))
    other = "\n " + cased(words).replace(" ", space) + "\t "
    assert read(other).answer == read(words).answer


@given(st.integers(1, 400), st.integers(401, 999), dashes)
def test_the_kind_of_dash_changes_nothing(low: int, high: int, dash: str) -> None:
    assert read(f"{low}{dash}{high}").answer == read(f"{low}-{high}").answer
    assert read(f"twenty{dash}seven").answer == read("27").answer


@given(figures, st.integers(0, 100))
def test_an_approximate_reading_holds_the_stated_figure(figure: int, margin: int) -> None:
    for words in (f"about {figure}", f"nearly {figure}", f"at least about {figure}", f"up to about {figure}"):
        assert read(words).answer.interval(margin).holds(figure)


@given(st.text(max_size=60), st.sampled_from(Point))
def test_no_text_read_as_a_date_raises_anything_else(words: str, point: Point) -> None:
    try:
        read_date(words, point)
    except CannotRead as refusal:
        str(refusal).encode()
