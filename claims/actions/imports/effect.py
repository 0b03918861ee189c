"""Writing what the rows of a table come to: what is new in bulk, what is changed by the deed that corrects it."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from claims.actions.bulk import give_keys, insert_all
from claims.actions.claims import correct_imported
from claims.actions.documents import add_document, correct_document
from claims.actions.events import correct_event
from claims.actions.imports.plan import Planned
from claims.actions.imports.wanted import Wanted
from claims.actions.projections import (
    insert_pairs,
    insert_words,
    recompute,
    sort_day,
    tally_new,
    write_question_words,
    write_words,
)
from claims.actions.questions import add_question, correct_question
from claims.actions.sources import add_source, correct_source
from claims.ingest.extracted import Extracted
from claims.ingest.kinds import PLAIN
from claims.ingest.plain import EXTRACTOR
from claims.ledger import ObjectRef, kind_of
from claims.models import Claim, ClaimAsserter, ClaimRoot, Document, Event, Margin, Question, Source
from claims.models.noun import Noun
from claims.reports.collecting import collector_waits
from claims.reports.evidence import Newcomers
from claims.reports.reach import Reach, of_claims

REACH = 2000
"""Questions whose projections are brought up to date at once."""


class Effect:
    """What one table changes. made: the rows that are new, for its one ledger entry."""

    def __init__(self, *, by: User) -> None:
        self.by, self.now = by, timezone.now()
        self.made: list[ObjectRef] = []
        self._newcomers = Newcomers(Margin.now())
        self._questions: set[int] = set()
        self._new_questions: set[int] = set()
        self._loose: set[int] = set()
        self._reworded: list[tuple[int, str, str]] = []

    def write(self, planned: Sequence[Planned]) -> None:
        """The nouns of these rows: events before the questions about them, questions before their claims."""
        wanted = []
        for one in (one for row in planned for one in row.wanted):
            if not one.written:
                one.written = True
                wanted.append(one)
        for noun, add in ((Source, self._add_sources), (Document, self._add_documents), (Event, self._add_events),
                          (Question, self._add_questions), (Claim, self._add_claims)):  # fmt: skip
            of_noun = [one for one in wanted if one.noun is noun]
            add([one for one in of_noun if one.found is None])
            self._correct([one for one in of_noun if one.found is not None and one.changes])

    # --- new ---

    def _add_sources(self, wanted: Sequence[Wanted]) -> None:
        for one in wanted:
            one.made = add_source(by=self.by, external_key=one.key, **one.columns)

    def _add_documents(self, wanted: Sequence[Wanted]) -> None:
        for one in wanted:
            columns: dict[str, Any] = one.columns | one.linked_columns
            text = columns.pop("text_given")
            extracted = Extracted(text, PLAIN, EXTRACTOR)
            columns |= {"original": text.encode(), "original_name": f"{one.key}.txt", "extracted": extracted}
            one.made = add_document(by=self.by, external_key=one.key, **columns)

    def _add_events(self, wanted: Sequence[Wanted]) -> None:
        for one in wanted:
            one.made.sort_day = sort_day(one.made.earliest)
        self._insert(wanted)

    def _add_questions(self, wanted: Sequence[Wanted]) -> None:
        with_options = [one for one in wanted if one.columns.get("options")]
        for one in with_options:
            columns: dict[str, Any] = one.columns | one.linked_columns
            one.made = add_question(by=self.by, external_key=one.key, **columns)
        plain = [one for one in wanted if not one.columns.get("options")]
        for one in plain:
            for name, row in one.linked_columns.items():
                setattr(one.made, name, row)
        self._insert(plain)
        self._new_questions |= {one.made.pk for one in plain}
        self._questions |= self._new_questions

    def _add_claims(self, wanted: Sequence[Wanted]) -> None:
        for one in wanted:
            claim = one.made
            assert one.text
            claim.question = one.linked("question")
            claim.document_id, claim.text_version = one.text.document_id, one.text
            claim.recorded_at, claim.recorded_by = self.now, self.by
        self._insert_projected(wanted)
        asserters = [(one.made.pk, source.pk) for one in wanted for source in one.asserters]
        insert_pairs(ClaimAsserter, ("claim_id", "source_id"), asserters)
        insert_words(one.made for one in wanted)
        for one in wanted:
            if one.made.question_id:
                self._questions.add(one.made.question_id)
            else:
                self._loose.add(one.made.pk)

    def _insert_projected(self, wanted: Sequence[Wanted]) -> None:
        """With all that follows from each claim by itself. What follows from its rivals comes at the end."""
        give_keys([one.made for one in wanted])
        found = self._newcomers.projected([(one.made, tuple(s.pk for s in one.asserters)) for one in wanted])
        for one, (projected, _) in zip(wanted, found, strict=True):
            for name, value in projected._asdict().items():
                setattr(one.made, name, value)
        self._insert(wanted)
        rooted = zip(wanted, found, strict=True)
        roots = [(one.made.pk, source) for one, (_, roots) in rooted for source in sorted(roots.named)]
        insert_pairs(ClaimRoot, ("claim_id", "source_id"), roots)
        tally_new(projected for projected, _ in found)

    def _insert(self, wanted: Sequence[Wanted]) -> None:
        insert_all([one.made for one in wanted])
        self.made += [kind_of(one.made) for one in wanted]

    # --- corrected ---

    def _correct(self, wanted: Sequence[Wanted]) -> None:
        claims = [one.found.pk for one in wanted if one.noun is Claim]
        self._reach(of_claims(claims))
        for one in wanted:
            columns: dict[str, Any] = one.columns | one.linked_columns
            if one.noun is Claim:
                self._correct_claim(one, columns)
            else:
                for name in ("earliest", "latest"):  # they follow from the date
                    columns.pop(name, None)
                correct, name = _CORRECT[one.noun]
                correct(**{"by": self.by, name: one.found, "version": one.found.version, **columns})
        self._reach(of_claims(claims))

    def _correct_claim(self, one: Wanted, columns: dict[str, Any]) -> None:
        assert one.text
        columns |= {"document": one.text.document, "text_version": one.text}
        correct_imported(
            by=self.by, claim=one.found, version=one.found.version, columns=columns, asserters=one.asserters
        )
        self._reworded.append((one.found.pk, columns["statement"], columns["exact"]))

    def _reach(self, reach: Reach) -> None:
        self._questions |= reach.questions
        self._loose |= reach.loose

    # --- what follows ---

    def project(self) -> None:
        """Bring everything up to the evidence that follows from what was added."""
        questions = sorted(self._questions)
        for at in range(0, len(questions), REACH):
            some = questions[at : at + REACH]
            with collector_waits():
                recompute(Reach(set(some), set()))
                write_question_words(Question.objects.filter(pk__in=self._new_questions.intersection(some)))
        write_words(self._reworded)
        loose = sorted(self._loose)
        for at in range(0, len(loose), REACH):
            recompute(Reach(set(), set(loose[at : at + REACH])))


_CORRECT: dict[type[Noun], tuple[Callable[..., Noun], str]] = {
    Source: (correct_source, "source"),
    Document: (correct_document, "document"),
    Event: (correct_event, "event"),
    Question: (correct_question, "question"),
}
