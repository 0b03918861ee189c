"""What stands once for the whole tracker: the margin of "about"."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from claims import actions
from claims.admin.base import NounAdmin
from claims.domain.answers import DEFAULT_MARGIN
from claims.models import Margin


class MarginForm(forms.Form):
    percent = forms.IntegerField(
        label="Per cent",
        min_value=0,
        max_value=actions.LARGEST_MARGIN,
        initial=DEFAULT_MARGIN,
        help_text="“About n” is widened by so much to both sides. Every finding and conflict is computed anew, which "
        "takes a minute for each hundred thousand claims.",
    )


@admin.register(Margin)
class MarginAdmin(NounAdmin):
    add_with = correct_with = MarginForm
    add_fields = correct_fields = shown = ((None, {"fields": ("percent",)}),)
    list_display = ("__str__",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Until somebody sets one, the default is in force."""
        return self.has_change_permission(request) and not Margin.objects.exists()

    def known(self, row: Margin) -> Mapping[str, Any]:
        return {"percent": row.percent}

    def add(self, by: Any, form: Any) -> Model:
        actions.set_margin(by=by, percent=form.cleaned_data["percent"])
        return Margin.objects.get(pk=1)

    def correct(self, by: Any, row: Margin, form: Any) -> Model:
        return self.add(by, form)

    def view_on_site(self, obj: Margin) -> str:
        return reverse("method")
