"""The corpus that the tracker is shown with, and decisions on what its sources say of Moura."""

from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from claims import actions
from claims.models import Claim, Event
from tests.cast import Cast

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "mali"


def load_mali() -> None:
    call_command("load_corpus", str(FOLDER), stdout=StringIO())


def decide_moura(cast: Cast) -> Event:
    """Review one of the two figures and settle their conflict; the event that they are about."""
    claim = Claim.objects.get(external_key="mali/000-moura-300")
    assert claim.question and claim.question.event
    actions.review_claim(by=cast.lead, claim=claim, verdict="conflicting", reason="The two cannot both be true.")
    actions.settle_conflict(
        by=cast.lead,
        conflict=claim.question.conflict,
        decision="explained",
        cause="scope",
        dimension="place",
        note="The second names no place.",
    )
    return claim.question.event
