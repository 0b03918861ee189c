"""What is typed about a source."""

from django import forms

from claims.models.source import Grade, Interest, SourceKind

MOST_ALIASES = 50


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
    confidential = forms.BooleanField(required=False, help_text="Must not leave: kept out of reports and exports.")
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def clean_aliases(self) -> list[str]:
        names = [name for line in self.cleaned_data["aliases"].splitlines() if (name := line.strip())]
        if len(names) > MOST_ALIASES:
            raise forms.ValidationError(f"These are {len(names)} names; at most {MOST_ALIASES} fit here.")
        return names


class SourceCorrectForm(SourceForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
