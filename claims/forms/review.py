"""A review as typed: a verdict, its reason, the claims cited as evidence, and the evidence that was on the page."""

from collections.abc import Sequence
from typing import Any

from django import forms

from claims.forms.picking import PickManyField
from claims.models import Claim

LONGEST_REASON = 10_000

VERDICTS = (
    ("corroborated", "✓ corroborated: other evidence, independent of it, supports it"),
    ("conflicting", "≠ conflicting: it and other evidence cannot both be true"),
    ("unverified", "? unverified: there is not enough to say"),
)


def reason_field() -> forms.CharField:
    return forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        max_length=LONGEST_REASON,
        label="Your reason",
        help_text="What you compared and what decided it. It is kept as it is; a later review stands beside it.",
        error_messages={"required": "Give your reason: a verdict without one cannot be checked."},
    )


class ReviewForm(forms.Form):
    verdict = forms.ChoiceField(
        choices=VERDICTS,
        widget=forms.RadioSelect,
        label="Your verdict",
        error_messages={"required": "Choose corroborated, conflicting or unverified."},
    )
    reason = reason_field()
    cites = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Claims of this question you rely on",
    )
    cites_others = PickManyField(
        Claim,
        required=False,
        widget=forms.TextInput,
        label="Other claims you rely on",
        help_text="By number, such as #12; several separated by semicolons.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, citable: Sequence[tuple[int, str]] = (), **options: Any) -> None:
        """citable: key and words of each claim that is offered for a tick."""
        super().__init__(*args, **options)
        if citable:
            cites = self.fields["cites"]
            assert isinstance(cites, forms.ChoiceField)
            cites.choices = list(citable)
        else:
            del self.fields["cites"]

    @property
    def cited(self) -> list[Claim]:
        """The claims ticked or named, each once. One query for those ticked."""
        ticked = Claim.objects.filter(pk__in=self.cleaned_data.get("cites", ()))
        return list({claim.pk: claim for claim in (*ticked, *self.cleaned_data["cites_others"])}.values())
