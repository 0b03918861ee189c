"""What the forms of sources, documents and events share: what is typed, who saves, what stands there after a clash."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from claims.reports.facts import Fact


def typed(request: HttpRequest) -> Any:
    """What was sent, for a form to read; None on a first visit."""
    return request.POST if request.method == "POST" else None


def somebody(request: HttpRequest) -> User:
    """Who does the deed."""
    assert isinstance(request.user, User)  # the loader refused anybody else
    return request.user


def ledger_of(row: Model) -> str:
    """The whole of its history: a page shows the latest entries."""
    return f"{reverse('ledger_list')}?kind={row._meta.model_name}&number={row.pk}"


def differing(form: forms.Form, now: dict[str, Any]) -> tuple[Fact, ...]:
    """What stands there now in each field where it is not what was typed."""
    facts = []
    for name, value in now.items():
        field = form.fields.get(name)
        if field is None or field.widget.is_hidden:
            continue
        if field.has_changed(value, form[name].data):
            facts.append(Fact(str(form[name].label), _shown(field, value)))
    return tuple(facts)


def _shown(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    choices = dict(getattr(field, "choices", ()))
    return str(choices.get(value) or field.prepare_value(value) or "")
