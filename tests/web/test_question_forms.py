"""`/questions/add/` and `/questions/<pk>/correct/`: what is typed, refused with a reason or saved."""

from typing import Any

import pytest
from django.test import Client

from claims import actions
from claims.actions.questions import OptionDraft
from claims.models import Event, Option, Question
from tests.cast import Cast
from tests.web.ladder import as_shown, text_of, visitor

pytestmark = pytest.mark.django_db

ADD = "/questions/add/"
TYPED = {"text": "How many were killed at Moura?", "kind": "quantity", "measure": "killed", "unit": "people"}


@pytest.fixture
def contributor(db: None) -> Client:
    return visitor("contributor")


def correct(question: Question) -> str:
    return f"/questions/{question.pk}/correct/"


def test_adds_a_question_with_all_that_was_typed(cast: Cast, contributor: Client) -> None:
    event, whole = cast.event("Moura"), cast.question("In all of Mali?")
    sent = TYPED | {
        "event": "moura",
        "part_of": f"#{whole.pk}",
        "bears_on": ["place", "population"],
        "place": "Moura",
        "note": "A judgement.",
    }
    answer = contributor.post(ADD, sent, follow=True)
    question = Question.objects.get(text=TYPED["text"])
    assert answer.redirect_chain == [(f"/questions/{question.pk}/", 302)]
    assert (question.event, question.part_of, question.place, question.note) == (event, whole, "Moura", "A judgement.")
    assert set(question.bears_on) == {"place", "population"} and "The question is added." in text_of(answer)


def test_reads_options_with_what_they_lie_within(contributor: Client) -> None:
    sent = {
        "text": "Who?",
        "kind": "category",
        "measure": "who",
        "options": "partner\r\nWagner < partner\r\n\r\narmy\r\n",
    }
    assert contributor.post(ADD, sent).status_code == 302
    found = Option.objects.order_by("position").values_list("label", "parent__label")
    assert list(found) == [("partner", None), ("Wagner", "partner"), ("army", None)]


def test_a_sign_without_spaces_is_part_of_the_option(contributor: Client) -> None:
    contributor.post(ADD, {"text": "Who?", "kind": "category", "measure": "who", "options": "a<b\nc"})
    assert set(Option.objects.values_list("label", flat=True)) == {"a<b", "c"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": ""}, "This field is required."),
        ({"text": "x" * 501}, "at most 500"),
        ({"text": "a\x00b"}, "Null characters are not allowed"),
        ({"text": "Taken?"}, "already exists"),
        ({"kind": "smell"}, "Select a valid choice"),
        ({"measure": ""}, "This field is required."),
        ({"unit": ""}, "needs the unit it counts in"),
        ({"unit": "parsecs"}, "Select a valid choice"),
        ({"point": "start"}, "Only a question about a point in time"),
        ({"options": "yes\nno"}, "Only a question with options has any"),
        ({"kind": "date"}, "Only a question about a number has a unit"),
        ({"kind": "date", "unit": ""}, "a start, an end or when it happened"),
        ({"kind": "category", "unit": "", "options": "yes"}, "at least two options"),
        ({"kind": "category", "unit": "", "options": "yes\nyes"}, "a label of its own"),
        ({"kind": "category", "unit": "", "options": "yes\nno < maybe"}, "which is not an option"),
        ({"kind": "category", "unit": "", "options": "yes < no\nno < yes"}, "lies within itself"),
        ({"kind": "category", "unit": "", "options": "yes\nno < "}, "is half an option"),
        ({"event": "Nowhere"}, "There is no event “Nowhere”"),
        ({"part_of": "#999999"}, "There is no question"),
        ({"bears_on": ["weather"]}, "Select a valid choice"),
        ({"place": "x" * 201}, "at most 200"),
    ],
)
def test_refuses_what_cannot_be_and_keeps_what_was_typed(
    cast: Cast, contributor: Client, changes: dict[str, Any], said: str
) -> None:
    cast.question("Taken?")
    answer = contributor.post(ADD, TYPED | {"note": "Typed at length."} | changes)
    assert answer.status_code == 422 and said in text_of(answer)
    assert "Typed at length.</textarea>" in text_of(answer) and Question.objects.count() == 1


