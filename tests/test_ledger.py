"""The ledger: what a deed writes, and that any later change of it is found and named."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from claims import actions, ledger
from claims.actions.deed import act
from claims.domain import chain
from claims.models import Claim, LedgerEntry, LedgerHead, LedgerObject, Source
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def deeds(cast: Cast) -> int:
    """Some deeds; how many entries they are."""
    cast.conflict()
    return LedgerEntry.objects.count()


def last() -> LedgerEntry:
    return LedgerEntry.objects.latest("sequence")


def test_a_deed_writes_one_entry_with_its_object(cast: Cast) -> None:
    source = cast.source("Human Rights Watch")
    entry = last()
    assert (entry.deed, entry.actor_name) == ("add_source", "lena")
    assert list(entry.objects_concerned.values_list("kind", "object_id")) == [("source", source.pk)]
    assert json.loads(entry.payload)["after"]["name"] == "Human Rights Watch"


def test_a_correction_keeps_just_what_changed_before_and_after(cast: Cast) -> None:
    source = cast.source("HRW", note="an organisation")
    actions.correct_source(by=cast.lead, source=source, version=1, name="Human Rights Watch")
    payload = json.loads(last().payload)
    assert payload == {"before": {"name": "HRW"}, "after": {"name": "Human Rights Watch"}}


def test_no_projection_is_kept_in_the_ledger(cast: Cast) -> None:
    claim = cast.claim("300 men", cast.question())
    kept = json.loads(last().payload)["after"]
    assert not set(Claim.PROJECTED) & kept.keys()
    assert kept["exact"] == claim.exact


def test_a_refused_deed_writes_nothing(cast: Cast) -> None:
    document = cast.document("It is said.")
    before = LedgerEntry.objects.count()
    with pytest.raises(actions.Refused):
        actions.record_claim(
            by=cast.lead, document=document, draft=actions.ClaimDraft(quote="never said", statement="No.")
        )
    assert LedgerEntry.objects.count() == before
    assert not Claim.objects.exists()


def test_somebody_without_the_right_is_refused(cast: Cast) -> None:
    with pytest.raises(actions.NotAllowed):
        actions.add_source(by=person("reader"), name="Rumour", kind="person")
    assert not Source.objects.filter(name="Rumour").exists()


def test_the_chain_holds_after_many_deeds(deeds: int) -> None:
    found = ledger.verify()
    assert (found.fault, found.entries, found.head) == (None, deeds, last().hash)


TAMPERINGS = {
    "a payload is edited": ({"payload": '{"after":{"name":"somebody else"}}'}, "payload"),
    "a name is edited": ({"actor_name": "mallory"}, "hash"),
    "a deed is edited": ({"deed": "other"}, "hash"),
    "a time is edited": ({"at": "2020-01-01T00:00:00Z"}, "hash"),
    "a hash is edited": ({"hash": "f" * 64}, "hash"),
    "a link is edited": ({"previous": "0" * 64}, "follow"),
}


@pytest.mark.parametrize("how", TAMPERINGS)
def test_tampering_is_found_at_its_entry(deeds: int, how: str) -> None:
    columns, reason = TAMPERINGS[how]
    with act():
        LedgerEntry.objects.filter(sequence=2).update(**columns)
    fault = ledger.verify().fault
    assert fault and fault.sequence == 2
    assert reason in fault.reason


def test_another_actor_behind_the_same_name_is_found(deeds: int) -> None:
    with act():
        LedgerEntry.objects.filter(sequence=2).update(actor=person("reader"))
    fault = ledger.verify().fault
    assert fault and fault.sequence == 2 and "actor" in fault.reason


def test_a_removed_entry_is_named(deeds: int) -> None:
    with act():
        LedgerObject.objects.filter(entry=3).delete()
        LedgerEntry.objects.filter(sequence=3).delete()
    fault = ledger.verify().fault
    assert fault and (fault.sequence, "missing" in fault.reason) == (3, True)


def test_an_object_taken_from_an_entry_is_found(deeds: int) -> None:
    with act():
        LedgerObject.objects.filter(entry=2).delete()
    fault = ledger.verify().fault
    assert fault and fault.sequence == 2


def test_entries_cut_off_the_end_are_found(deeds: int) -> None:
    with act():
        LedgerObject.objects.filter(entry=deeds).delete()
        LedgerEntry.objects.filter(sequence=deeds).delete()
    fault = ledger.verify().fault
    assert fault and fault.sequence == deeds


def test_a_deed_done_during_the_walk_is_no_fault(cast: Cast, deeds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    read = ledger._entries_after

    def slowly(last: int) -> list[tuple[LedgerEntry, list[ledger.ObjectRef]]]:
        if last == deeds:
            cast.source()
        return read(last)

    monkeypatch.setattr(ledger, "_entries_after", slowly)
    found = ledger.verify()
    assert (found.fault, found.entries) == (None, deeds + 1)


def test_a_payload_that_nothing_can_read_is_shown_as_tampered(cast: Cast, deeds: int, client: Client) -> None:
    with act():
        LedgerEntry.objects.filter(sequence=2).update(payload="not JSON")
    client.force_login(cast.lead)
    assert client.get("/ledger/").status_code == 200
    assert "its payload is not the one" in client.get("/ledger/2/").content.decode()


def test_an_erased_payload_does_not_break_the_chain(deeds: int) -> None:
    with act():
        LedgerEntry.objects.filter(sequence=2).update(payload="")
    found = ledger.verify()
    assert (found.fault, found.erased) == (None, 1)


def test_the_command_names_the_first_bad_entry(deeds: int) -> None:
    call_command("verify_ledger")
    with act():
        LedgerHead.objects.update(hash="0" * 64)
    with pytest.raises(CommandError, match=f"entry {deeds}"):
        call_command("verify_ledger")


def test_the_hash_of_an_entry_follows_from_its_number_the_one_before_and_its_body(deeds: int) -> None:
    entry = last()
    objects = list(entry.objects_concerned.values_list("kind", "object_id"))
    sealed = chain.sealed_hash((entry.actor_name, entry.actor_id), entry.commitment)
    body = chain.body_hash(entry.at, entry.deed, objects, sealed)
    assert entry.hash == chain.linked_hash(entry.sequence, entry.previous, body)
