"""Recording and correcting claims: the quote must be found, the answer read, who asserts it named or said to be
unnamed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from claims.actions.answers import NO_ANSWER, AsWritten, GivenAnswer, answer_columns
from claims.actions.deed import deed, enter
from claims.actions.errors import Refused
from claims.actions.projections import recompute, write_words
from claims.actions.rows import changed, checked, inserted, refuse_empty, safe_words, snapshot
from claims.domain.quotes import AnchorState, Quote, anchor, places_of
from claims.domain.scope import Dimension, Scope, carried
from claims.models import Claim, ClaimAsserter, ClaimLean, Document, Option, Question, Source, TextVersion
from claims.models.claim import StanceChoice, Voice
from claims.models.question import QuestionKind
from claims.reports.reach import of_claims


@dataclass(frozen=True, kw_only=True)
class ClaimDraft:
    """All that a person says of a claim. start: where the quote begins, if known; prefix and suffix tell equal quotes
    apart.
    """

    quote: str
    statement: str
    start: int | None = None
    prefix: str = ""
    suffix: str = ""
    voice: str = Voice.OWN.value
    stance: str = StanceChoice.ASSERTS.value
    asserters: Sequence[Source] = ()
    others_unnamed: bool = False
    question: Question | None = None
    answer: GivenAnswer | None = None
    scope: Scope = field(default_factory=Scope)
    page: int | None = None
    graphic: bool = False


@deed("claims.add_claim", "record claims")
def record_claim(
    *,
    by: User,
    document: Document,
    draft: ClaimDraft,
    leans_on: Sequence[Source | Claim] = (),
    external_key: str | None = None,
) -> Claim:
    """Record a claim at its quote in the newest text of the document. Raises Refused; nothing is guessed."""
    claim = drafted(text=document.texts.latest("number"), draft=draft)
    claim.recorded_at, claim.recorded_by = timezone.now(), by
    inserted(checked(claim, {"external_key": external_key}))
    _write_asserters(claim, draft.asserters)
    for on in leans_on:
        _lean(claim, on)
    concerned = [*_concerned(claim), *leans_on]
    enter(by=by, deed="record_claim", concerning=concerned, after=_facts(claim), claim=claim.pk)
    _project(claim)
    return claim


def drafted(*, text: TextVersion, draft: ClaimDraft) -> Claim:
    """The claim as it would be recorded, not saved: its reading can be shown first. Raises Refused."""
    return checked(Claim(document=text.document, text_version=text), _columns(text, draft))


@deed("claims.change_claim", "correct claims")
def correct_claim(*, by: User, claim: Claim, version: int, draft: ClaimDraft) -> Claim:
    """Replace all that was said of the claim by the draft; what it said before stays in the ledger. Raises Stale."""
    claim = Claim.objects.get(pk=claim.pk)
    _refuse_withdrawn(claim)
    if draft.question != claim.question:
        refuse_replacement_left_behind(claim)
    before, reach_before, concerned = _facts(claim), of_claims([claim.pk]), _concerned(claim)
    changed(claim, version, _columns(claim.text_version, draft))
    _write_asserters(claim, draft.asserters)
    concerned += _concerned(claim)
    enter(by=by, deed="correct_claim", concerning=concerned, before=before, after=_facts(claim))
    recompute(reach_before)
    _project(claim)
    return claim


@deed("claims.change_claim", "correct claims")
def correct_imported(
    *, by: User, claim: Claim, version: int, columns: dict[str, Any], asserters: Sequence[Source]
) -> Claim:
    """Replace what was said of a claim by another row of its table, which it then quotes. Raises Stale, Refused.

    What follows from it is left to the caller, who corrects many and brings up to date what they reach together.
    """
    claim = Claim.objects.get(pk=claim.pk)
    _refuse_withdrawn(claim)
    if columns["question"] != claim.question:
        refuse_replacement_left_behind(claim)
    before, concerned = _facts(claim), _concerned(claim)
    changed(claim, version, columns)
    _write_asserters(claim, asserters)
    concerned += _concerned(claim)
    enter(by=by, deed="correct_claim", concerning=concerned, before=before, after=_facts(claim))
    return claim


@deed("claims.change_claim", "withdraw claims")
def withdraw_claim(*, by: User, claim: Claim, version: int, reason: str) -> Claim:
    """Withdraw a claim, with a reason. It stays, shown as withdrawn, and no longer counts. Raises Stale.

    What it replaced is then replaced by what replaces it, if anything: else no figure of the source would count.
    """
    claim = Claim.objects.get(pk=claim.pk)
    _refuse_withdrawn(claim)
    written = refuse_empty(reason, "reason", "Say why it is withdrawn.")
    before = _facts(claim)
    columns = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdrawn_reason": written}
    changed(claim, version, columns)
    earlier = list(claim.replaces.filter(withdrawn_at=None).order_by("pk"))
    for one in earlier:
        changed(one, one.version, {"replaced_by": claim.replaced_by})
    enter(
        by=by,
        deed="withdraw_claim",
        concerning=[*_concerned(claim), *earlier],
        before=before,
        after=_facts(claim),
        claim=claim.pk,
        no_longer_replaces=[one.pk for one in earlier],
    )
    _project(claim)
    return claim


@deed("claims.change_claim", "move claims to another question")
def move_claim(
    *, by: User, claim: Claim, version: int, question: Question, scope: Scope | None = None, reason: str = ""
) -> Claim:
    """Put the claim under another question. Its answer must fit; its scope is carried over in words unless given anew.

    Raises Refused where the new question counts in another unit or asks for something else.
    """
    claim = Claim.objects.get(pk=claim.pk)
    _refuse_withdrawn(claim)
    refuse_replacement_left_behind(claim)
    before, reach_before, concerned = _facts(claim), of_claims([claim.pk]), _concerned(claim)
    answer = _answer_moved(claim, question)
    if scope is None:
        scope = carried(claim.scope, claim.question.fixed if claim.question else {}, question.fixed)
    changed(claim, version, {"question": question, **answer, **scope_columns(scope)})
    enter(
        by=by,
        deed="move_claim",
        concerning=[*concerned, *_concerned(claim)],
        before=before,
        after=_facts(claim),
        reason=safe_words(reason, "reason"),
    )
    recompute(reach_before)
    _project(claim)
    return claim


@deed("claims.change_claim", "mark claims as replaced")
def mark_replaced(*, by: User, claim: Claim, version: int, replaced_by: Claim) -> Claim:
    """Record that the claim's own source has replaced its figure by that of a later claim. Raises Refused, Stale."""
    claim = Claim.objects.get(pk=claim.pk)
    replaced_by = Claim.objects.get(pk=replaced_by.pk)
    _refuse_withdrawn(claim)
    _refuse_withdrawn(replaced_by, field="replaced_by")
    _refuse_no_revision(claim, replaced_by)
    before = _facts(claim)
    changed(claim, version, {"replaced_by": replaced_by})
    enter(
        by=by,
        deed="mark_replaced",
        concerning=[*_concerned(claim), replaced_by],
        before=before,
        after=_facts(claim),
        claim=claim.pk,
    )
    _project(claim)
    return claim


