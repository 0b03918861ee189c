"""What a report on paper holds beyond its value: which pictures, and nothing said twice."""

import pytest

from claims import actions
from claims.models import Event, Question
from claims.reports import paper_pictures
from claims.reports.paper import Paper, paper_of
from tests.cast import Cast
from tests.exports.reported import reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def moura(cast: Cast) -> Event:
    return cast.event("Moura")


def published(cast: Cast, question: Question, *days: str) -> None:
    """A claim for each, every one with another figure."""
    for number, day in enumerate(days, 1):
        words = f"{number}00 people"
        document = cast.document(f"It is said that {words}.", publisher=cast.source(), published=day)
        cast.claim(words, question, document=document)


def paper(event: Event) -> Paper:
    return paper_of(reported(event))


@pytest.mark.parametrize(
    ("days", "drawn"),
    [
        (("2022-04", "2022-05", "2022-06"), True),
        (("2022-04", "2022-04", "2022-05"), True),
        (("2022-04", "2022-05"), False),
        (("2022-04", "2022-04", "2022-04"), False),
        (("2022-04", "2022-05", ""), False),
    ],
    ids=["three times", "two times", "two figures only", "all at once", "one undated"],
)
def test_figures_that_moved_are_drawn(cast: Cast, moura: Event, days: tuple[str, ...], drawn: bool) -> None:
    published(cast, cast.question(event=moura), *days)
    [asked] = paper(moura).asked
    assert bool(asked.moved and asked.moved.svg) == drawn


def test_a_report_has_no_more_of_these_pictures_than_can_be_drawn(
    cast: Cast, moura: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_pictures, "MOST", 1)
    for days in (("2022-04", "2022-05", "2022-06"), ("2022-04", "2022-05", "2022-06", "2022-07")):
        published(cast, cast.question(event=moura), *days)
    [drawn] = [asked for asked in paper(moura).asked if asked.moved]
    assert len(drawn.claims) == 4


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("In 2022 they said 300 people died there.", "In 2022 they said ", " died there."),
        ("300 people", "", ""),
        (
            "The team that was in the place then found that 300 people had died there that day, most of them men.",
            "… in the place then found that ",
            " had died there that day, most …",
        ),
    ],
    ids=["a whole text", "nothing around it", "cut on both sides"],
)
def test_what_stands_around_a_quote_is_cut_only_where_it_is_cut(
    cast: Cast, moura: Event, text: str, before: str, after: str
) -> None:
    cast.claim("300 people", cast.question(event=moura), document=cast.document(text))
    [asked] = paper(moura).asked
    assert (asked.claims[0].before, asked.claims[0].after) == (before, after)


def test_a_report_that_is_summed_up_draws_none_of_them(cast: Cast, moura: Event) -> None:
    published(cast, cast.question(event=moura), "2022-04", "2022-05", "2022-06")
    assert not any(asked.moved for asked in paper_of(reported(moura), summed_up=True).asked)


def test_conflicts_are_drawn_where_there_are_two_to_compare(cast: Cast, moura: Event) -> None:
    cast.conflict(event=moura)
    assert paper(moura).gravest is None
    question = cast.conflict(event=moura)
    gravest = paper(moura).gravest
    assert gravest and len(gravest.rows) == 2
    actions.settle_conflict(
        by=cast.lead, conflict=question.conflict, decision="resolved", cause="source_error", note="A slip."
    )
    assert paper(moura).gravest is None


def test_how_claims_stand_is_drawn_as_its_table_has_it(cast: Cast, moura: Event) -> None:
    assert paper(moura).standing is None
    cast.conflict(event=moura)
    found = paper(moura)
    assert found.standing and found.standing.svg
    assert [dict(about.tally)["unreviewed"] for about in found.about] == [2]
    assert found.standing.rows == [("Moura", "0", "0", "0", "2", "0")]


def test_a_pair_that_stands_above_its_claims_is_not_said_again_with_each(cast: Cast, moura: Event) -> None:
    question = cast.conflict(event=moura)
    [asked] = paper(moura).asked
    assert asked.conflict and "75 apart" in asked.conflict["sentence"]
    for cited in asked.claims:
        assert "75 apart" not in cited.finding and cited.finding.endswith("On this side 1 origin; against it 1 origin.")
    cast.claim("900 people", question)
    [asked] = paper(moura).asked
    assert all("apart" in cited.finding for cited in asked.claims)
