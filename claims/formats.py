"""The formats of a report: from its value to a file of each. How a format is written is in exports/; how a file is made
that takes too long for somebody to wait for it, in making.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import IO, Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from claims.exports.links import links_within
from claims.exports.package import CannotPackage, Contents, kept_back_in, package
from claims.exports.report_csv import report_csv
from claims.exports.report_json import report_json
from claims.exports.report_jsonld import report_jsonld
from claims.exports.report_parts import Parts, number
from claims.exports.report_pdf import NoPdf, pdf_of
from claims.exports.report_xlsx import report_xlsx
from claims.exports.zipped import zipped
from claims.reports.paper import Paper, paper_of
from claims.reports.report_files import contents_of, kept_back_now
from claims.reports.volumes import MOST_IN_ONE, volumes_of

Value = Mapping[str, Any]

STYLES = ("claims/tokens.css", "claims/paper.css", "claims/alone.css")
DRAWING_STYLE = "claims/alone_drawing.css"

MOST_AT_ONCE = 2_000
"""Claims. The slowest of the tables and pages, HTML and the workbook, take about five seconds for so many."""
MOST_AT_ONCE_PDF = 40
"""A page is laid out in a tenth of a second and more, and each claim takes most of one: ten seconds for so many."""
MOST_AT_ONCE_PACKAGE = 200
"""What takes the time is the originals of its documents and the whole of the ledger, which grow beside it."""

PACKAGE = "package"
PDF = "pdf"
VOLUMES = "volumes"
LAID_OUT = (PDF, VOLUMES)
"""Formats for which pages are laid out."""


class NoFile(Exception):
    """Why there is no file. The message may be shown."""


@dataclass(frozen=True)
class Format:
    """key: its name in addresses; ending: of the file's name; words: for a link, with what it is for.

    at_once: the most claims of a report of which a file is made while somebody waits. fewest, most: how many a report
    has of which there is a file at all; instead: where to look otherwise, for a sentence.
    """

    key: str
    words: str
    purpose: str
    ending: str
    media_type: str
    _write: Callable[[Value], IO[bytes]]
    at_once: int = MOST_AT_ONCE
    fewest: int = 0
    most: int | None = None
    instead: str = ""

    def unfit(self, claims: int) -> str:
        """Why there is no such file of a report with so many claims; blank where there is."""
        if self.most is not None and claims > self.most:
            return f"This report has {claims:,} claims; {self.words} is for at most {self.most:,}. {self.instead}"
        if claims < self.fewest:
            return f"This report has {claims:,} claims; {self.words} is for {self.fewest:,} and more. {self.instead}"
        return ""

    def takes_long(self, claims: int) -> bool:
        return claims > self.at_once

    @property
    def hangs_on_today(self) -> bool:
        """Is there more in it than in the report's value, so that a file that was made may not leave any longer?"""
        return self.key == PACKAGE

    def may_leave(self, value: Value, made: IO[bytes]) -> bool:
        """May a file that was made some time ago still be handed out? What has become confidential since must not.
        Raises NoFile.
        """
        if not self.hangs_on_today:
            return True
        try:
            return set(kept_back_now(value)) <= set(kept_back_in(made))
        except CannotPackage as why:
            raise NoFile(str(why)) from why

    def originals_in(self, value: Value, made: IO[bytes]) -> list[int]:
        """The documents, by their keys, whose originals lie in a file that was made. Raises NoFile."""
        if not self.hangs_on_today:
            return []
        try:
            back = kept_back_in(made)
        except CannotPackage as why:
            raise NoFile(str(why)) from why
        return [number(key) for key in Parts(value).documents if key not in back]

    def write(self, value: Value) -> IO[bytes]:
        """The whole file, at its beginning. The same value gives the same bytes. Raises NoFile."""
        try:
            return self._write(value)
        except (NoPdf, CannotPackage) as why:
            raise NoFile(str(why)) from why


def _bytes(writer: Callable[[Value], bytes]) -> Callable[[Value], IO[bytes]]:
    return lambda value: BytesIO(writer(value))


def _html(value: Value) -> bytes:
    return _document(paper_of(value), styles=_styles()).encode()


def html_for_pdf(value: Value) -> tuple[str, str]:
    """What its PDF is made of: the report as HTML, and the style."""
    return _document(paper_of(value)), _styles()


def _pdf(value: Value) -> bytes:
    return pdf_of(*html_for_pdf(value))


def pdf_volume(value: Value, number: int) -> IO[bytes]:
    """One of the volumes of a long report. Raises NoFile."""
    paper = paper_of(value, summed_up=number == 1)
    volumes = volumes_of(paper)
    html = _document(paper, volumes=volumes, volume=volumes[number - 1])
    try:
        return BytesIO(pdf_of(links_within(html), _styles()))
    except NoPdf as why:
        raise NoFile(str(why)) from why


def count_volumes(value: Value) -> int:
    return len(volumes_of(paper_of(value, summed_up=True)))


def _volumes(value: Value) -> IO[bytes]:
    return in_volumes(count_volumes(value), lambda number: pdf_volume(value, number).read())


def in_volumes(count: int, written: Callable[[int], bytes]) -> IO[bytes]:
    """So many volumes, in one file. written: gives each, by its number."""
    return BytesIO(zipped((f"volume-{number:02}.pdf", written(number)) for number in range(1, count + 1)))


def _package(value: Value) -> IO[bytes]:
    return packed(value, contents_of(value), lambda form: FORMATS[form].write(value).read())


def packed(value: Value, contents: Contents, written: Callable[[str], bytes]) -> IO[bytes]:
    """With the report as pages and as a workbook: an outsider should not need a program to read it. written: gives it
    in another format. Raises CannotPackage.
    """
    return package(value, contents, {f"report.{form}": written(form) for form in ("html", "xlsx")})


def _document(paper: Paper, **more: object) -> str:
    context = {"paper": paper, "long": False, "drawing_style": _style(DRAWING_STYLE), **more}
    return render_to_string("paper/document.html", context)


def _styles() -> SafeString:
    return SafeString("\n".join(map(_style, STYLES)))  # nosec  # our own files


@cache
def _style(name: str) -> SafeString:
    path = finders.find(name)
    assert isinstance(path, str)  # it is ours
    with open(path, encoding="utf-8") as style:
        return mark_safe(style.read())  # nosec  # our own file


FORMATS: dict[str, Format] = {
    one.key: one
    for one in (
        Format(
            PDF,
            "PDF",
            "to print and to hand over",
            "pdf",
            "application/pdf",
            _bytes(_pdf),
            MOST_AT_ONCE_PDF,
            most=MOST_IN_ONE,
            instead="Take PDF in volumes.",
        ),
        Format(
            VOLUMES,
            "PDF in volumes",
            "to print and to hand over: a volume on the whole, and its questions in further ones, zipped",
            "pdf.zip",
            "application/zip",
            _volumes,
            MOST_AT_ONCE_PDF,
            fewest=MOST_IN_ONE + 1,
            instead="Take PDF, which is one file.",
        ),
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
            PACKAGE,
            "Evidence package",
            "originals, texts, report and ledger, with a program that checks them",
            "bag.zip",
            "application/zip",
            _package,
            MOST_AT_ONCE_PACKAGE,
        ),
    )
}


def fit(claims: int) -> list[Format]:
    """Those in which there is a file of a report with so many claims."""
    return [one for one in FORMATS.values() if not one.unfit(claims)]
