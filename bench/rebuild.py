"""A rebuild that changes nothing, beside reading the same rows once; and how conflicted questions are found."""

from time import perf_counter
from typing import Any

from django.db import connection

from claims import actions
from claims.domain.scope import Dimension
from claims.models import (
    Claim,
    ClaimAsserter,
    ClaimLean,
    ClaimRoot,
    ClaimWord,
    Conflict,
    ConflictSource,
    Document,
    DocumentRepeats,
    Event,
    Option,
    Question,
    QuestionWord,
    Review,
    Settlement,
    Tally,
)
from claims.reports.evidence_rows import ClaimRow, Projected, ProjectedConflict, QuestionRow

# Every row and column that a rebuild looks at, each table once and in the order of its keys.
_READ = (
    (Claim, (*ClaimRow._fields, *Projected._fields, "statement", "exact")),
    (ClaimAsserter, ("claim_id", "source_id")),
    (ClaimLean, ("claim_id", "on_source_id", "on_claim_id")),
    (ClaimRoot, ("claim_id", "source_id")),
    (ClaimWord, ("claim_id", "word")),
    (QuestionWord, ("question_id", "word")),
    (Review, ("claim_id", "verdict", "evidence")),
    (Question, (*QuestionRow._fields, "text", *Dimension)),
    (Option, ("id", "question_id", "label", "parent_id", "code_low", "code_high")),
    (Conflict, ("question_id", *ProjectedConflict._fields)),
    (ConflictSource, ("conflict_id", "source_id")),
    (Settlement, ("conflict_id", "decision", "cause", "evidence")),
    (Document, ("id", "publisher_id", "published_from", "sort_day")),
    (DocumentRepeats, ("document_id", "repeats_id")),
    (Event, ("id", "title", "place", "earliest", "sort_day")),
    (Tally, ("name", "count")),
)


def read_once() -> float:
    """Seconds to read the rows that a rebuild follows from, as plain tuples, and do nothing with them."""
    started = perf_counter()
    for model, columns in _READ:
        for _ in model._default_manager.order_by("pk").values_list(*columns).iterator(chunk_size=5000):
            pass
    return perf_counter() - started


def rebuild_once() -> dict[str, float]:
    """Seconds a rebuild takes, and how many rows it found to mend: none, or the tracker was not sound."""
    started = perf_counter()
    mended = actions.rebuild()
    return {"seconds": perf_counter() - started, "mended": mended.total}


def conflicts_from_the_index() -> dict[str, Any]:
    """How the database finds the questions in conflict, how many there are, and how long it takes."""
    conflicted = Claim.objects.conflicted_questions()
    started = perf_counter()
    count = len(conflicted)
    seconds = perf_counter() - started
    plan = conflicted.all().explain()
    return {"count": count, "seconds": seconds, "plan": plan, "from_index": from_index_alone(plan)}


def from_index_alone(plan: str) -> bool:
    """Does the plan read the comparing index and nothing else?"""
    return "COVERING INDEX claim_compare" in plan or "Index Only Scan using claim_compare" in plan


def vacuum() -> None:
    """What a database does by itself in time: know its rows, and on PostgreSQL which pages all can see."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
