"""`/conflicts/`: the report, its filters and orders, and addresses that cannot be read."""

import pytest
from django.test import Client

from claims import actions
from claims.domain.scope import Scope
from claims.models import Claim, Conflict, Question
from tests.cast import Cast
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db

ADDRESS = "/conflicts/"


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


def found(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    return [line.question for line in answer.context["lines"]]


def settle(cast: Cast, question: Question, cause: str = "revision", **more: str) -> None:
    conflict = Conflict.objects.get(question=question)
    actions.settle_conflict(
        by=cast.lead, conflict=conflict, decision="explained", cause=cause, note="It says so.", **more
    )


def dissolve(question: Question, cast: Cast) -> None:
    claim = Claim.objects.filter(question=question).latest("pk")
    actions.withdraw_claim(by=cast.lead, claim=claim, version=claim.version, reason="Recorded twice.")


def test_a_line_says_who_says_what_and_how_far_apart(cast: Cast, reader: Client) -> None:
    hrw, watch = cast.source("HRW"), cast.source("Genocide Watch")
    moura = cast.event("Moura", place="Mopti", date="2022-03")
    question = cast.question("How many at Moura?", event=moura, bears_on=["population"])
    document = cast.document("An estimated 300 men; about 450 civilians.", publisher=watch)
    cast.claim("estimated 300 men", question, document=document, asserted_by=(hrw,), scope=Scope(population="men"))
    cast.claim("about 450 civilians", question, document=document, scope=Scope(population="civilians"))
    page = reader.get(ADDRESS)
    [line] = page.context["lines"]
    assert [(s.who, s.says) for s in line.sides] == [
        ("HRW", "about 300 (270–330)"),
        ("Genocide Watch", "about 450 (405–495)"),
    ]
    assert (line.gap_words, line.share, line.scope_words) == ("75 people", "19 %", "different")
    assert line.badges == ("same document", "would meet at ±20 %")
    text = text_of(page)
    assert "HRW" in text and "about 450 (405–495)" in text and "Mopti" in text and "1 conflict" in text


def test_open_conflicts_come_first_the_gravest_first(cast: Cast, reader: Client) -> None:
    slight, grave, settled = cast.question("slight"), cast.question("grave"), cast.conflict(text="settled")
    for question, figures in ((slight, ("100 people", "101 people")), (grave, ("10 people", "100 people"))):
        for words in figures:
            cast.claim(words, question)
    settle(cast, settled)
    assert found(reader) == ["grave", "slight", "settled"]


def test_kinds_are_not_mixed_by_how_grave_they_are(cast: Cast, reader: Client) -> None:
    option, number = cast.whether("option"), cast.question("number")
    for words in ("yes", "no"):
        cast.choice(words, option)
    for words in ("100 people", "101 people"):
        cast.claim(words, number)
    assert found(reader) == ["number", "option"]
    assert "asks for one of several options" in text_of(reader.get(ADDRESS))


def test_the_gap_is_that_of_the_sides_shown_and_the_widest_is_told_beside_it(cast: Cast, reader: Client) -> None:
    question = cast.question("number", bears_on=["population"])
    cast.claim("300 people", question, scope=Scope(population="men"))
    cast.claim("350 people", question, scope=Scope(population="men"))
    cast.claim("900 people", question, scope=Scope(population="women"))
    page = reader.get(ADDRESS)
    (line,) = page.context["lines"]
    assert [side.says for side in line.sides] == ["300", "350"]
    assert (line.apart, line.gap_words) == ("50 people", "600 people")
    assert "600 people between the outermost" in text_of(page)
    assert "50 people apart, 600 people between the outermost" in text_of(reader.get(line.url))


def test_dissolved_conflicts_are_shown_only_when_asked_for(cast: Cast, reader: Client) -> None:
    question = cast.conflict(text="gone")
    dissolve(question, cast)
    assert found(reader) == []
    page = reader.get(f"{ADDRESS}?state=dissolved")
    assert [line.question for line in page.context["lines"]] == ["gone"]
    assert "no longer conflict" in text_of(page)


def test_each_filter_narrows(cast: Cast, reader: Client) -> None:
    hrw = cast.source("Human Rights Watch", aliases=["HRW"])
    event = cast.event("Moura", place="Mopti", date="2022-03")
    number = cast.question("number", event=event, bears_on=["place"])
    cast.claim("300 people", number, asserted_by=(hrw,), scope=Scope(place="="))
    cast.claim("350 people", number, scope=Scope(place="Segou"))
    settle(cast, number, "scope", dimension="place")
    option = cast.whether("option")
    cast.choice("yes", option)
    cast.choice("no", option)
    for query in (
        "kind=quantity",
        "state=explained",
        "cause=scope",
        "scope=different",
        "event=moura",
        "place=Mopti",
        "source=HRW",
        "period_from=2022&period_until=2023",
        "gap_from=50",
        "gap_to=50",
    ):
        assert found(reader, query) == ["number"], query
    for query in ("kind=category", "state=open", "scope=same"):
        assert found(reader, query) == ["option"], query
    for query in ("kind=date", "period_from=2023", "period_until=2021", "gap_from=51", "gap_to=49", "place=Moura"):
        assert found(reader, query) == [], query


def test_filters_are_shown_as_chips_that_can_be_removed(cast: Cast, reader: Client) -> None:
    cast.conflict()
    page = reader.get(f"{ADDRESS}?kind=quantity&state=open")
    assert [chip.label for chip in page.context["chips"]] == ["State: open", "Asks for: a number"]
    assert page.context["chips"][0].remove_url == "?kind=quantity"


def test_a_range_brings_its_own_order(cast: Cast, reader: Client) -> None:
    for text, figures in (("near", ("10 people", "20 people")), ("far", ("1,000 people", "1,100 people"))):
        question = cast.question(text)
        for words in figures:
            cast.claim(words, question)
    assert found(reader) == ["near", "far"]
    assert found(reader, "gap_from=1") == ["far", "near"] == found(reader, "gap_from=1&sort=open")
    assert found(reader, "gap_from=1&sort=gap_first") == ["near", "far"]


def test_pages_by_key(cast: Cast, reader: Client) -> None:
    for number in range(52):
        question = cast.whether(f"Q{number}")
        cast.choice("yes", question)
        cast.choice("no", question)
    for query in ("", "sort=gap", "sort=newest", "state=open"):
        first = reader.get(f"{ADDRESS}?{query}")
        second = found(reader, first.context["page"].next_url[1:])
        shown = [line.question for line in first.context["lines"]] + second
        assert len(second) == 2 and len(set(shown)) == 52, query


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("state=closed", "Select a valid choice"),
        ("event=Nowhere", "There is no event “Nowhere”"),
        ("source=%23999999", "There is no source"),
        ("gap_from=many", "Enter a whole number"),
        ("gap_from=-1", "greater than or equal to 0"),
        (f"gap_to={10**30}", "less than or equal to"),
        ("gap_from=20&gap_to=10", "below the gap above, 20"),
        ("period_from=2020-21", "two years or a season"),
        ("period_from=2023&period_until=2022", "ends before"),
        ("place=%00", "Null characters are not allowed"),
    ],
)
def test_says_what_cannot_be_read_and_shows_the_rest(cast: Cast, reader: Client, query: str, said: str) -> None:
    cast.conflict(text="still here")
    page = reader.get(f"{ADDRESS}?{query}")
    assert page.status_code == 200 and said in text_of(page)
    if "&" not in query:
        assert [line.question for line in page.context["lines"]] == ["still here"]


