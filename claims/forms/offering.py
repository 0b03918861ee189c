"""What the words say, as values for fields of a claim's form. A button takes one; a lone one is filled in at first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claims.domain.joining import on_one_line
from claims.domain.scope import AS_QUESTION, Dimension, compared
from claims.domain.spotting.found import Kind
from claims.forms.picking import shown
from claims.forms.scope import OTHER
from claims.models import Question
from claims.models.claim import StanceChoice
from claims.reports.saying import Answering, Speaker, WordsSay

TAKE = "take"


@dataclass(frozen=True)
class Offer:
    """A value for the field `into`. words: as the button shows them; why: what is known of them. changes: values by the
    name of the input. opens: the panel that is opened instead, filled with `begins`.
    """

    into: str
    words: str
    why: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)
    opens: str = ""
    begins: Mapping[str, str] = field(default_factory=dict)
    counts: bool = False

    @property
    def key(self) -> str:
        """What the button sends."""
        return f"{self.into}:{self.words}"


def offers_of(say: WordsSay, question: Question | None) -> tuple[Offer, ...]:
    """question: the one chosen, to say "as the question" where its words are the same."""
    says_none = any(one.spotted.is_nought for one in say.answers)
    return (
        *(_answer(one) for one in say.answers),
        *(_speaker(one, says_none) for one in say.speakers),
        *(_scope(one.dimension.value, one.words, question) for one in say.scope),
    )


def _answer(one: Answering) -> Offer:
    words = " ".join(one.words.split())  # a field of one line loses a line break, and joins the words around it
    return Offer("as_written", words, one.reading, {"as_written": words}, counts=one.kind is not Kind.DATE)


def _speaker(one: Speaker, says_none: bool) -> Offer:
    """says_none: do the words say that there were none? Whoever denies the harm in such words asserts an answer, 0."""
    name = on_one_line(one.name)
    stance = StanceChoice.ASSERTS.value if says_none else one.stance
    if one.source is None:
        begins = {"name": name}
        return Offer("asserters", name, "no source has this name yet: add it", opens="source", begins=begins)
    changes = {"asserters": shown(one.source), "voice": "reported", "stance": stance}
    why = f"the source {shown(one.source)}, which {stance}{' that there were none' if says_none else ' it'}"
    return Offer("asserters", name, why, changes)


def _scope(dimension: str, words: str, question: Question | None) -> Offer:
    words = on_one_line(words)
    name = f"scope_{dimension}"
    fixed = question.fixed[dimension] if question else ""
    if fixed and compared(Dimension(dimension), fixed) == compared(Dimension(dimension), words):
        return Offer(name, words, "as the question", {f"{name}_0": AS_QUESTION, f"{name}_1": ""})
    return Offer(name, words, "", {f"{name}_0": OTHER, f"{name}_1": words})


def lone(offers: Iterable[Offer]) -> dict[str, str]:
    """What the offers without a rival put into the answer's words and into who asserts it, by input.

    A date beside one figure is no rival: it mostly says when. Scope is left to a person: what is near a figure need
    not be its scope.
    """
    listed = list(offers)
    answers = [offer for offer in listed if offer.into == "as_written"]
    figures = [offer for offer in answers if offer.counts]
    asserters = [offer for offer in listed if offer.into == "asserters"]
    filled: dict[str, str] = {}
    for rivals in (figures or answers, asserters):
        if len(rivals) == 1:
            filled |= rivals[0].changes
    return filled
