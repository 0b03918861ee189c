"""What a report reads: its questions with all their claims, what these rest on, what was decided. Rows only.

Claims that must not leave are told apart here, once, and nothing behind here sees them but by their number.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.db.models import Prefetch, QuerySet

from claims.models import (
    Claim,
    ClaimLean,
    Conflict,
    Document,
    DocumentRepeats,
    Event,
    Option,
    Question,
    Review,
    Settlement,
    Source,
)
from claims.reports.confidential import confidential
from claims.reports.question_page import with_roots
from claims.reports.sheet import questions_of, to_look_at

M = TypeVar("M", Event, Question, Conflict)


class NothingThere(LookupError):
    """Something was selected that is not there. The message may be shown."""


@dataclass(frozen=True)
class Selection:
    """What a report is about: events with all their questions, or questions, or conflicts, by their primary keys; and
    what stands on top of it. title: that of what was selected where it is blank. chosen_by: how, in words.
    """

    events: tuple[int, ...] = ()
    questions: tuple[int, ...] = ()
    conflicts: tuple[int, ...] = ()
    title: str = ""
    purpose: str = ""
    chosen_by: str = ""


@dataclass(frozen=True)
class Read:
    """events: those selected and those of the questions. cut: the events that have more questions than are read.

    claims: all of the questions, those that must not leave (hidden) among them. beside: claims of no question here
    that one here leans on, cites or was replaced by. hidden_spans: where the text has quotes that must not leave.
    """

    events: Mapping[int, Event]
    cut: Collection[int]
    questions: Sequence[Question]
    too_many: Mapping[int, str]
    claims: Sequence[Claim]
    hidden: Collection[int]
    beside: Sequence[Claim]
    hidden_spans: Mapping[int, Sequence[tuple[int, int]]]
    documents: Mapping[int, Document]
    sources: Mapping[int, Source]
    conflicts: Sequence[Conflict]

    @cached_property
    def leaving(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.pk not in self.hidden)

    @cached_property
    def by_question(self) -> Mapping[int | None, Sequence[Claim]]:
        grouped: dict[int | None, list[Claim]] = defaultdict(list)
        for claim in self.leaving:
            grouped[claim.question_id].append(claim)
        return grouped

    @cached_property
    def here(self) -> frozenset[int]:
        """The claims that may be named."""
        return frozenset(claim.pk for claim in (*self.leaving, *self.beside))

    @cached_property
    def with_hidden(self) -> frozenset[int]:
        """The questions that have claims which must not leave, and those whose claims nobody has looked at."""
        known = {c.question_id for c in self.claims if c.question_id is not None and c.pk in self.hidden}
        return frozenset(known | self.too_many.keys())


def read(selection: Selection) -> Read:
    """A fixed number of queries, and three more for each further link of a chain. Raises NothingThere."""
    events, cut, questions = _selected(selection)
    looked_at, too_many = to_look_at(questions, leaving=True)
    claims = list(_claims(Claim.objects.filter(question__in=looked_at)))
    near = list(_near(claims))
    named = {pk for claim in claims for pk in _names(claim)} - {claim.pk for claim in claims}
    asked = sorted({claim.pk for claim in claims} | named | {pk for pk, *_ in near})
    hidden = confidential(asked)
    leaving = [claim for claim in claims if claim.pk not in hidden]
    wanted = {pk for claim in leaving for pk in _names(claim)} - hidden - {claim.pk for claim in claims}
    beside = _beside(wanted, {claim.pk for claim in leaving})
    documents = _documents({claim.document_id for claim in (*leaving, *beside)})
    questions = _not_all_hidden(questions, claims, hidden)
    told = {*selection.events, *(q.event_id for q in questions)}
    return Read(
        events={pk: event for pk, event in events.items() if pk in told},
        cut=cut,
        questions=questions,
        too_many=too_many,
        claims=claims,
        hidden=hidden,
        beside=beside,
        hidden_spans=_spans_of(hidden, claims, near),
        documents=documents,
        sources=_sources((*leaving, *beside), documents.values()),
        conflicts=_conflicts(q.pk for q in questions),
    )


# --- what is selected -------------------------------------------------------------------------------------------------


def _selected(selection: Selection) -> tuple[dict[int, Event], set[int], list[Question]]:
    """Events, those that have more questions, and the questions in the order of their keys."""
    found = _all_there(Event.objects.all(), selection.events)
    of_events, cut = questions_of(list(found.values()))
    by_conflict = _all_there(Conflict.objects.all(), selection.conflicts).values()
    wanted = {*selection.questions, *(conflict.question_id for conflict in by_conflict)}
    rows = _all_there(Question.objects.select_related("part_of", "event"), sorted(wanted))
    rows |= {question.pk: question for questions in of_events.values() for question in questions}
    found |= {row.event.pk: row.event for row in rows.values() if row.event}
    return dict(sorted(found.items())), cut, [rows[pk] for pk in sorted(rows)]


def _all_there(rows: QuerySet[M], keys: Collection[int]) -> dict[int, M]:
    found: dict[int, M] = rows.in_bulk(list(keys))
    for pk in keys:
        if pk not in found:
            raise NothingThere(f"There is no {rows.model._meta.verbose_name} {pk}.")
    return {pk: found[pk] for pk in sorted(found)}


def _not_all_hidden(questions: Iterable[Question], claims: Iterable[Claim], hidden: Collection[int]) -> list[Question]:
    """Without those that are all about claims that must not leave. A question that nobody has answered stays."""
    in_hiding: set[int | None] = set()
    told: set[int | None] = set()
    for claim in claims:
        (in_hiding if claim.pk in hidden else told).add(claim.question_id)
    return [question for question in questions if question.pk not in in_hiding - told]


# --- claims -----------------------------------------------------------------------------------------------------------


def _claims(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """With all that a report says of a claim. The text itself stays where it is."""
    # Without an order of their own: to keep the claims' SQLite walks through every claim there is.
    cites = Prefetch("cites", Claim.objects.only("pk").order_by())
    reviews = Review.objects.select_related("reviewer").prefetch_related(cites)
    return (
        with_roots(claims)
        .select_related("document__publisher", "question", "option", "text_version", "withdrawn_by")
        .defer("text_version__text")
        .prefetch_related(
            Prefetch("leans", ClaimLean.objects.order_by("pk")), Prefetch("reviews", reviews.order_by("pk"))
        )
        .order_by("pk")
    )


def _names(claim: Claim) -> Iterator[int]:
    """The claims that it leans on, was replaced by, or is reviewed with a look at."""
    yield from (lean.on_claim_id for lean in claim.leans.all() if lean.on_claim_id)
    yield from (cited.pk for review in claim.reviews.all() for cited in review.cites.all())
    if claim.replaced_by_id:
        yield claim.replaced_by_id


def _beside(wanted: Collection[int], here: Collection[int]) -> list[Claim]:
    """These claims, and those behind them that they lean on: nothing confidential is behind what may leave."""
    found: dict[int, Claim] = {}
    waiting = set(wanted)
    while waiting:
        rows = list(_claims(Claim.objects.filter(pk__in=waiting)))
        found |= {row.pk: row for row in rows}
        leans = {lean.on_claim_id for row in rows for lean in row.leans.all() if lean.on_claim_id}
        waiting = leans - found.keys() - set(here)
    return [found[pk] for pk in sorted(found)]


# --- quotes beside quotes ---------------------------------------------------------------------------------------------

Near = tuple[int, int, int, int]
"""A claim's key, its text, the start and end of its quote."""


