"""A dimension of scope as a person says it: not stated, as the question, or other words. One field holds all three."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from claims.domain.scope import AS_QUESTION, NOT_STATED, Dimension, Scope
from claims.models import Question

OTHER = "other"
HOW = ((NOT_STATED, "not stated"), (AS_QUESTION, "as the question"), (OTHER, "in other words:"))
LONGEST = 200


class ScopeWidget(forms.MultiWidget):
    """A select and a text. Decompresses "", "=" or words."""

    def __init__(self, label: str) -> None:
        how = forms.Select(choices=HOW, attrs={"aria-label": f"{label}: how it is stated"})
        words = forms.TextInput(
            attrs={"aria-label": f"{label}: the claim’s own words", "maxlength": LONGEST, "dir": "auto"}
        )
        super().__init__([how, words])

    def decompress(self, value: Any) -> list[str]:
        if not value:
            return [NOT_STATED, ""]
        return [AS_QUESTION, ""] if value == AS_QUESTION else [OTHER, value]


class ScopeField(forms.MultiValueField):
    """Cleans to what Scope keeps: "", "=" or the claim's own words."""

    def __init__(self, dimension: Dimension) -> None:
        label = dimension.words.capitalize()
        super().__init__(
            [
                forms.ChoiceField(choices=HOW, required=False),
                forms.CharField(max_length=LONGEST, required=False),
            ],
            label=label,
            required=False,
            require_all_fields=False,
            widget=ScopeWidget(label),
        )

    def compress(self, data_list: Any) -> str:
        how, words = data_list or (NOT_STATED, "")
        if words == AS_QUESTION:
            raise ValidationError("Choose “as the question” instead of writing “=”.")
        if how == OTHER and not words:
            raise ValidationError("Write the claim’s own words, or choose “not stated”.")
        if how != OTHER and words:
            raise ValidationError(f"Choose “in other words” to keep “{words}”, or clear it.")
        return str(words) if how == OTHER else str(how)


def scope_fields() -> dict[str, ScopeField]:
    """A field for each of the five dimensions, by its column's name."""
    return {f"scope_{d.value}": ScopeField(d) for d in Dimension}


class ScopeForm(forms.Form):
    """What the forms share that state a scope. A form says once it knows the question."""

    question_known: Question | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields |= scope_fields()

    def show_what_it_fixes(self, question: Question | None) -> None:
        """Say beside each dimension what the question fixes and whether it bears on it."""
        self.question_known = question
        for dimension in Dimension if question else ():
            assert question is not None
            words = question.fixed[dimension.value]
            # Templates show help as it is, so a person's words are escaped here.
            fixed = format_html("The question says “{}”.", words) if words else "The question does not fix it."
            bears = "It bears on the comparison." if dimension.value in question.bears_on else ""
            self[f"scope_{dimension.value}"].help_text = format_html("{} {}", fixed, bears)

    def dimensions(self) -> list[forms.BoundField]:
        return [self[f"scope_{d.value}"] for d in Dimension]

    def scope(self) -> Scope:
        return Scope(*(self.cleaned_data[f"scope_{d.value}"] for d in Dimension))

    def refuse_as_no_question(self) -> None:
        """ "As the question" means nothing where there is none."""
        for dimension in Dimension:
            if self.cleaned_data.get(f"scope_{dimension.value}") == AS_QUESTION:
                self.add_error(
                    f"scope_{dimension.value}", "There is no question that it could be as. Choose one first."
                )
