"""A table takes effect: all of its rows or none, in one short step after everything was made ready for it."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256

from django.contrib.auth.models import User
from django.db import IntegrityError
from django.utils import timezone

from claims.actions.deed import act, enter, long_act, on_behalf_of
from claims.actions.documents import add_document
from claims.actions.errors import NotAllowed, Refused
from claims.actions.extraction import read_otherwise
from claims.actions.imports.effect import Effect
from claims.actions.imports.plan import Planned, plan
from claims.actions.imports.planner import Planner
from claims.actions.imports.prepared import Prepared, preparing
from claims.actions.imports.ready import AGAIN, Ready
from claims.actions.imports.staged import (
    OWN_ROW,
    as_staged,
    beat,
    chunks_of,
    count,
    numbered,
    own_document,
    own_text,
    refuse_overtaken,
)
from claims.actions.projections import add_to_tallies, write, write_parts
from claims.actions.rows import refuse_empty
from claims.ingest.extracted import Extracted
from claims.ingest.mapping import Mapped
from claims.ingest.tables import Table
from claims.ledger import canonical
from claims.models import Document, Import, ImportRow, TextVersion
from claims.models.imports import Corrections, ImportState
from claims.roles import RECORD

_log = logging.getLogger(__name__)


class _AlreadyDone(Exception):
    """Another reader was there before."""


def take_into_effect(table: Import, original: bytes, read: Table) -> None:
    """Make all rows ready beside everybody's work, then write what they come to, in one transaction, with one ledger
    entry for what is new. Raises Refused where the tracker has changed so that a row no longer fits: then nothing is
    written.
    """
    with suppress(_AlreadyDone), preparing() as prepared:
        _refuse_taken(table)
        taking = _Taking(table, read, prepared)
        taking.make_ready()
        try:
            with long_act():
                _refuse_taken(table)
                taking.take(original)
        except IntegrityError as broken:
            if "unique" not in str(broken).casefold():
                raise
            _log.warning("Table %s did not fit when it was taken over: %s", table.pk, broken)
            raise Refused(f"Somebody added the same key or name while the rows were made ready. {AGAIN}") from None


def _refuse_taken(table: Import) -> None:
    """Raises what ends it in silence where it is done, Refused where it is no longer this reader's."""
    if Import.objects.filter(pk=table.pk, state=ImportState.IN_EFFECT).exists():
        raise _AlreadyDone
    refuse_overtaken(table)


