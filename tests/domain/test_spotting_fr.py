"""What is found in a French text. As in test_spotting.py, whose names are used here."""

from datetime import date

import pytest

from claims.domain.scope import Dimension
from claims.domain.spotting.scopes import scope_words
from claims.domain.spotting.speakers import attributions
from claims.domain.spotting.spot import spot
from claims.domain.spotting.topics import acts_in, advice_before, measures_in
from claims.domain.words.language import FRENCH
from tests.domain.test_spotting import told

FOUND = [
    ("Au moins 300 hommes ont été tués à Moura.", [("Au moins 300 hommes", "people")]),
    ("L'attaque a fait plus de 300 morts.", [("plus de 300 morts", "people")]),
    ("Près de 300 personnes ont été exécutées.", [("Près de 300 personnes", "people")]),
    ("Une dizaine de villageois ont été enlevés.", [("Une dizaine de villageois", "people")]),
    ("Moins d’une centaine de soldats restent.", [("Moins d’une centaine de soldats", "people")]),
    ("Des centaines de civils ont fui.", [("Des centaines de civils", "people")]),
    ("Plusieurs centaines de personnes ont fui.", [("Plusieurs centaines de personnes", "people")]),
    ("Des dizaines de milliers de personnes ont fui.", [("Des dizaines de milliers de personnes", "people")]),
    ("Les combats ont fait 27 morts et 12 blessés.", [("27 morts", "people"), ("12 blessés", "people")]),
    ("27 ont été tués et 12 blessés.", [("27", "people"), ("12 blessés", "people")]),
    ("Les soldats en ont tué 27.", [("27", "people")]),
    ("27 tués, et 12 autres ont été blessés.", [("27 tués", "people"), ("12", "people")]),
    ("Entre 20 et 30 combattants ont attaqué.", [("Entre 20 et 30 combattants", "people")]),
    ("De 20 à 30 assaillants sont venus.", [("De 20 à 30 assaillants", "people")]),
    ("Plus de 1 200 000 personnes ont fui.", [("Plus de 1 200 000 personnes", "people")]),
    ("Quelque 13 000 réfugiés sont arrivés.", [("Quelque 13 000 réfugiés", "people")]),
    ("1,5 million de personnes ont fui.", [("1,5 million de personnes", "people")]),
    ("Soixante et onze personnes, dont sept enfants, sont mortes.", [("Soixante et onze personnes", "people"),
                                                                     ("sept enfants", "people")]),
    ("Quatre-vingt-dix-neuf détenus ont été libérés.", [("Quatre-vingt-dix-neuf détenus", "people")]),
    ("Vingt et un villageois ont péri.", [("Vingt et un villageois", "people")]),
    ("Un seul civil a été tué.", [("Un seul civil", "people")]),
    ("« Plus de 200 hommes » ont été tués.", [("Plus de 200 hommes", "people")]),
    ("Jusqu'à 40 morts selon l'armée.", [("Jusqu'à 40 morts", "people")]),
    ("Ils ont incendié 14 maisons dans six villages.", [("14 maisons", "homes"), ("six villages", "villages")]),
    ("Ils ont compté 12 véhicules.", [("12 véhicules", "vehicles")]),
    ("40 % des villages ont été brûlés.", [("40 % des villages", "share")]),
    ("Un tiers de la population a fui.", [("Un tiers de la population", "share")]),
    ("Cela a coûté 10 millions de francs CFA.", [("10 millions de francs CFA", "XOF")]),
    ("C'était le 27 mars 2022.", [("27 mars 2022", "occurrence")]),
    ("Ils sont venus le 1er avril 2022.", [("1er avril 2022", "occurrence")]),
    ("En mars 2022, 60 bergers ont été abattus.", [("mars 2022", "occurrence"), ("60 bergers", "people")]),
    ("Entre le 27 et le 31 mars 2022 ils sont venus.", [("Entre le 27 et le 31 mars 2022", "occurrence")]),
    ("De mars à juillet 2024 il en fut ainsi.", [("De mars à juillet 2024", "start")]),
    ("Il en est ainsi depuis décembre 2023.", [("depuis décembre 2023", "start")]),
    ("Cela a commencé fin 2021.", [("fin 2021", "occurrence")]),
    ("Au premier semestre 2020 il pleuvait.", [("premier semestre 2020", "occurrence")]),
    ("Au cours des six premiers mois de 2020, 589 civils sont morts.",
     [("six premiers mois de 2020", "occurrence"), ("589 civils", "people")]),
    ("Ils sont partis au plus tard en mai 2022.", [("au plus tard en mai 2022", "occurrence")]),
    ("En 2022, 2 022 personnes ont fui.", [("2022", "occurrence"), ("2 022 personnes", "people")]),
]  # fmt: skip

NOTHING = [
    "Un homme a été tué et une femme blessée.",
    "L'un des hommes l'a dit.",
    "Aucun des hommes n'a parlé.",
    "De nombreux civils et plusieurs soldats ont été tués.",
    "Une demi-douzaine de soldats sont venus.",
    "La résolution 2164 a été adoptée.",
    "Voir page 3, paragraphe 12 du chapitre 4.",
    "Appelez le +223 20 22 33 44.",
    "Un garçon âgé de 12 ans est arrivé à 10h30.",
    "Le 12e régiment et la 3e brigade.",
    "La route fait 30 km et 4 mètres de large.",
    "Il a été détenu pendant 15 jours.",
    "C'est la cinquième attaque.",
    "Pas 300 hommes.",
    "300 de plus ont été tués.",
    "12 attaques par jour ont été signalées.",
    "Chaque jour, 12 personnes meurent.",
    "Deux femmes sur trois ont fui.",
    "Une personne sur 3 a fui.",
    "1 sur 3 a fui.",
    "La moitié des 300 détenus ont disparu.",
    "Deux des 300 hommes sont morts.",
]


