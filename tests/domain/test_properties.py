"""What holds for all claims of one question. Whatever is brute force here is written from the design, not the code."""

from collections.abc import Callable, Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from claims.domain.answers import Answer, Bound, DateSpan, Impossible, Interval, Quantity, Stated
from claims.domain.comparison import (
    Weighed,
    camps,
    cannot_all_be_true,
    conflict,
    conflicting_pairs,
    gap,
    supports,
)
from claims.domain.findings import Clash, FindingKind, clash, clashes_of, judge, leading, outermost, ranked
from claims.domain.origins import ClaimLineage, DocumentLineage, Roots, origins, roots_of
from claims.domain.rivalry import Rivalry, explain
from claims.domain.scope import AS_QUESTION, NOT_STATED, Dimension, Scope, agreement_key, overall, relation, relations
from claims.domain.statement import NotCounting, Statement, Terms
from tests.domain.cast import PEOPLE, day, option

# --- claims of one question -------------------------------------------------------------------------------------------

TWO_FIGURES = {Bound.BETWEEN, Bound.OVER_UNDER, Bound.OVER_TO, Bound.FROM_UNDER}
ON_DATES = [Bound.EXACTLY, Bound.BETWEEN, Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.FEWER_THAN]
SPRING = day("2022-03-01")
WIDEST = 80
"""No figure and no margin below reaches further than this from where its kind of answer begins."""


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    bound = draw(st.sampled_from(Bound))
    low = draw(st.integers(1, 30))
    high = low + draw(st.integers(2, 20)) if bound in TWO_FIGURES else low + draw(st.integers(0, 1))
    return Quantity(PEOPLE, Stated(bound, low, high, draw(st.booleans())))


@st.composite
def near_figures(draw: st.DrawFn) -> Quantity:
    """Figures so close that most of them meet and many support one another: any figures at all hardly ever do."""
    low = draw(st.integers(18, 22))
    bound = draw(st.sampled_from([Bound.EXACTLY, Bound.EXACTLY, Bound.AT_LEAST]))
    return Quantity(PEOPLE, Stated(bound, low, low, draw(st.booleans())))


@st.composite
def dates(draw: st.DrawFn) -> DateSpan:
    first = SPRING + draw(st.integers(0, 30))
    return DateSpan("", Stated(draw(st.sampled_from(ON_DATES)), first, first + draw(st.integers(0, 20))))


OPTIONS = st.sampled_from(["army", "partner", "Wagner", "armed group", "JNIM"]).map(option)
KINDS: list[st.SearchStrategy[Answer]] = [quantities(), dates(), OPTIONS]
ANSWERS = st.one_of(KINDS)

BEARING = st.frozensets(st.sampled_from([d.value for d in Dimension]))
SCOPES = st.builds(Scope, *[st.sampled_from([AS_QUESTION, NOT_STATED, "men", "hommes", "civilians"])] * 5)
PLAIN_SCOPES = st.sampled_from([Scope("="), Scope("="), Scope("men"), Scope(), Scope("=", "Lere")])

SOURCES = st.integers(1, 4)
ROOT_SETS = st.frozensets(SOURCES, max_size=3)
ROOTS = st.builds(lambda named, known: Roots(named, known and bool(named)), ROOT_SETS, st.booleans())
ONE_ROOT = st.builds(
    lambda source, known: Roots(frozenset({source}), known), SOURCES, st.sampled_from([True, True, False])
)


@st.composite
def questions(draw: st.DrawFn, at_least: int = 0) -> list[Statement]:
    """Up to seven claims of one question, all of one kind, which all count. Every other question is of claims alike."""
    alike = draw(st.booleans())
    kind = near_figures() if alike else draw(st.sampled_from(KINDS))
    scopes, named = (st.just(Scope("=")), ONE_ROOT) if alike else (PLAIN_SCOPES, ROOTS)
    answers = draw(st.lists(kind, min_size=at_least, max_size=4 if alike else 7))
    terms = Terms(frozenset({"population"}), margin=draw(st.sampled_from([0, 10, 25])))
    return [
        Statement(key, f"source {key}", key, answer, draw(scopes), draw(named), terms)
        for key, answer in enumerate(answers)
    ]


