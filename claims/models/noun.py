"""What every noun has: a key from outside for repeatable imports, and a version for optimistic locking."""

from typing import ClassVar

from django.db import models


class Noun(models.Model):
    """An editable row. Actions update it `WHERE id AND version`; the loser of two edits gets a Stale error.

    PROJECTED names the columns that follow from others: no edit writes them and the ledger does not keep them.
    VERBATIM names those copied from a text as they stand there, white space included.
    """

    PROJECTED: ClassVar[tuple[str, ...]] = ()
    VERBATIM: ClassVar[tuple[str, ...]] = ()

    external_key = models.CharField(max_length=200, unique=True, null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def one_of(field: str, choices: type[models.TextChoices]) -> models.Q:
    """The condition that a column holds one of its choices, for a constraint."""
    return models.Q(**{f"{field}__in": choices.values})


def who_and_when(name: str, who: str, when: str) -> models.CheckConstraint:
    """Both of a pair are set or neither."""
    both = models.Q(**{f"{who}__isnull": False, f"{when}__isnull": False})
    neither = models.Q(**{f"{who}__isnull": True, f"{when}__isnull": True})
    return models.CheckConstraint(condition=both | neither, name=name)
