"""From claims to findings, from reviews to a status, from settlements to a state: each with its reason."""

import pytest

from claims.domain.answers import Answer, Bound
from claims.domain.findings import (
    Clash,
    Decision,
    FindingKind,
    State,
    Verdict,
    clash,
    clashes_of,
    judge,
    leading,
    ranked,
    severity,
    state_of,
    status_of,
)
from claims.domain.rivalry import explain
from claims.domain.scope import Dimension, Scope, ScopeRelation
from claims.domain.statement import NotCounting, Statement, Terms, fingerprint, why_not_counting
from tests.domain.cast import (
    ACLED,
    AFP,
    AMNESTY,
    AS_ASKED,
    AT_MOURA,
    GENOCIDE_WATCH,
    HRW,
    REUTERS,
    about,
    at_least,
    at_most,
    at_moura,
    between,
    claim,
    exactly,
    fewer_than,
    four_hundred_and_fifty_civilians,
    nearly,
    option,
    over,
    three_hundred_men,
    when,
)

CORROBORATED, CONFLICTING = FindingKind.CORROBORATED, FindingKind.CONFLICTING
UNVERIFIED, NONE = FindingKind.UNVERIFIED, FindingKind.NONE


def findings(*claims: Statement) -> list[FindingKind]:
    return judge([c.weighed for c in claims])


def clash_of(first: Statement, second: Statement) -> Clash:
    found = clash(first, second)
    assert found
    return found


# --- real corroboration happens ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(about(300), about(310), id="about 300, about 310"),
        pytest.param(over(2_000), over(2_000), id="over 2,000 twice"),
        pytest.param(exactly(32), exactly(32), id="32 twice"),
        pytest.param(exactly(0), exactly(0), id="no one, twice"),
        pytest.param(when("2022-03"), when("2022-03"), id="March 2022 twice"),
        pytest.param(option("Wagner"), option("Wagner"), id="Wagner twice"),
    ],
)
def test_two_independent_outlets_corroborate_each_other(one: Answer, other: Answer) -> None:
    assert findings(claim(one, AFP), claim(other, REUTERS)) == [CORROBORATED, CORROBORATED]


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        pytest.param(exactly(32), at_least(27), id="32, at least 27"),
        pytest.param(exactly(310), about(300), id="310, about 300"),
        pytest.param(when("2022-03-27"), when("2022-03"), id="27 March, March"),
        pytest.param(when("2021"), when("2022", Bound.AT_MOST), id="in 2021, by 2022"),
        pytest.param(option("Wagner"), option("partner"), id="Wagner, a partner"),
    ],
)
def test_the_narrower_corroborates_the_wider_and_not_the_reverse(narrow: Answer, wide: Answer) -> None:
    assert findings(claim(narrow, AFP), claim(wide, REUTERS)) == [UNVERIFIED, CORROBORATED]


def test_corroborates_where_both_say_as_the_question() -> None:
    one = claim(about(300), AFP, scope=AS_ASKED, terms=AT_MOURA)
    other = claim(about(310), REUTERS, scope=AS_ASKED, terms=AT_MOURA)
    assert findings(one, other) == [CORROBORATED, CORROBORATED]


def test_corroborates_where_both_say_the_same_other() -> None:
    men = {"population": "men", "place": "="}
    assert findings(at_moura(exactly(32), AFP, **men), at_moura(exactly(32), HRW, **men)) == [CORROBORATED] * 2


def test_corroboration_says_who_what_and_how_many() -> None:
    finding = explain(claim(about(300), HRW), [claim(about(310), AFP)])
    assert finding.sentence == (
        "AFP, independently, says about 310 (279–341), which supports about 300 (270–330). "
        "Supported by 1 origin; none against."
    )


def test_corroboration_says_when_both_say_the_same() -> None:
    finding = explain(claim(over(2_000), HRW), [claim(over(2_000), AFP)])
    assert finding.sentence == (
        "AFP, independently, says the same: more than 2,000 (2,001 or more). Supported by 1 origin; none against."
    )


def test_corroboration_counts_the_origins_behind_it() -> None:
    behind = [claim(exactly(32), source) for source in (AFP, AFP, REUTERS)]
    assert "Supported by 2 origins; none against." in explain(claim(at_least(27), HRW), behind).sentence


