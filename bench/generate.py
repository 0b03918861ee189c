"""Making a synthetic tracker in the database: rows in bulk, then one rebuild to project them, as after an import.

Reviews and settlements come last, for they remember the evidence they saw; a second rebuild brings them in.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice
from random import Random
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.management.color import no_style
from django.db import connection
from django.db.models import F, Model, OuterRef

from bench import invented
from bench.invented import CLAIMS_A_QUESTION, DOCUMENTS_A_BLOCK, EVENTS_A_BLOCK, OPTIONS, QUESTIONS_A_BLOCK
from claims import actions, ledger
from claims.actions.deed import act
from claims.actions.projections import words_of
from claims.models import (
    Claim,
    ClaimAsserter,
    ClaimLean,
    Conflict,
    Document,
    DocumentRepeats,
    Event,
    LedgerEntry,
    LedgerHead,
    LedgerObject,
    Option,
    Question,
    Review,
    Settlement,
    Source,
    TextVersion,
)

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
BLOCKS_AT_ONCE = 20
PERSON = "bench"

Rows = dict[type[Model], list[Any]]

# A row may only name rows that were written before it.
_ORDER: tuple[type[Model], ...] = (
    *(Document, TextVersion, DocumentRepeats, Event, Question, Option),
    *(Claim, ClaimAsserter, ClaimLean, Review, LedgerEntry, LedgerObject),
)


def generate(claims: int) -> None:
    """Fill an empty database with so many claims (a multiple of five) and all that belongs to them."""
    person = User.objects.create_user(PERSON)
    person.groups.add(Group.objects.get(name="lead"))
    chain = _Chain(person)
    blocks = _blocks(claims // CLAIMS_A_QUESTION, person, chain)
    with act():
        Source.objects.bulk_create(_sources())
    while some := list(islice(blocks, BLOCKS_AT_ONCE)):
        with act():
            for model in _ORDER:
                model._default_manager.bulk_create(
                    [row for rows in some for row in rows.get(model, ())], batch_size=500
                )
            _write_words(claim for rows in some for claim in rows[Claim])
    with act():
        for row in _quiet(claims // CLAIMS_A_QUESTION, person):
            row.save(force_insert=True)
        LedgerHead.objects.update_or_create(pk=1, defaults={"sequence": chain.sequence, "hash": chain.hash})
        _set_sequences()
    actions.rebuild()
    with act():
        _remember_evidence()
        _settle(person)
    actions.rebuild()


def _quiet(questions: int, person: User) -> tuple[Model, ...]:
    """The last event, question and document: no claim belongs to them, so that a list by one of them is empty."""
    blocks = -(-questions // QUESTIONS_A_BLOCK)
    event = Event(id=blocks * EVENTS_A_BLOCK + 1, title="Quiet event", place="Quiet place")
    question = Question(id=questions + 1, text="Quiet question?", event=event, kind="category", measure="whether")
    fingerprint = sha256(b"Quiet").hexdigest()
    columns = {"title": "Quiet document", "original": f"originals/{fingerprint[:2]}/{fingerprint}", "size": 5}
    columns |= {"original_name": "quiet.txt", "media_type": "text/plain", "sha256": fingerprint, "added_at": NOON}
    return event, question, Document(id=blocks * DOCUMENTS_A_BLOCK + 1, added_by=person, **columns)


def _write_words(claims: Iterable[Claim]) -> None:
    """Not left to the rebuild, which writes few: they are two rows of three, and this is ten times as quick."""
    rows = [(claim.pk, word) for claim in claims for word in sorted(words_of(claim.statement, claim.exact))]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO claims_claimword (claim_id, word) VALUES (%s, %s)", rows)


def _set_sequences() -> None:
    """PostgreSQL does not count along when rows bring their keys."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [Source, *_ORDER]):
            cursor.execute(sql)


def _sources() -> list[Source]:
    random = invented.random_for("sources", 0)
    kinds = ("organisation", "outlet", "body", "government", "armed_force", "dataset", "person")
    return [
        Source(
            id=pk,
            name=f"Source {pk} {invented.words(random, 1)}",
            kind=random.choice(kinds),
            grade=random.choice("ABCDEFFF"),
            interest=random.choice(("", "", "party", "affected", "neutral")),
        )
        for pk in range(1, invented.SOURCES + 1)
    ]


def _blocks(questions: int, person: User, chain: "_Chain") -> Iterator[Rows]:
    for number, first in enumerate(range(0, questions, QUESTIONS_A_BLOCK)):
        yield _Block(number, person, chain).rows(min(QUESTIONS_A_BLOCK, questions - first))


