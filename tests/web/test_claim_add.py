"""Recording a claim in a document."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import actions
from claims.forms.claims import ClaimForm
from claims.models import Claim, Document, LedgerEntry, Question
from claims.views.answering import attempt
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db

TEXT = "In March an estimated 300 men were killed. Later it says: an estimated 300 men were killed, by soldiers."
TWICE = "an estimated 300 men were killed"


@pytest.fixture
def document(cast: Cast) -> Document:
    return cast.document(TEXT, publisher=cast.source("The Gazette"))


@pytest.fixture
def contributor(client: Client) -> Client:
    client.force_login(person("contributor"))
    return client


def url(document: Document) -> str:
    return reverse("claim_add", args=[document.pk])


def typed(**changes: Any) -> dict[str, Any]:
    said = {
        "quote": "In March an estimated 300 men were killed",
        "statement": "About 300 men were killed in March.",
        "voice": "own",
        "stance": "asserts",
        "answer_by": "written",
        "as_written": "an estimated 300 men",
        **{f"scope_{name}_0": "" for name in ("population", "place", "period", "by_whom", "as_of")},
    }
    return said | changes


def refused(answer: HttpResponse, message: str, *, keeps: str = "About 300 men were killed in March.") -> None:
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert keeps in page
    assert not Claim.objects.exists()


# --- it works ---


def test_shows_the_text_beside_the_form(contributor: Client, document: Document) -> None:
    page = contributor.get(url(document)).content.decode()
    assert TEXT in page
    assert "Record the claim" in page


def test_records_what_was_said(contributor: Client, document: Document, cast: Cast) -> None:
    question, witness, agency = cast.question(), cast.source("A witness"), cast.source("An agency")
    said = {
        "question": f"#{question.pk}",
        "voice": "reported",
        "stance": "alleges",
        "asserters": "a witness",
        "others_unnamed": "on",
        "leans_on": f"#{agency.pk}",
        "page": "3",
        "graphic": "on",
        "scope_population_0": "other",
        "scope_population_1": "men",
        "scope_period_0": "=",
    }
    answer = contributor.post(url(document), typed(**said))
    claim = Claim.objects.get()
    assert answer["Location"] == claim.get_absolute_url()
    assert (claim.low, claim.high, claim.question, claim.start, claim.page) == (270, 330, question, 0, 3)
    assert (claim.voice, claim.stance, claim.others_unnamed, claim.graphic) == ("reported", "alleges", True, True)
    assert list(claim.asserters.all()) == [witness]
    assert [lean.on_source for lean in claim.leans.all()] == [agency]
    assert claim.scope._asdict() == {"population": "men", "place": "", "period": "=", "by_whom": "", "as_of": ""}


def test_records_a_claim_that_answers_no_question_yet(contributor: Client, document: Document) -> None:
    contributor.post(url(document), typed())
    claim = Claim.objects.get()
    assert (claim.question, claim.as_written, claim.bound) == (None, "an estimated 300 men", "")


def test_goes_on_to_the_next_claim_of_the_document(contributor: Client, document: Document) -> None:
    assert contributor.post(url(document), typed(another="1"))["Location"] == url(document)


def test_a_number_read_by_hand_is_kept_with_its_reason(contributor: Client, document: Document, cast: Cast) -> None:
    by_hand = {"answer_by": "hand", "bound": "at_least", "low": "1,200", "hand_reason": "“hundreds” in each of six"}
    contributor.post(url(document), typed(question=cast.question().text, **by_hand))
    claim = Claim.objects.get()
    assert (claim.low, claim.high, claim.hand_reason) == (1200, None, "“hundreds” in each of six")


def test_a_date_read_by_hand_is_kept(contributor: Client, document: Document, cast: Cast) -> None:
    by_hand = {"answer_by": "hand", "bound": "exactly", "edtf": "2022-03", "hand_reason": "The dateline says so"}
    contributor.post(url(document), typed(question=cast.when().text, **by_hand))
    assert Claim.objects.get().edtf == "2022-03"


def test_an_option_is_taken_by_its_label(contributor: Client, document: Document, cast: Cast) -> None:
    contributor.post(url(document), typed(question=cast.whether().text, answer_by="option", option="YES"))
    claim = Claim.objects.get()
    assert claim.option and claim.option.label == "yes"


def test_words_selected_in_the_reader_are_filled_in(contributor: Client, document: Document) -> None:
    second = TEXT.rindex(TWICE)
    page = contributor.get(url(document), {"quote": f" {TWICE}\r\n", "start": second - 1})
    assert page.context["form"]["quote"].value() == TWICE
    assert page.context["passage"]().before == TEXT[:second]
    contributor.post(url(document), typed(quote=TWICE, start=second))
    assert Claim.objects.get().start == second


@pytest.mark.parametrize("start", ["", "x", "-1", "9" * 30, "5", "\x00"])
def test_a_place_that_does_not_fit_is_left_out(contributor: Client, document: Document, start: str) -> None:
    page = contributor.get(url(document), {"quote": TWICE, "start": start, "question": start})
    assert page.status_code == 200
    assert page.context["passage"]().exact == ""


@pytest.mark.parametrize("around", [{"before": "In March"}, {"after": ", by soldiers"}, {"before": "it says: "}])
def test_words_around_it_tell_equal_quotes_apart(contributor: Client, document: Document, around: Any) -> None:
    contributor.post(url(document), typed(quote=TWICE, **around))
    assert Claim.objects.get().start == (TEXT.index(TWICE) if around == {"before": "In March"} else TEXT.rindex(TWICE))


# --- the preview ---


def test_a_preview_shows_the_reading_and_the_conflict_and_saves_nothing(
    contributor: Client, document: Document, cast: Cast
) -> None:
    question = cast.question()
    rival = cast.claim("an estimated 450 civilians", question)
    before = LedgerEntry.objects.count()
    answer = contributor.post(url(document), typed(question=f"#{question.pk}", preview="1"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "270–330 people" in page
    assert rival.statement in page
    assert "The Gazette says about 300 (270–330)" in page
    assert "do not meet, 75 apart" in page
    assert "About 300 men were killed in March." in page
    assert (Claim.objects.count(), LedgerEntry.objects.count()) == (1, before)


def test_a_preview_says_when_nothing_contradicts_it(contributor: Client, document: Document, cast: Cast) -> None:
    question = cast.question()
    cast.claim("at least 290 people", question)
    page = contributor.post(url(document), typed(question=f"#{question.pk}", preview="1")).content.decode()
    assert "It does not contradict the one other claim of this question." in page


def test_a_preview_says_why_it_would_not_be_compared(contributor: Client, document: Document) -> None:
    page = contributor.post(url(document), typed(preview="1")).content.decode()
    assert "it answers no question yet" in page


def test_a_preview_names_what_these_words_are_recorded_as_already(
    contributor: Client, document: Document, cast: Cast
) -> None:
    there = cast.claim("estimated 300 men were killed. Later", document=document, statement="It is here already.")
    page = contributor.post(url(document), typed(preview="1")).content.decode()
    assert "Recorded already from these words" in page
    assert there.statement in page


def test_a_preview_refuses_what_recording_would_refuse(contributor: Client, document: Document) -> None:
    refused(contributor.post(url(document), typed(quote="300 women", preview="1")), "do not stand in the document")


def test_the_options_are_there_once_the_question_is_known(contributor: Client, document: Document, cast: Cast) -> None:
    question = cast.whether(options=("with them", "against them"))
    answer = contributor.post(url(document), typed(question=f"#{question.pk}", answer_by="option"))
    refused(answer, "Choose one of the question’s options: “with them”, “against them”.")
    assert '<option value="against them">' in answer.content.decode()


def test_what_the_question_fixes_stands_beside_each_dimension(
    contributor: Client, document: Document, cast: Cast
) -> None:
    question = cast.question(place="Moura <script>", bears_on=["place"])
    page = contributor.post(url(document), typed(question=f"#{question.pk}", preview="1")).content.decode()
    assert "The question says “Moura &lt;script&gt;”. It bears on the comparison." in page


# --- what is refused ---


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"quote": "300 women were killed"}, "These words do not stand in the document."),
        ({"quote": ""}, "This field is required."),
        ({"quote": TWICE}, "These words stand 2 times in the document."),
        ({"quote": TWICE, "before": "In April"}, "These words stand 2 times in the document."),
        ({"before": "In April"}, "not between the words given before and after them"),
        ({"quote": "300\x00men"}, "Null characters are not allowed."),
        ({"statement": "nul \x00"}, "Null characters are not allowed."),
        ({"statement": "x" * 5001}, "at most 5000 characters"),
        ({"voice": "reported"}, "Name who asserts it"),
        ({"voice": "sung"}, "Select a valid choice."),
        ({"asserters": "Nobody in particular"}, "There is no source “Nobody in particular”."),
        ({"question": "#99999"}, "There is no question “#99999”."),
        ({"page": "0"}, "greater than or equal to 1"),
        ({"page": "9" * 30}, "less than or equal to"),
        ({"scope_place_0": "="}, "There is no question that it could be as."),
        ({"scope_place_0": "other"}, "Write the claim’s own words"),
        ({"scope_place_1": "Moura"}, "Choose “in other words” to keep “Moura”"),
        ({"scope_place_0": "other", "scope_place_1": "="}, "Choose “as the question”"),
        ({"answer_by": "option", "option": "yes"}, "Only a question with options is answered so."),
        ({"answer_by": "hand", "bound": "exactly", "low": "3", "hand_reason": "so"}, "Choose a question about"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_refuses(contributor: Client, document: Document, changes: dict[str, str], message: str) -> None:
    keeps = changes.get("statement", typed()["statement"]).replace("\x00", "")[:20]
    refused(contributor.post(url(document), typed(**changes)), message, keeps=keeps)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"as_written": "3 to 5 million"}, "3 to 5 million"),
        ({"as_written": "1.000,00 men"}, "1.000,00"),
        (
            {"answer_by": "hand", "bound": "between", "low": "30", "high": "20", "hand_reason": "so"},
            "is above the upper",
        ),
        ({"answer_by": "hand", "bound": "exactly", "low": "-3", "hand_reason": "so"}, "No count can be below zero."),
        ({"answer_by": "hand", "bound": "exactly", "low": "3.5", "hand_reason": "so"}, "is not a whole number"),
        ({"answer_by": "hand", "bound": "exactly", "low": "9" * 17, "hand_reason": "so"}, "larger than anything"),
        ({"answer_by": "hand", "bound": "exactly", "low": "3"}, "a reading by hand needs its reason"),
        ({"answer_by": "hand", "bound": "", "low": "3", "hand_reason": "so"}, "Choose how the figure is bound"),
        ({"answer_by": "none"}, "Words that are kept here are read."),
    ],
    ids=lambda value: str(value)[:60],
)
def test_refuses_an_answer_that_is_no_number(
    contributor: Client, document: Document, cast: Cast, changes: dict[str, str], message: str
) -> None:
    refused(contributor.post(url(document), typed(question=f"#{cast.question().pk}", **changes)), message)


@pytest.mark.parametrize("edtf", ["2020-21", "2022-02-30", "2023/2022", "2022~", "2022/..", "yesterday", ""])
def test_refuses_a_date_that_is_none(contributor: Client, document: Document, cast: Cast, edtf: str) -> None:
    by_hand = {"answer_by": "hand", "bound": "exactly", "edtf": edtf, "hand_reason": "so"}
    answer = contributor.post(url(document), typed(question=f"#{cast.when().pk}", **by_hand))
    refused(answer, f"“{edtf}”")


def test_refuses_words_where_an_option_is_asked_for(contributor: Client, document: Document, cast: Cast) -> None:
    answer = contributor.post(url(document), typed(question=f"#{cast.whether().pk}"))
    refused(answer, "This question is answered by one of its options.")


def test_half_a_character_is_refused_with_the_text_kept(document: Document, cast: Cast) -> None:
    """It cannot come as UTF-8, but a form may be filled by other means."""
    form = ClaimForm(typed(statement="half \ud800"), text=TEXT)
    outcome = attempt(form, lambda given: actions.record_claim(by=cast.lead, document=document, draft=form.draft()))
    assert outcome.status == 422
    assert "half of a character" in str(form.errors["statement"])


def test_broken_bytes_are_no_server_error(contributor: Client, document: Document) -> None:
    answer = contributor.post(
        url(document), b"quote=%ED%A0%80&statement=x", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 422
    assert contributor.get(f"{url(document)}?quote=%ED%A0%80%00&start=0").status_code == 200


def test_a_body_that_is_too_long_is_refused(contributor: Client, document: Document) -> None:
    too_long = b"quote=" + b"x" * (5 * 1024 * 1024 + 1)
    answer = contributor.post(url(document), too_long, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (400, 413)
    assert not Claim.objects.exists()


# --- who, where, how ---


def test_an_unknown_document_is_not_found(contributor: Client) -> None:
    assert contributor.get(reverse("claim_add", args=[999])).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_may_not(client: Client, document: Document, method: str) -> None:
    client.force_login(person("reader"))
    assert getattr(client, method)(url(document)).status_code == 403


def test_no_other_method_is_taken(contributor: Client, document: Document) -> None:
    assert contributor.put(url(document)).status_code == 405


def test_the_number_of_queries_is_fixed(contributor: Client, document: Document, cast: Cast) -> None:
    def queries(question: Question) -> int:
        with CaptureQueriesContext(connection) as counted:
            contributor.post(url(document), typed(question=f"#{question.pk}", preview="1"))
        return len(counted)

    question = cast.question()
    for _ in range(2):
        cast.claim("an estimated 450 civilians", question)
    few = queries(question)
    for _ in range(6):
        cast.claim("an estimated 450 civilians", question)
    assert queries(question) == few
