"""One noun that a row of a table speaks of, as its columns; and what differs from the one that is there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from claims.actions.questions import OptionDraft
from claims.models import Claim, Source, TextVersion
from claims.models.noun import Noun

PLACE = ("start", "end", "exact", "prefix", "suffix", "page")
"""Columns that say where a claim stands. Where it quotes its row they move with every file, and are no change."""

Change = tuple[str, str, str]
"""Field, from, to."""
Link: TypeAlias = "Wanted | Noun | None"
"""What a column refers to: another noun of the row, or one that is there."""


@dataclass
class Wanted:
    """found: the row of that key, None if it is new. made: the new one, once it is known to fit. text: what a claim
    quotes; own_row: that text is the table's own. said: columns and links as the row says them. contested: what differs
    from a correction made by hand.
    """

    noun: type[Noun]
    key: str
    columns: dict[str, Any]
    found: Any = None
    links: "dict[str, Link]" = field(default_factory=dict)
    asserters: tuple[Source, ...] = ()
    changes: list[Change] = field(default_factory=list)
    made: Any = None
    text: TextVersion | None = None
    own_row: bool = False
    written: bool = False
    said: tuple[dict[str, Any], "dict[str, Link]"] | None = None
    contested: list[Any] = field(default_factory=list)

    @property
    def row(self) -> Any:
        """The noun itself, saved or not."""
        return self.made or self.found

    def linked(self, name: str) -> Any:
        """The row that this column refers to."""
        link = self.links[name]
        return link.row if isinstance(link, Wanted) else link

    @property
    def linked_columns(self) -> dict[str, Any]:
        return {name: self.linked(name) for name in self.links}

    def keep(self, columns: Collection[str]) -> None:
        """Want what is there already in these columns."""
        for name in columns:
            if name in self.columns:
                self.columns[name] = _now(self.found, name)
            elif name in self.links:
                self.links[name] = getattr(self.found, name)
        if "asserters" in columns and self.noun is Claim:
            self.asserters = tuple(self.found.asserters.all())
        if "document" in columns and self.noun is Claim:
            self.text = self.found.text_version

    def differs(self) -> list[Change]:
        """What differs from the row that is there."""
        found = [*self._columns_that_differ(), *self._links_that_differ()]
        if self.noun is Claim:
            found += self._asserters_that_differ()
            found += [] if self.own_row else self._quoted_anew()
        return found

    def _columns_that_differ(self) -> Iterable[Change]:
        for name, value in self.columns.items():
            if name not in PLACE and (now := _now(self.found, name)) != value:
                yield name, _plain(now), _plain(value)

    def _links_that_differ(self) -> Iterable[Change]:
        for name in self.links:
            now, row = getattr(self.found, name), self.linked(name)
            if (now.pk if now else None) != (row.pk if row else None):
                yield name, str(now or ""), str(row or "")

    def _asserters_that_differ(self) -> list[Change]:
        now = list(self.found.asserters.all())
        same = {source.pk for source in now} == {source.pk for source in self.asserters}
        return [] if same else [("asserters", _names(now), _names(self.asserters))]

    def _quoted_anew(self) -> list[Change]:
        """What differs in the words of a document that the row names."""
        claim, exact = self.found, self.columns["exact"]
        assert self.text
        document = self.text.document
        moved = [] if claim.document == document else [("document", str(claim.document), str(document))]
        return [*moved, *([] if claim.exact == exact else [("quote", claim.exact, exact)])]


def _now(row: Any, name: str) -> Any:
    if name == "aliases":
        return sorted(alias.name for alias in row.aliases.all())
    if name == "options":
        return [OptionDraft(o.label, o.parent.label if o.parent else "") for o in row.options.all()]
    return getattr(row, name)


def _names(sources: Iterable[Source]) -> str:
    return "; ".join(sorted(source.name for source in sources))


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(one.label if isinstance(one, OptionDraft) else str(one) for one in value)
    return "" if value is None else str(value)
