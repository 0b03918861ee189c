"""The tables of the sheet and of the conflicts. Knows no models."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from claims.domain.sheet_rules import Asks
from claims.domain.sheet_rules import Column as Slot
from claims.exports.report_columns import (
    ADDRESS,
    Column,
    Kind,
    Table,
    Value,
    ends,
    field,
    moment,
    numbers_and_days,
    of_question,
    several,
    yes_no,
)
from claims.exports.report_parts import Part, Parts, said

_NONE: Part = {}
_LABELS = {slot: {slot.label(asks) for asks in Asks} for slot in Slot}
"""What a cell of the sheet is called: of dates the lowest one is the earliest."""


# --- a line for each question -----------------------------------------------------------------------------------------


def _questions(parts: Parts) -> Iterator[Part]:
    for row in parts.report["sheet"]:
        yield {"asked": parts.questions[row["question"]], **row}


def _asked(name: str, kind: Kind, value: Callable[[Parts, Part], Value]) -> Column:
    return Column(name, kind, lambda parts, row: value(parts, row["asked"]))


def _slot(slot: Slot) -> tuple[Column, Column, Column]:
    """One cell of the rule in three columns: its figure by both ends, and the words; blank where the rule has none."""

    def figure(parts: Parts, row: Part) -> Part | None:
        return _cell(row, slot).get("figure")

    from_, to = ends(slot.value, figure)
    return from_, to, Column(f"{slot.value} in words", Kind.SHORT, lambda parts, row: _cell_words(_cell(row, slot)))


def _cell(row: Part, slot: Slot) -> Part:
    return next((cell for cell in row["cells"] if cell["label"].lower() in _LABELS[slot]), _NONE)


def _cell_words(cell: Part) -> str:
    if not cell:
        return ""
    return _given_words(cell["given"]) or f"blank: {cell['blank_because']}"


def _given_words(given: Iterable[Part]) -> str:
    return several(f"{one['says']} ({one['origins']})" for one in given)


def _behind(given: Iterable[Part]) -> str:
    return several(dict.fromkeys(claim["claim"] for one in given for claim in one["claims"]))


def _all_given(row: Part) -> Sequence[Part]:
    return [given for cell in row["cells"] for given in cell["given"]] + list(row["options"])


def _notes(parts: Parts, row: Part) -> str:
    return " ".join([*(note for cell in row["cells"] for note in cell["notes"]), *row["notes"]])


def _left_out(parts: Parts, row: Part) -> str:
    return several(f"{one['claim']}, {one['says']}: {one['because']}" for one in row["left_out"])


def _beside(parts: Parts, row: Part) -> str:
    return several(f"{one['claim']}, {one['says']}" for one in row["beside"])


def _decided(name: str, kind: Kind, value: Callable[[Part], Value]) -> Column:
    return Column(
        f"team decision: {name}", kind, lambda parts, row: value(row["decision"]) if row["decision"] else None
    )


def _rule(parts: Parts, item: Part) -> str:
    rule = parts.report["method"]["sheet_rule"]
    return f"{rule['name']}, version {rule['version']}"


SHEET = Table(
    "Sheet",
    _questions,
    (
        *of_question("key", "question", "event"),
        _asked("date of the event (EDTF)", Kind.SHORT, lambda parts, q: _event(parts, q).get("date")),
        _asked("place", Kind.SHORT, lambda parts, q: _event(parts, q).get("place")),
        _asked("part of", Kind.KEY, lambda parts, q: q["part_of"]),
        _asked("asks for", Kind.KEY, lambda parts, q: q["asks_for"]),
        _asked("unit", Kind.SHORT, lambda parts, q: q["unit"]),
        Column("rule", Kind.SHORT, _rule),
        *(column for slot in Slot for column in _slot(slot)),
        Column("options", Kind.SHORT, lambda parts, row: _given_words(row["options"])),
        Column("notes", Kind.WORDS, _notes),
        _asked("origins", Kind.FIGURE, lambda parts, q: q["origins"]["count"] if q["claims"] else None),
        _asked("claims of unknown origin", Kind.FIGURE, lambda parts, q: _unknown(q)),
        _asked("told by", Kind.SHORT, lambda parts, q: q["origins"]["words"]),
        Column("claims behind", Kind.SHORT, lambda parts, row: _behind(_all_given(row))),
        Column("other claims", Kind.SHORT, _beside),
        Column("left out, and why", Kind.WORDS, _left_out),
        _asked("not read because", Kind.SHORT, lambda parts, q: q["not_read_because"]),
        _decided("claim", Kind.KEY, lambda decision: decision["claim"]),
        _decided("said then", Kind.SHORT, lambda decision: decision["said"]),
        _decided("why", Kind.WORDS, lambda decision: said(decision["note"])),
        _decided("by", Kind.SHORT, lambda decision: said(decision["by"])),
        _decided("at (UTC)", Kind.MOMENT, lambda decision: moment(decision["at"])),
        _decided("outdated", Kind.KEY, lambda decision: yes_no(decision["outdated"])),
        _asked("note on the question", Kind.WORDS, lambda parts, q: said(q["note"])),
        _asked("external key", Kind.SHORT, lambda parts, q: q["external_key"]),
        _asked("address", Kind.LINK, lambda parts, q: parts.address(q)),
    ),
)


def _event(parts: Parts, question: Part) -> Part:
    return parts.events[question["event"]] if question["event"] else _NONE


def _unknown(question: Part) -> int | None:
    return question["origins"]["of_unknown_origin"] if question["claims"] else None


# --- a line for each thing that a cell gives ------------------------------------------------------------------------


def _cells(parts: Parts) -> Iterator[Part]:
    """A blank cell has a line, with the reason; a question with options one for each that is chosen."""
    for row in parts.report["sheet"]:
        for cell in row["cells"]:
            for given in cell["given"] or [_NONE]:
                yield {"question": row["question"], **cell, "given": given}
        for option in row["options"]:
            blank = {"label": "answer", "figure": None, "notes": row["notes"], "blank_because": ""}
            yield {"question": row["question"], **blank, "given": option}


def _says(parts: Parts, cell: Part) -> Value:
    return cell["given"].get("says")


def _who(parts: Parts, cell: Part) -> str:
    return several(dict.fromkeys(parts.claim(one["claim"])["who"] for one in cell["given"].get("claims", ())))


CELLS = Table(
    "Cells",
    _cells,
    (
        *of_question(),
        field("cell", Kind.KEY, "label"),
        *numbers_and_days("figure", lambda parts, cell: cell["figure"]),
        Column("says", Kind.SHORT, _says),
        *numbers_and_days("allows", lambda parts, cell: cell["given"].get("allows")),
        Column("origins", Kind.SHORT, lambda parts, cell: cell["given"].get("origins")),
        Column("said by", Kind.SHORT, _who),
        Column("claims behind", Kind.SHORT, lambda parts, cell: _behind([cell["given"]] if cell["given"] else [])),
        Column("blank because", Kind.WORDS, lambda parts, cell: cell["blank_because"]),
        Column("notes", Kind.WORDS, lambda parts, cell: " ".join(cell["notes"])),
    ),
)


# --- conflicts ------------------------------------------------------------------------------------------------------


def _camps(parts: Parts, conflict: Part) -> str:
    camps = parts.questions[conflict["question"]]["camps"]
    chosen = [camp for camp in camps if camp["number"] in conflict["camps"]]
    return several(f"{c['number']}: {c['values']}, {c['words']} ({', '.join(c['claims'])})" for c in chosen)


def _differences(parts: Parts, conflict: Part) -> str:
    return several(
        f"{one['dimension']}: {one['first'] or 'not stated'} / {one['second'] or 'not stated'}"
        for one in conflict["scope"]["differences"]
    )


def _side(name: str, which: str) -> Column:
    """A claim of the pair that speaks for it."""
    return Column(name, Kind.KEY, lambda parts, c: c["pairs"][0][which] if c["pairs"] else None)


def _settled(name: str, kind: Kind, value: Callable[[Part], Value]) -> Column:
    return Column(
        f"latest settlement: {name}", kind, lambda parts, c: value(c["settlements"][0]) if c["settlements"] else None
    )


CONFLICTS = Table(
    "Conflicts",
    lambda parts: parts.conflicts.values(),
    (
        field("conflict", Kind.KEY, "key"),
        *of_question(),
        field("state", Kind.KEY, "state"),
        Column("unresolved", Kind.KEY, lambda parts, c: yes_no(c["unresolved"])),
        field("cause", Kind.SHORT, "cause"),
        field("in a sentence", Kind.WORDS, "sentence"),
        _side("first claim", "first"),
        _side("second claim", "second"),
        Column("gap in steps", Kind.FIGURE, lambda parts, c: c["gap"]["steps"]),
        Column("gap", Kind.SHORT, lambda parts, c: c["gap"]["words"]),
        Column("gap as a share", Kind.SHORT, lambda parts, c: c["gap"]["share"]),
        field("severity (per mille)", Kind.FIGURE, "severity"),
        Column("scopes are", Kind.SHORT, lambda parts, c: c["scope"]["words"]),
        Column("scopes differ in", Kind.WORDS, _differences),
        Column("remarks", Kind.SHORT, lambda parts, c: several(c["remarks"])),
        Column("what would decide it", Kind.WORDS, lambda parts, c: " ".join(c["hints"])),
        Column("camps", Kind.FIGURE, lambda parts, c: len(c["camps"])),
        Column("camps in words", Kind.WORDS, _camps),
        Column("pairs", Kind.FIGURE, lambda parts, c: len(c["pairs"]) + c["pairs_left_out"]),
        _settled("decision", Kind.KEY, lambda one: one["decision"]),
        _settled("cause", Kind.SHORT, lambda one: one["cause"]),
        _settled("why", Kind.WORDS, lambda one: said(one["note"])),
        _settled("by", Kind.SHORT, lambda one: said(one["by"])),
        _settled("at (UTC)", Kind.MOMENT, lambda one: moment(one["at"])),
        _settled("holds", Kind.KEY, lambda one: yes_no(one["holds"])),
        Column("settlements", Kind.FIGURE, lambda parts, c: len(c["settlements"])),
        ADDRESS,
    ),
)


def _settlements(parts: Parts) -> Iterator[Part]:
    for conflict in parts.conflicts.values():
        for settlement in conflict["settlements"]:
            yield {"conflict": conflict, "question": conflict["question"], **settlement}


SETTLEMENTS = Table(
    "Settlements",
    _settlements,
    (
        Column("conflict", Kind.KEY, lambda parts, one: one["conflict"]["key"]),
        *of_question("key", "question", "event"),
        field("decision", Kind.KEY, "decision"),
        field("cause", Kind.SHORT, "cause"),
        field("dimension", Kind.KEY, "dimension"),
        Column("why", Kind.WORDS, lambda parts, one: said(one["note"])),
        Column("by", Kind.SHORT, lambda parts, one: said(one["by"])),
        Column("at (UTC)", Kind.MOMENT, lambda parts, one: moment(one["at"])),
        Column("outdated", Kind.KEY, lambda parts, one: yes_no(one["outdated"])),
        Column("holds", Kind.KEY, lambda parts, one: yes_no(one["holds"])),
        Column("address of the conflict", Kind.LINK, lambda parts, one: parts.address(one["conflict"])),
    ),
)
