"""The PDF: tagged, the same each time, and never fetching anything."""

import re
import socket
import zlib
from pathlib import Path

import pypdfium2
import pytest

from claims.exports.report_pdf import NoPdf, pdf_of

PAGE = '<html lang="en-GB"><head><title>On Moura</title></head><body><h1>On Moura</h1><p>{}</p></body></html>'


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def inflated(pdf: bytes) -> bytes:
    """All its streams, unpacked."""
    streams = re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL)
    return b"\n".join(zlib.decompress(stream) if stream[:1] == b"x" else stream for stream in streams)


def test_it_is_tagged_for_those_who_listen() -> None:
    pdf = pdf_of(PAGE.format("About 300."), "")
    assert "About 300." in words(pdf) and pypdfium2.PdfDocument(pdf).is_tagged()
    assert b'pdfuaid:part="1"' in inflated(pdf)


def test_the_same_html_gives_the_same_bytes() -> None:
    first, again = (pdf_of(PAGE.format("About 300."), "p { color: red }") for _ in range(2))
    assert first == again


@pytest.mark.parametrize("said", ["قتل 300 رجل", "𐤀𐤁", "נהרגו 300"], ids=["Arabic", "beyond 16 bits", "Hebrew"])
def test_words_of_any_script_are_written(said: str) -> None:
    assert pdf_of(PAGE.format(said), "").startswith(b"%PDF")


DRAWING = '<svg viewBox="0 0 300 40" role="img" aria-label="a"><text x="150" y="20" text-anchor="{}">{}</text></svg>'


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
@pytest.mark.parametrize("said", ["قتيل", "مورا: 300", "הרוגים", "মিয়ানমার", "क्षत्रिय", "ߒߞߏ"])
def test_words_in_drawings_are_written_whole(said: str, anchor: str) -> None:
    """Letters that join are drawn as other shapes than by themselves, and read in their own order."""
    assert said in words(pdf_of(PAGE.format(DRAWING.format(anchor, said)), ""))


def test_soft_hyphens_are_left_out() -> None:
    assert "Mopti" in words(pdf_of(PAGE.format("Mop\u00adti"), ""))


def test_nothing_that_people_typed_is_fetched(tmp_path: Path) -> None:
    picture, asked = tmp_path / "red.svg", socket.create_server(("127.0.0.1", 0))
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="9">SECRET</text></svg>')
    asked.settimeout(0)
    web = f"http://127.0.0.1:{asked.getsockname()[1]}/x.png"
    pdf = pdf_of(PAGE.format(f'<img src="{picture.as_uri()}" alt="a"><img src="{web}" alt="b">'), "")
    assert "SECRET" not in words(pdf)
    with pytest.raises(BlockingIOError):
        asked.accept()


def test_missing_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def missing(name: str, *args: object, **more: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(NoPdf, match="apt-get install libpango-1.0-0"):
        pdf_of(PAGE.format(""), "")
