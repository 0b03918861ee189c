"""The parts of a report value by their keys, and how each is named wherever a format refers to it. Knows no models.

Formats take a report whether it was made just now or kept with a release, so they read nothing but the value.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Part = Mapping[str, Any]
"""An object of a report value; report.schema.json says what its names mean."""

KEPT_BACK = "kept back"
"""Stands where a report has null for words that must not leave. What is empty is something else, and stays empty."""


@dataclass(frozen=True)
class Parts:
    report: Part

    @cached_property
    def claims(self) -> Mapping[str, Part]:
        """Those that answer a question here, in the order of the report."""
        return _by_key(self.report["claims"])

    @cached_property
    def beside(self) -> Mapping[str, Part]:
        """Those that another one names, and that answer no question here."""
        return _by_key(self.report["claims_beside"])

    @cached_property
    def events(self) -> Mapping[str, Part]:
        return _by_key(self.report["events"])

    @cached_property
    def questions(self) -> Mapping[str, Part]:
        return _by_key(self.report["questions"])

    @cached_property
    def rows(self) -> Mapping[str, Part]:
        """The rows of the sheet, by the keys of their questions."""
        return {row["question"]: row for row in self.report["sheet"]}

    @cached_property
    def conflicts(self) -> Mapping[str, Part]:
        """By the keys of their questions, each of which has one at most."""
        return {conflict["question"]: conflict for conflict in self.report["conflicts"]}

    @cached_property
    def documents(self) -> Mapping[str, Part]:
        return _by_key(self.report["documents"])

    @cached_property
    def sources(self) -> Mapping[str, Part]:
        return _by_key(self.report["sources"])

    @cached_property
    def asserted(self) -> Mapping[str, Sequence[str]]:
        """The claims here that a source asserts, by its key."""
        return _grouped((source, claim["key"]) for claim in self.claims.values() for source in claim["asserted_by"])

    @cached_property
    def published(self) -> Mapping[str, Sequence[str]]:
        """The documents here that a source published, by its key."""
        return _grouped((document["publisher"], document["key"]) for document in self.documents.values())

    @cached_property
    def stated_in(self) -> Mapping[str, Sequence[str]]:
        """The claims here that stand in a document, by its key."""
        return _grouped((claim["document"], claim["key"]) for claim in self.claims.values())

    @cached_property
    def everything(self) -> Mapping[str, Part]:
        """All that has a key, whatever it is."""
        nouns = ("events", "questions", "conflicts", "claims_beside", "claims", "documents", "sources")
        return _by_key(part for noun in nouns for part in self.report[noun])

    @cached_property
    def texts(self) -> Mapping[str, Mapping[int, str]]:
        """By document, the extractions of its text that quotes point into: their numbers and SHA-256, in order."""
        found: dict[str, dict[int, str]] = {}
        for claim in self.claims.values():
            quote = claim["quote"]
            found.setdefault(claim["document"], {})[quote["text_version"]] = quote["text_sha256"]
        return {document: dict(sorted(texts.items())) for document, texts in found.items()}

    @cached_property
    def people(self) -> frozenset[str]:
        """Everybody it names of those who review, settle, decide, withdraw and publish."""
        deeds = [deed for claim in self.claims.values() for deed in (*claim["reviews"], claim["withdrawn"])]
        deeds += [settled for conflict in self.conflicts.values() for settled in conflict["settlements"]]
        deeds += [row["decision"] for row in self.rows.values()]
        return frozenset(deed["by"] for deed in (*deeds, self.report["release"]) if deed and deed["by"] is not None)

    def part(self, key: str) -> Part:
        return self.everything[key]

    def claim(self, key: str) -> Part:
        return self.claims.get(key) or self.beside[key]

    def source_names(self, keys: Iterable[str]) -> str:
        """“Amnesty International and HRW”; "" for none."""
        return listed([self.sources[key]["name"] for key in keys])

    def named(self, keys: Iterable[str]) -> str:
        """As source_names, but so that names which hold a comma can be told apart: “Amnesty International; HRW”."""
        return "; ".join(self.sources[key]["name"] for key in keys)

    def publisher(self, document: Part) -> str:
        """ "" where that is not known."""
        return self.sources[document["publisher"]]["name"] if document["publisher"] else ""

    def address(self, part: Part) -> str:
        """Where the tracker shows it, in full."""
        return f"{self.report['site']}{part['address']}"


def listed(names: Sequence[str]) -> str:
    """“A, B and C”; "" for none."""
    *first, last = names or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def said(words: str | None) -> str:
    """The words, or that they are kept back."""
    return KEPT_BACK if words is None else words


def standing(claim: Part) -> str:
    """The word its status goes by in a count: a claim nobody reviewed is not one found unverified."""
    status: str = claim["status"]
    return status if claim["reviews"] else "unreviewed"


def number(key: str) -> int:
    """16 of `claim-16`."""
    return int(key.rpartition("-")[2])


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    """Nothing for a key that has none."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def _by_key(parts: Iterable[Part]) -> dict[str, Part]:
    return {part["key"]: part for part in parts}
