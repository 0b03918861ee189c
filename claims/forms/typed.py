"""What a form shows as typed: a row's columns at first, and what was sent with what the server knows better."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from claims.models.noun import Noun


def columns_typed(row: Noun, columns: Iterable[str]) -> dict[str, Any]:
    """The row's columns as initial values, with its version. Reads the related rows."""
    return {column: getattr(row, column) for column in columns} | {"version": row.version}


def retype(form: forms.Form, field: str, *values: object) -> None:
    """Let a form that was sent carry other values in a field; all else stays as typed."""
    assert isinstance(form.data, QueryDict)
    data = form.data.copy()
    data.setlist(form.add_prefix(field), [str(value) for value in values])
    form.data = data


def retype_below(form: forms.Form, field: str, line: str) -> None:
    """Add a line to what was typed in a field of several lines, once."""
    lines = _lines(form, field)
    if line not in lines:
        retype(form, field, "\n".join([*lines, line]))


def retype_instead(form: forms.Form, field: str, lines: Iterable[str], line: str) -> None:
    """Put a line in the place of these, without case, of a field of several lines."""
    replaced = {one.casefold() for one in lines}
    kept = [one for one in _lines(form, field) if one.casefold() not in replaced]
    retype(form, field, "\n".join(dict.fromkeys([*kept, line])))


def _lines(form: forms.Form, field: str) -> list[str]:
    typed = str(form[field].value() or "")
    return [line for each in typed.splitlines() if (line := each.strip())]


def keep_as_typed(form: forms.Form) -> None:
    """Show a form that was sent without complaints: nobody has said yet that it is complete."""
    if form.is_bound:
        form.full_clean()
        form.errors.clear()
