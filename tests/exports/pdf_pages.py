"""A PDF as its reader sees it."""

import pypdfium2 as pdfium


def texts(written: bytes) -> list[str]:
    """What each page says, on one line."""
    found = pdfium.PdfDocument(written)
    return [" ".join(found[number].get_textpage().get_text_range().split()) for number in range(len(found))]
