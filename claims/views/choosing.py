"""What an address chooses for a report: events, questions, or the conflicts that a filter lets through."""

import re
from dataclasses import dataclass

from django.http import HttpRequest

from claims import access
from claims.actions.reports import MOST_SELECTED
from claims.filters.chips import chips_of
from claims.filters.conflicts import ConflictFilter
from claims.models import Conflict, Event, Question
from claims.models.report import LONGEST_CHOSEN_BY

FILTERED = "conflicts"
"""`?conflicts=filtered` with the filters of the list of conflicts."""


_KEY = re.compile("[0-9]{1,19}")


@dataclass(frozen=True)
class Chosen:
    """words: how it was chosen, where a filter did. too_many: the filter lets through more than fit."""

    events: tuple[Event, ...] = ()
    questions: tuple[Question, ...] = ()
    words: str = ""
    too_many: bool = False

    @property
    def title(self) -> str:
        """What it is about, where that is one thing."""
        named = [event.title for event in self.events] + [question.text for question in self.questions]
        return named[0] if len(named) == 1 else ""


def chosen_by_address(request: HttpRequest) -> Chosen:
    """What cannot be read, or is not there, chooses nothing: the form is there to choose in."""
    if request.GET.get(FILTERED) == "filtered":
        return _filtered(request)
    events, questions = _keys(request, "event"), _keys(request, "question")
    return Chosen(
        events=tuple(access.listing(Event, request.user).filter(pk__in=events).order_by("pk")),
        questions=tuple(access.listing(Question, request.user).filter(pk__in=questions).order_by("pk")),
    )


def _keys(request: HttpRequest, name: str) -> list[int]:
    typed = request.GET.getlist(name)[:MOST_SELECTED]
    return [int(key) for key in typed if _KEY.fullmatch(key) and int(key) <= access.LARGEST_KEY]


def _filtered(request: HttpRequest) -> Chosen:
    """By the questions of the conflicts, in the order of their list."""
    rows = access.listing(Conflict.objects.select_related("question"), request.user)
    filters = ConflictFilter(request.GET, rows)
    if not filters.is_valid():
        return Chosen()
    found = list(filters.qs.order_by("-rank", "-pk")[: MOST_SELECTED + 1])
    chips = "; ".join(chip.label for chip in chips_of(filters, request.GET))
    return Chosen(
        questions=tuple(conflict.question for conflict in found[:MOST_SELECTED]),
        words=_cut(f"Conflicts filtered by {chips}") if chips else "All conflicts that are not dissolved",
        too_many=len(found) > MOST_SELECTED,
    )


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_CHOSEN_BY else f"{words[: LONGEST_CHOSEN_BY - 1]}…"
