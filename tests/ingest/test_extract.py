"""Text out of files of every kind; what the file says of itself stays a proposal; what it cannot give is said."""

from importlib.metadata import version
from pathlib import Path

import pytest

from claims.ingest.apart import extract
from claims.ingest.extracted import CannotExtract
from claims.ingest.kinds import DOCX, HTML, MARKDOWN, PDF, PLAIN
from claims.ingest.limits import Limits
from tests.ingest.files import HEAD, WORD, docx, html, pdf

MOURA = "An estimated 300 men were killed in Moura in March of 2022, Human Rights Watch said after a long inquiry."
REPORT = html(
    f"<nav>Home About</nav><article><h1>Killings</h1><p onclick=steal()>{MOURA}</p><p>The army denied it.</p>"
    "<script>document.write('450 men')</script><p hidden></p></article><footer>Imprint</footer>",
    '<title>Killings at Moura</title><meta property="og:site_name" content="A paper">'
    '<meta property="article:published_time" content="2022-04-05T08:00:00Z">',
)


def test_reads_a_pdf_page_by_page() -> None:
    found = extract(
        pdf([["HRW said that", "300 men were killed."], ["Page two."]], title="Moura", author="HRW"), "a.pdf"
    )
    assert found.text == "HRW said that\n300 men were killed.\n\nPage two."
    assert found.pages == (0, found.text.index("Page two."))
    assert (found.media_type, found.proposals["title"], found.proposals["author"]) == (PDF, "Moura", "HRW")
    assert found.extractor == f"PDFium through pypdfium2 {version('pypdfium2')}" and found.notes == ()


def test_keeps_a_word_parted_at_a_lines_end_as_it_is_printed() -> None:
    assert extract(pdf([["an esti-", "mated 300 men"]]), "a.pdf").text == "an esti-\nmated 300 men"


def test_says_which_pages_of_a_pdf_hold_no_text() -> None:
    found = extract(pdf([["One."], [], ["Three."]]), "a.pdf")
    assert found.notes == ("No text was found on page 2.",) and len(found.pages) == 3


def test_keeps_a_scan_and_says_that_nothing_can_be_quoted() -> None:
    found = extract(pdf([[], []]), "scan.pdf")
    assert found.text == "" and "No text was found in this PDF" in found.notes[0]


def test_does_not_run_a_pdfs_scripts() -> None:
    scripted = pdf([["Words."]]).replace(
        b"/Type /Catalog", b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> /Type /Catalog"
    )
    found = extract(scripted, "a.pdf")
    assert found.text == "Words." and "It holds scripts. They were not run." in found.notes


def test_reads_a_word_document() -> None:
    found = extract(docx(["First.", "300 men."], title="Moura", author="HRW"), "a.docx")
    assert found.text == "First.\n\n300 men." and found.media_type == DOCX
    assert found.proposals == {"title": "Moura", "author": "HRW", "language": "", "made": "2022-04-05"}


def test_reads_the_main_text_of_a_page_and_runs_nothing_in_it() -> None:
    found = extract(REPORT, "a.html")
    assert MOURA in found.text and "The army denied it." in found.text
    assert not any(word in found.text for word in ("Home", "Imprint", "450", "steal"))
    assert found.media_type == HTML and found.extractor.startswith("trafilatura")


def test_reads_the_whole_page_where_asked() -> None:
    found = extract(REPORT, "a.html", whole_page=True)
    assert "Home About" in found.text and "Imprint" in found.text and "450" not in found.text


def test_proposes_what_a_page_says_of_itself_and_no_other_date() -> None:
    assert extract(REPORT, "a.html").proposals == {
        "title": "Killings",
        "publisher": "A paper",
        "published": "2022-04-05",
        "language": "en",
    }
    assert "published" not in extract(html(f"<p>{MOURA}</p>" * 3), "a.html").proposals


@pytest.mark.parametrize(
    ("original", "name", "media_type"),
    [
        (b"# Moura\n\n*300 men*\n", "a.md", MARKDOWN),
        ("كان 300 رجل 🇲🇱\r\n".encode(), "a.txt", PLAIN),
        ("300 men".encode("utf-16"), "a.txt", PLAIN),
        ("\ufeff300 men".encode(), "no ending", PLAIN),
    ],
    ids=["Markdown", "line ends kept", "UTF-16 with its mark", "UTF-8 with its mark"],
)
def test_keeps_plain_text_as_it_stands(original: bytes, name: str, media_type: str) -> None:
    found = extract(original, name)
    encoding = "utf-16" if original.startswith(b"\xff\xfe") else "utf-8-sig"
    assert (found.text, found.media_type) == (original.decode(encoding), media_type)


