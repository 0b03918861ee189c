"""The partials every page is made of, given plain values."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace as Thing
from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string

from claims.domain.units import UNITS
from claims.reports.drawing import draw
from claims.reports.scale import Kind
from claims.reports.shapes import LineRow

HRW = Thing(name="Human Rights Watch", url="/sources/1/", grade="B", confidential=False)
REPORT = Thing(title="Mali: Army Atrocities", url="/documents/1/", published="2024-03-28", grade="F", confidential=True)


def rendered(partial: str, **context: Any) -> str:
    return re.sub(r"\s+", " ", render_to_string(f"components/_{partial}.html", context)).strip()


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html)).strip()


def claim(**changes: Any) -> Thing:
    plain = {
        "pk": 1,
        "url": "/claims/1/",
        "statement": "About 300 men were killed at Moura",
        "status": "conflicting",
        "reviewed": True,
        "outdated": False,
        "as_written": "an estimated 300 men",
        "reading": "read as 270–330 people",
        "asserters": [HRW],
        "document": REPORT,
        "withdrawn": False,
    }
    return Thing(**plain | changes)


def test_a_reviewed_status_is_filled() -> None:
    html = rendered("status", status="conflicting", reviewed=True)
    assert words_of(html) == "≠ conflicting"
    assert "unreviewed" not in html


def test_an_unreviewed_status_says_so() -> None:
    html = rendered("status", status="unverified", reviewed=False)
    assert words_of(html) == "? unverified, unreviewed"
    assert 'class="status unverified unreviewed"' in html


def test_a_review_older_than_the_evidence_says_so() -> None:
    assert "review older than the evidence" in rendered("status", status="corroborated", reviewed=True, outdated=True)


def test_a_finding_only_suggests() -> None:
    assert words_of(rendered("finding", finding="corroborated")) == "suggests ✓ corroborated"
    assert words_of(rendered("finding", finding="none")) == "does not count"


@pytest.mark.parametrize("partial", ["claim", "claim_table"])
def test_a_claim_is_shown_with_all_that_belongs_to_it(partial: str) -> None:
    words = words_of(rendered(partial, claim=claim(), claims=[claim()]))
    assert "About 300 men were killed at Moura" in words
    assert "an estimated 300 men read as 270–330 people" in words
    assert "Human Rights Watch →in Mali: Army Atrocities confidential · 28 March 2024" in words


def test_a_claim_without_asserters_is_the_documents_own_voice() -> None:
    assert "own voice" in rendered("claim", claim=claim(asserters=[]))


@pytest.mark.parametrize("partial", ["claim", "claim_table"])
def test_whom_the_text_leaves_unnamed_is_not_the_documents_own_voice(partial: str) -> None:
    unnamed, both = claim(asserters=[], others_unnamed=True), claim(others_unnamed=True)
    words = words_of(rendered(partial, claim=unnamed, claims=[unnamed]))
    assert "an unnamed source" in words and "own voice" not in words
    assert "Human Rights Watch and others unnamed" in words_of(rendered(partial, claim=both, claims=[both]))


def test_a_withdrawn_claim_is_marked() -> None:
    assert "withdrawn" in words_of(rendered("claim", claim=claim(withdrawn=True)))


def test_what_people_wrote_is_escaped() -> None:
    html = rendered("claim", claim=claim(statement="<b>x</b>", as_written="<i>", reading="<u>"))
    assert "<b>" not in html and "<i>" not in html and "<u>" not in html


def test_a_grade_is_shown_unless_it_is_no_judgement() -> None:
    assert "Reliability B: usually reliable" in rendered("source", source=HRW)
    assert "Reliability" not in rendered("document", document=REPORT)


def test_a_graphic_quote_is_folded() -> None:
    quote = Thing(prefix="before ", exact="the words", suffix=" after", graphic=True)
    html = rendered("quote", quote=quote)
    assert html.index("<details") < html.index("the words") < html.index("</details>")
    assert "<details" not in rendered("quote", quote=Thing(**vars(quote) | {"graphic": False}))


def test_a_text_keeps_its_characters_and_line_breaks() -> None:
    plain = Thing(text="One\n\n", status="")
    quote = Thing(text="two  & three", status="conflicting", reviewed=True, depth=2, anchors=["q1", "q2"], ends=[])
    html = render_to_string("components/_text.html", {"segments": [plain, quote]})
    assert re.sub(r"<[^>]*>", "", html).strip() == "One\n\ntwo  &amp; three"
    assert '<mark class="conflicting deep" id="q1">' in html
    assert '<span class="place" id="q2"></span>' in html


def test_the_end_of_a_quote_leads_to_its_claim() -> None:
    end = Thing(number=3, anchor="note-9", status="corroborated", statement="Wagner came in late 2021")
    segment = Thing(text="late 2021", status="corroborated", reviewed=True, depth=1, anchors=[], ends=[end])
    html = rendered("text", segments=[segment])
    assert '<a class="ref corroborated" href="#note-9"' in html
    assert "✓3</a>" in html


def test_a_fact_without_a_value_is_not_stated() -> None:
    html = rendered("facts", facts=[Thing(label="Place", value=""), Thing(label="Pages", value=0)])
    assert '<dt>Place</dt><dd dir="auto"><span class="blank">not stated</span></dd>' in html
    assert '<dt>Pages</dt><dd dir="auto">0</dd>' in html


def test_history_shows_who_did_what_when() -> None:
    entry = Thing(
        sequence=12, at=datetime(2026, 2, 3, 14, 5, tzinfo=UTC), actor="ana", words="recorded claim 2", url=""
    )
    assert words_of(rendered("history", entries=[entry])) == "#12 3 February 2026, 14:05 UTC ana recorded claim 2"


def test_the_pager_leads_only_where_there_is_a_page() -> None:
    html = rendered("pager", page=Thing(previous_url="", next_url="?after=1", total="1,000+"), noun="claims")
    assert words_of(html) == "1,000+ claims Next →"


def test_the_last_crumb_is_the_page_itself() -> None:
    html = rendered("breadcrumb", crumbs=[("Claims", "/claims/"), ("Claim 1", "/claims/1/")])
    assert '<a href="/claims/">Claims</a>' in html
    assert '<span aria-current="page">Claim 1</span>' in html


# --- forms ---------------------------------------------------------------------------------------


class ReviewForm(forms.Form):
    verdict = forms.ChoiceField(choices=[("conflicting", "conflicting")], widget=forms.RadioSelect)
    reason = forms.CharField(help_text="In one sentence.", widget=forms.Textarea)
    note = forms.CharField(required=False)


def test_each_error_is_linked_to_its_field() -> None:
    html = rendered("form", form=ReviewForm({}), button="Mark")
    for field in ("verdict", "reason"):
        assert f'<a href="#id_{field}">' in html
        assert f'id="id_{field}"' in html
        assert f'id="id_{field}_error"' in html


def test_help_and_error_are_tied_to_the_widget() -> None:
    html = rendered("form", form=ReviewForm({}))
    assert 'aria-describedby="id_reason_helptext id_reason_error"' in html
    assert 'id="id_reason_helptext"' in html


def test_choices_are_grouped_under_a_legend() -> None:
    html = rendered("field", field=ReviewForm()["verdict"])
    assert "<fieldset><legend>Verdict</legend>" in html


def test_fields_that_may_stay_empty_say_so() -> None:
    assert words_of(rendered("field", field=ReviewForm()["note"])) == "Note optional"


def test_typed_text_is_kept() -> None:
    assert "half a thought" in rendered("form", form=ReviewForm({"reason": "half a thought"}))


# --- the line ------------------------------------------------------------------------------------


def line(*rows: LineRow) -> str:
    shown = draw(rows, kind=Kind.QUANTITY, title="How many?", unit=UNITS["people"], key="moura")
    return rendered("line", line=shown)


MEN = LineRow("1", "HRW", "an estimated 300 men", 270, 330, 300, "conflicting", "HRW", (1,), "/claims/1/")


def test_the_drawing_is_an_image_with_a_name_and_a_description() -> None:
    html = line(MEN)
    assert 'role="img" aria-labelledby="moura-wide-title moura-wide-words"' in html
    assert '<title id="moura-wide-title">How many?</title>' in html
    assert "HRW: 270–330 people" in html


def test_the_drawing_has_a_table_twin_with_links() -> None:
    table = line(MEN).partition("<table")[2]
    assert '<a href="/claims/1/">HRW</a>' in table
    assert "270–330 people" in table


def test_ids_are_unique_on_the_page() -> None:
    ids = re.findall(r'\sid="([^"]+)"', line(MEN, LineRow("2", "GW", "450", 405, 495, camps=(2,))))
    assert len(ids) == len(set(ids))


def test_a_line_without_claims_says_so() -> None:
    assert "No claim here states a figure to draw." in line()
