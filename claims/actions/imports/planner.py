"""What rows come to, noun by noun: new, changed with what would change, or the same already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.actions.errors import Refused
from claims.actions.imports.known import NAMED_BY, Known, Sources, short
from claims.actions.questions import OptionDraft
from claims.actions.rows import checked
from claims.ingest.mapping import Mapped
from claims.models import Claim, Document, Import, ImportRow, Source, TextVersion
from claims.models.imports import Fate
from claims.models.noun import Noun

PLACE = ("start", "end", "exact", "prefix", "suffix", "page")
"""Columns that say where a claim stands. They move with every new file, and are no change by themselves."""


@dataclass
class Wanted:
    """One noun that a row speaks of, as its columns. found: the row of that key, None if it is new."""

    noun: type[Noun]
    key: str
    columns: dict[str, Any]
    found: Any = None
    links: dict[str, "Wanted | Noun | None"] = field(default_factory=dict)
    asserters: tuple[Source, ...] = ()
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    made: Any = None
    text: TextVersion | None = None
    written: bool = False

    @property
    def row(self) -> Any:
        """The noun itself, saved or not."""
        return self.made or self.found


@dataclass
class Planned:
    """What one row comes to."""

    staged: ImportRow
    wanted: list[Wanted] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def fate(self) -> Fate:
        if self.problems:
            return Fate.REFUSED
        if any(one.found is None for one in self.wanted):
            return Fate.NEW
        return Fate.CHANGED if self.changes else Fate.SAME

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        return [change for one in self.wanted if one.found is not None for change in one.changes]


class Planner:
    """Plans the rows of one table, in their order. text: the table's own, which claims without a document quote."""

    def __init__(self, table: Import, text: TextVersion | None, mapped: Mapped) -> None:
        self.table, self.text, self.mapped = table, text, mapped
        self.seen: dict[tuple[type[Noun], str], tuple[int, Wanted | None]] = {}
        self.names: dict[tuple[type[Noun], str], int] = {}
        self.sources = Sources()
        self.known = Known(table.rows_are, [])

    def wanted(
        self,
        noun: type[Noun],
        key: str,
        columns: dict[str, Any],
        row: ImportRow,
        *,
        links: Mapping[str, Wanted | Noun | None] | None = None,
        shared: bool = False,
        asserters: Sequence[Source] = (),
    ) -> Wanted:
        """The noun of this key. shared: several rows may speak of it, if they say the same."""
        key = key.strip()
        before = self.seen.get((noun, key))
        if before:
            number, same = before
            if same and same.columns == columns and same.links == dict(links or {}):
                return same
            raise Refused(f"The key “{short(key)}” stands in row {number} already.", "key")
        one = Wanted(noun, key, columns, self.known.by_key(noun, key), dict(links or {}), tuple(asserters))
        if one.found is None:
            self._refuse_unfit(one, row.number)
        else:
            one.changes = changes_of(one)
            if one.changes and getattr(one.found, "withdrawn", False):
                raise Refused(f"Claim {one.found.pk} of this key was withdrawn; it is kept as it was.", "key")
        self.seen[noun, key] = (row.number, one if shared else None)
        return one

    def _refuse_unfit(self, one: Wanted, number: int) -> None:
        plain = {name: value for name, value in one.columns.items() if name not in ("aliases", "options", "text_given")}
        if one.noun is Document:
            plain = {name: value for name, value in plain.items() if name in ("title", "language", "address", "grade")}
        one.made = checked(one.noun(), {"external_key": one.key, **plain}, alone=True)
        for name, link in one.links.items():
            setattr(one.made, name, link.row if isinstance(link, Wanted) else link)
        if one.noun in NAMED_BY:
            self._refuse_taken(one, number)

    def _refuse_taken(self, one: Wanted, number: int) -> None:
        """No two questions have the same words and no two events the same title, in the tracker or in the table."""
        column, noun = NAMED_BY[one.noun], one.noun._meta.verbose_name
        words = one.columns[column]
        before = self.names.setdefault((one.noun, words), number)
        if before != number:
            raise Refused(f"Row {before} has the {noun} “{short(words)}” under another key.", column)
        if words in self.known.taken[one.noun]:
            raise Refused(f"The {noun} “{short(words)}” is here already, under another key or none.", column)


def changes_of(one: Wanted) -> list[tuple[str, str, str]]:
    """What differs from the row that is there: field, from, to."""
    wanted = {name: value for name, value in one.columns.items() if name not in PLACE}
    found = []
    for name, value in wanted.items():
        now = _now(one.found, name)
        if now != value:
            found.append((name, _plain(now), _plain(value)))
    for name, link in one.links.items():
        row = link.row if isinstance(link, Wanted) else link
        now = getattr(one.found, name)
        if (now.pk if now else None) != (row.pk if row else None):
            found.append((name, str(now or ""), str(row or "")))
    if one.noun is Claim:
        now_asserters = {source.pk for source in one.found.asserters.all()}
        if now_asserters != {source.pk for source in one.asserters}:
            found.append(("asserters", _names(one.found.asserters.all()), _names(one.asserters)))
    return found


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