@deed("claims.change_claim", "record what claims lean on")
def lean_on(*, by: User, claim: Claim, on: Source | Claim) -> ClaimLean:
    """Record that the claim's information comes from a source, or from another claim. Raises Refused on a circle."""
    claim = Claim.objects.get(pk=claim.pk)
    _refuse_withdrawn(claim)
    lean = _lean(claim, on)
    enter(
        by=by,
        deed="lean_on",
        concerning=[claim, on],
        after={"claim": claim.pk, "on_source": lean.on_source_id, "on_claim": lean.on_claim_id},
    )
    _project(claim)
    return lean


def _project(claim: Claim) -> None:
    recompute(of_claims([claim.pk]))
    write_words([(claim.pk, claim.statement, claim.exact)])
    claim.refresh_from_db()


def _concerned(claim: Claim) -> list[Any]:
    return [claim, claim.document, *([claim.question] if claim.question else [])]


def _facts(claim: Claim) -> dict[str, Any]:
    asserters = ClaimAsserter.objects.filter(claim=claim).values_list("source_id", flat=True)
    leans = ClaimLean.objects.filter(claim=claim).order_by("id").values_list("on_source_id", "on_claim_id")
    return snapshot(claim) | {
        "asserters": sorted(asserters),
        "leans_on_sources": [source for source, _ in leans if source],
        "leans_on_claims": [on for _, on in leans if on],
    }


# --- what was said, as columns ---------------------------------------------------------------------------------------


def _columns(text: TextVersion, draft: ClaimDraft) -> dict[str, Any]:
    return columns_at(text, quote_of(text, draft), draft)


def columns_at(text: TextVersion, quote: Quote, draft: ClaimDraft) -> dict[str, Any]:
    """All that is said of a claim, as its columns. quote: found in the text. Raises Refused."""
    _refuse_nobody(draft)
    return {
        "start": quote.start,
        "end": quote.end,
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "page": text.page_at(quote.start) or draft.page,
        "graphic": draft.graphic,
        "statement": refuse_empty(draft.statement, "statement", "Say in plain words what is claimed."),
        "voice": draft.voice,
        "stance": draft.stance,
        "others_unnamed": draft.others_unnamed,
        "question": draft.question,
        **_answer_columns(quote, draft, text.document),
        **scope_columns(draft.scope),
    }


def scope_columns(scope: Scope) -> dict[str, str]:
    return {f"scope_{d.value}": safe_words(scope.value(d), f"scope_{d.value}") for d in Dimension}


def _refuse_nobody(draft: ClaimDraft) -> None:
    own = draft.voice in (Voice.OWN, Voice.CAPTION)
    if not own and not draft.asserters and not draft.others_unnamed:
        raise Refused(
            "Name who asserts it, or say that the text leaves them unnamed; or choose the document's own voice.",
            "asserters",
        )


