"""No part is larger than its whole; a part is no rival of it."""

import pytest

from claims.domain.answers import Bound, Quantity, Stated
from claims.domain.origins import Roots
from claims.domain.parts import exceeding
from claims.domain.scope import Scope
from claims.domain.statement import NotCounting, Statement, Terms
from claims.domain.units import UNITS


def claim(
    low: int, bound: Bound = Bound.EXACTLY, *, who: str = "HRW", about: bool = False, counts: bool = True
) -> Statement:
    answer = Quantity(UNITS["people"], Stated(bound, low, low, about))
    why_not = None if counts else NotCounting.DENIED
    return Statement(1, who, 1, answer, Scope(), Roots(frozenset(), True), Terms(), not_counting=why_not)


def test_a_part_above_all_that_is_said_of_the_whole() -> None:
    found = exceeding([claim(7), claim(40)], [claim(32, who="The UN"), claim(27, who="ACLED")])
    assert found
    assert found.sentence == "HRW says 40 for the part; The UN says 32 for the whole: at least 8 too many."


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ([claim(7)], [claim(32)]),
        ([claim(32)], [claim(32)]),
        ([claim(40)], [claim(32), claim(45)]),
        ([claim(40)], [claim(32, Bound.AT_LEAST)]),
        ([claim(40, Bound.AT_MOST)], [claim(32)]),
        ([claim(34, about=True)], [claim(32)]),
        ([claim(40, counts=False)], [claim(32)]),
        ([claim(40)], [claim(32, counts=False)]),
        ([], [claim(32)]),
        ([claim(40)], []),
    ],
    ids=[
        "smaller",
        "as large",
        "one of the whole's leaves room",
        "the whole is open above",
        "the part may be none",
        "about",
        "a part that does not count",
        "a whole that does not count",
        "no part",
        "no whole",
    ],
)
def test_a_part_there_is_room_for(part: list[Statement], whole: list[Statement]) -> None:
    assert exceeding(part, whole) is None
