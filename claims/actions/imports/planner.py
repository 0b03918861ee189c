"""The nouns of one table's rows, each found or new, none wanted twice. Reading only, a chunk of rows at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from claims.actions.errors import Refused
from claims.actions.imports.by_hand import contest
from claims.actions.imports.fitting import NAMED_BY, names_of, refuse_unfit
from claims.actions.imports.known import Known, Sources, Values, short
from claims.actions.imports.wanted import Link, Wanted
from claims.ingest.mapping import Mapped
from claims.models import Import, ImportRow, Source, TextVersion
from claims.models.noun import Noun


class Planner:
    """Knows all rows that went before. text: the table's own, which claims without a document quote."""

    def __init__(self, table: Import, text: TextVersion | None, mapped: Mapped) -> None:
        self.table, self.text, self.mapped = table, text, mapped
        self._questions: dict[str, Any] = {}
        self.known = Known(table.rows_are, (), self._questions)
        self.sources = Sources()
        self._seen: dict[tuple[type[Noun], str], tuple[int, Wanted | None]] = {}
        self._names: dict[tuple[type[Noun], str], tuple[int, str]] = {}

    def look_up(self, values: Sequence[Values]) -> None:
        """Read what is there already of all that these rows name."""
        self.known = Known(self.table.rows_are, values, self._questions)

    def told(self, *fields: str) -> bool:
        """Does the table have columns for any of these?"""
        return not self.mapped.fields.isdisjoint(fields)

    def linked(self, noun: type[Noun], key: str, into: str) -> Any:
        """The row of this key that another refers to, None without a key. Raises Refused where there is none."""
        if not key:
            return None
        found = self.known.by_key(noun, key)
        if found is None:
            name = noun._meta.verbose_name
            raise Refused(f"There is no {name} with the key “{short(key)}”. Import the {name}s first.", into)
        return found

    def wanted(
        self,
        noun: type[Noun],
        key: str,
        columns: dict[str, Any],
        row: ImportRow,
        *,
        links: Mapping[str, Link] | None = None,
        shared: bool = False,
        asserters: Sequence[Source] = (),
        text: TextVersion | None = None,
    ) -> Wanted:
        """The noun of this key. shared: several rows may speak of it, if they say the same. text: the one quoted."""
        before = self._seen.get((noun, key))
        if before:
            number, same = before
            if same and same.said == (columns, dict(links or {})):
                return same
            raise Refused(f"The key “{short(key)}” stands in row {number} already.", "key")
        found, own_row = self.known.by_key(noun, key), text is self.text
        one = Wanted(noun, key, columns, found, dict(links or {}), tuple(asserters), text=text, own_row=own_row)
        if shared:
            one.said = (dict(columns), dict(one.links))
        one.changes = [] if found is None else one.differs()
        if one.changes:
            one.contested = contest(one, self.known.by_hand(noun, found.pk), self.table.corrections)
        if found is None or one.changes:
            refuse_unfit(one)
            self._refuse_taken(one, row.number)
        self._seen[noun, key] = (row.number, one if shared else None)
        return one

    def _refuse_taken(self, one: Wanted, number: int) -> None:
        """No two questions have the same words and no two events the same title, in the tracker or in the table."""
        noun = one.noun._meta.verbose_name
        for column, words, same in names_of(one):
            before, key = self._names.setdefault((one.noun, same), (number, one.key))
            if key != one.key:
                raise Refused(f"Row {before} has the {noun} “{short(words)}” under another key.", column)
            taken = one.noun in NAMED_BY and words in self.known.taken[one.noun]
            if taken and (one.found is None or getattr(one.found, column) != words):
                raise Refused(f"The {noun} “{short(words)}” is here already, under another key or none.", column)