def test_only_independent_claims_are_named_and_counted_as_support() -> None:
    finding = explain(claim(exactly(32), HRW), [claim(exactly(32), HRW), claim(exactly(32), AFP)])
    assert finding.sentence == "AFP, independently, says the same: 32. Supported by 1 origin; none against."


# --- what does not corroborate ----------------------------------------------------------------------------------------


def missing(claim_: Statement, *others: Statement) -> str:
    finding = explain(claim_, others)
    assert finding.kind is UNVERIFIED
    return finding.sentence


def test_a_claim_alone_is_unverified() -> None:
    assert missing(claim(exactly(32), HRW)) == "Unverified: no other claim answers this question."


def test_a_claim_does_not_corroborate_itself() -> None:
    alone = claim(exactly(32), HRW)
    assert missing(alone, alone) == "Unverified: no other claim answers this question."


def test_a_claim_that_leans_on_the_same_source_does_not_corroborate() -> None:
    sentence = missing(claim(exactly(32), HRW), claim(exactly(32), HRW))
    assert sentence == "Unverified: HRW says the like, but shares its origin."


def test_a_joint_claim_is_not_independent_of_either() -> None:
    assert findings(claim(exactly(32), HRW, AMNESTY), claim(exactly(32), AMNESTY)) == [UNVERIFIED, UNVERIFIED]


def test_a_joint_claim_is_corroborated_by_a_third() -> None:
    assert findings(claim(exactly(32), HRW, AMNESTY), claim(exactly(32), AFP)) == [CORROBORATED, CORROBORATED]


def test_a_claim_with_unnamed_roots_neither_corroborates_nor_is_corroborated() -> None:
    assert findings(claim(exactly(32), HRW, all_known=False), claim(exactly(32), AFP)) == [
        UNVERIFIED,
        UNVERIFIED,
    ]


def test_the_missing_origin_of_the_claim_itself_is_said() -> None:
    sentence = missing(claim(exactly(32), HRW, all_known=False), claim(exactly(32), AFP))
    assert sentence == "Unverified: not all of its origin is known, so nothing can be independent of it."


def test_the_missing_origin_of_the_other_is_said() -> None:
    sentence = missing(claim(exactly(32), HRW), claim(exactly(32), AFP, all_known=False))
    assert sentence == "Unverified: AFP says the like, but not all of that claim's origin is known."


def test_the_missing_support_is_said() -> None:
    sentence = missing(claim(exactly(32), HRW), claim(at_least(27), AFP))
    assert sentence == "Unverified: others meet it, but none lies within what it says."


def test_the_scope_that_does_not_agree_is_said() -> None:
    other = at_moura(exactly(32), AFP, population="civilians", place="=")
    sentence = missing(at_moura(exactly(32), HRW, population="men", place="="), other)
    assert sentence == "Unverified: AFP says the like, but of a scope that does not agree (men / civilians)."


def test_silence_on_what_bears_is_said() -> None:
    other = at_moura(exactly(32), AFP, population="=")
    assert "(Moura / not stated)" in missing(at_moura(exactly(32), HRW, population="=", place="="), other)


# --- conflict ---------------------------------------------------------------------------------------------------------


def test_moura_word_for_word() -> None:
    found = clash_of(three_hundred_men(), four_hundred_and_fifty_civilians())
    assert found.sentence == (
        "HRW says about 300 (270–330); Genocide Watch says about 450 (405–495): the ranges do not meet, 75 apart; "
        "they would meet at ±20 %. Scope: men / civilians; Moura / not stated."
    )


def test_the_finding_at_moura_says_both_sides_and_their_origins() -> None:
    first, second = three_hundred_men(), four_hundred_and_fifty_civilians()
    finding = explain(first, [second])
    assert finding.kind is CONFLICTING
    assert finding.sentence == (f"{clash_of(first, second).sentence} On this side 1 origin; against it 1 origin.")


def test_three_documents_that_lean_on_one_source_are_one_origin() -> None:
    repeats = [claim(about(300), HRW) for _ in range(3)]
    finding = explain(repeats[0], [*repeats[1:], claim(about(450), GENOCIDE_WATCH)])
    assert (finding.with_it.count, finding.against.count) == (1, 1)


