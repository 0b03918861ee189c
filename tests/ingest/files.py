"""Files made for tests: PDFs and Word documents as people send them, and as attackers do."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from reportlab.pdfgen import canvas

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
CORE = (
    f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
    "<dcterms:created>2022-04-05T10:00:00Z</dcterms:created></cp:coreProperties>"
)


def pdf(pages: Sequence[Sequence[str]], *, title: str = "", author: str = "", encrypt: str | None = None) -> bytes:
    """A PDF with these lines on its pages."""
    made = io.BytesIO()
    drawn = canvas.Canvas(made, encrypt=encrypt)
    drawn.setTitle(title)
    drawn.setAuthor(author)
    for lines in pages:
        for place, line in enumerate(lines):
            drawn.drawString(50, 800 - 16 * place, line)
        drawn.showPage()
    drawn.save()
    return made.getvalue()


def docx(
    paragraphs: Sequence[str],
    *,
    title: str = "",
    author: str = "",
    body: str = "",
    more: Mapping[str, str] | None = None,
) -> bytes:
    """A Word document. body: its whole body part instead of paragraphs; more: further parts, or others in place."""
    text = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": body or f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{text}</w:body></w:document>',
        "docProps/core.xml": CORE.format(title=title, author=author),
        **(more or {}),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def html(body: str, head: str = "", language: str = "en") -> bytes:
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'.encode()
