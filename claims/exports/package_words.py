"""What an evidence package says of itself in plain words, for somebody who has never seen one. Knows no models."""

import re
import textwrap
from collections.abc import Collection, Sequence
from typing import Protocol

from claims.exports.report_parts import Part, Parts

_BREAKING = re.compile(r"\s+")
WIDTH = 96


class LedgerTold(Protocol):
    """How many entries of the ledger the extract has, how many it tells, and with a name."""

    @property
    def entries(self) -> int: ...
    @property
    def told(self) -> int: ...
    @property
    def named(self) -> int: ...


def one_line(words: str) -> str:
    return _BREAKING.sub(" ", words).strip()


def bag_info(report: Part, report_sha256: str, octets: int, files: int) -> str:
    """Dated by the report, so that the same report makes the same bag."""
    release = report["release"]
    lines = {
        "Source-Organization": report["site"],
        "External-Description": one_line(report["title"]),
        "External-Identifier": f"{report['site']} {release['report']} release {release['number']}" if release else "",
        "Bagging-Date": release["at"][:10] if release else report["as_of"],
        "Bag-Software-Agent": "source-claim verification tracker, evidence package 1",
        "Report-SHA256": report_sha256,
        "Ledger-Head": f"{report['ledger']['sequence']} {report['ledger']['hash']}".strip(),
        "Payload-Oxum": f"{octets}.{files}",
    }
    return "".join(f"{name}: {words}\n" for name, words in lines.items() if words)


def kept_back_words(report: Part, kept_back: Collection[str]) -> Sequence[str]:
    """The documents whose files are not in the package, as a line each."""
    parts = Parts(report)
    return [f"{key}: {one_line(parts.documents[key]['title'])}" for key in sorted(kept_back)]


def readme(report: Part, kept_back: Sequence[str], told: LedgerTold) -> str:
    """In lines of ordinary width."""
    sections = (
        _heading(report),
        _CHECKING,
        _CONTENTS,
        _not_here(kept_back, report),
        _ledger_words(report, told),
        _NOT_SHOWN,
    )
    return "\n\n".join(_filled(section) for section in sections if section) + "\n"


def _filled(section: str) -> str:
    """Paragraphs broken into lines; a line that begins with white space or a dash is one of its own."""
    lines = section.splitlines()
    return "\n".join(
        line
        if line.startswith(" ")
        else textwrap.fill(line, WIDTH, subsequent_indent="  " if line.startswith("- ") else "", break_long_words=False)
        for line in lines
    )


def _heading(report: Part) -> str:
    release = report["release"]
    made = (
        f"Release {release['number']} of {release['report']}, published {release['at'][:10]}."
        if release
        else f"Not a release: the report as it stood on {report['as_of']}."
    )
    return f"EVIDENCE PACKAGE\n{one_line(report['title'])}\n{made} From {report['site']}"


_CHECKING = """HOW TO CHECK IT
You need a computer with Python 3.8 or newer and nothing else: no network, no account, no help from us. Beside this \
file, or with the whole .zip file:
    python3 -I verify.py .
    python3 -I verify.py package.zip
It changes nothing and unpacks nothing. It says what holds, or names the first fault that it finds.
Whoever alters a package can alter its verify.py as well. If you do not trust where you have this from, take verify.py \
from another package or read it first; and compare the two long numbers that it prints at its end, the report's \
SHA-256 and the ledger's head, with those published elsewhere: by the tracker, in a printed copy, by a colleague."""

_CONTENTS = """WHAT IS IN IT
- data/report.json: the report: every claim, the words it comes from, what cannot be true together and why, and what \
reviewers made of it. data/report.schema.json says what each name in it means.
- data/report.jsonld: the same for linked data (Web Annotation, PROV-O, schema.org).
- data/originals/: the documents as they came, byte for byte, each named by its SHA-256.
- data/texts/: the text taken from each document, as UTF-8. A quote's start and end are counted in it, in Unicode code \
points from 0; the end is not included.
- data/ledger.jsonl: the chain of all changes up to the report, a line each.
- data/kept-back.json: the documents whose files are not here.
- manifest-sha256.txt and tagmanifest-sha256.txt: the SHA-256 of every file. This is a BagIt bag (RFC 8493)."""


def _not_here(kept_back: Sequence[str], report: Part) -> str:
    said = (
        "WHAT IS NOT IN IT\nConfidential sources and documents, and whatever rests on them, are in no report and in no "
        "package. Every finding, origin and figure is computed from what is here."
    )
    if report["redaction"]["reviewers"] == "hidden":
        said += "\nWho reviewed, settled and decided is not named in this report."
    if kept_back:
        listed = "\n".join(f"- {words}" for words in kept_back)
        said += (
            "\nThe files of these documents are kept back whole, because something in them must not leave. What they "
            "are quoted for stands in the report, with the SHA-256 of the file and of its text; that the quotes stand "
            f"there cannot be checked with this package alone:\n{listed}"
        )
    return said


def _ledger_words(report: Part, told: LedgerTold) -> str:
    head = report["ledger"]
    if not told.entries:
        return "THE LEDGER\nNothing was ever recorded before this report."
    return f"""THE LEDGER
Every change of what the tracker holds is an entry of its ledger, and each entry's hash covers the hash of the one \
before. {told.entries:,} entries lead from the first one to the one that the report names as its head: number \
{head["sequence"]}, {head["hash"]}. Whoever alters, removes or inserts an entry changes every hash after it.
What was written in an entry is never here. {told.told:,} entries say what was done to what in this report and when, \
{told.named:,} of them by whom: those for which the report names somebody. The others, which concern something else as \
well, show the hash of their body only: nothing can be read from it, and yet the hash of the entry follows \
from it.
    hash   = SHA-256 of {{"body":…,"previous":…,"sequence":…}}
    body   = SHA-256 of {{"at":…,"deed":…,"objects":…,"sealed":…}}
    sealed = SHA-256 of {{"actor":…,"commitment":…}}
Each is JSON in UTF-8, its names in this order, without white space. The commitment is the SHA-256 of a secret number \
and what was written. So you can recompute that no entry was altered, and when each deed that is told was done, as far \
as you trust the head. You cannot see what was written in an entry, nor who is meant where no name is given. To show \
you that later, the tracker's keepers need only give you what was hashed."""


_NOT_SHOWN = """WHAT A GOOD PACKAGE DOES NOT SHOW
That what the documents say is true; that a document is what its publisher wrote, which you can check where it was \
published; that the people who judged it judged well. It shows that the words stand where the report says, that \
nothing in the package was altered since it was made, and that the report stands at one place in one chain of \
changes."""
