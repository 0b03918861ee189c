"""Files of the store that no row names: what a deed left behind that did not come to its end."""

from collections.abc import Iterator

from django.core.files.storage import Storage

from claims.models import Document, Import, ReleaseFile, Upload

FOLDERS = ("originals", "incoming", "imports", "releases")


def orphans(storage: Storage) -> Iterator[str]:
    """Names of files under our folders that belong to no document, upload, table or release. Four queries."""
    named = {
        *Document.objects.values_list("original", flat=True),
        *Upload.objects.values_list("held", flat=True),
        *Import.objects.values_list("held", flat=True),
        *ReleaseFile.objects.values_list("stored", flat=True),
    }
    for folder in FOLDERS:
        yield from (name for name in _files(storage, folder) if name not in named)


def _files(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for inner in folders:
        yield from _files(storage, f"{folder}/{inner}")