class _Block:
    """125 claims: five documents that each answer the same 25 questions, which ask about five events."""

    def __init__(self, number: int, person: User, chain: "_Chain") -> None:
        self.number, self.person, self.chain = number, person, chain
        self.random = invented.random_for("block", number)
        self.conflicting = invented.DISPUTED if number < invented.DISPUTED_BLOCKS else invented.CONFLICTING
        self.made: Rows = {}
        self.texts: list[list[str]] = [[] for _ in range(DOCUMENTS_A_BLOCK)]
        self.lengths = [0] * DOCUMENTS_A_BLOCK

    def rows(self, questions: int) -> Rows:
        for i in range(EVENTS_A_BLOCK):
            self._event(self.number * EVENTS_A_BLOCK + i + 1)
        for i in range(questions):
            self._question(self.number * QUESTIONS_A_BLOCK + i + 1, i % EVENTS_A_BLOCK)
        for i in range(DOCUMENTS_A_BLOCK):
            self._document(i)
        return self.made

    def _add(self, row: Model) -> None:
        self.made.setdefault(type(row), []).append(row)

    def _event(self, pk: int) -> None:
        day = invented.day(self.random) if self.random.random() < 0.9 else None
        place = invented.place(self.random)
        dated = {"date": f"{day}", "earliest": day, "latest": day} if day else {}
        self._add(Event(id=pk, title=f"Event {pk} at {place}", place=place, **dated))

    def _document(self, i: int) -> None:
        pk = self.number * DOCUMENTS_A_BLOCK + i + 1
        text = f"Document {pk}\n" + "".join(self.texts[i])
        fingerprint = sha256(text.encode()).hexdigest()
        document = Document(
            id=pk,
            title=f"Document {pk} {invented.words(self.random, 3)}",
            publisher_id=None if self.random.random() < 0.08 else invented.sources(self.random, 1)[0],
            language=self.random.choice(("en", "en", "fr")),
            original=f"originals/{fingerprint[:2]}/{fingerprint}",
            original_name=f"{pk}.txt",
            media_type="text/plain",
            sha256=fingerprint,
            size=len(text),
            grade=self.random.choice("BCDFFF"),
            added_at=NOON,
            added_by=self.person,
        )
        if self.random.random() < 0.8:
            document.published_from = document.published_to = invented.day(self.random)
            document.published = f"{document.published_from}"
        self._add(document)
        self._add(TextVersion(id=pk, document_id=pk, number=1, text=text, sha256=fingerprint, extractor="invented"))
        if i and self.random.random() < 0.05:
            self._add(DocumentRepeats(document_id=pk, repeats_id=pk - 1, note="the same words"))

    def _question(self, pk: int, event: int) -> None:
        kind = self.random.choices(("quantity", "date", "category"), (7, 2, 1))[0]
        measures = {"quantity": invented.MEASURES, "date": ("occurrence_date",), "category": ("whether",)}
        question = Question(
            id=pk,
            text=f"Question {pk}: {invented.words(self.random, 4)}?",
            event_id=self.number * EVENTS_A_BLOCK + event + 1,
            kind=kind,
            measure=self.random.choice(measures[kind]),
            unit="people" if kind == "quantity" else "",
            point="occurrence" if kind == "date" else "",
            bears_on=["population", "place", "period"] if kind == "quantity" else [],
            place=invented.place(self.random),
        )
        self._add(question)
        if kind == "category":
            self._options(pk)
        for i, answer in enumerate(invented.answers(self.random, kind, self.conflicting)):
            self._claim(question, i, answer)
        claims = range((pk - 1) * CLAIMS_A_QUESTION + 1, pk * CLAIMS_A_QUESTION + 1)
        self._enter("record_claims", [("question", pk), *(("claim", claim) for claim in claims)])

    def _options(self, question: int) -> None:
        first = question * len(OPTIONS)
        for i, (label, parent) in enumerate(OPTIONS):
            parent_id = None if parent is None else first + parent
            self._add(Option(id=first + i, question_id=question, label=label, parent_id=parent_id, position=i))

    def _claim(self, question: Question, i: int, answer: invented.Answer) -> None:
        random, pk = self.random, (question.pk - 1) * CLAIMS_A_QUESTION + i + 1
        in_document = i if random.random() > 0.1 else random.randrange(DOCUMENTS_A_BLOCK)
        said = random.random() > invented.SILENT
        asserters = invented.sources(random, random.choices((0, 1, 2), (3, 6, 1))[0])
        unnamed = random.random() < 0.06
        who = "The text" if not asserters else f"Source {asserters[0]}"
        exact = f"{answer.words if said else 'many'} {_common(random)} {invented.words(random, 6)} at {question.place}"
        if question.pk == invented.RARE_QUESTION:
            exact += f" {invented.RARE_WORD}"
        claim = Claim(
            id=pk,
            question=None if random.random() < 0.01 else question,
            document_id=self.number * DOCUMENTS_A_BLOCK + in_document + 1,
            text_version_id=self.number * DOCUMENTS_A_BLOCK + in_document + 1,
            statement=f"{who} says that it was {exact}, as {invented.words(random, 4)}.",
            voice="reported" if asserters or unnamed else "own",
            stance="denies" if random.random() < invented.DENIED else random.choice(("asserts", "asserts", "alleges")),
            others_unnamed=unnamed,
            recorded_at=NOON + timedelta(seconds=pk),
            recorded_by=self.person,
            **self._quote(in_document, pk, exact),
            **invented.scope(random, question.bears_on),
        )
        if said:
            self._answer(claim, question, answer)
        self._end_of(claim, i)
        self._add(claim)
        for source in asserters:
            self._add(ClaimAsserter(claim_id=pk, source_id=source))
        self._leans(claim, i)
        self._reviews(claim)

    def _quote(self, document: int, pk: int, exact: str) -> dict[str, Any]:
        opening = f"{invented.words(self.random, 5).capitalize()}: "
        head = len(f"Document {self.number * DOCUMENTS_A_BLOCK + document + 1}\n")
        start = head + self.lengths[document] + len(opening)
        sentence = f"{opening}{exact}. {invented.words(self.random, 12)}.\n"
        self.texts[document].append(sentence)
        self.lengths[document] += len(sentence)
        return {"start": start, "end": start + len(exact), "exact": exact, "prefix": opening[-32:], "suffix": ". "}

    def _answer(self, claim: Claim, question: Question, answer: invented.Answer) -> None:
        claim.as_written = answer.words
        for name, value in answer.columns.items():
            setattr(claim, name, value)
        if answer.option is not None:
            claim.option_id = question.pk * len(OPTIONS) + answer.option

    def _end_of(self, claim: Claim, i: int) -> None:
        """A few claims are withdrawn, a few replaced by the one before them."""
        if self.random.random() < invented.WITHDRAWN:
            claim.withdrawn_at, claim.withdrawn_by = NOON, self.person
            claim.withdrawn_reason = "recorded twice"
        elif i and claim.question and self.random.random() < invented.REPLACED:
            claim.replaced_by_id = claim.pk - 1

    def _leans(self, claim: Claim, i: int) -> None:
        drawn = self.random.random()
        if drawn < 0.05:
            self._add(ClaimLean(claim=claim, on_source_id=invented.sources(self.random, 1)[0]))
        elif i and drawn < 0.1:
            self._add(ClaimLean(claim=claim, on_claim_id=claim.pk - 1))

    def _reviews(self, claim: Claim) -> None:
        """A third is reviewed, a tenth of it twice. The evidence seen is filled in once it is known."""
        for _ in range(self.random.choices((0, 1, 2), (67, 30, 3))[0]):
            verdict = self.random.choices(("corroborated", "conflicting", "unverified"), (4, 2, 4))[0]
            reason = f"Read it: {invented.words(self.random, 6)}."
            self._add(Review(claim=claim, reviewer=self.person, verdict=verdict, reason=reason, at=NOON))
            self._enter("review_claim", [("claim", claim.pk)])

    def _enter(self, deed: str, objects: Sequence[ledger.ObjectRef]) -> None:
        for row in self.chain.entry(deed, objects):
            self._add(row)