def _near(claims: Sequence[Claim]) -> Iterator[Near]:
    """Claims of other questions whose quotes reach into what is shown around these quotes. One query."""
    own = {claim.pk for claim in claims}
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for claim in claims:
        spans[claim.text_version_id].append((claim.start - len(claim.prefix), claim.end + len(claim.suffix)))
    merged = {text: _merged(of_text) for text, of_text in spans.items()}
    rows = Claim.objects.filter(text_version__in=list(spans)).order_by("pk")
    for pk, text, start, end in rows.values_list("pk", "text_version_id", "start", "end"):
        if pk not in own and _reaches(merged[text], start, end):
            yield pk, text, start, end


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same places in spans that neither overlap nor touch, in order."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _reaches(merged: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    before = bisect_left(merged, (end, 0)) - 1
    return before >= 0 and merged[before][1] > start


def _spans_of(
    hidden: Collection[int], claims: Iterable[Claim], near: Iterable[Near]
) -> dict[int, list[tuple[int, int]]]:
    """By text, where the quotes stand that must not leave."""
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    everywhere = (*((c.pk, c.text_version_id, c.start, c.end) for c in claims), *near)
    for pk, text, start, end in everywhere:
        if pk in hidden:
            spans[text].append((start, end))
    return spans


# --- what they rest on ------------------------------------------------------------------------------------------------


def _documents(wanted: Collection[int]) -> dict[int, Document]:
    """These documents, and all that they repeat. Two queries for each link of a chain."""
    found: dict[int, Document] = {}
    repeats = Prefetch("repeat_links", DocumentRepeats.objects.order_by("repeats"))
    waiting = set(wanted)
    while waiting:
        rows = Document.objects.filter(pk__in=waiting).select_related("publisher").prefetch_related(repeats)
        found |= {row.pk: row for row in rows}
        waiting = {link.repeats_id for row in rows for link in row.repeat_links.all()} - found.keys()
    return {pk: found[pk] for pk in sorted(found)}


def _sources(claims: Iterable[Claim], documents: Iterable[Document]) -> dict[int, Source]:
    """Whoever asserts, is leant on, is an origin, or publishes. Two queries."""
    wanted = {document.publisher_id for document in documents if document.publisher_id}
    for claim in claims:
        wanted |= {source.pk for source in claim.asserters.all()}
        wanted |= {link.source_id for link in claim.root_links.all()}
        wanted |= {lean.on_source_id for lean in claim.leans.all() if lean.on_source_id}
    rows = Source.objects.filter(pk__in=wanted).prefetch_related("aliases").order_by("pk")
    return {row.pk: row for row in rows}


def _conflicts(questions: Iterable[int]) -> list[Conflict]:
    """With their settlements, the newest first. Two queries."""
    settlements = Settlement.objects.select_related("by").order_by("-pk")
    rows = Conflict.objects.filter(question__in=list(questions)).select_related("question", "event")
    return list(rows.prefetch_related(Prefetch("settlements", settlements)).order_by("pk"))


def options_of(questions: Iterable[Question]) -> dict[int, list[Option]]:
    """By question. One query."""
    found: dict[int, list[Option]] = defaultdict(list)
    for option in Option.objects.filter(question__in=[q.pk for q in questions]).order_by("position", "pk"):
        found[option.question_id].append(option)
    return found
