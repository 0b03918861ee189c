"""Words by which rows are found, so that a search by words reads an index on any database. Projections: only actions
write them.
"""

from typing import Any, ClassVar

from django.db import models


class _Together(models.Aggregate):
    """The texts of a group with a space between, in no order."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, ' ')"
    output_field = models.TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="STRING_AGG", **context)


class IndexedWord(models.Model):
    """A word of a row, as search_words gives it. OWNER: the column of the row's key."""

    OWNER: ClassVar[str]

    word = models.CharField(max_length=60)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.word

    @classmethod
    def by_owner(cls, among: models.Q) -> dict[int, frozenset[str]]:
        """The words of each row that has any. A word holds no space, so the database may hand them over as one text:
        reading a row a word takes twice as long.
        """
        rows = cls._default_manager.filter(among).order_by().values_list(cls.OWNER).annotate(together=_Together("word"))
        return {owner: frozenset(together.split(" ")) for owner, together in rows}

    @classmethod
    def how_often(cls, word: str, cap: int = 1000) -> int:
        """For how many rows the word stands, counted no further than the cap, by the index alone."""
        return len(cls._default_manager.filter(word=word).values_list(cls.OWNER)[:cap])

    @classmethod
    def standing_for(cls, words: list[str], cap: int) -> dict[str, frozenset[int]]:
        """The rows each word stands for, at most so many a word: one that reaches the cap tells little. One query."""
        found = models.Q(pk__in=[])
        for word in words:
            found |= models.Q(pk__in=cls._default_manager.filter(word=word).values("pk")[:cap])
        owners: dict[str, set[int]] = {}
        for word, owner in cls._default_manager.filter(found).order_by().values_list("word", cls.OWNER):
            owners.setdefault(word, set()).add(owner)
        return {word: frozenset(rows) for word, rows in owners.items()}
