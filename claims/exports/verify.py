"""Does an evidence package hold? Run: python3 -I verify.py PACKAGE (a folder, or the .zip file as it came).

Needs Python 3.8 or newer and nothing else; asks no network, changes nothing and unpacks nothing. It checks that

- every file is the one its manifest names, none is missing and none was added (BagIt, RFC 8493, SHA-256);
- the report is the one whose SHA-256 the package notes;
- every original and text has the SHA-256 that the report gives;
- every quote stands, word for word, at its place in its text, counted in Unicode code points;
- every ledger entry follows from the one before, from the first to the head that the report names.

Exits with 0 where all of it holds, with 1 at the first fault, which it names, and with 2 where it was called wrongly.
A package is anybody's: nothing in it is trusted, and no file of it is ever written anywhere.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import IO, Any, NoReturn

CHUNK = 1 << 20
MOST_FILES = 100_000
LARGEST_LIST = 64 << 20
"""Bytes of a manifest."""
LARGEST_REPORT = 1 << 30
LARGEST_TEXT = 256 << 20
LONGEST_LINE = 64 << 20
"""Bytes of an entry of the ledger."""
TIGHTEST = 1100
"""No packed file of these kinds holds more bytes than this many times its own: deflate ends at 1,032."""
GENESIS = "0" * 64

REPORT, KEPT_BACK, LEDGER = "data/report.json", "data/kept-back.json", "data/ledger.jsonl"
MANIFEST, TAGMANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
ORIGINALS, TEXTS = "data/originals/", "data/texts/"


class Fault(Exception):
    """The first thing that does not hold: where, and what is wrong."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{plain(where)}: {what}")


def plain(words: object) -> str:
    """Words out of a package as they may be printed: no signs that steer a terminal, and not without end."""
    text = str(words)
    shown = text if len(text) <= 200 else text[:200] + "…"
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in shown)


def refuse(where: str, what: str) -> NoReturn:
    raise Fault(where, what)


def many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


# --- a bag, whether packed or not -------------------------------------------------------------------------------------


