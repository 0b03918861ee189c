"""A report as HTML → PDF: tagged for those who listen to it (PDF/UA-1), with contents, page numbers and footnotes.

The same HTML gives the same bytes: no clock is read, and the file's identifier is that of its content.
"""

import logging
from hashlib import sha256

from claims.exports.pdf_drawings import write_whole_runs

APT_LINE = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_SOFT_HYPHEN = "\u00ad"
_NOWHERE = "about:blank"


class NoPdf(Exception):
    """This machine cannot write PDF. The message may be shown."""

    def __init__(self) -> None:
        super().__init__(
            "This machine cannot write PDF: libraries of the system are missing. Whoever looks after it installs them "
            f"with “{APT_LINE}” and starts the tracker again. The other formats are there meanwhile."
        )


def pdf_of(html: str, styles: str) -> bytes:
    """html: complete and without links to anything that would have to be fetched. styles: CSS. Raises NoPdf."""
    try:
        # Its libraries are loaded only when a PDF is asked for: they may be missing.
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher

        write_whole_runs()
    except OSError as missing:
        raise NoPdf from missing
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    # What people typed must not make the server fetch anything, whatever slips into the HTML one day.
    nothing = URLFetcher(allowed_protocols=())
    page = HTML(string=html.replace(_SOFT_HYPHEN, ""), base_url=_NOWHERE, url_fetcher=nothing)
    written: bytes = page.write_pdf(
        stylesheets=[CSS(string=styles, url_fetcher=nothing)],
        pdf_variant="pdf/ua-1",
        pdf_identifier=sha256(html.encode()).digest()[:16],
    )
    return written