def test_a_conflict_counts_independent_origins_on_each_side() -> None:
    others = [claim(about(310), AFP), claim(about(450), GENOCIDE_WATCH), claim(about(450), REUTERS, ACLED)]
    finding = explain(claim(about(300), HRW), others)
    assert finding.sentence.endswith("On this side 2 origins; against it 2 origins.")


def test_a_side_that_names_nobody_is_of_unknown_origin() -> None:
    finding = explain(claim(about(300), HRW), [claim(about(450))])
    assert finding.sentence.endswith("On this side 1 origin; against it 1 of unknown origin.")


def test_conflict_comes_before_corroboration() -> None:
    claims = claim(exactly(32), HRW), claim(exactly(32), AFP), claim(exactly(40), REUTERS)
    assert findings(*claims) == [CONFLICTING] * 3


def test_a_wide_claim_stands_above_the_conflict_of_others() -> None:
    claims = claim(at_least(100), AFP), claim(about(300), HRW), claim(about(450), GENOCIDE_WATCH)
    assert findings(*claims) == [CORROBORATED, CONFLICTING, CONFLICTING]


def test_a_conflict_needs_no_known_origin() -> None:
    assert findings(claim(exactly(32)), claim(exactly(40), HRW)) == [CONFLICTING, CONFLICTING]


def test_adjacent_claims_conflict_by_one() -> None:
    found = clash_of(claim(fewer_than(27), HRW), claim(at_least(27), AFP))
    assert found.gap == 1
    assert found.both_sides == (
        "HRW says fewer than 27 (26 or fewer); AFP says at least 27: the ranges do not meet, 1 apart"
    )


def test_two_figures_are_not_called_ranges() -> None:
    found = clash_of(claim(exactly(32), HRW), claim(exactly(27), AFP))
    assert found.both_sides == "HRW says 32; AFP says 27: the figures do not meet, 5 apart"


def test_a_range_and_a_figure_are_called_ranges() -> None:
    found = clash_of(claim(about(300), HRW), claim(exactly(345), AFP))
    assert "the ranges do not meet, 15 apart" in found.sentence


def test_a_conflict_follows_the_margin_of_its_question() -> None:
    wide = Terms(margin=20)
    assert clash(claim(about(300), HRW, terms=wide), claim(about(450), AFP, terms=wide)) is None


def test_dates_stand_days_apart() -> None:
    found = clash_of(claim(when("2023-12"), HRW), claim(when("2023-05"), AFP))
    assert found.both_sides == ("HRW says December 2023; AFP says May 2023: the spans do not meet, 184 days apart")


def test_dates_stand_one_day_apart() -> None:
    found = clash_of(claim(when("2023-05-01"), HRW), claim(when("2023-05-02"), AFP))
    assert found.both_sides.endswith("1 day apart")


def test_two_options_cannot_both_hold() -> None:
    found = clash_of(claim(option("army"), HRW), claim(option("JNIM"), AFP))
    assert found.sentence == ("HRW says “army”; AFP says “JNIM”: both cannot hold.")


def test_claims_that_meet_do_not_clash() -> None:
    assert clash(claim(about(300), HRW), claim(about(310), AFP)) is None


@pytest.mark.parametrize(
    ("one", "other", "margin"),
    [
        pytest.param(about(300), about(450), 20, id="about 300, about 450"),
        pytest.param(about(300), exactly(345), 15, id="one of them exact"),
        pytest.param(nearly(450), exactly(300), 35, id="nearly 450, 300"),
        pytest.param(about(100), about(300), 50, id="at the widest margin tried"),
        pytest.param(about(100), about(310), None, id="at no margin tried"),
        pytest.param(exactly(300), exactly(301), None, id="no approximate figure"),
        pytest.param(when("2022"), when("2023"), None, id="dates have no margin"),
        pytest.param(option("army"), option("JNIM"), None, id="options have no margin"),
    ],
)
def test_they_would_meet_at(one: Answer, other: Answer, margin: int | None) -> None:
    found = clash_of(claim(one, HRW), claim(other, AFP))
    assert found.margin_to_meet == margin
    assert (f"they would meet at ±{margin} %" in found.sentence) is (margin is not None)


