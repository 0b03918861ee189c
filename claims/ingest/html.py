"""Web pages (HTML) → text: the main text, or the whole page where a person asks for it. Nothing in them is run."""

import re
from collections.abc import Iterable
from importlib.metadata import version

import lxml.html
import trafilatura
from lxml import etree

from claims.ingest.encoding import decoded
from claims.ingest.extracted import Extracted
from claims.ingest.kinds import HTML

_UNSEEN = ("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "embed")
_BLOCK = re.compile(
    "address|article|aside|blockquote|br|caption|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|"
    "nav|ol|p|pre|section|table|td|th|tr|ul"
)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_DATED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//time[@itemprop='datePublished']/@datetime",
    "//meta[@name='citation_publication_date' or @name='DC.date.issued' or @name='dcterms.issued']/@content",
)
"""Where a page itself says when it was published. A date elsewhere in it is not taken for one."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")


def read_html(original: bytes, *, whole_page: bool = False, encoding: str = "") -> Extracted:
    """The text a reader sees. whole_page: with navigation and all else around the main text. Raises CannotExtract."""
    declared = _CHARSET.search(original[:4096])
    page = decoded(original, encoding or (declared[1].decode() if declared else ""))
    main = None if whole_page else trafilatura.extract(page, favor_recall=True, include_comments=False)
    text = text_of_html(page) if main is None else str(main)
    by = f"lxml {version('lxml')}, whole page"
    notes = []
    if main is not None:
        by = f"trafilatura {version('trafilatura')}, main text"
    elif text and not whole_page:
        notes.append("The main text could not be told from the rest, so the whole page was kept.")
    if not text:
        notes.append("No text was found on this page; nothing can be quoted from it.")
    return Extracted(text, HTML, by, proposals=_proposals(page), notes=tuple(notes))


def text_of_html(page: str) -> str:
    """All that a reader sees of a page, a line for each block."""
    root = _root(page)
    if root is None:
        return ""
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if _BLOCK.fullmatch(str(element.tag)):
            pieces.append("\n\n" if element.tag == "p" else "\n")
        pieces.append((element.text if event == "start" else element.tail) or "")
    return _paragraphs(" ".join(line.split()) for line in "".join(pieces).split("\n"))


def _root(page: str) -> lxml.html.HtmlElement | None:
    try:
        return lxml.html.document_fromstring(page.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        return None


def _paragraphs(lines: Iterable[str]) -> str:
    """The lines, with never more than one empty one between them."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()


def _proposals(page: str) -> dict[str, str]:
    root, found = _root(page), trafilatura.extract_metadata(page)
    if root is None or found is None:
        return {}
    said = [str(value) for path in _DATED for value in root.xpath(path)]
    day = _DAY.match(said[0]) if said else None
    known = {
        "title": found.title,
        "author": found.author,
        "publisher": found.sitename,
        "published": day[0] if day else "",
        "language": root.get("lang"),
    }
    return {name: str(value) for name, value in known.items() if value}
