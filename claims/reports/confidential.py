"""What must not leave: claims behind which something confidential stands, however far behind.

Inside, everybody who can log in sees it. Exports ask here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.db.models import Model, Q

from claims.models import Claim, ClaimAsserter, ClaimLean, Document, DocumentRepeats

AT_ONCE = 10_000
"""Claims that one query asks for."""


def that_may_leave(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Of these, in their order, the claims behind which nothing is confidential."""
    found = list(claims)
    hidden = confidential([claim.pk for claim in found])
    return (claim for claim in found if claim.pk not in hidden)


def confidential(claims: Sequence[int]) -> set[int]:
    """Of these claims, those that rest on a confidential document or source: by who asserts them, by their document
    and its publisher, by what these repeat, by what they lean on, claim by claim. At least seven queries.
    """
    parts = (claims[at : at + AT_ONCE] for at in range(0, len(claims), AT_ONCE))
    return set().union(*(_confidential(part) for part in parts))


def _confidential(claims: Collection[int]) -> set[int]:
    rests_on = _followed(claims, ClaimLean, "claim_id", "on_claim_id")
    found_in = dict(Claim.objects.filter(pk__in=rests_on).values_list("pk", "document_id"))
    repeats = _followed(set(found_in.values()), DocumentRepeats, "document_id", "repeats_id")
    marked = Document.objects.filter(Q(confidential=True) | Q(publisher__confidential=True), pk__in=repeats)
    documents = _spread(marked.values_list("pk", flat=True), repeats)
    asserted = ClaimAsserter.objects.filter(claim__in=rests_on, source__confidential=True)
    leaning = ClaimLean.objects.filter(claim__in=rests_on, on_source__confidential=True)
    named = {*asserted.values_list("claim_id", flat=True), *leaning.values_list("claim_id", flat=True)}
    return _spread(named | {pk for pk, document in found_in.items() if document in documents}, rests_on) & set(claims)


def _followed(start: Collection[int], links: type[Model], one: str, other: str) -> dict[int, set[int]]:
    """By row: those it rests on directly, for these rows and all behind them. A query for each link of a chain."""
    rests_on: dict[int, set[int]] = {pk: set() for pk in start}
    waiting = set(start)
    while waiting:
        rows = links._default_manager.filter(**{f"{one}__in": waiting, f"{other}__isnull": False})
        found = list(rows.values_list(one, other))
        for pk, on in found:
            rests_on[pk].add(on)
        waiting = {on for _, on in found} - rests_on.keys()
        rests_on |= {pk: set() for pk in waiting}
    return rests_on


def _spread(marked: Iterable[int], rests_on: Mapping[int, set[int]]) -> set[int]:
    """The marked rows, and all that rest on any of them."""
    reached = set(marked)
    while more := {pk for pk, on in rests_on.items() if pk not in reached and not reached.isdisjoint(on)}:
        reached |= more
    return reached