# --- scope in a conflict ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        pytest.param(Scope("men", "="), Scope("civilians"), "men / civilians; Moura / not stated", id="Moura"),
        pytest.param(Scope("men", "="), Scope("men", "="), "both men; both Moura", id="the same"),
        pytest.param(
            Scope("men", "="), Scope("hommes", "="), "men / hommes, the same; both Moura", id="the same in French"
        ),
        pytest.param(Scope("="), Scope("men"), "people / men; place not stated", id="neither names a place"),
        pytest.param(
            Scope("=", "=", as_of="May"),
            Scope("=", "="),
            "both people; both Moura; May / not stated",
            id="a dimension that does not bear, once it says other",
        ),
    ],
)
def test_scopes_stand_side_by_side(first: Scope, second: Scope, words: str) -> None:
    one, other = (
        claim(answer, scope=scope, terms=AT_MOURA) for answer, scope in ((exactly(1), first), (exactly(2), second))
    )
    assert clash_of(one, other).scope_words == f"Scope: {words}."


def test_a_conflict_knows_how_its_scopes_stand_in_each_dimension() -> None:
    found = clash_of(three_hundred_men(), four_hundred_and_fifty_civilians())
    assert found.scope == {
        Dimension.POPULATION: ScopeRelation.DIFFERENT,
        Dimension.PLACE: ScopeRelation.NOT_STATED,
    }
    assert found.scope_relation is ScopeRelation.DIFFERENT


def test_a_conflict_within_one_document_is_marked() -> None:
    within = clash_of(claim(exactly(1), HRW, document=4), claim(exactly(2), AFP, document=4))
    across = clash_of(claim(exactly(1), HRW, document=4), claim(exactly(2), AFP, document=5))
    assert (within.same_document, across.same_document) == (True, False)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [((HRW,), (HRW,), True), ((HRW, AFP), (HRW,), True), ((HRW,), (AFP,), False), ((), (), False)],
    ids=["one source", "a shared root", "two sources", "nobody named"],
)
def test_a_conflict_within_one_origin_is_marked(one: tuple[int, ...], other: tuple[int, ...], same: bool) -> None:
    assert clash_of(claim(exactly(1), *one), claim(exactly(2), *other)).same_origin is same


# --- many conflicts of one question -----------------------------------------------------------------------------------


def sides(found: list[Clash]) -> list[tuple[str, str]]:
    return [(c.first.who, c.second.who) for c in found]


def test_every_pair_that_cannot_be_true_together_is_a_clash() -> None:
    claims = [claim(exactly(27), HRW), claim(exactly(32), AFP), claim(at_least(30), REUTERS)]
    assert sides(clashes_of(claims)) == [("HRW", "AFP"), ("HRW", "Reuters")]


def test_repeats_make_no_further_clash() -> None:
    claims = [claim(exactly(27), HRW), claim(exactly(32), AFP), claim(exactly(27), REUTERS)]
    assert sides(clashes_of(claims)) == [("HRW", "AFP")]


def test_a_margin_makes_another_answer_of_the_same_numbers() -> None:
    claims = [claim(between(270, 330), HRW), claim(about(300), AFP), claim(exactly(400), REUTERS)]
    assert sides(clashes_of(claims)) == [("HRW", "Reuters"), ("AFP", "Reuters")]


def test_the_same_answer_in_another_scope_clashes_by_itself() -> None:
    claims = [
        at_moura(exactly(27), HRW, population="men"),
        at_moura(exactly(27), AFP, population="civilians"),
        at_moura(exactly(32), REUTERS, population="men"),
    ]
    assert sides(clashes_of(claims)) == [("HRW", "Reuters"), ("AFP", "Reuters")]


def test_the_pair_that_scope_explains_least_leads() -> None:
    same = clash_of(at_moura(exactly(1), population="=", place="="), at_moura(exactly(2), population="=", place="="))
    silent = clash_of(at_moura(exactly(1)), at_moura(exactly(50)))
    different = clash_of(at_moura(exactly(1), population="men"), at_moura(exactly(900), population="women"))
    assert leading([different, silent, same]) is same
    assert leading([different, silent]) is silent


