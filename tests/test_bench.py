"""What the bench measures: a filter or an order that a list offers and the bench leaves out fails here."""

import pytest
from django_filters import FilterSet

from bench.pages import CLAIM_FILTERS, CONFLICT_FILTERS, Filters
from bench.table import Line, markdown
from claims.filters import claims, conflicts
from claims.paging import Sort

LISTS = pytest.mark.parametrize(
    ("measured", "offered", "module"),
    [(CLAIM_FILTERS, claims.ClaimFilter, claims), (CONFLICT_FILTERS, conflicts.ConflictFilter, conflicts)],
    ids=["claims", "conflict report"],
)


@LISTS
def test_every_filter_of_a_list_is_measured(measured: Filters, offered: type[FilterSet], module: object) -> None:
    assert set(measured) == set(offered.base_filters)
    assert all(name in values for name, alternatives in measured.items() for values in alternatives)


@LISTS
def test_every_order_of_a_list_is_measured(measured: Filters, offered: type[FilterSet], module: object) -> None:
    sorts = {sort.name for sort in vars(module).values() if isinstance(sort, Sort)}
    assert {v["sort"] for alternatives in measured.values() for v in alternatives if "sort" in v} == sorts


def test_a_missed_goal_is_in_bold() -> None:
    lines = [Line("desk", 0.01, 0.012, 1.3), Line("claims", 0.01, 2.0, 1.3)]
    assert markdown(["page", "small", "large"], lines).splitlines()[2:] == [
        "| desk   | 10.0 ms | 12.0 ms | 1.20              | ≤ 1.3 |  |",
        "| claims | 10.0 ms | 2.0 s   | **200.00** missed | ≤ 1.3 |  |",
    ]


def test_what_was_not_the_same_on_both_sides_meets_no_goal() -> None:
    assert not Line("desk", 0.01, 0.01, 1.3, "34 then 35 queries", sound=False).holds
