"""The shared field for choosing a row among thousands: by number or exact name, else refused with candidates."""

from contextlib import suppress

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.forms.picking import PickField, PickManyField
from claims.models import Claim, Document, Event, Question, Source
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def hrw(cast: Cast) -> Source:
    return cast.source("Human Rights Watch", aliases=["HRW", "Human Rights Watch (HRW)"])


def refusal(field: forms.Field, typed: str) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    "typed",
    ["#{pk}", "{pk}", " {pk} ", "#{pk} Human Rights Watch", "#{pk} hrw", "human rights watch", "hrw", "HRW"],
)
def test_takes_a_number_a_name_or_an_alias(hrw: Source, typed: str) -> None:
    assert PickField(Source).clean(typed.format(pk=hrw.pk)) == hrw


def test_takes_a_name_without_case_in_any_script(cast: Cast) -> None:
    source = cast.source("École (Ségou)")
    assert PickField(Source).clean("ÉCOLE (SÉGOU)") == source


def test_takes_the_titles_and_texts_of_other_nouns(cast: Cast) -> None:
    event, question = cast.event("Moura, March 2022"), cast.question("How many died at Moura?")
    document = cast.document("Words.", title="12 May report")
    assert PickField(Event).clean("moura, march 2022") == event
    assert PickField(Question).clean("how many died at moura?") == question
    assert PickField(Document).clean("12 May report") == document


def test_takes_a_claim_by_number_alone(cast: Cast) -> None:
    claim = cast.claim("an estimated 300 men")
    assert PickField(Claim).clean(f"#{claim.pk}") == claim
    assert "Give its number, such as #12." in refusal(PickField(Claim), claim.statement)


def test_nothing_typed_is_nothing_picked_unless_one_is_required(hrw: Source) -> None:
    assert PickField(Source, required=False).clean("  ") is None
    assert "required" in refusal(PickField(Source), "")


def test_refuses_an_unknown_name_with_the_candidates(hrw: Source) -> None:
    said = refusal(PickField(Source), "Rights")
    assert "There is no source “Rights”" in said and f"#{hrw.pk} Human Rights Watch" in said


def test_refuses_a_title_that_several_bear(cast: Cast) -> None:
    first, second = (cast.document(words, title="Report") for words in ("One.", "Two."))
    said = refusal(PickField(Document), "report")
    assert f"#{first.pk} Report" in said and f"#{second.pk} Report" in said


def test_refuses_a_number_beside_another_ones_name(cast: Cast, hrw: Source) -> None:
    said = refusal(PickField(Source), f"#{hrw.pk} Amnesty")
    assert f"Source #{hrw.pk} is called “Human Rights Watch”, not “Amnesty”." in said


@pytest.mark.parametrize(
    "typed", ["#0", "99999999999999999999", "#-1", "٣", "\x00", "a\ud800", "x" * 601, "%", "(", "é("]
)
def test_refuses_what_stands_for_nothing(hrw: Source, typed: str) -> None:
    assert refusal(PickField(Source), typed)


def test_what_may_be_chosen_can_be_narrowed(cast: Cast, hrw: Source) -> None:
    field = PickField(Source.objects.exclude(pk=hrw.pk))
    assert refusal(field, "HRW")
    assert field.suggestions() == []


def test_shows_its_value_and_suggests_rows(hrw: Source) -> None:
    class Form(forms.Form):
        source = PickField(Source)

    for initial in (hrw, hrw.pk):
        html = str(Form(initial={"source": initial})["source"])
        assert f'value="#{hrw.pk} Human Rights Watch"' in html and "<datalist" in html
        assert f'<option value="#{hrw.pk} Human Rights Watch">' in html


def test_keeps_and_escapes_what_was_typed(cast: Cast) -> None:
    class Form(forms.Form):
        source = PickField(Source)

    cast.source('<b>"x"')
    html = str(Form({"source": "<i>typed"})["source"])
    assert "&lt;i&gt;typed" in html and "<b>" not in html


def test_several_are_picked_once_each_in_the_order_typed(cast: Cast, hrw: Source) -> None:
    amnesty = cast.source("Amnesty")
    assert PickManyField(Source).clean(f"amnesty\r\n#{hrw.pk}; HRW;\n") == [amnesty, hrw]
    assert PickManyField(Source, required=False).clean(" ;\n") == []
    assert PickManyField(Source).prepare_value([amnesty, hrw]) == f"#{amnesty.pk} Amnesty\n#{hrw.pk} Human Rights Watch"


def test_each_bad_entry_of_several_is_named(hrw: Source) -> None:
    said = refusal(PickManyField(Source), "HRW\nnobody\n#999999")
    assert "“nobody”" in said and "“#999999”" in said and "“HRW”" not in said


@pytest.mark.parametrize("typed", ["HRW", "rights", "nobody"])
def test_cleans_in_two_queries_at_most(cast: Cast, hrw: Source, typed: str) -> None:
    for number in range(20):
        cast.source(f"Other rights {number}", aliases=[f"o{number}"])
    for field in (PickField(Source), PickManyField(Source)):
        with CaptureQueriesContext(connection) as queries, suppress(ValidationError):
            field.clean(typed)
        assert len(queries) <= 2


def test_names_that_no_row_has_are_strangers(cast: Cast, hrw: Source) -> None:
    assert PickManyField(Source).strangers(f"HRW\nSahel Watch; #999\n#{hrw.pk}") == ["Sahel Watch"]
    assert PickManyField(Source).strangers("") == []
