"""What kind of file bytes are, told by the bytes themselves. A name that says otherwise is a reason to refuse."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from claims.ingest.extracted import CannotExtract

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"

WORDS: Mapping[str, str] = {
    PDF: "a PDF",
    DOCX: "a Word document (.docx)",
    HTML: "a web page (HTML)",
    MARKDOWN: "Markdown",
    PLAIN: "plain text",
}
_ENDINGS: Mapping[str, str] = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".txt": PLAIN,
    ".text": PLAIN,
}
_OTHER = (
    (b"\xd0\xcf\x11\xe0", "an old Office file or a protected one. Save it as .docx without a password"),
    (b"{\\rtf", "a rich-text file. Save it as .docx or as plain text"),
    (b"\x89PNG", "a picture. Only files that hold text can be read"),
    (b"\xff\xd8\xff", "a picture. Only files that hold text can be read"),
    (b"GIF8", "a picture. Only files that hold text can be read"),
    (b"II*\x00", "a picture. Only files that hold text can be read"),
    (b"MM\x00*", "a picture. Only files that hold text can be read"),
    (b"\x1f\x8b", "a packed file. Unpack it and choose what is in it"),
    (b"7z\xbc\xaf", "a packed file. Unpack it and choose what is in it"),
    (b"Rar!", "a packed file. Unpack it and choose what is in it"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)
_SPACE_OR_MARK = b"\xef\xbb\xbf \t\r\n\x0c"
_HTML_START = re.compile(rb"(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.DOTALL)


def kind_of(original: bytes, name: str) -> str:
    """The media type, by the first bytes. Raises CannotExtract for what holds no text, and for a name that lies."""
    if not original:
        raise CannotExtract("This file is empty.")
    found = _by_content(original)
    named = _ENDINGS.get(PurePosixPath(name.lower()).suffix)
    if found == PLAIN and named in (PLAIN, MARKDOWN, HTML):
        return named
    if named not in (None, found):
        assert named is not None
        raise CannotExtract(
            f"Its name says {WORDS[named]}, but its content is {WORDS[found]}. "
            "Give it its right ending, if it is what you meant to add."
        )
    return found


def _by_content(original: bytes) -> str:
    for sign, words in _OTHER:
        if original.startswith(sign):
            raise CannotExtract(f"This is {words}.")
    start = original[:4096].lstrip(_SPACE_OR_MARK)
    if start.startswith(b"%PDF-"):
        return PDF
    if b"%PDF-" in original[:1024]:
        raise CannotExtract("This file is of two kinds at once: a PDF with something else before it.")
    if original.startswith(b"PK\x03\x04"):
        return DOCX
    return HTML if _HTML_START.match(start) else PLAIN