@pytest.mark.parametrize(("text", "found"), FOUND, ids=[text for text, _ in FOUND])
def test_finds(text: str, found: list[tuple[str, str]]) -> None:
    assert [told(one) for one in spot(text, lang=FRENCH)] == found


@pytest.mark.parametrize("text", NOTHING)
def test_finds_nothing(text: str) -> None:
    assert [told(one) for one in spot(text, lang=FRENCH)] == []


@pytest.mark.parametrize(
    ("text", "found", "edtf"),
    [
        ("L'attaque a eu lieu hier.", "hier", "2022-04-04"),
        ("Le mois dernier, ils sont venus.", "Le mois dernier", "2022-03"),
        ("Ils sont venus il y a deux mois.", "il y a deux mois", "2022-02"),
        ("Ils sont venus cette année.", "cette année", "2022"),
        ("Ils sont venus dimanche.", "dimanche", "2022-04-03"),
    ],
)
def test_days_are_counted_from_the_day_of_the_text(text: str, found: str, edtf: str) -> None:
    (one,) = spot(text, (date(2022, 4, 5), date(2022, 4, 5)), FRENCH)
    assert (one.words, one.reading.answer.edtf) == (found, edtf)  # type: ignore[union-attr]


def test_a_sunday_with_its_date_is_not_the_last_one() -> None:
    assert spot("Ils sont venus le dimanche 27 mars.", (date(2022, 4, 5), date(2022, 4, 5)), FRENCH) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Selon Human Rights Watch, 300 sont morts.", [("Human Rights Watch", "asserts")]),
        ("Selon des habitants de Moura, ils sont venus.", [("habitants de Moura", "asserts")]),
        ("Ils sont venus, d’après un témoin.", [("témoin", "asserts")]),
        ("HRW a déclaré que 300 étaient morts.", [("HRW", "asserts")]),
        ("L’ONU a recensé 589 morts.", [("ONU", "asserts")]),
        ("L'armée malienne a nié avoir tué des civils.", [("armée malienne", "denies")]),
        ("Le ministre de la Défense a annoncé la mort de 203 terroristes.", [("ministre de la Défense", "asserts")]),
        ("Amnesty International accuse les soldats.", [("Amnesty International", "alleges")]),
        ("Il a dit qu'ils étaient venus.", []),
        ("Le nombre de morts rapporté a augmenté.", []),
        ("L'un des hommes l'a dit.", []),
        ("300 hommes ont été tués.", []),
    ],
)
def test_names_who_says_it(text: str, names: list[tuple[str, str]]) -> None:
    assert [(one.name, one.stance.value) for one in attributions(text, FRENCH)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Selon un bilan établi le 3 mai, 12 hommes ont été tués.", []),
        ("Le bilan provisoire indique que 12 hommes ont été tués.", []),
        ("D'après les chiffres officiels, 12 hommes ont été tués.", []),
        ("Le bilan établi par la préfecture fait état de 12 morts.", ["préfecture"]),
    ],
)
def test_a_toll_says_nothing_by_itself_but_who_drew_it_up(text: str, names: list[str]) -> None:
    assert [one.name for one in attributions(text, FRENCH)] == names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("À l'Aube, 12 civils ont été tués à Nia.", ["civils", "Nia"]),
        ("Au Total, 12 civils ont été tués en mai 2023.", ["civils", "mai 2023"]),
        ("Dans un Communiqué du 3 mai 2023, 12 civils ont été tués.", ["civils"]),
        ("12 civils sont morts, selon un bilan établi le 3 mai 2023.", ["civils"]),
        ("12 civils sont morts, selon le bilan établi par la préfecture.", ["civils"]),
    ],
)
def test_what_is_no_scope_is_not_offered(text: str, words: list[str]) -> None:
    assert [one.words for one in scope_words(text, spot(text, lang=FRENCH), FRENCH)] == words


def test_offers_scope_from_the_text_alone() -> None:
    text = "300 hommes ont été tués à Moura en mars 2022 par des mercenaires étrangers."
    assert [(one.dimension, one.words) for one in scope_words(text, spot(text, lang=FRENCH), FRENCH)] == [
        (Dimension.POPULATION, "hommes"),
        (Dimension.PLACE, "Moura"),
        (Dimension.PERIOD, "mars 2022"),
        (Dimension.BY_WHOM, "mercenaires étrangers"),
    ]


@pytest.mark.parametrize("text", ["300 personnes ont été tuées par balles.", "L'attaque a fait 27 morts."])
def test_people_and_the_dead_are_no_scope_nor_is_a_bullet_anybody(text: str) -> None:
    assert scope_words(text, spot(text, lang=FRENCH), FRENCH) == ()


def test_names_measures_acts_and_advice() -> None:
    text = "Des hommes ont été tués, d'autres arrêtés."
    assert measures_in(text, FRENCH) == {"killed", "detained"}
    assert acts_in(text, FRENCH) == ("tués", "arrêtés")
    assert advice_before("Le gouvernement devrait libérer les 300 détenus.", 40, FRENCH)
    assert not advice_before(text, len(text), FRENCH)
