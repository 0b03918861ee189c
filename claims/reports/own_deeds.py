"""What one person did, each deed with the thing it was done to, for finding the way back to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Min
from django.urls import reverse

from claims.models import Claim, LedgerEntry, LedgerObject
from claims.reports.history import HistoryLine, history, payload_of

_NOUNS = {"record_repeats": "document", "lean_on": "claim", "mark_replaced": "claim"}
"""What a deed is done to where its own name does not say ("correct_source")."""

_WITH_PAGES = ("claim", "conflict", "document", "event", "question", "source")


@dataclass(frozen=True)
class OwnDeed:
    """One entry. about and url: the thing it was done to, "" where that has no page."""

    entry: HistoryLine
    about: str
    url: str


def own_deeds(entries: Sequence[LedgerEntry]) -> tuple[OwnDeed, ...]:
    """In their order. Two queries: what they concern, and the claims among it."""
    links = LedgerObject.objects.filter(entry__in=[e.pk for e in entries], kind__in=_WITH_PAGES)
    rows = links.order_by().values_list("entry_id", "kind").annotate(first=Min("object_id"))
    concerned = {(entry, kind): first for entry, kind, first in rows}
    things = [_thing(entry, concerned) for entry in entries]
    keys = [pk for noun, pk in things if noun == "claim"]
    statements = dict(Claim.objects.filter(pk__in=keys).values_list("pk", "statement"))
    return tuple(
        OwnDeed(line, _words(noun, pk, statements), reverse(noun, args=[pk]) if pk else "")
        for line, (noun, pk) in zip(history(entries), things, strict=True)
    )


def _thing(entry: LedgerEntry, concerned: Mapping[tuple[int, str], int]) -> tuple[str, int]:
    """The noun and key of what the deed was done to; the key is 0 where there is none."""
    noun = _NOUNS.get(entry.deed, entry.deed.rpartition("_")[2])
    payload = payload_of(entry)
    after = payload.get("after") or {}
    # An entry concerns the claims that a review cites too, and what a claim leans on: the payload tells them apart.
    reviewed = after.get("claims") if entry.deed == "review_claim" else None
    named = next(iter(reviewed or ()), 0) or payload.get(noun) or after.get(noun)
    return noun, named or concerned.get((entry.pk, noun), 0)


def _words(noun: str, pk: int, statements: Mapping[int, str]) -> str:
    if not pk:
        return ""
    return statements.get(pk, f"claim {pk}") if noun == "claim" else f"{noun} {pk}"
