"""Word documents (.docx) → text. The package is looked through before anything in it is unpacked."""

import io
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from xml.etree import ElementTree  # nosec B405
from xml.parsers.expat import ExpatError

import mammoth

from claims.ingest.extracted import CannotExtract, Extracted
from claims.ingest.html import text_of_html
from claims.ingest.kinds import DOCX

MOST_PARTS = 2_000
MOST_BYTES = 200 * 1024 * 1024
"""Unpacked, all parts together."""
MOST_PACKED = 200
"""How many times larger than its packed form a part may be."""
SMALL = 1024 * 1024

BODY = "word/document.xml"
CORE = "docProps/core.xml"
_TERMS = "{http://purl.org/dc/terms/}"
_ELEMENTS = "{http://purl.org/dc/elements/1.1/}"


def read_docx(original: bytes) -> Extracted:
    """The text of the document's body, notes included. Raises CannotExtract for what is no safe Word document."""
    if not original.startswith(b"PK\x03\x04"):
        raise CannotExtract("This is no Word document.")
    try:
        with zipfile.ZipFile(io.BytesIO(original)) as package:
            for why in _dangers(package):
                raise CannotExtract(f"This Word document {why}, so it is not opened.")
            core = package.read(CORE) if CORE in package.namelist() else b""
        made = mammoth.convert_to_html(io.BytesIO(original), convert_image=mammoth.images.img_element(lambda image: {}))
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, ElementTree.ParseError, ExpatError):
        raise CannotExtract("This Word document is broken or cut off, so it cannot be read.") from None
    text = text_of_html(made.value)
    return Extracted(
        text=text,
        media_type=DOCX,
        extractor=f"mammoth {version('mammoth')}",
        proposals=_proposals(core),
        notes=() if text else ("No text was found in this document; nothing can be quoted from it.",),
    )


def _dangers(package: zipfile.ZipFile) -> Iterator[str]:
    parts = package.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        yield "unpacks to more than a document can hold"
    if any(part.file_size > SMALL and part.file_size > MOST_PACKED * max(part.compress_size, 1) for part in parts):
        yield "is packed like a bomb"
    if any(name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") for name in names):
        yield "has parts with names that reach out of it"
    if len(set(names)) < len(names):
        yield "has several parts of one name"
    if any(part.flag_bits & 0x1 for part in parts):
        yield "is protected by a password"
    if BODY not in names or "[Content_Types].xml" not in names:
        yield "lacks the parts of one"
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")) and _declares(package.read(part)):
            yield "declares entities, which no Word document does"


def _declares(xml: bytes) -> bool:
    """A document type or an entity, in any encoding that XML may come in (ECMA-376-2: none may stand in a part)."""
    plain = xml.replace(b"\x00", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _proposals(core: bytes) -> dict[str, str]:
    if not core:
        return {}
    try:
        root = ElementTree.fromstring(core)  # nosec B314: it declares no entities, which was made sure of
    except ElementTree.ParseError:
        return {}
    known = {element.tag: (element.text or "").strip() for element in root}
    return {
        "title": known.get(f"{_ELEMENTS}title", ""),
        "author": known.get(f"{_ELEMENTS}creator", ""),
        "language": known.get(f"{_ELEMENTS}language", ""),
        "made": known.get(f"{_TERMS}created", "")[:10],
    }
