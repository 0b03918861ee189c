"""PDF → text, page by page, by PDFium. Nothing in the file is run: neither scripts nor forms."""

import pypdfium2 as pdfium

from claims.ingest.extracted import CannotExtract, Extracted
from claims.ingest.kinds import PDF

MOST_PAGES = 5_000
_HYPHENS = str.maketrans({"\x02": "-\n", "\ufffe": "-\n"})
"""PDFium writes one of these for a hyphen at the end of a line together with the line's end."""
BETWEEN = "\n\n"


def read_pdf(original: bytes) -> Extracted:
    """The text of all pages. Raises CannotExtract for a file that is protected, broken or has too many pages."""
    try:
        document = pdfium.PdfDocument(original)
    except pdfium.PdfiumError as failed:
        raise CannotExtract(_why(str(failed))) from None
    if len(document) > MOST_PAGES:
        raise CannotExtract(f"This PDF has {len(document):,} pages; at most {MOST_PAGES:,} can be read at once.")
    texts = [_page(document, number) for number in range(len(document))]
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + len(BETWEEN)
    whole = BETWEEN.join(texts)
    return Extracted(
        text=whole if whole.strip() else "",
        media_type=PDF,
        extractor=f"PDFium through pypdfium2 {pdfium.PYPDFIUM_INFO.tag}",
        pages=tuple(starts),
        proposals=_proposals(document),
        notes=tuple(_notes(original, texts)),
    )


def _why(failed: str) -> str:
    if "password" in failed.lower():
        return "This PDF is protected by a password. Remove the protection and add it again."
    return "This PDF is broken or cut off, so it cannot be read."


def _page(document: pdfium.PdfDocument, number: int) -> str:
    try:
        page = document[number]
        text = page.get_textpage().get_text_range()
    except pdfium.PdfiumError:
        raise CannotExtract(f"Page {number + 1} of this PDF is broken, so it cannot be read.") from None
    plain = str(text).replace("\r\n", "\n").replace("\r", "\n").translate(_HYPHENS).replace("\x00", "")
    return plain.strip("\n")


def _proposals(document: pdfium.PdfDocument) -> dict[str, str]:
    known = document.get_metadata_dict()
    made = known.get("CreationDate", "").removeprefix("D:")
    day = f"{made[:4]}-{made[4:6]}-{made[6:8]}" if made[:8].isdigit() else ""
    return {"title": known.get("Title", ""), "author": known.get("Author", ""), "made": day}


def _notes(original: bytes, texts: list[str]) -> list[str]:
    notes = []
    empty = [number for number, text in enumerate(texts, 1) if not text.strip()]
    if len(empty) == len(texts):
        notes.append("No text was found in this PDF. It may be a scan; nothing can be quoted from it.")
    elif empty:
        pages = ", ".join(map(str, empty[:10])) + ("…" if len(empty) > 10 else "")
        notes.append(f"No text was found on page{'s' if len(empty) > 1 else ''} {pages}.")
    if b"/JavaScript" in original or b"/JS " in original or b"/JS(" in original:
        notes.append("It holds scripts. They were not run.")
    return notes
