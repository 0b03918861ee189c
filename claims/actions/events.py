"""Adding and correcting events."""

from typing import Any

from django.contrib.auth.models import User

from claims.actions.deed import deed, enter
from claims.actions.errors import Refused
from claims.actions.projections import recompute, sort_day, write_question_words
from claims.actions.rows import changed, checked, inserted, safe_words, snapshot
from claims.dates import CannotReadDate, read_edtf
from claims.models import Event, Question
from claims.reports.reach import Reach


@deed("claims.add_event", "add events")
def add_event(*, by: User, title: str, **columns: Any) -> Event:
    """Add an event. columns: any of date (EDTF), place, note, external_key."""
    event = inserted(checked(Event(), {"title": title, **columns, **_days(columns)}))
    enter(by=by, deed="add_event", concerning=[event], after=snapshot(event))
    return event


@deed("claims.change_event", "correct events")
def correct_event(*, by: User, event: Event, version: int, **columns: Any) -> Event:
    """Correct the given columns and what follows for the event's claims and conflicts. Raises Stale."""
    event = Event.objects.get(pk=event.pk)
    before = snapshot(event)
    changed(event, version, {**columns, **_days(columns)})
    enter(by=by, deed="correct_event", concerning=[event], before=before, after=snapshot(event))
    questions = Question.objects.filter(event=event)
    recompute(Reach(set(questions.values_list("id", flat=True)), set()))
    write_question_words(questions)
    return event


def _days(columns: dict[str, Any]) -> dict[str, Any]:
    """The span of days behind the EDTF date, where one is given. Raises Refused."""
    if "date" not in columns:
        return {}
    written = safe_words(columns["date"], "date")
    if not written:
        return {"earliest": None, "latest": None, "sort_day": 0}
    try:
        span = read_edtf(written)
    except CannotReadDate as unread:
        raise Refused(str(unread), "date") from None
    return {"earliest": span.first, "latest": span.last, "sort_day": sort_day(span.first)}
