"""`manage.py verify_documents`: what does not hold is named; what belongs to nothing is swept away when asked."""

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.management import CommandError, call_command

from claims import actions
from claims.actions.deed import act
from claims.models import Claim, Document, Import
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch) -> InMemoryStorage:
    """A store of its own: others' tests leave files behind."""
    fresh = InMemoryStorage()
    for field in (Document._meta.get_field("original"), Import._meta.get_field("held")):
        monkeypatch.setattr(field, "storage", fresh)
    return fresh


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("verify_documents", *arguments, stdout=out)
    return out.getvalue()


def test_says_that_all_holds(cast: Cast) -> None:
    cast.claim("300 men", document=cast.document("It was 300 men."))
    assert "1 documents hold. No file belongs to nothing." in said()


def test_names_a_quote_that_moved_and_ends_with_an_error(cast: Cast) -> None:
    claim = cast.claim("300 men", document=cast.document("It was 300 men."))
    with act():
        Claim.objects.update(start=0, end=7)
    with pytest.raises(CommandError, match="1 of the checks on 1 documents"):
        call_command("verify_documents", stdout=(out := StringIO()))
    assert f"claim {claim.pk}: other words stand at its place" in out.getvalue()


def test_names_an_original_that_is_gone(cast: Cast, store: InMemoryStorage) -> None:
    document = cast.document("It was 300 men.")
    store.delete(str(document.original.name))
    with pytest.raises(CommandError):
        call_command("verify_documents", stdout=(out := StringIO()))
    assert "is missing from the store" in out.getvalue()


def test_sweeps_away_what_belongs_to_nothing_when_asked(cast: Cast, store: InMemoryStorage) -> None:
    document = cast.document("It was 300 men.")
    store.save("originals/ab/left", ContentFile(b"x"))
    table = actions.receive_import(by=cast.lead, name="t.csv", original=b"a\n1\n", rows_are="events")
    assert "1 files belong to nothing" in said() and store.exists("originals/ab/left")
    assert "1 files were removed" in said("--repair") and not store.exists("originals/ab/left")
    assert store.exists(str(document.original.name)) and store.exists(str(table.held.name))
