"""Writing one row: text made safe, columns checked, versions compared. What every action on a noun shares."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from claims.actions.errors import Refused, Stale
from claims.models.noun import Noun

N = TypeVar("N", bound=Noun)
R = TypeVar("R", bound=models.Model)

HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


def safe_words(text: str, field: str) -> str:
    """The text without surrounding white space and with plain line ends. Raises Refused for what no text may hold."""
    if "\x00" in text:
        raise Refused("This holds a NUL character, which no text may. Remove it and save again.", field)
    if HALF_A_CHARACTER.search(text):
        raise Refused("This holds half of a character (a lone surrogate). Type it again and save.", field)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def checked(row: R, columns: Mapping[str, Any], *, alone: bool = False) -> R:
    """The row with these columns set, each checked against the model. Raises Refused naming every bad one.

    alone: by itself, without asking the database whether another row has the same (a bulk deed asks for all at once).
    """
    verbatim = getattr(row, "VERBATIM", ())
    for name, value in columns.items():
        typed = isinstance(value, str) and name not in verbatim
        setattr(row, name, safe_words(value, name) if typed else value)
    left_out = _untouched(row, columns)
    try:
        row.clean_fields(exclude=left_out | _relations(row) if alone else left_out)
        if not alone:
            row.validate_unique(exclude=left_out)
    except ValidationError as refused:
        raise Refused({name: " ".join(found) for name, found in refused.message_dict.items()}) from None
    return row


def _untouched(row: models.Model, columns: Mapping[str, Any]) -> set[str]:
    touched = {name.removesuffix("_id") for name in columns}
    return {f.name for f in row._meta.get_fields() if f.name not in touched}


def _relations(row: models.Model) -> set[str]:
    """Fields that are checked by asking the database for the row they refer to."""
    return {field.name for field in row._meta.concrete_fields if field.is_relation}


def inserted(row: R) -> R:
    """Insert the row. A constraint that no check foresaw is a refusal too, and the transaction goes on."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as broken:
        raise Refused(f"The database refused this: {broken}.") from None
    return row


def changed(row: N, version: int, columns: Mapping[str, Any]) -> N:
    """Update the row where its version is still this one. Raises Stale to the loser of two edits."""
    checked(row, columns)
    values = {name: getattr(row, name) for name in columns}
    try:
        with transaction.atomic():
            found = type(row)._default_manager.filter(pk=row.pk, version=version)
            won = found.update(**values, version=version + 1)
    except IntegrityError as broken:
        raise Refused(f"The database refused this: {broken}.") from None
    if not won:
        raise Stale(f"This {row._meta.verbose_name}")
    row.version = version + 1
    return row


def snapshot(row: models.Model) -> dict[str, Any]:
    """The row's own columns for the ledger, without its key, version and projections."""
    left_out = {"id", "version", *getattr(row, "PROJECTED", ())}
    return {f.attname: _plain(getattr(row, f.attname)) for f in row._meta.concrete_fields if f.attname not in left_out}


def _plain(value: Any) -> Any:
    return value.name if isinstance(value, models.fields.files.FieldFile) else value


def refuse_empty(value: str, field: str, message: str) -> str:
    """The text if there is any. Raises Refused with the message otherwise."""
    text = safe_words(value, field)
    if not text:
        raise Refused(message, field)
    return text
