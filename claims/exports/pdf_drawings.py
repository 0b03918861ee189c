"""Text in drawings of a PDF, written a run at a time.

WeasyPrint 70 writes text inside SVG letter by letter (its svg/text.py), so that Arabic letters do not join and stand in
the wrong order, and marks stand beside what they belong to. What it does with one letter is right for a whole run, as
long as nothing places letters singly; no drawing here does.
"""

from functools import cache
from typing import Any


class Run(str):
    """A text of which whoever asks for its letters is given the whole."""

    def __iter__(self) -> Any:
        yield str(self)


@cache
def write_whole_runs() -> None:
    """Make WeasyPrint's drawing of SVG do so, in this process. Raises OSError where its libraries are missing."""
    from weasyprint import svg

    by_letters = svg.text

    def by_runs(drawing: Any, node: Any, font_size: float) -> None:
        if node.text:
            node._etree_node.text = Run(node.text)
        by_letters(drawing, node, font_size)

    svg.TAGS.update({tag: by_runs for tag, draw in svg.TAGS.items() if draw is by_letters})
    svg.text = by_runs
