"""Where a conflict stands in a list: open before settled, the gravest first."""

from claims.domain.findings import State, rank


def test_open_conflicts_stand_before_settled_ones_each_the_gravest_first() -> None:
    described = [
        ("open, grave", State.OPEN, 900),
        ("open, slight", State.OPEN, 5),
        ("settled, centuries apart", State.EXPLAINED, 10**7),
        ("settled, slight", State.UNDECIDABLE, 5),
        ("dissolved", State.DISSOLVED, 0),
    ]
    ranks = [rank(state, severity) for _, state, severity in described]
    assert ranks == sorted(ranks, reverse=True) and len(set(ranks)) == len(ranks)
    assert ranks[-1] == 0 < ranks[-2]
