"""What is typed about a report, and what is said when one is published."""

from typing import Any

from django import forms

from claims.actions.reports import MOST_SELECTED
from claims.domain.sheet_rules import RULES
from claims.forms.picking import PickManyField
from claims.models import Event, Question, Report
from claims.models.report import LONGEST_CHOSEN_BY


class ReportForm(forms.Form):
    title = forms.CharField(
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text="What stands on its first page: “What sources say on the killings at Moura, March 2022”.",
    )
    purpose = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text="What it is made for, and for whom. It stands in the report.",
    )
    events = PickManyField(
        Event,
        required=False,
        most=MOST_SELECTED,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        label="Events, with all their questions",
        help_text="One a line, by number (#12) or exact title.",
    )
    questions = PickManyField(
        Question,
        required=False,
        most=MOST_SELECTED,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        label="Questions by themselves",
        help_text="One a line, by number or in the exact words. A conflict is chosen by its question.",
    )
    chosen_by = forms.CharField(
        required=False,
        max_length=LONGEST_CHOSEN_BY,
        label="How they were chosen",
        help_text="A reader has to know what was left aside: “all open conflicts of March 2022”.",
    )
    rule = forms.ChoiceField(
        choices=[(rule.key, f"{rule.name}: {rule.words}") for rule in RULES],
        widget=forms.RadioSelect,
        label="Figures of the sheet by the rule",
        help_text="It is printed on the report, with its version.",
    )
    reviewers_hidden = forms.BooleanField(
        required=False,
        label="Hide the names of those who review, settle, decide and publish",
        help_text="What is confidential is always left out, with all that rests on it.",
    )


class ReportChangeForm(ReportForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class PublishForm(forms.Form):
    note = forms.CharField(
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        label="Note on this release",
        help_text="What is new in it, or why it is published. It stands in the report.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class WithdrawReleaseForm(forms.Form):
    reason = forms.CharField(
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": "Say why it is withdrawn."},
        help_text="Whoever opens its address reads this. Do not repeat here what must not be told.",
    )


def as_typed(report: Report) -> dict[str, Any]:
    """The report as its form shows it. Two queries."""
    return {
        "title": report.title,
        "purpose": report.purpose,
        "events": list(report.events.order_by("pk")),
        "questions": list(report.questions.order_by("pk")),
        "chosen_by": report.chosen_by,
        "rule": report.rule,
        "reviewers_hidden": report.reviewers_hidden,
        "version": report.version,
    }
