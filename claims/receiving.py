"""Files as they come in: one that is too large is left as soon as that is known; the others are taken all the same."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes. A report with pictures has about twenty million."""

TOO_LARGE = "claims.too_large"
"""The request's META entry that holds the names of the files that were left."""


def too_large_words() -> str:
    return f"This file is larger than {LARGEST_FILE // 1024**2} MB, the most that can be taken. It was not kept."


class LargestFile(FileUploadHandler):
    """Stands before Django's own handlers and stops them at the largest file that is taken."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.so_far = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.so_far += len(raw_data)
        if self.so_far > LARGEST_FILE:
            assert self.request is not None
            self.request.META.setdefault(TOO_LARGE, []).append(self.file_name or "unnamed")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep the file."""
