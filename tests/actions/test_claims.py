"""Recording, correcting, withdrawing, moving and replacing claims; what is refused, and that nothing changes then."""

import json
from typing import Any

import pytest

from claims import actions
from claims.actions import AsWritten, ByHand, ClaimDraft, Refused, Stale
from claims.domain.scope import Scope
from claims.models import Claim, ClaimRoot, Conflict, LedgerEntry
from tests.cast import Cast

pytestmark = pytest.mark.django_db

TEXT = "In Moura 300 men died. Elsewhere 300 men fled. 😀 Ségou: about 40 women."


def draft(quote: str = "In Moura 300 men died", **said: Any) -> ClaimDraft:
    return ClaimDraft(**({"quote": quote, "statement": "Men died."} | said))


def test_a_quote_is_kept_with_its_place_and_context(cast: Cast) -> None:
    claim = actions.record_claim(by=cast.lead, document=cast.document(TEXT), draft=draft("about 40 women"))
    assert TEXT[claim.start : claim.end] == claim.exact == "about 40 women"
    assert (claim.prefix[-7:], claim.suffix) == ("Ségou: ", ".")


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "a quote not in the document": ({"quote": "400 men"}, "quote", "do not stand in the document"),
    "a quote that stands twice": ({"quote": "300 men"}, "quote", "2 times"),
    "no quote": ({"quote": "  "}, "quote", "exact words"),
    "a quote at another place": ({"quote": "Ségou", "start": 3}, "quote", "elsewhere"),
    "no statement": ({"statement": "\n"}, "statement", "plain words"),
    "a NUL": ({"statement": "a\x00b"}, "statement", "NUL"),
    "half a character": ({"statement": "a\ud83d"}, "statement", "surrogate"),
    "an unknown voice": ({"voice": "sung", "others_unnamed": True}, "voice", "not a valid choice"),
    "nobody for a reported claim": ({"voice": "reported"}, "asserters", "Name who asserts it"),
    "words that cannot be read": ({"answer": AsWritten("1.000,00 men")}, "as_written", "1.000,00"),
    "words half read": ({"answer": AsWritten("3 to 5 million")}, "as_written", "3 to 5 million"),
    "words that are not in the quote": ({"answer": AsWritten("twelve")}, "as_written", "do not stand in the quote"),
    "between with one end": ({"answer": ByHand("So.", "between", 5)}, "high", "both figures"),
    "low above high": ({"answer": ByHand("So.", "between", 5, 4)}, "low", "above"),
    "a figure below zero": ({"answer": ByHand("So.", "exactly", -4)}, "low", "below zero"),
    "a figure beyond counting": ({"answer": ByHand("So.", "exactly", 10**19)}, "as_written", "larger"),
    "by hand without a reason": ({"answer": ByHand(" ", "exactly", 4)}, "hand_reason", "reason"),
    "by hand without a bound": ({"answer": ByHand("So.", "somehow", 4)}, "bound", "bound"),
    "by hand without a figure": ({"answer": ByHand("So.", "exactly")}, "low", "figure"),
    "scope words too long": ({"scope": Scope(place="x" * 201)}, "scope_place", "200"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_bad_input_is_refused_at_its_field_and_nothing_is_written(cast: Cast, what: str) -> None:
    said, field, message = REFUSED[what]
    document, question = cast.document(TEXT), cast.question()
    before = LedgerEntry.objects.count()
    with pytest.raises(Refused) as refused:
        actions.record_claim(by=cast.lead, document=document, draft=draft(**({"question": question} | said)))
    assert field in refused.value.errors
    assert message in refused.value.errors[field]
    assert (Claim.objects.count(), LedgerEntry.objects.count()) == (0, before)


@pytest.mark.parametrize("edtf", ["2020-21", "2022-02-30", "2022~", "2022/..", "2023/2022", "soon", ""])
def test_an_impossible_or_seasonal_date_is_refused(cast: Cast, edtf: str) -> None:
    question, document = cast.when(), cast.document(TEXT)
    with pytest.raises(Refused) as refused:
        by_hand = ByHand("So it says.", "exactly", edtf=edtf)
        actions.record_claim(by=cast.lead, document=document, draft=draft(question=question, answer=by_hand))
    assert set(refused.value.errors) == {"edtf"}


def test_words_before_tell_equal_quotes_apart(cast: Cast) -> None:
    claim = actions.record_claim(
        by=cast.lead, document=cast.document(TEXT), draft=draft("300 men", prefix="Elsewhere ")
    )
    assert claim.start == TEXT.index("300 men fled")


def test_an_option_of_another_question_is_refused(cast: Cast) -> None:
    foreign = cast.whether().options.get(label="yes")
    with pytest.raises(Refused, match="another question"):
        cast.claim("it was so", cast.whether(), answer=actions.Chosen(foreign))


def test_a_correction_keeps_what_was_said_before_in_the_ledger(cast: Cast) -> None:
    claim = cast.claim("an estimated 300 men", cast.question())
    corrected = draft("an estimated 300 men", statement="Some 300 men were killed.", question=claim.question)
    actions.correct_claim(by=cast.lead, claim=claim, version=1, draft=corrected)
    claim.refresh_from_db()
    assert (claim.statement, claim.version, claim.low) == ("Some 300 men were killed.", 2, None)
    assert "It was an estimated 300 men." in LedgerEntry.objects.latest("sequence").payload


def test_the_loser_of_two_edits_changes_nothing(cast: Cast) -> None:
    claim = cast.claim("an estimated 300 men")
    first = draft("an estimated 300 men", statement="First.")
    actions.correct_claim(by=cast.lead, claim=claim, version=1, draft=first)
    with pytest.raises(Stale):
        actions.correct_claim(by=cast.lead, claim=claim, version=1, draft=draft("300 men", statement="Second."))
    claim.refresh_from_db()
    assert claim.statement == "First."


def test_a_withdrawn_claim_stays_and_no_longer_counts(cast: Cast) -> None:
    question = cast.conflict()
    claim = question.claims.earliest("id")
    actions.withdraw_claim(by=cast.lead, claim=claim, version=claim.version, reason="Misread.")
    claim.refresh_from_db()
    assert (claim.counts, claim.finding, claim.review_state) == (False, "none", "withdrawn")
    assert Conflict.objects.get().state == "dissolved"


def test_a_withdrawn_claim_can_be_neither_corrected_nor_withdrawn_again(cast: Cast) -> None:
    claim = cast.claim("an estimated 300 men")
    actions.withdraw_claim(by=cast.lead, claim=claim, version=1, reason="Misread.")
    with pytest.raises(Refused):
        actions.withdraw_claim(by=cast.lead, claim=claim, version=2, reason="Again.")
    with pytest.raises(Refused):
        actions.correct_claim(by=cast.lead, claim=claim, version=2, draft=draft("an estimated 300 men"))


def test_a_move_says_in_words_what_the_old_question_fixed(cast: Cast) -> None:
    bears = ["population", "place"]
    old = cast.question(bears_on=bears, population="civilians", place="Moura")
    new = cast.question(bears_on=bears, population="civilians", place="Mali")
    claim = cast.claim("an estimated 300 men", old, scope=Scope(population="=", place="="))
    actions.move_claim(by=cast.lead, claim=claim, version=1, question=new)
    claim.refresh_from_db()
    assert (claim.question, claim.scope) == (new, Scope(population="=", place="Moura"))


def test_a_move_to_another_unit_is_refused(cast: Cast) -> None:
    claim = cast.claim("an estimated 300 men", cast.question())
    with pytest.raises(Refused, match="counts in homes, this claim in people"):
        actions.move_claim(by=cast.lead, claim=claim, version=1, question=cast.question(unit="homes"))


def test_a_later_figure_of_the_same_source_replaces_the_earlier(cast: Cast) -> None:
    source, question = cast.source(), cast.question()
    early = cast.claim("200 men", question, asserted_by=(source,))
    late = cast.claim("300 men", question, asserted_by=(source,))
    assert Conflict.objects.get().state == "open"
    actions.mark_replaced(by=cast.lead, claim=early, version=1, replaced_by=late)
    early.refresh_from_db()
    assert (early.counts, Conflict.objects.get().state) == (False, "dissolved")


def test_another_sources_figure_is_no_revision(cast: Cast) -> None:
    question = cast.question()
    early, late = cast.claim("200 men", question), cast.claim("300 men", question)
    with pytest.raises(Refused, match="same source"):
        actions.mark_replaced(by=cast.lead, claim=early, version=1, replaced_by=late)


def test_what_a_withdrawn_figure_replaced_counts_again(cast: Cast) -> None:
    question, hrw = cast.question(), (cast.source(),)
    first, second, third = (cast.claim(f"{n} men", question, asserted_by=hrw) for n in (300, 400, 500))
    actions.mark_replaced(by=cast.lead, claim=first, version=1, replaced_by=second)
    actions.mark_replaced(by=cast.lead, claim=second, version=1, replaced_by=third)
    actions.withdraw_claim(by=cast.lead, claim=second, version=2, reason="Misread.")
    first.refresh_from_db()
    assert (first.replaced_by, first.counts) == (third, False)
    actions.withdraw_claim(by=cast.lead, claim=third, version=1, reason="Misread.")
    first.refresh_from_db()
    assert (first.replaced_by, first.counts) == (None, True)
    assert actions.rebuild().total == 0


def test_a_claim_that_leans_on_another_has_its_roots(cast: Cast) -> None:
    agency = cast.claim("300 men")
    paper = cast.claim("300 men", leans_on=(agency,))
    assert set(ClaimRoot.objects.filter(claim=paper).values_list("source")) == {(agency.document.publisher_id,)}


def test_a_move_is_entered_for_both_questions(cast: Cast) -> None:
    claim = cast.claim("300 men", here := cast.question())
    actions.move_claim(by=cast.lead, claim=claim, version=1, question=(there := cast.question()))
    corrected = draft("300 men", question=here)
    actions.correct_claim(by=cast.lead, claim=claim, version=2, draft=corrected)
    moved = LedgerEntry.objects.filter(deed__in=["move_claim", "correct_claim"])
    for question in (here, there):
        assert moved.filter(objects_concerned__kind="question", objects_concerned__object_id=question.pk).count() == 2


def test_what_a_claim_leans_on_is_entered_with_it(cast: Cast) -> None:
    first, agency = cast.claim("300 men"), cast.source()
    cast.claim("300 men", leans_on=(agency, first))
    after = json.loads(LedgerEntry.objects.latest("sequence").payload)["after"]
    assert (after["leans_on_sources"], after["leans_on_claims"]) == ([agency.pk], [first.pk])
    assert (
        LedgerEntry.objects.filter(objects_concerned__kind="claim", objects_concerned__object_id=first.pk).count() == 2
    )


def test_a_withdrawn_claim_leans_on_nothing_more(cast: Cast) -> None:
    claim = cast.claim("300 men")
    actions.withdraw_claim(by=cast.lead, claim=claim, version=1, reason="Misread.")
    with pytest.raises(Refused, match="withdrawn"):
        actions.lean_on(by=cast.lead, claim=claim, on=cast.source())


def test_claims_cannot_lean_on_each_other_in_a_circle(cast: Cast) -> None:
    first = cast.claim("300 men")
    second = cast.claim("300 men", leans_on=(first,))
    third = cast.claim("300 men", leans_on=(second,))
    with pytest.raises(Refused, match="circle"):
        actions.lean_on(by=cast.lead, claim=first, on=third)


def test_roots_follow_when_a_publisher_becomes_known(cast: Cast) -> None:
    question, document = cast.question(), cast.document("About 300 men died.")
    cast.claim("about 310 men", question)
    claim = cast.claim("About 300 men", question, document=document)
    paper = cast.claim("300 men", leans_on=(claim,))
    assert (claim.roots_known, claim.finding) == (False, "unverified")
    actions.correct_document(by=cast.lead, document=document, version=1, publisher=cast.source())
    claim.refresh_from_db()
    paper.refresh_from_db()
    assert (claim.roots_known, claim.finding, paper.roots_known) == (True, "corroborated", True)


def test_a_document_that_repeats_another_has_its_roots(cast: Cast) -> None:
    question = cast.question()
    claim, echo = cast.claim("about 300 men", question), cast.claim("about 310 men", question)
    claim.refresh_from_db()
    assert claim.finding == "corroborated"
    actions.record_repeats(by=cast.lead, document=echo.document, repeats=claim.document)
    claim.refresh_from_db()
    assert claim.finding == "unverified"


@pytest.mark.parametrize(
    ("language", "words", "low", "high"),
    [
        ("fr", "plus de 300 hommes", 301, None),
        ("fr-ML", "une dizaine d’hommes", 9, 11),
        ("fr", "1,5 million", 1_500_000, 1_500_000),
    ],
)
def test_the_words_of_a_french_document_are_read_as_french(
    cast: Cast, language: str, words: str, low: int, high: int | None
) -> None:
    document = cast.document(f"Selon lui, {words} sont morts.", language=language)
    claim = cast.claim(words, cast.question(), document=document)
    assert (claim.low, claim.high) == (low, high)


def test_french_words_are_not_read_as_english(cast: Cast) -> None:
    document = cast.document("Selon lui, plus de 300 hommes sont morts.")
    with pytest.raises(Refused, match="cannot be read"):
        cast.claim("plus de 300 hommes", cast.question(), document=document)
