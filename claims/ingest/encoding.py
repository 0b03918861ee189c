"""Bytes → characters. UTF-8 and what a file declares are taken at their word; anything else is a person's to choose."""

import codecs

from claims.ingest.extracted import CannotExtract

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHOICES = {
    "windows-1252": "Western European (Windows-1252)",
    "iso-8859-15": "Western European (ISO 8859-15)",
    "windows-1250": "Central European (Windows-1250)",
    "windows-1251": "Cyrillic (Windows-1251)",
    "koi8-u": "Ukrainian (KOI8-U)",
    "windows-1254": "Turkish (Windows-1254)",
    "windows-1255": "Hebrew (Windows-1255)",
    "windows-1256": "Arabic (Windows-1256)",
    "gb18030": "Chinese (GB 18030)",
    "big5": "Chinese (Big5)",
    "shift_jis": "Japanese (Shift JIS)",
    "euc-kr": "Korean (EUC-KR)",
}
"""Encodings a person may choose, by Python's names for them."""
COMMONEST = "windows-1252"
"""Always among those shown: few bytes beyond ASCII tell no encoding from another."""
MOST_SAMPLES = 3
SAMPLE = 40
"""Characters of a text that are shown as they would be read."""


def decoded(original: bytes, encoding: str = "", *, nul: bool = False) -> str:
    """The characters. encoding: the one a person chose or the file declares, "" for none. nul: may there be NUL
    characters? A table names the cell that has one.

    Raises CannotExtract: for other bytes than UTF-8 with the likeliest encodings, each with a sample to judge by.
    """
    for mark, marked in _MARKED:
        if original.startswith(mark):
            return _checked(_strictly(original, marked), nul)
    if encoding:
        return _checked(_strictly(original, encoding), nul)
    try:
        return _checked(original.decode("utf-8"), nul)
    except UnicodeDecodeError as unread:
        place = unread.start
    if b"\x00" in original:
        raise CannotExtract("This file holds NUL characters, so it is not text.")
    raise CannotExtract(
        f"This file is not UTF-8: byte {place + 1:,} does not fit. {' '.join(_likely(original, place))} "
        "Choose its encoding, or save it as UTF-8."
    )


def _likely(original: bytes, place: int) -> list[str]:
    """What the likeliest encodings would make of the words around the first byte that does not fit."""
    from charset_normalizer import from_bytes  # few files need it

    guessed = [_chosen_name(match.encoding) for match in from_bytes(original)]
    start = max(0, place - SAMPLE // 2)
    samples: dict[str, str] = {}
    for name in [COMMONEST, *guessed]:
        if name and len(samples) < MOST_SAMPLES:
            samples.setdefault(" ".join(original[start : place + SAMPLE].decode(name, "replace").split()), name)
    return [f"As {CHOICES[name]} it reads “{sample}”." for sample, name in samples.items()]


def _chosen_name(encoding: str) -> str:
    return next((name for name in CHOICES if codecs.lookup(name).name == codecs.lookup(encoding).name), "")


def _strictly(original: bytes, encoding: str) -> str:
    try:
        return original.decode(encoding)
    except UnicodeDecodeError as unread:
        raise CannotExtract(f"This file is not {encoding}: byte {unread.start + 1:,} does not fit.") from None
    except LookupError:
        raise CannotExtract(f"“{encoding[:40]}” is no encoding that is known here.") from None


def _checked(text: str, nul: bool) -> str:
    if "\x00" in text and not nul:
        raise CannotExtract("This file holds NUL characters, so it is not text.")
    return text
