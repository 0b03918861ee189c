"""Pictures of a report: true to the figures, told apart without colour, and nothing in them that runs."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings

from claims import actions
from claims.exports import picture_moved, pictures
from claims.exports.drawn import svg_of
from claims.exports.pictures import Picture, conflicts_by_severity, moved, status_by_event
from claims.exports.report_parts import Parts
from claims.models import Claim, Event, Question
from tests.cast import Cast
from tests.exports.reported import reported
from tests.exports.test_report_tables import hostile
from tests.web.test_look import LIGHT

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def moura(cast: Cast) -> Event:
    return cast.event("Moura", date="2022-03")


def published(cast: Cast, question: Question, when: str, words: str, **said: Any) -> Claim:
    document = cast.document(f"It is said that {words}.", publisher=cast.source(), published=when)
    return cast.claim(words, question, document=document, **said)


def moved_of(event: Event) -> Picture:
    parts = Parts(reported(event))
    return moved(parts, next(iter(parts.questions.values())))


def drawn(picture: Picture) -> ElementTree.Element:
    assert picture.svg
    return ElementTree.fromstring(picture.svg)


def texts(picture: Picture) -> list[str]:
    return ["".join(text.itertext()) for text in drawn(picture).iter(f"{SVG}text")]


def places(picture: Picture) -> dict[str, tuple[float, float]]:
    """Where the number of each claim stands: across, downwards."""
    found = {}
    for text in drawn(picture).iter(f"{SVG}text"):
        at = re.match(r"translate\(([-\d.]+),([-\d.]+)\)", text.get("transform", ""))
        if (text.text or "").startswith("#") and at:
            found[str(text.text)] = (float(at[1]), float(at[2]))
    return found


def shapes(picture: Picture) -> set[str]:
    """The outlines of all marks."""
    groups = (group for group in drawn(picture).iter(f"{SVG}g") if "mark-symbol" in group.get("class", ""))
    return {path.get("d", "") for group in groups for path in group}


# --- how figures moved ------------------------------------------------------------------------------------------------


def test_claims_stand_by_when_they_were_published_and_by_their_figures(cast: Cast, moura: Event) -> None:
    question = cast.question(event=moura)
    early = published(cast, question, "2022-04-05", "203 people")
    late = published(cast, question, "2023-05", "500 people")
    between = published(cast, question, "2022-10-01", "300 people")
    at = places(moved_of(moura))
    (x1, y1), (x2, y2), (x3, y3) = (at[f"#{claim.pk}"] for claim in (early, between, late))
    assert x1 < x2 < x3 and y1 > y2 > y3
    days = [(x2 - x1) / 179, (x3 - x2) / 227]  # to 16 May, the middle of the month
    assert days[0] == pytest.approx(days[1], rel=0.05)


def test_a_claim_without_a_date_stands_beside_and_is_not_placed(cast: Cast, moura: Event) -> None:
    question = cast.question(event=moura)
    for when in ("2022-04-05", "2022-05-05", ""):
        published(cast, question, when, "203 people")
    odd = published(cast, question, "2022", "7 people")
    gone = published(cast, question, "2022-07", "8 people")
    actions.withdraw_claim(by=cast.lead, claim=gone, version=1, reason="Misread.")
    report = reported(moura)
    report["documents"][3]["published"] = "2022~"
    parts = Parts(report)
    picture = moved(parts, next(iter(parts.questions.values())))
    assert [row[-1] for row in picture.rows] == [
        "placed",
        "placed",
        "not placed: when its document was published is not recorded",
        "not placed: “2022~” names no days",
        "not placed: it was withdrawn",
    ]
    assert f"#{odd.pk}" not in places(picture) and len(places(picture)) == 2
    assert picture.remarks[-1] == "3 more have no place in it; the table says why."


def test_rival_camps_differ_in_shape(cast: Cast, moura: Event) -> None:
    question = cast.question(event=moura)
    published(cast, question, "2022-04", "300 people")
    published(cast, question, "2022-05", "300 people")
    agreed = moved_of(moura)
    published(cast, question, "2022-06", "450 people")
    rival = moved_of(moura)
    assert len(shapes(rival)) == len(shapes(agreed)) + 2  # a mark, and its smaller like in the key
    assert [words for words in texts(rival) if words.startswith("camp ")] == [
        "camp 1: 300 people",
        "camp 2: 450 people",
    ]
    assert [row[5] for row in rival.rows] == ["1", "1", "2"]


def test_an_open_end_is_an_arrow_with_a_remark(cast: Cast, moura: Event) -> None:
    question = cast.question(event=moura)
    published(cast, question, "2022-04", "300 people")
    published(cast, question, "2022-05", "310 people")
    closed = moved_of(moura)
    published(cast, question, "2022-06", "at least 305 people")
    opened = moved_of(moura)
    arrow = "An arrow stands at an open end: it goes on."
    assert arrow in opened.remarks and arrow not in closed.remarks
    assert len(shapes(opened)) > len(shapes(closed))


def test_what_does_not_count_is_hollow_and_says_so(cast: Cast, moura: Event) -> None:
    question = cast.question(event=moura)
    paper = cast.source("Paper")
    old = published(cast, question, "2022-04", "300 people", asserted_by=(paper,))
    new = published(cast, question, "2022-05", "310 people", asserted_by=(paper,))
    actions.mark_replaced(by=cast.lead, claim=old, version=1, replaced_by=new)
    picture = moved_of(moura)
    assert any(words.startswith("A hollow mark") for words in picture.remarks) and "in no camp" in texts(picture)


def test_days_are_drawn_as_days(cast: Cast, moura: Event) -> None:
    question = cast.when(event=moura)
    first = published(cast, question, "2022-04", "27 March 2022")
    second = published(cast, question, "2022-05", "14 April 2022")
    picture = moved_of(moura)
    at = places(picture)
    assert at[f"#{first.pk}"][1] > at[f"#{second.pk}"][1] and "day it names" in texts(picture)


def test_claims_of_one_time_stand_side_by_side_and_no_number_on_another(cast: Cast, moura: Event) -> None:
    question = cast.question(event=moura)
    for _ in range(12):
        published(cast, question, "2022-04", "300 people")
    at = sorted(places(moved_of(moura)).values())
    assert at and all(right - left >= 20 for (left, _), (right, _) in pairwise(at))


def test_the_alternative_says_what_is_seen_and_the_table_has_it_all(
    cast: Cast, moura: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_moved, "MOST", 2)
    question = cast.question("How many?", event=moura)
    for when in ("2022-04", "2022-05", "2022-06"):
        published(cast, question, when, "about 300 people", asserted_by=(cast.source(f"Paper of {when}"),))
    picture = moved_of(moura)
    assert picture.text == (
        "How many? 3 claims by when they were published. First Paper of 2022-04 (April 2022): “about 300 people”; "
        "last Paper of 2022-06 (June 2022): “about 300 people”."
    )
    assert len(picture.rows) == 3 and all(len(row) == len(picture.header) for row in picture.rows)
    assert "The first 2 of 3 are drawn; the table has them all." in picture.remarks
    assert drawn(picture).get("aria-label") == picture.text


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ((), "No claim answers it: there is nothing to draw."),
        (
            ("",),
            "No claim gives a figure and stands in a document whose date of publication is recorded: nothing moved.",
        ),
        (("2022", ""), "Only one claim gives a figure and stands in a document whose date of publication is recorded:"),
    ],
)
def test_where_nothing_moved_a_sentence_says_so(cast: Cast, moura: Event, dates: tuple[str, ...], said: str) -> None:
    question = cast.question(event=moura)
    for when in dates:
        published(cast, question, when, "300 people")
    picture = moved_of(moura)
    assert picture.svg == "" and picture.text.startswith(said) and len(picture.rows) == len(dates)


def test_options_do_not_move(cast: Cast, moura: Event) -> None:
    cast.choice("yes", cast.whether(event=moura))
    assert moved_of(moura).svg == "" and "options" in moved_of(moura).text


# --- conflicts and status ---------------------------------------------------------------------------------------------


def test_unresolved_conflicts_stand_by_kind_and_severity(cast: Cast, moura: Event) -> None:
    small = cast.question("Small?", event=moura)
    for words in ("300 people", "310 people"):
        cast.claim(words, small)
    cast.conflict(text="Large?", event=moura)
    settled = cast.conflict(text="Settled?", event=moura)
    hard = cast.when("Hard?", event=moura)
    for words in ("27 March 2022", "14 April 2022"):
        cast.claim(words, hard)
    for question, decision, cause in ((settled, "resolved", "source_error"), (hard, "undecidable", "disagreement")):
        actions.settle_conflict(by=cast.lead, conflict=question.conflict, decision=decision, cause=cause, note="Seen.")
    picture = conflicts_by_severity(Parts(reported(moura)))
    assert [row[1] for row in picture.rows] == ["Large?", "Small?", "Hard?"]
    assert [words for words in texts(picture) if words in ("Numbers", "Dates", "Options")] == ["Numbers", "Dates"]
    assert any("undecidable" in words for words in texts(picture)) and "Settled?" not in picture.svg
    assert picture.text.startswith("3 unresolved conflicts: of numbers the gravest is “Large?” with ")


def test_without_unresolved_conflicts_there_is_no_picture(cast: Cast, moura: Event) -> None:
    assert conflicts_by_severity(Parts(reported())).text == "There is no conflict: there is nothing to draw."
    conflict = cast.conflict(event=moura).conflict
    actions.settle_conflict(by=cast.lead, conflict=conflict, decision="resolved", cause="source_error", note="Seen.")
    none = conflicts_by_severity(Parts(reported(moura)))
    assert (none.svg, none.text) == ("", "No conflict is unresolved: there is nothing to draw.")


def test_claims_are_counted_by_event_and_status(cast: Cast, moura: Event) -> None:
    question = cast.question(event=moura)
    claims = [cast.claim("300 people", question) for _ in range(5)]
    for claim, verdict in zip(claims, ("corroborated", "conflicting", "unverified"), strict=False):
        cited = [one for one in claims if one != claim] if verdict != "unverified" else []
        actions.review_claim(by=cast.lead, claim=claim, verdict=verdict, reason="Seen.", cites=cited)
    actions.withdraw_claim(by=cast.lead, claim=claims[4], version=1, reason="Misread.")
    cast.event("Empty")
    picture = status_by_event(Parts(reported(*Event.objects.order_by("pk"))))
    assert picture.rows == [("Moura", "1", "1", "1", "1", "1"), ("Empty", "0", "0", "0", "0", "0")]
    assert {"✓", "?", "○", "✓1  ≠1  ?1  ○1"} <= set(texts(picture)) and "url(#picture-hatched)" in picture.svg
    assert picture.text == ("Of 4 claims in 1 row: 1 corroborated, 1 conflicting, 1 unverified, 1 unreviewed.")
    assert "1 withdrawn claim is not drawn." in picture.remarks


def test_claims_of_questions_about_no_event_have_a_row(cast: Cast) -> None:
    claim = cast.claim("300 people", cast.question())
    assert claim.question
    picture = status_by_event(Parts(reported(questions=(claim.question.pk,))))
    assert [row[0] for row in picture.rows] == ["of no event"] and picture.svg


def test_without_claims_there_is_no_picture_of_their_status(cast: Cast, moura: Event) -> None:
    picture = status_by_event(Parts(reported(moura)))
    assert (picture.svg, picture.text) == ("", "There is no claim that stands: there is nothing to draw.")


@pytest.mark.parametrize("make", [conflicts_by_severity, status_by_event])
def test_more_bars_than_can_be_seen_are_in_the_table_alone(
    cast: Cast, moura: Event, make: Callable[[Parts], Picture], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST", 1)
    events = [moura, cast.event("Other")]
    for event in events:
        cast.conflict(event=event)
    picture = make(Parts(reported(*events)))
    assert len(picture.rows) == 2 and any("1" in words and "drawn" in words for words in picture.remarks)
    assert len([words for words in texts(picture) if words.startswith(("#", "1.", "2."))]) == 1


# --- safe, legible, the same each time --------------------------------------------------------------------------------


@pytest.fixture
def all_pictures(cast: Cast, moura: Event) -> Callable[[str], list[Picture]]:
    """Every picture of a report in which each text begins with the words."""
    question = cast.conflict(event=moura)
    for number, when in enumerate(("2022-04", "2022-05-05", "2022-06", "2022-06", "2022-07"), 1):
        published(cast, question, when, f"{number}00 people")
    published(cast, question, "2022-08", "at least 20 people")
    report = reported(moura)

    def made(words: str) -> list[Picture]:
        changed = hostile(report, words)
        for part, field in (("documents", "published"), ("questions", "asks_for"), ("conflicts", "state")):
            for before, after in zip(report[part], changed[part], strict=True):
                after[field] = before[field]
        parts = Parts(changed)
        asked = next(iter(parts.questions.values()))
        return [moved(parts, asked), conflicts_by_severity(parts), status_by_event(parts)]

    return made


PLAIN = {"svg", "g", "rect", "path", "line", "text", "defs", "pattern"}


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        '" onload="alert(1)',
        "]]><style>*{}</style>",
        "datum.x",
        "\x00\x1b\ud800",
        "مورا \u202e👩🏽‍⚕️",
        "&amp;",
    ],
)
def test_nothing_in_a_picture_runs_or_is_refused_by_a_strict_policy(
    all_pictures: Callable[[str], list[Picture]], words: str
) -> None:
    for picture in all_pictures(words):
        for element in drawn(picture).iter():
            assert element.tag in {
                f"{SVG}{tag}" for tag in ("svg", "g", "rect", "path", "line", "text", "defs", "pattern")
            }
            names = {name.rpartition("}")[2] for name in element.attrib}
            assert not {name for name in names if name.startswith("on") or name in ("style", "href", "src")}
            assert element.tag == f"{SVG}svg" or not names & {"role", "aria-roledescription"}


def test_every_colour_is_a_token_that_the_pages_know(all_pictures: Callable[[str], list[Picture]]) -> None:
    css = (Path(settings.BASE_DIR) / "claims" / "static" / "claims" / "app.css").read_text()
    tokens = {colour: name for name, colour in LIGHT.items()}
    found = {pair for picture in all_pictures("") for pair in re.findall(r'(fill|stroke)="(#\w+)"', picture.svg)}
    assert len(found) > 8
    for attribute, colour in found:
        assert colour in tokens, colour
        mapped = re.search(rf'\.picture \[{attribute}="{colour}"\] {{ {attribute}: var\(--([\w-]+)\); }}', css)
        assert mapped and LIGHT[mapped[1]] == colour, (attribute, colour)


def test_the_same_report_gives_the_same_bytes(all_pictures: Callable[[str], list[Picture]]) -> None:
    assert all_pictures("") == all_pictures("")


DRAW = """
import json, sys
from claims.exports.pictures import Parts, moved
parts = Parts(json.load(sys.stdin))
sys.stdout.buffer.write(moved(parts, *parts.questions.values()).svg.encode())
"""


def test_no_day_moves_with_the_time_zone_of_the_machine(cast: Cast, moura: Event) -> None:
    question = cast.when(event=moura)
    published(cast, question, "2022-04-05", "27 March 2022")
    published(cast, question, "2022-05-05", "14 April 2022")
    report = json.dumps(reported(moura)).encode()
    # Django, where it is set up, puts its own zone in place of the machine's.
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    environment["TZ"] = "Pacific/Auckland"
    command = [sys.executable, "-c", DRAW]
    told = subprocess.check_output(command, cwd=settings.BASE_DIR, env=environment, input=report)
    assert told.decode() == moved_of(moura).svg


def test_nothing_is_fetched() -> None:
    with pytest.raises(ValueError, match="[Aa]ccess|allowed"):
        svg_of({"data": {"url": "http://127.0.0.1:9/data.json"}, "mark": "point"}, "")