def weigh(claims: Sequence[Statement]) -> list[Weighed]:
    return [claim.weighed for claim in claims]


# --- a literal reading of the design ----------------------------------------------------------------------------------


def values(claim: Weighed) -> set[int]:
    """Every value a claim allows, as far as any claim of its kind reaches: an open end runs to that edge."""
    ends = [end for end in (claim.low, claim.high) if end is not None]
    origin = SPRING if ends and ends[0] > SPRING // 2 else 0
    low = origin - WIDEST if claim.low is None else claim.low
    high = origin + 2 * WIDEST if claim.high is None else claim.high
    return set(range(low, high + 1))


def share_a_value(claims: Sequence[Weighed]) -> bool:
    return bool(set.intersection(*map(values, claims)))


def pairs_by_brute_force(claims: Sequence[Weighed]) -> list[tuple[int, int]]:
    return [(i, j) for i, j in combinations(range(len(claims)), 2) if not values(claims[i]) & values(claims[j])]


def camps_by_brute_force(claims: Sequence[Weighed]) -> set[tuple[int, ...]]:
    """Every group whose answers share a value and to which no other claim can be added without losing it."""
    groups = [
        group
        for size in range(1, len(claims) + 1)
        for group in combinations(range(len(claims)), size)
        if share_a_value([claims[i] for i in group])
    ]
    return {group for group in groups if not any(set(group) < set(larger) for larger in groups)}


def agree_by_the_letter(first: Scope, second: Scope, bearing: frozenset[str]) -> bool:
    """Where it bears both say as the question or the same other; on the rest neither says other."""
    for dimension in Dimension:
        said = {first.value(dimension), second.value(dimension)}
        if dimension.value in bearing and (NOT_STATED in said or len(said) > 1):
            return False
        if dimension.value not in bearing and said - {AS_QUESTION, NOT_STATED}:
            return False
    return True


def supports_by_the_letter(b: Statement, a: Statement) -> bool:
    """B's set within A's, or both approximate and B's stated figure in A's range; a bound states no figure."""
    within = values(b.weighed) <= values(a.weighed)
    if isinstance(a.answer, Quantity) and isinstance(b.answer, Quantity):
        stated, closed = b.answer.stated, None not in b.interval
        figures = {stated.low, stated.high} <= values(a.weighed)
        within |= a.answer.stated.approximate and stated.approximate and closed and figures
    return within and agree_by_the_letter(a.scope, b.scope, a.terms.bearing)


def finding_by_the_letter(claim: Statement, claims: Sequence[Statement]) -> FindingKind:
    others = [other for other in claims if other is not claim]
    if any(not share_a_value([claim.weighed, other.weighed]) for other in others):
        return FindingKind.CONFLICTING
    for other in others:
        known = claim.roots.all_known and other.roots.all_known
        if known and not claim.roots.named & other.roots.named and supports_by_the_letter(other, claim):
            return FindingKind.CORROBORATED
    return FindingKind.UNVERIFIED


# --- comparing --------------------------------------------------------------------------------------------------------


@given(questions(at_least=2))
def test_comparing_is_symmetric(claims: list[Statement]) -> None:
    a, b = weigh(claims)[:2]
    assert conflict(a, b) is conflict(b, a)
    assert gap(a, b) == gap(b, a)


@given(questions(at_least=1))
def test_no_claim_conflicts_with_itself(claims: list[Statement]) -> None:
    assert not any(conflict(claim, claim) for claim in weigh(claims))


@given(questions(at_least=1), st.data())
def test_widening_an_answer_never_creates_a_conflict(claims: list[Statement], data: st.DataObject) -> None:
    before = weigh(claims)
    i = data.draw(st.integers(0, len(claims) - 1))
    by = st.none() | st.integers(0, 20)
    down, up, low, high = data.draw(by), data.draw(by), before[i].low, before[i].high
    wider = before[i]._replace(
        low=None if low is None or down is None else low - down,
        high=None if high is None or up is None else high + up,
    )
    after = [*before[:i], wider, *before[i + 1 :]]
    assert set(conflicting_pairs(after)) <= set(conflicting_pairs(before))


