"""The cast of the core's tests: sources, answers and claims as they are said. People are in tests/cast.py."""

from calendar import monthrange
from datetime import date
from itertools import count

from claims.domain.answers import Answer, Bound, DateSpan, Option, Quantity, Stated
from claims.domain.options import nested_codes
from claims.domain.origins import Roots
from claims.domain.scope import AS_QUESTION, Scope
from claims.domain.statement import NotCounting, Statement, Terms
from claims.domain.units import UNITS

HRW, AMNESTY, GENOCIDE_WATCH, AFP, REUTERS, ACLED, ILARIA = range(1, 8)
NAMES = {
    HRW: "HRW",
    AMNESTY: "Amnesty",
    GENOCIDE_WATCH: "Genocide Watch",
    AFP: "AFP",
    REUTERS: "Reuters",
    ACLED: "ACLED",
    ILARIA: "Ilaria",
}
PEOPLE, SHARE = UNITS["people"], UNITS["share"]

ANYWHERE = Terms()
"""A question on which no scope bears, as for dates and options."""
AT_MOURA = Terms(frozenset({"population", "place"}), {"population": "people", "place": "Moura"})
"""How many people were killed at Moura in March 2022?"""
SILENT = Scope()
AS_ASKED = Scope(population=AS_QUESTION, place=AS_QUESTION)

_keys = count(1)


def quantity(bound: Bound, low: int, high: int | None = None, *, approximate: bool = False) -> Quantity:
    return Quantity(PEOPLE, Stated(bound, low, low if high is None else high, approximate))


def exactly(figure: int) -> Quantity:
    return quantity(Bound.EXACTLY, figure)


def about(figure: int) -> Quantity:
    return quantity(Bound.EXACTLY, figure, approximate=True)


def nearly(figure: int) -> Quantity:
    return quantity(Bound.NEARLY, figure)


def at_least(figure: int) -> Quantity:
    return quantity(Bound.AT_LEAST, figure)


def at_least_about(figure: int) -> Quantity:
    return quantity(Bound.AT_LEAST, figure, approximate=True)


def over(figure: int) -> Quantity:
    return quantity(Bound.MORE_THAN, figure)


def at_most(figure: int) -> Quantity:
    return quantity(Bound.AT_MOST, figure)


def fewer_than(figure: int) -> Quantity:
    return quantity(Bound.FEWER_THAN, figure)


def between(low: int, high: int) -> Quantity:
    return quantity(Bound.BETWEEN, low, high)


def day(iso: str) -> int:
    """The ordinal of `2022-03-27`."""
    return date.fromisoformat(iso).toordinal()


def days_of(edtf: str) -> tuple[int, int]:
    """First and last day of `2022`, `2022-03` or `2022-03-27`."""
    match edtf.split("-"):
        case [year]:
            return day(f"{year}-01-01"), day(f"{year}-12-31")
        case [year, month]:
            return day(f"{edtf}-01"), day(f"{edtf}-{monthrange(int(year), int(month))[1]}")
        case _:
            return day(edtf), day(edtf)


def when(edtf: str, bound: Bound = Bound.EXACTLY) -> DateSpan:
    return DateSpan(edtf, Stated(bound, *days_of(edtf)))


def option(label: str) -> Option:
    """Of the question who did it: an army or its partner, of which Wagner is one; or an armed group."""
    parents = {"army": None, "partner": None, "Wagner": "partner", "armed group": None, "JNIM": "armed group"}
    return Option(label, *nested_codes(parents)[label])


def roots(*named: int, all_known: bool = True) -> Roots:
    return Roots(frozenset(named), all_known)


def claim(
    answer: Answer | None,
    *by: int,
    all_known: bool = True,
    scope: Scope = SILENT,
    terms: Terms = ANYWHERE,
    document: int | None = None,
    not_counting: NotCounting | None = None,
) -> Statement:
    """A claim by these sources, recorded after those made before; in a document of its own unless one is given."""
    key = next(_keys)
    return Statement(
        key=key,
        who=" and ".join(NAMES[source] for source in by) or "The document",
        document=key if document is None else document,
        answer=answer,
        scope=scope,
        roots=roots(*by, all_known=all_known and bool(by)),
        terms=terms,
        not_counting=not_counting,
    )


def at_moura(answer: Answer | None, *by: int, **said: str) -> Statement:
    """A claim on the killings at Moura: `population="men"`; a dimension left out is not stated."""
    return claim(answer, *by, scope=Scope(**said), terms=AT_MOURA)


def three_hundred_men() -> Statement:
    return at_moura(about(300), HRW, population="men", place=AS_QUESTION)


def four_hundred_and_fifty_civilians() -> Statement:
    return at_moura(about(450), GENOCIDE_WATCH, population="civilians")
