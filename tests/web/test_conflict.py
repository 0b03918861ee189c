"""`/conflicts/<pk>/`: both sides with their quotes, claim by claim, what would decide it, and the decisions."""

import pytest
from django.test import Client

from claims import actions
from claims.domain.scope import Scope
from claims.models import Claim, Conflict, Question
from claims.reports import question_page
from tests.cast import Cast
from tests.web.ladder import reads, text_of, visitor

pytestmark = pytest.mark.django_db

MOURA = (
    "Human Rights Watch reports that an estimated 300 men were killed at Moura. "
    + "Much later in the report there is more. " * 8
    + "In March 2022 an estimated 450 civilians were killed. Nothing follows."
)


@pytest.fixture
def reader(db: None) -> Client:
    return visitor("reader")


def moura(cast: Cast) -> Conflict:
    """The founding case: one document, two figures, the second without a place."""
    hrw, watch = cast.source("HRW"), cast.source("Genocide Watch")
    question = cast.question(
        "How many people were killed at Moura?",
        bears_on=["population", "place", "period"],
        place="Moura",
        period="March 2022",
    )
    document = cast.document(MOURA, publisher=watch, title="Country report", published="2023-01")
    cast.claim(
        "an estimated 300 men",
        question,
        document=document,
        asserted_by=(hrw,),
        scope=Scope("men", "=", ""),
        graphic=True,
    )
    cast.claim("an estimated 450 civilians", question, document=document, scope=Scope("civilians", "", "="))
    return Conflict.objects.get(question=question)


def address(conflict: Conflict) -> str:
    return f"/conflicts/{conflict.pk}/"


def test_argues_the_founding_case(cast: Cast, reader: Client) -> None:
    text = text_of(reader.get(address(moura(cast))))
    for said in (
        "How many people were killed at Moura?</h1>",
        "HRW says about 300 (270–330); Genocide Watch says about 450 (405–495): the ranges do not meet, 75 apart;",
        "they would meet at ±20 %",
        "Scope: men / civilians; Moura / not stated; not stated / March 2022.",
        "same document",
        'Camp 1: <span dir="auto">270–330 people</span>',
        "1 document, 1 origin",
        "Find out whether the 450 also covers Moura: its place is not stated.",
        "Find out whether the 300 also covers March 2022: its period is not stated.",
        "by about = ±10 %",
        "January 2023",
        "<svg",
    ):
        assert said in text, said


def test_shows_the_quotes_in_their_context(cast: Cast, reader: Client) -> None:
    page = reader.get(address(moura(cast))).context["page"]
    first, second = (camp.claims[0].quote for camp in page.camps)
    assert first.prefix.endswith("reports that ") and first.suffix.startswith(" were killed at Moura.")
    assert second.prefix.startswith("…") and second.prefix.endswith("In March 2022 ") and len(second.prefix) <= 121
    assert second.suffix == " were killed. Nothing follows."


def test_folds_a_graphic_quote(cast: Cast, reader: Client) -> None:
    text = text_of(reader.get(address(moura(cast))))
    assert text.count("Graphic quote: show it") == 1
    assert text.index("Graphic quote") < text.index("Human Rights Watch reports that")


def test_leaves_blank_what_the_text_does_not_say(cast: Cast, reader: Client) -> None:
    rows = reader.get(address(moura(cast))).context["page"].rows
    said = [[(cell.words, cell.as_question, cell.differs) for cell in row.scope] for row in rows]
    assert said == [
        [("men", False, True), ("Moura", True, False), ("", False, False), ("", False, False), ("", False, False)],
        [
            ("civilians", False, True),
            ("", False, False),
            ("March 2022", True, False),
            ("", False, False),
            ("", False, False),
        ],
    ]


def test_tells_scope_dimension_by_dimension(cast: Cast, reader: Client) -> None:
    found = reader.get(address(moura(cast))).context["page"].differences
    assert [(d.dimension, d.relation) for d in found] == [
        ("Population", "different"),
        ("Place", "not_stated"),
        ("Period", "not_stated"),
    ]


def test_marks_one_origin(cast: Cast, reader: Client) -> None:
    hrw, question = cast.source("HRW"), cast.question()
    cast.claim("300 people", question, leans_on=(hrw,))
    cast.claim("400 people", question, leans_on=(hrw,))
    page = reader.get(address(Conflict.objects.get()))
    assert page.context["page"].badges == ("same origin",)
    assert "see whether the later replaces the earlier" in text_of(page)


def test_shows_other_pairs_too(cast: Cast, reader: Client) -> None:
    question = cast.question()
    for words in ("about 100", "about 300", "about 900"):
        cast.claim(words, question)
    page = reader.get(address(Conflict.objects.get()))
    assert len(page.context["page"].others) == 2 and "Other pairs" in text_of(page)
    assert [camp.values for camp in page.context["page"].camps] == ["90–110 people", "270–330 people", "810–990 people"]


def test_options_and_days_need_no_number_line(cast: Cast, reader: Client) -> None:
    option, day = cast.whether(), cast.when()
    cast.choice("yes", option)
    cast.choice("no", option)
    cast.claim("March 2022", day)
    cast.claim("May 2022", day)
    pages = {c.kind: text_of(reader.get(address(c))) for c in Conflict.objects.all()}
    assert "both cannot hold" in pages["category"] and "<svg" not in pages["category"]
    assert "the spans do not meet, 31 days apart" in pages["date"] and "<svg" in pages["date"]