def test_among_alike_scopes_the_widest_apart_leads() -> None:
    near, far = (clash_of(claim(exactly(1)), claim(exactly(n))) for n in (2, 50))
    assert leading([near, far]) is far


def test_among_the_equally_wide_the_earliest_recorded_leads() -> None:
    earlier, later = (clash_of(claim(exactly(1)), claim(exactly(5))) for _ in range(2))
    assert leading([later, earlier]) is earlier


def test_the_earliest_pair_is_that_of_the_earliest_claim_then_of_its_earliest_rival() -> None:
    first, second, third, fourth = (claim(exactly(n)) for n in (1, 1, 5, 5))
    pairs = [clash_of(fourth, second), clash_of(third, second), clash_of(first, fourth), clash_of(third, first)]
    assert ranked(pairs) == [pairs[3], pairs[2], pairs[1], pairs[0]]


def test_pairs_are_ranked_from_the_leading_one() -> None:
    near, middle, far = (clash_of(claim(exactly(1)), claim(exactly(n))) for n in (2, 9, 50))
    assert ranked([middle, near, far]) == [far, middle, near]


@pytest.mark.parametrize(
    ("one", "other", "per_mille"),
    [
        pytest.param(about(300), about(450), 185, id="75 of 405"),
        pytest.param(exactly(27), exactly(32), 156, id="5 of 32"),
        pytest.param(exactly(0), at_least(5), 1_000, id="none against some"),
        pytest.param(at_most(10), at_least(1_000), 990, id="open ends"),
        pytest.param(when("2021-01-01"), when("2022-01-01"), 1_000, id="a year apart"),
        pytest.param(when("2023-12"), when("2023-05"), 504, id="184 days apart"),
        pytest.param(option("army"), option("JNIM"), 1_000, id="two options"),
    ],
)
def test_a_conflict_is_as_grave_as(one: Answer, other: Answer, per_mille: int) -> None:
    first, second = claim(one), claim(other)
    assert severity(clash_of(first, second)) == severity(clash_of(second, first)) == per_mille


# --- claims that do not count -----------------------------------------------------------------------------------------

NOT_COMPARED = [
    pytest.param(NotCounting.DENIED, id="denied"),
    pytest.param(NotCounting.WITHDRAWN, id="withdrawn"),
    pytest.param(NotCounting.REPLACED, id="replaced"),
    pytest.param(NotCounting.NO_ANSWER, id="unanswered"),
    pytest.param(NotCounting.NO_QUESTION, id="under no question"),
]


@pytest.mark.parametrize("reason", NOT_COMPARED)
def test_a_claim_that_does_not_count_has_no_finding_but_a_reason(reason: NotCounting) -> None:
    finding = explain(claim(exactly(32), HRW, not_counting=reason), [claim(exactly(32), AFP)])
    assert (finding.kind, finding.sentence) == (NONE, f"Not compared: {reason.value}.")


@pytest.mark.parametrize("reason", NOT_COMPARED)
def test_a_claim_that_does_not_count_does_not_conflict(reason: NotCounting) -> None:
    finding = explain(claim(exactly(32), HRW), [claim(exactly(99), AFP, not_counting=reason)])
    assert (finding.kind, finding.against.count) == (UNVERIFIED, 0)


@pytest.mark.parametrize("reason", NOT_COMPARED)
def test_a_claim_that_does_not_count_does_not_support(reason: NotCounting) -> None:
    finding = explain(claim(exactly(32), HRW), [claim(exactly(32), AFP, not_counting=reason)])
    assert finding.sentence == "Unverified: no other claim answers this question."


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, None),
        ({"withdrawn": True}, NotCounting.WITHDRAWN),
        ({"replaced": True}, NotCounting.REPLACED),
        ({"denied": True}, NotCounting.DENIED),
        ({"has_question": False}, NotCounting.NO_QUESTION),
        ({"has_answer": False}, NotCounting.NO_ANSWER),
        ({"withdrawn": True, "has_answer": False}, NotCounting.WITHDRAWN),
    ],
    ids=["counts", "withdrawn", "replaced", "denied", "no question", "no answer", "withdrawn comes first"],
)
def test_a_claim_counts_unless(facts: dict[str, bool], reason: NotCounting | None) -> None:
    sound = {"withdrawn": False, "replaced": False, "denied": False, "has_question": True, "has_answer": True}
    assert why_not_counting(**sound | facts) is reason


