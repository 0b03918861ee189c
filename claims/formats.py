"""The formats of a report: from its value to a file of each. How a format is written is in exports/."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from claims.exports.report_json import report_json
from claims.exports.report_pdf import pdf_of
from claims.reports.paper import paper_of

Value = Mapping[str, Any]

STYLES = ("claims/tokens.css", "claims/paper.css", "claims/pdf.css")
DRAWING_STYLE = "claims/pdf_drawing.css"


@dataclass(frozen=True)
class Format:
    """ending: of the file's name, and its name in addresses. words: for a link."""

    ending: str
    words: str
    media_type: str
    write: Callable[[Value], bytes]


def _pdf(value: Value) -> bytes:
    # Ours, and the one thing here that must not be escaped: a drawing takes no style from the page around it.
    drawing_style = mark_safe(_style(DRAWING_STYLE))  # nosec
    context = {"paper": paper_of(value), "long": False, "drawing_style": drawing_style}
    return pdf_of(render_to_string("paper/document.html", context), "\n".join(map(_style, STYLES)))


@cache
def _style(name: str) -> str:
    path = finders.find(name)
    assert isinstance(path, str)  # it is ours
    with open(path, encoding="utf-8") as style:
        return style.read()


FORMATS: dict[str, Format] = {
    one.ending: one
    for one in (
        Format("pdf", "PDF", "application/pdf", _pdf),
        Format("json", "JSON", "application/json", report_json),
    )
}
