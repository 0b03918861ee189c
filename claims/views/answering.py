"""How a form is answered: the deed is tried; a refusal or a newer version goes back to the form with the typed text
kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claims.actions import Refused, Stale
from claims.forms.typed import retype
from claims.models.noun import Noun

T = TypeVar("T")

CONFLICT = 409
UNPROCESSABLE = 422


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What came of a deed: the thing made, or the status to show the form again with."""

    made: T | None
    status: int = 200


def attempt(form: forms.Form, deed: Callable[[dict[str, Any]], T]) -> Outcome[T]:
    """Do the deed with the form's cleaned values. Refusals become errors of the form's fields; nothing typed is
    lost.
    """
    if not form.is_valid():
        return Outcome(None, UNPROCESSABLE)
    try:
        return Outcome(deed(form.cleaned_data))
    except Refused as refused:
        for field, message in refused.errors.items():
            form.add_error(field if field in form.fields else None, message)
        return Outcome(None, UNPROCESSABLE)
    except Stale as stale:
        form.add_error(None, str(stale))
        return Outcome(None, CONFLICT)


def form_page(
    request: HttpRequest,
    form: forms.Form,
    deed: Callable[[dict[str, Any]], Any],
    *,
    said: str,
    template: str,
    context: dict[str, Any],
    then: Callable[[Any], str] | None = None,
    editing: Noun | None = None,
) -> HttpResponse:
    """Show a form (GET) or answer it (POST): redirect with a message on success, the form again otherwise.

    said: the message after the deed. then: where to go with the thing made; by default to its own page.
    editing: the row that is edited. After a clash it is as it stands now, the context says so (stale), and the form
    carries its version: whoever compares and saves again is not refused again.
    """
    status = 200
    if request.method == "POST":
        outcome = attempt(form, deed)
        if outcome.made is not None:
            messages.success(request, said)
            return redirect(then(outcome.made) if then else outcome.made)
        status = outcome.status
    if status == CONFLICT and editing is not None:
        editing.refresh_from_db()
        retype(form, "version", editing.version)
    return render(request, template, {"form": form, "stale": status == CONFLICT, **context}, status=status)
