"""Rows that stand once for the whole tracker: the margin of "about", and counts too dear to make for every page."""

from django.db import models

from claims.domain.answers import DEFAULT_MARGIN


class Margin(models.Model):
    """At most one row: the per cent by which "about n" is widened to both sides. A change of it is a rebuild."""

    percent = models.PositiveSmallIntegerField(default=DEFAULT_MARGIN)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="margin_single"),
            models.CheckConstraint(condition=models.Q(percent__lte=50), name="margin_at_most_fifty"),
        ]

    def __str__(self) -> str:
        return f"±{self.percent} %"

    @classmethod
    def now(cls) -> int:
        """The margin in force, in per cent: one query. Until somebody sets one it is the default."""
        stored = cls.objects.filter(pk=1).values_list("percent", flat=True).first()
        return DEFAULT_MARGIN if stored is None else stored


class Tally(models.Model):
    """A projected count of all claims of one sort, for the desk."""

    name = models.CharField(max_length=50, unique=True)
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"{self.name}: {self.count}"
