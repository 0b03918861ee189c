"""Pages of files on their way in: sending them, seeing what became of each, giving up, trying again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import access, actions, jobs
from claims.actions import Received, Refused
from claims.forms.documents import RetryForm, UploadForm
from claims.models import Document, Upload
from claims.receiving import TOO_LARGE, too_large_words
from claims.reports.uploads import batch_page, batches_of
from claims.views.answering import attempt, form_page
from claims.views.editing import somebody, typed


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Documents", reverse("document_list")), *more]


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """Choose files and send them; below, what was sent before."""
    access.refuse_unless(request.user, "add", Document)
    form = UploadForm(typed(request), request.FILES if request.method == "POST" else None)
    answer = form_page(
        request,
        form,
        lambda given: actions.receive_files(
            by=somebody(request),
            files=[*(Received(f.name or "", f) for f in given["chosen"]), *_left(request)],
            collected=given["collected"],
            whole_page=given["whole_page"],
        )[0],
        said="The files are here. They are being read.",
        template="claims/upload_form.html",
        context={
            "cancel_url": reverse("document_list"),
            "batches": lambda: batches_of(somebody(request)),
            "crumbs": _crumbs(("Send files", "")),
        },
    )
    jobs.wake()
    return answer


def _left(request: HttpRequest) -> list[Received]:
    return [Received(name, None, too_large_words()) for name in request.META.get(TOO_LARGE, ())]


@require_safe
def batch(request: HttpRequest, batch: str) -> HttpResponse:
    access.refuse_unless(request.user, "add", Document)
    page = batch_page(batch)
    if page is None:
        raise Http404("There are no such files.")
    if page.unfinished:
        jobs.wake()  # a server that was started anew goes on with what the last one left
    context = {
        "page": page,
        "form": RetryForm(),
        "crumbs": _crumbs(("Send files", reverse("upload_send")), ("Files sent", "")),
    }
    return render(request, "claims/upload_batch.html", context)


@require_POST
def cancel(request: HttpRequest, batch: str) -> HttpResponse:
    access.refuse_unless(request.user, "add", Document)
    try:
        count = actions.cancel_uploads(by=somebody(request), batch=batch)
    except Refused as refused:
        raise Http404(str(refused)) from None
    messages.success(request, f"{count} file{'' if count == 1 else 's'} will not be read.")
    return redirect("upload_batch", batch)


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    access.refuse_unless(request.user, "add", Document)
    upload = Upload.objects.filter(pk=pk).first() if pk <= access.LARGEST_KEY else None
    if upload is None:
        raise Http404("There is no such file.")
    outcome = attempt(
        RetryForm(request.POST), lambda given: actions.retry_upload(by=somebody(request), upload=upload, **given)
    )
    if outcome.made is None:
        messages.error(request, "This file cannot be read again so. Send it anew.")
    jobs.wake()
    return redirect(upload)
