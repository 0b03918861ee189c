"""A report with all it rests on → an evidence package that an outsider can check without us. Knows no models.

A BagIt bag (RFC 8493, SHA-256) in a zip file: the report, the originals, the texts that its quotes stand in, the
ledger's chain, and verify.py, which checks them. Whole or not at all: it is written to a nameless temporary file.

The same report and files give the same bytes: members stand in a fixed order, are all dated 1980 and come from no
system in particular, and the bag is dated by the report. Only another version of zlib may pack them otherwise; the
manifests are the same even then.
"""

import json
import re
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO

from claims.exports.package_words import bag_info, kept_back_words, readme
from claims.exports.report_json import SCHEMA, report_json
from claims.exports.report_jsonld import report_jsonld
from claims.exports.report_parts import Part

VERIFIER = Path(__file__).with_name("verify.py")
CHUNK = 1 << 20
KEPT_BACK_FILE = "data/kept-back.json"
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_PLAIN_NAME = re.compile(r"(?:[a-z0-9][a-z0-9._-]*/)*[a-z0-9][a-z0-9._-]*")

ENDINGS: Mapping[str, str] = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
"""So that a computer knows what to open an original with. Others have none."""


class CannotPackage(Exception):
    """Something that belongs in it is missing or is not what it was. The message may be shown."""


@dataclass(frozen=True)
class Stored:
    """Bytes kept elsewhere. words: what they are, for a fault. Opening and reading may raise OSError."""

    words: str
    sha256: str
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True)
class Contents:
    """What is packed beside the report. originals: by document. texts: by document and number of the text.

    kept_back: the documents whose files must not leave. ledger: the lines of the extract, each an entry.
    """

    originals: Mapping[str, Stored]
    texts: Mapping[tuple[str, int], Stored]
    kept_back: Sequence[str]
    ledger: Callable[[], Iterable[Mapping[str, object]]]


def package(report: Part, contents: Contents, further: Mapping[str, bytes] | None = None) -> IO[bytes]:
    """The package as an open file, at its beginning; it is gone once closed. Raises CannotPackage.

    further: more files by their names below `data/` (`tables/claims.csv`).
    """
    # Closed by whoever is handed it.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    try:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            _fill(_Bag(packed, f"{name_of(report)}/"), report, contents, further or {})
        file.seek(0)
    except OSError as failed:
        file.close()
        raise CannotPackage(f"The package could not be written: {failed.strerror or failed}.") from failed
    except BaseException:
        file.close()
        raise
    return file


def name_of(report: Part) -> str:
    """Of the bag's folder, and of the file without its ending."""
    release = report["release"]
    if release:
        return f"{release['report']}-release-{release['number']}"
    return f"report-{report['as_of']}-entry-{report['ledger']['sequence']}"


def kept_back_in(packed: IO[bytes]) -> list[str]:
    """The documents whose files were kept back when this package was made. Raises CannotPackage for what is none."""
    try:
        with zipfile.ZipFile(packed) as found:
            [name] = [name for name in found.namelist() if name.endswith(f"/{KEPT_BACK_FILE}")]
            documents: list[str] = json.loads(found.read(name))["documents"]
    except (zipfile.BadZipFile, zlib.error, ValueError, KeyError, TypeError) as broken:
        raise CannotPackage("The package that was made is damaged. Have it made again.") from broken
    return documents


def _fill(bag: "_Bag", report: Part, contents: Contents, further: Mapping[str, bytes]) -> None:
    value = report_json(report)
    bag.tag("bagit.txt", BAGIT)
    bag.add("data/report.json", value)
    bag.add("data/report.schema.json", SCHEMA.read_bytes())
    bag.add("data/report.jsonld", report_jsonld(report))
    bag.add(KEPT_BACK_FILE, report_json({"documents": sorted(contents.kept_back)}))
    for name, stored in _files(report, contents):
        bag.copy(name, stored)
    told = _ledger(bag, contents)
    for name in sorted(further):
        if not _PLAIN_NAME.fullmatch(name):
            raise CannotPackage(f"No file of a package may be called “{name}”.")
        bag.add(f"data/{name}", further[name])
    bag.tag("README.txt", readme(report, kept_back_words(report, contents.kept_back), told).encode())
    bag.tag("verify.py", VERIFIER.read_bytes())
    bag.tag("bag-info.txt", bag_info(report, sha256(value).hexdigest(), bag.octets, len(bag.payload)).encode())
    bag.tag("manifest-sha256.txt", manifest(bag.payload))
    bag.tag("tagmanifest-sha256.txt", manifest(bag.tags))


def manifest(files: Mapping[str, str]) -> bytes:
    return "".join(f"{files[name]}  {name}\n" for name in sorted(files)).encode()


def _files(report: Part, contents: Contents) -> Iterator[tuple[str, Stored]]:
    """Each file once: two documents of a report may not share their bytes, but nothing here relies on it."""
    kinds = {document["key"]: document["media_type"] for document in report["documents"]}
    found = {
        f"data/originals/{stored.sha256}{ENDINGS.get(kinds[key], '')}": stored
        for key, stored in contents.originals.items()
    }
    found |= {f"data/texts/{key}-v{number}.txt": stored for (key, number), stored in contents.texts.items()}
    yield from sorted(found.items())


@dataclass
class Told:
    """How the ledger's entries are told in the extract, counted."""

    entries: int = 0
    told: int = 0
    named: int = 0

    def count(self, line: Mapping[str, object]) -> None:
        self.entries += 1
        self.told += "deed" in line
        self.named += "actor" in line


def _ledger(bag: "_Bag", contents: Contents) -> Told:
    told = Told()

    def lines() -> Iterator[bytes]:
        for line in contents.ledger():
            told.count(line)
            yield report_json(line) + b"\n"

    bag.stream("data/ledger.jsonl", lines())
    return told


@dataclass
class _Bag:
    """A bag as it is filled: what was hashed on its way in. payload, tags: SHA-256 by name."""

    zip: zipfile.ZipFile
    root: str
    payload: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    octets: int = 0

    def tag(self, name: str, content: bytes) -> None:
        """A file about the bag. It cannot be in a manifest that was written before it."""
        self.tags[name] = self._write(name, [content])

    def add(self, name: str, content: bytes) -> None:
        self.stream(name, [content])

    def stream(self, name: str, chunks: Iterable[bytes]) -> None:
        if name in self.payload:
            raise CannotPackage(f"Two files of the package would be called {name}.")
        self.payload[name] = self._write(name, self._counted(chunks))

    def copy(self, name: str, stored: Stored) -> None:
        """Raises CannotPackage where the bytes are not those that were recorded."""
        self.stream(name, _chunks(stored))
        if self.payload[name] != stored.sha256:
            raise CannotPackage(f"{stored.words} is not the one that was recorded: its SHA-256 is another.")

    def _counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.octets += len(chunk)
            yield chunk

    def _write(self, name: str, chunks: Iterable[bytes]) -> str:
        info = zipfile.ZipInfo(self.root + name)
        info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
        digest = sha256()
        # How long it gets is known at its end only.
        with self.zip.open(info, "w", force_zip64=True) as member:
            for chunk in chunks:
                digest.update(chunk)
                member.write(chunk)
        return digest.hexdigest()


def _chunks(stored: Stored) -> Iterator[bytes]:
    try:
        with stored.open() as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except FileNotFoundError:
        raise CannotPackage(f"{stored.words} is missing from the store. Look for a backup.") from None
    except OSError as failed:
        raise CannotPackage(f"{stored.words} cannot be read: {failed.strerror or failed}.") from failed
