"""The sheet of an event: for each question the figure that a stated rule picks from what its claims say.

A rule only ever picks: every number in a cell stands in a claim. Nothing is averaged and nothing is added up, for a
mean or a sum is a number that no source gave. What no rule can tell is left blank, with the reason.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from claims.domain.answers import Answer, Bound, Impossible, Interval, Option, Quantity, Stated
from claims.domain.comparison import conflict, independent, supports
from claims.domain.findings import Verdict
from claims.domain.origins import Origins, origins
from claims.domain.scope import AS_QUESTION, NOT_STATED, Dimension, compared
from claims.domain.sheet_rules import MOST_CAUTIOUS, RANGE, TEAM_DECISION, Asks, Column, SheetRule
from claims.domain.statement import Statement
from claims.domain.wording import says, stated_words

MOST_NAMED = 3
"""Figures or claims that one sentence of a sheet names."""
NOTHING_BACKED = "no figure has a second, independent origin: one can set the upper end only"


# --- what goes in, what comes out -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Considered:
    """A claim of the question with what its reviews come to. verdict: None where nobody reviewed it.

    outdated: it was reviewed before the evidence changed.
    """

    claim: Statement
    verdict: Verdict | None = None
    outdated: bool = False


@dataclass(frozen=True)
class Decided:
    """The team's decision in force: the key of the claim, and what that said then (as stated_words says it)."""

    claim: int
    said: str
    outdated: bool = False


@dataclass(frozen=True)
class LeftOut:
    """A claim that the rules do not look at, and why: a clause."""

    claim: Statement
    why: str


@dataclass(frozen=True)
class Given:
    """One thing that claims say, in words (`about 300 (270–330)`), with the values it allows, and who says it."""

    words: str
    allows: Interval
    claims: tuple[Statement, ...]

    @property
    def origins(self) -> Origins:
        return origins(claim.roots.named for claim in self.claims)

    @property
    def origin_words(self) -> str:
        """`2 origins`; `1 origin, not known in full` where part of what a claim leans on has no name."""
        in_part = any(claim.roots.named and not claim.roots.all_known for claim in self.claims)
        return f"{self.origins}, not known in full" if in_part else str(self.origins)


@dataclass(frozen=True)
class Cell:
    """What a rule picked. given: several where one figure is said in several ways ("300", "at least 300").

    figures: the ends of what is stated, in steps or days; None for an option, and where the cell is blank: then blank
    says why, in a clause. notes: what a reader has to know to not misread it.
    """

    column: Column
    figures: tuple[int, int] | None = None
    given: tuple[Given, ...] = ()
    notes: tuple[str, ...] = ()
    blank: str = ""

    @property
    def claims(self) -> tuple[Statement, ...]:
        return tuple(claim for given in self.given for claim in given.claims)


@dataclass(frozen=True)
class Row:
    """One question by one rule. options: the answers of a question with options, side by side; such have no figures.

    kept: all claims that the rule looked at, those of the cells among them.
    """

    rule: SheetRule
    asks: Asks
    cells: tuple[Cell, ...]
    options: tuple[Given, ...]
    kept: tuple[Statement, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]

    def cell(self, column: Column) -> Cell | None:
        return next((cell for cell in self.cells if cell.column is column), None)

    @property
    def beside(self) -> tuple[Statement, ...]:
        """What was looked at and stands in no cell."""
        shown = {claim.key for cell in self.cells for claim in cell.claims}
        shown |= {claim.key for given in self.options for claim in given.claims}
        return tuple(claim for claim in self.kept if claim.key not in shown)


# --- a row ------------------------------------------------------------------------------------------------------------


def row(rule: SheetRule, asks: Asks, claims: Iterable[Considered], decided: Decided | None = None) -> Row:
    """The question's row by this rule. claims: all of the question's, in any order, all in its kind and unit."""
    considered = sorted(claims, key=lambda one: one.claim.key)
    left_out = _left_out(considered)
    gone = {one.claim.key: one.why for one in left_out}
    kept = tuple(one.claim for one in considered if one.claim.key not in gone)
    cells: tuple[Cell, ...] = ()
    if rule == TEAM_DECISION:
        cells = (_decided([one.claim for one in considered], gone, decided),)
        chosen = {claim.key for claim in cells[0].claims}
        left_out = tuple(one for one in left_out if one.claim.key not in chosen)
    elif asks is not Asks.CATEGORY:
        cells = tuple(_picked(rule, column, asks, kept, bool(left_out)) for column in rule.columns)
    options = _given(kept) if asks is Asks.CATEGORY else ()
    return Row(rule, asks, cells, options, kept, left_out, _what_differs(kept))


