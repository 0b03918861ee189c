"""A zip is what it holds, and nothing of when it was made."""

import io
from pathlib import Path
from zipfile import ZipFile

from claims.exports.zipped import FIRST_DAY, UndatedZip, zipped

FILES = [("b.csv", b"1,2\r\n"), ("a/ü.csv", "é".encode() * 5_000)]


def test_the_files_come_out_as_they_went_in_and_in_their_order() -> None:
    archive = ZipFile(io.BytesIO(zipped(FILES)))
    assert archive.testzip() is None
    assert [(name, archive.read(name)) for name in archive.namelist()] == FILES


def test_the_same_files_give_the_same_bytes_and_say_no_time() -> None:
    assert zipped(FILES) == zipped(FILES)
    for info in ZipFile(io.BytesIO(zipped(FILES))).infolist():
        assert (info.date_time, info.external_attr >> 16, info.create_system) == (FIRST_DAY, 0o100644, 3)


def test_a_file_that_a_library_brings_from_disk_is_undated_too(tmp_path: Path) -> None:
    path, kept = tmp_path / "sheet.xml", io.BytesIO()
    path.write_bytes(b"<a/>")
    with UndatedZip(kept) as archive:
        archive.write(path, "xl/sheet.xml")
    assert kept.getvalue() == zipped([("xl/sheet.xml", b"<a/>")])
