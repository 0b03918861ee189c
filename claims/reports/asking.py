"""Questions that some words of a document may answer, best first: why, how the words are read under each, and what a
claim there would contradict. What is offered is domain.matching's to say.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from claims.domain.answers import Answer, Impossible, Interval, Point
from claims.domain.findings import clash
from claims.domain.matching import Asked, Match, Said, matches
from claims.domain.origins import Roots
from claims.domain.reading import CannotRead, read_date, read_quantity
from claims.domain.scope import Scope
from claims.domain.search_words import search_words
from claims.domain.spotting.topics import tells_what_about
from claims.domain.statement import Statement
from claims.domain.units import UNITS
from claims.domain.wording import interval_words, says
from claims.domain.words.language import spoken
from claims.models import Claim, Document, Event, Question, QuestionWord
from claims.models.claim import who_says
from claims.models.question import QuestionKind
from claims.reports.question_page import terms_of

MOST_WORDS = 60
"""Words that are looked up: the first of the quote, then of what stands around it."""
MOST_HERE = 50
"""Questions of the document's other claims that are looked at, those answered last."""
COMMON, FEW = 5, 12
"""A word that stands for more than one question in five tells little, unless those are few."""
RIVALS_NAMED = 2


@dataclass(frozen=True)
class Words:
    """Words of a document as far as they tell what they may answer. quote and around: running text.

    as_written: the words that state the answer, "" where none are chosen. days: those they name. speakers: who is said
    to say it, which tells nothing of what it is about.
    """

    document: Document
    quote: str
    around: str
    as_written: str
    measures: frozenset[str]
    days: Interval | None
    speakers: Sequence[str] = ()


@dataclass(frozen=True)
class QuestionOffer:
    """A question the words may answer. reading: "" where they are not read under it. outcome: what a claim there would
    come to, in words; contradicts: would it conflict?
    """

    pk: int
    text: str
    url: str
    reasons: tuple[str, ...]
    reading: str
    outcome: str
    contradicts: bool


def question_offers(words: Words, margin: int) -> tuple[QuestionOffer, ...]:
    """Six queries, five where nothing is offered; whatever the number of questions."""
    quoted = _written(words.quote, words.speakers)
    around = {plain: word for plain, word in _written(words.around, words.speakers).items() if plain not in quoted}
    said = Said(quoted, words.measures, words.days, around)
    rows, common = _candidates(said, words.document)
    here = _answered_here(words.document, rows)
    answers = {pk: _read(question, words) for pk, question in rows.items()}
    asked = [_asked(question, here.get(pk, 0), answers[pk]) for pk, question in rows.items()]
    found = matches(said, asked, common)
    return _offers(found, rows, answers, words, margin)


def _written(text: str, speakers: Sequence[str]) -> dict[str, str]:
    """Each search word as it is written; whoever says it does not tell what it is about."""
    speaking = set(search_words(" ".join(speakers)))
    written: dict[str, str] = {}
    for word in text.split():
        for plain in filter(tells_what_about, search_words(word)):
            if plain not in speaking:
                written.setdefault(plain, word.strip(".,;:!?()[]«»“”\"'’"))
    return dict(list(written.items())[:MOST_WORDS])


