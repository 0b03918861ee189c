"""Adding and correcting in the admin: each write goes through an action; what it refuses comes back to the form."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claims import actions, ledger
from claims.models import Claim, Conflict, Document, Event, LedgerEntry, Margin, Question, Report, Source
from tests.admin.staff import as_shown, errors_of, page, staff
from tests.cast import Cast
from tests.web.ladder import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def contributor(db: None) -> Client:
    return staff("contributor", username="bo")


def latest() -> tuple[str, str]:
    """Who did what last."""
    entry = LedgerEntry.objects.latest("sequence")
    return entry.actor_name, entry.deed


def test_adds_a_source_with_its_aliases(contributor: Client) -> None:
    typed = {"name": "Human Rights Watch", "kind": "organisation", "grade": "B", "aliases": "HRW\nH.R.W."}
    assert contributor.post(page(Source, "add"), typed).status_code == 302
    source = Source.objects.get(name="Human Rights Watch")
    assert {alias.name for alias in source.aliases.all()} == {"HRW", "H.R.W."}
    assert latest() == ("bo", "add_source")


def test_corrects_a_source(cast: Cast, contributor: Client) -> None:
    source = cast.source("HRW")
    sent = as_shown(contributor, page(source, "change"), name="Human Rights Watch")
    assert contributor.post(page(source, "change"), sent).status_code == 302
    source.refresh_from_db()
    assert source.name == "Human Rights Watch" and source.version == 2
    assert latest() == ("bo", "correct_source")


def test_a_refusal_comes_back_to_its_field_with_the_typed_text(cast: Cast, contributor: Client) -> None:
    cast.source("HRW")
    answer = contributor.post(
        page(Source, "add"), {"name": "hrw", "kind": "organisation", "grade": "F", "note": "kept"}
    )
    assert answer.status_code == 200
    assert "already stands for HRW" in errors_of(answer)["name"][0]
    assert ">\nkept</textarea>" in text_of(answer) and Source.objects.count() == 1


def test_the_loser_of_two_edits_keeps_the_text_and_sees_what_is_there(cast: Cast, contributor: Client) -> None:
    source = cast.source("HRW", note="first")
    sent = as_shown(contributor, page(source, "change"), note="mine")
    actions.correct_source(by=cast.lead, source=source, version=1, note="theirs")
    answer = contributor.post(page(source, "change"), sent)
    assert answer.status_code == 200
    assert "was changed by somebody else" in text_of(answer) and "There now – Note: theirs" in text_of(answer)
    assert ">\nmine</textarea>" in text_of(answer)
    source.refresh_from_db()
    assert source.note == "theirs"
    again = as_sent(answer, sent)
    assert contributor.post(page(source, "change"), again).status_code == 302
    source.refresh_from_db()
    assert source.note == "mine"


def as_sent(answer: Any, sent: dict[str, Any]) -> dict[str, Any]:
    """What was typed, with the version that the page carries now."""
    return sent | {"version": answer.context["adminform"].form["version"].value()}


def test_composes_and_changes_a_report(cast: Cast, contributor: Client) -> None:
    moura, other = cast.event("Moura"), cast.event("Hombori")
    typed = {"title": "On Moura", "events": f"#{moura.pk}", "rule": "range"}
    assert contributor.post(page(Report, "add"), typed).status_code == 302
    report = Report.objects.get()
    assert list(report.events.all()) == [moura] and latest() == ("bo", "compose_report")
    sent = as_shown(contributor, page(report, "change"), events=f"#{other.pk}", reviewers_hidden="on")
    assert contributor.post(page(report, "change"), sent).status_code == 302
    report.refresh_from_db()
    assert list(report.events.all()) == [other] and report.reviewers_hidden and latest() == ("bo", "change_report")


def test_adds_an_event_and_refuses_a_seasonal_date(contributor: Client) -> None:
    answer = contributor.post(page(Event, "add"), {"title": "Moura", "date": "2020-21"})
    assert "date" in errors_of(answer) and not Event.objects.exists()
    assert contributor.post(page(Event, "add"), {"title": "Moura", "date": "2022-03"}).status_code == 302
    assert str(Event.objects.get().earliest) == "2022-03-01"


def test_corrects_an_event_and_what_follows_for_its_conflict(cast: Cast, contributor: Client) -> None:
    question = cast.conflict(event=cast.event("Moura"))
    assert question.event
    sent = as_shown(contributor, page(question.event, "change"), place="Moura, Mopti")
    assert contributor.post(page(question.event, "change"), sent).status_code == 302
    assert Conflict.objects.get().place == "Moura, Mopti"


def test_adds_a_question_with_options_that_nest(cast: Cast, contributor: Client) -> None:
    typed = {
        "text": "Who did it?",
        "event": cast.event("Moura").pk,
        "kind": "category",
        "measure": "who",
        "options": "a partner\nWagner < a partner",
    }
    assert contributor.post(page(Question, "add"), typed).status_code == 302
    assert [o.label for o in Question.objects.get().options.all()] == ["a partner", "Wagner"]


def test_saving_a_question_as_it_is_shown_changes_nothing(cast: Cast, contributor: Client) -> None:
    question = cast.question(event=cast.event("Moura"), bears_on=["place"], place="Moura")
    before = Question.objects.values().get()
    answer = contributor.post(page(question, "change"), as_shown(contributor, page(question, "change")))
    assert errors_of(answer) == {"__all__": ["Nothing differs from what is recorded, so nothing was saved."]}
    assert Question.objects.values().get() == before


def test_adds_a_document_from_a_file_and_refuses_the_same_bytes(cast: Cast, contributor: Client) -> None:
    def add(title: str) -> Any:
        upload = SimpleUploadedFile("report.txt", b"An estimated 300 men.", "text/plain")
        sent = {"title": title, "publisher": cast.source(f"Publisher of {title}").pk, "grade": "B", "original": upload}
        return contributor.post(page(Document, "add"), sent)

    assert add("One").status_code == 302
    document = Document.objects.get()
    assert document.texts.get().text == "An estimated 300 men." and document.publisher
    assert "already here as" in errors_of(add("Two"))["original"][0]
    assert Document.objects.count() == 1


def test_corrects_what_is_known_of_a_document(cast: Cast, contributor: Client) -> None:
    document = cast.document("Some text.")
    sent = as_shown(contributor, page(document, "change"), published="2022-04-05")
    assert contributor.post(page(document, "change"), sent).status_code == 302
    document.refresh_from_db()
    assert str(document.published_from) == "2022-04-05"


def recording(cast: Cast, **changes: Any) -> dict[str, Any]:
    document = cast.document("HRW said that an estimated 300 men were killed.", publisher=cast.source("A paper"))
    return {
        "document": document.pk,
        "quote": "an estimated 300 men",
        "statement": "About 300 men were killed.",
        "voice": "reported",
        "stance": "asserts",
        "asserters": [cast.source("HRW").pk],
        "leans_on": [cast.source("ACLED").pk],
        "question": cast.question("How many?").pk,
        "answer_by": "written",
        "as_written": "an estimated 300 men",
        "scope_population_0": "other",
        "scope_population_1": "men",
    } | changes


def test_records_a_claim_at_its_quote(cast: Cast, contributor: Client) -> None:
    answer = contributor.post(page(Claim, "add"), recording(cast))
    assert answer.status_code == 302, errors_of(answer)
    claim = Claim.objects.get()
    assert (claim.low, claim.high, claim.start, claim.scope_population) == (270, 330, 14, "men")
    assert [s.name for s in claim.asserters.all()] == ["HRW"]
    assert {link.source.name for link in claim.root_links.all()} == {"ACLED"}
    assert latest() == ("bo", "record_claim")


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"quote": "an estimated 400 men"}, "quote", "do not stand in the document"),
        ({"quote": ""}, "quote", "required"),
        ({"document": 999}, "document", "valid choice"),
        ({"document": ""}, "document", "required"),
        ({"as_written": "3 to 5 million"}, "as_written", "3 to 5 million"),
        ({"answer_by": "hand", "low": "5", "high": "3", "bound": "between", "hand_reason": "So."}, "low", "above"),
        ({"statement": "a\x00b"}, "statement", "Null characters"),
        ({"asserters": [999]}, "asserters", "valid choice"),
    ],
    ids=["not there", "empty", "no such document", "no document", "unreadable", "low above high", "NUL", "no source"],
)
def test_refuses_what_cannot_be_and_records_nothing(
    cast: Cast, contributor: Client, changes: dict[str, Any], field: str, said: str
) -> None:
    answer = contributor.post(page(Claim, "add"), recording(cast, **changes))
    assert answer.status_code == 200
    assert any(said in message for message in errors_of(answer)[field]), errors_of(answer)
    assert not Claim.objects.exists()


def test_corrects_a_claim_and_finds_the_conflict(cast: Cast, contributor: Client) -> None:
    question = cast.question()
    cast.claim("exactly 100 men", question)
    claim = cast.claim("an estimated 300 men", question, answer=None)
    sent = as_shown(contributor, page(claim, "change"), statement="About 300 men died there.")
    answer = contributor.post(page(claim, "change"), sent)
    assert answer.status_code == 302, errors_of(answer)
    claim.refresh_from_db()
    assert claim.statement == "About 300 men died there." and claim.finding == "conflicting"
    assert latest() == ("bo", "correct_claim")


def test_saving_a_claim_as_it_is_shown_changes_nothing(cast: Cast, contributor: Client) -> None:
    claim = cast.claim("an estimated 300 men", cast.question(), asserted_by=(cast.source("HRW"),))
    before = Claim.objects.values().get()
    sent = as_shown(contributor, page(claim, "change"))
    answer = contributor.post(page(claim, "change"), sent)
    assert errors_of(answer) == {"__all__": ["Nothing differs from what is recorded, so nothing was saved."]}
    assert Claim.objects.values().get() == before


def test_a_withdrawn_claim_cannot_be_corrected(cast: Cast, contributor: Client) -> None:
    claim = cast.claim()
    sent = as_shown(contributor, page(claim, "change"), statement="Otherwise.")
    actions.withdraw_claim(by=cast.lead, claim=claim, version=1, reason="Misread.")
    answer = contributor.post(page(claim, "change"), sent)
    assert answer.status_code == 200 and "withdrawn" in text_of(answer)
    claim.refresh_from_db()
    assert claim.statement != "Otherwise."


def test_suggestions_are_found_by_words(cast: Cast, contributor: Client) -> None:
    source, question = cast.source("Human Rights Watch", aliases=["HRW"]), cast.question("How many at Moura?")

    def suggested(field: str, term: str) -> list[str]:
        asked = {"app_label": "claims", "model_name": "claim", "field_name": field, "term": term}
        return [one["text"] for one in contributor.get("/admin/autocomplete/", asked).json()["results"]]

    assert suggested("asserters", "hrw") == [source.name]
    assert suggested("question", "moura") == [question.text]
    assert suggested("question", "nowhere") == []


def test_an_administrator_sets_the_margin_and_all_follows(cast: Cast) -> None:
    administrator = staff("administrator")
    cast.conflict()
    assert administrator.post(page(Margin, "add"), {"percent": "20"}).status_code == 302
    assert Margin.now() == 20 and Conflict.objects.get().state == "dissolved"
    margin = Margin.objects.get()
    assert "percent" in errors_of(administrator.post(page(margin, "change"), {"percent": "51"}))
    assert administrator.post(page(margin, "change"), {"percent": "10"}).status_code == 302
    assert Conflict.objects.get().state == "open" and ledger.verify().fault is None
    assert administrator.get(page(Margin, "add")).status_code == 403


def test_nobody_else_sets_the_margin(cast: Cast) -> None:
    assert staff("lead").post(page(Margin, "add"), {"percent": "20"}).status_code == 403
    assert Margin.now() == 10
