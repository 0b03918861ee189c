"""Dismissing proposed sentences, and taking that back. Proposing itself records nothing: it is computed."""

from django.contrib.auth.models import User
from django.utils import timezone

from claims.actions.deed import deed, enter
from claims.actions.errors import Refused
from claims.actions.rows import inserted
from claims.domain.proposing import LONGEST, sentence_key
from claims.models import Dismissal, Document


@deed("claims.add_claim", "record claims")
def dismiss_proposal(*, by: User, document: Document, start: int, end: int) -> Dismissal:
    """Let the sentence at this place of the newest text be proposed no more. Raises Refused where there is none."""
    text = document.texts.latest("number").text
    sentence = text[start:end].strip()
    if not 0 <= start < end <= len(text) or not sentence or len(sentence) > LONGEST:
        raise Refused("There is no sentence at this place of the text.")
    known = Dismissal.objects.filter(document=document, key=sentence_key(sentence)).first()
    if known:
        raise Refused("This sentence is dismissed already.")
    row = inserted(
        Dismissal(document=document, key=sentence_key(sentence), sentence=sentence, by=by, at=timezone.now())
    )
    enter(by=by, deed="dismiss_proposal", concerning=[document], after={"sentence": sentence})
    return row


@deed("claims.add_claim", "record claims")
def restore_proposal(*, by: User, dismissal: Dismissal) -> Document:
    """Take a dismissal back: the sentence is proposed again. Raises Refused where that was done already."""
    if not Dismissal.objects.filter(pk=dismissal.pk).delete()[0]:
        raise Refused("This sentence is proposed again already.")
    enter(by=by, deed="restore_proposal", concerning=[dismissal.document], after={"sentence": dismissal.sentence})
    return dismissal.document
