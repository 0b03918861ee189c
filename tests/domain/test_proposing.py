"""Sentences proposed for claiming: what they hold, why they are proposed, and what never is."""

import pytest

from claims.domain.proposing import Claimed, Proposal, proposals, sentence_key, sentences

FACTS = "In March 2022 an estimated 300 men were killed at Moura. It rained. Soldiers burned the houses of the village."


def of(text: str, **options: object) -> list[Proposal]:
    return list(proposals(text, **options))  # type: ignore[arg-type]


def test_proposes_what_holds_a_figure_or_an_act_with_the_reason() -> None:
    first, second = of(FACTS)
    assert first.sentence == "In March 2022 an estimated 300 men were killed at Moura."
    assert first.reason == "figure"
    assert first.why == (
        "It holds a figure (“an estimated 300 men”) and names a date (“March 2022”) and says what was done (“killed”)."
    )
    assert (second.reason, second.acts) == ("act", ("burned",))
    assert FACTS[second.start : second.end] == second.sentence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No civilian was harmed, the army said.", "No civilian"),
        ("The army said that none of the 12 detainees was killed.", "none of the 12 detainees"),
    ],
)
def test_that_there_were_none_is_proposed_as_an_answer(text: str, words: str) -> None:
    (one,) = of(text)
    assert (one.reason, one.found[0].reading.answer.interval()) == ("figure", (0, 0))
    assert f"says that there were none (“{words}”), which is an answer: 0" in one.why


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The report counts 589 civilians killed.", "figure"),
        ("• 12 detainees freed", "figure"),
        ("The mission left the country in December 2023.", "date"),
        ("Two villagers of Nia were abducted by armed men.", "figure"),
        ("Villagers of Nia were abducted by armed men.", "act"),
        ("Nearly 40 per cent of the villages were burned.", "figure"),
    ],
)
def test_proposes(text: str, reason: str) -> None:
    assert [one.reason for one in of(text)] == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "The government should release all 300 detainees.",
        "States must investigate the killings of civilians without delay.",
        "We urge the army to free the 12 people arrested.",
        "Killings in Mali",
        "Stage 9: Extermination",
        "Call +223 20 22 33 44 for more on the killings",
        "January 2023",
        "© Al Jazeera 2020",
        "Home | News | About us | Contact",
        "See page 300 of the annex for the method used.",
        "The commission met and heard many witnesses.",
        "",
        "   \n\n ",
    ],
)
def test_does_not_propose(text: str) -> None:
    assert of(text) == []


def test_what_is_claimed_is_not_proposed_again_but_another_figure_of_the_sentence_is() -> None:
    text = "They killed 27 men and wounded 12 women."
    men, women = text.index("27 men"), text.index("12 women")
    (rest,) = of(text, claimed=[Claimed(men, men + 6)])
    assert [one.words for one in rest.found] == ["12 women"]
    assert of(text, claimed=[Claimed(men, men + 6), Claimed(women, women + 8)]) == []
    assert of(FACTS, claimed=[Claimed(0, len(FACTS))]) == []


def test_a_whole_sentence_that_is_quoted_for_one_figure_is_proposed_for_the_other() -> None:
    text = "In March 2022 they killed 27 men and wounded 12 women."
    whole = Claimed(0, len(text), "27  men")
    (rest,) = of(text, claimed=[whole])
    assert [one.words for one in rest.found] == ["12 women"]
    assert of(text, claimed=[whole, Claimed(0, len(text), "12 women")]) == []


def test_what_is_dismissed_is_not_proposed_however_it_is_spaced() -> None:
    key = sentence_key("They killed\n 27 men.")
    assert of("They killed 27 men.", dismissed=[key]) == []


def test_begins_at_a_place() -> None:
    assert [one.reason for one in of(FACTS, begins=10)] == ["act"]


def test_sentences_stand_at_their_places_in_any_script() -> None:
    text = "🇲🇱 قُتل 300 رجل. Dr. Traoré a dit: « non ».\n\nTitle\nNext line of it, Mr. X."
    for start, sentence in sentences(text):
        assert text[start : start + len(sentence)] == sentence
    assert "🇲🇱 قُتل 300 رجل." in [sentence for _, sentence in sentences(text)]


def test_a_sentence_broken_to_fit_a_page_is_one_and_a_heading_is_another() -> None:
    text = (
        "Sahel Monitor\nThe United Nations said that at least 500 people had been killed between 27 and 31 March\n"
        "2022, and that more had fled to the woods.\nNew"
    )
    assert [sentence for _, sentence in sentences(text)] == [
        "Sahel Monitor",
        "The United Nations said that at least 500 people had been killed between 27 and 31 March\n"
        "2022, and that more had fled to the woods.",
        "New",
    ]


def test_a_sentence_that_begins_late_on_a_broken_line_goes_on_with_a_capital() -> None:
    text = (
        "On 3 June gunmen entered the village of Nia. According to the Nia Elders\nCouncil, at least 38 villagers died."
    )
    assert [sentence for _, sentence in sentences(text)][1] == (
        "According to the Nia Elders\nCouncil, at least 38 villagers died."
    )


def test_a_table_that_runs_on_is_passed_over() -> None:
    assert of("300 men killed, " * 500) == []
