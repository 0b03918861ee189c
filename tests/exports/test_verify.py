"""verify.py as an outsider runs it: what holds is said, the first fault is named, and nobody's package can harm it."""

import ast
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from copy import copy
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

import pytest

from claims import actions
from claims.exports import verify
from claims.exports.package import VERIFIER
from claims.models import Event
from tests.cast import Cast
from tests.exports.packed import edited, made_consistent, packed, unpacked, value, verified


@pytest.fixture(scope="module")
def content(kept_cast: Cast) -> bytes:
    """A package whose quotes stand behind signs that take two units, or three bytes, elsewhere."""
    cast = kept_cast
    moura = cast.event("Moura")
    question = cast.question(event=moura)
    text = "𐤀𐤁 é ש: it is said that 300 people died. Others say 450 people."
    document = cast.document(text, publisher=cast.source())
    first = cast.claim("300 people", question, document=document)
    cast.claim("450 people", question, document=document)
    actions.review_claim(by=cast.lead, claim=first, verdict="conflicting", reason="See the other.")
    return packed(value(Event.objects.get()))


@pytest.fixture
def bag(content: bytes, tmp_path: Path) -> Path:
    return unpacked(content, tmp_path)


def the_only(bag: Path, pattern: str) -> Path:
    [found] = bag.glob(pattern)
    return found


def test_needs_nothing_but_an_old_python() -> None:
    tree = ast.parse(VERIFIER.read_text(), feature_version=(3, 8))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    in_3_8 = {"hashlib", "json", "os", "re", "stat", "sys", "zipfile", "zlib", "typing", "collections.abc"}
    assert names <= in_3_8 | {"__future__"}
    # Newer than 3.8 and found by no parser.
    newer = (".removeprefix(", ".removesuffix(", "strict=")
    assert not [name for name in newer if name in VERIFIER.read_text()]


def test_what_holds_is_said_of_a_folder_and_of_the_file_as_it_came(content: bytes, bag: Path) -> None:
    code, said = verified(bag)
    assert (code, said.splitlines()[-1]) == (0, "All of it holds.")
    assert "2 quotes, word for word at the place given, in 1 text." in said and "1 original, byte for byte" in said
    report = json.loads((bag / "data/report.json").read_bytes())
    assert f"entry {report['ledger']['sequence']}, {report['ledger']['hash']}" in said
    assert verified(bag.parent / "package.zip") == (code, said)


def test_the_script_in_the_package_is_the_same(bag: Path) -> None:
    assert (bag / "verify.py").read_bytes() == VERIFIER.read_bytes()


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


FILES = (
    "data/originals/*",
    "data/texts/*",
    "data/report.json",
    "data/report.jsonld",
    "data/ledger.jsonl",
    "README.txt",
    "verify.py",
    "manifest-sha256.txt",
)


@pytest.mark.parametrize("pattern", FILES)
def test_one_flipped_byte_is_found_in_its_file(bag: Path, pattern: str) -> None:
    path = the_only(bag, pattern)
    flipped(path)
    code, said = verified(bag)
    assert code == 1 and f"FAULT. {path.relative_to(bag).as_posix()}: " in said


def test_a_removed_file_is_named(bag: Path) -> None:
    path = the_only(bag, "data/originals/*")
    path.unlink()
    assert verified(bag) == (1, f"FAULT. {path.relative_to(bag).as_posix()}: is missing from the package\n")


@pytest.mark.parametrize("name", ["data/added.txt", "added.txt", "data/texts/document-9-v1.txt", ".DS_Store"])
def test_an_added_file_is_named(bag: Path, name: str) -> None:
    (bag / name).write_text("more")
    code, said = verified(bag)
    assert code == 1 and said.startswith(f"FAULT. {name}: is in the package but in no manifest")


# Whoever alters a file can alter the manifests too. What the files say of each other still tells.


def claim_moved(report: Any) -> None:
    report["claims"][1]["quote"] |= {"start": report["claims"][1]["quote"]["start"] + 1}
    report["claims"][1]["quote"] |= {"end": report["claims"][1]["quote"]["end"] + 1}


def words_altered(report: Any) -> None:
    report["claims"][0]["quote"]["exact"] = "900 people"


def before_altered(report: Any) -> None:
    report["claims"][0]["quote"]["prefix"] = "it is denied that "


def after_altered(report: Any) -> None:
    report["claims"][0]["quote"]["suffix"] = " lived"


def no_place(report: Any) -> None:
    report["claims"][0]["quote"]["end"] = 10**6


