"""What people corrected by hand since a table last wrote it: found in the ledger, and kept unless whoever brings in
the table chooses its values.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, OuterRef

from claims.actions.answers import NO_ANSWER
from claims.actions.imports.wanted import PLACE, Wanted
from claims.domain.scope import Dimension
from claims.models import Claim, LedgerObject
from claims.models.imports import Corrections
from claims.models.noun import Noun
from claims.reports.history import field_words

_CORRECTING = (
    "correct_source",
    "correct_document",
    "correct_event",
    "correct_question",
    "correct_claim",
    "move_claim",
    "reanchor_claim",
)
_SCOPE = frozenset(f"scope_{d.value}" for d in Dimension)
_TOGETHER: tuple[frozenset[str], ...] = (
    frozenset((*NO_ANSWER, "question")),
    frozenset(("asserters", "voice", "others_unnamed")),
    frozenset(("document", "quote", *PLACE)),
    frozenset(("date", "earliest", "latest")),
    frozenset(("kind", "unit", "point", "options")),
    frozenset(("grade", "grade_reason")),
    frozenset(("interest", "interest_reason")),
)
"""Columns that mean something only together: half of a person's and half of a table's would be neither's."""

_AS_WANTED: Mapping[str, str] = {"exact": "quote"} | {
    f"{name}_id": name for name in ("question", "event", "part_of", "publisher", "document")
}
"""What the ledger names otherwise than a row's changes."""


@dataclass(frozen=True)
class ByHand:
    """Who corrected a column last, and when."""

    who: str
    at: datetime


def last_by_hand(noun: type[Noun], rows: Collection[int]) -> dict[int, dict[str, ByHand]]:
    """By row and column: the correction, where a person's is the last word on it and not a table's. One query."""
    kind = str(noun._meta.model_name)
    by_a_table = LedgerObject.objects.filter(entry=OuterRef("entry"), kind="import")
    deeds = LedgerObject.objects.filter(kind=kind, object_id__in=rows, entry__deed__in=_CORRECTING)
    deeds = deeds.annotate(of_a_table=Exists(by_a_table)).order_by("entry")
    found: dict[int, dict[str, ByHand]] = {}
    columns = ("object_id", "of_a_table", "entry__actor_name", "entry__at", "entry__payload")
    for pk, of_a_table, who, at, payload in deeds.values_list(*columns):
        last = found.setdefault(pk, {})
        for name in _changed(payload):
            if of_a_table:
                last.pop(name, None)
            else:
                last[name] = ByHand(who, at)
    return found


def _changed(payload: str) -> list[str]:
    """The columns that a correction changed. Of one whose payload was erased nothing is known."""
    said: dict[str, Any] = json.loads(payload or "{}").get("after") or {}
    return [_AS_WANTED.get(name, name) for name in said]


@dataclass(frozen=True)
class Contested:
    """A column that a person corrected and the table says otherwise."""

    column: str
    here: str
    in_the_table: str
    by: ByHand
    kept: bool

    def words(self, labels: Mapping[str, str]) -> str:
        label = labels.get(self.column) or field_words(self.column).capitalize()
        when = f"{self.by.at.astimezone(UTC):%-d %B %Y, %H:%M} UTC"
        after = "The correction is kept." if self.kept else "The table’s words take its place."
        return (
            f"“{label}” was corrected by hand by {self.by.who} on {when}. Here it says {_quoted(self.here)}, "
            f"in the table {_quoted(self.in_the_table)}. {after}"
        )


def _quoted(words: str) -> str:
    return f"“{words}”" if words else "nothing"


def contest(one: Wanted, last: Mapping[str, ByHand], corrections: str) -> list[Contested]:
    """The changes that would undo what a person did. Where corrections are kept, they are no changes any more."""
    by_hand = {name: by for name, by in last.items() if name in {change[0] for change in one.changes}}
    touched: dict[str, ByHand] = {}
    for name, by in by_hand.items():
        touched |= dict.fromkeys(_with(name) - by_hand.keys(), by) | {name: by}
    kept = corrections == Corrections.KEEP
    contested = [Contested(name, here, there, touched[name], kept) for name, here, there in one.changes
                 if name in touched]  # fmt: skip
    if kept and contested:
        one.keep(touched.keys())
        _keep_the_place_of_words(one)
        one.changes = one.differs()
    return contested


def _with(name: str) -> frozenset[str]:
    """The columns that go with this one. A claim's scope is said of the question it is under."""
    together = next((group for group in _TOGETHER if name in group), frozenset((name,)))
    return together | _SCOPE if name == "question" else together


def _keep_the_place_of_words(one: Wanted) -> None:
    """A claim whose own answer is kept goes on quoting the words that say it, if the newer row does not."""
    if one.noun is not Claim:
        return
    if " ".join(one.columns["as_written"].split()) not in " ".join(one.columns["exact"].split()):
        one.keep(("document", *PLACE))
