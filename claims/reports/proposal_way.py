"""Where a person is on the way through a document's proposals, and how an address keeps that. Not what is proposed."""

from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.urls import reverse

from claims.domain.proposing import Reason
from claims.models import Document

_SHOWN = {
    None: "all",
    Reason.FIGURE: "with a figure",
    Reason.DATE: "with a date and no figure",
    Reason.ACT: "with an act alone",
}


@dataclass(frozen=True)
class KindLink:
    words: str
    url: str
    current: bool


@dataclass(frozen=True)
class Way:
    """begins: the place of the text that the page begins at; only: what the sentences shown are proposed for, None
    for all.
    """

    begins: int = 0
    only: Reason | None = None

    @classmethod
    def of(cls, begins: str, only: str) -> Self:
        """As an address has it; what is neither a place nor a kind is the beginning and all."""
        place = int(begins) if begins.isascii() and begins.isdigit() and len(begins) < 10 else 0
        return cls(place, Reason(only) if only in set(Reason) else None)

    def url(self, document: Document) -> str:
        """The page of proposals from here on."""
        asked = ({"from": str(self.begins)} if self.begins else {}) | self._kind
        query = f"?{urlencode(asked)}" if asked else ""
        return reverse("document_proposals", args=[document.pk]) + query

    def begin_at(self, place: int) -> Self:
        return replace(self, begins=place)

    @property
    def kept(self) -> dict[str, str]:
        """For the address of a claim's form, whose `from` says that it came from proposals."""
        return ({"at": str(self.begins)} if self.begins else {}) | self._kind

    @property
    def _kind(self) -> dict[str, str]:
        return {"kind": self.only.value} if self.only else {}

    def kinds(self, document: Document) -> tuple[KindLink, ...]:
        """The same place with each kind alone."""
        return tuple(
            KindLink(words, replace(self, only=only).url(document), only == self.only) for only, words in _SHOWN.items()
        )


def percent(place: int, length: int) -> int:
    """Rounded down: 100 only at the end of the text."""
    return min(100, 100 * place // length) if length else 100
