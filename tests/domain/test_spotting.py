"""What is found in a running text: each figure and date with its words, who is said to say it, words of scope."""

from datetime import date

import pytest

from claims.domain.scope import Dimension
from claims.domain.spotting.found import Kind, Spotted
from claims.domain.spotting.scopes import scope_words
from claims.domain.spotting.speakers import attributions
from claims.domain.spotting.spot import spot
from claims.domain.spotting.topics import measures_in, read_in
from claims.domain.words.language import ENGLISH, FRENCH, Language


def told(one: Spotted) -> tuple[str, str]:
    """The words and what they count in: `("about 300 men", "people")`, a date's point instead."""
    return one.words, one.unit.code if one.unit else str(one.point)


FOUND = [
    ("An estimated 300 men were killed at Moura.", [("An estimated 300 men", "people")]),
    ("At least 32 civilians, including seven children, died.", [("At least 32 civilians", "people"),
                                                               ("seven children", "people")]),
    ("Between 20 and 30 villagers were shot.", [("Between 20 and 30 villagers", "people")]),
    ("Soldiers killed 27 and wounded 12.", [("27", "people"), ("12", "people")]),
    ("27 were killed and 12 were wounded.", [("27", "people"), ("12", "people")]),
    ("More than 1,000 people had been displaced.", [("More than 1,000 people", "people")]),
    ("The strike left up to 40 dead.", [("up to 40 dead", "people")]),
    ("Two hundred and twelve detainees were freed.", [("Two hundred and twelve detainees", "people")]),
    ("Dozens of villagers were abducted.", [("Dozens of villagers", "people")]),
    ("Hundreds of thousands of people fled.", [("Hundreds of thousands of people", "people")]),
    ("Some 13,000 troops remain.", [("Some 13,000 troops", "people")]),
    ("300 or more were executed.", [("300 or more", "people")]),
    ("20 to 30 fighters attacked.", [("20 to 30 fighters", "people")]),
    ("20–30 fighters attacked.", [("20–30 fighters", "people")]),
    ("It recorded 304 abductions and 12 deaths.", [("304 abductions", "people"), ("12 deaths", "people")]),
    ("Nearly 40 per cent of the villages burned.", [("Nearly 40 per cent of the villages", "share")]),
    ("A third of the population fled.", [("A third of the population", "share")]),
    ("It cost $10 million.", [("$10 million", "USD")]),
    ("They burned 14 homes in six villages.", [("14 homes", "homes"), ("six villages", "villages")]),
    ("About 12 vehicles drove in.", [("About 12 vehicles", "vehicles")]),
    ("It happened on 27 March 2022.", [("27 March 2022", "occurrence")]),
    ("In March of 2022 they came.", [("March of 2022", "occurrence")]),
    ("It began in late 2021.", [("late 2021", "occurrence")]),
    ("Since December 2023 it has been so.", [("Since December 2023", "start")]),
    ("In the first six months of 2020 alone, 589 civilians were killed.",
     [("first six months of 2020", "occurrence"), ("589 civilians", "people")]),
    ("Between March and July 2024, 60 herders were shot.",
     [("Between March and July 2024", "occurrence"), ("60 herders", "people")]),
    ("In 2022, 2,022 people fled.", [("2022", "occurrence"), ("2,022 people", "people")]),
    ("2022 was so.", [("2022", "occurrence")]),
    ("From October 2024 they came.", [("From October 2024", "start")]),
    ("They have come from October 2024 on.", [("from October 2024 on", "start")]),
    ("On or before 3 May 2022 they left.", [("On or before 3 May 2022", "occurrence")]),
    ("No later than 3 May 2022 they left.", [("No later than 3 May 2022", "occurrence")]),
    ("Half a dozen men were killed.", [("Half a dozen men", "people")]),
    ("Soldiers killed 300 in 12 villages.", [("300", "people"), ("12 villages", "villages")]),
    ("27 were killed in 2022.", [("27", "people"), ("2022", "occurrence")]),
    ("“More than 200 men” were killed.", [("More than 200 men", "people")]),
]  # fmt: skip

