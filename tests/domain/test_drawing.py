"""The number line and the time line: to scale, inside the canvas, in order, and for every odd input."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.domain.units import UNITS
from claims.reports.drawing import MOST_ROWS, draw
from claims.reports.lettering import cut, text_width
from claims.reports.scale import Kind, scale
from claims.reports.shapes import Bar, Drawing, Line, LineRow, MarkedFigure, Row

PEOPLE = UNITS["people"]
WIDTHS = ("wide", "narrow")


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def row(
    low: int | None,
    high: int | None,
    *,
    key: str = "1",
    label: str = "HRW",
    figure: int | None = None,
    origin: str = "HRW",
    camps: tuple[int, ...] = (),
) -> LineRow:
    return LineRow(key, label, "as written", low, high, figure, "conflicting", origin, camps)


def numbers(*rows: LineRow) -> Line:
    return draw(rows, kind=Kind.QUANTITY, title="How many?", unit=PEOPLE)


def dates(*rows: LineRow) -> Line:
    return draw(rows, kind=Kind.DATE, title="When?")


def placed(drawing: Drawing) -> list[Row]:
    return [row for group in drawing.groups for row in group.rows]


def bars(drawing: Drawing) -> list[Bar]:
    return [row.bar for row in placed(drawing) if row.bar]


def tick_labels(line: Line) -> list[str]:
    return [tick.label for tick in line.wide.ticks]


MEN = row(270, 330, key="hrw", figure=300, camps=(1,))
CIVILIANS = row(405, 495, key="gw", figure=450, origin="Genocide Watch", camps=(2,))


# --- Moura ---------------------------------------------------------------------------------------


def test_draws_bars_to_scale() -> None:
    men, civilians = bars(numbers(MEN, CIVILIANS).wide)
    assert men.x2 < civilians.x1
    assert civilians.width / men.width == pytest.approx(90 / 60, rel=0.03)


def test_puts_the_dot_at_the_figure_stated() -> None:
    men, _ = bars(numbers(MEN, CIVILIANS).wide)
    assert men.dot_x is not None
    assert men.dot_x - men.x1 == pytest.approx(men.x2 - men.dot_x, abs=1)


def test_shows_how_far_two_camps_are_apart() -> None:
    drawing = numbers(MEN, CIVILIANS).wide
    assert drawing.gap is not None
    assert drawing.gap.label == "75 apart"
    assert (drawing.gap.x1, drawing.gap.x2) == (drawing.bands[0].x2, drawing.bands[1].x1)


def test_says_what_it_shows_in_words() -> None:
    words = numbers(MEN, CIVILIANS).description
    assert words == (
        "A number line of 2 claims. HRW: 270–330 people; HRW: 405–495 people. "
        "Camp 1: 270–330 people; Camp 2: 405–495 people."
    )


def test_says_that_the_line_does_not_begin_at_zero() -> None:
    assert "The line begins at 250, not at zero." in numbers(MEN, CIVILIANS).caption


def test_tells_camps_apart_without_colour() -> None:
    first, second = numbers(MEN, CIVILIANS).wide.bands
    assert first.hatching != second.hatching


# --- ends, origins and camps ---------------------------------------------------------------------


@pytest.mark.parametrize("size", WIDTHS)
def test_an_open_end_reaches_the_edge_with_an_arrow(size: str) -> None:
    drawing: Drawing = getattr(numbers(MEN, row(280, None), row(None, 300)), size)
    _, upward, downward = bars(drawing)
    assert upward.arrow_right and not upward.arrow_left
    assert upward.right_points.startswith(f"{drawing.right},")
    assert downward.arrow_left and not downward.arrow_right
    assert downward.left_points.startswith(f"{drawing.left},")


def test_a_camp_reaches_no_further_than_all_its_claims_allow() -> None:
    wide = row(280, None, key="afp", origin="AFP", camps=(1,))
    (band,) = numbers(MEN, wide).wide.bands
    assert band.words == "Camp 1: 280–330 people"


def test_a_camp_without_a_shared_value_is_not_shaded() -> None:
    assert numbers(row(1, 2, camps=(1,)), row(5, 6, camps=(1,))).wide.bands == ()


def test_groups_rows_by_origin_in_order_of_first_appearance() -> None:
    again = row(300, 300, key="hrw again")
    groups = numbers(MEN, CIVILIANS, again).wide.groups
    assert [group.label for group in groups] == ["HRW", "Genocide Watch"]
    assert [r.of.key for r in groups[0].rows] == ["hrw", "hrw again"]


def test_names_an_origin_that_is_not_known() -> None:
    assert numbers(row(1, 2, origin="")).wide.groups[0].label == "Origin not known"


def test_cuts_long_labels_and_keeps_them_whole_beside() -> None:
    label = "The independent international fact-finding mission " * 3
    (shown,) = placed(numbers(row(1, 2, label=label)).wide)
    assert shown.label.endswith("…")
    assert shown.of.label == label


def test_says_when_narrow_ranges_look_like_points() -> None:
    assert "16,928 times the smallest" in numbers(row(7, 7), row(117_500, 118_499)).caption


def test_draws_no_more_rows_than_one_can_compare_but_lists_all() -> None:
    line = numbers(*(row(n, n + 1, key=str(n)) for n in range(MOST_ROWS + 5)))
    assert len(placed(line.wide)) == MOST_ROWS
    assert len(line.table) == MOST_ROWS + 5
    assert "The first 100 of 105 claims are drawn" in line.caption


# --- dates ---------------------------------------------------------------------------------------


def test_a_month_is_as_wide_as_its_days() -> None:
    may, december = bars(
        dates(row(day("2023-05-01"), day("2023-05-31")), row(day("2023-12-01"), day("2023-12-31"))).wide
    )
    assert may.width == pytest.approx(december.width, abs=1)
    assert december.x1 - may.x2 == pytest.approx(may.width * 184 / 31, abs=4)


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2025-06-06", "2025-06-06", ["3 Jun 2025", "5 Jun 2025", "7 Jun 2025", "9 Jun 2025"]),
        ("2022-03-01", "2022-05-31", ["Mar 2022", "Apr 2022", "May 2022", "Jun 2022"]),
        ("2023-05-01", "2023-12-31", ["Apr 2023", "Jul 2023", "Oct 2023", "Jan 2024"]),
        ("2013-04-25", "2020-12-31", [str(year) for year in range(2013, 2022)]),
    ],
    ids=["days", "months", "quarters", "years"],
)
def test_ticks_fit_the_span_of_days(first: str, last: str, labels: list[str]) -> None:
    assert tick_labels(dates(row(day(first), day(last)))) == labels


def test_says_how_many_days_two_camps_are_apart() -> None:
    may = row(day("2023-05-01"), day("2023-05-31"), camps=(1,))
    december = row(day("2023-12-01"), day("2023-12-31"), camps=(2,))
    gap = dates(may, december).wide.gap
    assert gap is not None
    assert gap.label == "184 days apart"


# --- numbers on the axis -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ((270, 495), ["250", "300", "350", "400", "450", "500"]),
        ((7, 32), ["0", "5", "10", "15", "20", "25", "30", "35"]),
        ((32, 32), ["29", "30", "31", "32", "33", "34", "35"]),
        ((0, 0), ["0", "1"]),
        ((1_200_000, 2_600_000), ["1 million", "1.5 million", "2 million", "2.5 million", "3 million"]),
    ],
    ids=["in fifties", "from zero when near", "around one value", "nought", "millions"],
)
def test_ticks_are_numbers_a_person_would_choose(values: tuple[int, int], labels: list[str]) -> None:
    assert tick_labels(numbers(row(*values))) == labels


# --- odd inputs ----------------------------------------------------------------------------------


def test_nothing_to_draw_is_said() -> None:
    line = numbers()
    assert line.description == "No claims to draw."
    assert line.caption == "No claim here states a figure to draw."


def test_a_claim_without_an_answer_has_a_row_and_no_bar() -> None:
    line = dates(row(None, None))
    (shown,) = placed(line.wide)
    assert (shown.bar, shown.reading, line.wide.ticks) == (None, "no date", ())
    assert line.caption == "No claim here states a date to draw."


def test_claims_without_an_answer_do_not_disturb_the_others() -> None:
    drawing = numbers(MEN, row(None, None, camps=(3,))).wide
    assert len(bars(drawing)) == 1
    assert [band.camp for band in drawing.bands] == [1]


@pytest.mark.parametrize(("low", "high"), [(1, 1), (date.max.toordinal(), date.max.toordinal())])
def test_reaches_both_ends_of_the_calendar(low: int, high: int) -> None:
    check_canvas(dates(row(low, high)).wide)


# --- properties ----------------------------------------------------------------------------------

figures = st.integers(0, 10**12)
ordinals = st.integers(1, date.max.toordinal())


@st.composite
def some_rows(draw_one: st.DrawFn, values: st.SearchStrategy[int]) -> list[LineRow]:
    rows = []
    for n in range(draw_one(st.integers(0, 8))):
        low, high = sorted((draw_one(values), draw_one(values)))
        ends = draw_one(st.sampled_from([(low, high), (low, None), (None, high), (None, None), (low, low)]))
        figure = draw_one(st.sampled_from([None, low, high]))
        origin = draw_one(st.sampled_from(["HRW", "AFP", ""]))
        camps = tuple(sorted(draw_one(st.sets(st.integers(1, 7), max_size=2))))
        label = draw_one(st.text(max_size=60))
        rows.append(row(*ends, key=str(n), label=label, figure=figure, origin=origin, camps=camps))
    return rows


lines = st.one_of(
    some_rows(figures).map(lambda rows: numbers(*rows)),
    some_rows(ordinals).map(lambda rows: dates(*rows)),
)
drawings = lines.flatmap(lambda line: st.sampled_from([line.wide, line.narrow]))


def check_canvas(drawing: Drawing) -> None:
    for bar in bars(drawing):
        assert drawing.left <= bar.x1 < bar.x2 <= drawing.right
        assert bar.dot_x is None or drawing.left <= bar.dot_x <= drawing.right
        assert drawing.top < bar.top < bar.y + 5 < drawing.bottom <= drawing.height
    for band in drawing.bands:
        assert drawing.left <= band.x1 < band.x2 <= drawing.right


@settings(max_examples=40)
@given(drawings)
def test_everything_stands_inside_the_canvas(drawing: Drawing) -> None:
    check_canvas(drawing)


@settings(max_examples=40)
@given(drawings)
def test_rows_never_overlap(drawing: Drawing) -> None:
    height = 44 if drawing.width > 400 else 62
    for upper, lower in pairwise(placed(drawing)):
        assert upper.top + height <= lower.top


@settings(max_examples=40)
@given(drawings)
def test_texts_of_a_row_fit_their_room(drawing: Drawing) -> None:
    phone = drawing.reading_anchor == "end"
    for r in placed(drawing):
        room = drawing.width if phone else drawing.left
        assert drawing.label_x + text_width(r.label) + 14 <= room
        taken = drawing.label_x + text_width(r.words) + (text_width(r.reading) if phone else 0)
        assert taken <= room


@settings(max_examples=40)
@given(drawings)
def test_tick_labels_never_touch(drawing: Drawing) -> None:
    for left, right in pairwise(drawing.ticks):
        assert left.value < right.value
        assert right.x - left.x >= (text_width(left.label) + text_width(right.label)) // 2


@settings(max_examples=40)
@given(drawings)
def test_camp_labels_never_touch(drawing: Drawing) -> None:
    for n, first in enumerate(drawing.bands):
        for second in drawing.bands[n + 1 :]:
            apart = abs(first.label_x - second.label_x)
            halves = (text_width(first.label) + text_width(second.label)) // 2
            assert first.label_y != second.label_y or apart >= halves


@settings(max_examples=40)
@given(lines)
def test_the_order_of_claims_is_kept_within_an_origin(line: Line) -> None:
    for group in line.wide.groups:
        keys = [int(r.of.key) for r in group.rows]
        assert keys == sorted(keys)


@given(some_rows(figures))
def test_the_same_claims_give_the_same_drawing(rows: list[LineRow]) -> None:
    assert numbers(*rows) == numbers(*rows)


@given(st.lists(figures, min_size=1), st.sampled_from(list(Kind)))
def test_greater_values_never_stand_further_left(values: list[int], kind: Kind) -> None:
    inside = [value % date.max.toordinal() + 1 for value in values] if kind is Kind.DATE else values
    line = scale(inside, kind=kind, left=50, right=450)
    xs = [line.x(value) for value in sorted(inside)]
    assert xs == sorted(xs)
    assert all(50 <= x <= 450 for x in xs)


@given(st.text(), st.integers(12, 400))
def test_a_cut_text_fits_its_room(text: str, room: int) -> None:
    assert text_width(cut(text, room)) <= room


# --- figures marked --------------------------------------------------------------------------------------------------

LOWEST, HIGHEST = MarkedFigure("lowest", 300, "about 300"), MarkedFigure("highest", 450, "about 450")


def marked(*figures: MarkedFigure) -> Line:
    return draw([MEN, CIVILIANS], kind=Kind.QUANTITY, title="How many?", unit=PEOPLE, marked=figures)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_marked_figure_stands_where_the_dot_of_its_claim_stands(width: str) -> None:
    drawing = getattr(marked(LOWEST, HIGHEST), width)
    assert [mark.x for mark in drawing.marks] == [bar.dot_x for bar in bars(drawing)]
    assert all(drawing.tick_y < mark.label_y < drawing.height for mark in drawing.marks)


def test_marks_at_one_figure_share_a_line_and_none_touches_another() -> None:
    near = marked(LOWEST, MarkedFigure("best", 300, "300"), MarkedFigure("highest", 301, "301"))
    for drawing in (near.wide, near.narrow):
        first, second = drawing.marks
        assert first.words == "lowest: about 300; best: 300"
        assert (first.label, second.label) == ("lowest, best", "highest") and first.label_y != second.label_y


def test_a_mark_is_told_in_words_and_makes_no_other_difference() -> None:
    plain, told = marked(), marked(LOWEST)
    assert told.description == f"{plain.description} Marked: lowest: about 300."
    assert (plain.wide.marks, plain.wide.groups) == ((), told.wide.groups)


def test_a_figure_beyond_all_claims_is_on_the_line() -> None:
    drawing = marked(MarkedFigure("highest", 900, "900")).wide
    assert drawing.ticks[-1].value >= 900


def test_nothing_is_marked_where_nothing_is_drawn() -> None:
    assert draw([row(None, None)], kind=Kind.QUANTITY, title="How many?").wide.marks == ()
