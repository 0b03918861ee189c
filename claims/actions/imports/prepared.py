"""Rows that wait to be written: in tables of this connection alone, each of the shape of the one its rows go to.

Filling them holds nobody up. Taking them over is one statement a table, and so the short step in which a table of
claims takes effect.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model

from claims.actions.bulk import columns_of, insert_pairs, insert_rows, quoted, update_rows, values_of
from claims.models import Claim, ClaimAsserter, ClaimRoot, ClaimWord, Event, Question, QuestionWord, TextVersion
from claims.models.noun import Noun
from claims.reports.evidence import Differing
from claims.reports.evidence_rows import Projected

NOT_KEPT_YET = 0
"""Stands for the document, and the text, that a table becomes when it takes effect."""

_NOUNS: tuple[type[Model], ...] = (Event, Question, Claim)
_PAIRS: Mapping[type[Model], tuple[str, str]] = {
    ClaimAsserter: ("claim_id", "source_id"),
    ClaimRoot: ("claim_id", "source_id"),
    ClaimWord: ("word", "claim_id"),
    QuestionWord: ("word", "question_id"),
}
"""In the order of an index that each has: so they are taken over."""


class Prepared:
    """The rows of one table that wait. What they refer to may wait as well."""

    def __init__(self) -> None:
        self.counts = {model: 0 for model in (*_NOUNS, *_PAIRS)}

    def add(self, rows: Sequence[Noun]) -> None:
        """Rows of one noun, which have their keys."""
        model = type(rows[0])
        insert_rows(_waiting(model), columns_of(model), values_of(rows))
        self.counts[model] += len(rows)

    def add_pairs(self, model: type[Model], rows: Sequence[tuple[Any, Any]]) -> None:
        insert_pairs(_waiting(model), model, _PAIRS[model], rows)
        self.counts[model] += len(rows)

    def project(self, found: Differing) -> None:
        """Write what follows for the claims and questions that wait: found is about them alone."""
        update_rows(_waiting(Claim), Projected._fields, [(*new, pk) for pk, (_, new) in found.claims.items()])
        update_rows(_waiting(Question), ["evidence"], [(new, pk) for pk, (_, new) in found.evidence.items()])
        self.add_pairs(ClaimRoot, [(pk, source) for pk, (_, new) in found.roots.items() for source in sorted(new)])

    def take_over(self, text: TextVersion | None, at: datetime) -> None:
        """Write all that waits, as recorded at this moment. text: the one that the table itself became."""
        with connection.cursor() as cursor:
            if self.counts[Claim]:
                _fill_in(cursor, text, at)
            for model in (model for model, count in self.counts.items() if count):
                columns = quoted(_columns(model))
                into, waiting = quoted([model._meta.db_table]), quoted([_waiting(model)])
                order = quoted(_PAIRS.get(model, ("id",)))
                cursor.execute(f"INSERT INTO {into} ({columns}) SELECT {columns} FROM {waiting} ORDER BY {order}")  # nosec B608
                cursor.execute(f"DELETE FROM {waiting}")  # nosec B608
                self.counts[model] = 0


def _fill_in(cursor: Any, text: TextVersion | None, at: datetime) -> None:
    """What no claim could know before."""
    claims = quoted([_waiting(Claim)])
    cursor.execute(f"UPDATE {claims} SET recorded_at = %s", [connection.ops.adapt_datetimefield_value(at)])  # nosec B608
    if text is not None:
        cursor.execute(
            f"UPDATE {claims} SET document_id = %s, text_version_id = %s WHERE document_id = %s",  # nosec B608
            [text.document_id, text.pk, NOT_KEPT_YET],
        )


@contextmanager
def preparing() -> Iterator[Prepared]:
    """The tables stand until the end, or until the connection's."""
    _drop()
    with connection.cursor() as cursor:
        for model in (*_NOUNS, *_PAIRS):
            waiting, shape = quoted([_waiting(model)]), quoted([model._meta.db_table])
            columns = quoted(_columns(model))
            cursor.execute(f"CREATE TEMPORARY TABLE {waiting} AS SELECT {columns} FROM {shape} WHERE 1 = 0")  # nosec B608
            ordered = quoted([f"{_waiting(model)}_in_order"])
            cursor.execute(f"CREATE INDEX {ordered} ON {waiting} ({quoted(_PAIRS.get(model, ('id',)))})")
    yield Prepared()
    _drop()


def _drop() -> None:
    with connection.cursor() as cursor:
        for model in (*_NOUNS, *_PAIRS):
            cursor.execute(f"DROP TABLE IF EXISTS {quoted([_waiting(model)])}")


def _columns(model: type[Model]) -> tuple[str, ...]:
    return _PAIRS.get(model) or columns_of(model)


def _waiting(model: type[Model]) -> str:
    """The table in which rows of this model wait."""
    return f"waiting_{model._meta.model_name}"
