"""Plain text: UTF-8 bytes → text. Other encodings are refused, never guessed."""

import codecs

EXTRACTOR = "plain text 1"
"""Names how a text came from its bytes. Change the number when the same bytes would give another text."""

_OTHER = (
    (codecs.BOM_UTF32_LE, "UTF-32 text"),
    (codecs.BOM_UTF32_BE, "UTF-32 text"),
    (codecs.BOM_UTF16_LE, "UTF-16 text"),
    (codecs.BOM_UTF16_BE, "UTF-16 text"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a packed file, such as a Word document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a rich-text file"),
)


class CannotExtract(ValueError):
    """No text can be taken from these bytes. The message may be shown."""


def read_plain(original: bytes) -> str:
    """The text of UTF-8 bytes: line ends exactly as they are, without a byte-order mark. Raises CannotExtract."""
    for sign, what in _OTHER:
        if original.startswith(sign):
            raise CannotExtract(f"This looks like {what}. Save it as plain text in UTF-8 and choose that file.")
    try:
        text = original.decode("utf-8-sig")
    except UnicodeDecodeError as unread:
        raise CannotExtract(
            f"This file is not UTF-8 text (byte {unread.start + 1:,} does not fit). "
            "Save it as plain text in UTF-8 and choose that file."
        ) from None
    if "\x00" in text:
        raise CannotExtract("This file holds NUL characters, so it is not plain text.")
    if not text.strip():
        raise CannotExtract("This file holds no text, so nothing could be quoted from it.")
    return text