@given(ANSWERS, st.integers(0, 50), st.integers(0, 50))
def test_a_wider_margin_loses_no_value(answer: Answer, margin: int, more: int) -> None:
    try:
        narrow = answer.interval(margin)
    except Impossible:
        return
    assert narrow.within(answer.interval(margin + more))


@given(questions(at_least=1))
def test_a_set_conflicts_exactly_when_some_pair_does(claims: list[Statement]) -> None:
    weighed = weigh(claims)
    some_pair = any(conflict(a, b) for a, b in combinations(weighed, 2))
    assert cannot_all_be_true(weighed) is some_pair is not share_a_value(weighed)


@given(questions())
def test_sweep_and_brute_force_find_the_same_pairs(claims: list[Statement]) -> None:
    assert conflicting_pairs(weigh(claims)) == pairs_by_brute_force(weigh(claims))


@given(questions())
def test_sweep_and_brute_force_find_the_same_camps(claims: list[Statement]) -> None:
    found = camps(weigh(claims))
    assert len(found) == len(set(found))
    assert set(found) == camps_by_brute_force(weigh(claims))


@given(questions(at_least=1))
def test_a_question_in_conflict_has_two_camps_or_more_and_any_other_one(claims: list[Statement]) -> None:
    weighed = weigh(claims)
    assert (len(camps(weighed)) > 1) is cannot_all_be_true(weighed)


@given(questions(at_least=2))
def test_support_implies_meeting(claims: list[Statement]) -> None:
    for b, a in combinations(weigh(claims), 2):
        assert not (supports(b, a) and conflict(b, a))
        assert not (supports(a, b) and conflict(a, b))


@given(questions(at_least=2))
def test_a_claim_supports_another_by_the_letter_of_the_design(claims: list[Statement]) -> None:
    a, b = claims[:2]
    assert supports(b.weighed, a.weighed) is supports_by_the_letter(b, a)


@given(SCOPES, SCOPES, BEARING)
def test_scopes_agree_by_the_letter_of_the_design(first: Scope, second: Scope, bearing: frozenset[str]) -> None:
    key = agreement_key(first, bearing)
    agreeing = key is not None and key == agreement_key(second, bearing)
    assert agreeing is agree_by_the_letter(first, second, bearing)


@given(questions())
def test_clashes_are_the_pairs_unlike_in_answer_or_scope(claims: list[Statement]) -> None:
    def likeness(one: Statement, other: Statement) -> frozenset[object]:
        return frozenset((c.interval, c.weighed.approximate, c.scope) for c in (one, other))

    pairs = [(claims[i], claims[j]) for i, j in pairs_by_brute_force(weigh(claims))]
    found = [likeness(c.first, c.second) for c in clashes_of(claims)]
    assert len(found) == len(set(found))
    assert set(found) == {likeness(*pair) for pair in pairs}


@given(questions(at_least=2))
def test_two_claims_clash_exactly_when_they_conflict_and_say_so(claims: list[Statement]) -> None:
    one, other = claims[:2]
    found = clash(one, other)
    assert (found is not None) is conflict(one.weighed, other.weighed)
    assert found is None or (one.who in found.sentence and other.who in found.sentence)


# --- findings ---------------------------------------------------------------------------------------------------------


@given(questions())
def test_the_leading_and_the_widest_pair_are_among_the_outermost(claims: list[Statement]) -> None:
    all_pairs, outer = clashes_of(claims), clashes_of(outermost(claims))
    assert bool(all_pairs) == bool(outer)
    if all_pairs:
        assert leading(all_pairs) == leading(outer)
        assert max(c.gap for c in all_pairs) == max(c.gap for c in outer)
        assert len(outer) <= (2 * len({claim.scope for claim in claims})) ** 2


@given(questions())
def test_findings_are_those_of_the_letter_of_the_design(claims: list[Statement]) -> None:
    assert judge(weigh(claims)) == [finding_by_the_letter(claim, claims) for claim in claims]


