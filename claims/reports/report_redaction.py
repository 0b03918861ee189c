"""What a report keeps back: the words the team wrote that name what must not leave, or whom it does not name.

Which claims must not leave is in confidential.py. What is kept back is None, so that nobody takes it for silence.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User

from claims.models import Document, Source, SourceAlias


@dataclass(frozen=True)
class Redaction:
    """The choices of one report. What is confidential is no choice: a report leaves the house, so it stays in.

    reviewers_hidden: nobody who reviewed, settled, decided or withdrew is named.
    """

    reviewers_hidden: bool = False


@dataclass(frozen=True)
class KeptBack:
    """beside: the questions that have claims which must not leave. naming: finds the names that must not be written."""

    beside: frozenset[int]
    naming: re.Pattern[str] | None
    reviewers_hidden: bool

    def text(self, written: str, question: int | None = None) -> str | None:
        """What the team wrote, None where it is kept back. question: a note beside a claim that must not leave may
        speak of it, and stays in with it.
        """
        if not written:
            return ""
        return None if question in self.beside or (self.naming and self.naming.search(written)) else written

    def person(self, username: str) -> str | None:
        return None if self.reviewers_hidden else username


def kept_back(redaction: Redaction, beside: Collection[int], people: Iterable[str]) -> KeptBack:
    """people: the user names of those who are not named. At most four queries."""
    names = {*Source.objects.filter(confidential=True).values_list("name", flat=True)}
    names |= {*SourceAlias.objects.filter(source__confidential=True).values_list("name", flat=True)}
    names |= {*Document.objects.filter(confidential=True).values_list("title", flat=True)}
    if redaction.reviewers_hidden:
        rows = User.objects.filter(username__in=sorted(people))
        names |= {name for person in rows for name in (person.get_username(), person.get_full_name())}
    return KeptBack(frozenset(beside), _naming(names - {""}), redaction.reviewers_hidden)


def _naming(names: Collection[str]) -> re.Pattern[str] | None:
    """Finds any of these as whole words, in whatever case."""
    if not names:
        return None
    parts = "|".join(re.escape(name) for name in sorted(names))
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)", re.IGNORECASE)
