"""Who works in the admin, and where its pages are."""

from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import reverse

from tests.cast import person


def staff(role: str, **columns: Any) -> Client:
    client = Client()
    client.force_login(person(role, is_staff=True, **columns))
    return client


def page(model: type[Model] | Model, name: str = "changelist") -> str:
    """The address of a list, of the form to add, or of one row's "change" or "history" page."""
    opts = model._meta
    key = [model.pk] if isinstance(model, Model) else []
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=key)


def errors_of(answer: Any) -> dict[str, list[str]]:
    """What the form on an admin page complains of, by field."""
    return {name: list(found) for name, found in answer.context["adminform"].form.errors.items()}


def as_shown(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    """What a browser would send back from the admin's form as it is shown, but for these changes."""
    form = client.get(url).context["adminform"].form
    sent: dict[str, Any] = {}
    for field in form:
        value = field.value()
        if hasattr(field.field, "widget") and hasattr(field.field.widget, "decompress") and not isinstance(value, list):
            value = field.field.widget.decompress(value)
        if hasattr(field.field.widget, "widgets"):
            sent |= {f"{field.html_name}_{i}": part for i, part in enumerate(value)}
        elif value not in (None, False):
            sent[field.html_name] = getattr(value, "pk", value)
    return {name: value for name, value in (sent | changes).items() if value is not None}
