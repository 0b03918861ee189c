"""What is typed about an event."""

from typing import Any

from django import forms

from claims.forms.dates import DATE_HELP, DateField
from claims.forms.typed import columns_typed
from claims.models import Event

COLUMNS = ("title", "date", "place", "note")


class EventForm(forms.Form):
    title = forms.CharField(max_length=300, help_text="What happened, where and when: “Killings at Moura, March 2022”.")
    date = DateField(help_text=DATE_HELP.replace("where the text is silent", "where no source says when"))
    place = forms.CharField(
        required=False, max_length=200, help_text="As the sources call it. Leave it empty where none says where."
    )
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))


class EventCorrectForm(EventForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


def as_typed(event: Event) -> dict[str, Any]:
    """The event as its form shows it."""
    return columns_typed(event, COLUMNS)