def other_text(report: Any) -> None:
    report["claims"][0]["quote"]["text_sha256"] = "0" * 64


QUOTES: dict[Callable[[Any], None], str] = {
    claim_moved: "its quote does not stand from",
    words_altered: "its quote does not stand from 24 to 34; the text says “300 people” there, the report “900 people”",
    before_altered: "other words stand before its quote",
    after_altered: "other words stand after its quote",
    no_place: "its quote has no place in the text",
    other_text: "its text is another one",
}


@pytest.mark.parametrize("edit", QUOTES, ids=lambda edit: edit.__name__)
def test_a_quote_that_does_not_stand_there_is_named_by_its_claim(bag: Path, edit: Callable[[Any], None]) -> None:
    edited(bag / "data/report.json", edit)
    made_consistent(bag)
    claims = json.loads((bag / "data/report.json").read_bytes())["claims"]
    code, said = verified(bag)
    key = claims[1 if edit is claim_moved else 0]["key"]
    assert code == 1 and f"FAULT. {key}: {QUOTES[edit]}" in said


def test_a_text_that_was_altered_is_found_by_the_report(bag: Path) -> None:
    path = the_only(bag, "data/texts/*")
    path.write_bytes(path.read_bytes() + b" And more.")
    made_consistent(bag)
    code, said = verified(bag)
    assert code == 1 and "its text is another one: its SHA-256 is not the one in the report" in said


def test_an_original_that_was_altered_is_found_by_the_report(bag: Path) -> None:
    flipped(the_only(bag, "data/originals/*"))
    made_consistent(bag)
    code, said = verified(bag)
    assert code == 1 and "its original is another file" in said


@pytest.mark.parametrize("pattern", ["data/originals/*", "data/texts/*"])
def test_a_file_taken_out_with_its_line_of_the_manifest_is_missed(bag: Path, pattern: str) -> None:
    the_only(bag, pattern).unlink()
    made_consistent(bag)
    code, said = verified(bag)
    assert code == 1 and "is missing from the package" in said


@pytest.mark.parametrize("folder", ["originals", "texts"])
def test_a_file_put_in_with_a_line_of_the_manifest_is_found(bag: Path, folder: str) -> None:
    (bag / "data" / folder / "stray.txt").write_text("more")
    made_consistent(bag)
    code, said = verified(bag)
    assert code == 1 and f"FAULT. data/{folder}/stray.txt: is " in said


def test_another_report_than_the_one_noted_is_found(bag: Path) -> None:
    edited(bag / "data/report.json", lambda report: report.update(title="Another"))
    note = (bag / "bag-info.txt").read_text()
    made_consistent(bag)
    consistent = (bag / "bag-info.txt").read_text()
    old = next(line for line in note.splitlines() if line.startswith("Report-SHA256"))
    others = [line for line in consistent.splitlines() if "Report-SHA" not in line]
    (bag / "bag-info.txt").write_text("\n".join([*others, old]) + "\n")
    tags = (bag / "tagmanifest-sha256.txt").read_text().splitlines()
    digest = sha256((bag / "bag-info.txt").read_bytes()).hexdigest()
    lines = [f"{digest}  bag-info.txt" if line.endswith("  bag-info.txt") else line for line in tags]
    (bag / "tagmanifest-sha256.txt").write_text("\n".join(lines) + "\n")
    code, said = verified(bag)
    assert code == 1 and "is not the report that bag-info.txt notes" in said


# --- the ledger -------------------------------------------------------------------------------------------------------


def relined(bag: Path, edit: Callable[[list[dict[str, Any]]], None]) -> None:
    path = bag / "data/ledger.jsonl"
    lines = [json.loads(line) for line in path.read_bytes().splitlines()]
    edit(lines)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    made_consistent(bag)


