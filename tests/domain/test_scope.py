"""Scope: when two claims cover the same thing, how they differ, and what is carried to another question."""

import pytest

from claims.domain.scope import (
    AS_QUESTION,
    NOT_STATED,
    Dimension,
    Scope,
    ScopeRelation,
    agreement_key,
    carried,
    dimensions_at_issue,
    overall,
    relation_in,
    relations,
)

SAME, SILENT, DIFFERENT = ScopeRelation.SAME, ScopeRelation.NOT_STATED, ScopeRelation.DIFFERENT
COUNTS = frozenset({"population", "place", "period", "by_whom"})
POPULATION = frozenset({"population"})


def agree(first: Scope, second: Scope, bearing: frozenset[str]) -> bool:
    key = agreement_key(first, bearing)
    return key is not None and key == agreement_key(second, bearing)


@pytest.mark.parametrize(
    ("first", "second", "agreeing"),
    [
        pytest.param(Scope(population="="), Scope(population="="), True, id="both as the question"),
        pytest.param(Scope(population="men"), Scope(population="men"), True, id="both the same other"),
        pytest.param(Scope(population="men"), Scope(population="civilians"), False, id="different others"),
        pytest.param(Scope(population="="), Scope(population="men"), False, id="as the question and other"),
        pytest.param(Scope(population="="), Scope(), False, id="as the question and not stated"),
        pytest.param(Scope(population="men"), Scope(), False, id="other and not stated"),
        pytest.param(Scope(), Scope(), False, id="both silent on what bears"),
        pytest.param(Scope("=", place="="), Scope("="), True, id="the rest as the question or not stated"),
        pytest.param(Scope("=", place="Lere"), Scope("="), False, id="one says other on the rest"),
        pytest.param(Scope("=", "Lere"), Scope("=", "Lere"), False, id="both the same other on the rest"),
        pytest.param(Scope("Men "), Scope("men"), True, id="the same words differently typed"),
    ],
)
def test_scopes_agree_where_population_bears(first: Scope, second: Scope, agreeing: bool) -> None:
    assert agree(first, second, POPULATION) is agreeing
    assert agree(second, first, POPULATION) is agreeing


@pytest.mark.parametrize(
    ("first", "second", "agreeing"),
    [
        pytest.param("men", "hommes", True, id="men in two languages"),
        pytest.param("Civil", "civilians", True, id="one and several, without case"),
        pytest.param("men", "garçons", False, id="other people"),
        pytest.param("young men", "jeunes hommes", False, id="words that no table lists"),
    ],
)
def test_a_population_is_the_same_where_the_tables_list_it_so(first: str, second: str, agreeing: bool) -> None:
    one, other = Scope(population=first), Scope(population=second)
    assert agree(one, other, POPULATION) is agree(other, one, POPULATION) is agreeing
    assert relation_in(Dimension.POPULATION, one, other) is (SAME if agreeing else DIFFERENT)


def test_a_place_that_is_called_like_a_population_is_no_other() -> None:
    assert relation_in(Dimension.PLACE, Scope(place="men"), Scope(place="hommes")) is DIFFERENT


def test_a_scope_carried_to_a_question_in_another_language_is_as_that_question() -> None:
    moved = carried(Scope(population="hommes"), {}, {"population": "men"})
    assert moved.population == AS_QUESTION


def test_scopes_agree_only_when_every_bearing_dimension_does() -> None:
    full = Scope(population="=", place="=", period="=", by_whom="=")
    assert agree(full, full._replace(as_of="="), COUNTS)
    assert not agree(full, full._replace(by_whom="Wagner"), COUNTS)
    assert not agree(full, full._replace(period=NOT_STATED), COUNTS)


def test_others_in_two_dimensions_do_not_change_places() -> None:
    assert not agree(Scope("a", "b c"), Scope("a b", "c"), frozenset({"population", "place"}))


