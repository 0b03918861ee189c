"""One review: the verdict, the recomputation of its question and the ledger entry, in one transaction."""

from time import perf_counter

from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.generate import PERSON
from claims import actions
from claims.models import Claim


class Reviewer:
    """Reviews one claim after another. The database grows by what it writes."""

    def review(self, claim: int) -> float:
        """Seconds that it takes to review this claim, loading it not included."""
        person, row = User.objects.get(username=PERSON), Claim.objects.get(pk=claim)
        person.has_perm("claims.review_claim")  # remembered by the person, as in a request that was let in
        started = perf_counter()
        actions.review_claim(by=person, claim=row, verdict="unverified", reason="Only one source says so.")
        return perf_counter() - started

    def queries(self, claim: int) -> int:
        """How many queries the same takes."""
        with CaptureQueriesContext(connection) as captured:
            self.review(claim)
        return len(captured)
