"""The rules of the sheet in words: what each does and whose practice it follows. How they pick is in sheet.py."""

from dataclasses import dataclass
from enum import StrEnum


class Asks(StrEnum):
    """What a question asks for."""

    QUANTITY = "quantity"
    DATE = "date"
    CATEGORY = "category"


class Column(StrEnum):
    """What a cell holds."""

    LOW = "low"
    BEST = "best"
    HIGH = "high"
    DECIDED = "decided"

    def label(self, asks: Asks) -> str:
        """`lowest`, of dates `earliest`."""
        if self in (Column.LOW, Column.HIGH):
            of_dates = {Column.LOW: "earliest", Column.HIGH: "latest"}
            return of_dates[self] if asks is Asks.DATE else f"{self.value}est"
        return self.value


@dataclass(frozen=True)
class SheetRule:
    """How the cells are picked. words: what it does; source: whose practice it follows, and where it departs from it.

    version: raised whenever the same claims could come to another cell.
    """

    key: str
    name: str
    version: int
    words: str
    source: str
    columns: tuple[Column, ...]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


MOST_CAUTIOUS = SheetRule(
    key="most-cautious",
    name="Most cautious",
    version=1,
    words="The lowest figure among the claims that are looked at. Dates have none.",
    source="ACLED, codebook: the most conservative estimate where reports differ.",
    columns=(Column.LOW,),
)
RANGE = SheetRule(
    key="range",
    name="Range",
    version=1,
    words=(
        "From the lowest figure to the highest. A number that has but one origin can only be the upper end: the lower "
        "one needs a second, independent claim that supports it. Dates run from the earliest to the latest."
    ),
    source=(
        "Airwars, methodology: every figure is kept, lowest to highest, and two sources are asked for. Which end a "
        "single origin may set is said here more narrowly than there."
    ),
    columns=(Column.LOW, Column.HIGH),
)
LOW_BEST_HIGH = SheetRule(
    key="low-best-high",
    name="Low, best, high",
    version=1,
    words=(
        "The lowest and the highest figure among the claims that are looked at; between them the figure that most "
        "independent origins give. “About 300” gives the figure 300; “at least 300” gives another one. Where two "
        "figures have equally many origins, the best one is blank: that is inconclusive."
    ),
    source=(
        "UCDP, GED codebook: low, best and high estimates. There a coder judges which is best; here origins are "
        "counted, for a judgement cannot be computed (see the team’s decision)."
    ),
    columns=(Column.LOW, Column.BEST, Column.HIGH),
)
TEAM_DECISION = SheetRule(
    key="team-decision",
    name="Team decision",
    version=1,
    words=(
        "What a reviewer decided on, with a note: always what one claim of the question says. It is blank where nobody "
        "decided, and where the claim has been withdrawn, moved or corrected since."
    ),
    source="Every Casualty, on disagreement between sources: discussion within the team.",
    columns=(Column.DECIDED,),
)

RULES: tuple[SheetRule, ...] = (LOW_BEST_HIGH, RANGE, MOST_CAUTIOUS, TEAM_DECISION)
"""The first is shown unless another is asked for."""

LEFT_OUT_BY_ALL = (
    "Left out of every rule, each time with the reason: claims that do not count (withdrawn, replaced, denials, "
    "without an answer); claims that cover something other than what the question fixes; and claims that reviewers "
    "hold not to be so: reviewed as conflicting, while one that cannot be true together with them is reviewed as "
    "corroborated, both on the evidence as it is now. A review as conflicting by itself leaves nothing out, for it "
    "does not say which side holds. Grades are shown and leave nothing out."
)
"""What "credible" and "reliable" come to here, for the page and the method."""


def rule_called(key: str) -> SheetRule | None:
    return next((rule for rule in RULES if rule.key == key), None)
