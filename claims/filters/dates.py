"""Dates in filters, typed as everywhere else: EDTF. "2022" from means its first day, until its last."""

from typing import Any

import django_filters
from django import forms

from claims.dates import CannotReadDate, Span, read_edtf


class EdtfField(forms.CharField):
    """Cleans to the span of days an EDTF expression covers, or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 100} | options)
        self.widget.attrs.setdefault("placeholder", "2022 or 2022-03-27")

    def clean(self, value: Any) -> Span | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return read_edtf(typed)
        except CannotReadDate as unread:
            raise forms.ValidationError(str(unread)) from None


class EdtfFilter(django_filters.Filter):
    """Hands its method the Span."""

    field_class = EdtfField
