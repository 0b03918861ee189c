"""A whole number as people write it: 1500, 1,500, 1 500. Anything that could be read in two ways is refused."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LARGEST = 10**15
_GROUPED = re.compile(r"[0-9]{1,3}(?:([, \u00a0\u2009\u202f])[0-9]{3})(?:\1[0-9]{3})*")


class FigureField(forms.CharField):
    """Cleans to an int, or None where nothing is typed."""

    def __init__(self, **options: Any) -> None:
        dress: dict[str, Any] = {"max_length": 30, "widget": forms.TextInput({"inputmode": "numeric", "size": 12})}
        super().__init__(**dress | options)

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        if not typed:
            return None
        digits = re.sub(r"[^0-9]", "", typed) if _GROUPED.fullmatch(typed) else typed
        if digits.startswith("-"):
            raise ValidationError("No count can be below zero.")
        if not (digits.isascii() and digits.isdigit()):
            raise ValidationError(f"“{typed}” is not a whole number. Write it as 1500 or 1,500.")
        if int(digits) > LARGEST:
            raise ValidationError("This figure is larger than anything that is counted here.")
        return int(digits)
