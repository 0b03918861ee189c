"""How a list is shown: filtered, sorted, a page at a time. What its rows are is each noun's."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import django_filters
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.filters.chips import chips_of, sort_links, without
from claims.paging import page_of


def list_page(
    request: HttpRequest,
    filters: django_filters.FilterSet,
    lines: Callable[[Sequence[Any]], Sequence[Any]],
    *,
    template: str,
    noun: tuple[str, str],
    context: dict[str, Any],
) -> HttpResponse:
    """A page of what is filtered. filters: with the sorts it offers. lines: the rows as shown, for one page of them.

    noun: what its rows are, as ("document", "documents").
    """
    page = page_of(filters.qs, request.GET, filters.sorts)
    chips = chips_of(filters, request.GET)
    shown = {
        "filter": filters,
        "page": replace(page, total=f"{page.total} {noun[0] if page.total == '1' else noun[1]}"),
        "lines": lines(page.rows),
        "nouns": noun[1],
        "none_fits": f"No {noun[0]} fits these filters",
        "show_all": f"Show all {noun[1]}",
        "chips": chips,
        "clear_url": without(request.GET, tuple(filters.filters)) if chips else "",
        "sorts": sort_links(filters.sorts, page.sort, request.GET) if len(filters.sorts) > 1 else (),
    }
    return render(request, template, shown | context)