def first_with(lines: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(line for line in lines if name in line)


EDITS: dict[str, Callable[[list[dict[str, Any]]], Any]] = {
    "a deed": lambda lines: first_with(lines, "deed").update(deed="other"),
    "a time": lambda lines: first_with(lines, "at").update(at="2020-01-01T00:00:00.000000+00:00"),
    "an object": lambda lines: first_with(lines, "objects").update(objects=[]),
    "who did it": lambda lines: first_with(lines, "actor").update(actor=["mallory", 1]),
    "the commitment": lambda lines: first_with(lines, "commitment").update(commitment="0" * 64),
    "who is sealed": lambda lines: first_with(lines, "sealed").update(sealed="0" * 64),
    "a body": lambda lines: lines[1].update(body="0" * 64),
    "a hash": lambda lines: lines[1].update(hash="0" * 64),
    "a name put to it": lambda lines: first_with(lines, "sealed").update(actor=["mallory", 1]),
    "a payload put to it": lambda lines: lines[1].update(payload="{}"),
    "the deed taken away": lambda lines: first_with(lines, "deed").pop("deed"),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edited_line_of_the_ledger_is_named(bag: Path, what: str) -> None:
    before = [json.loads(line) for line in (bag / "data/ledger.jsonl").read_bytes().splitlines()]
    relined(bag, EDITS[what])
    after = [json.loads(line) for line in (bag / "data/ledger.jsonl").read_bytes().splitlines()]
    [place] = [one["sequence"] for one, other in zip(before, after, strict=True) if one != other]
    code, said = verified(bag)
    assert code == 1 and f"FAULT. ledger entry {place}: " in said


CUTS: dict[str, tuple[Callable[[list[dict[str, Any]]], Any], int, str]] = {
    "one is taken out": (lambda lines: lines.pop(2), 3, "is missing, or out of its place"),
    "two change places": (lambda lines: lines.insert(1, lines.pop(2)), 2, "is missing, or out of its place"),
    "the last one is cut off": (lambda lines: lines.pop(), -1, "is not the head that the report names"),
    "all are taken out": (lambda lines: lines.clear(), 0, "is not the head that the report names"),
    "an entry shows nothing but a hash": (
        lambda lines: [lines[3].pop(name, "") for name in ("body", "at", "deed", "objects", "sealed", "actor")],
        4,
        "has no body, so its hash cannot be recomputed",
    ),
}


@pytest.mark.parametrize("how", CUTS)
def test_a_chain_that_was_cut_is_found_where_it_breaks(bag: Path, how: str) -> None:
    edit, place, why = CUTS[how]
    count = len((bag / "data/ledger.jsonl").read_bytes().splitlines())
    relined(bag, edit)
    code, said = verified(bag)
    assert code == 1 and f"FAULT. ledger entry {count - 1 if place < 0 else place}: {why}" in said


def test_a_ledger_cut_off_within_a_line_is_found(bag: Path) -> None:
    path = bag / "data/ledger.jsonl"
    path.write_bytes(path.read_bytes()[:-5])
    made_consistent(bag)
    code, said = verified(bag)
    assert code == 1 and "its line has no end" in said


def test_a_head_of_another_ledger_is_found(bag: Path) -> None:
    edited(bag / "data/report.json", lambda report: report["ledger"].update(hash="0" * 64))
    made_consistent(bag)
    code, said = verified(bag)
    assert code == 1 and "is not the head that the report names: entry" in said


# --- packages that mean harm ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "odd",
    [
        lambda report: report.pop("claims"),
        lambda report: report.update(claims=[1]),
        lambda report: report.update(claims=[{"document": "document-1", "quote": 3}]),
        lambda report: report["claims"][0]["quote"].update(start="0"),
        lambda report: report["claims"][0]["quote"].update(prefix=7),
        lambda report: report.update(documents={"a": 1}),
        lambda report: report.update(ledger=[]),
        lambda report: report.update(format={"name": "other", "version": 1}),
    ],
)
def test_a_report_that_is_none_is_a_fault_and_no_crash(bag: Path, odd: Callable[[Any], None]) -> None:
    edited(bag / "data/report.json", odd)
    made_consistent(bag)
    assert verified(bag)[0] == 1


@pytest.mark.parametrize(
    "words", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"a":1,"a":2}', b'{"a":NaN}', b"9" * 5000, b"null"]
)
def test_a_report_that_is_no_json_is_a_fault_and_no_crash(bag: Path, words: bytes) -> None:
    (bag / "data/report.json").write_bytes(words)
    made_consistent(bag)
    code, said = verified(bag)
    assert code == 1 and "FAULT. data/report.json: is " in said


@pytest.mark.parametrize("line", [b"x", b"", b"a" * 64 + b"  ../../etc/passwd", b"a" * 64 + b"  /etc/passwd"])
def test_a_manifest_that_is_none_or_leads_out_is_refused(bag: Path, line: bytes) -> None:
    path = bag / "manifest-sha256.txt"
    path.write_bytes(path.read_bytes() + line + b"\n")
    code, said = verified(bag)
    assert code == 1 and ("is none of a manifest" in said or "leads out of the package" in said)


