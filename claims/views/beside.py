"""What is done beside the form of a claim, which keeps all that was typed: what the words say is taken into it; a new
source, event or question is made.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest

from claims import access, actions
from claims.actions import Refused
from claims.domain.joining import on_one_line
from claims.forms.claims import ClaimForm
from claims.forms.events import EventForm
from claims.forms.offering import TAKE, Offer, lone
from claims.forms.picking import PickField, shown
from claims.forms.questions import QuestionForm
from claims.forms.sources import SourceForm
from claims.forms.typed import keep_as_typed, retype, retype_below, retype_instead
from claims.models import Event, Question, Source
from claims.models.claim import Voice
from claims.views.answering import attempt
from claims.views.editing import somebody

READ, OPEN, CLOSE, MAKE, OPENED, INSTEAD = "read", "open", "close", "make", "opened", "instead"
BUTTONS = (TAKE, READ, OPEN, CLOSE, MAKE)


class _Kind(NamedTuple):
    model: type[Model]
    form: type[forms.Form]
    deed: Callable[..., Model]


KINDS = {
    "source": _Kind(Source, SourceForm, actions.add_source),
    "event": _Kind(Event, EventForm, actions.add_event),
    "question": _Kind(Question, QuestionForm, actions.add_question),
}


@dataclass(frozen=True)
class Panel:
    """A form beside the claim's. name: source, event or question; its fields begin with it. instead: the name typed in
    the claim's form that the thing made takes the place of.
    """

    name: str
    form: forms.Form
    instead: str = ""


class Beside:
    """The panels that stand open, and what a button beside the form does.

    offers: what the words say. begin: what a new panel is filled with, by its name.
    """

    def __init__(
        self,
        request: HttpRequest,
        form: ClaimForm,
        *,
        offers: Callable[[], Iterable[Offer]],
        begin: Callable[[str], Mapping[str, Any]],
    ) -> None:
        self.request, self.form, self.offers, self.begin = request, form, offers, begin
        self.may = {name: access.may(request.user, "add", kind.model) for name, kind in KINDS.items()}
        opened = request.POST.getlist(OPENED)
        instead = request.POST.get(INSTEAD, "")
        self.panels = {n: Panel(n, KINDS[n].form(request.POST, prefix=n), instead) for n in KINDS if n in opened}
        self.button = next((button for button in BUTTONS if button in request.POST), "")

    def answer(self) -> int:
        """Do what the button says, with the status to answer. Nothing else typed is looked at yet."""
        value = self.request.POST[self.button]
        status, refused = 200, ""
        keep_as_typed(self.form)  # what it offers depends on the question that is typed
        if self.button == READ:
            self._fill()
        elif self.button == TAKE:
            self._take(value)
        elif value in KINDS:
            status = self._press(value)
            refused = value if status != 200 else ""
        for panel in self.panels.values():
            if panel.name != refused:
                keep_as_typed(panel.form)
        keep_as_typed(self.form)
        return status

    def _fill(self) -> None:
        """Fill what is still empty."""
        for name, value in lone(self.offers()).items():
            kept = str(self.form[name].value() or "")
            if not kept or name == "stance" or (name == "voice" and kept == Voice.OWN):
                retype(self.form, name, value)

    def _take(self, key: str) -> None:
        into, _, words = key.partition(":")
        if into == "question":
            return retype(self.form, into, f"#{words}")
        if into == "statement":
            return retype(self.form, into, on_one_line(self.form.quoted, self.form.text))
        offer = next((offer for offer in self.offers() if offer.key == key), None)
        if offer is None:
            messages.warning(self.request, "The words have changed since. Choose again from what they say now.")
            return
        if offer.opens:
            self._open(offer.opens, offer.begins)
        for name, value in offer.changes.items():
            if name == "voice":
                self._no_longer_own_voice()
            else:
                (retype_below if name == "asserters" else retype)(self.form, name, value)

    def _open(self, name: str, begins: Mapping[str, Any]) -> None:
        form = KINDS[name].form(prefix=name, initial=dict(begins))
        self.panels.setdefault(name, Panel(name, form, self.form.stranger))

    def _press(self, name: str) -> int:
        if self.button == OPEN:
            self._open(name, {**self.begin(name), **self._event_typed(name)})
        elif self.button == CLOSE:
            self.panels.pop(name, None)
        elif name in self.panels:
            return self._make(self.panels[name])
        return 200

    def _event_typed(self, name: str) -> Mapping[str, str]:
        """The title typed in the question that is begun, where no event has it: the new event is begun with it."""
        question = self.panels.get("question")
        typed = str(question.form["event"].value() or "") if question and name == "event" else ""
        field = question.form.fields["event"] if question else None
        strangers = field.strangers(typed) if isinstance(field, PickField) else []
        return {"title": strangers[0]} if strangers else {}

    def _make(self, panel: Panel) -> int:
        deed = KINDS[panel.name].deed
        outcome = attempt(panel.form, lambda given: deed(by=somebody(self.request), **given))
        if outcome.made is None:
            return outcome.status
        del self.panels[panel.name]
        self._choose(panel, outcome.made)
        messages.success(self.request, f"The {panel.name} is added and chosen. Nothing else is saved yet.")
        return 200

    def _choose(self, panel: Panel, made: Model) -> None:
        """Let the field that asked for it hold the thing made, in the place of the name it was typed by."""
        name, row = panel.name, shown(made)
        if name == "event":
            if question := self.panels.get("question"):
                retype(question.form, "event", row)
        elif name == "question":
            retype(self.form, "question", row)
        else:
            retype_instead(self.form, "asserters", (panel.instead, str(made)), row)
            self._no_longer_own_voice()

    def _no_longer_own_voice(self) -> None:
        """Somebody else asserts it. A voice that a person chose stays."""
        if str(self.form["voice"].value() or Voice.OWN) == Voice.OWN:
            retype(self.form, "voice", Voice.REPORTED)

    def refuse_begun(self) -> None:
        """Raises Refused while a panel stands open: what was typed there would be lost without a word."""
        if self.panels:
            name = next(iter(self.panels))
            raise Refused(f"A new {name} is begun below. Add it, or close it, before the claim is recorded.")
