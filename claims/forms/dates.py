"""A date as the forms take it: EDTF, explained in plain words. Whether it can be read is the action's to say."""

from typing import Any

from django import forms

DATE_HELP = (
    "As precise as the text is and no more: 2022 for a year, 2022-03 for a month, 2022-03-27 for a day, "
    "2021-10/2021-12 for a span. Leave it empty where the text is silent."
)


class DateField(forms.CharField):
    """Text: a date in EDTF, or nothing."""

    def __init__(self, **options: Any) -> None:
        usual: dict[str, Any] = {"required": False, "max_length": 100, "help_text": DATE_HELP}
        super().__init__(**usual | options)
        self.widget.attrs.update({"placeholder": "2022-03", "autocomplete": "off"})
