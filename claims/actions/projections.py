"""Writing what follows from the evidence: only the differences between what is stored and what ought to be.

The same code serves a deed that touches one question and the rebuild of all of them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from claims.actions.bulk import update_rows
from claims.domain.alike import keys_of
from claims.domain.scope import Dimension
from claims.domain.search_words import search_words
from claims.models import (
    Claim,
    ClaimRoot,
    ClaimWord,
    Conflict,
    ConflictSource,
    Margin,
    Question,
    QuestionWord,
    Tally,
    TextKey,
    TextVersion,
)
from claims.models.claim import ReviewState
from claims.models.words import IndexedWord
from claims.reports.evidence import Differing, Selection, differing
from claims.reports.evidence_rows import Projected, ProjectedConflict
from claims.reports.parts import changed_parts
from claims.reports.reach import Reach, in_parts

BATCH = 500


@dataclass
class Mended:
    """How many rows differed from what they ought to be, by sort. A rebuild of a sound tracker mends nothing."""

    claims: int = 0
    roots: int = 0
    questions: int = 0
    conflicts: int = 0
    conflict_sources: int = 0
    words: int = 0
    text_keys: int = 0
    days: int = 0
    options: int = 0
    parts: int = 0
    tallies: int = 0

    @property
    def total(self) -> int:
        return sum(vars(self).values())

    def __add__(self, other: "Mended") -> "Mended":
        return Mended(*(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True)))


def recompute(reach: Reach) -> Mended:
    """Bring the projections of these questions and loose claims up to the evidence."""
    mended, margin = Mended(), Margin.now()
    if reach.questions:
        mended += write(differing(Selection.of_questions(reach.questions), margin))
        mended += write_parts(reach.questions)
    if reach.loose:
        mended += write(differing(Selection.of_loose(reach.loose), margin))
    return mended


def write(result: Differing, *, tally: bool = True) -> Mended:
    """Write what differs. tally: keep the counts of the desk in step (a rebuild counts them afresh instead)."""
    _update_claims(result)
    update_rows(Question._meta.db_table, ["evidence"], [(new, pk) for pk, (_, new) in result.evidence.items()])
    _write_links(ClaimRoot, "claim_id", result.roots)
    _write_conflicts(result.conflicts)
    _write_conflict_sources(result.conflict_sources)
    if tally:
        _move_tallies(result)
    return Mended(
        claims=len(result.claims),
        roots=len(result.roots),
        questions=len(result.evidence),
        conflicts=len(result.conflicts),
        conflict_sources=len(result.conflict_sources),
    )


def _update_claims(result: Differing) -> None:
    """Only the columns that differ: each one more that is named costs its indexes, whether it changes or not."""
    alike: dict[tuple[int, ...], list[tuple[Any, ...]]] = {}
    for pk, (old, new) in result.claims.items():
        which = tuple(n for n, (before, after) in enumerate(zip(old, new, strict=True)) if before != after)
        alike.setdefault(which, []).append((*(new[n] for n in which), pk))
    for which, rows in alike.items():
        update_rows(Claim._meta.db_table, [Projected._fields[n] for n in which], rows)


def write_parts(questions: Collection[int]) -> Mended:
    """Whether these questions exceed their wholes, and their parts them. After the claims' own projections."""
    mended = 0
    for some in in_parts(questions):
        changed = changed_parts(some)
        mended += len(changed)
        for exceeds in set(changed.values()):
            which = [pk for pk, now in changed.items() if now == exceeds]
            Question.objects.filter(pk__in=which).update(exceeds_whole=exceeds)
    return Mended(parts=mended)


Links = Mapping[int, tuple[frozenset[int], frozenset[int]]]
"""By owner: the sources stored, and those there ought to be."""


def _write_links(model: type[ClaimRoot] | type[ConflictSource], owner: str, links: Links) -> None:
    """Delete and insert what differs; owner: the column of the key."""
    missing: list[Any] = []
    for pk, (old, new) in links.items():
        if old - new:
            model._default_manager.filter(**{owner: pk, "source_id__in": old - new}).delete()
        missing += [model(**{owner: pk, "source_id": source}) for source in sorted(new - old)]
    model._default_manager.bulk_create(missing, batch_size=BATCH)


def _write_conflicts(conflicts: Mapping[int, tuple[ProjectedConflict | None, ProjectedConflict]]) -> None:
    Conflict.objects.bulk_create(
        [Conflict(question_id=question, **new._asdict()) for question, (old, new) in conflicts.items() if old is None],
        batch_size=BATCH,
    )
    older = [(*new, question) for question, (old, new) in conflicts.items() if old is not None]
    update_rows(Conflict._meta.db_table, ProjectedConflict._fields, older, key="question_id")


