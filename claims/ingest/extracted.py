"""What comes of a file: its text, where its pages begin, what it says of itself; or why nothing comes of it."""

from dataclasses import dataclass, field
from functools import cached_property

PROPOSABLE = ("title", "author", "publisher", "published", "made", "language")
"""What a file may say of itself. Each is a proposal to a person; nothing is filled in by it.

made: the day the file was made, which may be long after its text was published.
"""


class CannotExtract(ValueError):
    """No text can be taken from these bytes. The message may be shown."""


@dataclass(frozen=True)
class Extracted:
    """A file's text. It may be empty: a scan holds none, and is kept all the same.

    extractor: what made the text, with its version; the same bytes and extractor give the same text.
    pages: where each page begins in the text, in code points; empty where the file has no pages.
    proposals: what the file says of itself, by PROPOSABLE. notes: what a person must know, in sentences.
    """

    text: str
    media_type: str
    extractor: str
    pages: tuple[int, ...] = ()
    proposals: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @cached_property
    def keys(self) -> tuple[int, ...]:
        """By which its text is found to be like others."""
        # Imported late: the processes in which files are read start without the rules of texts.
        from claims.domain.alike import keys_of

        return keys_of(self.text)

    def with_keys(self) -> "Extracted":
        """Itself, its keys worked out. A text of megabytes takes seconds, in which nobody should wait for a deed."""
        assert self.keys is not None
        return self