def _picked(rule: SheetRule, column: Column, asks: Asks, kept: Sequence[Statement], any_left_out: bool) -> Cell:
    if not kept:
        return Cell(column, blank="every claim is left out" if any_left_out else "no claim answers it")
    if rule == MOST_CAUTIOUS and asks is Asks.DATE:
        return Cell(column, blank="this rule is for numbers: no day is more cautious than another")
    if column is Column.BEST:
        return _best(kept)
    if column is Column.HIGH:
        return _outermost(column, kept, kept)
    if rule == RANGE and asks is Asks.QUANTITY:
        backed = [claim for claim in kept if _has_a_second_origin(claim, kept)]
        return _outermost(column, backed, kept) if backed else Cell(column, blank=NOTHING_BACKED)
    return _outermost(column, kept, kept)


def _has_a_second_origin(claim: Statement, kept: Sequence[Statement]) -> bool:
    """As a finding has it: an independent claim supports this one."""
    return any(independent(claim.weighed, o.weighed) and supports(o.weighed, claim.weighed) for o in kept)


# --- the lowest and the highest ---------------------------------------------------------------------------------------


def _outermost(column: Column, among: Sequence[Statement], kept: Sequence[Statement]) -> Cell:
    """The claims that give the lowest or the highest figure."""
    low = column is Column.LOW
    ends = [place(claim)[0 if low else 1] for claim in among]
    end = min(ends) if low else max(ends)
    chosen = [claim for claim, its in zip(among, ends, strict=True) if its == end]
    figures = [_end_figures(claim, low) for claim in chosen]
    return Cell(
        column,
        (min(first for first, _ in figures), max(last for _, last in figures)),
        _given(chosen, lambda claim: _end_words(claim, low)),
        (*_said_in_several_ways(chosen, low), *_without_a_limit(chosen, low), *_allowing_beyond(chosen, kept, low)),
    )


def place(claim: Statement) -> tuple[int, int]:
    """Where a claim stands among others: the ends of what it says without any margin, which is nobody's figure.

    What is open at one end stands where it is closed: "at least 27" at 27, "more than 27" at 28, "before 2023" at the
    last day of 2022. "More than about 10 but fewer than about 11" allows nothing without its margin, and stands where
    it is stated.
    """
    try:
        low, high = _answer(claim).interval(margin=0)
    except Impossible:
        return _stated(claim).low, _stated(claim).high
    ends = [end for end in (low, high) if end is not None]
    return ends[0], ends[-1]


def _figures(claim: Statement) -> tuple[int, int]:
    """The numbers as they are stated; of a date the ends of its place, for "before 2023" gives no day of 2023."""
    stated = _stated(claim)
    return (stated.low, stated.high) if isinstance(claim.answer, Quantity) else place(claim)


def _is_a_pair(claim: Statement) -> bool:
    """Are these two numbers, of which one end can be told by itself? A span of days is one date, not two."""
    return isinstance(claim.answer, Quantity) and claim.answer.stated.has_two_figures


def _end_figures(claim: Statement, low: bool) -> tuple[int, int]:
    first, last = _figures(claim)
    if not _is_a_pair(claim):
        return first, last
    return (first, first) if low else (last, last)


def _end_words(claim: Statement, low: bool) -> str:
    """`about 300 (270–330)`; of two figures the one: `20, the lower of “between 20 and 30”`."""
    if not _is_a_pair(claim):
        return _says(claim)
    figure, which = _end_figures(claim, low)[0], "lower" if low else "upper"
    return f"{figure:,}, the {which} of “{_said(claim)}”"


def _said_in_several_ways(chosen: Sequence[Statement], low: bool) -> tuple[str, ...]:
    ways = list(dict.fromkeys(_said(claim) for claim in chosen))
    if len(ways) < 2:
        return ()
    same_day = "Beginning on the same day" if low else "Ending on the same day"
    what = "One figure, said in several ways" if isinstance(chosen[0].answer, Quantity) else same_day
    return (f"{what}: {_listed(ways)}.",)


