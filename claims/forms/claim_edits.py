"""What is done to a claim that stands: withdrawing, moving, marking as replaced, recording what it leans on."""

from typing import Any

from django import forms

from claims.domain.scope import Dimension, Scope
from claims.forms.claims import long_text
from claims.forms.picking import PickField
from claims.forms.scope import ScopeForm
from claims.models import Claim, Question, Source

CARRIED, RESTATED = "carried", "restated"


def version() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class WithdrawForm(forms.Form):
    version = version()
    reason = long_text(
        4,
        label="Reason",
        max_length=5_000,
        error_messages={"required": "Say why it is withdrawn."},
        help_text="Why it should not stand. The claim stays, shown as withdrawn, with this reason.",
    )


class MoveForm(ScopeForm):
    """Another question, and the claim's scope there: carried over in words, or stated anew."""

    version = version()
    question = PickField(
        Question, label="Question", help_text="The one it answers from now on: its number or exact words."
    )
    scope_how = forms.ChoiceField(
        label="Scope",
        choices=((CARRIED, "carried over as shown"), (RESTATED, "stated anew below")),
        initial=CARRIED,
        widget=forms.RadioSelect,
    )
    reason = long_text(3, label="Reason", max_length=5_000, required=False, help_text="Kept in the ledger.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.show_what_it_fixes(cleaned.get("question"))
        if cleaned.get("scope_how") == CARRIED:
            for dimension in Dimension:  # what is not asked for cannot be wrong
                self.errors.pop(f"scope_{dimension.value}", None)
        return cleaned

    def scope_given(self) -> Scope | None:
        """The scope as stated anew, None where it is carried over."""
        return None if self.cleaned_data["scope_how"] == CARRIED else self.scope()


class ReplaceForm(forms.Form):
    version = version()
    replaced_by = PickField(Claim, label="Replaced by claim", help_text="The number of the later claim, such as #12.")


class LeanForm(forms.Form):
    """A source or a claim, exactly one of the two."""

    source = PickField(Source, label="On a source", required=False, help_text="Its name or number.")
    claim = PickField(Claim, label="On another claim", required=False, help_text="Its number, such as #12.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned.get("source")) == bool(cleaned.get("claim")):
            raise forms.ValidationError("Give a source or a claim: one of the two.")
        return cleaned

    @property
    def on(self) -> Source | Claim:
        chosen: Source | Claim = self.cleaned_data["source"] or self.cleaned_data["claim"]
        return chosen
