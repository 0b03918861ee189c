"""Loading a folder that somebody wrote: what it may not hold is named, and nothing of it is kept."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.models import Document

pytestmark = pytest.mark.django_db

FILES = ("sources", "documents", "events", "questions")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of one document, whose text is still to be written."""
    for name in FILES:
        (tmp_path / f"{name}.toml").touch()
    (tmp_path / "documents.toml").write_text('[[document]]\nkey = "report"\nfile = "report.txt"\ntitle = "Report"\n')
    (tmp_path / "texts").mkdir()
    return tmp_path


def test_a_text_is_read_as_the_site_reads_it(folder: Path) -> None:
    (folder / "texts" / "report.txt").write_bytes("\ufeffIt is said.".encode())
    call_command("load_corpus", str(folder))
    assert Document.objects.get().texts.get().text == "It is said."


def test_a_file_that_is_no_text_is_named(folder: Path) -> None:
    (folder / "texts" / "report.txt").write_bytes(b"caf\xe9")
    with pytest.raises(CommandError, match="“report”: This file is not UTF-8"):
        call_command("load_corpus", str(folder))