def _without_a_limit(chosen: Sequence[Statement], low: bool) -> tuple[str, ...]:
    """Where the cell itself is open at the end that it stands for: "at most 40" may be the lowest figure, no floor."""
    if not all(_reach(claim, low)[0] for claim in chosen):
        return ()
    if isinstance(chosen[0].answer, Quantity):
        return (f"This sets no {'lower' if low else 'upper'} limit: the range is open {'below' if low else 'above'}.",)
    return (f"This sets no {'earliest' if low else 'latest'} day.",)


def _allowing_beyond(chosen: Sequence[Statement], kept: Sequence[Statement], low: bool) -> tuple[str, ...]:
    """Claims that allow values farther out than all that stands in the cell."""
    shown = {claim.key for claim in chosen}
    reach = [_reach(claim, low) for claim in chosen]
    beyond = [claim for claim in kept if claim.key not in shown and _reach(claim, low) > max(reach)]
    if not beyond:
        return ()
    named = _listed([f"{claim.who} ({_says(claim)})" for claim in beyond])
    return (f"What others say allows {_farther(beyond[0], low)}: {named}.",)


def _reach(claim: Statement, low: bool) -> tuple[bool, int]:
    """How far out the values go on this side; an open end is the farthest."""
    end = claim.interval.low if low else claim.interval.high
    return (True, 0) if end is None else (False, -end if low else end)


def _farther(claim: Statement, low: bool) -> str:
    if isinstance(claim.answer, Quantity):
        return "less" if low else "more"
    return "earlier days" if low else "later days"


# --- the best ---------------------------------------------------------------------------------------------------------


def _best(kept: Sequence[Statement]) -> Cell:
    """What most independent origins give. A claim whose origin is not known in full is independent of nobody."""
    alike: dict[tuple[Bound, int, int, tuple[str, ...]], list[Statement]] = {}
    for claim in kept:
        stated = _stated(claim)
        alike.setdefault((stated.bound, stated.low, stated.high, _covers_other(claim)), []).append(claim)
    counted = [(origins(c.roots.named for c in group if c.roots.all_known).count, group) for group in alike.values()]
    most = max(count for count, _ in counted)
    if not most:
        return Cell(Column.BEST, blank="no claim’s origin is known in full, so none can be counted")
    leading = [group for count, group in counted if count == most]
    if len(leading) > 1:
        figures = _listed([_with_cover(group[0]) for group in sorted(leading, key=lambda g: _in_order(g[0]))])
        each = f"{most} origin{'' if most == 1 else 's'}"
        return Cell(Column.BEST, blank=f"inconclusive, with {each} each: {figures}")
    [chosen] = leading
    note = f"Given by {most} independent origin{'' if most == 1 else 's'}, more than any other figure."
    unknown = [_with_cover(group[0]) for count, group in counted if not count]
    of_unknown = (f"Not counted, for their origin is not known in full: {_listed(unknown)}.",) if unknown else ()
    notes = (note, *of_unknown) if len(counted) > 1 else (_ONLY_FIGURE,)
    return Cell(Column.BEST, _figures(chosen[0]), _given(chosen), notes)


_ONLY_FIGURE = "No other figure is given."


def _in_order(claim: Statement) -> tuple[int, int, int]:
    return (*place(claim), claim.key)


def _with_cover(claim: Statement) -> str:
    other = [claim.scope.value(d) for d in Dimension if claim.scope.says_other(d)]
    return f"{_said(claim)} ({', '.join(other)})" if other else _said(claim)


# --- the team's decision ----------------------------------------------------------------------------------------------


def _decided(claims: Sequence[Statement], gone: dict[int, str], decided: Decided | None) -> Cell:
    if decided is None:
        return Cell(Column.DECIDED, blank="nobody has decided on it")
    claim = next((claim for claim in claims if claim.key == decided.claim), None)
    if claim is None or claim.answer is None or not claim.counts:
        why = "it answers another question" if claim is None else gone.get(claim.key, "")
        return Cell(Column.DECIDED, blank=f"what was decided on no longer stands here: {why}")
    if _said(claim) != decided.said:
        return Cell(
            Column.DECIDED,
            blank=f"what was decided on ({decided.said}) has been corrected since: it says {_said(claim)}",
        )
    notes = []
    if decided.outdated:
        notes.append("Decided before the evidence changed.")
    if claim.key in gone:
        notes.append(f"The other rules leave this claim out: {gone[claim.key]}.")
    figures = None if isinstance(claim.answer, Option) else _figures(claim)
    return Cell(Column.DECIDED, figures, _given([claim]), tuple(notes))


