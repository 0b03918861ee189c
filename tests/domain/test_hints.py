"""What would decide a conflict, as its page suggests it."""

import pytest

from claims.domain.findings import clash
from claims.domain.hints import hints
from claims.domain.statement import Statement
from tests.domain.cast import (
    ACLED,
    AFP,
    HRW,
    about,
    at_moura,
    claim,
    exactly,
    four_hundred_and_fifty_civilians,
    option,
    three_hundred_men,
    when,
)


def of(first: Statement, second: Statement) -> list[str]:
    pair = clash(first, second)
    assert pair is not None
    return hints(pair)


def test_what_is_silent_and_what_differs_at_moura() -> None:
    assert of(three_hundred_men(), four_hundred_and_fifty_civilians()) == [
        "One says men, the other civilians: find out whether the one includes the other. "
        "If it does, scope explains the conflict (population).",
        "Find out whether the 450 also covers Moura: its place is not stated.",
        "They would meet at ±20 %: find out how exact the figures are meant to be.",
    ]


def test_both_silent() -> None:
    found = of(at_moura(exactly(3), HRW, place="="), at_moura(exactly(5), AFP, place="="))
    assert "Neither says whom it counts: find out for both." in found


def test_scopes_that_agree_explain_nothing() -> None:
    said = {"population": "=", "place": "="}
    found = of(at_moura(exactly(3), HRW, **said), at_moura(exactly(5), AFP, **said))
    assert found == ["Their scopes agree in all that bears on the question: scope does not explain it."]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        pytest.param(
            claim(exactly(3), HRW, document=1), claim(exactly(5), HRW, document=1), "by way of one document", id="both"
        ),
        pytest.param(
            claim(exactly(3), HRW), claim(exactly(5), HRW), "whether the later replaces the earlier", id="origin"
        ),
        pytest.param(
            claim(exactly(3), HRW, document=1),
            claim(exactly(5), AFP, document=1),
            "Both stand in one document",
            id="document",
        ),
        pytest.param(
            claim(exactly(3), HRW),
            claim(exactly(5), AFP, all_known=False),
            "Find out where the 5 comes from",
            id="unknown",
        ),
        pytest.param(claim(exactly(3)), claim(exactly(5)), "Find out where both come from", id="unknown both"),
        pytest.param(claim(about(30), HRW), claim(about(40), AFP), "would meet at ±15 %", id="margin"),
    ],
)
def test_what_two_claims_share_or_lack(first: Statement, second: Statement, said: str) -> None:
    assert any(said in hint for hint in of(first, second))


def test_dates_and_options_are_named_as_such() -> None:
    dates = of(claim(when("2023-05"), HRW, all_known=False), claim(when("2023-12"), AFP))
    options = of(claim(option("army"), HRW, all_known=False), claim(option("JNIM"), ACLED))
    assert "the date May 2023" in dates[0] and "the answer “army”" in options[0]


def test_nothing_is_suggested_where_nothing_is_known_to_help() -> None:
    assert of(claim(exactly(3), HRW), claim(exactly(5), AFP)) == []
