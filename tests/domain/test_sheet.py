"""The sheet: which figure each rule picks, what it leaves out and why, and that no number comes from nowhere."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.domain.answers import Answer, Bound, DateSpan, Option, Quantity, Stated
from claims.domain.findings import Verdict
from claims.domain.origins import Roots
from claims.domain.scope import AS_QUESTION, NOT_STATED, Scope
from claims.domain.sheet import Cell, Considered, Decided, Row, covers, place, row
from claims.domain.sheet_rules import (
    LOW_BEST_HIGH,
    MOST_CAUTIOUS,
    RANGE,
    RULES,
    TEAM_DECISION,
    Asks,
    Column,
    SheetRule,
    rule_called,
)
from claims.domain.statement import NotCounting, Statement, Terms
from claims.domain.wording import stated_words
from tests.domain.cast import (
    ACLED,
    AFP,
    AMNESTY,
    GENOCIDE_WATCH,
    HRW,
    PEOPLE,
    REUTERS,
    SHARE,
    about,
    at_least,
    at_most,
    between,
    claim,
    day,
    exactly,
    fewer_than,
    nearly,
    option,
    over,
    when,
)

OF_CIVILIANS = Terms(frozenset({"population"}), {"population": "civilians"})
SCOPED = Scope(population=AS_QUESTION)


def killed(answer: Answer | None, *by: int, population: str = AS_QUESTION, **columns: bool) -> Statement:
    """A claim on how many civilians were killed."""
    return claim(answer, *by, scope=Scope(population=population), terms=OF_CIVILIANS, **columns)


def by(
    rule: SheetRule, *claims: Statement | Considered, asks: Asks = Asks.QUANTITY, decided: Decided | None = None
) -> Row:
    return row(rule, asks, [one if isinstance(one, Considered) else Considered(one) for one in claims], decided)


def told(found: Row) -> list[str]:
    """Each cell in a line: its words, or why it is blank."""
    return [" | ".join(g.words for g in cell.given) or f"blank: {cell.blank}" for cell in found.cells]


def cell(found: Row, column: Column = Column.LOW) -> Cell:
    picked = found.cell(column)
    assert picked
    return picked


NO_SECOND = "blank: no figure has a second, independent origin: one can set the upper end only"


@pytest.mark.parametrize(
    ("rule", "said", "cells"),
    [
        (MOST_CAUTIOUS, [(exactly(32), HRW), (exactly(27), ACLED)], ["27"]),
        (MOST_CAUTIOUS, [(about(300), HRW), (about(450), GENOCIDE_WATCH)], ["about 300 (270–330)"]),
        (MOST_CAUTIOUS, [(at_least(27), HRW), (exactly(32), ACLED)], ["at least 27"]),
        (MOST_CAUTIOUS, [(exactly(32), HRW), (fewer_than(20), ACLED)], ["fewer than 20 (19 or fewer)"]),
        (MOST_CAUTIOUS, [(exactly(27), HRW), (at_least(27), ACLED)], ["27 | at least 27"]),
        (MOST_CAUTIOUS, [(between(20, 30), HRW)], ["20, the lower of “between 20 and 30”"]),
        (MOST_CAUTIOUS, [], ["blank: no claim answers it"]),
        (RANGE, [(exactly(27), HRW), (exactly(27), ACLED), (exactly(40), AFP)], ["27", "40"]),
        (RANGE, [(exactly(20), AFP), (exactly(27), HRW), (exactly(27), ACLED)], ["27", "27"]),
        (RANGE, [(at_least(27), HRW), (exactly(32), ACLED)], ["at least 27", "32"]),
        (RANGE, [(exactly(27), HRW), (exactly(32), ACLED)], [NO_SECOND, "32"]),
        (RANGE, [(exactly(27), HRW), (exactly(27), HRW)], [NO_SECOND, "27"]),
        (RANGE, [(exactly(27), HRW), (over(40), ACLED)], [NO_SECOND, "more than 40 (41 or more)"]),
        (LOW_BEST_HIGH, [(exactly(27), HRW)], ["27", "27", "27"]),
        (
            LOW_BEST_HIGH,
            [(exactly(20), AFP), (exactly(27), HRW), (about(27), ACLED), (exactly(40), REUTERS)],
            ["20", "27 | about 27 (24–30)", "40"],
        ),
        (
            LOW_BEST_HIGH,
            [(exactly(27), HRW), (exactly(32), ACLED)],
            ["27", "blank: inconclusive, with 1 origin each: 27; 32", "32"],
        ),
        (
            LOW_BEST_HIGH,
            [(exactly(27), HRW), (exactly(27), HRW), (exactly(32), ACLED)],
            ["27", "blank: inconclusive, with 1 origin each: 27; 32", "32"],
        ),
        (
            LOW_BEST_HIGH,
            [(at_least(27), HRW), (exactly(27), ACLED)],
            ["at least 27 | 27", "blank: inconclusive, with 1 origin each: at least 27; 27", "at least 27 | 27"],
        ),
        (
            LOW_BEST_HIGH,
            [(exactly(n), n) for n in range(1, 6)],
            ["1", "blank: inconclusive, with 1 origin each: 1; 2; 3 and 2 more", "5"],
        ),
        (
            LOW_BEST_HIGH,
            [(between(20, 30), HRW), (between(20, 30), ACLED), (exactly(25), AFP)],
            ["20, the lower of “between 20 and 30”", "between 20 and 30", "30, the upper of “between 20 and 30”"],
        ),
        (
            LOW_BEST_HIGH,
            [(exactly(20), HRW), (fewer_than(20), ACLED), (over(20), AFP)],
            [
                "fewer than 20 (19 or fewer)",
                "blank: inconclusive, with 1 origin each: fewer than 20; 20; more than 20",
                "more than 20 (21 or more)",
            ],
        ),
        (TEAM_DECISION, [(exactly(27), HRW)], ["blank: nobody has decided on it"]),
    ],
    ids=[
        "cautious: the lowest",
        "cautious: by what is stated, not by the margin",
        "cautious: a floor is told as one",
        "cautious: a ceiling may be the lowest figure",
        "cautious: one figure bound in two ways",
        "cautious: one of two figures",
        "cautious: nothing said",
        "range: a single origin sets the upper end",
        "range: nor the lower one where it is lowest",
        "range: a floor is supported by what lies above it",
        "range: two figures of one origin each",
        "range: one origin twice",
        "range: an open upper end",
        "best: the only figure",
        "best: two origins against one each; about is no other figure",
        "best: a tie",
        "best: one origin counts once",
        "best: a floor is another figure",
        "best: a wide tie",
        "best: a pair is one figure",
        "what excludes its figure stands beside it",
        "team: nobody decided",
    ],
)
def test_what_a_rule_picks(rule: SheetRule, said: list[tuple[Answer, int]], cells: list[str]) -> None:
    assert told(by(rule, *(killed(answer, source) for answer, source in said))) == cells


def test_figures_are_those_stated_and_never_the_ends_of_a_margin() -> None:
    found = by(LOW_BEST_HIGH, killed(about(300), HRW), killed(nearly(500), ACLED), killed(over(400), AFP))
    assert [picked.figures for picked in found.cells] == [(300, 300), None, (500, 500)]


def test_a_fraction_keeps_both_whole_steps_it_lies_between() -> None:
    third = Quantity(SHARE, Stated(Bound.EXACTLY, 33, 34))
    assert [(c.figures, told(found)) for found in [by(MOST_CAUTIOUS, claim(third, HRW))] for c in found.cells] == [
        ((33, 34), ["33–34"])
    ]


def test_what_only_a_margin_makes_possible_stands_where_it_is_stated() -> None:
    narrow = Quantity(PEOPLE, Stated(Bound.OVER_UNDER, 10, 11, approximate=True))
    assert narrow.interval(10) == (10, 12)
    assert place(killed(narrow, HRW)) == (10, 11)


def test_a_cell_has_what_its_claims_allow_and_who_says_it() -> None:
    one, other = killed(at_least(27), HRW), killed(exactly(27), ACLED)
    floor, point = cell(by(MOST_CAUTIOUS, one, other)).given
    assert (floor.allows, floor.claims, point.allows, point.claims) == ((27, None), (one,), (27, 27), (other,))


@pytest.mark.parametrize(
    ("column", "said", "notes"),
    [
        (Column.LOW, [exactly(27), at_most(40)], ["What others say allows less: ACLED (at most 40)."]),
        (Column.LOW, [exactly(290), about(300)], ["What others say allows less: ACLED (about 300 (270–330))."]),
        (Column.HIGH, [exactly(40), at_least(27)], ["What others say allows more: ACLED (at least 27)."]),
        (Column.HIGH, [at_least(40), at_least(27)], ["This sets no upper limit: the range is open above."]),
        (Column.LOW, [at_most(40)], ["This sets no lower limit: the range is open below."]),
        (Column.LOW, [exactly(40), at_most(40)], ["One figure, said in several ways: 40; at most 40."]),
        (Column.LOW, [exactly(27), exactly(32)], []),
        (Column.LOW, [exactly(27), at_least(27)], ["One figure, said in several ways: 27; at least 27."]),
        (Column.LOW, [exactly(27), over(27)], []),
        (Column.BEST, [exactly(27)], ["No other figure is given."]),
    ],
)
def test_a_cell_says_how_it_could_be_misread(column: Column, said: list[Answer], notes: list[str]) -> None:
    sources = (HRW, ACLED)
    found = by(LOW_BEST_HIGH, *(killed(answer, source) for answer, source in zip(said, sources, strict=False)))
    assert list(cell(found, column).notes) == notes


def test_the_best_says_how_many_origins_it_has() -> None:
    found = by(LOW_BEST_HIGH, killed(exactly(27), HRW), killed(exactly(27), ACLED), killed(exactly(32), AFP))
    assert cell(found, Column.BEST).notes == ("Given by 2 independent origins, more than any other figure.",)


def test_what_has_no_known_origin_is_not_counted() -> None:
    unknown = [killed(exactly(32), AFP, all_known=False), killed(exactly(32), REUTERS, all_known=False)]
    best = cell(by(LOW_BEST_HIGH, killed(exactly(27), HRW), *unknown), Column.BEST)
    assert best.figures == (27, 27)
    assert best.notes[-1] == "Not counted, for their origin is not known in full: 32."
    nothing = cell(by(LOW_BEST_HIGH, *unknown), Column.BEST)
    assert nothing.blank == "no claim’s origin is known in full, so none can be counted"


def test_an_origin_known_in_part_is_said_to_be() -> None:
    def origins_of(*said: Statement) -> str:
        return cell(by(MOST_CAUTIOUS, *said)).given[0].origin_words

    assert origins_of(killed(exactly(1), HRW), killed(exactly(1), ACLED)) == "2 origins"
    assert origins_of(killed(exactly(1), HRW, all_known=False)) == "1 origin, not known in full"
    assert origins_of(killed(exactly(1))) == "1 of unknown origin"


def test_figures_of_different_people_are_different_figures() -> None:
    anybody = Terms(frozenset({"population"}))
    men, civilians = (
        claim(exactly(300), source, scope=Scope(population=whom), terms=anybody)
        for source, whom in ((HRW, "men"), (AMNESTY, "civilians"))
    )
    found = by(LOW_BEST_HIGH, men, civilians)
    assert cell(found, Column.BEST).blank == "inconclusive, with 1 origin each: 300 (men); 300 (civilians)"
    assert found.notes == ("The claims do not all cover the same population: civilians / men.",)


def test_what_claims_cover_is_said() -> None:
    assert covers(killed(exactly(1), HRW)) == ""
    assert covers(killed(exactly(1), HRW, population=NOT_STATED)) == "population not stated"
    assert covers(killed(exactly(1), HRW, population="men")) == "population: men"


# --- dates and options ------------------------------------------------------------------------------------------------


def test_dates_run_from_the_earliest_to_the_latest() -> None:
    dates = [claim(when("2022-03"), HRW), claim(when("2022-03-27"), AFP), claim(when("2022-04-05"), ACLED)]
    for rule in (RANGE, LOW_BEST_HIGH):
        found = by(rule, *dates, asks=Asks.DATE)
        assert cell(found).figures == (day("2022-03-01"), day("2022-03-31"))
        assert [g.words for g in cell(found, Column.HIGH).given] == ["5 April 2022"]
    assert [c.label(Asks.DATE) for c in LOW_BEST_HIGH.columns] == ["earliest", "best", "latest"]


def test_before_a_year_is_earlier_than_any_day_of_it() -> None:
    found = by(RANGE, claim(when("2023", Bound.FEWER_THAN), HRW), claim(when("2023-03"), AFP), asks=Asks.DATE)
    before, march = found.cells
    assert before.figures == (day("2022-12-31"), day("2022-12-31")) and before.notes == ("This sets no earliest day.",)
    assert march.figures == (day("2023-03-01"), day("2023-03-31"))


def test_from_a_month_on_stands_where_it_begins() -> None:
    assert place(claim(when("2022-03", Bound.AT_LEAST), HRW)) == (day("2022-03-01"), day("2022-03-01"))


def test_an_open_date_is_told_as_open() -> None:
    found = by(RANGE, claim(when("2022-03", Bound.MORE_THAN), HRW), claim(when("2023"), AFP), asks=Asks.DATE)
    assert told(found) == ["after March 2022 (1 April 2022 or later)", "2023"]
    assert cell(found, Column.HIGH).notes == (
        "What others say allows later days: HRW (after March 2022 (1 April 2022 or later)).",
    )


def test_what_a_date_could_be_misread_as_is_said() -> None:
    said = [claim(when("2022"), HRW), claim(when("2022-01"), AFP), claim(when("2023", Bound.AT_LEAST), ACLED)]
    found = by(RANGE, *said, asks=Asks.DATE)
    assert cell(found).notes == ("Beginning on the same day: 2022; January 2022.",)
    assert cell(found, Column.HIGH).notes == ("This sets no latest day.",)


def test_no_day_is_more_cautious_than_another() -> None:
    assert "this rule is for numbers" in cell(by(MOST_CAUTIOUS, claim(when("2022"), HRW), asks=Asks.DATE)).blank


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_options_stand_side_by_side(rule: SheetRule) -> None:
    said = [claim(option(label), source) for label, source in (("JNIM", HRW), ("army", AFP), ("JNIM", ACLED))]
    found = by(rule, *said, asks=Asks.CATEGORY)
    assert [(g.words, g.origins.count) for g in found.options] == [("“JNIM”", 2), ("“army”", 1)]
    assert [c.column for c in found.cells] == ([Column.DECIDED] if rule is TEAM_DECISION else [])


# --- what is left out -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("why", NotCounting)
def test_what_does_not_count_is_left_out(why: NotCounting) -> None:
    gone = claim(exactly(1), HRW, not_counting=why)
    found = by(MOST_CAUTIOUS, gone, killed(exactly(27), ACLED))
    assert told(found) == ["27"] and [(one.claim, one.why) for one in found.left_out] == [(gone, why.value)]


def test_what_covers_something_else_is_left_out_and_said() -> None:
    found = by(MOST_CAUTIOUS, killed(exactly(1), HRW, population="men"))
    assert told(found) == ["blank: every claim is left out"]
    assert found.left_out[0].why == "it covers something else (population: men, where the question asks for civilians)"


def test_what_covers_the_same_in_other_letters_is_not_left_out() -> None:
    assert told(by(MOST_CAUTIOUS, killed(exactly(1), HRW, population="Civilians "))) == ["1"]


def test_what_is_silent_is_kept() -> None:
    assert told(by(MOST_CAUTIOUS, killed(exactly(1), HRW, population=NOT_STATED))) == ["1"]


@pytest.mark.parametrize(
    ("low", "high", "left_out"),
    [
        ((Verdict.CONFLICTING, False), (Verdict.CORROBORATED, False), True),
        ((Verdict.CONFLICTING, False), (Verdict.CONFLICTING, False), False),
        ((Verdict.CONFLICTING, False), (Verdict.UNVERIFIED, False), False),
        ((Verdict.CONFLICTING, False), (None, False), False),
        ((Verdict.UNVERIFIED, False), (Verdict.CORROBORATED, False), False),
        ((Verdict.CONFLICTING, True), (Verdict.CORROBORATED, False), False),
        ((Verdict.CONFLICTING, False), (Verdict.CORROBORATED, True), False),
    ],
    ids=[
        "the other holds",
        "both in dispute",
        "the other is unverified",
        "the other is unreviewed",
        "not held to conflict",
        "reviewed before the evidence changed",
        "the other before it changed",
    ],
)
def test_what_reviewers_hold_not_to_be_so(
    low: tuple[Verdict | None, bool], high: tuple[Verdict | None, bool], left_out: bool
) -> None:
    found = by(MOST_CAUTIOUS, Considered(killed(exactly(20), HRW), *low), Considered(killed(exactly(27), ACLED), *high))
    assert told(found) == (["27"] if left_out else ["20"])
    if left_out:
        assert found.left_out[0].why == (
            "it is reviewed as conflicting, and 27 by ACLED, with which it cannot be true together, as corroborated"
        )


def test_a_conflict_is_needed_for_the_other_to_speak_against_it() -> None:
    said = [Considered(killed(at_least(20), HRW), Verdict.CONFLICTING)]
    assert not by(MOST_CAUTIOUS, *said, Considered(killed(exactly(27), ACLED), Verdict.CORROBORATED)).left_out


# --- the team's decision ----------------------------------------------------------------------------------------------


def decided_on(chosen: Statement, *, said: str = "", outdated: bool = False) -> Decided:
    assert chosen.answer
    return Decided(chosen.key, said or stated_words(chosen.answer), outdated)


def test_a_decision_is_what_one_claim_says() -> None:
    chosen = killed(about(300), HRW)
    found = by(TEAM_DECISION, chosen, killed(exactly(450), ACLED), decided=decided_on(chosen))
    assert told(found) == ["about 300 (270–330)"] and found.beside == (found.kept[1],)


def test_a_decision_may_take_what_the_rules_leave_out_and_says_so() -> None:
    chosen = killed(exactly(27), HRW, population="men")
    found = by(TEAM_DECISION, chosen, decided=decided_on(chosen, outdated=True))
    assert cell(found, Column.DECIDED).notes == (
        "Decided before the evidence changed.",
        "The other rules leave this claim out: it covers something else "
        "(population: men, where the question asks for civilians).",
    )
    assert not found.left_out


def test_a_decision_may_be_an_option() -> None:
    chosen = claim(option("JNIM"), HRW)
    found = by(TEAM_DECISION, chosen, asks=Asks.CATEGORY, decided=decided_on(chosen))
    assert told(found) == ["“JNIM”"] and cell(found, Column.DECIDED).figures is None


def test_a_decision_on_what_is_no_more_is_blank() -> None:
    gone = killed(exactly(27), HRW)
    withdrawn = claim(exactly(27), HRW, not_counting=NotCounting.WITHDRAWN)
    assert told(by(TEAM_DECISION, decided=decided_on(gone))) == [
        "blank: what was decided on no longer stands here: it answers another question"
    ]
    assert told(by(TEAM_DECISION, withdrawn, decided=decided_on(withdrawn))) == [
        "blank: what was decided on no longer stands here: the claim was withdrawn"
    ]
    assert told(by(TEAM_DECISION, gone, decided=decided_on(gone, said="32"))) == [
        "blank: what was decided on (32) has been corrected since: it says 27"
    ]


# --- the rules --------------------------------------------------------------------------------------------------------


def test_every_rule_says_what_it_does_and_after_whom() -> None:
    assert len({rule.key for rule in RULES}) == len(RULES)
    assert all(rule.words and rule.source and rule.columns and rule.version for rule in RULES)
    assert [rule_called(rule.key) for rule in RULES] == list(RULES) and rule_called("mean") is None


# --- whatever is said -------------------------------------------------------------------------------------------------

TWO = {Bound.BETWEEN, Bound.OVER_UNDER, Bound.OVER_TO, Bound.FROM_UNDER}
ON_DATES = [Bound.EXACTLY, Bound.BETWEEN, Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.FEWER_THAN]
COMPUTING = (LOW_BEST_HIGH, RANGE, MOST_CAUTIOUS)
LBH = (Column.LOW, Column.BEST, Column.HIGH)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    bound, low = draw(st.sampled_from(Bound)), draw(st.integers(1, 12))
    high = low + draw(st.integers(2, 9)) if bound in TWO else low
    return Quantity(PEOPLE, Stated(bound, low, high, draw(st.booleans())))


@st.composite
def dates(draw: st.DrawFn) -> DateSpan:
    first = day("2022-03-01") + draw(st.integers(0, 9))
    return DateSpan("", Stated(draw(st.sampled_from(ON_DATES)), first, first + draw(st.integers(0, 9))))


@st.composite
def questions(draw: st.DrawFn) -> tuple[Asks, list[Considered]]:
    """Up to eight claims of one question, of every kind, reviewed or not, silent or of something else."""
    asks = draw(st.sampled_from([Asks.QUANTITY, Asks.QUANTITY, Asks.DATE]))
    answers: st.SearchStrategy[Answer] = quantities() if asks is Asks.QUANTITY else dates()
    terms = draw(st.sampled_from([OF_CIVILIANS, Terms(frozenset({"population"})), Terms()]))
    one = st.builds(
        lambda answer, named, known, scope, why, verdict, outdated: Considered(
            Statement(0, "Someone", 0, answer, Scope(scope), Roots(named, known and bool(named)), terms, "", why),
            verdict,
            outdated,
        ),
        answers,
        st.frozensets(st.integers(1, 4), max_size=2),
        st.sampled_from([True, True, False]),
        st.sampled_from([AS_QUESTION, AS_QUESTION, NOT_STATED, "men"]),
        st.sampled_from([None, None, None, NotCounting.WITHDRAWN, NotCounting.DENIED]),
        st.sampled_from([None, *Verdict]),
        st.booleans(),
    )
    return asks, [with_key(c, key) for key, c in enumerate(draw(st.lists(one, max_size=8)), start=1)]


def with_key(one: Considered, key: int) -> Considered:
    columns = {name: getattr(one.claim, name) for name in Statement.__dataclass_fields__}
    return Considered(Statement(**columns | {"key": key}), one.verdict, one.outdated)


def stated_ends(claims: Sequence[Statement]) -> set[int | None]:
    """The numbers that were said, and the days that bound what was said."""
    answers = [c.answer for c in claims if c.answer and not isinstance(c.answer, Option)]
    numbers = {end for a in answers if isinstance(a, Quantity) for end in (a.stated.low, a.stated.high)}
    return numbers | {end for a in answers if isinstance(a, DateSpan) for end in a.interval()}


@given(questions(), st.sampled_from(COMPUTING))
def test_every_number_is_one_that_a_claim_of_the_cell_states(
    question: tuple[Asks, list[Considered]], rule: SheetRule
) -> None:
    for picked in by(rule, *question[1], asks=question[0]).cells:
        assert set(picked.figures or ()) <= stated_ends(picked.claims)
        assert {one.allows for one in picked.given} <= {c.interval for c in picked.claims}


@given(questions(), st.sampled_from(COMPUTING))
def test_a_cell_has_a_figure_or_a_reason(question: tuple[Asks, list[Considered]], rule: SheetRule) -> None:
    for picked in by(rule, *question[1], asks=question[0]).cells:
        assert bool(picked.blank) is (picked.figures is None) is (not picked.given)


@given(questions(), st.sampled_from(COMPUTING))
def test_the_lowest_the_best_and_the_highest_stand_in_that_order(
    question: tuple[Asks, list[Considered]], rule: SheetRule
) -> None:
    found = by(rule, *question[1], asks=question[0])
    low, best, high = (
        [place(c) for c in picked.claims] if picked else [] for picked in (found.cell(column) for column in LBH)
    )
    lowest, highest = min((first for first, _ in low), default=None), max((last for _, last in high), default=None)
    for first, last in best:
        assert lowest is not None and lowest <= first
        assert highest is not None and last <= highest
    # Of two figures in one claim ("between 1 and 5") the cell of the highest shows the upper one alone.
    assert all(lowest is None or lowest <= last for _, last in high)
    assert all(highest is None or first <= highest for first, _ in low)


@given(questions(), st.sampled_from(COMPUTING), st.data())
def test_the_order_of_claims_does_not_matter(
    question: tuple[Asks, list[Considered]], rule: SheetRule, data: st.DataObject
) -> None:
    asks, claims = question
    assert by(rule, *data.draw(st.permutations(claims)), asks=asks) == by(rule, *claims, asks=asks)


@given(questions(), st.sampled_from(COMPUTING), quantities(), st.sampled_from([None, *Verdict]))
def test_a_withdrawn_claim_changes_nothing(
    question: tuple[Asks, list[Considered]], rule: SheetRule, answer: Quantity, verdict: Verdict | None
) -> None:
    asks, claims = question
    gone = Considered(claim(answer, HRW, not_counting=NotCounting.WITHDRAWN), verdict)
    before, after = by(rule, *claims, asks=asks), by(rule, *claims, gone, asks=asks)
    assert (after.kept, after.notes, after.left_out[:-1]) == (before.kept, before.notes, before.left_out)
    assert after.left_out[-1].claim == gone.claim
    assert after.cells == before.cells or (not claims and {c.blank for c in after.cells} == {"every claim is left out"})


@given(questions(), st.sampled_from(COMPUTING))
def test_every_claim_is_looked_at_or_left_out_with_a_reason(
    question: tuple[Asks, list[Considered]], rule: SheetRule
) -> None:
    found = by(rule, *question[1], asks=question[0])
    keys = [c.key for c in found.kept] + [one.claim.key for one in found.left_out]
    assert sorted(keys) == [one.claim.key for one in question[1]]
    assert all(one.why for one in found.left_out)
    assert {c.key for picked in found.cells for c in picked.claims} | {c.key for c in found.beside} == {
        c.key for c in found.kept
    }


@given(questions())
def test_the_lower_end_of_a_range_is_never_said_by_one_origin_alone(question: tuple[Asks, list[Considered]]) -> None:
    asks, claims = question
    if asks is not Asks.QUANTITY:
        return
    found = by(RANGE, *claims)
    for one in cell(found).claims:
        assert one.roots.all_known
        assert any(o.roots.all_known and o.roots.named.isdisjoint(one.roots.named) for o in found.kept)