# --- reviews and settlements ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [
        pytest.param([], Verdict.UNVERIFIED, id="nobody has reviewed it"),
        pytest.param([Verdict.CORROBORATED], Verdict.CORROBORATED, id="one review"),
        pytest.param([Verdict.CORROBORATED, Verdict.CONFLICTING], Verdict.CONFLICTING, id="the latest decides"),
        pytest.param([Verdict.CONFLICTING, Verdict.UNVERIFIED], Verdict.UNVERIFIED, id="back to unverified"),
    ],
)
def test_reviews_come_to_a_status(verdicts: list[Verdict], status: Verdict) -> None:
    assert status_of(verdicts) is status


@pytest.mark.parametrize(
    ("present", "decision", "seen", "state"),
    [
        pytest.param(True, None, "", State.OPEN, id="not settled"),
        pytest.param(True, Decision.EXPLAINED, "now", State.EXPLAINED, id="explained"),
        pytest.param(True, Decision.RESOLVED, "now", State.RESOLVED, id="resolved"),
        pytest.param(True, Decision.UNDECIDABLE, "now", State.UNDECIDABLE, id="undecidable"),
        pytest.param(True, Decision.REOPENED, "now", State.OPEN, id="reopened"),
        pytest.param(True, Decision.EXPLAINED, "before", State.OPEN, id="evidence changed: open again"),
        pytest.param(False, None, "", State.DISSOLVED, id="no conflict any more"),
        pytest.param(False, Decision.RESOLVED, "now", State.DISSOLVED, id="settled, then dissolved"),
        pytest.param(False, Decision.REOPENED, "before", State.DISSOLVED, id="reopened, then dissolved"),
    ],
)
def test_a_conflict_is(present: bool, decision: Decision | None, seen: str, state: State) -> None:
    assert state_of(present=present, decision=decision, evidence_seen=seen, evidence_now="now") is state


def test_three_states_are_settled() -> None:
    settled = {state for state in State if state.settled}
    assert settled == {State.EXPLAINED, State.RESOLVED, State.UNDECIDABLE}


EVIDENCE = (1, True, 270, 330, Scope("men", "="), frozenset({HRW, AMNESTY}), True)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        pytest.param(0, 2, id="another claim"),
        pytest.param(1, False, id="whether it counts"),
        pytest.param(2, 271, id="the low end"),
        pytest.param(2, None, id="an open low end"),
        pytest.param(3, 331, id="the high end"),
        pytest.param(4, Scope("civilians", "="), id="the scope"),
        pytest.param(5, frozenset({HRW}), id="the roots"),
        pytest.param(6, False, id="whether the roots are all"),
    ],
)
def test_evidence_changes_with(place: int, value: object) -> None:
    changed = (*EVIDENCE[:place], value, *EVIDENCE[place + 1 :])
    assert fingerprint([changed]) != fingerprint([EVIDENCE])


def test_evidence_changes_with_a_further_claim() -> None:
    assert fingerprint([EVIDENCE, (2, *EVIDENCE[1:])]) != fingerprint([EVIDENCE])


def test_evidence_changes_with_what_bears_and_with_what_lies_within_what() -> None:
    plain = fingerprint([EVIDENCE])
    assert len({plain, fingerprint([EVIDENCE], bearing=["place"]), fingerprint([EVIDENCE], within=[(1, 2)])}) == 3


def test_evidence_is_the_same_in_any_order() -> None:
    other = (2, False, None, None, Scope(), frozenset(), False)
    assert fingerprint([EVIDENCE, other]) == fingerprint([other, EVIDENCE])


def test_evidence_is_the_same_whichever_root_was_found_first() -> None:
    """1 and 9 fall on one place of a set's table, so that a set shows which came first."""
    one, other = ((*EVIDENCE[:5], frozenset(named), True) for named in ([1, 9], [9, 1]))
    assert fingerprint([one]) == fingerprint([other])
