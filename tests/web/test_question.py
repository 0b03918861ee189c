"""`/questions/<pk>/`: its claims side by side in camps and origins, what does not count, and what it asks."""

import pytest
from django.test import Client

from claims import actions
from claims.actions.questions import OptionDraft
from claims.models import Question
from claims.reports import question_page
from tests.cast import Cast, person
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


def page_of(client: Client, question: Question) -> str:
    answer = client.get(f"/questions/{question.pk}/")
    assert answer.status_code == 200
    return text_of(answer)


def test_lays_its_claims_side_by_side(cast: Cast, reader: Client) -> None:
    question = cast.conflict(text="How many at Moura?")
    text = page_of(reader, question)
    for said in (
        "2 camps",
        "270–330 people",
        "405–495 people",
        "2 documents, 2 origins among the claims that count",
        "The same as a table",
        "On this side 1 origin; against it 1 origin.",
        "Why they cannot all be true",
        f"/conflicts/{question.conflict.pk}/",
    ):
        assert said in text, said


def test_counts_origins_and_not_documents(cast: Cast, reader: Client) -> None:
    hrw, question = cast.source("HRW"), cast.question()
    for _ in range(3):
        cast.claim("27 people", question, leans_on=(hrw,))
    text = page_of(reader, question)
    assert "3 documents, 1 origin" in text and "says the like, but shares its origin" in text
    assert "What the claims say" in text and "Why they cannot" not in text


def test_says_why_a_claim_does_not_count(cast: Cast, reader: Client) -> None:
    question = cast.question()
    cast.claim("27 people", question)
    cast.claim("many were killed", question)
    cast.claim("30 people", question, stance="denies")
    text = page_of(reader, question)
    assert "Does not count: it gives no answer that can be compared." in text
    assert "Does not count: it is a denial" in text


def test_says_what_it_asks_and_what_bears_on_it(cast: Cast, reader: Client) -> None:
    whole = cast.question("How many in Mali?")
    part = cast.question(
        "How many at Moura?",
        event=cast.event("Moura killings"),
        place="Moura",
        bears_on=["place"],
        part_of=whole,
        note="A note.",
    )
    answer = reader.get(f"/questions/{part.pk}/")
    scope = {word.label: (word.fixed, word.bears) for word in answer.context["facts"].scope}
    assert scope["Place"] == ("Moura", True) and scope["Period"] == ("", False)
    text = text_of(answer)
    assert "How many in Mali?" in text and "Moura killings" in text and "A note." in text and "not fixed" in text
    assert "How many at Moura?" in page_of(reader, whole)


def test_shows_options_with_what_they_lie_within(cast: Cast, reader: Client) -> None:
    drafts = [OptionDraft("partner"), OptionDraft("Wagner", "partner"), OptionDraft("army")]
    question = cast.question("Who?", kind="category", measure="who", unit="", options=drafts)
    cast.choice("Wagner", question)
    facts = reader.get(f"/questions/{question.pk}/").context["facts"]
    assert [(o.label, o.within, o.claims) for o in facts.options] == [
        ("partner", "", 0),
        ("Wagner", "partner", 1),
        ("army", "", 0),
    ]


def test_offers_the_next_step_when_nothing_answers_it(cast: Cast, reader: Client) -> None:
    text = page_of(reader, cast.question())
    assert "No claim answers this question yet" in text and "/documents/" in text


def test_only_those_who_may_are_offered_to_correct_it(cast: Cast, reader: Client) -> None:
    question = cast.question()
    assert "/correct/" not in page_of(reader, question)
    assert f"/questions/{question.pk}/correct/" in page_of(visitor("contributor"), question)


def test_shows_its_history(cast: Cast, reader: Client) -> None:
    question = cast.question()
    actions.correct_question(by=cast.lead, question=question, version=1, place="Moura")
    text = page_of(reader, question)
    assert "added the question" in text and "corrected the question: place" in text
    assert f"/ledger/?kind=question&amp;number={question.pk}" in text


def test_is_bounded(cast: Cast, reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    question = cast.question()
    for _ in range(4):
        cast.claim("27 people", question)
    monkeypatch.setattr(question_page, "MOST", 2)
    text = page_of(reader, question)
    assert "of 4 claims are laid out here" in text and f"/claims/?question=%23{question.pk}" in text


def test_escapes_what_people_wrote(cast: Cast, reader: Client) -> None:
    question = cast.question("<script>1</script>", place="<script>2</script>", note="<script>3</script>")
    cast.claim("27 people", question, statement="<script>4</script>")
    assert "<script>" not in page_of(reader, question).split("<body>")[1]


def test_reads_as_often_for_many_claims_as_for_two(cast: Cast, reader: Client) -> None:
    question = cast.conflict()
    few = reads(lambda: page_of(reader, question))
    for _ in range(15):
        cast.claim("about 800 people", question)
    assert reads(lambda: page_of(reader, question)) == few <= 15


@pytest.mark.parametrize("pk", [0, 999_999, 2**63])
def test_a_wrong_number_is_not_found(reader: Client, pk: int) -> None:
    assert reader.get(f"/questions/{pk}/").status_code == 404


def test_nobody_without_a_role_sees_it(cast: Cast) -> None:
    assert visitor("").get(f"/questions/{cast.question().pk}/").status_code == 403


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_takes_no_other_method(cast: Cast, reader: Client, method: str) -> None:
    assert getattr(reader, method)(f"/questions/{cast.question().pk}/").status_code == 405


def test_a_part_that_exceeds_its_whole_is_pointed_out_on_both(client: Client, cast: Cast) -> None:
    client.force_login(person("reader"))
    whole = cast.question("How many were killed?")
    part = cast.question("How many children were killed?", part_of=whole)
    cast.claim("32 civilians", whole, document=cast.document("32 civilians", publisher=cast.source("The UN")))
    cast.claim("40 children", part, document=cast.document("40 children", publisher=cast.source("HRW")))
    for question in (whole, part):
        page = client.get(question.get_absolute_url()).content.decode()
        assert "A part exceeds its whole" in page
        assert "HRW says 40 for the part; The UN says 32 for the whole: at least 8 too many." in page


def test_a_part_is_no_rival_of_its_whole(client: Client, cast: Cast) -> None:
    client.force_login(person("reader"))
    whole = cast.question("How many were killed?")
    part = cast.question("How many children were killed?", part_of=whole)
    cast.claim("32 civilians", whole)
    claim = cast.claim("seven children", part)
    claim.refresh_from_db()
    assert (claim.finding, claim.in_conflict) == ("unverified", False)
    page = client.get(whole.get_absolute_url()).content.decode()
    assert "exceeds its whole" not in page and "cannot all be true" not in page
