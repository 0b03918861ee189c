"""How the reported figures of one question moved over the time of publication. Knows no models."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claims.domain.units import UNITS
from claims.domain.wording import span_words
from claims.exports.drawn import (
    EDGE,
    INK,
    LINK,
    NOTICE,
    PAPER,
    SOFT,
    WIDTH,
    Picture,
    Spec,
    as_it_is,
    cut,
    pixels,
    svg_of,
)
from claims.exports.report_columns import end, span
from claims.exports.report_parts import Part, Parts, number, said

HEADER = ("claim", "who says it", "document", "published", "says", "camp", "in the picture")
MOST = 100
"""More than a person can compare; the table has them all."""
FAR_APART = 50
"""The ratio of largest to smallest figure from which narrow ranges look like points."""

_CAMPS = ((INK, "circle"), (EDGE, "square"), (LINK, "triangle-right"), (NOTICE, "diamond"))
"""Shade and shape of each. Triangles that point up or down are the arrows of open ends."""
_FURTHER, _SEVERAL, _NONE = "further camps", "in several camps", "in no camp"
_ODD = {_FURTHER: (SOFT, "triangle-left"), _SEVERAL: (SOFT, "cross"), _NONE: (SOFT, "circle")}
_HEIGHT, _STEP, _LABEL = 300, 16, (30, 13)
"""Pixels: of the picture, between claims published at the same time, of a claim's number."""


@dataclass(frozen=True)
class _Placed:
    """A claim with its place. first, last: the days it may have been published on. Ends: numbers, or days counted."""

    claim: Part
    first: int
    last: int
    low: int | None
    high: int | None
    stated: tuple[int, ...]
    camp: str

    @property
    def middle(self) -> float:
        return (self.first + self.last) / 2

    @property
    def name(self) -> str:
        return f"#{number(self.claim['key'])}"


def moved(parts: Parts, question: Part) -> Picture:
    """A mark for each claim that gives a figure: across by when its document was published, upwards by its figure."""
    title = f"When which figure was published: {question['text']}"
    claims = [parts.claims[key] for key in question["claims"]]
    why_not = {claim["key"]: _why_not(parts, claim) for claim in claims}
    placed = [_placed(parts, claim, question) for claim in claims if not why_not[claim["key"]]]
    placed.sort(key=lambda one: (one.middle, number(one.claim["key"])))
    rows = [_row(parts, claim, question, why_not[claim["key"]]) for claim in claims]
    if question["asks_for"] == "category":
        return Picture(title, "", "It is answered by options, so no figure can move: there is nothing to draw.")
    if len(placed) < 2:
        return Picture(title, "", _too_few(claims, placed), HEADER, rows)
    shown = placed[:MOST]
    text = _text(parts, question, placed)
    return Picture(title, svg_of(_spec(question, shown), text), text, HEADER, rows, _remarks(shown, placed, why_not))


def _too_few(claims: Sequence[Part], placed: Sequence[_Placed]) -> str:
    if not claims:
        return "No claim answers it: there is nothing to draw."
    count = "Only one claim" if placed else "No claim"
    return f"{count} gives a figure and stands in a document whose date of publication is recorded: nothing moved."


def _why_not(parts: Parts, claim: Part) -> str:
    """Why it has no place, "" where it has one."""
    published = parts.documents[claim["document"]]["published"]
    if claim["withdrawn"]:
        return "not placed: it was withdrawn"
    if not claim["answer"] or not claim["answer"]["allows"]:
        return "not placed: it gives no figure"
    if not published:
        return "not placed: when its document was published is not recorded"
    return "" if span(published) else f"not placed: “{published}” names no days"


def _placed(parts: Parts, claim: Part, question: Part) -> _Placed:
    published = span(parts.documents[claim["document"]]["published"])
    assert published
    answer = claim["answer"]
    low, high = _ends(answer["allows"])
    stated = [found for found in _ends(answer["stated"] or {}) if found is not None]
    return _Placed(
        claim,
        published.first.toordinal(),
        published.last.toordinal(),
        low,
        high,
        tuple(dict.fromkeys(stated)),
        _camp(claim, question),
    )


