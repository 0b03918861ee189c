"""Where a conflict stands in a list: open before settled, the gravest first."""

from claims.domain.findings import State, rank
from claims.domain.sheet_rules import Asks


def test_open_conflicts_stand_before_settled_ones_each_the_gravest_first() -> None:
    described = [
        ("open, grave", State.OPEN, 900),
        ("open, slight", State.OPEN, 5),
        ("settled, centuries apart", State.EXPLAINED, 10**7),
        ("settled, slight", State.UNDECIDABLE, 5),
        ("dissolved", State.DISSOLVED, 0),
    ]
    ranks = [rank(state, Asks.DATE, severity) for _, state, severity in described]
    assert ranks == sorted(ranks, reverse=True) and len(set(ranks)) == len(ranks)
    assert ranks[-1] == 0 < ranks[-2]


def test_kinds_whose_severities_cannot_be_compared_are_kept_apart() -> None:
    numbers, dates, options = (
        {rank(State.OPEN, kind, severity) for severity in (0, 1000, 10**7, 10**15)}
        for kind in (Asks.QUANTITY, Asks.DATE, Asks.CATEGORY)
    )
    assert min(numbers) > max(dates) and min(dates) > max(options)
    assert min(options) > rank(State.EXPLAINED, Asks.QUANTITY, 10**15)
