"""The words chosen in a claim's form, and what they offer: values for its fields, questions, beginnings of new ones."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.forms import BoundField

from claims.domain.joining import on_one_line
from claims.domain.scope import Dimension
from claims.domain.spotting.found import Kind
from claims.forms.claims import WRITTEN, ClaimForm
from claims.forms.offering import Offer, offers_of
from claims.models import Claim, Document, Event, Margin, TextVersion
from claims.models.question import QuestionKind
from claims.reports.asking import QuestionOffer, Words, question_offers
from claims.reports.saying import WordsSay, words_say

AROUND = 300
"""Code points before and behind a quote that may tell what it is about."""

_DONE = {"killed": "killed", "injured": "injured", "detained": "detained", "displaced": "displaced"}
"""Measures that make a question by themselves."""


class Chosen:
    """What the words in the form say. Read when first asked for, so that a form without a quote costs nothing."""

    def __init__(self, form: ClaimForm, document: Document, text: TextVersion) -> None:
        self.form, self.document, self.text = form, document, text

    @cached_property
    def margin(self) -> int:
        return Margin.now()

    @cached_property
    def say(self) -> WordsSay:
        return (
            words_say(self.form.quoted, self.margin, self.document, self.text.text) if self.form.quoted else WordsSay()
        )

    @property
    def offers(self) -> tuple[Offer, ...]:
        return offers_of(self.say, self.form.question_known)

    @property
    def by_field(self) -> dict[str, list[Offer]]:
        """The offers by the field they are for, the ones already taken left out."""
        grouped: dict[str, list[Offer]] = {}
        for offer in self.offers:
            if not self._taken(offer):
                grouped.setdefault(offer.into, []).append(offer)
        return grouped

    @property
    def dimensions(self) -> list[tuple[BoundField, list[Offer]]]:
        """Each field of scope with the words that may fill it."""
        offered = self.by_field
        return [(field, offered.get(field.name, [])) for field in self.form.dimensions()]

    def _taken(self, offer: Offer) -> bool:
        return bool(offer.changes) and all(self._holds(name, value) for name, value in offer.changes.items())

    def _holds(self, name: str, value: str) -> bool:
        """Does the input of this name hold the value? Inputs of scope are two to a field."""
        field, _, part = name.rpartition("_") if name.startswith("scope_") else (name, "", "")
        held = self.form[field].value()
        if part:
            held = held[int(part)] if isinstance(held, list) else ""
        return value in str(held or "").splitlines() or value == str(held or "")

    @property
    def reading(self) -> str:
        """How the answer as written is read, where it is one of those the words offer."""
        written = str(self.form["as_written"].value() or "")
        return next((one.reading for one in self.say.answers if " ".join(one.words.split()) == written), "")

    @property
    def questions(self) -> Sequence[QuestionOffer]:
        """Questions the words may answer; none once one is chosen, for then the preview tells what it comes to."""
        if not self.form.quoted or self.form["question"].value():
            return ()
        return question_offers(self._words, self.margin)

    @property
    def _words(self) -> Words:
        place = self.form.place
        around = self.document.title
        if place is not None:
            end = place + len(self.form.quoted)
            around = f"{self.text.text[end : end + AROUND]} {self.text.text[max(0, place - AROUND) : place]} {around}"
        written = str(self.form["as_written"].value() or "") if self.form["answer_by"].value() == WRITTEN else ""
        return Words(
            document=self.document,
            quote=self.form.quoted,
            around=around,
            as_written=written,
            measures=self.say.measures,
            days=self.say.days,
            speakers=[one.name for one in self.say.speakers],
        )

    def begin(self, name: str) -> Mapping[str, Any]:
        """What a new question or event is begun with, from the words alone."""
        said = {one.dimension: on_one_line(one.words) for one in reversed(self.say.scope)}
        if name == "source":
            return {"name": self.form.stranger or self._named_and_unknown}
        if name == "event":
            return {"place": said.get(Dimension.PLACE, "")}
        if name != "question":
            return {}
        begun = {d.value: said.get(d, "") for d in (Dimension.PLACE, Dimension.PERIOD)}
        return self._asked_for() | begun | {"event": self._last_event}

    @property
    def _named_and_unknown(self) -> str:
        """Who the words say asserts it, where that is one whom no source is called."""
        unknown = [on_one_line(one.name) for one in self.say.speakers if one.source is None]
        return unknown[0] if len(unknown) == 1 else ""

    @property
    def _last_event(self) -> Event | None:
        """The event of the claim recorded last from this document: reports mostly go on with the same one."""
        last = Claim.objects.filter(document=self.document, event__isnull=False).select_related("event").last()
        return last.event if last else None

    def _asked_for(self) -> dict[str, Any]:
        answers = self.say.answers
        first = next((one for one in answers if one.kind is not Kind.DATE), next(iter(answers), None))
        if first is None:
            return {"kind": QuestionKind.CATEGORY, "measure": "whether", "options": "yes\nno"}
        if first.kind is Kind.DATE:
            point = first.spotted.point
            return {"kind": QuestionKind.DATE, "point": point, "measure": f"{point}_date"}
        unit = first.spotted.unit
        measure = "share" if first.kind is Kind.SHARE else self._only_measure
        bearing = [d.value for d in (Dimension.POPULATION, Dimension.PLACE, Dimension.PERIOD, Dimension.BY_WHOM)]
        kind = {"kind": QuestionKind.QUANTITY, "unit": unit.code if unit else "", "bears_on": bearing}
        return kind | {"measure": measure, "text": self._how_many(measure)}

    @property
    def _only_measure(self) -> str:
        """What the words speak of, where that is one thing."""
        return "".join(self.say.measures) if len(self.say.measures) == 1 else ""

    def _how_many(self, measure: str) -> str:
        """`How many people were killed at Moura in March 2022?`, as far as the words say it; "" for another measure."""
        if measure not in _DONE:
            return ""
        said = {one.dimension: on_one_line(one.words) for one in reversed(self.say.scope)}
        where = f" at {said[Dimension.PLACE]}" if Dimension.PLACE in said else ""
        is_day = self.say.days is not None and self.say.days.low == self.say.days.high
        when = f" {'on' if is_day else 'in'} {said[Dimension.PERIOD]}" if Dimension.PERIOD in said else ""
        return f"How many people were {_DONE[measure]}{where}{when}?"