class _Taking:
    """One table on its way into effect."""

    def __init__(self, table: Import, read: Table, prepared: Prepared) -> None:
        self.table = Import.objects.select_related("by", "taken_by", "publisher").get(pk=table.pk)
        self.by = self.table.taken_by or self.table.by
        _refuse_unfit_person(self.by)
        self._prepared = prepared
        self._own_text = own_text(self.table, read)
        self._extracted = Extracted(read.text, read.media_type, read.extractor, notes=read.notes)
        self.ready = Ready(self.by, prepared, self.table.publisher_id)
        self._counts: dict[str, int] = {}
        self._commitment = sha256()

    def make_ready(self) -> None:
        """Everything before the last step. Nobody waits longer than for a chunk of rows."""
        planner = self._planner(self._own_text)
        done = 0
        for rows in chunks_of(self.table):
            planned = self._planned(planner, rows)
            for row in rows:
                self._commitment.update(canonical_row(row))
            done += len(rows)
            with act():
                _refuse_taken(self.table)
                count(self.ready.add(planned), self._counts)
                beat(self.table, done=done)
        self.ready.look_together(self._still_mine)
        if self._own_text is not None:
            self._extracted = self._extracted.with_keys()

    def _planner(self, text: TextVersion | None) -> Planner:
        return Planner(self.table, text, Mapped(self.table.patterns, self.table.header))

    def _planned(self, planner: Planner, rows: Sequence[ImportRow]) -> list[Planned]:
        planned = plan(planner, [as_staged(row) for row in rows])
        _refuse_unfit(planned, self.table.corrections)
        return planned

    def _still_mine(self) -> None:
        _refuse_taken(self.table)
        beat(self.table)

    def take(self, original: bytes) -> None:
        """The short step. Within a long action."""
        _refuse_unfit_person(User.objects.get(pk=self.by.pk))
        self.ready.refuse_outdated()
        known = own_document(self.table)
        if self._own_text is not None and (known and known.pk) != self._own_text.document_id:
            raise Refused(f"This table was added as a document while its rows were made ready. {AGAIN}")
        text = _kept_text(self.table, self.by, original, self._extracted)
        take_over = partial(self._prepared.take_over, text, timezone.now())
        take_over()
        meanwhile = self.ready.done_meanwhile()
        write(self.ready.rest)
        add_to_tallies(self.ready.tallies)
        effect = Effect(self.by, self.ready.newcomers, take_over)
        self._do_what_is_left(effect, text)
        effect.project(meanwhile)
        write_parts(self.ready.parts)
        self._end(text.document if text else None)

    def _do_what_is_left(self, effect: Effect, text: TextVersion | None) -> None:
        """Rows that correct something, or need deeds of their own, as the tracker stands now."""
        if not self.ready.left:
            return
        planner = self._planner(text)
        for rows in numbered(self.table, self.ready.left):
            planned = self._planned(planner, rows)
            count(planned, self._counts)
            with on_behalf_of(self.table):
                effect.write(planned)

    def _end(self, document: Document | None) -> None:
        table = self.table
        table.document, table.state, table.counts = document, ImportState.IN_EFFECT, self._counts
        table.done, table.beat_at, table.message, table.ended_at = table.rows, None, "", timezone.now()
        table.save()
        enter(
            by=self.by,
            deed="import_table",
            concerning=[table, *([document] if document else [])],
            also=self.ready.newcomers.made,
            after={
                "name": table.name,
                "sha256": table.sha256,
                "rows": table.rows,
                "counts": self._counts,
                "commitment": self._commitment.hexdigest(),
                "patterns": table.patterns,
                "corrections": table.corrections,
            },
        )


def _refuse_unfit_person(by: User) -> None:
    """Much is written past the deeds that ask. Raises NotAllowed."""
    if not (by.is_active and by.has_perms(RECORD)):
        raise NotAllowed("let tables take effect")


def canonical_row(row: ImportRow) -> bytes:
    """A row as the ledger's commitment covers it: its number and cells as canonical JSON, and a line feed."""
    return f"{canonical({'row': row.number, 'cells': row.cells})}\n".encode()


def _refuse_unfit(planned: Sequence[Planned], corrections: str) -> None:
    """corrections: where the table's are taken, only those may go of which the trial told."""
    for one in planned:
        if one.problems:
            field, why = one.problems[0]
            raise Refused(f"Row {one.staged.number} no longer fits ({field}: {why}) Nothing was written; try it again.")
        if corrections == Corrections.TABLE and set(one.by_hand) - set(one.staged.warnings):
            raise Refused(
                f"What row {one.staged.number} speaks of was corrected by hand after the rows were tried. Nothing was "
                "written; try them again."
            )


def _kept_text(table: Import, by: User, original: bytes, extracted: Extracted) -> TextVersion | None:
    """The text that claims quote: the table is a document like any other, kept byte for byte. Bytes that are kept
    already may have been read otherwise (another sheet, another encoding): then the rows stand in a text of their own.
    """
    if table.rows_are not in OWN_ROW:
        return None
    known = own_document(table)
    if known is not None:
        return read_otherwise(by=by, document=known, extracted=extracted)
    document = add_document(
        by=by,
        title=refuse_empty(table.title, "title", "Give the table a title."),
        original=original,
        original_name=table.name,
        extracted=extracted,
        publisher=table.publisher,
    )
    return document.texts.get()
