"""A zip that says nothing of when and where it was made: the same files give the same bytes. Knows no models.

Normalised: every file is dated 1 January 1980, the first day a zip can say, made on Unix, and readable by everybody.
"""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o100644


class UndatedZip(ZipFile):
    """Takes files in the order they are given, whoever writes them: a library may be handed it as its archive."""

    def __init__(self, file: Any) -> None:
        super().__init__(file, "w", ZIP_DEFLATED)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        name = zinfo_or_arcname.filename if isinstance(zinfo_or_arcname, ZipInfo) else zinfo_or_arcname
        super().writestr(_undated(name), data)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        self.writestr(str(arcname or filename), Path(filename).read_bytes())


def _undated(name: str) -> ZipInfo:
    info = ZipInfo(name, FIRST_DAY)
    info.compress_type = ZIP_DEFLATED
    info.create_system = _UNIX
    info.external_attr = _READABLE << 16
    return info


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files by their names, in the order they are given."""
    kept = io.BytesIO()
    with UndatedZip(kept) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return kept.getvalue()
