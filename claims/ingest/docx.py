"""Word documents (.docx) → text. The package is looked through before anything in it is unpacked."""

import io
import zipfile
from importlib.metadata import version
from xml.etree import ElementTree  # nosec B405
from xml.parsers.expat import ExpatError

import mammoth

from claims.ingest.extracted import CannotExtract, Extracted
from claims.ingest.html import text_of_html
from claims.ingest.kinds import DOCX
from claims.ingest.packages import dangers

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
            for why in dangers(package, body=BODY):
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
