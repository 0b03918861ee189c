"""What was measured, as the table that is printed and kept in docs/speed.md."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One thing measured: its cost, the cost it is compared with, and how far the ratio may go. Seconds."""

    what: str
    baseline: float
    cost: float
    goal: float
    note: str = ""
    sound: bool = True
    """Was the same thing done on both sides? If not, a ratio means nothing."""

    @property
    def ratio(self) -> float:
        return self.cost / self.baseline

    @property
    def holds(self) -> bool:
        return self.sound and self.ratio <= self.goal


def usual(times: Sequence[float]) -> float:
    """The time that a quarter of the rounds kept within: what else the machine did in between is not ours."""
    return sorted(times)[len(times) // 4]


def time_words(seconds: float) -> str:
    return f"{seconds:,.1f} s" if seconds >= 1 else f"{seconds * 1000:,.1f} ms"


def markdown(headings: Sequence[str], lines: Sequence[Line]) -> str:
    """A table for people and for Markdown alike. A missed goal is in bold."""
    rows = [
        [line.what, time_words(line.baseline), time_words(line.cost), _ratio(line), f"≤ {line.goal:g}", line.note]
        for line in lines
    ]
    table = [[*headings, "ratio", "goal", ""], *rows]
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    drawn = [f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |" for row in table]
    return "\n".join([drawn[0], f"|{'|'.join('-' * (width + 2) for width in widths)}|", *drawn[1:]])


def _ratio(line: Line) -> str:
    return f"{line.ratio:.2f}" if line.holds else f"**{line.ratio:.2f}** missed"
