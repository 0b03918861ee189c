"""Filters of the admin's lists that choose a row among thousands: a field with suggestions, never a list of all."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from claims.forms.picking import PickField


class PickFilter(admin.ListFilter):
    """Rows whose relation is the row chosen by number or name. What stands for none is said, and nothing is listed."""

    template = "admin/claims/pick_filter.html"
    parameter: str
    lookup: str
    picks: type[Model]

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        given = params.pop(self.parameter, [""])
        self.typed = str(given[-1] if isinstance(given, list) else given)
        if self.typed:
            self.used_parameters[self.parameter] = self.typed
        self.field = PickField(self.picks, required=False)

    def has_output(self) -> bool:
        return True

    def expected_parameters(self) -> list[str | None]:
        return [self.parameter]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        if not self.typed:
            return None
        try:
            return queryset.filter(**{self.lookup: self.field.clean(self.typed)})
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return queryset.none()

    def choices(self, changelist: Any) -> Iterator[Any]:
        others = changelist.get_filters_params()
        widget: Any = self.field.widget
        named = {"id": f"filter_{self.parameter}", "aria-label": str(self.title)}
        yield {
            "field": widget.render(self.parameter, self.typed, named),
            "others": [(k, v) for k, values in others.items() if k != self.parameter for v in values],
            "query": changelist.query,
            "clear": changelist.get_query_string(remove=[self.parameter]) if self.typed else "",
        }


def pick_filter(name: str, lookup: str, rows: type[Model], label: str = "") -> type[PickFilter]:
    """A filter by a related row. lookup: the path to it."""
    columns = {"title": label or name, "parameter": name, "lookup": lookup, "picks": rows}
    return type(f"By{name.title()}", (PickFilter,), columns)