def test_says_that_it_is_dissolved(cast: Cast, reader: Client) -> None:
    conflict = moura(cast)
    claim = Claim.objects.latest("pk")
    actions.withdraw_claim(by=cast.lead, claim=claim, version=claim.version, reason="Recorded twice.")
    text = text_of(reader.get(address(conflict)))
    assert "This conflict is dissolved" in text and "Who says what" not in text


def test_marks_a_settlement_older_than_the_evidence(cast: Cast, reader: Client) -> None:
    conflict = moura(cast)
    actions.settle_conflict(
        by=cast.lead,
        conflict=conflict,
        decision="explained",
        cause="scope",
        dimension="population",
        note="Men, civilians.",
    )
    text = text_of(reader.get(address(conflict)))
    assert "holds now" in text and "they differ in scope (population)" in text and "Men, civilians." in text
    cast.claim("about 800 people", Question.objects.get())
    text = text_of(reader.get(address(conflict)))
    assert "older than the evidence" in text and "It is open again." in text and "holds now" not in text


def test_only_a_lead_is_offered_the_form(cast: Cast, reader: Client) -> None:
    conflict = moura(cast)
    assert "Settle this conflict" not in text_of(reader.get(address(conflict)))
    lead = visitor("lead")
    assert "Settle this conflict" in text_of(lead.get(address(conflict)))
    actions.settle_conflict(by=cast.lead, conflict=conflict, decision="resolved", cause="revision", note="Revised.")
    text = text_of(lead.get(address(conflict)))
    assert "Settle this conflict" not in text and "Reopen this conflict" in text


def test_escapes_what_people_wrote(cast: Cast, reader: Client) -> None:
    question = cast.question("<script>q</script>")
    document = cast.document("<script>w</script> about 300. Then about 450.", title="<script>t</script>")
    for words in ("<script>w</script> about 300", "about 450"):
        cast.claim(words, question, document=document, answer=None if words == "about 450" else actions.ByHand(
            reason="<script>r</script>", bound="exactly", low=300
        ))  # fmt: skip
    assert "<script>" not in text_of(reader.get(address(Conflict.objects.get()))).split("<body>")[1]


def test_reads_as_often_for_many_claims_as_for_two(cast: Cast, reader: Client) -> None:
    conflict = moura(cast)
    few = reads(lambda: reader.get(address(conflict)))
    for _ in range(15):
        cast.claim("about 800 people", conflict.question)
    assert reads(lambda: reader.get(address(conflict))) == few <= 22


def test_says_when_not_all_claims_are_laid_out(cast: Cast, reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    conflict = moura(cast)
    for _ in range(3):
        cast.claim("about 310 people", conflict.question)
    monkeypatch.setattr(question_page, "MOST", 2)
    assert "Only 2 of the question’s 5 claims are laid out here" in text_of(reader.get(address(conflict)))


@pytest.mark.parametrize("pk", [0, 999_999, 2**63])
def test_a_wrong_number_is_not_found(reader: Client, pk: int) -> None:
    assert reader.get(f"/conflicts/{pk}/").status_code == 404


def test_nobody_without_a_role_sees_it(cast: Cast) -> None:
    conflict = moura(cast)
    assert visitor("").get(address(conflict)).status_code == 403
    assert Client().get(address(conflict)).status_code == 302


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_takes_no_other_method(cast: Cast, reader: Client, method: str) -> None:
    assert getattr(reader, method)(address(moura(cast))).status_code == 405


def test_names_the_documents_with_what_proves_them(cast: Cast, reader: Client) -> None:
    conflict = moura(cast)
    page = text_of(reader.get(address(conflict)))
    for claim in conflict.question.claims.all():
        assert claim.document.sha256 in page and f"#{claim.pk}" in page
    assert "as it stood on" in page


def test_says_on_the_page_that_it_must_not_leave(cast: Cast, reader: Client) -> None:
    conflict = moura(cast)
    assert "Keep this page in" not in text_of(reader.get(address(conflict)))
    document = conflict.question.claims.earliest("pk").document
    actions.correct_document(by=cast.lead, document=document, version=document.version, confidential=True)
    assert "Keep this page in" in text_of(reader.get(address(conflict)))


def test_can_be_cited_with_the_evidence_it_stands_on(cast: Cast, reader: Client) -> None:
    conflict = moura(cast)
    shown = reader.get(address(conflict)).content.decode()
    assert f"Evidence {conflict.question.evidence[:12]}, open, as of " in shown
    assert f"@misc{{conflict-{conflict.pk}-" in shown


def test_what_rests_on_something_confidential_is_not_to_be_cited(cast: Cast, reader: Client) -> None:
    conflict = moura(cast)
    claim = conflict.question.claims.select_related("document").first()
    assert claim
    document = claim.document
    actions.correct_document(by=cast.lead, document=document, version=document.version, confidential=True)
    shown = reader.get(address(conflict)).content.decode()
    assert "not to be cited" in shown and "@misc" not in shown
