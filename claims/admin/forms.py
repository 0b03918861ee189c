"""The site's forms as the admin shows them: its widgets, its way of handing rows over, and refusals as form errors."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Field, Model
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from claims.actions import Refused, Stale
from claims.forms.picking import PickField, PickManyField
from claims.forms.review import reason_field
from claims.forms.typed import retype

REFUSAL = "refusal"
"""The request's attribute that holds what an action refused, while the form is shown again."""


class AdminForm(forms.Form):
    """Stands before a form of the site. The admin hands it a row (instance), the site hands over initial values."""

    request: HttpRequest
    model: type[Model]
    pickers: Mapping[str, "Field[Any, Any]"]
    """Fields that choose rows, with the column whose relation gives the suggestions."""

    def __init__(
        self,
        data: Any = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        instance: Model | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.instance = instance or self.model()
        # The admin asks a model form's _meta for labels of what is read-only.
        self._meta = SimpleNamespace(model=self.model, labels=None, help_texts=None)
        start = dict(self.row_typed(instance)) if instance is not None else {}
        super().__init__(data, files, initial=start | dict(initial or {}))
        for name, column in self.pickers.items():
            if name in self.fields:
                self.fields[name] = _autocompleting(self.fields[name], column)
        for field in self.fields.values():
            _dress(field.widget)

    def row_typed(self, row: Any) -> Mapping[str, Any]:
        """The row as initial values."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        refusal = getattr(self.request, REFUSAL, None)
        if isinstance(refusal, Refused):
            for name, message in refusal.errors.items():
                self.add_error(name if name in self.fields else None, message)
        if isinstance(refusal, Stale):
            self.add_error(None, [str(refusal), *self._there_now()])
            retype(self, "version", self.instance.version)  # type: ignore[attr-defined]
        return cleaned

    def _there_now(self) -> list[str]:
        """What the row says now wherever it is not what was typed."""
        return [
            f"There now – {self[name].label}: {_words(self.initial.get(name)) or 'not stated'}"
            for name, field in self.fields.items()
            if not field.widget.is_hidden and field.has_changed(self.initial.get(name), self[name].data)
        ]


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(str(one) for one in value)
    return "" if value is None else str(value)


class SuggestMany(AutocompleteSelectMultiple):
    """Without the cross that clears all at once, which stands in its list as no list item may."""

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        return super().build_attrs(base_attrs, extra_attrs) | {"data-allow-clear": "false"}


def _autocompleting(field: forms.Field, column: "Field[Any, Any]") -> forms.Field:
    assert isinstance(field, PickField)
    shared: dict[str, Any] = {"required": field.required, "label": field.label, "help_text": ""}
    rows = field.choosable()
    if isinstance(field, PickManyField):
        widget = SuggestMany(column, admin.site)
        return forms.ModelMultipleChoiceField(rows, widget=widget, **shared)
    return forms.ModelChoiceField(rows, widget=AutocompleteSelect(column, admin.site), **shared)


def _dress(widget: forms.Widget) -> None:
    """The admin's own sizes, which it gives by class."""
    if isinstance(widget, forms.MultiWidget):
        for part in widget.widgets:
            _dress(part)
    elif isinstance(widget, forms.Textarea):
        widget.attrs.setdefault("class", "vLargeTextField")
    elif type(widget) is forms.TextInput:
        widget.attrs.setdefault("class", "vTextField")


# --- one reason for several claims ------------------------------------------------------------------------------------

MARKED = "marked"
"""The name of the button that answers the form: the list's own form leads to it without."""


class SeenField(forms.Field):
    """The evidence that was on the page, as `12:hash` for each claim. Cleans to hashes by key."""

    widget = forms.MultipleHiddenInput

    @staticmethod
    def written(seen: Mapping[int, str]) -> list[str]:
        return [f"{pk}:{evidence}" for pk, evidence in seen.items()]

    def clean(self, value: Any) -> dict[int, str]:
        parts = (str(one).partition(":") for one in value or ())
        return {int(pk): seen for pk, _, seen in parts if pk.isascii() and pk.isdigit() and len(pk) < 19}


class MarkForm(forms.Form):
    reason = reason_field()
    seen = SeenField()
