"""New events, questions and claims of a table, completed so that they can be written with many others at once."""

from collections.abc import Sequence

from django.contrib.auth.models import User

from claims.actions.bulk import give_keys
from claims.actions.imports.prepared import NOT_KEPT_YET, Prepared
from claims.actions.imports.wanted import Wanted
from claims.actions.projections import sort_day, words_of, words_of_question
from claims.ledger import ObjectRef, kind_of
from claims.models import Claim, ClaimAsserter, ClaimWord, Event, Question, QuestionWord
from claims.models.noun import Noun


def is_plain(one: Wanted) -> bool:
    """Is it new, and can it be written without a deed of its own?"""
    return one.found is None and one.noun in (Event, Question, Claim) and not one.columns.get("options")


class Newcomers:
    """made: those that were added, for the ledger's entry about them all."""

    def __init__(self, by: User, prepared: Prepared) -> None:
        self.by, self._prepared = by, prepared
        self.made: list[ObjectRef] = []

    def add(self, noun: type[Noun], wanted: Sequence[Wanted]) -> None:
        """Plain ones of one noun, after those that they refer to. Within an action."""
        if not wanted:
            return
        rows = [one.made for one in wanted]
        give_keys(rows)
        if noun is Event:
            self._complete_events(rows)
        elif noun is Question:
            self._complete_questions(wanted)
        else:
            self._complete_claims(wanted)
        self._prepared.add(rows)
        self.made += map(kind_of, rows)

    def _complete_events(self, rows: Sequence[Event]) -> None:
        for event in rows:
            event.sort_day = sort_day(event.earliest)

    def _complete_questions(self, wanted: Sequence[Wanted]) -> None:
        for one in wanted:
            for name, row in one.linked_columns.items():
                setattr(one.made, name, row)
        words = [(word, one.made.pk) for one in wanted for word in words_of_question(one.made)]
        self._prepared.add_pairs(QuestionWord, words)

    def _complete_claims(self, wanted: Sequence[Wanted]) -> None:
        for one in wanted:
            claim = one.made
            assert one.text
            claim.question, claim.recorded_by = one.linked("question"), self.by
            if claim.option_id:  # it is at hand with its question: no query for each
                claim.option = next(o for o in claim.question.options.all() if o.pk == claim.option_id)
            claim.document_id, claim.text_version_id = one.text.document_id or NOT_KEPT_YET, one.text.pk or NOT_KEPT_YET
        claims = [one.made for one in wanted]
        words = [(word, claim.pk) for claim in claims for word in words_of(claim.statement, claim.exact)]
        self._prepared.add_pairs(ClaimWord, words)
        asserters = [(one.made.pk, source.pk) for one in wanted for source in one.asserters]
        self._prepared.add_pairs(ClaimAsserter, asserters)
