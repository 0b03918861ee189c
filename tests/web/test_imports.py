"""Tables of casework on their pages: sent, columns named, rows tried, refused ones downloaded, taken into effect."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims import actions, jobs
from claims.models import Claim, Event, Import
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db

EVENTS = "id,what,=danger\ne1,Moura,<b>x</b>\ne2,,=1+1\n"


@pytest.fixture
def contributor(client: Client, cast: Cast) -> Client:
    client.force_login(person("contributor"))
    return client


def send(client: Client, text: str = EVENTS, **changes: Any) -> Import:
    said = {"chosen": SimpleUploadedFile("events.csv", text.encode()), "rows_are": "events"} | changes
    client.post(reverse("import_send"), said)
    jobs.read_all()
    return Import.objects.latest("pk")


def name_columns(client: Client, table: Import, **changes: str) -> Any:
    said = {"key_column": "id", "title_column": "what", "corrections": "keep"} | changes
    answer = client.post(reverse("import_columns", args=[table.pk]), said)
    jobs.read_all()
    return answer


def page(client: Client, table: Import, **asked: str) -> str:
    return str(client.get(table.get_absolute_url(), asked).content.decode())


def test_a_table_is_sent_and_listed(contributor: Client) -> None:
    table = send(contributor)
    assert (table.state, table.rows, table.header) == ("staged", 2, ["id", "what", "=danger"])
    assert "events.csv" in contributor.get(reverse("import_send")).content.decode()
    assert "Say which column is what" in page(contributor, table)


def test_while_it_is_read_the_page_asks_again(contributor: Client) -> None:
    said = {"chosen": SimpleUploadedFile("events.csv", EVENTS.encode()), "rows_are": "events"}
    contributor.post(reverse("import_send"), said)
    shown = page(contributor, Import.objects.get())
    assert 'http-equiv="refresh"' in shown and "Being read" in shown


def test_columns_are_chosen_beside_the_first_rows(contributor: Client) -> None:
    table = send(contributor)
    shown = contributor.get(reverse("import_columns", args=[table.pk])).content.decode()
    assert '<option value="what">what</option>' in shown
    assert "Moura" in shown and "&lt;b&gt;x&lt;/b&gt;" in shown


def test_each_row_has_its_fate_and_reason(contributor: Client) -> None:
    table = send(contributor)
    name_columns(contributor, table)
    shown = page(contributor, table)
    assert "1 new" in shown and "1 refused" in shown
    assert "<b>Event: title:</b>" not in shown and "<b>title:</b>" in shown.replace("Title", "title")
    assert "It is empty; a row needs it." in shown
    assert "Let all" not in shown
    only = contributor.get(table.get_absolute_url(), {"fate": "refused"})
    assert [line.number for line in only.context["lines"]] == [3]


def test_refused_rows_are_downloaded_with_reasons_and_no_formulas(contributor: Client) -> None:
    table = send(contributor)
    name_columns(contributor, table)
    answer = contributor.get(reverse("import_refused", args=[table.pk]))
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[0] == "\ufeffrow,why it is refused,id,what,'=danger"
    assert lines[1] == "3,Title: It is empty; a row needs it.,e2,,'=1+1"
    assert len(lines) == 2


def test_mended_and_sent_again_it_takes_effect(contributor: Client) -> None:
    send(contributor)
    table = send(contributor, EVENTS.replace("e2,,", "e2,Nia,"))
    name_columns(contributor, table)
    assert "Let all 2 rows take effect" in page(contributor, table)
    contributor.post(reverse("import_take", args=[table.pk]))
    jobs.read_all()
    assert sorted(Event.objects.values_list("title", flat=True)) == ["Moura", "Nia"]
    assert "In effect" in page(contributor, table)


def test_a_remembered_way_is_offered_for_the_same_columns_only(contributor: Client) -> None:
    name_columns(contributor, send(contributor), remember_as="Our events")
    again = contributor.get(reverse("import_columns", args=[send(contributor).pk]))
    assert "Our events" in again.content.decode()
    assert again.context["form"]["title_column"].value() == "what"
    other = contributor.get(reverse("import_columns", args=[send(contributor, "id,name\n1,a\n").pk]))
    assert "Our events" not in other.content.decode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title_column": ""}, "A row needs this"),
        ({"title_words": "x {what}"}, "Choose a column or write something, not both."),
        ({"title_column": "", "title_words": "{nothing}"}, "The table has no column “nothing”."),
        ({"title_column": "nothing"}, "Select a valid choice"),
        ({"note_words": "\x00"}, "Null characters are not allowed."),
        ({"remember_as": "x" * 101}, "at most 100 characters"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_refuses_columns(contributor: Client, changes: dict[str, str], message: str) -> None:
    table = send(contributor)
    answer = name_columns(contributor, table, **({"place_words": "Typed before"} | changes))
    shown = answer.content.decode()
    assert answer.status_code == 422 and message in shown
    assert "Typed before" in shown
    table.refresh_from_db()
    assert table.state == "staged"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"chosen": ""}, "Choose a file."),
        ({"rows_are": "songs"}, "Select a valid choice"),
        ({"publisher": "Nobody"}, "There is no source “Nobody”."),
    ],
    ids=str,
)
def test_refuses_what_is_sent(contributor: Client, changes: dict[str, Any], message: str) -> None:
    said = {"chosen": SimpleUploadedFile("e.csv", b"a\n1\n"), "rows_are": "events", "title": "Kept"} | changes
    answer = contributor.post(reverse("import_send"), said)
    assert answer.status_code == 422
    assert message in answer.content.decode() and "Kept" in answer.content.decode()
    assert not Import.objects.exists()


@pytest.mark.parametrize("text", ["", "a,a\n1,2\n", 'a\n"1\n', "\x00"])
def test_a_file_that_is_no_table_says_so_on_its_page(contributor: Client, text: str) -> None:
    table = send(contributor, text or " ")
    assert table.state in ("refused", "staged")
    assert contributor.get(table.get_absolute_url()).status_code == 200
    if table.state == "refused":
        assert 'role="alert"' in page(contributor, table)


def test_what_a_table_made_is_found_from_it_by_the_ledger(contributor: Client) -> None:
    table = send(contributor, "id,what\n" + "".join(f"e{n},Event {n}\n" for n in range(120)))
    name_columns(contributor, table)
    contributor.post(reverse("import_take", args=[table.pk]))
    jobs.read_all()
    address = contributor.get(table.get_absolute_url()).context["page"].ledger_url
    latest = contributor.get(address).context["lines"][0]
    assert [one.words for one in latest.concerned] == [f"import {table.pk}"]
    assert (latest.concerned[0].url, latest.more) == (table.get_absolute_url(), 120)
    assert "Event 0" in contributor.get(latest.url).content.decode()


def test_rows_with_a_warning_are_found_among_the_others(contributor: Client) -> None:
    cast = Cast(lead=person("lead"))
    cast.question("How many?", external_key="q1")
    table = send(contributor, "id,low,high\na,1,2\nb,2,1\n", rows_are="claims", title="A table")
    words = {"statement_words": "Some died.", "question_words": "q1"}
    name_columns(contributor, table, key_column="id", low_column="low", high_column="high", title_column="", **words)
    assert "1 with a warning" in page(contributor, table)
    only = contributor.get(table.get_absolute_url(), {"fate": "warned"})
    assert [line.number for line in only.context["lines"]] == [3]


def test_each_row_in_effect_leads_to_what_it_made(contributor: Client) -> None:
    table = send(contributor, "id,what\ne1,Moura\n")
    name_columns(contributor, table)
    assert "Open it" not in page(contributor, table)
    contributor.post(reverse("import_take", args=[table.pk]))
    jobs.read_all()
    assert f'href="{Event.objects.get().get_absolute_url()}">Open it' in page(contributor, table)


def test_what_a_correction_changes_is_said_in_words(contributor: Client) -> None:
    cast = Cast(lead=person("lead"))
    cast.question("How many?", external_key="q1")
    words = {"statement_words": "Some died.", "question_words": "q1", "title_column": ""}
    for high in ("2", "3"):
        table = send(contributor, f"id,low,high\na,1,{high}\n", rows_are="claims", title="A table")
        name_columns(contributor, table, key_column="id", low_column="low", high_column="high", **words)
        contributor.post(reverse("import_take", args=[table.pk]))
        jobs.read_all()
    shown = page(contributor, table)
    assert "A correction" in shown and "stated_high" not in shown
    assert "<del>2</del> → <ins>3</ins>" in shown


def test_who_sent_a_table_and_who_let_it_take_effect_are_told_apart(contributor: Client) -> None:
    table = send(contributor, "id,what\ne1,Moura\n")
    name_columns(contributor, table)
    lead = person("lead")
    contributor.force_login(lead)
    contributor.post(reverse("import_take", args=[table.pk]))
    jobs.read_all()
    table.refresh_from_db()
    shown = page(contributor, table)
    assert f"by {table.by}" in shown and f"let take effect by {lead}" in shown
    assert table.by != lead


def test_giving_up_leaves_nothing(contributor: Client) -> None:
    table = send(contributor)
    contributor.post(reverse("import_give_up", args=[table.pk]))
    assert "Given up" in page(contributor, table)
    again = contributor.post(reverse("import_give_up", args=[table.pk]), follow=True)
    assert "was given up already" in again.content.decode()


def test_taking_effect_too_early_is_refused(contributor: Client) -> None:
    table = send(contributor)
    answer = contributor.post(reverse("import_take", args=[table.pk]), follow=True)
    assert "Only a table whose rows were tried can take effect." in answer.content.decode()


@pytest.mark.parametrize("asked", [{"fate": "odd"}, {"after": "x"}, {"use": "x"}, {"fate": "\x00"}])
def test_an_odd_address_is_no_error(contributor: Client, asked: dict[str, str]) -> None:
    table = send(contributor)
    assert contributor.get(table.get_absolute_url(), asked).status_code == 200
    assert contributor.get(reverse("import_columns", args=[table.pk]), asked).status_code == 200


def test_a_long_table_is_shown_page_by_page(contributor: Client) -> None:
    table = send(contributor, "id,what\n" + "".join(f"e{n},Event {n}\n" for n in range(120)))
    first = contributor.get(table.get_absolute_url())
    assert len(first.context["lines"]) == 50
    second = contributor.get(table.get_absolute_url() + first.context["rows"].next_url)
    assert second.context["lines"][0].number == 52


def test_a_reader_may_not(client: Client) -> None:
    client.force_login(person("reader"))
    assert client.get(reverse("import_send")).status_code == 403


def test_claims_of_a_table_stand_in_its_text(contributor: Client) -> None:
    table = send(contributor, "id,said\n1,Three died.\n", rows_are="claims", title="A table")
    name_columns(contributor, table, key_column="id", statement_column="said", title_column="")
    contributor.post(reverse("import_take", args=[table.pk]))
    jobs.read_all()
    claim = Claim.objects.get()
    shown = contributor.get(claim.document.get_absolute_url()).content.decode()
    assert claim.exact == "1,Three died." and "Three died." in shown


def test_a_correction_made_by_hand_is_named_and_kept_unless_chosen_otherwise(contributor: Client) -> None:
    cast = Cast(lead=person("lead"))
    name_columns(contributor, send(contributor, "id,what\ne1,Moura\n"))
    contributor.post(reverse("import_take", args=[Import.objects.latest("pk").pk]))
    jobs.read_all()
    event = Event.objects.get()
    actions.correct_event(by=cast.lead, event=event, version=1, title="The Moura killings")
    table = send(contributor, "id,what\ne1,Moura\n")
    name_columns(contributor, table)
    shown = page(contributor, table, fate="warned")
    assert "1 row says otherwise than a correction made by hand. The correction is kept." in shown
    assert f"“Title” was corrected by hand by {cast.lead}" in shown and "“The Moura killings”" in shown
    name_columns(contributor, table, corrections="table")
    assert "The table’s words take its place." in page(contributor, table)
    chosen = contributor.get(reverse("import_columns", args=[table.pk])).context["form"]["corrections"].value()
    contributor.post(reverse("import_take", args=[table.pk]))
    jobs.read_all()
    event.refresh_from_db()
    assert (chosen, event.title) == ("table", "Moura")
    assert "The table’s words took its place." in page(contributor, table)


def test_refuses_an_unknown_choice_about_corrections(contributor: Client) -> None:
    answer = name_columns(contributor, send(contributor), corrections="all")
    assert answer.status_code == 422 and "Select a valid choice" in answer.content.decode()
