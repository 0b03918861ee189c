"""`/method/`: the rules as they are applied, not as somebody once wrote them down."""

import pytest
from django.test import Client

from claims import actions
from claims.domain.reading import RULES
from claims.domain.sheet_rules import LEFT_OUT_BY_ALL
from claims.domain.sheet_rules import RULES as SHEET_RULES
from claims.models.source import Grade
from claims.roles import ROLES
from tests.cast import person
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db

ADDRESS = "/method/"


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


def test_shows_every_rule_of_reading(reader: Client) -> None:
    answer = reader.get(ADDRESS)
    assert answer.context["page"].rules == RULES
    assert "n ± the margin" in text_of(answer) and "ACLED" in text_of(answer)


def test_reads_its_examples_with_the_margin_in_force(reader: Client) -> None:
    def read_as() -> dict[str, str]:
        return {example.words: example.read_as for example in reader.get(ADDRESS).context["page"].examples}

    assert read_as()["an estimated 300 men"] == "270–330 people" and "±10 %" in text_of(reader.get(ADDRESS))
    actions.set_margin(by=person("administrator"), percent=20)
    assert read_as()["an estimated 300 men"] == "240–360 people" and "±20 %" in text_of(reader.get(ADDRESS))


def test_tells_every_rule_of_the_sheet_and_what_all_leave_out(reader: Client) -> None:
    page = text_of(reader.get(ADDRESS))
    assert 'id="sheets"' in page and LEFT_OUT_BY_ALL in page
    for rule in SHEET_RULES:
        assert rule.words in page and rule.source in page and f"{rule.key}, version {rule.version}" in page


def test_tells_verdicts_decisions_grades_and_roles(reader: Client) -> None:
    page = reader.get(ADDRESS).context["page"]
    assert [term.word for term in page.verdicts] == ["corroborated", "conflicting", "unverified"]
    assert [term.word for term in page.decisions] == ["explained", "resolved", "undecidable", "reopened"]
    assert [term.word for term in page.grades] == Grade.values
    assert [term.word for term in page.roles] == list(ROLES)


def test_every_link_on_the_page_leads_somewhere(reader: Client) -> None:
    text = text_of(reader.get(ADDRESS)).split("<main")[1]
    anchors = {part.split('"')[0] for part in text.split('href="#')[1:]}
    assert anchors and all(f'id="{anchor}"' in text for anchor in anchors)


def test_reads_the_margin_and_nothing_else(reader: Client) -> None:
    assert reads(lambda: reader.get(ADDRESS)) <= 5


def test_nobody_without_a_role_sees_it(db: None) -> None:
    assert visitor("").get(ADDRESS).status_code == 403
    assert Client().get(ADDRESS).status_code == 302


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_takes_no_other_method(reader: Client, method: str) -> None:
    assert getattr(reader, method)(ADDRESS).status_code == 405
