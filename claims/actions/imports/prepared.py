"""Rows that wait to be written: in tables of this connection alone, each of the shape of the one its rows go to.

They are filled a chunk of rows at a time. Taking them over is one statement a table, and so short the step in which a
table of claims takes effect.
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
"""The columns of each, in the order of an index that it has."""


class Prepared:
    """The rows of one table that wait. What they refer to may wait as well."""

    def __init__(self) -> None:
        self._counts = {model: 0 for model in (*_NOUNS, *_PAIRS)}
        self._taken: set[type[Model]] = set()

    def add(self, rows: Sequence[Noun]) -> None:
        """Rows of one noun, which have their keys."""
        model: type[Model] = type(rows[0])
        insert_rows(self._emptied(model), columns_of(model), values_of(rows))
        self._counts[model] += len(rows)

    def add_pairs(self, model: type[Model], rows: Sequence[tuple[Any, Any]]) -> None:
        insert_pairs(self._emptied(model), model, _PAIRS[model], rows)
        self._counts[model] += len(rows)

    def project(self, found: Differing) -> None:
        """Write what follows for the claims and questions that wait: found is about them alone."""
        update_rows(_waiting(Claim), Projected._fields, [(*new, pk) for pk, (_, new) in found.claims.items()])
        update_rows(_waiting(Question), ["evidence"], [(new, pk) for pk, (_, new) in found.evidence.items()])
        self.add_pairs(ClaimRoot, [(pk, source) for pk, (_, new) in found.roots.items() for source in sorted(new)])

    def take_over(self, text: TextVersion | None, at: datetime) -> None:
        """Write all that waits, as recorded at this moment. text: the one that the table itself became."""
        for model in (model for model, count in self._counts.items() if count):
            columns, known = _columns(model), _known_now(text, at) if model is Claim else {}
            taken = ", ".join(known[name][0] if name in known else quoted([name]) for name in columns)
            into, waiting, order = map(quoted, ([model._meta.db_table], [_waiting(model)], _order(model)))
            sql = f"INSERT INTO {into} ({quoted(columns)}) SELECT {taken} FROM {waiting} ORDER BY {order}"  # nosec B608
            with connection.cursor() as cursor:
                cursor.execute(sql, [known[name][1] for name in columns if name in known])
            self._taken.add(model)
            self._counts[model] = 0

    def _emptied(self, model: type[Model]) -> str:
        """The table in which rows of this model wait, without those that were taken over. In most tables of claims
        nothing comes after these.
        """
        waiting = _waiting(model)
        if model in self._taken:
            self._taken.remove(model)
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {quoted([waiting])}")  # nosec B608
        return waiting


def _known_now(text: TextVersion | None, at: datetime) -> dict[str, tuple[str, Any]]:
    """What no claim could know while it waited: by column, how SQL reads it and the value in it."""
    known: dict[str, tuple[str, Any]] = {
        "recorded_at": ("COALESCE(recorded_at, %s)", connection.ops.adapt_datetimefield_value(at))
    }
    if text is not None:
        known["document_id"] = (f"COALESCE(NULLIF(document_id, {NOT_KEPT_YET}), %s)", text.document_id)
        known["text_version_id"] = (f"COALESCE(NULLIF(text_version_id, {NOT_KEPT_YET}), %s)", text.pk)
    return known


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
            cursor.execute(f"CREATE INDEX {ordered} ON {waiting} ({quoted(_order(model))})")
    try:
        yield Prepared()
    finally:
        _drop()


def _drop() -> None:
    with connection.cursor() as cursor:
        for model in (*_NOUNS, *_PAIRS):
            cursor.execute(f"DROP TABLE IF EXISTS {quoted([_waiting(model)])}")


def _columns(model: type[Model]) -> tuple[str, ...]:
    return _PAIRS.get(model) or columns_of(model)


def _order(model: type[Model]) -> tuple[str, ...]:
    """In which its rows are taken over: that of their keys, or of an index that pairs have."""
    return _PAIRS.get(model, ("id",))


def _waiting(model: type[Model]) -> str:
    """The table in which rows of this model wait."""
    return f"waiting_{model._meta.model_name}"
