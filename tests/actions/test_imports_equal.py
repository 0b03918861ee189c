"""The same claims recorded one by one and brought in as a table leave the same rows behind, the ledger and the moment
aside.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from claims import actions
from claims.actions.answers import ByHand
from claims.domain.scope import Scope
from claims.models import (
    Claim,
    ClaimAsserter,
    ClaimRoot,
    ClaimWord,
    Conflict,
    ConflictSource,
    Document,
    Question,
    QuestionWord,
    Source,
    Tally,
)
from claims.models.claim import FindingChoice
from tests.actions.test_imports import taken
from tests.cast import AsWritten, Cast, Chosen, ClaimDraft

pytestmark = pytest.mark.django_db

TEXT = "About 300 men, says HRW. Amnesty denies that 450 were killed. At least 27 of them. Many died. It was so."
COLUMNS = {name: f"{{{name}}}" for name in ("key", "document", "quote", "statement", "asserters", "stance", "question")}
COLUMNS |= {name: f"{{{name}}}" for name in ("as_written", "option", "low", "high", "scope_population", "scope_place")}
HEADER = list(COLUMNS)
ROWS: list[dict[str, str]] = [
    {"quote": "About 300 men", "asserters": "HRW", "question": "q", "as_written": "About 300", "scope_place": "="},
    {"quote": "450 were killed", "asserters": "Amnesty; HRW", "stance": "denies", "question": "q", "as_written": "450"},
    {"quote": "At least 27 of them", "question": "q", "as_written": "At least 27", "scope_population": "men"},
    {"quote": "About 300 men, says", "asserters": "Amnesty", "question": "q", "low": "500", "high": "600"},
    {"quote": "300 men", "question": "q", "as_written": "300"},
    {"quote": "About 300 men, says HRW", "asserters": "HRW", "question": "men", "as_written": "About 300"},
    {"quote": "300 men, says HRW", "question": "men", "as_written": "300"},
    {"quote": "Many died"},
    {"quote": "It was so", "question": "yes", "option": "yes"},
    {"quote": "It was", "asserters": "HRW", "question": "yes", "option": "no"},
]
MOMENT = {"recorded_at"}
BY_CLAIM = (ClaimAsserter, ClaimRoot, ClaimWord)


def by_table(cast: Cast) -> None:
    cells = [{"key": f"k{n}", "document": "d", "statement": f"Said {n}."} | row for n, row in enumerate(ROWS)]
    lines = ["\t".join(HEADER), *("\t".join(row.get(name, "") for name in HEADER) for row in cells)]
    taken(cast, "\n".join(lines) + "\n", COLUMNS, rows_are="claims")


def one_by_one(cast: Cast) -> None:
    sources = {source.name: source for source in Source.objects.all()}
    questions = {question.external_key: question for question in Question.objects.all()}
    document = Document.objects.get(external_key="d")
    for n, row in enumerate(ROWS):
        asserters = [sources[name] for name in row.get("asserters", "").split("; ") if name]
        draft = ClaimDraft(
            quote=row["quote"],
            start=TEXT.index(row["quote"]),
            statement=f"Said {n}.",
            asserters=asserters,
            voice="reported" if asserters else "own",
            stance=row.get("stance", "asserts"),
            question=questions.get(row.get("question", "")),
            answer=answer(row, questions),
            scope=Scope(population=row.get("scope_population", ""), place=row.get("scope_place", "")),
        )
        actions.record_claim(by=cast.lead, document=document, draft=draft, external_key=f"k{n}")


def answer(row: dict[str, str], questions: dict[str | None, Question]) -> Any:
    if "option" in row:
        return Chosen(questions[row["question"]].options.get(label=row["option"]))
    if "low" in row:
        reason = f"The table’s columns: low {row['low']}, high {row['high']}."
        return ByHand(reason=reason, bound="between", low=int(row["low"]), high=int(row["high"]))
    return AsWritten(row["as_written"]) if "as_written" in row else None


def contents() -> dict[str, Any]:
    """All rows by what they say, keys of claims and conflicts replaced by what does not hang on the way."""
    claims = {pk: key for pk, key in Claim.objects.values_list("pk", "external_key")}
    columns = [f.attname for f in Claim._meta.concrete_fields if f.attname not in {"id", *MOMENT}]
    found: dict[str, Any] = {"claims": list(Claim.objects.order_by("external_key").values(*columns))}
    for model in BY_CLAIM:
        found[model.__name__] = sorted((claims[pk], other) for pk, other in pairs(model, "claim_id"))
    conflicts = [f.attname for f in Conflict._meta.concrete_fields if f.attname != "id"]
    found["conflicts"] = list(Conflict.objects.order_by("question").values(*conflicts))
    found["sources of conflicts"] = sorted(ConflictSource.objects.values_list("conflict__question_id", "source_id"))
    found["words of questions"] = sorted(QuestionWord.objects.values_list("question_id", "word"))
    found["tallies"] = sorted(Tally.objects.exclude(count=0).values_list("name", "count"))
    return found


def pairs(model: type[models.Model], owner: str) -> Any:
    (other,) = (f.attname for f in model._meta.concrete_fields if f.attname not in {"id", owner})
    return model._default_manager.values_list(owner, other)


def left_behind(deed: Callable[[Cast], None], cast: Cast) -> dict[str, Any]:
    """What there is after the deed, which is then undone."""
    with transaction.atomic():
        deed(cast)
        assert actions.rebuild().total == 0
        found = contents()
        transaction.set_rollback(True)
    return found


def test_one_by_one_and_as_a_table_come_to_the_same(cast: Cast) -> None:
    for name in ("HRW", "Amnesty"):
        cast.source(name)
    cast.document(TEXT, publisher=cast.source("The paper"), external_key="d")
    cast.question("How many were killed?", external_key="q", event=cast.event("Moura", date="2022-03", place="Moura"))
    cast.question("How many men were killed?", external_key="men")
    cast.whether("Was it so?", external_key="yes")
    singly, together = left_behind(one_by_one, cast), left_behind(by_table, cast)
    for what, rows in singly.items():
        assert together[what] == rows, what
    assert {claim["finding"] for claim in singly["claims"]} == set(FindingChoice.values)
    assert len(singly["conflicts"]) == 2


def test_a_claim_that_no_rival_touches_is_written_once(cast: Cast) -> None:
    cast.question("How many?", external_key="q")
    columns = {"key": "{id}", "statement": "{said}", "question": "q", "as_written": "{n}"}
    with CaptureQueriesContext(connection) as alone:
        taken(cast, "id,said,n\na,Seven died.,Seven\n", columns, rows_are="claims")
    with CaptureQueriesContext(connection) as rival:
        taken(cast, "id,said,n\nb,Nine died.,Nine\n", columns, rows_are="claims")
    assert [sum('UPDATE "claims_claim"' in query["sql"] for query in seen) for seen in (alone, rival)] == [0, 1]
