"""A lead's decision on a conflict as typed. Whether it can stand is decided by the action."""

from django import forms

from claims.models.conflict import CauseChoice, DecisionChoice, DimensionChoice

LONGEST_NOTE = 10_000

DECISIONS = (
    (DecisionChoice.EXPLAINED.value, "Explained: both can hold, and the cause below says how"),
    (DecisionChoice.RESOLVED.value, "Resolved: it is known which holds"),
    (DecisionChoice.UNDECIDABLE.value, "Undecidable: with what there is, nobody can tell"),
)


class SettleForm(forms.Form):
    decision = forms.ChoiceField(
        choices=DECISIONS,
        widget=forms.RadioSelect,
        label="Your decision",
        error_messages={"required": "Choose explained, resolved or undecidable."},
    )
    cause = forms.ChoiceField(
        choices=[("", "Choose a cause"), *CauseChoice.choices[1:]],
        label="Why the sources differ",
        error_messages={"required": "Choose the cause of the disagreement."},
    )
    dimension = forms.ChoiceField(
        choices=[("", "No dimension of scope"), *DimensionChoice.choices[1:]],
        required=False,
        label="Dimension of scope",
        help_text="Only where the cause is that they differ in scope.",
    )
    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        max_length=LONGEST_NOTE,
        label="What led you to it",
        help_text="It is kept as it is; a later decision stands beside it.",
        error_messages={"required": "Say in a note what led you to it."},
    )
    seen = forms.CharField(
        widget=forms.HiddenInput,
        max_length=64,
        label="Evidence",
        error_messages={"required": "The form did not say which evidence you saw. Look at it again and save."},
    )


class ReopenForm(forms.Form):
    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        max_length=LONGEST_NOTE,
        label="Why it is open again",
        error_messages={"required": "Say in a note why you reopen it."},
    )