def _ends(ends: Part) -> tuple[int | None, int | None]:
    return _counted(ends.get("from")), _counted(ends.get("to"))


def _counted(value: str | int | None) -> int | None:
    found = end(value)
    return found.toordinal() if isinstance(found, date) else found if isinstance(found, int) else None


def _camp(claim: Part, question: Part) -> str:
    """As the legend has it."""
    if not claim["camps"]:
        return _NONE
    if len(claim["camps"]) > 1:
        return _SEVERAL
    [chosen] = claim["camps"]
    named = [camp for camp in question["camps"] if camp["number"] == chosen][:1]
    return _camp_name(named[0]) if named and chosen <= len(_CAMPS) else _FURTHER


def _camp_name(camp: Part) -> str:
    return cut(f"camp {camp['number']}: {camp['values']}", 60)


# --- in words ---------------------------------------------------------------------------------------------------------


def _row(parts: Parts, claim: Part, question: Part, why_not: str) -> tuple[str, ...]:
    document = parts.documents[claim["document"]]
    answer = claim["answer"]
    says = said(answer["reading"]) if answer else ""
    camp = ", ".join(str(found) for found in claim["camps"])
    published = document["published"]
    return (f"#{number(claim['key'])}", claim["who"], document["title"], published, says, camp, why_not or "placed")


def _text(parts: Parts, question: Part, placed: Sequence[_Placed]) -> str:
    first, last = placed[0], placed[-1]
    return (
        f"{question['text']} {len(placed)} claims by when they were published. "
        f"First {_said(first)}; last {_said(last)}."
    )


def _said(one: _Placed) -> str:
    words = f"“{one.claim['as_written']}”" if one.claim["as_written"] else said(one.claim["answer"]["reading"])
    return f"{one.claim['who']} ({span_words(one.first, one.last)}): {words}"


def _remarks(shown: Sequence[_Placed], placed: Sequence[_Placed], why_not: Mapping[str, str]) -> list[str]:
    missing = sum(bool(why) for why in why_not.values())
    figures = [figure for one in shown for figure in (*one.stated, one.low, one.high) if figure]
    said_of = (
        (True, "Each number is a claim; a bar runs over the values it allows, a mark stands at the figure it states."),
        (any(one.low is None or one.high is None for one in shown), "An arrow stands at an open end: it goes on."),
        (any(one.first != one.last for one in shown), "A thin line runs over the days a document may be from."),
        (_any_together(shown), "Claims of the same time stand side by side, each as near to it as there is room."),
        (any(not one.claim["counts"] for one in shown), "A hollow mark does not count: its table row says which."),
        (
            bool(figures) and max(figures) > FAR_APART * min(figures),
            "Figures are far apart, so narrow bars look like points.",
        ),
        (len(placed) > len(shown), f"The first {len(shown)} of {len(placed)} are drawn; the table has them all."),
        (bool(missing), f"{missing} more {'has' if missing == 1 else 'have'} no place in it; the table says why."),
    )
    return [words for holds, words in said_of if holds]


def _any_together(shown: Sequence[_Placed]) -> bool:
    return len({one.middle for one in shown}) < len(shown)


# --- drawn ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Scale:
    """From values to pixels, for what has to know where things stand."""

    first: float
    last: float
    pixels: int

    def pixel(self, value: float) -> float:
        return (value - self.first) / (self.last - self.first) * self.pixels

    def value(self, pixel: float) -> float:
        return self.first + pixel * (self.last - self.first) / self.pixels


def _spec(question: Part, shown: Sequence[_Placed]) -> Spec:
    is_day = question["asks_for"] == "date"
    across, upwards = _across(shown), _upwards(shown, from_zero=not is_day)
    at = _side_by_side(shown, across)
    rows = [_drawn(one, question, at[one.name], upwards, is_day) for one in shown]
    labels = _labels(shown, at, across, upwards, _ms if is_day else float)
    x, y, text = _x(across), _y(question, upwards, is_day), {"text": {"field": "name", "type": "nominal"}}
    layers = [
        *(_layer(values, mark, x, y, encoding) for values, mark, encoding in _marks(rows, x, y)),
        # The number again beneath itself, as a halo: it may stand on a line.
        _layer(labels, _NUMBER | {"stroke": PAPER, "strokeWidth": 3}, x, y, text),
        _layer(labels, _NUMBER, x, y, text),
    ]
    chart = {"width": across.pixels, "height": _HEIGHT, "layer": layers}
    return {"vconcat": [chart, _key(question, shown, across.pixels)], "spacing": 16}


