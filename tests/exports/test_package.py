"""The evidence package: a valid bag, whole or not at all, the same each time, and without what must not leave."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import bagit
import pytest
from django.core.files.base import ContentFile

from claims import actions
from claims.actions.deed import act
from claims.exports import package as packages
from claims.exports.package import CannotPackage, package
from claims.exports.report_json import report_json
from claims.models import Document, Event, LedgerEntry, TextVersion
from claims.reports.report_files import contents_of
from tests.cast import Cast, person
from tests.exports.packed import packed, unpacked, value, verified

pytestmark = pytest.mark.django_db


@pytest.fixture
def moura(cast: Cast) -> Event:
    return cast.event("Moura", date="2022-03", place="Mopti")


def files(content: bytes) -> dict[str, bytes]:
    """By their names in the bag."""
    with ZipFile(BytesIO(content)) as zipped:
        return {name.partition("/")[2]: zipped.read(name) for name in zipped.namelist()}


def ledger_of(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in files(content)["data/ledger.jsonl"].splitlines()]


def decided_by_rosa(cast: Cast, moura: Event) -> None:
    """Reviewed, settled, decided, withdrawn."""
    rosa = person("lead", "rosa", first_name="Rosa", last_name="Luz")
    question = cast.conflict(event=moura)
    first, second = question.claims.order_by("pk")
    actions.review_claim(by=rosa, claim=first, verdict="conflicting", reason="See the other.", cites=[second])
    actions.settle_conflict(
        by=rosa, conflict=question.conflict, decision="resolved", cause="source_error", note="A slip."
    )
    actions.decide_figure(by=rosa, question=question, claim=second, note="Counted twice.")
    actions.withdraw_claim(by=rosa, claim=cast.claim("7 people", question), version=1, reason="Not theirs.")


# --- what stands in it ------------------------------------------------------------------------------------------------


def test_is_a_bag_that_the_library_of_congress_takes(cast: Cast, moura: Event, tmp_path: Path) -> None:
    cast.conflict(event=moura)
    bag = bagit.Bag(str(unpacked(packed(value(moura)), tmp_path)))
    bag.validate()
    assert bag.info["External-Description"] == "Moura" and bag.info["Bagging-Date"] == "2026-01-02"
    assert bag.version_info == (1, 0) and list(bag.algorithms) == ["sha256"]


def test_holds_the_report_its_originals_and_the_texts_that_quotes_point_into(cast: Cast, moura: Event) -> None:
    document = cast.document("It is said that 300 people died.", publisher=cast.source())
    cast.claim("300 people", cast.question(event=moura), document=document)
    report = value(moura)
    found = files(packed(report))
    assert found["data/report.json"] == report_json(report)
    with document.original.open() as kept:
        assert found[f"data/originals/{document.sha256}.txt"] == kept.read()
    assert found[f"data/texts/document-{document.pk}-v1.txt"] == b"It is said that 300 people died."
    assert json.loads(found["data/report.jsonld"])["@graph"] and json.loads(found["data/report.schema.json"])


def test_a_quote_into_an_earlier_text_has_that_text(cast: Cast, moura: Event) -> None:
    claim = cast.claim("300 people", cast.question(event=moura))
    with act():
        TextVersion.objects.create(document=claim.document, number=2, text="Read again.", sha256="0" * 64)
    texts = [name for name in files(packed(value(moura))) if name.startswith("data/texts/")]
    assert texts == [f"data/texts/document-{claim.document_id}-v1.txt"]


def test_further_files_are_packed_along(cast: Cast, moura: Event) -> None:
    report = value(moura)
    with package(report, contents_of(report), {"tables/claims.csv": b"a,b\n"}) as file:
        found = files(file.read())
    assert found["data/tables/claims.csv"] == b"a,b\n" and b"data/tables/claims.csv" in found["manifest-sha256.txt"]


@pytest.mark.parametrize("name", ["report.json", "../x", "/x", "a//b", "a\\b", "a b"])
def test_a_further_file_in_the_place_of_another_or_outside_is_refused(moura: Event, name: str) -> None:
    report = value(moura)
    with pytest.raises(CannotPackage, match="be called"):
        package(report, contents_of(report), {name: b""})


def test_says_to_an_outsider_what_it_is(cast: Cast, moura: Event) -> None:
    cast.conflict(event=moura)
    readme = files(packed(value(moura)))["README.txt"].decode()
    for said in (
        "EVIDENCE PACKAGE\nMoura\n",
        "python3 -I verify.py .",
        "Not a release: the report as it stood on 2026",
    ):
        assert said in readme
    assert max(map(len, readme.splitlines())) <= 100


def test_an_empty_report_is_a_package_too(db: None, tmp_path: Path) -> None:
    bag = unpacked(packed(value()), tmp_path)
    assert verified(bag)[0] == 0
    bagit.Bag(str(bag)).validate()


def test_the_same_report_gives_the_same_bytes(cast: Cast, moura: Event) -> None:
    cast.conflict(event=moura)
    report = value(moura)
    first = packed(report)
    cast.source("Recorded later")
    assert packed(json.loads(report_json(report))) == first


def test_is_called_by_its_release_where_there_is_one(moura: Event) -> None:
    release = {
        "report": "report-3",
        "number": 2,
        "address": "/r/3/2/",
        "note": "",
        "by": None,
        "at": "2026-02-03T04:05Z",
    }
    report = value(moura) | {"release": release}
    found = packed(report)
    with ZipFile(BytesIO(found)) as zipped:
        assert {name.split("/")[0] for name in zipped.namelist()} == {"report-3-release-2"}
    assert b"Bagging-Date: 2026-02-03\n" in files(found)["bag-info.txt"]
    assert b"Release 2 of report-3, published 2026-02-03." in files(found)["README.txt"]


def test_a_title_of_any_sort_breaks_no_line(cast: Cast, tmp_path: Path) -> None:
    event = cast.event("A: \u202eמורא 𐤀 \u2028 =1+1")
    bag = unpacked(packed(value(event)), tmp_path)
    bagit.Bag(str(bag)).validate()
    assert verified(bag)[0] == 0


# --- the ledger -------------------------------------------------------------------------------------------------------


def test_the_ledger_tells_what_was_done_to_what_is_in_the_report_and_no_more(cast: Cast, moura: Event) -> None:
    decided_by_rosa(cast, moura)
    other = cast.claim("5 people", cast.question())
    lines = ledger_of(packed(value(moura)))
    assert [line["sequence"] for line in lines] == list(range(1, LedgerEntry.objects.count() + 1))
    told = [line for line in lines if "deed" in line]
    assert {"review_claim", "settle_conflict", "decide_figure", "withdraw_claim"} < {line["deed"] for line in told}
    assert [["claim", other.pk]] not in [line["objects"] for line in told]
    for line in lines:
        entry = LedgerEntry.objects.get(pk=line["sequence"])
        assert (line["hash"], line["previous"]) == (entry.hash, entry.previous)


def test_the_ledger_names_only_whom_the_report_names_and_for_what_it_does(cast: Cast, moura: Event) -> None:
    decided_by_rosa(cast, moura)
    lines = ledger_of(packed(value(moura)))
    named = {(line["deed"], line["actor"][0]) for line in lines if "actor" in line}
    deeds = ("review_claim", "settle_conflict", "decide_figure", "withdraw_claim")
    assert named == {(deed, "rosa") for deed in deeds}
    # Lena recorded all of it, which no report says.
    assert b"lena" not in files(packed(value(moura)))["data/ledger.jsonl"]


def test_nobody_can_try_names_on_an_entry_that_names_nobody(cast: Cast, moura: Event) -> None:
    decided_by_rosa(cast, moura)
    content = packed(value(moura, hidden=True))
    commitments = LedgerEntry.objects.values_list("commitment", flat=True)
    assert not [one for one in commitments if one.encode() in files(content)["data/ledger.jsonl"]]
    assert any("sealed" in line for line in ledger_of(content))


def test_a_report_made_earlier_has_the_ledger_up_to_its_head(cast: Cast, moura: Event, tmp_path: Path) -> None:
    report = value(moura)
    cast.conflict(event=moura)
    content = packed(report)
    assert ledger_of(content)[-1]["hash"] == report["ledger"]["hash"]
    assert verified(unpacked(content, tmp_path))[0] == 0


def test_many_entries_are_all_there(cast: Cast, moura: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.reports.report_files.AT_ONCE", 3)
    cast.conflict(event=moura)
    assert len(ledger_of(packed(value(moura)))) == LedgerEntry.objects.count() > 7


# --- what must not leave ----------------------------------------------------------------------------------------------


def everything(content: bytes) -> str:
    """All that is in it, unpacked, as words."""
    return "\n".join(f"{name}\n{found.decode(errors='replace')}" for name, found in files(content).items())


def test_nothing_confidential_is_anywhere_in_it(cast: Cast, moura: Event) -> None:
    secret = cast.source("Informant Q", confidential=True)
    notes = cast.document("Hush: 900 people.", publisher=cast.source(), title="Field notes", confidential=True)
    question = cast.question(event=moura)
    cast.claim("300 people", question)
    rival = cast.claim("20 people", question, asserted_by=(secret,))
    cast.claim("900 people", question, document=notes)
    found = everything(packed(value(moura)))
    for hush in ("Informant Q", "Field notes", "20 people", "900 people", f"claim-{rival.pk}", "Hush", notes.sha256):
        assert hush not in found, hush
    assert f'["claim",{rival.pk}]' not in found and f'["document",{notes.pk}]' not in found


def test_a_document_with_a_quote_that_must_not_leave_stays_in_whole(cast: Cast, moura: Event, tmp_path: Path) -> None:
    text = "20 people, says the guard. 300 people, says the mayor."
    document = cast.document(text, publisher=cast.source(), title="The paper")
    guard = cast.source("The man at the gate", confidential=True)
    cast.claim("20 people, says the guard", cast.question(), document=document, asserted_by=(guard,))
    cast.claim("300 people", cast.question(event=moura), document=document)
    content = packed(value(moura))
    assert "says the guard" not in everything(content)
    assert json.loads(files(content)["data/kept-back.json"]) == {"documents": [f"document-{document.pk}"]}
    assert f"- document-{document.pk}: The paper" in files(content)["README.txt"].decode()
    code, said = verified(unpacked(content, tmp_path))
    assert (
        code == 0
        and "0 quotes, word for word at the place given, in 0 texts. Not checked, for the text is kept back: 1." in said
    )


def test_a_document_that_names_a_confidential_source_stays_in(cast: Cast, moura: Event) -> None:
    document = cast.document("300 people, says the mayor. Also there: Ibrahim Q.", publisher=cast.source())
    cast.claim("300 people", cast.question(event=moura), document=document)
    assert "Ibrahim" in everything(packed(value(moura)))
    cast.source("Ibrahim Q", confidential=True)
    assert "Ibrahim" not in everything(packed(value(moura)))


def test_what_became_confidential_after_the_release_stays_in(cast: Cast, moura: Event) -> None:
    claim = cast.claim("300 people", cast.question(event=moura))
    report, document = value(moura), claim.document
    actions.correct_document(by=cast.lead, document=document, version=document.version, confidential=True)
    found = files(packed(report))
    assert not [name for name in found if name.startswith(("data/originals", "data/texts"))]
    publisher = document.publisher
    actions.correct_document(by=cast.lead, document=document, version=document.version + 1, confidential=False)
    assert publisher
    actions.correct_source(by=cast.lead, source=publisher, version=publisher.version, confidential=True)
    assert not [name for name in files(packed(report)) if name.startswith("data/originals")]


def test_reviewers_are_named_nowhere_when_hidden(cast: Cast, moura: Event, tmp_path: Path) -> None:
    decided_by_rosa(cast, moura)
    assert "rosa" in everything(packed(value(moura)))
    content = packed(value(moura, hidden=True))
    found = everything(content).lower()
    assert not re.findall(r"\b(?:rosa|luz|lena)\b", found)
    assert "is not named in this report" in found
    assert verified(unpacked(content, tmp_path))[0] == 0


# --- whole or not at all ----------------------------------------------------------------------------------------------


@pytest.fixture
def kept(cast: Cast, moura: Event) -> Document:
    return cast.claim("300 people", cast.question(event=moura)).document


def put_in_place(document: Document, content: bytes | None) -> None:
    storage, name = document.original.storage, str(document.original.name)
    storage.delete(name)
    if content is not None:
        storage.save(name, ContentFile(content))


@pytest.mark.parametrize(
    ("content", "why"), [(None, "is missing from the store"), (b"other", "is not the one that was recorded")]
)
def test_an_original_that_is_missing_or_altered_is_named(
    kept: Document, moura: Event, content: bytes | None, why: str
) -> None:
    put_in_place(kept, content)
    with pytest.raises(CannotPackage, match=f"The original of document-{kept.pk} {why}"):
        packed(value(moura))


def test_a_text_that_was_altered_is_named(kept: Document, moura: Event) -> None:
    with act():
        TextVersion.objects.filter(document=kept).update(text="Other words.")
    with pytest.raises(CannotPackage, match=f"Text 1 of document-{kept.pk} is not the one that was recorded"):
        packed(value(moura))


def test_a_text_that_the_report_does_not_quote_is_no_stand_in(kept: Document, moura: Event) -> None:
    report = value(moura)
    with act():
        TextVersion.objects.filter(document=kept).update(sha256="0" * 64)
    with pytest.raises(CannotPackage, match="Text 1 of document-.* is not the one that the report quotes"):
        packed(report)


def test_a_document_of_another_tracker_is_no_stand_in(kept: Document, moura: Event) -> None:
    report = value(moura)
    report["documents"][0]["sha256"] = "0" * 64
    with pytest.raises(CannotPackage, match=f"does not have document-{kept.pk} of this report"):
        packed(report)


@pytest.mark.parametrize(
    ("columns", "why"),
    [({"deed": "other"}, "at entry 2: its hash"), ({"previous": "0" * 64}, "at entry 2: it does not follow")],
)
def test_a_ledger_that_does_not_hold_is_named(moura: Event, kept: Document, columns: dict[str, str], why: str) -> None:
    with act():
        LedgerEntry.objects.filter(sequence=2).update(**columns)
    with pytest.raises(CannotPackage, match=f"The ledger does not hold {why}"):
        packed(value(moura))


def test_a_ledger_that_leads_elsewhere_is_named(moura: Event) -> None:
    report = value(moura)
    report["ledger"]["hash"] = "0" * 64
    with pytest.raises(CannotPackage, match="no longer leads to the head"):
        packed(report)


def test_a_full_disk_is_said_and_leaves_nothing(kept: Document, moura: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(BytesIO):
        def write(self, content: Any) -> int:
            if self.tell() > 500:
                raise OSError(28, "No space left on device")
            return super().write(content)

    file = Full()
    monkeypatch.setattr(packages.tempfile, "TemporaryFile", lambda: file)
    with pytest.raises(CannotPackage, match="could not be written: No space left on device"):
        packed(value(moura))
    assert file.closed
