"""What an evidence package needs beside its report: originals, texts, the ledger. Rows → open files and iterators.

Nothing is read before it is asked for but what decides which files may leave. It is asked now, not when the report was
frozen: what has become confidential since stays in.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import IO

from claims.domain.chain import GENESIS, Hashed, ObjectRef, body_hash, entry_hash, sealed_hash, written_time
from claims.exports.package import CannotPackage, Contents, Stored
from claims.exports.report_parts import Part, Parts, number
from claims.models import Claim, Document, LedgerEntry, LedgerObject, TextVersion
from claims.reports.confidential import confidential
from claims.reports.report_redaction import Names, confidential_names

AT_ONCE = 500
"""Entries of the ledger in memory."""

NAMING_DEEDS = frozenset(
    {"review_claim", "settle_conflict", "reopen_conflict", "decide_figure", "withdraw_decision", "withdraw_claim"}
)
"""What a report names people for. Who recorded something it does not say, so neither does the extract."""


def contents_of(report: Part) -> Contents:
    """Raises CannotPackage, also while what it gives is read. A few queries, and one a text and 500 entries then."""
    parts = Parts(report)
    documents = _documents(parts)
    back = _kept_back(documents)
    leaving = {key: row for key, row in documents.items() if key not in back}
    texts = {
        (key, text.number): _text(text, key)
        for key, row in leaving.items()
        for text in _texts_of(row, parts.texts.get(key, {}))
    }
    return Contents(
        originals={key: _original(row, key) for key, row in leaving.items()},
        texts=texts,
        kept_back=sorted(back),
        ledger=lambda: _ledger(parts),
    )


def kept_back_now(report: Part) -> Collection[str]:
    """The documents of the report whose files must not leave today. Raises CannotPackage. A few queries, and one a
    document where anything confidential has a name.
    """
    return _kept_back(_documents(Parts(report)))


# --- documents --------------------------------------------------------------------------------------------------------


def _documents(parts: Parts) -> dict[str, Document]:
    """By their keys in the report. One query. Raises CannotPackage where a report is about other bytes."""
    rows = Document.objects.select_related("publisher").in_bulk([number(key) for key in parts.documents])
    found = {}
    for key, said in parts.documents.items():
        row = rows.get(number(key))
        if row is None or row.sha256 != said["sha256"]:
            raise CannotPackage(f"The tracker does not have {key} of this report, or has another in its place.")
        found[key] = row
    return found


def _kept_back(documents: Mapping[str, Document]) -> set[str]:
    """The documents that are confidential, that hold a quote which must not leave, or that name what must not be named:
    a file leaves whole or not at all.
    """
    by_pk = {row.pk: key for key, row in documents.items()}
    rows = Claim.objects.filter(document__in=list(by_pk)).values_list("pk", "document_id")
    found_in = dict(rows.iterator())
    back = {by_pk[found_in[pk]] for pk in confidential(list(found_in))}
    back |= {key for key, row in documents.items() if row.confidential or _publisher_is_confidential(row)}
    return back | _naming(documents, back)


def _publisher_is_confidential(document: Document) -> bool:
    return document.publisher is not None and document.publisher.confidential


def _naming(documents: Mapping[str, Document], already: Collection[str]) -> set[str]:
    """Those in whose text a confidential source or document is named. A query a document, one text in memory."""
    names = Names.of(confidential_names())
    if not names:
        return set()
    return {
        key
        for key, row in documents.items()
        if key not in already
        for texts in [TextVersion.objects.filter(document=row).values_list("text", flat=True).iterator(chunk_size=1)]
        if any(map(names.stand_in, texts))
    }


def _original(document: Document, key: str) -> Stored:
    def opened() -> IO[bytes]:
        file: IO[bytes] = document.original.storage.open(str(document.original.name), "rb")
        return file

    return Stored(f"The original of {key}", document.sha256, opened)


def _texts_of(document: Document, wanted: Mapping[int, str]) -> Iterator[TextVersion]:
    """Those that quotes of the report point into, without their words. Raises CannotPackage."""
    rows = TextVersion.objects.filter(document=document, number__in=list(wanted)).defer("text")
    found = {text.number: text for text in rows}
    for each, digest in wanted.items():
        if each not in found or found[each].sha256 != digest:
            raise CannotPackage(f"Text {each} of document-{document.pk} is not the one that the report quotes.")
        yield found[each]


def _text(text: TextVersion, key: str) -> Stored:
    def opened() -> IO[bytes]:
        words = TextVersion.objects.values_list("text", flat=True).get(pk=text.pk)
        return BytesIO(words.encode())

    return Stored(f"Text {text.number} of {key}", text.sha256, opened)


# --- the ledger -------------------------------------------------------------------------------------------------------

Line = dict[str, object]


def _ledger(parts: Parts) -> Iterator[Line]:
    """An entry a line, from the first to the head that the report names. Raises CannotPackage."""
    head, here, names = parts.report["ledger"], _objects_of(parts), parts.people
    previous, last = GENESIS, 0
    for entry, objects in _entries_up_to(head["sequence"]):
        hashed = entry.hashed(objects)
        if entry.sequence != last + 1 or entry.previous != previous:
            raise CannotPackage(
                f"The ledger does not hold at entry {last + 1}: it does not follow from the one before."
            )
        if entry.hash != entry_hash(**hashed):
            raise CannotPackage(f"The ledger does not hold at entry {entry.sequence}: its hash does not fit.")
        told = here.issuperset(objects) and bool(objects)
        named = told and entry.deed in NAMING_DEEDS and entry.actor_name in names
        yield _line(hashed, entry.hash, told, named)
        previous, last = entry.hash, entry.sequence
    if head["sequence"] != last or head["hash"] not in ("", previous):
        raise CannotPackage("The ledger no longer leads to the head that the report names.")


def _line(hashed: Hashed, own: str, told: bool, named: bool) -> Line:
    sealed = sealed_hash(hashed["actor"], hashed["commitment"])
    body = body_hash(hashed["at"], hashed["deed"], hashed["objects"], sealed)
    line: Line = {"sequence": hashed["sequence"], "previous": hashed["previous"], "hash": own, "body": body}
    if told:
        line |= {"at": written_time(hashed["at"]), "deed": hashed["deed"], "objects": hashed["objects"]}
    if named:
        line |= {"actor": hashed["actor"], "commitment": hashed["commitment"]}
    elif told:
        line["sealed"] = sealed
    return line


def _entries_up_to(sequence: int) -> Iterator[tuple[LedgerEntry, list[ObjectRef]]]:
    """In order, without what they hold. Two queries for every 500."""
    for after in range(0, sequence, AT_ONCE):
        here = {"sequence__gt": after, "sequence__lte": min(after + AT_ONCE, sequence)}
        objects: dict[int, list[ObjectRef]] = defaultdict(list)
        links = LedgerObject.objects.filter(**{f"entry__{name}": value for name, value in here.items()})
        for entry, kind, pk in links.values_list("entry_id", "kind", "object_id"):
            objects[entry].append((kind, pk))
        for entry_row in LedgerEntry.objects.filter(**here).defer("payload", "salt").order_by("sequence"):
            yield entry_row, objects[entry_row.pk]


def _objects_of(parts: Parts) -> frozenset[ObjectRef]:
    """What the report is about, as the ledger names it."""
    return frozenset((key.rpartition("-")[0], number(key)) for key in parts.everything)
