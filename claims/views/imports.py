"""Pages of tables on their way in: sending one, naming its columns, what would become of its rows, taking effect."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from claims import access, actions, jobs
from claims.actions import Refused
from claims.actions.imports.fields import FIELDS
from claims.exports.csv_lines import csv_lines
from claims.forms.imports import ColumnsForm, ImportForm
from claims.models import Claim, Import
from claims.paging import Sort, page_of
from claims.receiving import TOO_LARGE
from claims.reports.imports import import_lines, import_page, mappings_for, refused_rows, row_lines, rows_of, samples_of
from claims.views.answering import form_page
from claims.views.deeds import only_a_deed
from claims.views.editing import somebody, typed

BY_ROW = Sort("row", "by row", "number", descending=False)


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Documents", reverse("document_list")), *more]


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    access.refuse_unless(request.user, "add", Claim)
    form = ImportForm(typed(request), request.FILES if request.method == "POST" else None)
    form.too_large = TOO_LARGE in request.META
    answer = form_page(
        request,
        form,
        lambda given: actions.receive_import(
            by=somebody(request),
            name=given["chosen"].name or "",
            original=given["chosen"].read(),
            **{name: given[name] for name in ("rows_are", "title", "publisher", "encoding", "sheet")},
        ),
        said="The table is here. Its rows are being read.",
        template="claims/import_form.html",
        context={
            "cancel_url": reverse("document_list"),
            "tables": lambda: import_lines(),
            "crumbs": _crumbs(("Import a table", "")),
        },
    )
    jobs.wake()
    return answer


def _load(request: HttpRequest, pk: int) -> Import:
    access.refuse_unless(request.user, "add", Claim)
    rows = Import.objects.select_related("by", "taken_by", "document__publisher")
    found = rows.filter(pk=pk).first() if pk <= access.LARGEST_KEY else None
    return found or access.missing("table", pk)


@require_safe
def table(request: HttpRequest, pk: int) -> HttpResponse:
    found = _load(request, pk)
    page = import_page(found)
    if page.working:
        jobs.wake()  # a server that was started anew goes on with what the last one left
    fate = request.GET.get("fate", "")
    shown = page_of(rows_of(found, fate), request.GET, [BY_ROW])
    context = {
        "page": page,
        "fate": fate,
        "rows": shown,
        "lines": row_lines(found, shown.rows, labels_of(found)),
        "crumbs": _crumbs(("Import a table", reverse("import_send")), (found.name, "")),
    }
    return render(request, "claims/import.html", context)


def labels_of(table: Import) -> dict[str, str]:
    return {field.name: field.label for field in FIELDS[table.rows_are]}


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    found = _load(request, pk)
    kept = mappings_for(found)
    asked = request.GET.get("use", "")
    used = next((mapping for mapping in kept if str(mapping.pk) == asked), kept[0] if kept else None)
    patterns = found.patterns if found.patterns and not asked else used.patterns if used else {}
    form = ColumnsForm(typed(request), table=found, patterns=patterns)
    answer = form_page(
        request,
        form,
        lambda given: actions.map_import(
            by=somebody(request),
            table=found,
            patterns=form.patterns,
            corrections=given["corrections"],
            remember_as=given["remember_as"],
        ),
        said="The rows are being tried. Nothing is written yet.",
        template="claims/import_columns.html",
        context={
            "table": found,
            "kept": kept,
            "used": used,
            "samples": lambda: samples_of(found),
            "cancel_url": found.get_absolute_url(),
            "crumbs": _crumbs(
                ("Import a table", reverse("import_send")), (found.name, found.get_absolute_url()), ("Columns", "")
            ),
        },
    )
    jobs.wake()
    return answer


@only_a_deed("import")
def take(request: HttpRequest, pk: int) -> HttpResponse:
    found = _load(request, pk)
    try:
        actions.have_import_taken(by=somebody(request), table=found)
        messages.success(request, "The rows are taking effect.")
    except Refused as refused:
        messages.error(request, str(refused))
    jobs.wake()
    return redirect(found)


@only_a_deed("import")
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    found = _load(request, pk)
    try:
        actions.give_up_import(by=somebody(request), table=found)
        messages.success(request, "The table is given up. Nothing of it was written.")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(found)


@require_safe
def refused(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The refused rows with the reasons, to be mended and sent again."""
    found = _load(request, pk)
    lines = csv_lines(["row", "why it is refused", *found.header], refused_rows(found, labels_of(found)))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="refused.csv"'
    return answer