def test_shows_what_other_encodings_would_make_of_it_and_chooses_none() -> None:
    old = "L'armée a tué près de trente civils à Bamako, où ils fêtaient.".encode("windows-1252")
    with pytest.raises(CannotExtract, match="byte 6 does not fit.*près de") as refused:
        extract(old, "a.txt")
    assert "Choose its encoding" in str(refused.value)
    assert "près de trente" in extract(old, "a.txt", encoding="windows-1252").text


def test_takes_a_page_at_its_word_about_its_encoding() -> None:
    page = (
        html(f"<p>{MOURA}</p><p>Près de Bamako.</p>", '<meta charset="windows-1252">').decode().encode("windows-1252")
    )
    assert "Près de Bamako" in extract(page, "a.html", whole_page=True).text


# --- what is refused -------------------------------------------------------------------------------------------------

ENTITIES = f'<!DOCTYPE b [<!ENTITY a "{"x" * 100}"><!ENTITY c "{"&a;" * 100}">]>'
BOMB = f'{HEAD}{ENTITIES}<w:document xmlns:w="{WORD}">&c;</w:document>'
OUTSIDE = f'{HEAD}<!DOCTYPE b SYSTEM "file:///etc/passwd"><w:document xmlns:w="{WORD}"/>'


@pytest.mark.parametrize(
    ("original", "name", "said"),
    [
        (b"", "a.txt", "empty"),
        (pdf([["x"]]), "a.txt", "Its name says plain text, but its content is a PDF"),
        (b"plain words", "a.pdf", "Its name says a PDF, but its content is plain text"),
        (b"<html>%PDF-1.7", "a.html", "two kinds at once"),
        (b"GIF89a,", "a.gif", "picture"),
        (b"MZ\x90\x00", "a.exe", "program"),
        (b"\xd0\xcf\x11\xe0", "a.doc", "old Office file"),
        (b"words\x00words", "a.txt", "NUL"),
        (b"\xff\xfe\x00", "a.txt", "does not fit"),
        (pdf([["x"]], encrypt="secret"), "a.pdf", "protected by a password"),
        (pdf([["x"]])[:300], "a.pdf", "broken or cut off"),
        (docx(["x"])[:200], "a.docx", "broken or cut off"),
        (b"PK\x03\x04 not a zip", "a.docx", "broken or cut off"),
        (docx(["x"], body=BOMB), "a.docx", "declares entities"),
        (docx(["x"], body=OUTSIDE), "a.docx", "declares entities"),
        (docx(["x"], more={"../../etc/cron.d/x": "x"}), "a.docx", "reach out of it"),
        (docx(["x"], more={"word/media/a.bin": "0" * 60_000_000}), "a.docx", "packed like a bomb"),
        (docx([], more={f"word/{n}.bin": "" for n in range(2_100)}), "a.docx", "more than a document can hold"),
        (docx(["x"], body="<w:document"), "a.docx", "broken or cut off"),
    ],
    ids=lambda value: value[:60] if isinstance(value, str) else "",
)
def test_refuses_with_a_plain_sentence(original: bytes, name: str, said: str) -> None:
    with pytest.raises(CannotExtract, match=said):
        extract(original, name)


@pytest.mark.parametrize("limits", [Limits(memory=20_000_000), Limits(by_the_clock=0)], ids=["memory", "time"])
def test_a_file_that_takes_too_much_is_stopped(limits: Limits) -> None:
    with pytest.raises(CannotExtract, match="too long|needs more"):
        extract(pdf([["x"]]), "a.pdf", limits=limits)


def test_the_reader_can_write_no_file(tmp_path: Path) -> None:
    """A limit of nought bytes: what a file might make its reader do leaves nothing behind."""
    import subprocess
    import sys

    from claims.ingest.apart import ROOT

    left = tmp_path / "left-behind"
    tried = f"from claims.ingest.limits import limit; limit(2**31, 10); open({str(left)!r}, 'w').write('x' * 9999)"
    done = subprocess.run([sys.executable, "-c", tried], cwd=ROOT, capture_output=True)
    assert done.returncode != 0 and b"File too large" in done.stderr
    assert left.read_bytes() == b""
