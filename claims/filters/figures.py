"""Figures in filters: whole numbers from 0, typed as people write them ("1,000")."""

from typing import Any

import django_filters
from django import forms

LARGEST_FIGURE = 10**15


class FigureField(forms.IntegerField):
    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": LARGEST_FIGURE} | options)
        self.widget.attrs.setdefault("inputmode", "numeric")

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str) and len(value) > 40:
            raise forms.ValidationError("Write a whole number, such as 300.")
        return super().to_python(value.replace(",", "").replace(" ", "") if isinstance(value, str) else value)


class FigureFilter(django_filters.Filter):
    field_class = FigureField
