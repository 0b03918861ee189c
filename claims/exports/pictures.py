"""The pictures of a report, each with a text alternative and a table that says the same. Knows no models.

The number line of a question is no concern of this module: it is the house's own drawing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from claims.exports.drawn import (
    CONFLICTING,
    CORROBORATED,
    EDGE,
    HATCHED,
    INK,
    PAPER,
    SOFT,
    UNVERIFIED_DEEP,
    WIDTH,
    Picture,
    Spec,
    as_it_is,
    cut,
    pixels,
    svg_of,
)
from claims.exports.picture_moved import moved
from claims.exports.report_parts import Part, Parts, number, standing

__all__ = ["Picture", "conflicts_by_severity", "moved", "status_by_event"]

MOST = 30
"""Bars that are drawn of one kind; the table has them all."""
_LABELS, _BAR, _STEP = 300, 14, 26
"""Pixels: the room for what a bar is called, a bar, from one bar to the next."""
_BARS = WIDTH - _LABELS - 130


# --- open conflicts by severity ---------------------------------------------------------------------------------------


_WHOLE = 1000
"""Per mille."""
SEVERITY_HEADER = ("conflict", "question", "asks for", "state", "how far apart", "severity (per mille)")
_KINDS = {"quantity": "Numbers", "date": "Dates", "category": "Options"}


def conflicts_by_severity(parts: Parts) -> Picture:
    """A bar for each conflict that is open or undecidable, the gravest first, each kind of answer by itself."""
    title = "Unresolved conflicts by severity"
    unresolved = [conflict for conflict in parts.conflicts.values() if conflict["unresolved"]]
    unresolved.sort(key=lambda conflict: (-conflict["severity"], number(conflict["key"])))
    by_kind = {kind: [c for c in unresolved if _asks_for(parts, c) == kind] for kind in _KINDS}
    rows = [_severity_row(parts, conflict) for conflicts in by_kind.values() for conflict in conflicts]
    if not rows:
        none = "No conflict is unresolved" if parts.conflicts else "There is no conflict"
        return Picture(title, "", f"{none}: there is nothing to draw.")
    drawn = {kind: conflicts[:MOST] for kind, conflicts in by_kind.items() if conflicts}
    text = _severity_text(parts, drawn, len(unresolved))
    charts = [_severity_chart(parts, _KINDS[kind], conflicts) for kind, conflicts in drawn.items()]
    svg = svg_of({"vconcat": charts, "spacing": 24}, text)
    return Picture(title, svg, text, SEVERITY_HEADER, rows, _severity_remarks(by_kind, unresolved))


def _asks_for(parts: Parts, conflict: Part) -> str:
    asks_for: str = parts.questions[conflict["question"]]["asks_for"]
    return asks_for


def _severity_row(parts: Parts, conflict: Part) -> tuple[str, ...]:
    question = parts.questions[conflict["question"]]
    name, gap = f"#{number(conflict['key'])}", conflict["gap"]["words"]
    return (name, question["text"], question["asks_for"], conflict["state"], gap, str(conflict["severity"]))


def _severity_text(parts: Parts, drawn: Mapping[str, Sequence[Part]], count: int) -> str:
    gravest = [
        f"of {_KINDS[kind].lower()} the gravest is “{parts.questions[conflicts[0]['question']]['text']}” "
        f"with {conflicts[0]['severity']} per mille"
        for kind, conflicts in drawn.items()
    ]
    return f"{count} unresolved conflict{'' if count == 1 else 's'}: {'; '.join(gravest)}."


def _severity_remarks(by_kind: Mapping[str, Sequence[Part]], unresolved: Sequence[Part]) -> list[str]:
    said_of = (
        (True, "Severity can only be compared among questions that ask for the same kind of answer."),
        (any(c["state"] == "undecidable" for c in unresolved), "A hollow bar is a conflict that cannot be decided."),
        (any(len(found) > MOST for found in by_kind.values()), f"The gravest {MOST} of a kind are drawn."),
    )
    return [words for holds, words in said_of if holds]


def _severity_chart(parts: Parts, title: str, conflicts: Sequence[Part]) -> Spec:
    values = [
        {
            "label": f"#{number(c['key'])} {cut(parts.questions[c['question']]['text'], 44)}",
            "severity": c["severity"],
            "says": cut(" · ".join(part for part in (c["gap"]["words"], _undecidable(c)) if part) or "≠", 24),
            "fill": PAPER if c["state"] == "undecidable" else CONFLICTING,
        }
        for c in conflicts
    ]
    # Dates may be more than a year apart.
    most = max(_WHOLE, *(c["severity"] for c in conflicts))
    axis = {"title": "severity, per mille", "tickCount": 5, "format": ",.0f"}
    x = {"field": "severity", "type": "quantitative", "scale": {"domain": [0, most], "nice": False}, "axis": axis}
    return {
        "title": title,
        "width": _BARS,
        "height": {"step": _STEP},
        "data": {"values": values},
        "encoding": {"y": _bar_names("label")},
        "layer": [
            {
                "mark": {"type": "bar", "height": _BAR, "stroke": CONFLICTING, "strokeWidth": 1.5},
                "encoding": {"x": x, "fill": as_it_is("fill")},
            },
            _words_after("severity", "says"),
        ],
    }


def _undecidable(conflict: Part) -> str:
    return "undecidable" if conflict["state"] == "undecidable" else ""


def _bar_names(field: str) -> Spec:
    """As wide in every picture, so that bars of several begin at one line."""
    axis = {
        "title": None,
        "labelLimit": _LABELS - 16,
        "labelPadding": 6,
        "minExtent": _LABELS,
        "maxExtent": _LABELS,
        "ticks": False,
        "domain": False,
    }
    return {"field": field, "type": "nominal", "sort": None, "axis": axis}


def _words_after(end: str, words: str) -> Spec:
    """Right of where a bar ends."""
    return {
        "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 6, "fontSize": 12, "color": INK},
        "encoding": {"x": {"field": end, "type": "quantitative"}, "text": {"field": words, "type": "nominal"}},
    }


# --- the status of claims by event ------------------------------------------------------------------------------------


STATUS_HEADER = ("event", "corroborated", "conflicting", "unverified", "unreviewed", "withdrawn")
_LOOKS = {
    "corroborated": ("✓", CORROBORATED, CORROBORATED, PAPER),
    "conflicting": ("≠", HATCHED, CONFLICTING, ""),
    "unverified": ("?", UNVERIFIED_DEEP, SOFT, INK),
    "unreviewed": ("○", PAPER, EDGE, SOFT),
}
"""Each status: sign, filling, edge and what the sign in it is written in; "" where none can be read on it."""
_ROOM_FOR_A_SIGN = 18
_OF_NONE = "of no event"


def status_by_event(parts: Parts) -> Picture:
    """A bar for each event, of the claims of its questions by what their reviews come to."""
    title = "Status of claims by event"
    counts = _counted(parts)
    rows = [(name, *(str(count[status]) for status in STATUS_HEADER[1:])) for name, count in counts]
    drawn = [(name, count) for name, count in counts if any(count[status] for status in _LOOKS)]
    if not drawn:
        return Picture(title, "", "There is no claim that stands: there is nothing to draw.", STATUS_HEADER, rows)
    text = _status_text([count for _, count in drawn])
    svg = svg_of(_status_chart(drawn[:MOST]), text)
    return Picture(title, svg, text, STATUS_HEADER, rows, _status_remarks(counts, drawn))


def _counted(parts: Parts) -> list[tuple[str, Counter[str]]]:
    """How many claims of each event have which status, in the order of the report."""
    found: dict[str | None, Counter[str]] = {key: Counter() for key in [*parts.events, None]}
    for claim in parts.claims.values():
        found[parts.questions[claim["question"]]["event"]][_status(claim)] += 1
    named = [(event["title"], found[key]) for key, event in parts.events.items()]
    return [*named, (_OF_NONE, found[None])] if found[None] else named


def _status(claim: Part) -> str:
    return "withdrawn" if claim["withdrawn"] else standing(claim)


def _status_text(counts: Sequence[Counter[str]]) -> str:
    total = sum(counts, Counter[str]())
    said = ", ".join(f"{total[status]} {status}" for status in _LOOKS)
    rows = "1 row" if len(counts) == 1 else f"{len(counts)} rows"
    return f"Of {sum(total[status] for status in _LOOKS)} claims in {rows}: {said}."


def _status_remarks(counts: Sequence[tuple[str, Counter[str]]], drawn: Sequence[object]) -> list[str]:
    withdrawn = sum(count["withdrawn"] for _, count in counts)
    said_of = (
        (True, "Status is what reviewers said; a claim that nobody has reviewed is hollow."),
        (bool(withdrawn), f"{withdrawn} withdrawn {'claim is' if withdrawn == 1 else 'claims are'} not drawn."),
        (len(drawn) < len(counts), f"{len(counts) - len(drawn)} without claims that stand are not drawn."),
        (len(drawn) > MOST, f"The first {MOST} are drawn; the table has them all."),
    )
    return [words for holds, words in said_of if holds]


def _status_chart(standing: Sequence[tuple[str, Counter[str]]]) -> Spec:
    most = max(sum(count[status] for status in _LOOKS) for _, count in standing)
    pieces, ends = [], []
    for place, (name, count) in enumerate(standing, 1):
        label, start = f"{place}. {cut(name, 44)}", 0
        for status, (sign, fill, edge, ink) in _LOOKS.items():
            until = start + count[status]
            room = count[status] / most * _BARS >= _ROOM_FOR_A_SIGN
            if count[status]:
                piece = {"label": label, "from": start, "to": until, "middle": (start + until) / 2, "fill": fill}
                pieces.append(piece | {"edge": edge, "ink": ink or INK, "sign": sign if room and ink else ""})
            start = until
        says = "  ".join(f"{sign}{count[status]}" for status, (sign, *_) in _LOOKS.items() if count[status])
        ends.append({"label": label, "to": start, "says": says})
    axis = {"title": "claims", "format": ",.0f", "tickMinStep": 1, "tickCount": 5}
    x = {"field": "from", "type": "quantitative", "scale": {"domain": [0, most], "nice": False}, "axis": axis}
    y = _bar_names("label")
    return {
        "vconcat": [
            _status_key(),
            {
                "width": _BARS,
                "height": {"step": _STEP},
                "layer": [
                    {
                        "data": {"values": pieces},
                        "mark": {"type": "bar", "height": _BAR + 4, "strokeWidth": 1.5},
                        "encoding": {
                            "y": y,
                            "x": x,
                            "x2": {"field": "to"},
                            "fill": as_it_is("fill"),
                            "stroke": as_it_is("edge"),
                        },
                    },
                    {
                        "data": {"values": [piece for piece in pieces if piece["sign"]]},
                        "mark": {"type": "text", "baseline": "middle", "fontSize": 12, "fontWeight": 600},
                        "encoding": {
                            "y": y,
                            "x": {"field": "middle", "type": "quantitative"},
                            "text": {"field": "sign", "type": "nominal"},
                            "color": as_it_is("ink"),
                        },
                    },
                    {"data": {"values": ends}, "encoding": {"y": y}, "layer": [_words_after("to", "says")]},
                ],
            },
        ],
        "spacing": 12,
    }


def _status_key() -> Spec:
    """Begins where the names of the bars do."""
    values = [
        {"at": at, "next": at + 26, "words": f"{sign} {status}", "fill": fill, "edge": edge}
        for at, (status, (sign, fill, edge, _)) in zip(range(-_LABELS, WIDTH, 165), _LOOKS.items(), strict=False)
    ]
    x = pixels(_BARS)
    return {
        "width": _BARS,
        "height": 18,
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "bar", "height": 14, "strokeWidth": 1.5},
                "encoding": {
                    "x": {"field": "at", **x},
                    "x2": {"field": "next"},
                    "fill": as_it_is("fill"),
                    "stroke": as_it_is("edge"),
                },
            },
            {
                "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 6, "fontSize": 12, "color": INK},
                "encoding": {"x": {"field": "next", **x}, "text": {"field": "words", "type": "nominal"}},
            },
        ],
    }
