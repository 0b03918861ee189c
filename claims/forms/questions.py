"""What is typed about a question. Whether unit, point and options fit the kind is decided by the action."""

from typing import Any

from django import forms

from claims.actions.questions import OptionDraft
from claims.domain.scope import Dimension
from claims.forms.picking import PickField
from claims.models import Event, Question
from claims.models.question import UNIT_CHOICES, Measure, PointKind, QuestionKind

WITHIN = " < "
"""Stands between an option and the one it lies within."""

SCOPE_HELP = {
    Dimension.POPULATION: "Who or what is counted: “civilians”.",
    Dimension.PLACE: "Where: “Moura”.",
    Dimension.PERIOD: "When: “March 2022”.",
    Dimension.BY_WHOM: "Who did it: “the Malian army with Wagner”.",
    Dimension.AS_OF: "Counted as of which day: “30 June 2022”.",
}


def options_typed(options: list[OptionDraft]) -> str:
    """Options as they are typed: one a line, `Wagner < a partner`."""
    return "\n".join(f"{o.label}{WITHIN}{o.parent}" if o.parent else o.label for o in options)


def options_of(question: Question) -> list[OptionDraft]:
    """The question's options in their order. One query."""
    options = question.options.select_related("parent").order_by("position", "pk")
    return [OptionDraft(o.label, o.parent.label if o.parent else "") for o in options]


class OptionsField(forms.CharField):
    """Cleans to a list of OptionDraft, one a line."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[OptionDraft]:
        lines = [line.strip() for line in super().clean(value).splitlines()]
        return [self._draft(line) for line in lines if line]

    def _draft(self, line: str) -> OptionDraft:
        label, within, parent = f" {line} ".rpartition(WITHIN)
        if not within:
            return OptionDraft(line)
        if not (label.strip() and parent.strip()):
            raise forms.ValidationError(f"“{line}” is half an option. Write “option < the option it lies within”.")
        return OptionDraft(label.strip(), parent.strip())


class QuestionForm(forms.Form):
    text = forms.CharField(
        max_length=500,
        label="Question",
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text="One measure of one thing: “How many people were killed at Moura in March 2022?”",
    )
    event = PickField(Event, required=False, label="Event", help_text="The event it asks about, by number or title.")
    kind = forms.ChoiceField(choices=QuestionKind, widget=forms.RadioSelect, label="It asks for")
    measure = forms.ChoiceField(choices=[("", "Choose a measure"), *Measure.choices], label="Measure")
    unit = forms.ChoiceField(
        choices=UNIT_CHOICES, required=False, label="Unit", help_text="For a number: what it counts in. One unit only."
    )
    point = forms.ChoiceField(
        choices=PointKind, required=False, label="Point in time", help_text="For a point in time: which one."
    )
    options = OptionsField(
        required=False,
        max_length=10_000,
        label="Options",
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text="For one of several options: one a line. “Wagner &lt; a partner” says that Wagner lies within a "
        "partner. Answers that can both hold are questions of their own, each with yes and no.",
    )
    bears_on = forms.MultipleChoiceField(
        choices=[(d.value, d.words) for d in Dimension],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label="Scope that bears on it",
        help_text="Claims support one another only where they agree in these. For counts usually the first four.",
    )
    part_of = PickField(
        Question, required=False, label="Part of", help_text="A question whose answer includes this one’s."
    )
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}), label="Note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields |= {
            d.value: forms.CharField(
                required=False,
                max_length=200,
                label=f"{d.words.capitalize()} the question fixes",
                widget=forms.TextInput(attrs={"dir": "auto"}),
                help_text=SCOPE_HELP[d],
            )
            for d in Dimension
        }
        self.order_fields([*list(self.fields)[: list(self.fields).index("part_of")], *(d.value for d in Dimension)])


class QuestionCorrectForm(QuestionForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


def as_typed(question: Question) -> dict[str, Any]:
    """The question as its form shows it. Reads options: one query, and event and part_of."""
    columns = ("text", "event", "kind", "measure", "unit", "point", "bears_on", "part_of", "note", "version")
    return (
        {name: getattr(question, name) for name in columns}
        | {d.value: getattr(question, d.value) for d in Dimension}
        | {"options": options_typed(options_of(question))}
    )
