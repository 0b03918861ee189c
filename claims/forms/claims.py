"""A claim as a person writes it down: its words, what they say, who says it, what they answer and of what scope.

What a quote or an answer must be is not decided here: the draft goes to the action, whose refusals come back to its
fields.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms

from claims.actions import AsWritten, ByHand, Chosen, ClaimDraft, GivenAnswer
from claims.forms.figures import FigureField
from claims.forms.picking import PickField, PickManyField, PickManyInput
from claims.forms.quoting import place_of, plain, selected
from claims.forms.scope import ScopeForm
from claims.models import Claim, Option, Question, Source
from claims.models.claim import BoundChoice, StanceChoice, Voice
from claims.models.question import QuestionKind

WRITTEN, HAND, OPTION, NONE = "written", "hand", "option", "none"
WAYS = (
    (WRITTEN, "as written, read by the rules"),
    (HAND, "read by hand, with a reason"),
    (OPTION, "one of the question’s options"),
    (NONE, "no answer that could be compared"),
)
LAST_PAGE = 100_000


def long_text(lines: int, **options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": lines, "dir": "auto"}), **options)


class ClaimForm(ScopeForm):
    """All that is said of a claim. The text it quotes is given, so that the quote's place can be found."""

    start = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=10**9)
    quote = long_text(
        4, label="Quote", max_length=20_000, help_text="The exact words of the document, letter for letter."
    )
    before = forms.CharField(
        label="Words before it",
        required=False,
        max_length=500,
        help_text="Only where the quote stands more than once.",
    )
    after = forms.CharField(
        label="Words after it",
        required=False,
        max_length=500,
        help_text="Only where the quote stands more than once.",
    )
    page = forms.IntegerField(label="Page", required=False, min_value=1, max_value=LAST_PAGE)
    graphic = forms.BooleanField(
        label="Graphic: fold the quote behind a click", required=False, help_text="For what may distress a reader."
    )
    statement = long_text(
        3, label="Statement", max_length=5_000, help_text="What is claimed, in plain words, adding nothing."
    )
    voice = forms.ChoiceField(label="Voice", choices=Voice, initial=Voice.OWN, widget=forms.RadioSelect)
    stance = forms.ChoiceField(
        label="Stance", choices=StanceChoice, initial=StanceChoice.ASSERTS, widget=forms.RadioSelect
    )
    asserters = PickManyField(
        Source,
        label="Who asserts it",
        required=False,
        widget=PickManyInput(attrs={"data-another": "Another who asserts it", "dir": "auto"}),
        help_text="Sources by name or number. Leave blank where the document speaks in its own voice.",
    )
    others_unnamed = forms.BooleanField(label="Others assert it whom the text does not name", required=False)
    leans_on = PickManyField(
        Source,
        label="Leans on",
        required=False,
        widget=PickManyInput(attrs={"data-another": "Another that it leans on", "dir": "auto"}),
        help_text="Sources its information comes from, beside those who assert it.",
    )
    question = PickField(
        Question,
        label="Question it answers",
        required=False,
        help_text="By its number or exact words. It may be left open until later.",
    )
    answer_by = forms.ChoiceField(label="Its answer", choices=WAYS, initial=WRITTEN, widget=forms.RadioSelect)
    as_written = forms.CharField(
        label="Answer as written",
        required=False,
        max_length=500,
        help_text="The words of the quote that answer the question: “an estimated 300 men”, “since May 2023”.",
    )
    option = forms.CharField(
        label="Option", required=False, max_length=200, help_text="The label of one of the question’s options."
    )
    bound = forms.ChoiceField(label="Bound", choices=BoundChoice, required=False)
    low = FigureField(label="Figure, or the lower one", required=False)
    high = FigureField(label="Upper figure", required=False)
    approximate = forms.BooleanField(label="About: widened by the margin", required=False)
    edtf = forms.CharField(
        label="Date",
        required=False,
        max_length=100,
        help_text="For a question about time: 2022, 2022-03, 2022-03-27 or 2021-10/2021-12 (EDTF).",
    )
    hand_reason = long_text(
        2,
        label="Why it is read so",
        required=False,
        max_length=2_000,
        help_text="Shown wherever the answer is shown.",
    )

    def __init__(self, *args: Any, text: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.text = text
        self.options: list[Option] = []
        for name in ("before", "after", "as_written", "option"):
            self.fields[name].widget.attrs["dir"] = "auto"
        question = self.initial.get("question")
        if not self.is_bound and isinstance(question, Question):
            self._show(question)

    # --- what is read of what was typed ---

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        question = cleaned.get("question")
        if "question" in cleaned:
            self._show(question)
            if question is None:
                self.refuse_as_no_question()
            self._check_way(question)
        return cleaned

    def _check_way(self, question: Question | None) -> None:
        way = self.cleaned_data.get("answer_by")
        if way == OPTION:
            self._find_option(question)
        elif way == WRITTEN and question is not None and not self._reads_words(question):
            self.add_error(
                "answer_by",
                "This question is answered by one of its options. Choose that, or that there is no answer.",
            )
        elif way == NONE and self._reads_words(question) and self.cleaned_data.get("as_written"):
            self.add_error("as_written", "Words that are kept here are read. Clear them, or choose how they are read.")

    def _reads_words(self, question: Question | None) -> bool:
        return question is not None and question.kind != QuestionKind.CATEGORY

    def _find_option(self, question: Question | None) -> None:
        label = self.cleaned_data.get("option", "")
        if question is None or question.kind != QuestionKind.CATEGORY:
            self.add_error("answer_by", "Only a question with options is answered so. Choose such a question.")
            return
        found = [o for o in self.options if o.label.casefold() == label.casefold()]
        if found:
            self.cleaned_data["option_chosen"] = found[0]
            return
        labels = ", ".join(f"“{o.label}”" for o in self.options)
        self.add_error("option", f"Choose one of the question’s options: {labels}.")

    def _show(self, question: Question | None) -> None:
        """Let the form show what the question asks for: its options, and what it fixes of the scope. One query."""
        self.show_what_it_fixes(question)
        self.options = list(question.options.all()) if question else []
        typed = self["option"].value() or ""
        labels = [o.label for o in self.options]
        if labels and (not typed or typed in labels):
            self.fields["option"].widget = forms.Select(choices=[("", "—"), *((w, w) for w in labels)])
            self["option"].help_text = ""

    @cached_property
    def stranger(self) -> str:
        """The first name typed among those who assert it that no source has, "" where there is none."""
        field = self.fields["asserters"]
        assert isinstance(field, PickManyField)
        typed = self._given("asserters") if self.is_bound else ""
        return next(iter(field.strangers(typed)), "") if typed else ""

    # --- what is made of it ---

    @property
    def quoted(self) -> str:
        """The quote as typed, as actions keep text."""
        return plain(self._given("quote"))

    @property
    def place(self) -> int | None:
        """Where the quote stands, as far as is known."""
        return place_of(
            self.text,
            self.quoted,
            start=self._start(),
            before=self._given("before"),
            after=self._given("after"),
        )

    def _given(self, name: str) -> str:
        return str(self[name].value() or "")

    def _start(self) -> int | None:
        value = self._given("start")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None

    def draft(self) -> ClaimDraft:
        """What the person says, complete. Call once the form is valid."""
        given = self.cleaned_data
        place = place_of(
            self.text, plain(given["quote"]), start=given["start"], before=given["before"], after=given["after"]
        )
        return ClaimDraft(
            quote=given["quote"],
            start=place,
            # Where the place is known the words around it have done their work.
            prefix="" if place is not None else given["before"],
            suffix="" if place is not None else given["after"],
            statement=given["statement"],
            voice=given["voice"],
            stance=given["stance"],
            asserters=given["asserters"],
            others_unnamed=given["others_unnamed"],
            question=given["question"],
            answer=self._answer(),
            scope=self.scope(),
            page=given["page"],
            graphic=given["graphic"],
        )

    def _answer(self) -> GivenAnswer | None:
        given = self.cleaned_data
        match given["answer_by"]:
            case "written":
                return AsWritten(given["as_written"])
            case "hand":
                names = ("bound", "low", "high", "approximate", "edtf")
                return ByHand(reason=given["hand_reason"], words=given["as_written"], **{n: given[n] for n in names})
            case "option":
                option: Option = given["option_chosen"]
                return Chosen(option, given["as_written"])
        return None if self._reads_words(given["question"]) else AsWritten(given["as_written"])


class CorrectClaimForm(ClaimForm):
    """The same for a claim that stands; what it leans on is recorded on a page of its own."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["leans_on"]


def asked_for(address: Mapping[str, str]) -> dict[str, Any]:
    """What an address gives: words selected in the reader, where they began, those that answer, and the number of a
    question. What cannot be read is left out.
    """
    quote, start = selected(address.get("quote", ""), address.get("start", ""))
    number, written = address.get("question", ""), address.get("as_written", "")
    is_key = number.isascii() and number.isdigit() and len(number) < 19
    question = Question.objects.filter(pk=int(number)).first() if is_key else None
    asked: dict[str, Any] = {"quote": quote, "start": start, "question": question}
    return asked | ({"as_written": written} if written else {})


def as_typed(claim: Claim) -> Mapping[str, Any]:
    """What a claim says, as the form's initial values. Reads asserters, question, option."""
    columns = ("statement", "voice", "stance", "others_unnamed", "question", "as_written", "page", "graphic")
    scope = {name: getattr(claim, name) for name in ScopeForm().fields if name.startswith("scope_")}
    return {
        **{name: getattr(claim, name) for name in columns},
        **scope,
        **_answer_initial(claim),
        "version": claim.version,
        "quote": claim.exact,
        "start": claim.start,
        "asserters": list(claim.asserters.all()),
    }


def _answer_initial(claim: Claim) -> dict[str, Any]:
    if claim.option is not None:
        return {"answer_by": OPTION, "option": claim.option.label}
    if not claim.hand_reason:
        read = claim.question is None or claim.question.kind != QuestionKind.CATEGORY
        return {"answer_by": WRITTEN if read else NONE}
    is_number = bool(claim.question and claim.question.unit)
    two = claim.stated_low != claim.stated_high
    return {
        "answer_by": HAND,
        "bound": claim.bound,
        "approximate": claim.approximate,
        "hand_reason": claim.hand_reason,
        "edtf": claim.edtf,
        "low": claim.stated_low if is_number else None,
        "high": claim.stated_high if is_number and two else None,
    }