@pytest.mark.parametrize(
    "query", ["sort=nonsense", "after=x~y", "after=~", f"after=1~{10**30}", "before=%00~1", "page=9"]
)
def test_an_address_that_makes_no_sense_is_the_first_page(cast: Cast, reader: Client, query: str) -> None:
    cast.conflict(text="here")
    assert found(reader, query) == ["here"]


def test_says_what_would_be_here(reader: Client) -> None:
    assert "appears here by itself" in text_of(reader.get(ADDRESS))
    assert "No conflict fits these filters" in text_of(reader.get(f"{ADDRESS}?kind=date"))


def test_escapes_what_people_wrote(cast: Cast, reader: Client) -> None:
    cast.conflict(text="<script>alert(1)</script>?")
    assert "<script>alert" not in text_of(reader.get(ADDRESS))


def test_totals_count_every_state(cast: Cast, reader: Client) -> None:
    settle(cast, cast.conflict())
    dissolve(cast.conflict(), cast)
    cast.conflict()
    counts = {total.state: total.count for total in reader.get(ADDRESS).context["totals"]}
    assert counts == {"open": 1, "explained": 1, "resolved": 0, "undecidable": 0, "dissolved": 1}


def test_reads_as_often_for_thirty_as_for_three(cast: Cast, reader: Client) -> None:
    for _ in range(3):
        cast.conflict(event=cast.event())
    few = reads(lambda: reader.get(ADDRESS))
    for _ in range(12):
        question = cast.conflict(event=cast.event())
        cast.claim("nearly 500", question)
    assert reads(lambda: reader.get(ADDRESS)) == few <= 17


def test_the_outermost_pair_is_found_beyond_the_claims_looked_at(
    cast: Cast, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.reports.conflict_list.WEIGHED_EACH", 1)
    question = cast.question()
    for words in ("about 300", "about 310", "about 900"):
        cast.claim(words, question)
    [line] = reader.get(ADDRESS).context["lines"]
    assert [side.says for side in line.sides][1] == "about 900 (810–990)"


def test_nobody_without_a_role_sees_it(cast: Cast) -> None:
    assert visitor("").get(ADDRESS).status_code == 403
    assert Client().get(ADDRESS).status_code == 302


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_takes_no_other_method(reader: Client, method: str) -> None:
    assert getattr(reader, method)(ADDRESS).status_code == 405
