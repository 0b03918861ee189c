"""The desk: where a day begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims import access
from claims.models import Claim, Conflict, LedgerEntry, Question
from claims.reports import desk as reports


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    report = reports.desk(
        claims=access.listing(Claim.objects.all(), request.user),
        conflicts=access.listing(Conflict, request.user),
        questions=access.listing(Question, request.user),
        mine=access.listing(LedgerEntry.objects.filter(actor_id=request.user.pk), request.user),
    )
    context = {"desk": report, "may_review": access.may(request.user, "review", Claim)}
    return render(request, "claims/desk.html", context)
