"""Whether a noun as a row wants it would be taken by the deed that writes it: said before anything is written.

The rules are those of the deeds. What two rows of a table may not both have is the planner's to know.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from functools import cache
from hashlib import sha256
from typing import Any

from django.db.models.base import ModelState

from claims.actions.claims import refuse_replacement_left_behind
from claims.actions.documents import refuse_known
from claims.actions.errors import Refused
from claims.actions.imports.wanted import Wanted
from claims.actions.questions import options_by_label, refuse_correction
from claims.actions.rows import checked
from claims.actions.sources import refuse_taken
from claims.models import Claim, Document, Event, Question, Source
from claims.models.noun import Noun

NAMED_BY: Mapping[type[Noun], str] = {Question: "text", Event: "title"}
"""Nouns of which no two have the same words."""

_NOT_COLUMNS = ("aliases", "options", "text_given")


def refuse_unfit(one: Wanted) -> None:
    """Raises Refused where it could not be written. Makes the row of what is new, not saved."""
    plain = {name: value for name, value in one.columns.items() if name not in _NOT_COLUMNS}
    if one.found is None:
        one.made = checked(_blank_row(one.noun), {"external_key": one.key, **plain}, alone=True)
        for name, row in one.linked_columns.items():
            setattr(one.made, name, row)
    else:
        checked(copy(one.found), plain, alone=True)
    if one.noun in _RULES:
        _RULES[one.noun](one)


def _blank_row(noun: type[Noun]) -> Noun:
    """As noun() makes it, but for the work of finding fifty defaults anew for each of very many rows."""
    row = noun.__new__(noun)
    row.__dict__ |= {name: value() if callable(value) else value for name, value in _blank_columns(noun).items()}
    row._state = ModelState()
    return row


@cache
def _blank_columns(noun: type[Noun]) -> dict[str, Any]:
    """By name: the default, or what makes a new one where rows may not share it."""
    blank = noun()
    made_anew = {field.attname: field.default for field in noun._meta.concrete_fields if field.default in (list, dict)}
    return {field.attname: blank.__dict__[field.attname] for field in noun._meta.concrete_fields} | made_anew


def names_of(one: Wanted) -> Iterator[tuple[str, str, str]]:
    """What no other noun of its sort may have: the column, the words, and what makes two such words the same."""
    if one.noun in NAMED_BY:
        column = NAMED_BY[one.noun]
        yield column, one.columns[column], one.columns[column]
    if one.noun is Source:
        for column, name in _names_of_source(one):
            yield column, name, name.casefold()
    if one.noun is Document and one.found is None:
        yield "text", "its text", _digest(one)


def _names_of_source(one: Wanted) -> Iterator[tuple[str, str]]:
    yield "name", one.columns["name"]
    yield from (("aliases", name) for name in one.columns.get("aliases", ()))


def _digest(one: Wanted) -> str:
    return sha256(one.columns["text_given"].encode()).hexdigest()


def _source(one: Wanted) -> None:
    for column, name in _names_of_source(one):
        refuse_taken(name, one.found, column)


def _document(one: Wanted) -> None:
    if one.found is None:
        refuse_known(_digest(one))


def _question(one: Wanted) -> None:
    options: Any = one.columns.get("options")
    if one.found is not None:
        columns = {name: value for name, value in one.columns.items() if name not in _NOT_COLUMNS}
        refuse_correction(one.found, options, columns | one.linked_columns)
    elif options:
        options_by_label(options)


def _claim(one: Wanted) -> None:
    if one.found is None:
        return
    if one.found.withdrawn:
        raise Refused(f"Claim {one.found.pk} of this key was withdrawn; it is kept as it was.", "key")
    if one.found.question != one.linked("question"):
        refuse_replacement_left_behind(one.found)


_RULES: Mapping[type[Noun], Callable[[Wanted], None]] = {
    Source: _source,
    Document: _document,
    Question: _question,
    Claim: _claim,
}