@given(questions(at_least=1), st.data())
def test_a_repeat_changes_no_finding(claims: list[Statement], data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(claims) - 1))
    place = data.draw(st.integers(0, len(claims)))
    before = judge(weigh(claims))
    with_repeat = weigh([*claims[:place], claims[i], *claims[place:]])
    after = judge(with_repeat)
    assert after.pop(place) is before[i]
    assert after == before


@given(questions(at_least=1), st.data())
def test_a_repeat_adds_no_origin_to_either_side(claims: list[Statement], data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(claims))
    repeat = Statement(99, "repeat", 99, original.answer, original.scope, original.roots, original.terms)
    for claim in claims:
        before, after = explain(claim, claims), explain(claim, [*claims, repeat])
        assert (after.with_it.chosen, after.against.chosen) == (before.with_it.chosen, before.against.chosen)


@given(questions(at_least=1), ROOT_SETS, st.data())
def test_a_claim_whose_roots_are_not_all_known_makes_none_corroborated(
    claims: list[Statement], named: frozenset[int], data: st.DataObject
) -> None:
    like = data.draw(st.sampled_from(claims))
    answer, scope = data.draw(st.just(like.answer) | ANSWERS), data.draw(st.just(like.scope) | PLAIN_SCOPES)
    unknown = Statement(99, "", 99, answer, scope, Roots(named, False), like.terms)
    before, after = judge(weigh(claims)), judge(weigh([*claims, unknown]))
    assert after.pop() is not FindingKind.CORROBORATED
    newly = [kind for was, kind in zip(before, after, strict=True) if kind is not was]
    assert FindingKind.CORROBORATED not in newly


@given(questions(), st.data())
def test_what_is_explained_is_what_was_judged(claims: list[Statement], data: st.DataObject) -> None:
    denied = [
        Statement(c.key + 50, c.who, 1, c.answer, c.scope, c.roots, c.terms, "", NotCounting.DENIED)
        for c in claims
        if data.draw(st.booleans())
    ]
    judged = judge(weigh(claims))
    assert [explain(claim, [*denied, *claims]).kind for claim in claims] == judged


@st.composite
def many_scopes(draw: st.DrawFn) -> list[Statement]:
    """Up to twelve claims of any scopes whose figures lie so that pairs are often equally far apart."""
    terms = Terms(draw(BEARING), margin=10)
    figures = draw(st.lists(st.sampled_from([10, 20, 20, 30, 40]), max_size=12))
    bounds = st.sampled_from([Bound.EXACTLY, Bound.EXACTLY, Bound.AT_LEAST, Bound.AT_MOST])
    scopes = st.sampled_from(draw(st.lists(SCOPES, min_size=1, max_size=4)))
    return [
        Statement(
            *(key, f"source {key}", key, Quantity(PEOPLE, Stated(draw(bounds), figure, figure, draw(st.booleans())))),
            *(draw(scopes), draw(ROOTS), terms),
        )
        for key, figure in enumerate(figures)
    ]


def clashes_by_brute_force(claim: Statement, claims: Sequence[Statement]) -> list[Clash]:
    return [pair for other in claims if (pair := clash(claim, other))]


@given(questions() | many_scopes())
def test_a_finding_speaks_of_the_leading_pair_and_counts_both_sides(claims: list[Statement]) -> None:
    rivalry = Rivalry.of(claims)
    for claim in claims:
        found, clashes = rivalry.finding(claim), clashes_by_brute_force(claim, claims)
        standing = [other for other in claims if not conflict(claim.weighed, other.weighed)]
        assert found.with_it == origins(other.roots.named for other in standing)
        assert found.against == origins(pair.second.roots.named for pair in clashes)
        assert (found.kind is FindingKind.CONFLICTING) is bool(clashes)
        assert not clashes or found.sentence.startswith(f"{leading(clashes).sentence} On this side {found.with_it};")


@given(questions() | many_scopes(), st.integers(0, 9))
def test_the_first_pairs_are_the_first_of_all_that_clash(claims: list[Statement], most: int) -> None:
    every = ranked(clashes_of(claims))
    assert list(Rivalry.of(claims).clashes(most)) == every[:most]
    assert Rivalry.of(claims).clash_count == len(every)


