"""What is typed about a document: its text or file once, what is known about it, and what it repeats."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.urls import reverse_lazy
from django.utils.text import format_lazy

from claims.domain.words.language import named
from claims.forms.dates import DateField
from claims.forms.picking import PickField
from claims.forms.typed import columns_typed
from claims.ingest.apart import extract
from claims.ingest.extracted import CannotExtract
from claims.ingest.plain import read_plain
from claims.models import Document, Source
from claims.models.source import Grade
from claims.models.upload import ENCODINGS
from claims.receiving import LARGEST_FILE, too_large_words

KNOWN = (
    *("title", "publisher", "published", "language", "address", "collected"),
    *("grade", "grade_reason", "confidential", "note"),
)
"""The columns a person may correct."""

LANGUAGE = RegexValidator(
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", "Write the language as a short code, such as en, fr or ar."
)


COLLECTED_HELP = (
    "When it was taken from where it was found, as its bringer says: 2022-03-27. Leave it empty if unknown."
)
KINDS = "PDF, Word (.docx), a web page (HTML), Markdown or plain text"
ACCEPTED = ".pdf,.docx,.html,.htm,.md,.markdown,.txt,text/plain"


def whole_page() -> forms.BooleanField:
    return forms.BooleanField(
        required=False,
        label="Keep the whole of web pages, not their main text alone",
        help_text="With navigation, comments and all that stands around it.",
    )


def encoding() -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=ENCODINGS, required=False, label="Encoding", help_text="Of a text that is not UTF-8."
    )


class DocumentForm(forms.Form):
    """What is known about a document."""

    title = forms.CharField(max_length=500, help_text="As the text gives it; a plain description where it has none.")
    publisher = PickField(
        Source,
        required=False,
        help_text=format_lazy(
            "Number or name. Leave it empty where the text does not name its publisher. One that is not here yet: "
            '<a href="{}" target="_blank">add the source</a> (in a new tab), then give its name here.',
            reverse_lazy("source_add"),
        ),
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
    collected = DateField(label="Collected", help_text=COLLECTED_HELP)
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
        help_text=f"{KINDS}, at most {LARGEST_FILE // 1024**2} MB. It is kept byte for byte.",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    encoding, whole_page = encoding(), whole_page()

    # Shown in place of "optional": one of the two is needed.
    text.need, original.need = "this, or a file", "in place of a pasted text"  # type: ignore[attr-defined]

    field_order = ("text", "original", "encoding", "whole_page", *KNOWN)

    too_large = False
    """Was the file left because of its size? Whoever has the request says so."""

    def clean_text(self) -> str:
        """Line ends as the browser sends them become plain ones; nothing else changes."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").replace("\r", "\n")

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
        if self.too_large:
            self.add_error("original", too_large_words())
        elif given.get("original"):
            self._read(given["original"])
        if self.files.get("original") and self.errors and "original" not in self.errors:
            self.add_error("original", "Choose the file again: a browser does not send it twice.")
        return given

    def _read(self, upload: UploadedFile) -> None:
        """Take the text from the file, in a process of its own."""
        given = self.cleaned_data
        original = upload.read()
        try:
            extracted = extract(
                original, upload.name or "", whole_page=given["whole_page"], encoding=given.get("encoding", "")
            )
        except CannotExtract as refused:
            self.add_error("original", str(refused))
        else:
            given["content"] = {"original": original, "original_name": upload.name, "extracted": extracted}

    def content(self) -> dict[str, Any]:
        """The original bytes, what was taken from them, and the name they came with; call on a valid form."""
        if "content" in self.cleaned_data:
            return dict(self.cleaned_data["content"])
        original = self.cleaned_data["text"].encode()
        return {"original": original, "original_name": "pasted text.txt", "extracted": read_plain(original)}

    def known(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in KNOWN}


class DocumentCorrectForm(DocumentForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


def as_typed(document: Document) -> dict[str, Any]:
    """What is known of the document, as its form shows it. Reads publisher."""
    return columns_typed(document, KNOWN)


def proposed(document: Document, names: Iterable[str]) -> dict[str, Any]:
    """What the file says of itself under these names, for a person to look at before it is saved."""
    return {name: document.says_of_itself[name] for name in names if name in KNOWN and name in document.says_of_itself}


def proposed_language(code: str) -> dict[str, str]:
    """A language that a page proposes by its address; nothing for one without word tables."""
    lang = named(code)
    return {"language": lang.code} if lang else {}


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


# --- many files at once ----------------------------------------------------------------------------------------------


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Cleans to a list of files."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(file, initial) for file in files if file is not None]


class UploadForm(forms.Form):
    """Files to be read, each into a document of its own. Which of them can be read is found out later."""

    chosen = ManyFilesField(
        label="Files",
        required=False,
        allow_empty_file=True,
        help_text=f"{KINDS}; several at once, at most {LARGEST_FILE // 1024**2} MB each. Each is kept byte for byte.",
        widget=ManyFiles(attrs={"accept": ACCEPTED}),
    )
    chosen.need = "one or more"  # type: ignore[attr-defined]
    collected = DateField(label="Collected", help_text=COLLECTED_HELP)
    whole_page = whole_page()


class RetryForm(forms.Form):
    """How to read a file that could not be read, or one that was, again."""

    encoding, whole_page = encoding(), whole_page()
