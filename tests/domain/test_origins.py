"""Where information comes from in the end: roots, circles, and how many origins several claims have."""

import pytest

from claims.domain.origins import ClaimLineage, DocumentLineage, Roots, origins, roots_of
from tests.domain.cast import AFP, AMNESTY, HRW, ILARIA, REUTERS, roots

OWN, OTHER, UNPUBLISHED = 1, 2, 3
"""Documents: AFP's, Reuters', and one whose publisher nobody knows."""
DOCUMENTS = {
    OWN: DocumentLineage(AFP),
    OTHER: DocumentLineage(REUTERS),
    UNPUBLISHED: DocumentLineage(None),
}


def roots_of_one(lineage: ClaimLineage, *leaned_on: ClaimLineage, **changed: DocumentLineage) -> Roots:
    """The roots of claim 0; those it may lean on are 1, 2 and so on. `own=` and `other=` replace a document."""
    documents = DOCUMENTS | {{"own": OWN, "other": OTHER}[name]: document for name, document in changed.items()}
    return roots_of(0, dict(enumerate([lineage, *leaned_on])), documents)


@pytest.mark.parametrize(
    ("lineage", "found"),
    [
        pytest.param(ClaimLineage(OWN), roots(AFP), id="own voice: the publisher"),
        pytest.param(ClaimLineage(OWN, (HRW,)), roots(HRW), id="asserted by HRW"),
        pytest.param(ClaimLineage(OWN, (HRW, AMNESTY)), roots(HRW, AMNESTY), id="HRW and Amnesty jointly"),
        pytest.param(
            ClaimLineage(OWN, (HRW,), others_unnamed=True),
            roots(HRW, all_known=False),
            id="HRW and other organisations",
        ),
        pytest.param(ClaimLineage(OWN, others_unnamed=True), roots(all_known=False), id="sources nobody names"),
        pytest.param(ClaimLineage(UNPUBLISHED), roots(all_known=False), id="own voice of nobody knows whom"),
        pytest.param(
            ClaimLineage(UNPUBLISHED, (HRW,)),
            roots(HRW, all_known=False),
            id="HRW, relayed by nobody knows whom",
        ),
        pytest.param(ClaimLineage(OWN, leans_on_sources=(HRW,)), roots(HRW), id="an article on an agency's figure"),
        pytest.param(
            ClaimLineage(OWN, (ILARIA,), leans_on_sources=(HRW,)),
            roots(HRW),
            id="a person for an organisation",
        ),
        pytest.param(
            ClaimLineage(OWN, (ILARIA,), True, (HRW,)),
            roots(HRW, all_known=False),
            id="a person and unnamed others for an organisation",
        ),
    ],
)
def test_a_claim_has_as_roots(lineage: ClaimLineage, found: Roots) -> None:
    assert roots_of_one(lineage) == found


@pytest.mark.parametrize(
    ("leaned_on", "found"),
    [
        pytest.param(ClaimLineage(OTHER, (HRW,)), roots(HRW), id="who asserts that one"),
        pytest.param(ClaimLineage(OTHER), roots(REUTERS), id="that one's own voice"),
        pytest.param(ClaimLineage(OTHER, (HRW,), True), roots(HRW, all_known=False), id="part of it unnamed"),
        pytest.param(ClaimLineage(UNPUBLISHED, (HRW,)), roots(HRW, all_known=False), id="in a text of unknown origin"),
    ],
)
def test_a_claim_that_leans_on_another_has_its_roots(leaned_on: ClaimLineage, found: Roots) -> None:
    assert roots_of_one(ClaimLineage(OWN, leans_on_claims=(1,)), leaned_on) == found


def test_roots_are_followed_claim_by_claim() -> None:
    chain = [ClaimLineage(OTHER, leans_on_claims=(2,)), ClaimLineage(OTHER, (AMNESTY,), False, (HRW,))]
    assert roots_of_one(ClaimLineage(OWN, (ILARIA,), leans_on_claims=(1,)), *chain) == roots(HRW)


def test_a_claim_may_lean_on_a_source_and_on_a_claim() -> None:
    both = ClaimLineage(OWN, leans_on_sources=(HRW,), leans_on_claims=(1,))
    assert roots_of_one(both, ClaimLineage(OTHER, (AMNESTY,))) == roots(HRW, AMNESTY)


@pytest.mark.parametrize(
    ("lineage", "found"),
    [
        pytest.param(ClaimLineage(OWN), roots(REUTERS), id="its own voice is theirs"),
        pytest.param(ClaimLineage(OWN, (HRW,)), roots(HRW), id="whom it names it still names"),
    ],
)
def test_a_document_that_repeats_another(lineage: ClaimLineage, found: Roots) -> None:
    assert roots_of_one(lineage, own=DocumentLineage(AFP, (OTHER,))) == found


