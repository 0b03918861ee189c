"""The other claims of a question as one of them sees them: rivals by camp, support, what meets it, the rest."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from claims.domain.comparison import independent, supports
from claims.domain.findings import Clash, clash
from claims.domain.origins import Origins, origins
from claims.reports.question_page import Argued, Argument, spread_words

MOST_SHOWN = 50
"""Other claims on one claim's page; the question's page has more."""


@dataclass(frozen=True)
class Rival:
    """A claim that cannot be true together with this one. why: "" for the pair that the finding tells of."""

    claim: Argued
    why: str
    same_document: bool
    same_origin: bool


@dataclass(frozen=True)
class RivalCamp:
    """Rivals of one camp. A wide rival stands in several camps and is shown in the first of them."""

    number: int
    values: str
    rivals: tuple[Rival, ...]
    origins: Origins

    @property
    def summary(self) -> str:
        return spread_words([r.claim for r in self.rivals], self.origins)


@dataclass(frozen=True)
class Support:
    """A claim that, if true, makes this one true. It corroborates only if it is independent."""

    claim: Argued
    independent: bool


@dataclass(frozen=True)
class Others:
    """The other claims of the question, rivals first, as many as there is room for. total: all there are."""

    camps: tuple[RivalCamp, ...] = ()
    supporting: tuple[Support, ...] = ()
    meeting: tuple[Argued, ...] = ()
    not_compared: tuple[Argued, ...] = ()
    total: int = 0

    @property
    def shown(self) -> tuple[Argued, ...]:
        rivals = [rival.claim for camp in self.camps for rival in camp.rivals]
        return (*rivals, *(s.claim for s in self.supporting), *self.meeting, *self.not_compared)

    @property
    def citable(self) -> tuple[tuple[int, str], ...]:
        """Key and words of each claim that a review may cite by a tick; a withdrawn one is no evidence."""
        return tuple((c.pk, _in_short(c)) for c in self.shown if not c.line.withdrawn)

    @property
    def left_out(self) -> int:
        return self.total - len(self.shown)


def others_of(mine: Argued, argued: Argument) -> Others:
    """Where this claim does not count, none is compared with it."""
    others = [c for c in argued.claims if c.pk != mine.pk]
    compared = [c for c in others if c.counts and mine.counts]
    clashes = {c.pk: found for c in compared if (found := clash(mine.statement, c.statement))}
    told = mine.finding.sentence
    behind = {c.pk for c in compared if supports(c.statement.weighed, mine.statement.weighed)}
    ranked = [
        *(c for c in compared if c.pk in clashes),
        *(c for c in compared if c.pk in behind),
        *(c for c in compared if c.pk not in behind and c.pk not in clashes),
        *(c for c in others if c not in compared),
    ][:MOST_SHOWN]
    return Others(
        camps=tuple(_camps(argued, {c.pk: _rival(c, clashes[c.pk], told) for c in ranked if c.pk in clashes})),
        supporting=tuple(_support(mine, c) for c in ranked if c.pk in behind),
        meeting=tuple(c for c in ranked if c in compared and c.pk not in behind and c.pk not in clashes),
        not_compared=tuple(c for c in ranked if c not in compared),
        total=argued.total - 1,
    )


def _rival(other: Argued, found: Clash, told: str) -> Rival:
    why = "" if found.both_sides in told else found.sentence
    return Rival(other, why, found.same_document, found.same_origin)


def _support(mine: Argued, other: Argued) -> Support:
    return Support(other, independent(mine.statement.weighed, other.statement.weighed))


def _camps(argued: Argument, rivals: Mapping[int, Rival]) -> Iterator[RivalCamp]:
    placed: Collection[int] = ()
    for camp in argued.camps:
        members = [rivals[c.pk] for c in camp.claims if c.pk in rivals and c.pk not in placed]
        placed = {*placed, *(rival.claim.pk for rival in members)}
        if members:
            found = origins(rival.claim.statement.roots.named for rival in members)
            yield RivalCamp(camp.number, camp.values, tuple(members), found)


def _in_short(claim: Argued) -> str:
    """`#12 HRW: “an estimated 300 men”`."""
    words = f"“{claim.line.as_written}”" if claim.line.as_written else claim.line.statement
    return f"#{claim.pk} {claim.line.who}: {words}"