class Bag:
    """Files by their names in the bag, with their sizes."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self.sizes = dict(sizes)
        self.digests: dict[str, str] = {}

    def open(self, name: str) -> IO[bytes]:
        raise NotImplementedError

    def chunks(self, name: str) -> Iterator[bytes]:
        if name not in self.sizes:
            refuse(name, "is missing from the package")
        try:
            with self.open(name) as file:
                while True:
                    chunk = file.read(CHUNK)
                    if not chunk:
                        return
                    yield chunk
        except (OSError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error) as failed:
            refuse(name, f"cannot be read: {plain(failed)}")

    def read(self, name: str, largest: int) -> bytes:
        found = bytearray()
        for chunk in self.chunks(name):
            found += chunk
            if len(found) > largest:
                refuse(name, f"is larger than {largest:,} bytes, the most that is read of such a file")
        return bytes(found)

    def digest(self, name: str) -> str:
        if name not in self.digests:
            found = hashlib.sha256()
            for chunk in self.chunks(name):
                found.update(chunk)
            self.digests[name] = found.hexdigest()
        return self.digests[name]


class Folder(Bag):
    def __init__(self, root: str) -> None:
        self.root = root
        super().__init__(dict(self._found()))

    def _found(self) -> Iterator[tuple[str, int]]:
        for folder, folders, files in os.walk(self.root):
            folders.sort()
            for name in sorted(folders + files):
                path = os.path.join(folder, name)
                inside = os.path.relpath(path, self.root).replace(os.sep, "/")
                kind = os.lstat(path)
                if stat.S_ISLNK(kind.st_mode):
                    refuse(inside, "is a link to somewhere else; a package has none")
                if stat.S_ISDIR(kind.st_mode):
                    continue
                if not stat.S_ISREG(kind.st_mode):
                    refuse(inside, "is no ordinary file")
                refuse_unsafe(inside)
                yield inside, kind.st_size

    def open(self, name: str) -> IO[bytes]:
        return open(os.path.join(self.root, *name.split("/")), "rb")


class Zipped(Bag):
    """Read where it lies: nothing is ever unpacked, so no name can lead anywhere."""

    def __init__(self, path: str) -> None:
        self.zip = zipfile.ZipFile(path)
        members = [member for member in self.zip.infolist() if not member.is_dir()]
        if len(members) > MOST_FILES:
            refuse(path, f"holds more than {MOST_FILES:,} files")
        names = [member.filename for member in members]
        for member in members:
            refuse_unsafe(member.filename)
            refuse_odd(member)
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            refuse(twice, "is twice in the package")
        if sum(member.file_size for member in members) > TIGHTEST * os.path.getsize(path):
            refuse(path, "says that it holds more than its size allows")
        root = self._root(names)
        self.members = {m.filename[len(root) :]: m for m in members if m.filename.startswith(root)}
        outside = [name for name in names if not name.startswith(root)]
        if outside:
            refuse(outside[0], "stands beside the package's folder")
        super().__init__({name: member.file_size for name, member in self.members.items()})

    @staticmethod
    def _root(names: list[str]) -> str:
        """The folder of the bag within the zip file, with its slash; nothing where it stands at the top."""
        roots = sorted(name[: -len("bagit.txt")] for name in names if name.split("/")[-1] == "bagit.txt")
        shortest = [root for root in roots if root.count("/") <= 1]
        if not shortest:
            refuse("bagit.txt", "is missing: this is no package")
        return shortest[0]

    def open(self, name: str) -> IO[bytes]:
        return self.zip.open(self.members[name])


def refuse_unsafe(name: str) -> None:
    """Names that lead out of the package, or that computers read differently."""
    parts = name.split("/")
    if not name or name.startswith("/") or "\\" in name or ":" in parts[0] or set(parts) & {"", ".", ".."}:
        refuse(name, "is a name that leads out of the package")
    if not name.isprintable():
        refuse(name, "is a name with signs that nobody can see")


def refuse_odd(member: zipfile.ZipInfo) -> None:
    if stat.S_ISLNK(member.external_attr >> 16):
        refuse(member.filename, "is a link to somewhere else; a package has none")
    if member.flag_bits & 1:
        refuse(member.filename, "is locked with a password")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        refuse(member.filename, "is packed in a way that packages are not")
    if member.file_size > TIGHTEST * max(member.compress_size, 1):
        refuse(member.filename, "says that it holds more than its size allows")


def opened(path: str) -> Bag:
    if os.path.isdir(path):
        inner = [name for name in sorted(os.listdir(path)) if os.path.isfile(os.path.join(path, name, "bagit.txt"))]
        if not os.path.isfile(os.path.join(path, "bagit.txt")) and len(inner) == 1:
            path = os.path.join(path, inner[0])
        return Folder(path)
    try:
        return Zipped(path)
    except (OSError, EOFError, ValueError, NotImplementedError, zipfile.BadZipFile) as failed:
        refuse(path, f"is neither a folder nor a zip file that can be read: {plain(failed)}")


# --- the manifests ----------------------------------------------------------------------------------------------------

_LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(.+)")


def listed(bag: Bag, manifest: str) -> dict[str, str]:
    """SHA-256 by name."""
    found: dict[str, str] = {}
    for line in text_of(bag.read(manifest, LARGEST_LIST), manifest).splitlines():
        match = _LINE.fullmatch(line)
        if not match:
            refuse(manifest, f"has a line that is none of a manifest: “{plain(line)}”")
        name = match.group(2).replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        refuse_unsafe(name)
        if name in found:
            refuse(name, f"is twice in {manifest}")
        found[name] = match.group(1).lower()
    return found


def check_files(bag: Bag) -> str:
    declared = text_of(bag.read("bagit.txt", LARGEST_LIST), "bagit.txt")
    if not declared.startswith("BagIt-Version: 1.0\n"):
        refuse("bagit.txt", "does not say that this is a bag of BagIt 1.0")
    tags, payload = listed(bag, TAGMANIFEST), listed(bag, MANIFEST)
    for name in sorted(set(tags) | set(payload)):
        if name not in bag.sizes:
            refuse(name, "is missing from the package")
    for name in sorted(bag.sizes):
        if name not in (payload if name.startswith("data/") else tags) and name != TAGMANIFEST:
            refuse(name, "is in the package but in no manifest: it was added, or nobody vouches for it")
    # The manifest first: of one that was altered no other line is worth checking.
    for manifest, files in ((TAGMANIFEST, tags), (MANIFEST, payload)):
        for name in sorted(files):
            if bag.digest(name) != files[name]:
                refuse(name, f"was altered: its SHA-256 is not the one in {manifest}")
    return f"{many(len(bag.sizes), 'file')} as the manifests say; none is missing, none was added."


# --- the report -------------------------------------------------------------------------------------------------------


def text_of(content: bytes, where: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as failed:
        refuse(where, f"is not UTF-8 at byte {failed.start:,}")


def json_of(content: bytes, where: str) -> dict[str, Any]:
    """An object, no name of which stands twice: two readers could else see two reports."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise ValueError("a name stands twice in one object")
        return found

    def no_number(words: str) -> NoReturn:
        raise ValueError(f"{words} is no number")

    try:
        found = json.loads(text_of(content, where), object_pairs_hook=once, parse_constant=no_number)
    except (ValueError, RecursionError) as failed:
        refuse(where, f"is no JSON that can be read: {plain(failed)}")
    if not isinstance(found, dict):
        refuse(where, "is not the JSON object that is expected")
    return found


