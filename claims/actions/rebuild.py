"""Recomputing every projection, and the one stored setting that makes it necessary: the margin of "about"."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Max, Min, Q

from claims.actions.deed import act, deed, enter
from claims.actions.errors import Refused
from claims.actions.projections import (
    Mended,
    sort_day,
    write,
    write_parts,
    write_question_words,
    write_text_keys,
    write_words,
)
from claims.domain.options import nested_codes
from claims.models import Claim, Conflict, Document, Event, Margin, Option, Question, Tally, TextVersion
from claims.models.claim import ReviewState
from claims.reports.collecting import collector_waits
from claims.reports.evidence import Selection, differing

CHUNK = 2000
"""Questions a transaction: long enough to be quick, short enough that writers on SQLite wait for less than a second."""

LARGEST_MARGIN = 50


def rebuild(progress: Callable[[str, int, int], None] = lambda what, done, of: None) -> Mended:
    """Recompute all projections, chunk by chunk, writing only what differs. Decisions are never touched.

    progress is told what is being rebuilt, and how far it is. Nobody's deed, so it writes no ledger entry.
    """
    mended = Mended()
    for step in (_days, _options, _findings, _parts, _loose, _words, _text_keys):
        for part in step(progress):
            mended += part
    with act():
        return mended + _tallies()


def _ranges(model: type[Any], size: int) -> Iterator[tuple[int, int, int]]:
    ends = model.objects.aggregate(first=Min("id"), last=Max("id"))
    first, last = ends["first"], ends["last"]
    while first is not None and first <= last:
        yield first, min(first + size - 1, last), last
        first += size


@contextmanager
def _chunk() -> Iterator[None]:
    """One transaction, during which the garbage collector waits."""
    with collector_waits(), act():
        yield


def _findings(progress: Callable[[str, int, int], None]) -> Iterator[Mended]:
    for first, last, end in _ranges(Question, CHUNK):
        with _chunk():
            # The margin too: somebody may set another between two chunks.
            yield write(differing(Selection.questions_between(first, last), Margin.now()), tally=False)
        progress("findings, statuses and conflicts", last, end)


def _parts(progress: Callable[[str, int, int], None]) -> Iterator[Mended]:
    """After findings, for they are compared by the same columns."""
    for first, last, end in _ranges(Question, CHUNK):
        with _chunk():
            some = Question.objects.filter(id__gte=first, id__lte=last).filter(
                Q(part_of__isnull=False) | Q(exceeds_whole=True)
            )
            yield write_parts(set(some.values_list("pk", flat=True)))
        progress("parts and wholes", last, end)


def _loose(progress: Callable[[str, int, int], None]) -> Iterator[Mended]:
    for first, last, end in _ranges(Claim, 5 * CHUNK):
        with _chunk():
            yield write(differing(Selection.loose_between(first, last), Margin.now()), tally=False)
        progress("claims without a question", last, end)


def _words(progress: Callable[[str, int, int], None]) -> Iterator[Mended]:
    for first, last, end in _ranges(Claim, CHUNK):
        with _chunk():
            claims = Claim.objects.filter(id__gte=first, id__lte=last).values_list("id", "statement", "exact")
            yield Mended(words=write_words(claims, Q(claim__gte=first, claim__lte=last)))
        progress("search words", last, end)
    for first, last, end in _ranges(Question, CHUNK):
        with _chunk():
            yield Mended(words=write_question_words(Question.objects.filter(id__gte=first, id__lte=last)))
        progress("words of questions", last, end)


def _text_keys(progress: Callable[[str, int, int], None]) -> Iterator[Mended]:
    """A hundred texts at a time: they may be long."""
    for first, last, end in _ranges(TextVersion, 100):
        with _chunk():
            texts = TextVersion.objects.filter(id__gte=first, id__lte=last).only("text")
            yield Mended(text_keys=write_text_keys(list(texts)))
        progress("keys of texts", last, end)


def _days(progress: Callable[[str, int, int], None]) -> Iterator[Mended]:
    """The sort columns of documents and events. Before findings, which copy an event's day to its claims."""
    with act():
        for document in Document.objects.only("published_from", "sort_day").iterator():
            if document.sort_day != sort_day(document.published_from):
                Document.objects.filter(pk=document.pk).update(sort_day=sort_day(document.published_from))
                yield Mended(days=1)
        for event in Event.objects.only("earliest", "sort_day").iterator():
            if event.sort_day != sort_day(event.earliest):
                Event.objects.filter(pk=event.pk).update(sort_day=sort_day(event.earliest))
                yield Mended(days=1)


def _options(progress: Callable[[str, int, int], None]) -> Iterator[Mended]:
    """The nested-set codes. Before findings, which compare by them."""
    with act():
        by_question: dict[int, list[Option]] = {}
        for option in Option.objects.select_related("parent").order_by("question_id", "position", "id"):
            by_question.setdefault(option.question_id, []).append(option)
        for options in by_question.values():
            yield Mended(options=write_codes(options))


def write_codes(options: list[Option]) -> int:
    """Bring the codes of one question's options (in their order) up to date; how many differed."""
    codes = nested_codes({o.label: o.parent.label if o.parent else None for o in options})
    differing = [o for o in options if (o.code_low, o.code_high) != codes[o.label]]
    for option in differing:
        option.code_low, option.code_high = codes[option.label]
    Option.objects.bulk_update(differing, ["code_low", "code_high"])
    return len(differing)


def _tallies() -> Mended:
    counted: Counter[str] = Counter()
    rows = Claim.objects.exclude(review_state="").order_by()
    for state, status, count in rows.values_list("review_state", "status").annotate(count=Count("id")):
        counted[f"review_state:{state}"] += count
        if state != ReviewState.WITHDRAWN:
            counted[f"status:{status}"] += count
    for state, count in Conflict.objects.order_by().values_list("state").annotate(count=Count("id")):
        counted[f"conflict:{state}"] += count
    stored = dict(Tally.objects.values_list("name", "count"))
    differing = [n for n in counted.keys() | stored.keys() if counted[n] != stored.get(n, 0)]
    for name in differing:
        Tally.objects.update_or_create(name=name, defaults={"count": counted[name]})
    return Mended(tallies=len(differing))


@deed("claims.change_margin", "change the margin")
def set_margin(*, by: User, percent: int) -> Mended:
    """Change how far "about n" is widened, and recompute all that follows, in one transaction."""
    if not 0 <= percent <= LARGEST_MARGIN:
        raise Refused(f"The margin is a per cent from 0 to {LARGEST_MARGIN}.", "percent")
    before = Margin.now()
    margin, _ = Margin.objects.update_or_create(pk=1, defaults={"percent": percent})
    enter(
        by=by,
        deed="set_margin",
        concerning=[margin],
        before={"percent": before},
        after={"percent": percent},
    )
    return rebuild()
