"""A question that is part of another ("32, including seven"): its answers are no rivals of the whole's, but no part is
larger than its whole. Only numbers of one unit are compared; parts may overlap, so they are never added up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.domain.statement import Statement
from claims.domain.wording import says


@dataclass(frozen=True)
class Exceeding:
    """A claim of a part that no claim of the whole leaves room for, and the whole's highest."""

    part: Statement
    whole: Statement

    @property
    def sentence(self) -> str:
        """`HRW says 40 for the part; the UN says 32 for the whole: at least 8 too many.`"""
        margin = self.part.terms.margin
        assert self.part.answer and self.whole.answer
        by = (self.part.interval.low or 0) - (self.whole.interval.high or 0)
        return (
            f"{self.part.who} says {says(self.part.answer, margin)} for the part; {self.whole.who} says "
            f"{says(self.whole.answer, margin)} for the whole: at least {by:,} too many."
        )


def exceeding(part: Sequence[Statement], whole: Sequence[Statement]) -> Exceeding | None:
    """The claim of the part that lies farthest above all that the whole's claims allow; None where there is room.

    Only claims that count are looked at. Where one of the whole's has no upper end there is always room.
    """
    told = [claim for claim in whole if claim.counts]
    lowest = [claim for claim in part if claim.counts and claim.interval.low is not None]
    if not told or not lowest or any(claim.interval.high is None for claim in told):
        return None
    highest = max(told, key=lambda claim: claim.interval.high or 0)
    most = max(lowest, key=lambda claim: claim.interval.low or 0)
    return Exceeding(most, highest) if (most.interval.low or 0) > (highest.interval.high or 0) else None
