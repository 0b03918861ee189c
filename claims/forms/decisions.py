"""A team decision as typed. Whether it can stand is decided by the action."""

from collections.abc import Sequence
from typing import Any

from django import forms

LONGEST_NOTE = 10_000


def _note(label: str, kept: str) -> forms.CharField:
    return forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        max_length=LONGEST_NOTE,
        label=label,
        help_text=kept,
        error_messages={"required": "Say in a note what led you to it."},
    )


def _seen() -> forms.CharField:
    return forms.CharField(
        widget=forms.HiddenInput,
        max_length=64,
        label="Evidence",
        error_messages={"required": "The form did not say which evidence you saw. Look at it again and save."},
    )


class DecideForm(forms.Form):
    claim = forms.TypedChoiceField(
        coerce=int,
        widget=forms.RadioSelect,
        label="The sheet says what this claim says",
        error_messages={"required": "Choose a claim: a sheet holds no figure that no claim gives."},
    )
    note = _note(
        "What led you to it", "It is kept as it is and printed with the sheet; a later decision stands beside it."
    )
    seen = _seen()

    def __init__(self, *args: Any, claims: Sequence[tuple[int, str]] = (), **options: Any) -> None:
        """claims: key and words of each claim that can be chosen."""
        super().__init__(*args, **options)
        claim = self.fields["claim"]
        assert isinstance(claim, forms.ChoiceField)
        claim.choices = list(claims)


class WithdrawDecisionForm(forms.Form):
    note = _note("Why it no longer holds", "The decision and this note stay in the history.")
    seen = _seen()
