"""`/documents/<pk>/repeats/`: recording that a document repeats another; circles and unknown documents are refused."""

import pytest
from django.test import Client

from claims.models import DocumentRepeats
from tests.cast import Cast
from tests.web.ladder import text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def contributor(db: None) -> Client:
    return visitor("contributor")


def test_records_it_by_number_or_title(cast: Cast, contributor: Client) -> None:
    agency, paper, blog = (cast.document(f"{n}.", title=n) for n in ("The agency", "The paper", "The blog"))
    for document, typed in ((paper, "the agency"), (blog, f"#{agency.pk}")):
        answer = contributor.post(f"{document.get_absolute_url()}repeats/", {"repeats": typed, "note": "Same words."})
        assert answer["Location"] == document.get_absolute_url()
    links = DocumentRepeats.objects.order_by("id").values_list("document", "repeats", "note")
    assert list(links) == [(paper.pk, agency.pk, "Same words."), (blog.pk, agency.pk, "Same words.")]


def test_refuses_what_makes_no_sense(cast: Cast, contributor: Client) -> None:
    agency, paper = cast.document("One.", title="The agency"), cast.document("Two.", title="The paper")
    assert contributor.post(f"{paper.get_absolute_url()}repeats/", {"repeats": str(agency.pk)}).status_code == 302
    for document, typed, said in (
        (paper, "", "This field is required."),
        (paper, "paper", "There is no document “paper”. Perhaps: "),
        (paper, "the paper", "in a circle"),
        (agency, "the paper", "in a circle"),
        (paper, "the agency", "already recorded"),
    ):
        url = f"{document.get_absolute_url()}repeats/"
        answer = contributor.post(url, {"repeats": typed, "note": "Typed long."})
        assert answer.status_code == 422 and said in text_of(answer) and "Typed long." in text_of(answer), said
    assert DocumentRepeats.objects.count() == 1


def test_a_wrong_number_is_not_found(contributor: Client) -> None:
    assert contributor.get("/documents/999/repeats/").status_code == 404


def test_refuses_somebody_who_may_only_read(cast: Cast) -> None:
    agency, paper = cast.document("One."), cast.document("Two.")
    reader, url = visitor("reader"), f"{paper.get_absolute_url()}repeats/"
    assert reader.get(url).status_code == 403
    assert reader.post(url, {"repeats": str(agency.pk)}).status_code == 403
    assert not DocumentRepeats.objects.exists()


def test_takes_no_other_method(cast: Cast, contributor: Client) -> None:
    assert contributor.put(f"{cast.document('One.').get_absolute_url()}repeats/").status_code == 405