def test_a_link_is_refused(bag: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mine")
    (bag / "data/link").symlink_to(secret)
    assert verified(bag) == (1, "FAULT. data/link: is a link to somewhere else; a package has none\n")


def repacked(content: bytes, folder: Path, change: Callable[[ZipFile], None]) -> Path:
    """The package with something more in its zip file."""
    path = folder / "hostile.zip"
    path.write_bytes(content)
    with ZipFile(path, "a") as zipped:
        change(zipped)
    return path


def link(zipped: ZipFile) -> None:
    info = ZipInfo(f"{zipped.namelist()[0].split('/')[0]}/data/link")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    zipped.writestr(info, "/etc/passwd")


HOSTILE: dict[str, tuple[Callable[[ZipFile], None], str]] = {
    "out of it": (lambda zipped: zipped.writestr("../../evil.txt", ""), "leads out of the package"),
    "from the root": (lambda zipped: zipped.writestr("/etc/evil", ""), "leads out of the package"),
    "the other way": (lambda zipped: zipped.writestr("a\\..\\evil", ""), "leads out of the package"),
    "a drive": (lambda zipped: zipped.writestr("C:/evil", ""), "leads out of the package"),
    "beside it": (lambda zipped: zipped.writestr("beside.txt", ""), "stands beside the package"),
    "a link": (link, "is a link to somewhere else"),
    "unseen signs": (lambda zipped: zipped.writestr("a\u202eb", ""), "signs that nobody can see"),
    "another packing": (lambda zipped: zipped.writestr("x", "x" * 99, zipfile.ZIP_LZMA), "packages are not"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_zip_file_that_means_harm_is_refused(content: bytes, tmp_path: Path, what: str) -> None:
    change, why = HOSTILE[what]
    code, said = verified(repacked(content, tmp_path, change))
    assert code == 1 and why in said and "\u202e" not in said


def test_a_name_that_stands_twice_is_refused(content: bytes, tmp_path: Path) -> None:
    def twice(zipped: ZipFile) -> None:
        with pytest.warns(UserWarning, match="Duplicate"):
            zipped.writestr(zipped.namelist()[0], "BagIt-Version: 1.0\n")

    code, said = verified(repacked(content, tmp_path, twice))
    assert code == 1 and "is twice in the package" in said


def huge(zipped: ZipFile) -> None:
    """Tells another size in the list of files, which is what is believed."""
    zipped.getinfo(zipped.namelist()[1]).file_size = 1 << 40
    zipped.writestr("x", "")


def shared(zipped: ZipFile) -> None:
    """Ten thousand names for the same packed bytes: each of a size that can be, all of them together not."""
    first = zipped.getinfo(zipped.namelist()[1])
    for number in range(10_000):
        again = copy(first)
        again.filename = f"{first.filename}-{number}"
        again.file_size = first.compress_size * 1000
        zipped.filelist.append(again)
    zipped.writestr("x", "")


@pytest.mark.parametrize("change", [huge, shared])
def test_a_size_that_cannot_be_is_refused_before_anything_is_read(
    content: bytes, tmp_path: Path, change: Callable[[ZipFile], None]
) -> None:
    code, said = verified(repacked(content, tmp_path, change))
    assert code == 1 and "says that it holds more than its size allows" in said


def test_a_text_larger_than_can_be_read_is_refused(bag: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "LARGEST_TEXT", 10)
    with pytest.raises(verify.Fault, match="is larger than 10 bytes"):
        list(verify.checks(str(bag)))


@pytest.mark.parametrize("path", ["nowhere", "empty", "words.zip", "cut.zip"])
def test_what_is_no_package_is_said(content: bytes, tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "words.zip").write_text("no zip file")
    (tmp_path / "cut.zip").write_bytes(content[:-200])
    code, said = verified(tmp_path / path)
    assert code == 1 and said.startswith("FAULT. ")


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8])
def test_a_flipped_byte_of_the_file_as_it_came_is_found(content: bytes, tmp_path: Path, place: float) -> None:
    raw = bytearray(content)
    raw[int(len(raw) * place)] ^= 0xFF
    path = tmp_path / "flipped.zip"
    path.write_bytes(raw)
    assert verified(path)[0] == 1


def test_called_wrongly_it_says_how() -> None:
    done = subprocess.run([sys.executable, "-I", str(VERIFIER)], capture_output=True, encoding="utf-8")
    assert done.returncode == 2 and done.stdout.startswith("Run: python3 -I verify.py PACKAGE")
