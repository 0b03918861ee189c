"""Is what is stored still what was recorded? A document's file, its texts and every quote, and files of releases, read
and compared again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import IO

from django.db.models.fields.files import FieldFile

from claims.models import Claim, Document, ReleaseFile, TextVersion
from claims.models.claim import ClaimQuerySet

MOST_FAULTS = 50
"""Quotes that no longer stand, as far as they are listed; the number counts all."""

CHUNK = 1 << 20
"""Bytes that are read at a time."""


@dataclass(frozen=True)
class Check:
    """One comparison. words: what was found, plainly."""

    label: str
    holds: bool
    words: str
    expected: str = ""
    found: str = ""


@dataclass(frozen=True)
class LostQuote:
    """A claim whose quote does not stand at its place."""

    pk: int
    url: str
    statement: str
    words: str


@dataclass(frozen=True)
class Verification:
    """What verifying a document came to."""

    checks: tuple[Check, ...]
    lost: tuple[LostQuote, ...]

    @property
    def holds(self) -> bool:
        return all(check.holds for check in self.checks)


def verify_document(document: Document) -> Verification:
    """Reads the stored original, each text and each claim's quote. Three queries; withdrawn claims are checked too."""
    texts = {text.pk: text for text in TextVersion.objects.filter(document=document).order_by("number")}
    claims = Claim.objects.filter(document=document).only(
        "pk", "text_version", "start", "end", "exact", "prefix", "suffix", "statement"
    )
    count, lost = _quotes(claims, texts)
    checks = (_original(document), *map(_text, texts.values()), _quotes_check(count, len(lost)))
    return Verification(checks, tuple(lost[:MOST_FAULTS]))


def verify_release_file(file: ReleaseFile) -> Check:
    """Reads the stored file of a release that is ready. No query."""
    return _file("The file", file.stored, file, "made", "Have it made again on the page of the release’s files.")


def _original(document: Document) -> Check:
    return _file("The original file", document.original, document, "added", "Look for a backup; nothing was changed.")


def _file(label: str, kept: FieldFile, row: Document | ReleaseFile, deed: str, if_missing: str) -> Check:
    try:
        with kept.storage.open(str(kept.name), "rb") as stored:
            digest, size = measured(stored)
    except FileNotFoundError:
        return Check(label, False, f"is missing from the store. {if_missing}", row.sha256)
    except OSError as failed:
        why = failed.strerror or type(failed).__name__
        return Check(label, False, f"cannot be read: {why}.", row.sha256)
    if digest == row.sha256:
        return Check(label, True, f"is the one that was {deed}: {size:,} bytes, the same SHA-256.", digest, digest)
    said = f"is not the one that was {deed}: {size:,} bytes now, {row.size:,} then."
    return Check(label, False, said, row.sha256, digest)


def measured(content: IO[bytes]) -> tuple[str, int]:
    """SHA-256, in hexadecimal digits, and size in bytes of what is left to be read. Raises OSError."""
    digest, size = sha256(), 0
    while chunk := content.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def _text(text: TextVersion) -> Check:
    found = sha256(text.text.encode()).hexdigest()
    holds = found == text.sha256
    words = "is as it was extracted." if holds else "was changed since it was extracted."
    return Check(f"Text {text.number} ({text.extractor})", holds, words, text.sha256, found)


def _quotes(claims: ClaimQuerySet, texts: dict[int, TextVersion]) -> tuple[int, list[LostQuote]]:
    count, lost = 0, []
    for claim in claims.iterator():
        count += 1
        words = (
            next(_faults(claim, texts[claim.text_version_id].text), "")
            if claim.text_version_id in texts
            else ("points into a text of another document")
        )
        if words:
            lost.append(LostQuote(claim.pk, claim.get_absolute_url(), claim.statement, words))
    return count, lost


def _faults(claim: Claim, text: str) -> Iterator[str]:
    if text[claim.start : claim.end] != claim.exact:
        yield "other words stand at its place"
    if claim.prefix and not text.endswith(claim.prefix, 0, claim.start):
        yield "other words stand before it"
    if claim.suffix and not text.startswith(claim.suffix, claim.end):
        yield "other words stand after it"


def _quotes_check(count: int, lost: int) -> Check:
    if not count:
        return Check("Quotes", True, "No claim quotes this document yet.")
    if lost:
        return Check("Quotes", False, f"{lost:,} of {count:,} do not stand where their claims say.")
    return Check("Quotes", True, f"All {count:,} stand, word for word, where their claims say.")
