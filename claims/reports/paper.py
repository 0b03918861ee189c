"""A report as it is read on paper or a page: the report value, whether made just now or frozen long ago, with each part
beside what it rests on. No rows are read here, and nothing is decided: what stands in it is in report.py.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from claims.domain.joining import words_after, words_before
from claims.exports.drawn import Picture
from claims.exports.report_parts import Part, Parts, listed, number, standing
from claims.reports.paper_line import line_of
from claims.reports.paper_pictures import picture_of_conflicts, picture_of_standing, pictures_of_questions
from claims.reports.shapes import Line

DEEPEST_SHOWN = 3
DISSOLVED = "dissolved"
ON_EACH_SIDE = " On this side "
"""Begins what a finding tells beyond its pair (domain/rivalry.py)."""
STATUSES = ("corroborated", "conflicting", "unverified", "unreviewed")
SCOPE_NAMES = {
    "population": "Population",
    "place": "Place",
    "period": "Period",
    "by_whom": "By whom",
    "as_of": "Counted as of",
}


@dataclass(frozen=True)
class Cited:
    """One claim with the document it stands in. publisher: "" where nobody knows. also_in: further camps of it.

    pair_said: the only pair that cannot be true together is said above it, and need not be said again.
    """

    claim: Part
    document: Part
    publisher: str
    address: str
    also_in: str = ""
    pair_said: bool = False

    @property
    def number(self) -> int:
        return number(self.claim["key"])

    @property
    def document_number(self) -> int:
        return number(self.document["key"])

    @property
    def before(self) -> str | None:
        """What stands before its words, from a whole word on where it was cut; None where that is kept back."""
        quote = self.claim["quote"]
        prefix: str | None = quote["prefix"]
        return words_before(prefix) if prefix and quote["start"] > len(prefix) else prefix

    @property
    def after(self) -> str | None:
        suffix: str | None = self.claim["quote"]["suffix"]
        return words_after(suffix) if suffix else suffix

    @property
    def scope(self) -> list[tuple[str, str]]:
        """What it says that it covers, where that is not as the question has it."""
        said = self.claim["scope"]
        return [(SCOPE_NAMES[name], said[name]["words"]) for name in SCOPE_NAMES if said[name]["is"] == "other"]

    @property
    def finding(self) -> str:
        """Why the evidence suggests what it does."""
        sentence: str = self.claim["finding"]["sentence"]
        _, at, origins = sentence.partition(ON_EACH_SIDE)
        return (
            f"The other camp’s claims cannot be true together with it.{at}{origins}"
            if self.pair_said and at
            else sentence
        )

    @property
    def standing(self) -> str:
        return standing(self.claim)


@dataclass(frozen=True)
class Side:
    """Claims that stand together: a camp, those of no camp, or all where there is no conflict."""

    title: str
    words: str
    claims: tuple[Cited, ...]


@dataclass(frozen=True)
class Asked:
    """A question: its line of the sheet, its conflict if it has one, and its claims side by side.

    moved: how its figures moved over the time of publication, where that is worth a picture. past: a conflict that was,
    whose claims no longer conflict. in_order: its claims.
    """

    question: Part
    row: Part
    conflict: Part | None
    past: Part | None
    moved: Picture | None
    sides: tuple[Side, ...]
    in_order: tuple[Cited, ...]
    parts: Parts

    @property
    def key(self) -> str:
        key: str = self.question["key"]
        return key

    @property
    def depth_shown(self) -> int:
        """How far it is indented: parts of parts of parts no further."""
        return min(int(self.row["depth"]), DEEPEST_SHOWN)

    @cached_property
    def line(self) -> Line | None:
        """Its drawing, made when it is shown: of a long report that takes most of the time, and no page shows it."""
        return line_of(self.question, self.row, self.in_order, self.parts)

    @cached_property
    def claims(self) -> tuple[Cited, ...]:
        return tuple(cited for side in self.sides for cited in side.claims)


@dataclass(frozen=True)
class About:
    """An event with its questions, those in conflict first; event: None for questions of no event."""

    event: Part | None
    asked: tuple[Asked, ...]

    @property
    def title(self) -> str:
        return self.event["title"] if self.event else "Questions of no event"

    @property
    def tally(self) -> list[tuple[str, int]]:
        """How many of its claims stand in each status; withdrawn ones are not counted."""
        found = Counter(cited.standing for asked in self.asked for cited in asked.claims)
        return [(status, found[status]) for status in STATUSES]

    @property
    def sheet(self) -> tuple[Asked, ...]:
        """In the order of the sheet: parts beneath their wholes."""
        return tuple(sorted(self.asked, key=lambda asked: asked.row["place"]))


@dataclass(frozen=True)
class Origin:
    """Who says it in the end, with all claims of the report that lead back there."""

    sources: str
    claims: tuple[Cited, ...]

    @property
    def documents(self) -> list[tuple[Part, str, list[int]]]:
        """Each document with its publisher and the numbers of its claims."""
        found: dict[str, tuple[Part, str, list[int]]] = {}
        for cited in self.claims:
            found.setdefault(cited.document["key"], (cited.document, cited.publisher, []))[2].append(cited.number)
        return list(found.values())


@dataclass(frozen=True)
class Unresolved:
    """What a reader must not take for settled."""

    conflicts: tuple[Asked, ...]
    unreviewed: tuple[Cited, ...]
    outdated: tuple[Cited, ...]
    unknown_origin: tuple[Cited, ...]
    not_read: tuple[Asked, ...]

    def __bool__(self) -> bool:
        return any((self.conflicts, self.unreviewed, self.outdated, self.unknown_origin, self.not_read))


@dataclass(frozen=True)
class Paper:
    """The whole report."""

    report: Part
    about: tuple[About, ...]
    origins: tuple[Origin, ...]
    unresolved: Unresolved
    withdrawn: tuple[Cited, ...]

    @cached_property
    def gravest(self) -> Picture | None:
        """Its conflicts, where there are some to compare. Drawn when it is shown."""
        return picture_of_conflicts(Parts(self.report))

    @cached_property
    def standing(self) -> Picture | None:
        """How its claims stand."""
        return picture_of_standing(Parts(self.report))

    @property
    def statuses(self) -> tuple[str, ...]:
        return STATUSES

    @property
    def asked(self) -> list[Asked]:
        return [asked for about in self.about for asked in about.asked]

    @property
    def conflicts(self) -> list[Asked]:
        return [asked for asked in self.asked if asked.conflict]

    @property
    def totals(self) -> list[tuple[str, int]]:
        named = [("events", "events"), ("questions", "questions"), ("claims", "claims")]
        counted = [(words, len(self.report[name])) for name, words in named]
        held = [("conflicts", len(self.conflicts)), ("of them unresolved", len(self.unresolved.conflicts))]
        return [*counted, *held, ("documents", len(self.report["documents"])), ("origins", len(self.origins))]

    @property
    def repeats(self) -> list[tuple[Part, Part, str | None]]:
        """A document, what it repeats, and the note on it."""
        documents = {document["key"]: document for document in self.report["documents"]}
        return [
            (document, documents[link["document"]], link["note"])
            for document in documents.values()
            for link in document["repeats"]
        ]


def paper_of(report: Mapping[str, Any], *, summed_up: bool = False) -> Paper:
    """A report value, read back from JSON or just made, as a reader takes it in. summed_up: without the pictures that
    stand with its questions.
    """
    parts = Parts(report)
    cited = {key: _cited(claim, parts) for key, claim in parts.claims.items()}
    about = tuple(_about(parts, cited, {} if summed_up else pictures_of_questions(parts)))
    asked = [one for found in about for one in found.asked]
    return Paper(
        report=report,
        about=about,
        origins=tuple(_origins(parts, cited)),
        unresolved=_unresolved(asked, cited),
        withdrawn=tuple(one for one in cited.values() if one.claim["withdrawn"]),
    )


def _cited(claim: Part, parts: Parts) -> Cited:
    document = parts.documents[claim["document"]]
    also = listed([str(camp) for camp in claim["camps"][1:]])
    return Cited(claim, document, parts.publisher(document), parts.address(claim), also)


# --- questions --------------------------------------------------------------------------------------------------------


def _about(parts: Parts, cited: Mapping[str, Cited], pictures: Mapping[str, Picture]) -> Iterable[About]:
    asked: dict[str | None, list[Asked]] = {key: [] for key in (*parts.events, None)}
    for place, row in enumerate(parts.rows.values()):
        one = _asked(parts, {**row, "place": place}, cited, pictures)
        asked[one.question["event"]].append(one)
    for key, questions in asked.items():
        if questions or key:
            conflicts_first = sorted(questions, key=lambda one: one.conflict is None)
            yield About(parts.events[key] if key else None, tuple(conflicts_first))


def _asked(parts: Parts, row: Part, cited: Mapping[str, Cited], pictures: Mapping[str, Picture]) -> Asked:
    question, found = parts.questions[row["question"]], parts.conflicts.get(row["question"])
    past = found if found and found["state"] == DISSOLVED else None
    conflict = None if past else found
    claims = [cited[key] for key in question["claims"] if not cited[key].claim["withdrawn"]]
    if conflict and len(conflict["pairs"]) + conflict["pairs_left_out"] == 1:
        claims = [replace(one, pair_said=True) for one in claims]
    sides = _camps(question, claims) if conflict else [Side("", "", tuple(claims))]
    return Asked(
        question,
        row,
        conflict,
        past,
        pictures.get(question["key"]),
        tuple(side for side in sides if side.claims),
        tuple(claims),
        parts,
    )


def _camps(question: Part, claims: Sequence[Cited]) -> list[Side]:
    """Each claim once, in the first camp it stands in; then those that stand in none."""
    sides = [
        Side(
            f"Camp {camp['number']}: {camp['values']}",
            camp["words"],
            tuple(one for one in claims if one.claim["camps"][:1] == [camp["number"]]),
        )
        for camp in question["camps"]
    ]
    return [*sides, Side("In no camp", "", tuple(one for one in claims if not one.claim["camps"]))]


# --- the whole --------------------------------------------------------------------------------------------------------


def _origins(parts: Parts, cited: Mapping[str, Cited]) -> list[Origin]:
    """Those with the most claims first. A claim whose origins are not all known stands under those that are."""
    groups: dict[str, list[Cited]] = {}
    for one in cited.values():
        if not one.claim["withdrawn"]:
            groups.setdefault(parts.source_names(one.claim["origins"]), []).append(one)
    found = [Origin(sources, tuple(claims)) for sources, claims in groups.items()]
    return sorted(found, key=lambda origin: (not origin.sources, -len(origin.claims), origin.sources))


def _unresolved(asked: Sequence[Asked], cited: Mapping[str, Cited]) -> Unresolved:
    standing = [one for one in cited.values() if not one.claim["withdrawn"]]
    return Unresolved(
        conflicts=tuple(one for one in asked if one.conflict and one.conflict["unresolved"]),
        unreviewed=tuple(one for one in standing if not one.claim["reviews"]),
        outdated=tuple(one for one in standing if one.claim["reviews"] and one.claim["reviews"][0]["outdated"]),
        unknown_origin=tuple(one for one in standing if one.claim["counts"] and not one.claim["all_origins_known"]),
        not_read=tuple(one for one in asked if one.question["not_read_because"]),
    )
