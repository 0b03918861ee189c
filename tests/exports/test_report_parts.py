"""The parts of a report value by their keys."""

import pytest

from claims.exports.report_parts import Parts, listed, number


@pytest.mark.parametrize(
    ("names", "words"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_are_listed(names: list[str], words: str) -> None:
    assert listed(names) == words


def test_a_key_ends_with_the_number_of_what_it_names() -> None:
    assert number("claim-16") == 16


def test_a_claim_is_found_wherever_it_stands() -> None:
    parts = Parts({"claims": [{"key": "claim-1"}], "claims_beside": [{"key": "claim-2"}]})
    assert [parts.claim(key)["key"] for key in ("claim-1", "claim-2")] == ["claim-1", "claim-2"]
    with pytest.raises(KeyError):
        parts.claim("claim-3")


def test_an_address_is_one_that_an_outsider_can_follow() -> None:
    parts = Parts({"site": "https://tracker.example"})
    assert parts.address({"address": "/claims/1/"}) == "https://tracker.example/claims/1/"


def test_sources_are_named_in_the_order_they_are_given() -> None:
    parts = Parts({"sources": [{"key": "source-1", "name": "HRW"}, {"key": "source-2", "name": "Amnesty"}]})
    assert parts.source_names(["source-2", "source-1"]) == "Amnesty and HRW"
