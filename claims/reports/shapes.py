"""The shapes of a number line or time line: what goes in (LineRow) and what comes out (Line), frozen. Pure.

How the one becomes the other is in drawing.py; how the other becomes SVG in templates/components/_line.html.
"""

from dataclasses import dataclass

from claims.reports.scale import Kind, Tick


@dataclass(frozen=True)
class LineRow:
    """One claim to draw. low and high bound the answer (None is an open end), figure is the number stated.

    camps number the camps the claim stands in. A claim without an answer has neither end and is listed
    without a bar.
    """

    key: str
    label: str
    as_written: str
    low: int | None
    high: int | None
    figure: int | None = None
    status: str = "unverified"
    origin: str = ""
    camps: tuple[int, ...] = ()
    url: str = ""
    reviewed: bool = True
    counts: bool = True

    @property
    def camps_words(self) -> str:
        return ", ".join(str(camp) for camp in self.camps)


@dataclass(frozen=True)
class MarkedFigure:
    """A figure to mark on the line: `lowest` at 300. words: what is marked, as it is said (`about 300`, `2021`)."""

    label: str
    value: int
    words: str


@dataclass(frozen=True)
class Bar:
    """From x1 to x2 around the height y; an arrow where it has no end, a dot at the stated figure."""

    x1: int
    x2: int
    y: int
    arrow_left: bool = False
    arrow_right: bool = False
    dot_x: int | None = None

    @property
    def top(self) -> int:
        return self.y - 5

    @property
    def width(self) -> int:
        return self.x2 - self.x1

    @property
    def left_points(self) -> str:
        return f"{self.x1 - 9},{self.y} {self.x1},{self.y - 8} {self.x1},{self.y + 8}"

    @property
    def right_points(self) -> str:
        return f"{self.x2 + 9},{self.y} {self.x2},{self.y - 8} {self.x2},{self.y + 8}"


@dataclass(frozen=True)
class Row:
    """One claim's place. The texts are cut to their room; `of` has them in full."""

    of: LineRow
    top: int
    label: str
    words: str
    reading: str
    label_y: int
    words_y: int
    reading_y: int
    bar: Bar | None


@dataclass(frozen=True)
class Group:
    """Rows of one origin, under its name and beside its bracket."""

    label: str
    full_label: str
    label_y: int
    bracket: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Band:
    """The values a camp's claims share. The hatching (a path in a square of 8) tells camps apart without colour."""

    camp: int
    x1: int
    x2: int
    hatching: str
    label: str
    label_x: int
    label_y: int
    words: str

    @property
    def width(self) -> int:
        return self.x2 - self.x1


@dataclass(frozen=True)
class Gap:
    """The empty stretch between two camps, with its size in words."""

    x1: int
    x2: int
    y: int
    label: str
    label_x: int

    @property
    def top(self) -> int:
        return self.y - 5

    @property
    def label_y(self) -> int:
        return self.y - 8


@dataclass(frozen=True)
class Mark:
    """A dashed line at a figure, named beneath the axis. words: `lowest: about 300 (270–330)`."""

    x: int
    label: str
    label_x: int
    label_y: int
    words: str

    @property
    def until(self) -> int:
        """Where the line ends: above its label."""
        return self.label_y - 12


@dataclass(frozen=True)
class Drawing:
    """All shapes of one line at one width."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    label_x: int
    reading_x: int
    reading_anchor: str
    ticks: tuple[Tick, ...]
    groups: tuple[Group, ...]
    bands: tuple[Band, ...]
    gap: Gap | None
    marks: tuple[Mark, ...] = ()

    @property
    def plot_height(self) -> int:
        return self.bottom - self.top

    @property
    def tick_y(self) -> int:
        return self.bottom + 18


@dataclass(frozen=True)
class TableRow:
    """The same claim in the table beside the drawing."""

    of: LineRow
    reading: str


@dataclass(frozen=True)
class Line:
    """A drawing for desks and paper, one for phones, and everything they show in words."""

    key: str
    title: str
    description: str
    caption: str
    kind: Kind
    wide: Drawing
    narrow: Drawing
    table: tuple[TableRow, ...]