# --- what is left out -------------------------------------------------------------------------------------------------


def _left_out(considered: Sequence[Considered]) -> tuple[LeftOut, ...]:
    comparable = [one for one in considered if one.claim.counts and not covers_something_else(one.claim)]
    found = ((one.claim, _why_left_out(one, comparable)) for one in considered)
    return tuple(LeftOut(claim, why) for claim, why in found if why)


def _why_left_out(one: Considered, comparable: Sequence[Considered]) -> str:
    """The first reason that holds, "" for a claim that is looked at."""
    if one.claim.not_counting:
        return one.claim.not_counting.value
    return covers_something_else(one.claim) or _held_not_to_be_so(one, comparable)


def covers_something_else(claim: Statement) -> str:
    """Where the claim says other than what the question fixes: `population: men, where the question asks for
    civilians`; "" where it does not. What the question leaves open nothing can differ from.
    """
    differing = [
        f"{d.words}: {claim.scope.value(d)}, where the question asks for {fixed}"
        for d in Dimension
        if (fixed := claim.terms.fixed.get(d.value, "")) and claim.scope.says_other(d)
        if compared(d, fixed) != compared(d, claim.scope.value(d))
    ]
    return f"it covers something else ({'; '.join(differing)})" if differing else ""


def _held_not_to_be_so(one: Considered, comparable: Sequence[Considered]) -> str:
    """Reviewed as conflicting, against what is reviewed as corroborated: then reviewers said which side holds."""
    if one.verdict is not Verdict.CONFLICTING or one.outdated:
        return ""
    holding = (o.claim for o in comparable if o.verdict is Verdict.CORROBORATED and not o.outdated)
    against = next((o for o in holding if conflict(o.weighed, one.claim.weighed)), None)
    if against is None:
        return ""
    return (
        f"it is reviewed as conflicting, and {_says(against)} by {against.who}, with which it cannot be true together, "
        "as corroborated"
    )


# --- what a claim covers ----------------------------------------------------------------------------------------------


def covers(claim: Statement) -> str:
    """What a reader has to know of its scope: `population: men; place not stated`; "" where it is as the question."""
    said = []
    for dimension in Dimension:
        if claim.scope.says_other(dimension):
            said.append(f"{dimension.words}: {claim.scope.value(dimension)}")
        elif dimension.value in claim.terms.bearing and claim.scope.value(dimension) == NOT_STATED:
            said.append(f"{dimension.words} not stated")
    return "; ".join(said)


def _covers_other(claim: Statement) -> tuple[str, ...]:
    return tuple(compared(d, claim.scope.value(d)) if claim.scope.says_other(d) else "" for d in Dimension)


def _what_differs(kept: Sequence[Statement]) -> tuple[str, ...]:
    """Dimensions in which the claims looked at do not all cover the same, as far as they say so."""
    found = []
    for dimension in Dimension:
        said = [claim.scope.value(dimension) for claim in kept if claim.scope.value(dimension) != NOT_STATED]
        others = {compared(dimension, value): value for value in said if value != AS_QUESTION}
        as_asked = len(others) > 0 and AS_QUESTION in said
        if len(others) + as_asked > 1:
            words = [*(["as the question"] if as_asked else []), *(others[key] for key in sorted(others))]
            found.append(f"The claims do not all cover the same {dimension.words}: {_listed(words, ' / ')}.")
    return tuple(found)


# --- words ------------------------------------------------------------------------------------------------------------


def _answer(claim: Statement) -> Answer:
    assert claim.answer is not None  # what counts has one, and nothing else is asked
    return claim.answer


def _stated(claim: Statement) -> Stated:
    answer = _answer(claim)
    assert not isinstance(answer, Option)  # options stand side by side and are never asked for a figure
    return answer.stated


def _says(claim: Statement) -> str:
    return says(_answer(claim), claim.terms.margin)


def _said(claim: Statement) -> str:
    return stated_words(_answer(claim))


def _given(claims: Sequence[Statement], words: Callable[[Statement], str] = _says) -> tuple[Given, ...]:
    """What these say, each thing once with all who say it, in the order of its first claim."""
    alike: dict[str, list[Statement]] = {}
    for claim in claims:
        alike.setdefault(words(claim), []).append(claim)
    return tuple(Given(said, group[0].interval, tuple(group)) for said, group in alike.items())


def _listed(words: Sequence[str], by: str = "; ") -> str:
    more = len(words) - MOST_NAMED
    return by.join(words[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
