"""The formats of a report: from its value to a file of each. How a format is written is in exports/."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import IO, Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from claims.exports.package import CannotPackage, package
from claims.exports.report_csv import report_csv
from claims.exports.report_json import report_json
from claims.exports.report_jsonld import report_jsonld
from claims.exports.report_pdf import NoPdf, pdf_of
from claims.exports.report_xlsx import report_xlsx
from claims.reports.paper import paper_of
from claims.reports.report_files import contents_of

Value = Mapping[str, Any]

STYLES = ("claims/tokens.css", "claims/paper.css", "claims/alone.css")
DRAWING_STYLE = "claims/alone_drawing.css"


class NoFile(Exception):
    """Why there is no file. The message may be shown."""


@dataclass(frozen=True)
class Format:
    """key: its name in addresses; ending: of the file's name; words: for a link, with what it is for."""

    key: str
    words: str
    purpose: str
    ending: str
    media_type: str
    _write: Callable[[Value], IO[bytes]]

    def write(self, value: Value) -> IO[bytes]:
        """The whole file, at its beginning. The same value gives the same bytes. Raises NoFile."""
        try:
            return self._write(value)
        except (NoPdf, CannotPackage) as why:
            raise NoFile(str(why)) from why


def _bytes(writer: Callable[[Value], bytes]) -> Callable[[Value], IO[bytes]]:
    return lambda value: BytesIO(writer(value))


def _html(value: Value) -> bytes:
    return _standing_alone(value, styles=True).encode()


def _pdf(value: Value) -> bytes:
    return pdf_of(_standing_alone(value, styles=False), _styles())


def _package(value: Value) -> IO[bytes]:
    """With the report as pages and as a workbook: an outsider should not need a program to read it."""
    further = {"report.html": _html(value), "report.xlsx": report_xlsx(value)}
    return package(value, contents_of(value), further)


def _standing_alone(value: Value, *, styles: bool) -> str:
    context = {
        "paper": paper_of(value),
        "long": False,
        "drawing_style": _style(DRAWING_STYLE),
        "styles": _styles() if styles else "",
    }
    return render_to_string("paper/document.html", context)


def _styles() -> SafeString:
    return SafeString("\n".join(map(_style, STYLES)))


@cache
def _style(name: str) -> SafeString:
    path = finders.find(name)
    assert isinstance(path, str)  # it is ours
    with open(path, encoding="utf-8") as style:
        return mark_safe(style.read())  # nosec  # our own file


FORMATS: dict[str, Format] = {
    one.key: one
    for one in (
        Format("pdf", "PDF", "to print and to hand over", "pdf", "application/pdf", _bytes(_pdf)),
        Format("html", "HTML", "to read anywhere, in one file", "html", "text/html; charset=utf-8", _bytes(_html)),
        Format(
            "xlsx",
            "Excel",
            "sheet, conflicts, claims, sources and documents as a workbook",
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _bytes(report_xlsx),
        ),
        Format("csv", "CSV", "the same tables, one a file, zipped", "csv.zip", "application/zip", _bytes(report_csv)),
        Format(
            "json", "JSON", "everything, as its schema describes it", "json", "application/json", _bytes(report_json)
        ),
        Format("jsonld", "JSON-LD", "linked data", "jsonld", "application/ld+json", _bytes(report_jsonld)),
        Format(
            "package",
            "Evidence package",
            "originals, texts, report and ledger, with a program that checks them",
            "bag.zip",
            "application/zip",
            _package,
        ),
    )
}