def test_silent_scopes_agree_where_nothing_bears() -> None:
    assert agree(Scope(), Scope(), frozenset())


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        pytest.param(AS_QUESTION, AS_QUESTION, SAME, id="both as the question"),
        pytest.param("men", "Men", SAME, id="the same other"),
        pytest.param("men", "civilians", DIFFERENT, id="two others"),
        pytest.param("men", AS_QUESTION, DIFFERENT, id="other and as the question"),
        pytest.param("men", NOT_STATED, SILENT, id="one silent"),
        pytest.param(AS_QUESTION, NOT_STATED, SILENT, id="the other silent"),
        pytest.param(NOT_STATED, NOT_STATED, SILENT, id="both silent"),
    ],
)
def test_two_scopes_stand_in_a_dimension(first: str, second: str, relation: ScopeRelation) -> None:
    a, b = Scope(population=first), Scope(population=second)
    assert relation_in(Dimension.POPULATION, a, b) is relation
    assert relation_in(Dimension.POPULATION, b, a) is relation


def test_the_same_words_in_two_dimensions_are_compared_each_in_its_own() -> None:
    found = relations(Scope("Mali", "="), Scope("=", "Mali"), frozenset({"population", "place"}))
    assert found == {Dimension.POPULATION: DIFFERENT, Dimension.PLACE: DIFFERENT}


def test_what_bears_is_at_issue_even_when_both_are_silent() -> None:
    assert dimensions_at_issue(POPULATION, Scope(), Scope()) == [Dimension.POPULATION]


def test_what_does_not_bear_is_at_issue_once_either_says_other() -> None:
    assert dimensions_at_issue(POPULATION, Scope("="), Scope("=", as_of="May")) == [
        Dimension.POPULATION,
        Dimension.AS_OF,
    ]


def test_what_does_not_bear_is_not_at_issue_while_both_say_as_the_question() -> None:
    assert relations(Scope("=", "="), Scope("=", "="), POPULATION) == {Dimension.POPULATION: SAME}


@pytest.mark.parametrize(
    ("found", "word"),
    [
        pytest.param([SAME, SAME], SAME, id="all the same"),
        pytest.param([SAME, SILENT], SILENT, id="one not stated"),
        pytest.param([SILENT, DIFFERENT, SAME], DIFFERENT, id="one different"),
        pytest.param([], SAME, id="none at issue"),
    ],
)
def test_one_word_speaks_for_several_dimensions(found: list[ScopeRelation], word: ScopeRelation) -> None:
    assert overall(found) is word


@pytest.mark.parametrize(
    ("said", "before", "after", "carried_on"),
    [
        pytest.param(AS_QUESTION, "Moura", "Moura", AS_QUESTION, id="both questions fix the same"),
        pytest.param(AS_QUESTION, "Moura", "Mopti region", "Moura", id="the questions differ"),
        pytest.param(AS_QUESTION, "Moura", "", "Moura", id="the new question fixes nothing"),
        pytest.param(AS_QUESTION, "", "Moura", NOT_STATED, id="the old question fixed nothing"),
        pytest.param("Moura", "Mopti region", "Moura", AS_QUESTION, id="its own words are what is asked now"),
        pytest.param("Moura", "Mopti region", "Lere", "Moura", id="its own words stay its own"),
        pytest.param(NOT_STATED, "Moura", "Moura", NOT_STATED, id="silence is never filled in"),
        pytest.param(AS_QUESTION, "Moura", "moura ", AS_QUESTION, id="the same words differently typed"),
    ],
)
def test_a_scope_is_carried_to_another_question(said: str, before: str, after: str, carried_on: str) -> None:
    assert carried(Scope(place=said), {"place": before}, {"place": after}) == Scope(place=carried_on)


def test_every_dimension_is_carried_by_itself() -> None:
    moved = carried(Scope("=", "=", by_whom="Wagner"), {"population": "men", "place": "Moura"}, {"place": "Moura"})
    assert moved == Scope("men", "=", by_whom="Wagner")


def test_dimensions_have_words() -> None:
    assert [dimension.words for dimension in Dimension] == [
        "population",
        "place",
        "period",
        "by whom",
        "counted as of",
    ]


def test_relations_have_words() -> None:
    assert [relation.words for relation in ScopeRelation] == ["same", "not stated", "different"]
