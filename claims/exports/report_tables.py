"""The tables of a report, in the order in which a workbook and a folder of CSV files have them. Knows no models."""

from collections.abc import Iterator
from datetime import date

from claims.exports.report_columns import (
    ADDRESS,
    EXTERNAL_KEY,
    Column,
    Kind,
    Table,
    Value,
    days,
    field,
    several,
    words,
    yes_no,
)
from claims.exports.report_parts import Part, Parts, said
from claims.exports.report_tables_claims import CLAIMS, REVIEWS
from claims.exports.report_tables_sheet import CELLS, CONFLICTS, SETTLEMENTS, SHEET

CONFIDENTIAL = (
    "Confidential sources and documents, and every claim behind which one of them stands. Findings, origins, camps, "
    "conflicts and figures are those of the claims in this report."
)
BACK = (
    "“kept back” stands where words were written beside something that must not leave, or name it, and where a person "
    "is not to be named. A blank cell says that nothing is recorded, or that an end is open; it never means zero."
)


# --- the report itself ------------------------------------------------------------------------------------------------


def _about(parts: Parts) -> Iterator[Part]:
    """What the report is, a line each."""
    report = parts.report
    for name, value in (
        ("title", report["title"]),
        ("purpose", said(report["purpose"])),
        ("chosen by", said(report["selection"]["chosen_by"])),
        ("as of", date.fromisoformat(report["as_of"])),
        *_release(report["release"]),
        ("ledger: last entry", report["ledger"]["sequence"]),
        ("ledger: hash of the last entry", report["ledger"]["hash"]),
        ("made by", report["site"]),
        ("format", f"{report['format']['name']}, version {report['format']['version']}"),
        *_left_out(parts),
        *_method(report["method"]),
    ):
        yield {"what": name, "says": value}


def _release(release: Part | None) -> Iterator[tuple[str, Value]]:
    if release is None:
        yield "release", "none: made from the data as they stood"
        return
    yield "release", f"release {release['number']} of {release['report']}"
    yield "release: address", release["address"]
    yield "release: note", said(release["note"])
    yield "release: by", said(release["by"])
    yield "release: at", release["at"]


def _left_out(parts: Parts) -> Iterator[tuple[str, Value]]:
    yield "left out", CONFIDENTIAL
    yield "reviewers", f"{parts.report['redaction']['reviewers']} by name"
    yield "kept back", BACK
    for question in parts.questions.values():
        if question["not_read_because"]:
            yield "left out", f"{question['text']}: {question['not_read_because']}"
    for event in parts.events.values():
        if event["more_questions"]:
            yield "left out", f"{event['title']}: it has more questions than a report reads of one event"


def _method(method: Part) -> Iterator[tuple[str, Value]]:
    rule = method["sheet_rule"]
    yield "rule of the sheet", f"{rule['name']}, version {rule['version']}"
    yield "rule of the sheet: what it does", rule["words"]
    yield "rule of the sheet: after", rule["after"]
    yield "rule of the sheet: left out", rule["left_out_by_all"]
    yield "margin of approximate figures, per cent to both sides", method["margin"]
    yield "rules of reading: version", method["reading"]["version"]
    for line in method["reading"]["rules"]:
        yield f"rule of reading: {line['key']}", f"{line['words']}: {line['read_as']}"


REPORT = Table("Report", _about, (field("what", Kind.SHORT, "what"), field("says", Kind.WORDS, "says")))


# --- what it rests on -------------------------------------------------------------------------------------------------


EVENTS = Table(
    "Events",
    lambda parts: parts.events.values(),
    (
        field("event", Kind.KEY, "key"),
        field("title", Kind.WORDS, "title"),
        *days("date", "date"),
        field("place", Kind.SHORT, "place"),
        words("note", "note"),
        Column("questions here", Kind.FIGURE, lambda parts, event: len(event["questions"])),
        Column("has more questions", Kind.KEY, lambda parts, event: yes_no(event["more_questions"])),
        EXTERNAL_KEY,
        ADDRESS,
    ),
)

SOURCES = Table(
    "Sources",
    lambda parts: parts.sources.values(),
    (
        field("source", Kind.KEY, "key"),
        field("name", Kind.SHORT, "name"),
        Column("other names", Kind.SHORT, lambda parts, source: several(source["aliases"])),
        field("kind", Kind.KEY, "kind"),
        field("grade", Kind.KEY, "grade"),
        words("grade: why", "grade_reason"),
        field("interest", Kind.KEY, "interest"),
        words("interest: why", "interest_reason"),
        Column("asserts claims", Kind.FIGURE, lambda parts, source: len(parts.asserted[source["key"]])),
        Column("published documents", Kind.FIGURE, lambda parts, source: len(parts.published[source["key"]])),
        EXTERNAL_KEY,
        ADDRESS,
    ),
)


def _repeats(parts: Parts, document: Part) -> str:
    return several(
        f"{link['document']}, {parts.documents[link['document']]['title']} ({said(link['note'])})"
        if link["note"] != ""
        else f"{link['document']}, {parts.documents[link['document']]['title']}"
        for link in document["repeats"]
    )


DOCUMENTS = Table(
    "Documents",
    lambda parts: parts.documents.values(),
    (
        field("document", Kind.KEY, "key"),
        field("title", Kind.WORDS, "title"),
        Column("publisher", Kind.SHORT, lambda parts, document: parts.publisher(document)),
        *days("published", "published"),
        *days("collected", "collected"),
        field("language", Kind.KEY, "language"),
        field("web address", Kind.LINK, "web_address"),
        field("kind of file", Kind.SHORT, "media_type"),
        field("bytes", Kind.FIGURE, "size"),
        field("SHA-256", Kind.SHORT, "sha256"),
        field("grade", Kind.KEY, "grade"),
        words("grade: why", "grade_reason"),
        Column("repeats", Kind.WORDS, _repeats),
        Column("claims here", Kind.FIGURE, lambda parts, document: len(parts.stated_in[document["key"]])),
        EXTERNAL_KEY,
        ADDRESS,
    ),
)

TABLES = (REPORT, SHEET, CELLS, CONFLICTS, SETTLEMENTS, CLAIMS, REVIEWS, SOURCES, DOCUMENTS, EVENTS)