def _common(random: Random) -> str:
    return random.choice(("people", "men", invented.COMMON_WORD, invented.COMMON_WORD))


class _Chain:
    """A ledger that verifies, as appending entry by entry would have made it."""

    def __init__(self, person: User) -> None:
        self.person, self.sequence, self.hash = person, 0, ledger.GENESIS

    def entry(self, deed: str, objects: Sequence[ledger.ObjectRef]) -> Iterator[Model]:
        self.sequence += 1
        entry = LedgerEntry(
            sequence=self.sequence,
            at=NOON + timedelta(seconds=self.sequence),
            actor=self.person,
            actor_name=self.person.username,
            deed=deed,
            payload=ledger.canonical({"after": {"objects": [pk for _, pk in objects]}}),
            salt=f"{self.sequence:032}",
            previous=self.hash,
        )
        entry.commitment = ledger.commitment_to(entry.payload, entry.salt)
        self.hash = entry.hash = ledger.entry_hash(
            sequence=entry.sequence,
            at=entry.at,
            actor=(entry.actor_name, entry.actor_id),
            deed=deed,
            objects=objects,
            commitment=entry.commitment,
            previous=entry.previous,
        )
        yield entry
        for kind, pk in objects:
            yield LedgerObject(entry=entry, kind=kind, object_id=pk)


def _remember_evidence() -> None:
    """Four reviews of five saw the evidence as it stands; the others are older."""
    current = Question.objects.filter(claims__reviews=OuterRef("id")).values("evidence")[:1]
    Review.objects.alias(fifth=F("id") % 5).exclude(fifth=0).exclude(claim__question=None).update(evidence=current)


def _settle(person: User) -> None:
    """Half of the conflicts are settled, most of them as explained."""
    conflicts = Conflict.objects.alias(half=F("id") % 2).filter(half=0).values_list("id", "question__evidence")
    decisions = 6 * (("explained", "definition"),) + (("resolved", "source_error"), ("undecidable", "disagreement"))
    Settlement.objects.bulk_create(
        [
            Settlement(
                conflict_id=pk, decision=decision, cause=cause, note="As read.", by=person, at=NOON, evidence=evidence
            )
            for pk, evidence in conflicts
            for decision, cause in [decisions[pk // 2 % len(decisions)]]
        ],
        batch_size=500,
    )
