"""The form of a claim filled from the words chosen: what they say is offered, and new things are made beside it."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Document, Event, LedgerEntry, Question, Source
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db

QUOTE = "In March of 2022, HRW reported that soldiers killed an estimated 300 men at Moura"
TEXT = f"It was so. {QUOTE}. Twelve women and 40 men were killed at Nia, according to a herder."


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
    said = {"quote": QUOTE, "statement": "", "voice": "own", "stance": "asserts", "answer_by": "written"}
    return said | {f"scope_{name}_0": "" for name in ("population", "place", "period", "by_whom", "as_of")} | changes


def value(answer: HttpResponse, field: str) -> Any:
    return answer.context["form"][field].value()


# --- filled from the words ---


def test_the_form_opens_filled_from_the_selection(contributor: Client, document: Document, cast: Cast) -> None:
    hrw = cast.source("Human Rights Watch", aliases=["HRW"])
    answer = contributor.get(url(document), {"quote": QUOTE})
    assert value(answer, "as_written") == "an estimated 300 men"
    assert value(answer, "asserters") == f"#{hrw.pk} Human Rights Watch"
    assert value(answer, "voice") == "reported"
    page = answer.content.decode()
    assert "270–330 people, by about = ±10 %" in page
    assert "Proposed from the words: check it." in page


def test_a_date_alone_is_filled_in_as_one(contributor: Client, document: Document) -> None:
    answer = contributor.get(url(document), {"quote": "In March of 2022"})
    assert value(answer, "as_written") == "March of 2022"
    assert "(2022-03)" in answer.content.decode()


def test_a_denial_that_gives_a_figure_is_asserted(contributor: Client, cast: Cast) -> None:
    army = cast.source("General Staff")
    quote = "The general staff denied the raid, saying that no civilian was harmed."
    answer = contributor.get(url(cast.document(quote)), {"quote": quote})
    assert (value(answer, "as_written"), value(answer, "asserters")) == ("no civilian", f"#{army.pk} General Staff")
    assert value(answer, "stance") == "asserts"
    assert (
        "which asserts that there were none"
        in contributor.post(
            reverse("claim_add", args=[Document.objects.latest("pk").pk]), typed(quote=quote, read="1", asserters="x")
        ).content.decode()
    )


def test_a_denial_without_a_figure_is_denied(contributor: Client, cast: Cast) -> None:
    cast.source("General Staff")
    quote = "The general staff denied that 300 men were killed."
    answer = contributor.get(url(cast.document(quote)), {"quote": quote})
    assert (value(answer, "as_written"), value(answer, "stance")) == ("300 men", "denies")


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Soldiers burned about 60 houses.", "54–66 houses, by about"),
        ("They buried 35 bodies.", "35 bodies, by "),
        ("Ils ont brûlé 4 camions.", "4 camions, by "),
        ("At least 12 vehicles were taken.", "12 or more vehicles, by "),
    ],
)
def test_what_is_of_no_known_unit_is_counted_in_its_own_noun(
    contributor: Client, cast: Cast, words: str, read: str
) -> None:
    language = "fr" if words.startswith("Ils") else "en"
    answer = contributor.get(url(cast.document(words, language=language)), {"quote": words})
    assert read in answer.content.decode()


def test_of_two_figures_none_is_filled_in(contributor: Client, document: Document) -> None:
    answer = contributor.get(url(document), {"quote": "Twelve women and 40 men were killed at Nia"})
    assert not value(answer, "as_written")
    page = answer.content.decode()
    assert 'value="as_written:Twelve women"' in page
    assert 'value="as_written:40 men"' in page


def test_words_that_the_address_chooses_are_kept(contributor: Client, document: Document) -> None:
    answer = contributor.get(url(document), {"quote": QUOTE, "as_written": "March of 2022"})
    assert value(answer, "as_written") == "March of 2022"


def test_scope_is_offered_and_never_filled_in(contributor: Client, document: Document) -> None:
    answer = contributor.get(url(document), {"quote": QUOTE})
    assert value(answer, "scope_place") in (None, "", ["", ""])
    assert 'value="scope_place:Moura"' in answer.content.decode()


def test_reading_the_words_fills_what_is_empty_and_keeps_the_rest(contributor: Client, document: Document) -> None:
    answer = contributor.post(url(document), typed(read="1", statement="Mine.", as_written="300 men"))
    assert (answer.status_code, value(answer, "as_written"), value(answer, "statement")) == (200, "300 men", "Mine.")
    answer = contributor.post(url(document), typed(read="1"))
    assert value(answer, "as_written") == "an estimated 300 men"
    assert "This field is required" not in answer.content.decode()
    assert not Claim.objects.exists()


def test_a_figure_that_is_broken_over_two_lines_is_taken_in_one(contributor: Client, cast: Cast) -> None:
    document = cast.document("It is so that about 40\nmen were killed there by\nsome of them.")
    answer = contributor.get(url(document), {"quote": "about 40\nmen were killed there"})
    assert value(answer, "as_written") == "about 40 men"
    said = typed(quote="about 40\nmen were killed there", statement="So.", as_written="about 40 men")
    contributor.post(url(document), said | {"question": f"#{cast.question().pk}"})
    assert Claim.objects.get().low == 36


# --- taken by a button ---


@pytest.mark.parametrize(
    ("take", "field", "holds"),
    [
        ("as_written:March of 2022", "as_written", "March of 2022"),
        ("scope_place:Moura", "scope_place", ["other", "Moura"]),
        ("scope_population:men", "scope_population", ["other", "men"]),
        ("statement:", "statement", QUOTE),
    ],
)
def test_takes_what_the_words_say(
    contributor: Client, document: Document, take: str, field: str, holds: object
) -> None:
    answer = contributor.post(url(document), typed(take=take))
    assert (answer.status_code, value(answer, field)) == (200, holds)


def test_scope_in_the_words_of_the_question_is_as_the_question(
    contributor: Client, document: Document, cast: Cast
) -> None:
    question = cast.question(place="Moura")
    answer = contributor.post(url(document), typed(take="scope_place:Moura", question=f"#{question.pk}"))
    assert value(answer, "scope_place") == ["=", ""]


def test_takes_a_source_below_those_that_are_there(contributor: Client, document: Document, cast: Cast) -> None:
    hrw, other = cast.source("HRW"), cast.source("Other")
    answer = contributor.post(url(document), typed(take="asserters:HRW", asserters=f"#{other.pk}"))
    assert value(answer, "asserters") == f"#{other.pk}\n#{hrw.pk} HRW"


@pytest.mark.parametrize(("chosen", "kept"), [("own", "reported"), ("quoted", "quoted")])
def test_a_voice_that_was_chosen_stays_when_somebody_is_named(
    contributor: Client, document: Document, cast: Cast, chosen: str, kept: str
) -> None:
    cast.source("HRW")
    taken = contributor.post(url(document), typed(take="asserters:HRW", voice=chosen))
    said = {"opened": "source", "source-name": "A herder", "source-kind": "person", "source-grade": "F"}
    made = contributor.post(url(document), typed(make="source", voice=chosen, **said))
    assert value(taken, "voice") == value(made, "voice") == kept


def test_a_name_that_no_source_has_opens_a_new_source_with_it(contributor: Client, document: Document) -> None:
    answer = contributor.post(url(document), typed(quote="according to a herder", take="asserters:herder"))
    assert answer.context["beside"].panels["source"].form["name"].value() == "herder"
    assert not Source.objects.filter(name="herder").exists()


@pytest.mark.parametrize("take", ["as_written:900 men", "nonsense", "", "scope_place:\x00", "question:x", "question:"])
def test_what_the_words_do_not_say_is_not_taken(contributor: Client, document: Document, take: str) -> None:
    answer = contributor.post(url(document), typed(take=take, statement="Mine."))
    assert (answer.status_code, value(answer, "statement")) == (200, "Mine.")
    assert not value(answer, "as_written")


# --- questions ---


def test_offers_questions_with_the_reason_and_what_would_come_of_it(
    contributor: Client, document: Document, cast: Cast
) -> None:
    question = cast.question("How many were killed at Moura?", event=cast.event("Moura", place="Moura"))
    cast.claim("450 civilians", question, document=cast.document("450 civilians", publisher=cast.source("GW")))
    page = contributor.get(url(document), {"quote": QUOTE}).content.decode()
    assert f'value="question:{question.pk}"' in page
    assert "about “Moura”" in page
    assert "Would conflict with GW: 450." in page


def test_a_chosen_question_is_taken_and_no_other_is_offered(
    contributor: Client, document: Document, cast: Cast
) -> None:
    question = cast.question("How many were killed at Moura?")
    answer = contributor.post(url(document), typed(take=f"question:{question.pk}"))
    assert value(answer, "question") == f"#{question.pk}"
    assert "These words may answer" not in answer.content.decode()


# --- made beside the form ---


def test_a_new_question_is_made_without_losing_the_form(contributor: Client, document: Document) -> None:
    opened = contributor.post(url(document), typed(open="question", statement="Mine."))
    begun = opened.context["beside"].panels["question"].form
    assert begun["text"].value() == "How many people were killed at Moura in March of 2022?"
    assert (begun["kind"].value(), begun["unit"].value(), begun["measure"].value()) == ("quantity", "people", "killed")
    said = {"opened": "question", "question-text": "How many?", "question-kind": "quantity"}
    said |= {"question-measure": "killed", "question-unit": "people"}
    made = contributor.post(url(document), typed(make="question", statement="Mine.", **said))
    question = Question.objects.get(text="How many?")
    assert value(made, "question") == f"#{question.pk} How many?"
    assert value(made, "statement") == "Mine."
    assert "question" not in made.context["beside"].panels


def test_a_new_question_begins_with_the_event_of_the_last_claim(
    contributor: Client, document: Document, cast: Cast
) -> None:
    event = cast.event("Moura")
    cast.claim("Twelve women", cast.question("How many women?", event=event), document=document)
    opened = contributor.post(url(document), typed(open="question"))
    assert opened.context["beside"].panels["question"].form["event"].value() == f"#{event.pk} Moura"


def test_a_new_event_is_put_into_the_question_that_is_begun(contributor: Client, document: Document) -> None:
    said = {"opened": ["question", "event"], "event-title": "Moura", "question-text": "How many?"}
    made = contributor.post(url(document), typed(make="event", **said))
    event = Event.objects.get(title="Moura")
    begun = made.context["beside"].panels["question"].form
    assert (begun["event"].value(), begun["text"].value()) == (f"#{event.pk} Moura", "How many?")


def test_a_new_event_begins_with_the_title_typed_for_the_question(
    contributor: Client, document: Document, cast: Cast
) -> None:
    old = cast.event("Moura, March 2022")
    said = {"opened": "question", "question-text": "How many?"}
    for typed_in, begun in (("Raid on Nia", "Raid on Nia"), (f"#{old.pk} Moura, March 2022", None)):
        opened = contributor.post(url(document), typed(open="event", **said, **{"question-event": typed_in}))
        assert opened.context["beside"].panels["event"].form["title"].value() == begun


def test_a_title_typed_over_the_event_chosen_before_is_told_apart(
    contributor: Client, document: Document, cast: Cast
) -> None:
    old = cast.event("Moura, March 2022")
    said = {"opened": "question", "question-text": "How many?", "question-event": f"#{old.pk} Raid on Nia"}
    answer = contributor.post(url(document), typed(make="question", **said))
    assert f"Event #{old.pk} is called “Moura, March 2022”, not “Raid on Nia”." in answer.content.decode()


def test_a_new_source_is_put_among_those_who_assert_it(contributor: Client, document: Document) -> None:
    said = {"opened": "source", "source-name": "A herder", "source-kind": "person", "source-grade": "F"}
    made = contributor.post(url(document), typed(make="source", **said))
    source = Source.objects.get(name="A herder")
    assert (value(made, "asserters"), value(made, "voice")) == (f"#{source.pk} A herder", "reported")


def test_the_statement_is_offered_on_one_line_while_the_quote_stays_exact(contributor: Client, cast: Cast) -> None:
    quote = "Soldiers killed 27 vil-\nlagers near\nNia"
    text = f"The people of the place said to us that in the night it began. {quote}. The others fled into the hills."
    document, sent = cast.document(text), typed(quote=quote, answer_by="none")
    assert value(contributor.post(url(document), sent | {"take": "statement:"}), "statement") == (
        "Soldiers killed 27 villagers near Nia"
    )
    seen = contributor.post(url(document), sent | {"statement": "So.", "preview": "1"}).content.decode()
    shown = seen.partition('<section class="panel preview"')[2].partition("</blockquote>")[0]
    assert "<mark>Soldiers killed 27 villagers near Nia</mark>" in shown
    assert "… us that in the night it began. </span>" in shown and ". The others fled into the …</span>" in shown
    assert contributor.post(url(document), sent | {"statement": "So."}).status_code == 302
    assert Claim.objects.get().exact == quote


def test_who_asserts_it_is_suggested_and_there_is_room_for_another(
    contributor: Client, document: Document, cast: Cast
) -> None:
    hrw, other = cast.source("HRW"), cast.source("Other")
    page = contributor.post(url(document), typed(read="1", asserters=[f"#{hrw.pk}", "Other"])).content.decode()
    assert page.count('name="asserters"') == 3
    assert f'value="#{hrw.pk}"' in page and 'value="Other"' in page
    known = page.partition('<datalist id="id_asserters_known">')[2].partition("</datalist>")[0]
    assert f'<option value="#{hrw.pk} HRW">' in known and f'<option value="#{other.pk} Other">' in known


def test_several_who_assert_it_are_recorded_from_inputs_of_their_own(
    contributor: Client, document: Document, cast: Cast
) -> None:
    cast.source("HRW"), cast.source("Other")
    said = typed(statement="Said.", voice="reported", asserters=["HRW", "", "Other"], answer_by="none")
    assert contributor.post(url(document), said).status_code == 302
    assert [source.name for source in Claim.objects.get().asserters.order_by("name")] == ["HRW", "Other"]


def test_an_unknown_name_begins_a_new_source_which_takes_its_place(
    contributor: Client, document: Document, cast: Cast
) -> None:
    hrw = cast.source("HRW")
    said = {"statement": "Mine.", "voice": "reported", "asserters": [f"#{hrw.pk} HRW", "Sahel Watch"]}
    refused = contributor.post(url(document), typed(**said))
    assert refused.status_code == 422
    assert 'Add “<span dir="auto">Sahel Watch</span>” as a new source' in refused.content.decode()
    opened = contributor.post(url(document), typed(open="source", **said))
    panel = opened.context["beside"].panels["source"]
    assert (panel.form["name"].value(), panel.instead) == ("Sahel Watch", "Sahel Watch")
    begun = {"opened": "source", "instead": "Sahel Watch", "source-kind": "organisation", "source-grade": "F"}
    made = contributor.post(url(document), typed(make="source", **said, **begun, **{"source-name": "Sahel Watch (SW)"}))
    source = Source.objects.get(name="Sahel Watch (SW)")
    assert value(made, "asserters") == f"#{hrw.pk} HRW\n#{source.pk} Sahel Watch (SW)"
    assert value(made, "statement") == "Mine."


def test_a_new_source_begins_with_whom_the_words_name(contributor: Client, document: Document) -> None:
    opened = contributor.post(url(document), typed(open="source"))
    assert opened.context["beside"].panels["source"].form["name"].value() == "HRW"


def test_what_is_refused_is_said_at_its_field_and_all_is_kept(contributor: Client, document: Document) -> None:
    said = {"opened": "question", "question-text": "How many?", "question-kind": "quantity", "question-measure": ""}
    answer = contributor.post(url(document), typed(make="question", statement="Mine.", **said))
    form = answer.context["beside"].panels["question"].form
    assert answer.status_code == 422
    assert form.errors["measure"] and form["text"].value() == "How many?"
    assert value(answer, "statement") == "Mine." and not answer.context["form"].errors


def test_closing_adds_nothing(contributor: Client, document: Document) -> None:
    before = LedgerEntry.objects.count()
    said = {"opened": "question", "question-text": "How many?"}
    answer = contributor.post(url(document), typed(close="question", **said))
    assert "question" not in answer.context["beside"].panels
    assert LedgerEntry.objects.count() == before


def test_nothing_begun_is_lost_by_recording_the_claim(contributor: Client, document: Document) -> None:
    said = {"opened": "question", "question-text": "How many?", "statement": "Mine."}
    answer = contributor.post(url(document), typed(**said))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "A new question is begun below. Add it, or close it, before the claim is recorded." in page
    assert answer.context["beside"].panels["question"].form["text"].value() == "How many?"
    assert not Claim.objects.exists()


@pytest.mark.parametrize("button", ["open", "make", "close"])
@pytest.mark.parametrize("name", ["claim", "", "nonsense", "\x00"])
def test_what_cannot_be_made_here_is_passed_over(
    contributor: Client, document: Document, button: str, name: str
) -> None:
    answer = contributor.post(url(document), typed(opened=name, statement="Mine.", **{button: name}))
    assert (answer.status_code, value(answer, "statement")) == (200, "Mine.")


def test_the_same_is_offered_where_a_claim_is_corrected(contributor: Client, document: Document, cast: Cast) -> None:
    claim = cast.claim(QUOTE, document=document)
    page = contributor.get(reverse("claim_correct", args=[claim.pk])).content.decode()
    assert 'value="as_written:an estimated 300 men"' in page
    assert 'value="scope_place:Moura"' in page