def _candidates(said: Said, document: Document) -> tuple[dict[int, Question], set[str]]:
    """The questions that are looked at, and the words that tell nothing. Three queries."""
    total = len(Question.objects.order_by().values_list("pk")[:1000])
    cap = max(total // COMMON, FEW)
    standing = QuestionWord.standing_for([*said.words, *said.around][:MOST_WORDS], cap + 1)
    common = {word for word, rows in standing.items() if len(rows) > cap}
    by_word = [pk for word, rows in standing.items() if word not in common for pk in rows]
    likeliest = sorted(set(by_word), key=lambda pk: (-by_word.count(pk), -pk))[:MOST_HERE]
    answered = Claim.objects.filter(document=document, question__isnull=False).order_by("-id")
    of_document = answered.values("question")[: 4 * MOST_HERE]
    then = Event.objects.filter(sort_day__range=said.days) if said.days else Event.objects.none()
    in_time = Question.objects.filter(event__in=then.order_by("sort_day", "id").values("pk")[:MOST_HERE])
    meant = Q(pk__in=likeliest) | Q(pk__in=of_document) | Q(pk__in=in_time.values("pk"))
    rows = Question.objects.filter(meant).select_related("event")
    return {question.pk: question for question in rows.order_by("-pk")[: 4 * MOST_HERE]}, common


def _answered_here(document: Document, questions: Collection[int]) -> dict[int, int]:
    claims = Claim.objects.filter(document=document, question__in=questions, withdrawn_at=None)
    return dict(claims.order_by().values_list("question").annotate(Count("pk")))


_UNREADABLE = object()


def _read(question: Question, said: Words) -> Answer | object | None:
    """The answer the words give to the question; None where there is nothing to read, as under one that is answered by
    options.
    """
    words, lang = said.as_written, spoken(said.document.language)
    if not words or question.kind == QuestionKind.CATEGORY:
        return None
    try:
        if question.kind == QuestionKind.QUANTITY:
            number = read_quantity(words, UNITS[question.unit], lang)
            return number.answer if number else None
        answer = read_date(words, Point(question.point), said.document.written, lang).answer
        answer.interval()
        return answer
    except (CannotRead, Impossible):
        return _UNREADABLE


def _asked(question: Question, here: int, answer: Answer | object | None) -> Asked:
    event = question.event
    names = f"{event.title} {event.place}" if event else ""
    return Asked(
        key=question.pk,
        names=frozenset(search_words(f"{names} {question.place}")),
        words=frozenset(search_words(question.text)),
        measure=question.measure,
        days=_days(event),
        here=here,
        reads=None if answer is None else answer is not _UNREADABLE,
    )


def _days(event: Event | None) -> Interval | None:
    if event is None or event.earliest is None or event.latest is None:
        return None
    return Interval(event.earliest.toordinal(), event.latest.toordinal())


# --- what would come of it -------------------------------------------------------------------------------------------


def _offers(
    found: Sequence[Match],
    rows: Mapping[int, Question],
    answers: Mapping[int, Answer | object | None],
    words: Words,
    margin: int,
) -> tuple[QuestionOffer, ...]:
    drafts = {m.key: _draft(rows[m.key], answers[m.key], words, margin) for m in found}
    clashing = _clashing(drafts)
    others = _others(drafts)
    return tuple(_offer(m, rows[m.key], drafts[m.key], clashing, others.get(m.key, 0), margin) for m in found)


def _draft(question: Question, answer: Answer | object | None, words: Words, margin: int) -> Statement:
    """The claim as it might be recorded, with no scope yet and no roots: they explain a conflict, they make none."""
    return Statement(
        key=0,
        who=who_says(words.speakers, False, words.document),
        document=words.document.pk,
        answer=answer if isinstance(answer, Answer) else None,
        scope=Scope(),
        roots=Roots(frozenset(), False),
        terms=terms_of(question, margin),
        words=words.as_written,
    )


def _clashing(drafts: Mapping[int, Statement]) -> dict[int, list[Statement]]:
    """The first claims of each question that could not be true together with its draft. Three queries."""
    apart = Q(pk__in=[])
    for question, draft in drafts.items():
        low, high = draft.interval
        if high is not None:
            apart |= Q(question=question, cmp_low__gt=high)
        if low is not None:
            apart |= Q(question=question, cmp_high__lt=low)
    place = Window(RowNumber(), partition_by=F("question"), order_by=F("id").asc())
    rows = Claim.objects.filter(apart).alias(place=place).filter(place__lte=RIVALS_NAMED + 1)
    found: dict[int, list[Statement]] = {}
    for row in rows.for_lines().prefetch_related("root_links").order_by("question", "id"):
        assert row.question
        found.setdefault(row.question.pk, []).append(row.statement_of(drafts[row.question.pk].terms))
    return found


def _others(drafts: Collection[int]) -> dict[int, int]:
    counting = Claim.objects.filter(question__in=drafts, counts=True).order_by()
    return dict(counting.values_list("question").annotate(Count("pk")))


def _offer(
    match: Match,
    question: Question,
    draft: Statement,
    clashing: Mapping[int, list[Statement]],
    others: int,
    margin: int,
) -> QuestionOffer:
    rivals = [one for one in clashing.get(match.key, []) if draft.answer and clash(draft, one)]
    return QuestionOffer(
        pk=question.pk,
        text=question.text,
        url=question.get_absolute_url(),
        reasons=match.reasons,
        reading=interval_words(draft.answer, margin) if draft.answer else "",
        outcome=_outcome(draft, rivals, others, margin),
        contradicts=bool(rivals),
    )


def _outcome(draft: Statement, rivals: Sequence[Statement], others: int, margin: int) -> str:
    if rivals:
        named = " and ".join(f"{r.who}: {says(r.answer, margin)}" for r in rivals[:RIVALS_NAMED] if r.answer)
        more = ", and with more" if len(rivals) > RIVALS_NAMED else ""
        return f"would conflict with {named}{more}"
    if not others:
        return "no claim answers it yet"
    if draft.answer is None:
        return f"{others} claim{'s answer' if others > 1 else ' answers'} it"
    return f"contradicts none of its {others} claims" if others > 1 else "does not contradict its one claim"
