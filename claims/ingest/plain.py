"""Plain text and Markdown → text: the characters as they stand, line ends and all."""

from claims.ingest.encoding import decoded
from claims.ingest.extracted import Extracted
from claims.ingest.kinds import PLAIN

EXTRACTOR = "plain text 2"
"""Change the number when the same bytes would give another text."""


def read_plain(original: bytes, media_type: str = PLAIN, encoding: str = "") -> Extracted:
    """The text. encoding: as a person chose it. Raises CannotExtract."""
    text = decoded(original, encoding)
    if not text.strip():
        return Extracted("", media_type, EXTRACTOR, notes=("There is no text in this file; nothing can be quoted.",))
    return Extracted(text, media_type, EXTRACTOR)
