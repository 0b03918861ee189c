"""The files of a release: which are there, having made what takes long, giving that up. What is downloaded is in
report_files.py.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims import actions, jobs
from claims.actions import Refused
from claims.formats import FORMATS, Format
from claims.models import Release
from claims.reports.release_files import FileLine, file_lines, file_of, is_missing
from claims.views.deeds import only_a_deed
from claims.views.editing import somebody
from claims.views.loading import load_release
from claims.views.report_files import load_format


@dataclass(frozen=True)
class Download:
    """A format with the address of its file. line: what became of it, where it takes long and somebody asked for it."""

    format: Format
    url: str
    takes_long: bool
    line: FileLine | None = None


def downloads(name: str, claims: int, *args: object) -> list[Download]:
    """Each format with the address of its file; name: of the address, args: of what the file is of."""
    return [Download(one, reverse(name, args=[*args, one.key]), one.takes_long(claims)) for one in FORMATS.values()]


def release_downloads(release: Release) -> list[Download]:
    """One query."""
    lines = file_lines(release)
    found = downloads("release_file", release.claim_count, release.report_id, release.number)
    return [Download(one.format, one.url, one.takes_long, lines.get(one.format.key)) for one in found]


@require_safe
def files(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Without the report itself, for it is asked for every few seconds while a file is made."""
    found = load_release(request, pk, number, content=False)
    every = release_downloads(found)
    working = any(one.takes_long and one.line and one.line.unfinished for one in every)
    if working:
        jobs.wake()  # a server that was started anew goes on with what the last one left
    context = {
        "release": found,
        "downloads": every,
        "working": working,
        "crumbs": [
            ("Reports", reverse("report_list")),
            (found.report.title, found.report.get_absolute_url()),
            (f"Release {number}", found.get_absolute_url()),
            ("Files", ""),
        ],
    }
    return render(request, "claims/release_files.html", context)


@only_a_deed("release_files", "pk", "number")
def make(request: HttpRequest, pk: int, number: int, form: str) -> HttpResponse:
    found, one = load_release(request, pk, number, content=False), load_format(form)
    if not one.takes_long(found.claim_count):
        return redirect("release_file", pk, number, form)
    file = file_of(found, form)
    anew = one.hangs_on_today or (file is not None and is_missing(file))
    actions.ask_for_file(by=somebody(request), release=found, form=form, anew=anew)
    jobs.wake()
    return redirect(found.get_files_url())


@only_a_deed("release_files", "pk", "number")
def give_up(request: HttpRequest, pk: int, number: int, form: str) -> HttpResponse:
    found, one = load_release(request, pk, number, content=False), load_format(form)
    file = file_of(found, form)
    try:
        if file is None:
            raise Refused("Nobody asked for this file, so there was nothing to give up.")
        actions.give_up_file(by=somebody(request), file=file)
        messages.success(request, f"{one.words} is given up. There is no file of it.")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(found.get_files_url())