def test_a_document_may_repeat_several() -> None:
    documents = DOCUMENTS | {4: DocumentLineage(HRW, (OWN, OTHER))}
    assert roots_of(0, {0: ClaimLineage(4)}, documents) == roots(AFP, REUTERS)


def test_repeating_is_followed_document_by_document() -> None:
    repeating = {"own": DocumentLineage(AFP, (OTHER,)), "other": DocumentLineage(REUTERS, (4,))}
    documents = {OWN: repeating["own"], OTHER: repeating["other"], 4: DocumentLineage(HRW)}
    assert roots_of(0, {0: ClaimLineage(OWN)}, documents) == roots(HRW)


def test_roots_behind_a_text_of_unknown_publisher_are_not_all_known() -> None:
    assert roots_of_one(ClaimLineage(OWN), own=DocumentLineage(AFP, (UNPUBLISHED, OTHER))) == roots(
        REUTERS, all_known=False
    )


def test_a_text_of_unknown_publisher_that_repeats_another_still_merges_with_it() -> None:
    documents = DOCUMENTS | {UNPUBLISHED: DocumentLineage(None, (OTHER,))}
    assert roots_of(0, {0: ClaimLineage(UNPUBLISHED)}, documents) == roots(REUTERS, all_known=False)


def test_claims_that_lean_only_on_each_other_have_no_known_root() -> None:
    circle = ClaimLineage(OWN, leans_on_claims=(1,)), ClaimLineage(OTHER, leans_on_claims=(0,))
    assert roots_of_one(*circle) == roots(all_known=False)


def test_a_claim_that_leans_on_itself_has_no_known_root() -> None:
    assert roots_of_one(ClaimLineage(OWN, leans_on_claims=(0,))) == roots(all_known=False)


def test_documents_that_only_repeat_each_other_have_no_known_root() -> None:
    circle = {"own": DocumentLineage(AFP, (OTHER,)), "other": DocumentLineage(REUTERS, (OWN,))}
    assert roots_of_one(ClaimLineage(OWN), **circle) == roots(all_known=False)


def test_a_circle_with_a_way_out_has_the_roots_it_leads_to() -> None:
    circle = ClaimLineage(OWN, leans_on_claims=(1,)), ClaimLineage(OTHER, leans_on_claims=(0, 2))
    assert roots_of_one(*circle, ClaimLineage(OTHER, (HRW,))) == roots(HRW)


@pytest.mark.parametrize(
    ("sets", "words"),
    [
        pytest.param([{HRW}, {HRW}, {HRW}], "1 origin", id="three documents lean on HRW"),
        pytest.param([{HRW}, {AFP}], "2 origins", id="two outlets"),
        pytest.param([{HRW, AMNESTY}], "1 origin", id="HRW and Amnesty jointly"),
        pytest.param([{HRW, AMNESTY}, {HRW}], "1 origin", id="jointly, and HRW again"),
        pytest.param([{HRW, AMNESTY}, {HRW}, {AMNESTY}], "2 origins", id="jointly, and each again"),
        pytest.param([{HRW, AMNESTY}, {AMNESTY, AFP}, {AFP, REUTERS}], "2 origins", id="a chain of pairs"),
        pytest.param([], "0 origins", id="no claim"),
        pytest.param([set()], "1 of unknown origin", id="nobody named"),
        pytest.param([{HRW}, set(), set()], "1 origin and 2 of unknown origin", id="one named, two not"),
    ],
)
def test_claims_have_origins(sets: list[set[int]], words: str) -> None:
    assert str(origins(map(frozenset, sets))) == words


def test_smaller_root_sets_are_chosen_first() -> None:
    chosen = origins([frozenset({HRW, AMNESTY}), frozenset({AMNESTY, AFP}), frozenset({AFP})]).chosen
    assert chosen == (frozenset({AFP}), frozenset({HRW, AMNESTY}))


@pytest.mark.parametrize(
    ("named", "group"),
    [({HRW}, 0), ({AFP}, 1), ({HRW, AFP}, 0), ({REUTERS}, None), (set(), None)],
    ids=["the first", "the second", "both", "neither", "nobody named"],
)
def test_a_claim_belongs_to_the_origin_it_shares_a_root_with(named: set[int], group: int | None) -> None:
    assert origins([frozenset({HRW}), frozenset({AFP})]).group_of(frozenset(named)) == group