def test_comes_with_the_event_it_was_asked_from(cast: Cast, contributor: Client) -> None:
    event = cast.event("Moura")
    assert f'value="#{event.pk} Moura"' in text_of(contributor.get(f"{ADD}?event={event.pk}"))
    assert contributor.get(f"{ADD}?event=99999999999999999999&part_of=x").status_code == 200


def test_corrects_and_keeps_what_was_there_in_the_ledger(cast: Cast, contributor: Client) -> None:
    question = cast.question(event=cast.event("Moura"), place="Mora", bears_on=["place"])
    answer = contributor.post(correct(question), as_shown(contributor, correct(question), place="Moura"), follow=True)
    question.refresh_from_db()
    assert (question.place, question.bears_on, question.event) == ("Moura", ["place"], Event.objects.get())
    assert "corrected the question: place" in text_of(answer)


def test_saving_what_is_shown_changes_nothing(cast: Cast, contributor: Client) -> None:
    drafts = [OptionDraft("partner"), OptionDraft("Wagner", "partner"), OptionDraft("army")]
    question = cast.question("Who?", kind="category", measure="who", unit="", options=drafts)
    before = list(Option.objects.values())
    answer = contributor.post(correct(question), as_shown(contributor, correct(question)))
    assert answer.status_code == 422 and "Nothing differs from what is recorded" in text_of(answer)
    assert list(Option.objects.values()) == before


def test_what_answers_mean_cannot_change_once_there_are_any(cast: Cast, contributor: Client) -> None:
    question = cast.conflict()
    answer = contributor.post(correct(question), as_shown(contributor, correct(question), unit="homes"))
    assert answer.status_code == 422 and "what it asks for cannot change" in text_of(answer)


def test_an_option_that_a_claim_chose_cannot_go(cast: Cast, contributor: Client) -> None:
    question = cast.whether()
    cast.choice("yes", question)
    sent = as_shown(contributor, correct(question), options="no\nperhaps")
    answer = contributor.post(correct(question), sent)
    assert answer.status_code == 422 and "so this option cannot go" in text_of(answer)
    assert set(Option.objects.values_list("label", flat=True)) == {"yes", "no"}


def test_a_question_is_not_part_of_itself(cast: Cast, contributor: Client) -> None:
    question = cast.question()
    sent = as_shown(contributor, correct(question), part_of=f"#{question.pk}")
    assert "cannot be part of itself" in text_of(contributor.post(correct(question), sent))


def test_the_loser_of_two_edits_compares_and_saves_again(cast: Cast, contributor: Client) -> None:
    question = cast.question()
    sent = as_shown(contributor, correct(question), note="Mine.")
    actions.correct_question(by=cast.lead, question=question, version=1, note="Theirs.")
    answer = contributor.post(correct(question), sent)
    assert answer.status_code == 409
    assert "Mine.</textarea>" in text_of(answer) and "Theirs." in text_of(answer)
    again = sent | {"version": answer.context["form"]["version"].value()}
    assert contributor.post(correct(question), again).status_code == 302
    question.refresh_from_db()
    assert question.note == "Mine."


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_a_version_that_is_none_is_refused(cast: Cast, contributor: Client, version: str) -> None:
    question = cast.question()
    sent = as_shown(contributor, correct(question), version=version)
    assert contributor.post(correct(question), sent).status_code == 422


@pytest.mark.parametrize("pk", [0, 999_999, 2**63])
def test_a_wrong_number_is_not_found(contributor: Client, pk: int) -> None:
    assert contributor.get(f"/questions/{pk}/correct/").status_code == 404


@pytest.mark.parametrize("role", ["", "reader"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_contributors_write(cast: Cast, role: str, method: str) -> None:
    question = cast.question()
    for url in (ADD, correct(question)):
        assert getattr(visitor(role), method)(url).status_code == 403
    assert Question.objects.count() == 1


@pytest.mark.parametrize("method", ["put", "delete"])
def test_takes_no_other_method(cast: Cast, contributor: Client, method: str) -> None:
    for url in (ADD, correct(cast.question())):
        assert getattr(contributor, method)(url).status_code == 405
