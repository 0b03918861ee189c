"""What is typed about a document: its text or file once, what is known about it, and what it repeats."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from claims.forms.dates import DateField
from claims.forms.picking import PickField
from claims.forms.typed import columns_typed
from claims.ingest.plain import CannotExtract, read_plain
from claims.models import Document, Source
from claims.models.source import Grade

LARGEST_FILE = 5 * 1024 * 1024
"""Bytes. As much as a pasted text may have (DATA_UPLOAD_MAX_MEMORY_SIZE)."""

KNOWN = ("title", "publisher", "published", "language", "address", "grade", "grade_reason", "confidential", "note")
"""The columns a person may correct."""

LANGUAGE = RegexValidator(
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", "Write the language as a short code, such as en, fr or ar."
)


class DocumentForm(forms.Form):
    """What is known about a document."""

    title = forms.CharField(max_length=500, help_text="As the text gives it; a plain description where it has none.")
    publisher = PickField(
        Source, required=False, help_text="Number or name. Leave it empty where the text does not name its publisher."
    )
    published = DateField(label="Published")
    language = forms.CharField(
        required=False, max_length=35, validators=[LANGUAGE], help_text="A short code: en, fr, ar."
    )
    address = forms.CharField(
        required=False,
        max_length=2000,
        help_text="Where it was found. Kept as a reference; the tracker never opens it.",
    )
    grade = forms.ChoiceField(
        choices=Grade, initial=Grade.F, help_text="F is not the worst grade: it says that it cannot be judged."
    )
    grade_reason = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3}), label="Reason for the grade"
    )
    confidential = forms.BooleanField(
        required=False, help_text="Must not leave: exports are made without it, and pages that show it say so."
    )
    note = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What a reader must know, such as signs of machine rewriting, with the words that show them.",
    )


class DocumentAddForm(DocumentForm):
    """A new document: its text pasted, or a file, and not both."""

    text = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "class": "serif", "dir": "auto", "spellcheck": "false"}),
        help_text="Paste the whole text. It is kept as it stands, and cannot be changed afterwards.",
    )
    original = forms.FileField(
        required=False,
        label="A file",
        help_text="Plain text in UTF-8, at most 5 MB. It is kept byte for byte.",
        widget=forms.FileInput(attrs={"accept": ".txt,.md,text/plain"}),
    )

    # Shown in place of "optional": one of the two is needed.
    text.need, original.need = "this, or a file", "in place of a pasted text"  # type: ignore[attr-defined]

    field_order = ("text", "original", *KNOWN)

    def clean_text(self) -> str:
        """Line ends as the browser sends them become plain ones; nothing else changes."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").replace("\r", "\n")

    def clean_original(self) -> bytes | None:
        """The file's bytes, once they are known to be text."""
        upload = self.cleaned_data["original"]
        if upload is None:
            return None
        if upload.size > LARGEST_FILE:
            raise ValidationError(f"This file has {upload.size:,} bytes; at most {LARGEST_FILE:,} (5 MB) can be kept.")
        original: bytes = upload.read()
        try:
            read_plain(original)
        except CannotExtract as refused:
            raise ValidationError(str(refused)) from None
        return original

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "text" in given and "original" in given:
            pasted, upload = bool(given["text"].strip()), given["original"] is not None
            if pasted and upload:
                self.add_error(
                    "original", "There is a pasted text too. Give one of the two, so that it is clear which counts."
                )
            if not pasted and not upload:
                self.add_error("text", "Paste the text, or choose a file.")
        if self.files.get("original") and self.errors and "original" not in self.errors:
            self.add_error("original", "Choose the file again: a browser does not send it twice.")
        return given

    def content(self) -> dict[str, Any]:
        """The original bytes, the text in them, and the name they came with; call on a valid form."""
        upload, original = self.files.get("original"), self.cleaned_data["original"]
        if upload is not None and original is not None:
            return {"original": original, "text": read_plain(original), "original_name": upload.name}
        text: str = self.cleaned_data["text"]
        return {"original": text.encode(), "text": text, "original_name": "pasted text.txt"}

    def known(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in KNOWN}


class DocumentCorrectForm(DocumentForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


def as_typed(document: Document) -> dict[str, Any]:
    """What is known of the document, as its form shows it. Reads publisher."""
    return columns_typed(document, KNOWN)


class RepeatsForm(forms.Form):
    """Which document this one repeats."""

    repeats = PickField(
        Document, label="It repeats", help_text="Number or title of the document whose text it takes over."
    )
    note = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What shows it: words that both have, a line that names the agency.",
    )
