"""Citations of a claim, a conflict and a release, for their pages. How one is written is in exports/citation.py."""

from django.http import HttpRequest
from django.utils import timezone

from claims.exports.citation import Citation, Cited, citation
from claims.models import Claim, Conflict, Release
from claims.reports.claim_page import ClaimPage
from claims.reports.confidential import confidential
from claims.reports.conflict_page import ConflictPage
from claims.reports.report import Made
from claims.templatetags.claims_show import when

HASH_SHOWN = 12
"""Signs of a hash that tell one state of the evidence from another."""


def cite_claim(request: HttpRequest, claim: Claim, page: ClaimPage) -> Citation | None:
    """None where it rests on something confidential: what must not leave is not to be cited."""
    if confidential([claim.pk]):
        return None
    line = page.line
    published = f", {when(line.document.published)}" if line.document.published else ""
    where = f", page {page.page}" if page.page else ""
    state = "withdrawn" if line.withdrawn else line.status
    return citation(
        Cited(
            key=f"claim-{claim.pk}",
            what=f"Claim {claim.pk}",
            title=line.statement,
            source=f"{line.who}, in “{line.document.title}”{published}{where}",
            version=f"version {claim.version}",
            state=f"{state}{' before the evidence changed' if line.outdated else ''}",
            address=request.build_absolute_uri(claim.get_absolute_url()),
            day=timezone.now().date(),
        )
    )


def cite_conflict(request: HttpRequest, conflict: Conflict, page: ConflictPage) -> Citation | None:
    """None where one of its claims rests on something confidential."""
    if page.kept_in:
        return None
    return citation(
        Cited(
            key=f"conflict-{conflict.pk}",
            what=f"Conflict {conflict.pk}",
            title=conflict.question.text,
            source="",
            version=f"evidence {conflict.question.evidence[:HASH_SHOWN]}",
            state=conflict.get_state_display(),
            address=request.build_absolute_uri(conflict.get_absolute_url()),
            day=timezone.now().date(),
        )
    )


def cite_release(release: Release, value: Made) -> Citation:
    """By the day it was published and the hash of its content, which stay: the same whenever it is cited."""
    day = release.at.date()
    return citation(
        Cited(
            key=f"report-{release.report_id}-release-{release.number}",
            what=f"Report {release.report_id}, release {release.number}",
            title=release.title,
            source="",
            version=f"SHA-256 {release.sha256}",
            state="" if release.as_of == day else f"with the data of {when(release.as_of)}",
            address=f"{value['site']}{value['release']['address']}",
            day=day,
        )
    )
