"""What is typed about a table: the file and what its rows are; then which column fills which field."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from claims.actions.imports.fields import FIELDS, FieldFor
from claims.forms.picking import PickField
from claims.models import Import, Source
from claims.models.imports import ENCODINGS, Corrections, RowsAre
from claims.receiving import LARGEST_FILE


class ImportForm(forms.Form):
    """A table to be brought in."""

    chosen = forms.FileField(
        label="File",
        required=False,  # a file that is too large never arrives; clean_chosen says so
        help_text=f"CSV or XLSX, at most {LARGEST_FILE // 1024**2} MB. Its first row names the columns.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    chosen.need = "CSV or XLSX"  # type: ignore[attr-defined]
    rows_are = forms.ChoiceField(choices=RowsAre, label="Each row is", widget=forms.RadioSelect, initial=RowsAre.CASES)
    title = forms.CharField(
        max_length=500,
        required=False,
        label="Title of the table",
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text="Claims that quote their own row quote the table: it is kept as a document under this title.",
    )
    publisher = PickField(
        Source, required=False, label="Published by", help_text="Number or name of the source whose table it is."
    )
    encoding = forms.ChoiceField(choices=ENCODINGS, required=False, help_text="Of a CSV that is not UTF-8.")
    sheet = forms.CharField(max_length=100, required=False, help_text="Of a workbook with several; else the first.")

    too_large = False

    def clean_chosen(self) -> Any:
        chosen = self.cleaned_data["chosen"]
        if chosen is None:
            larger = f"This file is larger than {LARGEST_FILE // 1024**2} MB, the most that can be taken."
            raise forms.ValidationError(larger if self.too_large else "Choose a file.")
        return chosen


class ColumnsForm(forms.Form):
    """For each field a column, or words of one's own in which {columns} may stand."""

    corrections = forms.ChoiceField(
        choices=Corrections,
        label="Where the table says otherwise than a correction made by hand",
        widget=forms.RadioSelect,
        help_text="Each such row is named, with what stands here now, who corrected it and when.",
    )
    remember_as = forms.CharField(
        max_length=100,
        required=False,
        label="Remember this under a name",
        help_text="It is offered again for a table with the same columns.",
    )

    def __init__(self, *args: Any, table: Import, patterns: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.table, self.known = table, FIELDS[table.rows_are]
        self.fields["corrections"].initial = table.corrections
        columns = [("", "—"), *((name, name) for name in table.header)]
        for one in self.known:
            column, words = _typed(patterns.get(one.name, ""), table.header)
            label = {"aria-label": f"{one.label}: column"}
            self.fields[f"{one.name}_column"] = forms.ChoiceField(
                choices=columns, required=False, initial=column, widget=forms.Select(attrs=label)
            )
            self.fields[f"{one.name}_words"] = forms.CharField(
                max_length=2000,
                required=False,
                initial=words,
                widget=forms.TextInput(attrs={"dir": "auto", "aria-label": f"{one.label}: or written"}),
            )

    def lines(self) -> Iterable[tuple[FieldFor, forms.BoundField, forms.BoundField, list[str]]]:
        """Each field with its two inputs and what is wrong with it."""
        for one in self.known:
            column, words = self[f"{one.name}_column"], self[f"{one.name}_words"]
            yield one, column, words, [*column.errors, *words.errors]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for one in self.known:
            if given.get(f"{one.name}_column") and given.get(f"{one.name}_words"):
                self.add_error(f"{one.name}_words", "Choose a column or write something, not both.")
        return given

    @property
    def patterns(self) -> dict[str, str]:
        """By field. Call once the form is valid."""
        found = {}
        for one in self.known:
            column, words = self.cleaned_data[f"{one.name}_column"], self.cleaned_data[f"{one.name}_words"]
            if column or words:
                found[one.name] = words or f"{{{column}}}"
        return found

    def add_error(self, field: str | None, error: Any) -> None:
        """Refusals name fields of the table; each stands at the words of its two inputs."""
        named = f"{field}_words" if field and f"{field}_words" in self.fields else field
        super().add_error(named, error)


def _typed(pattern: str, header: Iterable[str]) -> tuple[str, str]:
    """A pattern as the two inputs show it: a column alone, or words."""
    alone = next((name for name in header if pattern == f"{{{name}}}"), "")
    return (alone, "") if alone else ("", pattern)