def _write_conflict_sources(sources: Links) -> None:
    for some in in_parts(sources):
        ids = dict(Conflict.objects.filter(question__in=some).values_list("question_id", "id"))
        _write_links(ConflictSource, "conflict_id", {ids[q]: sources[q] for q in some})


# --- tallies ---------------------------------------------------------------------------------------------------------


def tally_names(projected: Projected) -> tuple[str, ...]:
    """The counts a claim belongs to: how it stands with its reviewers, and its status while it is not withdrawn."""
    if not projected.review_state:
        return ()
    if projected.review_state == ReviewState.WITHDRAWN:
        return (f"review_state:{projected.review_state}",)
    return (f"review_state:{projected.review_state}", f"status:{projected.status}")


def _move_tallies(result: Differing) -> None:
    moves: Counter[str] = Counter()
    for old_claim, new_claim in result.claims.values():
        moves.subtract(tally_names(old_claim))
        moves.update(tally_names(new_claim))
    for old, now in result.conflicts.values():
        if old is not None:
            moves[f"conflict:{old.state}"] -= 1
        moves[f"conflict:{now.state}"] += 1
    add_to_tallies(moves)


def add_to_tallies(moves: Counter[str]) -> None:
    """moves: by name, how many more there are."""
    moved = {name: by for name, by in moves.items() if by}
    known = set(Tally.objects.filter(name__in=moved).values_list("name", flat=True))
    Tally.objects.bulk_create([Tally(name=name) for name in sorted(moved.keys() - known)])
    for name, by in sorted(moved.items()):
        Tally.objects.filter(name=name).update(count=F("count") + by)


# --- keys of texts ---------------------------------------------------------------------------------------------------


def write_text_keys(texts: Sequence[TextVersion]) -> int:
    """Bring the keys by which texts are found to be alike up to date; how many texts differed."""
    stored: dict[int, set[int]] = {}
    for text, key in TextKey.objects.filter(text__in=texts).values_list("text_id", "key"):
        stored.setdefault(text, set()).add(key)
    differing = [(text, keys) for text in texts if (keys := set(keys_of(text.text))) != stored.get(text.pk, set())]
    TextKey.objects.filter(text__in=[text for text, _ in differing]).delete()
    for differs, keys in differing:
        insert_text_keys(differs, keys)
    return len(differing)


def insert_text_keys(text: TextVersion, keys: Iterable[int]) -> None:
    """Those of a text that has none."""
    TextKey.objects.bulk_create([TextKey(text=text, key=key) for key in sorted(set(keys))])


# --- words to be found by --------------------------------------------------------------------------------------------


def words_of(statement: str, exact: str) -> frozenset[str]:
    return frozenset(search_words(f"{statement} {exact}"))


def words_of_question(question: Question) -> frozenset[str]:
    """Of one that need not be written yet. Reads event."""
    event = question.event
    about = [event.title, event.place] if event else []
    return _words_about([question.text, *(getattr(question, d.value) for d in Dimension), *about])


def _words_about(said: Iterable[str | None]) -> frozenset[str]:
    return frozenset(search_words(" ".join(filter(None, said))))


def write_words(claims: Iterable[tuple[int, str, str]], among: Q | None = None) -> int:
    """Bring the search words of these claims (id, statement, exact words) up to date; how many claims differed.

    among: what selects just these claims' words, where that is quicker than naming each claim.
    """
    return _write_words(ClaimWord, {pk: words_of(statement, exact) for pk, statement, exact in claims}, among)


def write_question_words(questions: QuerySet[Question]) -> int:
    """The same of questions: their own words and those of what they ask about. Call when an event changes, too."""
    rows = questions.order_by().values_list("pk", "text", *Dimension, "event__title", "event__place")
    wanted = {pk: _words_about(words) for pk, *words in rows}
    return _write_words(QuestionWord, wanted, Q(question__in=questions.values("pk")))


def _write_words(model: type[IndexedWord], wanted: Mapping[int, frozenset[str]], among: Q | None = None) -> int:
    owner = model.OWNER
    stored = model.by_owner(among or Q(**{f"{owner}__in": wanted}))
    pairs = {pk: (stored.get(pk, frozenset()), words) for pk, words in wanted.items()}
    differing = {pk: (old, new) for pk, (old, new) in pairs.items() if old != new}
    for pk, (old, new) in differing.items():
        model._default_manager.filter(**{owner: pk, "word__in": old - new}).delete()
    model._default_manager.bulk_create(
        [model(**{owner: pk, "word": word}) for pk, (old, new) in differing.items() for word in sorted(new - old)],
        batch_size=BATCH,
    )
    return len(differing)


def sort_day(earliest: Any) -> int:
    """The ordinal of a day, 0 where none is known."""
    return earliest.toordinal() if earliest else 0
