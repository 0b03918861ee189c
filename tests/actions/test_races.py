"""Deeds at the same moment. On SQLite one writer is let in at a time before it reads; on PostgreSQL deeds queue at
the ledger.
"""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import User
from django.db import connection

from claims import actions, ledger
from claims.actions import AsWritten, ClaimDraft, Stale
from claims.models import Claim, Conflict, Source
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do these in threads that start together; what each returned or raised."""
    barrier, results = Barrier(len(deeds)), [None] * len(deeds)

    def run(at: int) -> None:
        barrier.wait()
        try:
            results[at] = deeds[at]()
        except Exception as error:  # the test looks at it
            results[at] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=[at]) for at in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_rivals_recorded_at_once_are_found_in_conflict() -> None:
    cast = Cast(lead=person("lead"))
    question = cast.question()

    def record(words: str) -> Callable[[], Claim]:
        document, by = cast.document(f"It was {words}.", publisher=cast.source()), User.objects.get(pk=cast.lead.pk)
        draft = ClaimDraft(quote=words, statement="So.", question=question, answer=AsWritten(words))
        return lambda: actions.record_claim(by=by, document=document, draft=draft)

    made = at_once(*(record(f"{n} men") for n in (300, 450, 600, 750)))
    assert all(isinstance(claim, Claim) for claim in made), made
    assert Conflict.objects.get().claim_count == 4
    assert ledger.verify().fault is None
    assert actions.rebuild().total == 0


def test_of_two_edits_at_once_one_wins_and_one_is_told() -> None:
    cast = Cast(lead=person("lead"))
    source = cast.source("HRW")

    def rename(name: str) -> Callable[[], Source]:
        by = User.objects.get(pk=cast.lead.pk)
        return lambda: actions.correct_source(by=by, source=source, version=1, name=name)

    outcomes = at_once(rename("Human Rights Watch"), rename("H.R.W."))
    assert sorted(type(o).__name__ for o in outcomes) == sorted([Source.__name__, Stale.__name__])
    assert ledger.verify().fault is None
