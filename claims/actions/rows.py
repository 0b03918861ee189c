"""Writing one row: text made safe, columns checked, versions compared. What every action on a noun shares."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
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
    if not text.isascii() and HALF_A_CHARACTER.search(text):
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
    try:
        if alone:
            _clean_alone(row, columns)
        else:
            left_out = _untouched(row, columns)
            row.clean_fields(exclude=left_out)
            row.validate_unique(exclude=left_out)
    except ValidationError as refused:
        raise Refused({name: " ".join(found) for name, found in refused.message_dict.items()}) from None
    return row


def _clean_alone(row: models.Model, columns: Iterable[str]) -> None:
    """As clean_fields does it, for these columns. A table holds the same short value time and again."""
    wrong: dict[str, ValidationError] = {}
    fields = _fields_alone(type(row))
    for name in columns:
        field, value = fields.get(name), getattr(row, name)
        if field is None or (field.blank and value in field.empty_values):
            continue
        try:
            short = isinstance(value, bool) or (isinstance(value, str) and len(value) <= _SHORT)
            setattr(row, name, _clean_again(field, value) if short else field.clean(value, row))
        except ValidationError as refused:
            wrong[name] = refused
    if wrong:
        raise ValidationError(wrong)


_SHORT = 40


@lru_cache(maxsize=4096, typed=True)
def _clean_again(field: Any, value: Any) -> Any:
    """What no row but this value decides. A refusal is not remembered."""
    return field.clean(value, None)


@cache
def _fields_alone(model: type[models.Model]) -> dict[str, Any]:
    """Fields by name, without those that are checked by asking the database for the row they refer to."""
    return {field.name: field for field in model._meta.concrete_fields if not field.is_relation}


def _untouched(row: models.Model, columns: Mapping[str, Any]) -> set[str]:
    touched = {name.removesuffix("_id") for name in columns}
    return {f.name for f in row._meta.get_fields() if f.name not in touched}


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