_NUMBER = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 11, "color": INK}
_POINT = {"type": "point", "filled": True, "size": 110, "opacity": 1}


def _marks(rows: Sequence[Spec], x: Spec, y: Spec) -> Iterator[tuple[list[Spec], Spec, Spec]]:
    """What is drawn, from the ground up: values, mark and what else places it."""
    colour, shape = {"color": as_it_is("colour")}, {"shape": as_it_is("shape")}
    days = [row | {"figure": row["stated"][0]} for row in rows if row["first"] != row["last"] and row["stated"]]
    over_days = {"x": {"field": "first", **x}, "x2": {"field": "last"}}
    yield days, {"type": "rule", "strokeWidth": 1, "color": SOFT}, over_days
    yield (
        list(rows),
        {"type": "rule", "strokeWidth": 4},
        {"y": {"field": "low", **y}, "y2": {"field": "high"}, **colour},
    )
    yield [r | {"figure": r["high"]} for r in rows if r["above"]], _POINT | {"shape": "triangle-up"}, colour
    yield [r | {"figure": r["low"]} for r in rows if r["below"]], _POINT | {"shape": "triangle-down"}, colour
    marks = [row | {"figure": figure} for row in rows for figure in row["stated"]]
    yield [mark for mark in marks if mark["counts"]], _POINT, colour | shape
    hollow = _POINT | {"fill": PAPER, "strokeWidth": 2, "size": 90}
    yield [mark for mark in marks if not mark["counts"]], hollow, {"stroke": as_it_is("colour"), **shape}


def _layer(values: Sequence[Spec], mark: Spec, x: Spec, y: Spec, encoding: Spec) -> Spec:
    place = {"x": {"field": "at", **x}, "y": {"field": "figure", **y}}
    return {"data": {"values": list(values)}, "mark": mark, "encoding": place | encoding}


def _key(question: Part, shown: Sequence[_Placed], room: int) -> Spec:
    """A line for each camp that is drawn: its mark, and what it says."""
    looks = _looks(question)
    names = [name for name in looks if any(one.camp == name for one in shown)]
    values = [
        {"words": name, "colour": looks[name][0], "shape": looks[name][1], "at": 8, "next": 22}
        # What is in no camp does not count, and so it is hollow.
        | {"fill": PAPER if name == _NONE else looks[name][0]}
        for name in names
    ]
    looks_of = {"stroke": as_it_is("colour"), "fill": as_it_is("fill"), "shape": as_it_is("shape")}
    return {
        "width": room,
        "height": {"step": 18},
        "data": {"values": values},
        "encoding": {"y": {"field": "words", "type": "nominal", "sort": None, "axis": None}},
        "layer": [
            {
                "mark": _POINT | {"size": 90, "strokeWidth": 2},
                "encoding": {"x": {"field": "at", **pixels(room)}, **looks_of},
            },
            {
                "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": 12, "color": INK},
                "encoding": {"x": {"field": "next", **pixels(room)}, "text": {"field": "words", "type": "nominal"}},
            },
        ],
    }


def _looks(question: Part) -> dict[str, tuple[str, str]]:
    """Colour and shape of each camp, in their order."""
    names = [_camp_name(camp) for camp in question["camps"]]
    return dict(zip(names, _CAMPS, strict=False)) | _ODD


def _ms(day: float) -> int:
    """Milliseconds since 1970, as JavaScript counts time."""
    return round((day - date(1970, 1, 1).toordinal()) * 86_400_000)