def noted(bag: Bag) -> dict[str, str]:
    """What bag-info.txt says."""
    lines = text_of(bag.read("bag-info.txt", LARGEST_LIST), "bag-info.txt").splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line)


def check_report(bag: Bag, report: dict[str, Any]) -> str:
    note = noted(bag).get("Report-SHA256", "")
    if note != bag.digest(REPORT):
        refuse(REPORT, "is not the report that bag-info.txt notes: its SHA-256 is another")
    if report["format"] != {"name": "source-claim report", "version": 1}:
        refuse(REPORT, "is a report of another format than this script knows")
    return "The report is the one the package notes: {}.".format(plain(report["title"]))


def kept_back(bag: Bag, report: dict[str, Any]) -> set[str]:
    """The documents whose files stay in, by their keys."""
    keys = json_of(bag.read(KEPT_BACK, LARGEST_LIST), KEPT_BACK)["documents"]
    known = {document["key"] for document in report["documents"]}
    for key in keys:
        if key not in known:
            refuse(KEPT_BACK, f"names {plain(key)}, which is not in the report")
    return set(keys)


def check_originals(bag: Bag, report: dict[str, Any], back: set[str]) -> str:
    files = {name[len(ORIGINALS) :].split(".")[0]: name for name in bag.sizes if name.startswith(ORIGINALS)}
    if len(files) < sum(name.startswith(ORIGINALS) for name in bag.sizes):
        refuse(ORIGINALS, "has two files for one SHA-256")
    checked = 0
    for document in report["documents"]:
        if document["key"] in back:
            continue
        name = files.pop(document["sha256"], "")
        if not name:
            refuse(document["key"], "its original, {}, is missing from the package".format(plain(document["sha256"])))
        if bag.digest(name) != document["sha256"]:
            refuse(document["key"], "its original is another file: its SHA-256 is not the one in the report")
        if bag.sizes[name] != document["size"]:
            refuse(document["key"], "its original has another size than the report says")
        checked += 1
    for name in sorted(files.values()):
        refuse(name, "is the original of no document that the report says is here")
    unchecked = f" Kept back: {len(back):,}." if back else ""
    return f"{many(checked, 'original')}, byte for byte as the report says.{unchecked}"


# --- the quotes -------------------------------------------------------------------------------------------------------


def check_quotes(bag: Bag, report: dict[str, Any], back: set[str]) -> str:
    """Text by text, so that only one is in memory."""
    by_text: dict[str, list[dict[str, Any]]] = {}
    unchecked = 0
    for claim in report["claims"]:
        if claim["document"] in back:
            unchecked += 1
            continue
        name = "{}{}-v{}.txt".format(TEXTS, claim["document"], claim["quote"]["text_version"])
        by_text.setdefault(name, []).append(claim)
    for name in sorted(bag.sizes):
        if name.startswith(TEXTS) and name not in by_text:
            refuse(name, "is a text that no quote of the report points into")
    for name, claims in by_text.items():
        content = bag.read(name, LARGEST_TEXT)
        digest, text = hashlib.sha256(content).hexdigest(), text_of(content, name)
        for claim in claims:
            check_quote(claim, text, digest)
    quotes = many(len(report["claims"]) - unchecked, "quote")
    found = f"{quotes}, word for word at the place given, in {many(len(by_text), 'text')}."
    if unchecked:
        found += f" Not checked, for the text is kept back: {unchecked:,}."
    return found


def check_quote(claim: dict[str, Any], text: str, digest: str) -> None:
    quote, where = claim["quote"], claim["key"]
    start, end = quote["start"], quote["end"]
    if quote["text_sha256"] != digest:
        refuse(where, "its text is another one: its SHA-256 is not the one in the report")
    if not is_whole(start) or not is_whole(end) or not 0 <= start < end <= len(text):
        refuse(where, "its quote has no place in the text")
    if text[start:end] != quote["exact"]:
        refuse(
            where,
            "its quote does not stand from {:,} to {:,}; the text says “{}” there, the report “{}”".format(
                start, end, plain(text[start:end]), plain(quote["exact"])
            ),
        )
    # What is kept back is null, and there is nothing to compare.
    if quote["prefix"] and not text.endswith(quote["prefix"], 0, start):
        refuse(where, "other words stand before its quote than the report says")
    if quote["suffix"] and not text.startswith(quote["suffix"], end):
        refuse(where, "other words stand after its quote than the report says")


def is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


# --- the ledger -------------------------------------------------------------------------------------------------------


def hashed(part: Mapping[str, Any]) -> str:
    written = json.dumps(part, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    # Half of a pair can stand in JSON, and in no text.
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def entries(bag: Bag) -> Iterator[dict[str, Any]]:
    rest, position = b"", 0
    for chunk in bag.chunks(LEDGER):
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            position += 1
            yield json_of(line, f"ledger entry {position}")
        if len(rest) > LONGEST_LINE:
            refuse(f"ledger entry {position + 1}", "is longer than an entry can be")
    if rest:
        refuse(f"ledger entry {position + 1}", "its line has no end: the file was cut off")


def check_ledger(bag: Bag, report: dict[str, Any]) -> str:
    head, previous, last = report["ledger"], GENESIS, 0
    told = 0
    for entry in entries(bag):
        last += 1
        where = f"ledger entry {last}"
        if entry.get("sequence") != last or not is_whole(entry["sequence"]):
            refuse(where, "is missing, or out of its place")
        if entry.get("previous") != previous:
            refuse(where, "does not follow from the entry before it")
        previous = own_hash(entry, where)
        told += "deed" in entry
    if (last, previous if last else "") != (head["sequence"], head["hash"]):
        named = f"entry {plain(head['sequence'])}, {plain(head['hash'])}"
        refuse(f"ledger entry {last}", f"is not the head that the report names: {named}")
    entries_words = "1 ledger entry" if last == 1 else f"{last:,} ledger entries"
    return f"{entries_words}, each following from the one before, up to the report's head; told: {told:,}."


def own_hash(entry: dict[str, Any], where: str) -> str:
    """Its hash, which follows from what it says."""
    own = entry.get("hash")
    if not isinstance(own, str) or not re.fullmatch("[0-9a-f]{64}", own):
        refuse(where, "has no hash")
    if recomputed(entry, where) != own:
        refuse(where, "was altered: its hash does not follow from what it says")
    return own


def recomputed(entry: dict[str, Any], where: str) -> str:
    """The hash that an entry must have by what it says."""
    known = {"sequence", "previous", "hash", "body", "at", "deed", "objects", "actor", "commitment", "sealed"}
    if set(entry) - known:
        refuse(where, f"says something that no entry says: {plain(min(set(entry) - known))}")
    place = {"sequence": entry["sequence"], "previous": entry["previous"]}
    tells: dict[str, Any] = {name: entry[name] for name in ("at", "deed", "objects") if name in entry}
    by_whom: dict[str, Any] = {name: entry[name] for name in ("actor", "commitment") if name in entry}
    if "body" not in entry:
        refuse(where, "has no body, so its hash cannot be recomputed")
    sealed = hashed(by_whom) if by_whom else entry.get("sealed")
    if (tells or by_whom or sealed) and hashed({**tells, "sealed": sealed}) != entry["body"]:
        refuse(where, "was altered: what it says was done, when or by whom is not what its hash is over")
    return hashed({**place, "body": entry["body"]})


# --- all of it --------------------------------------------------------------------------------------------------------


def checks(path: str) -> Iterator[str]:
    """A sentence for each part that holds. Raises Fault at the first that does not."""
    yield from checks_of(opened(path))


def checks_of(bag: Bag) -> Iterator[str]:
    yield check_files(bag)
    report = json_of(bag.read(REPORT, LARGEST_REPORT), REPORT)
    try:
        yield check_report(bag, report)
        back = kept_back(bag, report)
        yield check_originals(bag, report, back)
        yield check_quotes(bag, report, back)
        yield check_ledger(bag, report)
    except (KeyError, TypeError, AttributeError, ValueError, IndexError, RecursionError, UnicodeError) as odd:
        refuse(REPORT, f"is not built as a report is ({type(odd).__name__}: {plain(odd)})")
    head = report["ledger"]
    yield "Compare these with what was published elsewhere:"
    yield f"  SHA-256 of the report: {bag.digest(REPORT)}"
    yield "  Head of the ledger:    entry {}, {}".format(plain(head["sequence"]), plain(head["hash"]))


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("Run: python3 -I verify.py PACKAGE (a folder, or the .zip file as it came)")
        return 2
    # Whatever a terminal cannot show is written in figures.
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        for sentence in checks(arguments[0]):
            print(sentence, flush=True)
    except Fault as fault:
        print(f"FAULT. {fault}")
        return 1
    except MemoryError:
        print(f"FAULT. {plain(arguments[0])}: is too large for this computer's memory")
        return 1
    print("All of it holds.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