NOTHING = [
    "Resolution 2164 was adopted.",
    "See page 3 and paragraph 12 of chapter 4.",
    "Call +223 20 22 33 44 or 020 7946 0958.",
    "A 12-year-old boy aged 12 came at 10:30.",
    "Stage 9: Extermination.",
    "The M23, the G5 Sahel and an AK-47.",
    "The 12th brigade and the 3rd regiment.",
    "One of the men said so.",
    "It was as written [12].",
    "The road is 30 km long and 4 metres wide.",
    "He was held for 15 days.",
    "Many civilians and several soldiers were killed.",
    "The third attack came in spring.",
    "Version 2.0 of the report, no. 7.",
    "It was 1.000 or so they say.",
    "They may march again.",
    "Not 300 men.",
    "300 more were killed.",
    "Another 12 men were killed.",
    "12 attacks per day were reported.",
    "Every day, 12 people die.",
    "12 people each.",
    "1 in 3 fled.",
    "One in three women fled.",
    "One woman in three fled.",
    "Two of the 300 men died.",
    "Casualties rose by another 300 men.",
]


@pytest.mark.parametrize(("text", "found"), FOUND, ids=[text for text, _ in FOUND])
def test_finds(text: str, found: list[tuple[str, str]]) -> None:
    assert [told(one) for one in spot(text)] == found


@pytest.mark.parametrize("text", NOTHING)
def test_finds_nothing(text: str) -> None:
    assert [told(one) for one in spot(text)] == []


def test_places_are_code_points() -> None:
    text = "🇲🇱 Ségou: 300 men were killed."
    (one,) = spot(text)
    assert text[one.start : one.end] == one.words == "300 men"
    assert one.kind is Kind.COUNT


def test_a_figure_is_read_by_the_readings() -> None:
    (one,) = spot("an estimated 300 men")
    assert one.reading.answer.interval() == (270, 330)
    assert one.reading.rule == "about"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("According to local residents, many died.", [("local residents", "asserts")]),
        ("According to Human Rights Watch, 300 died.", [("Human Rights Watch", "asserts")]),
        ("HRW reported that 300 died.", [("HRW", "asserts")]),
        ("The UN has documented 589 killings.", [("UN", "asserts")]),
        ("The Malian army denied that it had.", [("Malian army", "denies")]),
        ("Amnesty International alleges that 5 died.", [("Amnesty International", "alleges")]),
        ("Médecins sans frontières said so.", [("Médecins sans frontières", "asserts")]),
        ("The Ministry of Defence of Mali said so.", [("Ministry of Defence of Mali", "asserts")]),
        ("HRW and other organisations claim it.", [("HRW", "alleges")]),
        ("The army denied that it had.", [("army", "denies")]),
        ("The minister of Defence has said so.", [("minister of Defence", "asserts")]),
        ("In a report HRW said so.", [("HRW", "asserts")]),
        ("In Mali the UN has documented 589 killings.", [("UN", "asserts")]),
        ("The number of deaths reported rose.", []),
        ("He said that they came.", []),
        ("It is said that they came.", []),
        ("300 men were killed.", []),
        ("", []),
    ],
    ids=lambda value: str(value)[:40],
)
def test_names_who_says_it(text: str, names: list[tuple[str, str]]) -> None:
    assert [(one.name, one.stance.value) for one in attributions(text)] == names


def test_offers_scope_from_the_text_alone() -> None:
    text = "300 men were killed at Moura in March 2022 by foreign mercenaries."
    found = scope_words(text, spot(text))
    assert [(one.dimension, one.words) for one in found] == [
        (Dimension.POPULATION, "men"),
        (Dimension.PLACE, "Moura"),
        (Dimension.PERIOD, "March 2022"),
        (Dimension.BY_WHOM, "foreign mercenaries"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "According to the toll established on 3 May, 12 men died.",
        "The death toll says little.",
        "Figures reported that day say more.",
        "The latest estimates said that 12 men died.",
    ],
)
def test_a_toll_or_a_figure_says_nothing_by_itself(text: str) -> None:
    assert attributions(text) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("None was killed, the prefect of Mopti said.", ["prefect of Mopti"]),
        ("Doctors at the clinic in Sévaré told us of 12 dead.", ["clinic in Sévaré"]),
        ("12 died, doctors in Sévaré said.", []),
        ("12 died, Human Rights Watch said.", ["Human Rights Watch"]),
        ("In a report HRW said so.", ["HRW"]),
    ],
)
def test_a_place_that_tells_which_one_is_not_who_says_it(text: str, names: list[str]) -> None:
    assert [one.name for one in attributions(text)] == names


