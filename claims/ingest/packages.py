"""Office files are packages of parts: looked through before anything in them is unpacked."""

import zipfile
from collections.abc import Iterator

MOST_PARTS = 2_000
MOST_BYTES = 200 * 1024 * 1024
"""Unpacked, all parts together."""
MOST_PACKED = 200
"""How many times larger than its packed form a part may be."""
SMALL = 1024 * 1024


def dangers(package: zipfile.ZipFile, body: str) -> Iterator[str]:
    """Why a package of Office parts is not opened. body: the part that it must have."""
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
    if body not in names or "[Content_Types].xml" not in names:
        yield "lacks the parts of one"
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")) and _declares(package.read(part)):
            yield "declares entities, which no Office file does"


def _declares(xml: bytes) -> bool:
    """A document type or an entity, in any encoding that XML may come in (ECMA-376-2: none may stand in a part)."""
    plain = xml.replace(b"\x00", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain
