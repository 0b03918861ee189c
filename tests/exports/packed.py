"""Evidence packages for tests: made of what the cast recorded, unpacked, altered, and checked by verify.py."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from claims.domain.sheet_rules import TEAM_DECISION, SheetRule
from claims.exports.package import VERIFIER, manifest, package
from claims.exports.report_json import report_json
from claims.models import Event
from claims.reports.report import Redaction, Selection, report_of
from claims.reports.report_files import contents_of

SITE = "https://tracker.example"


def value(*events: Event, hidden: bool = False, rule: SheetRule = TEAM_DECISION) -> dict[str, Any]:
    """Parsed back from JSON, as a release is kept."""
    selection = Selection(events=tuple(event.pk for event in events))
    found = report_of(selection, rule, Redaction(hidden), date(2026, 1, 2), SITE)
    parsed: dict[str, Any] = json.loads(report_json(found))
    return parsed


def packed(report: dict[str, Any], **further: bytes) -> bytes:
    with package(report, contents_of(report), further) as file:
        return file.read()


def unpacked(content: bytes, folder: Path) -> Path:
    """The bag's folder."""
    (folder / "package.zip").write_bytes(content)
    with ZipFile(folder / "package.zip") as zipped:
        zipped.extractall(folder)
        return folder / zipped.namelist()[0].split("/")[0]


def verified(path: Path) -> tuple[int, str]:
    """Exit code and words of verify.py, run as an outsider runs it: by itself, with nothing of ours to import."""
    done = subprocess.run(
        [sys.executable, "-I", str(VERIFIER), str(path)], capture_output=True, cwd="/", encoding="utf-8", timeout=60
    )
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


def made_consistent(bag: Path) -> None:
    """Every hash of the bag anew, as whoever alters it would: only what the files say of each other can tell."""
    files = sorted(path for path in bag.rglob("*") if path.is_file())
    digests = {path.relative_to(bag).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}
    payload = {name: digest for name, digest in digests.items() if name.startswith("data/")}
    info = (bag / "bag-info.txt").read_text()
    lines = [line for line in info.splitlines() if not line.startswith(("Report-SHA256", "Payload-Oxum"))]
    octets = sum((bag / name).stat().st_size for name in payload)
    lines += [f"Report-SHA256: {digests['data/report.json']}", f"Payload-Oxum: {octets}.{len(payload)}"]
    (bag / "bag-info.txt").write_text("\n".join(lines) + "\n")
    (bag / "manifest-sha256.txt").write_bytes(manifest(payload))
    tags = {name for name in digests if not name.startswith("data/") and name != "tagmanifest-sha256.txt"}
    hashed = {name: sha256((bag / name).read_bytes()).hexdigest() for name in tags}
    (bag / "tagmanifest-sha256.txt").write_bytes(manifest(hashed))


def edited(path: Path, edit: Callable[[Any], None]) -> None:
    """A JSON file, altered."""
    found = json.loads(path.read_bytes())
    edit(found)
    path.write_bytes(report_json(found))