def _across(shown: Sequence[_Placed]) -> _Scale:
    first, last = min(one.first for one in shown), max(one.last for one in shown)
    room = max((last - first) * 0.08, 3)
    return _Scale(first - room, last + room, WIDTH - 120)


def _upwards(shown: Sequence[_Placed], from_zero: bool) -> _Scale:
    """Down to zero where that leaves the figures room enough to be told apart."""
    figures = [figure for one in shown for figure in (*one.stated, one.low, one.high) if figure is not None] or [0]
    low, high = min(figures), max(figures)
    room = max((high - low) * 0.12, abs(high) * 0.02, 1) if from_zero else max((high - low) * 0.12, 3)
    bottom: float = low - room
    if from_zero and 0 <= low <= high / 2:
        bottom = 0
    return _Scale(bottom, high + room, _HEIGHT)


def _x(across: _Scale) -> Spec:
    axis = {"title": "published", "labelOverlap": True, "tickCount": 6, "grid": False}
    domain = [_ms(across.first), _ms(across.last)]
    # In UTC, or the machine's own time zone would move the days.
    return {"type": "temporal", "scale": {"type": "utc", "domain": domain, "nice": False}, "axis": axis}


def _y(question: Part, upwards: _Scale, is_day: bool) -> Spec:
    if is_day:
        x = _x(upwards)
        return x | {"axis": x["axis"] | {"title": "day it names", "grid": True}}
    unit = UNITS.get(question["unit"])
    title = (unit.symbol or unit.many) if unit else cut(question["unit"], 30)
    domain = [upwards.first, upwards.last]
    axis = {"title": title, "format": ",.0f", "tickMinStep": 1, "tickCount": 6}
    return {"type": "quantitative", "scale": {"domain": domain, "nice": False, "zero": False}, "axis": axis}


def _drawn(one: _Placed, question: Part, at: float, upwards: _Scale, is_day: bool) -> Spec:
    figure = _ms if is_day else float
    colour, shape = _looks(question)[one.camp]
    return {
        "at": _ms(at),
        "first": _ms(one.first),
        "last": _ms(one.last),
        "low": figure(upwards.value(8) if one.low is None else one.low),
        "high": figure(upwards.value(_HEIGHT - 8) if one.high is None else one.high),
        "below": one.low is None,
        "above": one.high is None,
        "stated": [figure(found) for found in one.stated],
        "counts": one.claim["counts"],
        "colour": colour,
        "shape": shape,
    }


def _side_by_side(shown: Sequence[_Placed], across: _Scale) -> dict[str, float]:
    """Where each stands, those of the same time next to each other about it."""
    together: defaultdict[float, list[str]] = defaultdict(list)
    for one in shown:
        together[one.middle].append(one.name)
    found = {}
    for middle, names in together.items():
        step = min(_STEP, 240 / len(names))
        start = across.pixel(middle) - step * (len(names) - 1) / 2
        start = min(max(start, 4), across.pixels - 4 - step * (len(names) - 1))
        found.update({name: across.value(start + step * place) for place, name in enumerate(names)})
    return found


def _labels(
    shown: Sequence[_Placed],
    at: Mapping[str, float],
    across: _Scale,
    upwards: _Scale,
    figure: Callable[[float], float],
) -> list[Spec]:
    """A claim's number right of its mark, unless it would stand on another one or on another mark."""
    marks = [(across.pixel(at[one.name]), upwards.pixel(_height(one)), one) for one in shown]
    taken: list[tuple[float, float]] = []
    labels = []
    for x, y, one in marks:
        left = x + 8
        on_a_mark = any(
            abs(b - y) < 12 and left - 4 < a < left + _LABEL[0] for a, b, other in marks if other is not one
        )
        if on_a_mark or any(abs(a - left) < _LABEL[0] and abs(b - y) < _LABEL[1] for a, b in taken):
            continue
        taken.append((left, y))
        labels.append({"at": _ms(across.value(left)), "figure": figure(_height(one)), "name": one.name})
    return labels


def _height(one: _Placed) -> int:
    """Where its mark stands."""
    return next((figure for figure in (*one.stated, one.low, one.high) if figure is not None), 0)