def _answer_columns(quote: Quote, draft: ClaimDraft, document: Document) -> dict[str, Any]:
    """The answer as written is shown as the text's own words, so it must be among those quoted."""
    columns = answer_columns(draft.question, draft.answer, document)
    if " ".join(columns["as_written"].split()) not in " ".join(quote.exact.split()):
        raise Refused("These words do not stand in the quote. Copy them from it, or quote more.", "as_written")
    return columns


def quote_of(text: TextVersion, draft: ClaimDraft) -> Quote:
    """Where the words stand. Raises Refused unless that is one certain place."""
    exact = refuse_empty(draft.quote, "quote", "Give the exact words of the document.")
    found = anchor(text.text, exact, prefix=draft.prefix, suffix=draft.suffix, start=draft.start)
    if found.quote and found.state is AnchorState.FOUND:
        return found.quote
    places = len(places_of(text.text, exact))
    if places == 1 and not found.quote:
        raise Refused(
            "These words stand in the document, but not between the words given before and after them. "
            "Leave those blank: the quote stands there once.",
            "quote",
        )
    if places > 1 and not found.quote:
        raise Refused(
            f"These words stand {places} times in the document. Quote more of the sentence, "
            "or give the words before or after them.",
            "quote",
        )
    if found.quote:
        raise Refused("These words do not stand at the place given, but elsewhere. Select them again.", "quote")
    raise Refused("These words do not stand in the document. Copy them from the text, letter for letter.", "quote")


# --- asserters and leans ---------------------------------------------------------------------------------------------


def _write_asserters(claim: Claim, asserters: Iterable[Source]) -> None:
    wanted = {source.pk for source in asserters}
    ClaimAsserter.objects.filter(claim=claim).exclude(source__in=wanted).delete()
    held = set(ClaimAsserter.objects.filter(claim=claim).values_list("source_id", flat=True))
    ClaimAsserter.objects.bulk_create([ClaimAsserter(claim=claim, source_id=pk) for pk in sorted(wanted - held)])


def _lean(claim: Claim, on: Source | Claim) -> ClaimLean:
    lean = ClaimLean(claim=claim)
    if isinstance(on, Source):
        lean.on_source = on
        known = ClaimLean.objects.filter(claim=claim, on_source=on)
    else:
        if claim.pk == on.pk or claim.pk in _leaned_on_by(on):
            raise Refused("These claims would lean on each other in a circle.", "leans_on")
        lean.on_claim = on
        known = ClaimLean.objects.filter(claim=claim, on_claim=on)
    if known.exists():
        raise Refused("This is already recorded.", "leans_on")
    return inserted(lean)


def _leaned_on_by(claim: Claim) -> set[int]:
    """All claims this one leans on, directly or by way of others."""
    seen: set[int] = set()
    waiting = {claim.pk}
    while waiting:
        found = ClaimLean.objects.filter(claim__in=waiting, on_claim__isnull=False)
        waiting = {pk for pk in found.values_list("on_claim_id", flat=True) if pk is not None} - seen
        seen |= waiting
    return seen


# --- refusals --------------------------------------------------------------------------------------------------------


def _refuse_withdrawn(claim: Claim, field: str = "") -> None:
    if claim.withdrawn:
        raise Refused("This claim was withdrawn; it is kept as it was.", field)


def refuse_replacement_left_behind(claim: Claim) -> None:
    """Raises Refused where the claim replaces another or is replaced: it cannot go to another question alone."""
    if claim.replaced_by_id is not None or claim.replaces.exists():
        raise Refused("This claim is part of a revision; its figures belong to one question.", "question")


def _refuse_no_revision(claim: Claim, replaced_by: Claim) -> None:
    if claim.question_id is None or claim.question_id != replaced_by.question_id:
        raise Refused("A later figure answers the same question.", "replaced_by")
    roots = set(claim.root_links.values_list("source_id", flat=True))
    if not roots or roots.isdisjoint(replaced_by.root_links.values_list("source_id", flat=True)):
        raise Refused("A revision comes from the same source; these two share none.", "replaced_by")
    later: Claim | None = replaced_by
    while later is not None:
        if later.pk == claim.pk:
            raise Refused("These claims would replace each other in a circle.", "replaced_by")
        later = later.replaced_by


def _answer_moved(claim: Claim, question: Question) -> dict[str, Any]:
    """The answer's columns under another question. Raises Refused if they would mean something else there."""
    kept = {name: getattr(claim, name) for name in NO_ANSWER}
    old = claim.question
    if claim.option is not None:
        same = Option.objects.filter(question=question, label=claim.option.label).first()
        if same is None:
            raise Refused(f"The other question has no option “{claim.option.label}”.", "question")
        return kept | {"option_id": same.pk}
    if old is None:
        return answer_columns(question, AsWritten(claim.as_written), claim.document)
    if not claim.bound:
        return kept
    if question.kind != old.kind or question.point != old.point:
        raise Refused("The other question asks for something else, so this answer would not fit it.", "question")
    if question.kind == QuestionKind.QUANTITY and question.unit != old.unit:
        raise Refused(
            f"The other question counts in {question.get_unit_display()}, this claim in {old.get_unit_display()}.",
            "question",
        )
    return kept
