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
from claims.exports.report_parts import listed
from claims.formats import Format, NoFile, fit
from claims.models import Release, ReleaseFile, Report
from claims.models.release_file import FileState
from claims.reports.release_files import FileLine, file_lines, file_of, is_missing
from claims.reports.releases import frozen
from claims.views.deeds import only_a_deed
from claims.views.editing import somebody
from claims.views.loading import crumbs_of, load_release
from claims.views.report_files import load_format


@dataclass(frozen=True)
class Download:
    """A format with the address of its file. line: what became of it, where somebody had to ask for it first."""

    format: Format
    url: str
    line: FileLine | None = None


@dataclass(frozen=True)
class Downloads:
    """at_once: those that are made when they are downloaded. made_first: those that take long."""

    at_once: tuple[Download, ...]
    made_first: tuple[Download, ...]

    @property
    def made_first_words(self) -> str:
        return listed([one.format.words for one in self.made_first])

    @property
    def working(self) -> bool:
        return any(one.line and one.line.unfinished for one in self.made_first)


def draft_downloads(report: Report, claims: int) -> Downloads:
    every = [Download(one, reverse("report_draft", args=[report.pk, one.key])) for one in fit(claims)]
    return _by_time(every, claims)


def release_downloads(release: Release) -> Downloads:
    """One query."""
    lines, number = file_lines(release), [release.report_id, release.number]
    every = [
        Download(one, reverse("release_file", args=[*number, one.key]), lines.get(one.key))
        for one in fit(release.claim_count)
    ]
    return _by_time(every, release.claim_count)


def _by_time(every: list[Download], claims: int) -> Downloads:
    at_once = tuple(one for one in every if not one.format.takes_long(claims))
    return Downloads(at_once, tuple(one for one in every if one not in at_once))


@require_safe
def files(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Without the report itself, for it is asked for every few seconds while a file is made."""
    found = load_release(request, pk, number, content=False)
    downloads = release_downloads(found)
    if downloads.working:
        jobs.wake()  # a server that was started anew goes on with what the last one left
    context = {
        "release": found,
        "downloads": downloads,
        "on_files_page": True,
        "crumbs": [*crumbs_of(found.report), (f"Release {number}", found.get_absolute_url()), ("Files", "")],
    }
    return render(request, "claims/release_files.html", context)


@only_a_deed("release_files", "pk", "number")
def make(request: HttpRequest, pk: int, number: int, form: str) -> HttpResponse:
    found, one = load_release(request, pk, number, content=False), load_format(form)
    if one.unfit(found.claim_count) or not one.takes_long(found.claim_count):
        return redirect("release_file", pk, number, form)
    file = file_of(found, form)
    anew = file is not None and (is_missing(file) or not _may_leave(found, one, file))
    try:
        actions.ask_for_file(by=somebody(request), release=found, form=form, anew=anew)
    except Refused as refused:
        messages.error(request, str(refused))
    jobs.wake()
    return redirect(found.get_files_url())


def _may_leave(release: Release, one: Format, file: ReleaseFile) -> bool:
    """A file that is not there yet, or not any more, or broken, keeps nobody from having it made."""
    if not one.hangs_on_today or file.state != FileState.READY:
        return True
    try:
        with file.stored.storage.open(str(file.stored.name), "rb") as content:
            return one.may_leave(frozen(release), content)
    except (NoFile, OSError):
        return False


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