def test_who_drew_up_a_toll_says_it() -> None:
    (one,) = attributions("A toll established by the prefect of Nia said that 12 men died.")
    assert one.name == "prefect of Nia"


@pytest.mark.parametrize(
    ("text", "places", "periods", "by_whom"),
    [
        ("At Least 12 men died in Mopti in May 2023.", ["Mopti"], ["May 2023"], []),
        ("At Dawn, 12 men died near Nia.", ["Nia"], [], []),
        ("In Friday's attack, 12 men died.", [], [], []),
        ("In Total, 12 men died, he said in French.", [], [], []),
        ("In Operation Dawn, 12 men died at Nia.", ["Nia"], [], []),
        ("12 men died, HRW said on 3 May 2023.", [], [], []),
        ("In a report of May 2023 HRW wrote that 12 men died in March 2022.", [], ["March 2022"], []),
        ("12 men died, by a toll established on 3 May 2023.", [], [], []),
        ("12 deaths confirmed by HRW, all caused by drones.", [], [], ["drones"]),
        ("12 men were killed on 3 May 2023 by soldiers.", [], ["3 May 2023"], ["soldiers"]),
    ],
)
def test_what_is_no_place_no_period_and_nobody_who_did_it_is_not_offered(
    text: str, places: list[str], periods: list[str], by_whom: list[str]
) -> None:
    found = scope_words(text, spot(text))
    words = {d: [one.words for one in found if one.dimension is d] for d in Dimension}
    assert words[Dimension.PLACE] == places
    assert words[Dimension.PERIOD] == periods
    assert words[Dimension.BY_WHOM] == by_whom


def test_people_are_no_scope_for_they_leave_nobody_out() -> None:
    text = "300 people were killed."
    assert scope_words(text, spot(text)) == ()


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("300 men were shot dead", {"killed"}),
        ("27 killed, 12 wounded", {"killed", "injured"}),
        ("They spoke with ten witnesses", {"interviews"}),
        ("Nothing of that", set()),
    ],
)
def test_names_the_measures(text: str, measures: set[str]) -> None:
    assert measures_in(text) == measures


def test_a_text_beyond_all_reason_is_cut_off() -> None:
    assert spot("300 men " * 100_000)[-1].end <= 20_000


ENGLISH_TEXT = "It was said that the men of the village had been taken to the river and were not seen there again."
FRENCH_TEXT = "Il a été dit que les hommes du village ont été conduits à la rivière et que personne ne les a revus."
GERMAN_TEXT = "Es hieß, die Männer des Dorfes seien zum Fluss gebracht und dort nicht wieder gesehen worden."


@pytest.mark.parametrize(
    ("code", "text", "lang"),
    [
        ("en", ENGLISH_TEXT, ENGLISH),
        ("eng-GB", ENGLISH_TEXT, ENGLISH),
        ("fr-ML", FRENCH_TEXT, FRENCH),
        ("fr", "300 Moura", FRENCH),
        ("", ENGLISH_TEXT, ENGLISH),
        ("", FRENCH_TEXT, None),
        ("", GERMAN_TEXT, None),
        ("de", GERMAN_TEXT, None),
        ("fr", ENGLISH_TEXT, None),
        ("en", FRENCH_TEXT, None),
        ("", "", None),
    ],
)
def test_a_text_is_read_in_its_own_language_alone(code: str, text: str, lang: Language | None) -> None:
    assert read_in(code, text) is lang


def test_a_sunday_with_its_date_is_not_the_last_one() -> None:
    written = (date(2022, 4, 5), date(2022, 4, 5))
    assert spot("They came on Sunday, 27 March.", written) == spot("They came on Sunday, March 27th.", written) == ()
    assert [one.words for one in spot("They came on Sunday.", written)] == ["Sunday"]