@given(SCOPES, SCOPES, BEARING)
def test_one_word_for_two_scopes_is_that_of_all_dimensions(
    first: Scope, second: Scope, bearing: frozenset[str]
) -> None:
    assert relation(first, second, bearing) is overall(relations(first, second, bearing).values())


@given(questions())
def test_every_finding_has_a_sentence(claims: list[Statement]) -> None:
    for claim in claims:
        sentence = explain(claim, claims).sentence
        assert sentence.endswith(".")
        assert "None" not in sentence


# --- origins ----------------------------------------------------------------------------------------------------------


@given(st.lists(ROOT_SETS), st.randoms(use_true_random=False))
def test_origins_are_counted_alike_in_any_order(sets: list[frozenset[int]], random: object) -> None:
    shuffled = list(sets)
    random.shuffle(shuffled)
    assert origins(shuffled) == origins(sets)


@given(st.lists(ROOT_SETS))
def test_there_are_never_more_origins_than_claims(sets: list[frozenset[int]]) -> None:
    found = origins(sets)
    assert found.count + found.unknown <= len(sets)


@given(st.lists(ROOT_SETS))
def test_no_two_origins_share_a_root_and_no_other_can_be_added(sets: list[frozenset[int]]) -> None:
    found = origins(sets)
    assert not any(a & b for a, b in combinations(found.chosen, 2))
    assert all(found.group_of(named) is not None for named in sets if named)


FEW = 4
SOME = st.lists(st.integers(0, FEW - 1), max_size=2).map(tuple)
NAMED = st.lists(SOURCES, max_size=2).map(tuple)
CLAIM_LINEAGES = st.lists(
    st.builds(
        ClaimLineage,
        document=st.integers(0, FEW - 1),
        asserters=NAMED,
        others_unnamed=st.sampled_from([False, False, False, True]),
        leans_on_sources=st.just(()) | NAMED,
        leans_on_claims=SOME,
    ),
    min_size=FEW,
    max_size=FEW,
)
DOCUMENT_LINEAGES = st.lists(
    st.builds(DocumentLineage, st.sampled_from([1, 2, 3, 4, None]), SOME), min_size=FEW, max_size=FEW
)

Step = Callable[[set[int]], set[int]]


def fixed_point(step: Step) -> set[int]:
    """What is reached when a step adds nothing any more."""
    reached: set[int] = set()
    while not step(reached) <= reached:
        reached = reached | step(reached)
    return reached


def roots_by_the_letter(claims: Sequence[ClaimLineage], documents: Sequence[DocumentLineage]) -> Roots:
    """Of the first claim: all claims it comes to rest on, then all documents whose own voice speaks in those."""
    resting = fixed_point(lambda seen: {0}.union(*(claims[c].leans_on_claims for c in seen)))
    leaning = [claims[c] for c in resting]
    named = {root for c in leaning for root in c.leans_on_sources}
    direct = [c for c in leaning if not c.leans_on_sources and not c.leans_on_claims]
    named.update(root for c in direct for root in c.asserters)
    own = {c.document for c in direct if not c.asserters and not c.others_unnamed}
    voices = fixed_point(lambda seen: own.union(*(documents[d].repeats for d in seen)))
    named.update(documents[d].publisher for d in voices if not documents[d].repeats)
    relays = voices | {c.document for c in leaning}
    unpublished = any(documents[d].publisher is None for d in relays)
    named.discard(None)
    unnamed = any(c.others_unnamed for c in leaning)
    return Roots(frozenset(named), bool(named) and not unnamed and not unpublished)


@given(CLAIM_LINEAGES, DOCUMENT_LINEAGES)
def test_roots_end_on_every_circle_where_the_design_says(
    claims: list[ClaimLineage], documents: list[DocumentLineage]
) -> None:
    found = roots_of(0, dict(enumerate(claims)), dict(enumerate(documents)))
    assert found == roots_by_the_letter(claims, documents)


@given(st.none() | st.integers(), st.none() | st.integers(), st.integers())
def test_a_figure_held_is_a_set_of_one_within(low: int | None, high: int | None, figure: int) -> None:
    if low is not None and high is not None and low > high:
        return
    interval = Interval(low, high)
    assert interval.holds(figure) is Interval(figure, figure).within(interval)
