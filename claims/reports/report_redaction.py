"""What a report keeps back: the words the team wrote that name what must not leave, or whom it does not name.

Which claims must not leave is in confidential.py. What is kept back is None, so that nobody takes it for silence.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User

from claims.models import Document, Source, SourceAlias
from claims.roles import PROGRAMS


@dataclass(frozen=True)
class Redaction:
    """The choices of one report. What is confidential is no choice: a report leaves the house, so it stays in.

    reviewers_hidden: nobody who reviewed, settled, decided, withdrew or published is named.
    """

    reviewers_hidden: bool = False


@dataclass(frozen=True)
class Names:
    """Names that must not be written, found however a text has them: across the ends of lines, with other spaces, in
    other case, with or without accents. One found too many is kept back; one too few is told.
    """

    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, names: Iterable[str]) -> "Names":
        seen = sorted({_seen(name).strip() for name in names} - {""})
        parts = "|".join(map(_written_anyhow, seen))
        return cls(re.compile(rf"(?<!\w){_ATTACHED}(?:{parts})(?!\w)", re.IGNORECASE) if seen else None)

    def __bool__(self) -> bool:
        return self.pattern is not None

    def stand_in(self, text: str) -> bool:
        return self.pattern is not None and self.pattern.search(_seen(text)) is not None


def _written_anyhow(name: str) -> str:
    """Its words, with spaces or hyphens between them, or with neither where a line's end took the hyphen."""
    return r"[\s-]*".join(map(re.escape, re.split(r"[\s-]+", name)))


def _seen(text: str) -> str:
    """Letters without their marks, in their plain forms; words whole that a line's end parts."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return _PARTED.sub("", plain.translate(_ONE_FORM))


_MARKS = re.compile("[\u00ad\u0300-\u036f\u0610-\u061a\u061c\u064b-\u065f\u0670\u200b-\u200f\u2060\u2066-\u2069\ufeff]")
"""Accents and vowel signs; soft hyphens, what has no width, what only turns the direction."""
_ONE_FORM = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02bb\u0060\u00b4\u2032", "'"),
        "\u0640": "",  # draws an Arabic word out, and says nothing
        **dict(zip("øØłŁđĐıß", ("o", "O", "l", "L", "d", "D", "i", "ss"), strict=True)),
    }
)
"""Letters that have no mark to be taken away, and signs that are typed one for the other."""
_ATTACHED = "(?:[\u0648\u0641]?[\u0628\u0643\u0644]?)"
"""And, so, in, as, for: Arabic writes them with the word that follows."""
_PARTED = re.compile(r"(?<=\w)-[ \t]*[\r\n]+[ \t]*(?=\w)")


@dataclass(frozen=True)
class KeptBack:
    """beside: the questions that have claims which must not leave. names: those that must not be written."""

    beside: frozenset[int]
    names: Names
    reviewers_hidden: bool

    def text(self, written: str, question: int | None = None) -> str | None:
        """What the team wrote, None where it is kept back. question: a note beside a claim that must not leave may
        speak of it, and stays in with it.
        """
        if not written:
            return ""
        return None if question in self.beside or self.names.stand_in(written) else written

    def person(self, username: str) -> str | None:
        return None if self.reviewers_hidden else username


def kept_back(redaction: Redaction, beside: Collection[int] = ()) -> KeptBack:
    """At most four queries."""
    names = confidential_names()
    if redaction.reviewers_hidden:
        names |= _people()
    return KeptBack(frozenset(beside), Names.of(names), redaction.reviewers_hidden)


def confidential_names() -> set[str]:
    """Three queries."""
    return {
        *Source.objects.filter(confidential=True).values_list("name", flat=True),
        *SourceAlias.objects.filter(source__confidential=True).values_list("name", flat=True),
        *Document.objects.filter(confidential=True).values_list("title", flat=True),
    }


def _people() -> set[str]:
    """The names of everybody who has an account: who of them reviews and publishes changes, and what is written today
    may speak of any. One query. Whoever stands for a program has no name of its own.
    """
    people = User.objects.exclude(username__in=PROGRAMS)
    names = {name for person in people for name in (person.get_username(), person.get_full_name())}
    return {name for name in names if len(name) >= SHORTEST_NAME}


SHORTEST_NAME = 2
"""Characters. A user called “a” would keep back most of what is written in English."""
