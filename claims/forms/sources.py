"""What is typed about a source."""

from typing import Any

from django import forms

from claims.forms.typed import columns_typed
from claims.models import Source
from claims.models.source import Grade, Interest, SourceKind

MOST_ALIASES = 50
COLUMNS = ("name", "kind", "grade", "grade_reason", "interest", "interest_reason", "confidential", "note")


class SourceForm(forms.Form):
    name = forms.CharField(max_length=200)
    aliases = forms.CharField(
        required=False,
        max_length=5000,
        label="Other names",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line: abbreviations, names in other languages. A name stands for one source only.",
    )
    kind = forms.ChoiceField(choices=[("", "Choose a kind"), *SourceKind.choices])
    grade = forms.ChoiceField(
        choices=Grade, initial=Grade.F, help_text="How reliable it has been. F is not the worst: it cannot be judged."
    )
    grade_reason = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3}), label="Reason for the grade"
    )
    interest = forms.ChoiceField(
        choices=Interest, required=False, help_text="Its own stake in what it asserts, where that is known."
    )
    interest_reason = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3}), label="What shows the interest"
    )
    confidential = forms.BooleanField(
        required=False, help_text="Must not leave: exports are made without it, and pages that show it say so."
    )
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def clean_aliases(self) -> list[str]:
        names = [name for line in self.cleaned_data["aliases"].splitlines() if (name := line.strip())]
        if len(names) > MOST_ALIASES:
            raise forms.ValidationError(f"These are {len(names)} names; at most {MOST_ALIASES} fit here.")
        return names


class SourceCorrectForm(SourceForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


def as_typed(source: Source) -> dict[str, Any]:
    """The source as its form shows it. Reads aliases: one query."""
    return columns_typed(source, COLUMNS) | {"aliases": "\n".join(source.aliases.values_list("name", flat=True))}
