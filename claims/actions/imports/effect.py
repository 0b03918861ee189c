"""Writing what some rows of a table come to that need deeds of their own: what is new by adding it, what is changed by
the deed that corrects it.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.models import User

from claims.actions.claims import correct_imported
from claims.actions.documents import add_document, correct_document
from claims.actions.events import correct_event
from claims.actions.imports.newcomers import Newcomers, is_plain
from claims.actions.imports.plan import Planned, not_written
from claims.actions.imports.wanted import Wanted
from claims.actions.projections import recompute, write_words
from claims.actions.questions import add_question, correct_question
from claims.actions.sources import add_source, correct_source
from claims.ingest.extracted import Extracted
from claims.ingest.kinds import PLAIN
from claims.ingest.plain import EXTRACTOR
from claims.models import Claim, Document, Event, Question, Source
from claims.models.noun import Noun
from claims.reports.collecting import collector_waits
from claims.reports.reach import Reach, in_parts, of_claims


class Effect:
    """What the rows change. take_over: has what waits with the newcomers written."""

    def __init__(self, by: User, newcomers: Newcomers, take_over: Callable[[], None]) -> None:
        self.by = by
        self._newcomers, self._take_over = newcomers, take_over
        self._reached = Reach(set(), set())
        self._reworded: list[tuple[int, str, str]] = []

    def write(self, planned: Sequence[Planned]) -> None:
        """The nouns of these rows: events before the questions about them, questions before their claims."""
        wanted = not_written(planned)
        for noun in (Source, Document, Event, Question, Claim):
            of_noun = [one for one in wanted if one.noun is noun]
            self._add(noun, [one for one in of_noun if one.found is None])
            self._correct([one for one in of_noun if one.found is not None and one.changes])

    # --- new ---

    def _add(self, noun: type[Noun], wanted: Sequence[Wanted]) -> None:
        plain = [one for one in wanted if is_plain(one)]
        self._newcomers.add(noun, plain)
        self._take_over()
        made = [one.made.pk for one in plain]
        if noun is Question:
            self._reached.questions.update(made)
        elif noun is Claim:
            self._reached = self._reached.joined(of_claims(made))
        for one in wanted:
            if not is_plain(one):
                one.made = _ADD[noun](self.by, one)

    # --- corrected ---

    def _correct(self, wanted: Sequence[Wanted]) -> None:
        claims = [one.found.pk for one in wanted if one.noun is Claim]
        self._reached = self._reached.joined(of_claims(claims))
        for one in wanted:
            columns: dict[str, Any] = one.columns | one.linked_columns
            if one.noun is Claim:
                self._correct_claim(one, columns)
            else:
                for name in ("earliest", "latest"):  # they follow from the date
                    columns.pop(name, None)
                correct, name = _CORRECT[one.noun]
                correct(**{"by": self.by, name: one.found, "version": one.found.version, **columns})
        self._reached = self._reached.joined(of_claims(claims))

    def _correct_claim(self, one: Wanted, columns: dict[str, Any]) -> None:
        assert one.text
        columns |= {"document": one.text.document, "text_version": one.text}
        correct_imported(
            by=self.by, claim=one.found, version=one.found.version, columns=columns, asserters=one.asserters
        )
        self._reworded.append((one.found.pk, columns["statement"], columns["exact"]))

    # --- what follows ---

    def project(self, meanwhile: Reach) -> None:
        """Bring everything up to the evidence that follows from what was written, and what others reached meanwhile."""
        self._reached = self._reached.joined(meanwhile)
        for some in in_parts(self._reached.questions):
            with collector_waits():
                recompute(Reach(some, set()))
        write_words(self._reworded)
        for some in in_parts(self._reached.loose):
            recompute(Reach(set(), some))


def _add_source(by: User, one: Wanted) -> Noun:
    return add_source(by=by, external_key=one.key, **one.columns)


def _add_document(by: User, one: Wanted) -> Noun:
    columns: dict[str, Any] = one.columns | one.linked_columns
    text = columns.pop("text_given")
    extracted = Extracted(text, PLAIN, EXTRACTOR)
    columns |= {"original": text.encode(), "original_name": f"{one.key}.txt", "extracted": extracted}
    return add_document(by=by, external_key=one.key, **columns)


def _add_question(by: User, one: Wanted) -> Noun:
    columns: dict[str, Any] = one.columns | one.linked_columns
    return add_question(by=by, external_key=one.key, **columns)


_ADD: dict[type[Noun], Callable[[User, Wanted], Noun]] = {
    Source: _add_source,
    Document: _add_document,
    Question: _add_question,
}
_CORRECT: dict[type[Noun], tuple[Callable[..., Noun], str]] = {
    Source: (correct_source, "source"),
    Document: (correct_document, "document"),
    Event: (correct_event, "event"),
    Question: (correct_question, "question"),
}
