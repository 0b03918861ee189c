"""Taking over a report of another tracker from its evidence package, through the actions: all of it or nothing.

What people did is done again in the order in which they did it, in the name of somebody who cannot log in. What the
package does not hold stays blank; what the actions cannot repeat is named and not made up.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.contrib.auth.models import Group, User
from django.db import models, transaction

from claims import actions
from claims.actions import AsWritten, ByHand, Chosen, ClaimDraft, GivenAnswer, Refused, Stale
from claims.actions.answers import BY_HAND, answer_columns
from claims.actions.questions import OptionDraft
from claims.domain.scope import AS_QUESTION, NOT_STATED, Dimension, Scope
from claims.exports import verify
from claims.exports.report_parts import Part, Parts, number
from claims.ingest.apart import extract
from claims.ingest.extracted import CannotExtract, Extracted
from claims.models import Claim, Document, Event, Option, Question, Source
from claims.models.conflict import CauseChoice, DimensionChoice
from claims.reports.report_claims import ends
from claims.roles import LEAD

M = TypeVar("M", bound=models.Model)

KEPT_BACK = "Kept back in the package this was taken over from."
"""Stands where the actions ask for words and the package keeps them back."""
EXTRACTOR = "text of an evidence package"
BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
_BUILT_OTHERWISE = (KeyError, TypeError, ValueError, AttributeError, IndexError)


class CannotTakeOver(Exception):
    """The package does not hold, or something in it has no place here. The message may be shown."""


@dataclass
class TakenOver:
    """added: by noun. left: what people did that could not be done again here, a sentence each."""

    added: dict[str, int] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def count(self, noun: str) -> None:
        self.added[noun] = self.added.get(noun, 0) + 1


@dataclass(frozen=True)
class Step:
    """Something that was done at that time. phase: what goes first where times are the same."""

    at: datetime
    phase: int
    key: int
    do: Callable[[], None]


def take_over(path: Path, by: User) -> TakenOver:
    """Raises CannotTakeOver; nothing is kept then."""
    try:
        bag = verify.opened(str(path))
        for _ in verify.checks_of(bag):
            pass
        report = verify.json_of(bag.read(verify.REPORT, verify.LARGEST_REPORT), verify.REPORT)
        if verify.kept_back(bag, report):
            raise CannotTakeOver("It keeps files of documents back, so the claims in these have no text to stand in.")
    except verify.Fault as fault:
        raise CannotTakeOver(f"The package does not hold. {fault}") from None
    with transaction.atomic():
        try:
            return _Import(bag, report, by).load()
        except (Refused, Stale) as refused:
            raise CannotTakeOver(f"The tracker refuses something of it: {refused}") from None
        except _BUILT_OTHERWISE as odd:
            raise CannotTakeOver(f"The report is not built as its schema says ({type(odd).__name__}: {odd}).") from odd


class _Import:
    def __init__(self, bag: verify.Bag, report: Part, by: User) -> None:
        self.bag, self.report, self.by, self.parts = bag, report, by, Parts(report)
        self.host = urlsplit(report["site"]).netloc or str(report["site"])
        self.rows: dict[str, models.Model] = {}
        self.people: dict[str | None, User] = {}
        self.taken = TakenOver()

    def load(self) -> TakenOver:
        self._refuse_known()
        for source in self.report["sources"]:
            self._keep("source", source, self._source)
        for document in self.report["documents"]:
            self._keep("document", document, self._document)
        for document in self.report["documents"]:
            for link in document["repeats"]:
                actions.record_repeats(
                    by=self.by,
                    document=self._row(Document, document["key"]),
                    repeats=self._row(Document, link["document"]),
                    note=link["note"] or "",
                )
        for event in self.report["events"]:
            self._keep("event", event, self._event)
        self._questions()
        for step in sorted(self._steps(), key=lambda one: (one.at, one.phase, one.key)):
            step.do()
        self._enter()
        return self.taken

    def _refuse_known(self) -> None:
        """The same report twice would be the same claims twice. Sources are the exception: they are met again."""
        for document in self.report["documents"]:
            if same := Document.objects.filter(sha256=document["sha256"]).first():
                raise CannotTakeOver(f"{document['key']} of the package is here already: document {same.pk}.")
        for noun, model in (("events", Event), ("questions", Question), ("claims", Claim), ("documents", Document)):
            keys = [one["external_key"] for one in self.report[noun] if one["external_key"]]
            known = model._default_manager.filter(external_key__in=keys).first()
            if known is not None:
                raise CannotTakeOver(f"“{known.external_key}” of the package is here already: {noun[:-1]} {known.pk}.")

    def _keep(self, noun: str, part: Part, add: Callable[[Part], models.Model]) -> None:
        try:
            self.rows[part["key"]] = add(part)
        except Refused as refused:
            raise CannotTakeOver(f"{part['key']} was refused: {refused}") from None
        if noun != "source":  # one that was here already is not counted
            self.taken.count(noun)

    def _row(self, model: type[M], key: str) -> M:
        row = self.rows[key]
        if not isinstance(row, model):
            raise CannotTakeOver(f"The report names {key} where something else belongs.")
        return row

    # --- what claims rest on ------------------------------------------------------------------------------------------

    def _source(self, part: Part) -> Source:
        """One that is met again must go by the same name: another body may have the same key here."""
        known = Source.objects.filter(external_key=part["external_key"]).first() if part["external_key"] else None
        if known is not None and not _goes_by(known, part):
            raise Refused(f"its key “{known.external_key}” is that of “{known.name}” here.")
        known = known or Source.objects.filter(name=part["name"]).first()
        if known is not None:
            return known
        self.taken.count("source")
        columns = _written(part, "name", "kind", "aliases", "grade", "grade_reason", "interest", "interest_reason")
        return actions.add_source(by=self.by, external_key=part["external_key"], **columns)

    def _document(self, part: Part) -> Document:
        original = b"".join(self.bag.chunks(self._file(part)))
        publisher = self._row(Source, part["publisher"]) if part["publisher"] else None
        columns = _written(part, "title", "published", "collected", "language", "grade", "grade_reason")
        return actions.add_document(
            by=self.by,
            original=original,
            original_name=self._file(part).rpartition("/")[2],
            extracted=self._text(part, original),
            publisher=publisher,
            address=part["web_address"],
            external_key=part["external_key"],
            **columns,
        )

    def _file(self, part: Part) -> str:
        folder = f"{verify.ORIGINALS}{part['sha256']}"
        return next(name for name in self.bag.sizes if name == folder or name.startswith(f"{folder}."))

    def _text(self, part: Part, original: bytes) -> Extracted:
        """The text that its quotes stand in; of a document that the report does not quote, what reading it gives."""
        numbers = list(self.parts.texts.get(part["key"], ()))
        if len(numbers) > 1:
            raise CannotTakeOver(f"{part['key']} is quoted from {len(numbers)} texts, and one can be taken over.")
        if numbers:
            name = f"{verify.TEXTS}{part['key']}-v{numbers[0]}.txt"
            return Extracted(self.bag.read(name, verify.LARGEST_TEXT).decode(), part["media_type"], EXTRACTOR)
        try:
            return extract(original, self._file(part).rpartition("/")[2])
        except CannotExtract as unread:
            return Extracted("", part["media_type"], EXTRACTOR, notes=(f"No text: {unread}",))

    def _event(self, part: Part) -> Event:
        columns = _written(part, "title", "date", "place", "note")
        return actions.add_event(by=self.by, external_key=part["external_key"], **columns)

    def _questions(self) -> None:
        """In the order of their keys. One that came before its whole was corrected then, and is again."""
        in_order = sorted(self.report["questions"], key=lambda one: number(one["key"]))
        before_its_whole = []
        for part in in_order:
            if part["part_of"] and part["part_of"] not in self.rows:
                before_its_whole.append(part)
            self._keep("question", part, self._question)
        for part in before_its_whole:
            row, whole = self._row(Question, part["key"]), self._row(Question, part["part_of"])
            try:
                actions.correct_question(by=self.by, question=row, version=row.version, part_of=whole)
            except Refused as refused:
                raise CannotTakeOver(f"{part['key']} was refused: {refused}") from None

    def _question(self, part: Part) -> Question:
        return actions.add_question(
            by=self.by,
            kind=part["asks_for"],
            options=[OptionDraft(option["label"], option["within"] or "") for option in part["options"]],
            event=self._row(Event, part["event"]) if part["event"] else None,
            part_of=self._row(Question, part["part_of"]) if part["part_of"] in self.rows else None,
            external_key=part["external_key"],
            **_written(part, "text", "measure", "unit", "point", "bears_on", "note"),
            **part["fixes"],
        )

    # --- what was done, in its order ----------------------------------------------------------------------------------

    def _steps(self) -> Iterable[Step]:
        for claim in self.report["claims_beside"]:
            yield Step(BEFORE_ALL, 0, number(claim["key"]), partial(self._claim_beside, claim))
        for claim in self.report["claims"]:
            yield from self._steps_of(claim)
        for claim in (*self.report["claims_beside"], *self.report["claims"]):
            for place, on in enumerate(claim["leans_on"]):
                yield Step(self._known_at(claim, on), 1, place, partial(self._lean, claim, on))
        for conflict in self.report["conflicts"]:
            for place, settled in enumerate(reversed(conflict["settlements"])):
                yield Step(_time(settled["at"]), 4, place, partial(self._settle, conflict, settled))
        for row in self.report["sheet"]:
            if decision := row["decision"]:
                yield Step(_time(decision["at"]), 5, 0, partial(self._decide, row))

    def _steps_of(self, claim: Part) -> Iterable[Step]:
        at, key = _time(claim["recorded_at"]), number(claim["key"])
        yield Step(at, 0, key, partial(self._claim, claim))
        if claim["replaced_by"]:
            yield Step(self._known_at(claim, claim["replaced_by"]), 2, key, partial(self._replace, claim))
        for place, review in enumerate(reversed(claim["reviews"])):
            yield Step(_time(review["at"]), 3, place, partial(self._review, claim, review))
        if withdrawn := claim["withdrawn"]:
            yield Step(_time(withdrawn["at"]), 6, key, partial(self._withdraw, claim))

    def _known_at(self, claim: Part, other: str) -> datetime:
        """Since when both are here."""
        both = (claim, self.parts.part(other))
        return max(_time(one["recorded_at"]) if "recorded_at" in one else BEFORE_ALL for one in both)

    def _claim(self, part: Part) -> None:
        self._keep("claim", part, lambda _: self._recorded(part, part["quote"]["exact"], part["quote"]))

    def _claim_beside(self, part: Part) -> None:
        self._keep("claim", part, lambda _: self._recorded(part, part["quote"], None))
        if part["withdrawn"]:
            self.taken.left.append(f"{part['key']}, of a question that is not in the report, was withdrawn there.")
        if part["status"] != "unverified":
            self.taken.left.append(f"The reviews of {part['key']}, of a question that is not in the report.")

    def _recorded(self, part: Part, quote: str, place: Part | None) -> Claim:
        document = self._row(Document, part["document"])
        question = self._row(Question, part["question"]) if part.get("question") else None
        columns = _written(part, "voice", "stance", "others_unnamed")
        draft = ClaimDraft(
            quote=quote,
            statement=part["statement"] if part["statement"] is not None else KEPT_BACK,
            start=place["start"] if place else None,
            asserters=[self._row(Source, key) for key in part["asserted_by"]],
            question=question,
            scope=_scope(part["scope"]) if "scope" in part else Scope(),
            page=place["page"] if place else None,
            graphic=bool(place and place["graphic"]),
            answer=self._answer(part, question, document),
            **columns,
        )
        return actions.record_claim(by=self.by, document=document, draft=draft, external_key=part["external_key"])

    def _answer(self, part: Part, question: Question | None, document: Document) -> GivenAnswer | None:
        """As it was given. Where the words are read otherwise here, by hand, so that the answer stays what it was."""
        words, answer = part["as_written"], part.get("answer")
        if question is None or answer is None:
            return AsWritten(words) if words else None
        if answer["option"] is not None:
            return Chosen(Option.objects.get(question=question, label=answer["option"]), words)
        if answer["rule"] == BY_HAND:
            return _by_hand(part, answer["by_hand_because"] or KEPT_BACK)
        given = AsWritten(words)
        if self._reads_as(given, answer, question, document):
            return given
        return _by_hand(part, f"Read by another table when it was recorded: {answer['reading'] or answer['rule']}")

    def _reads_as(self, given: AsWritten, answer: Part, question: Question, document: Document) -> bool:
        text = document.texts.latest("number")
        try:
            read = answer_columns(question, given, text.document)
        except Refused:
            return False
        stated = None if read["stated_low"] is None else (read["stated_low"], read["stated_high"])
        found = (read["bound"], read["approximate"], read["edtf"], read["rule"], ends(stated, question.kind))
        return found == tuple(answer[name] for name in ("bound", "approximate", "edtf", "rule", "stated"))

    def _lean(self, claim: Part, on: str) -> None:
        row = self.rows[on]
        if not isinstance(row, Claim | Source):
            raise CannotTakeOver(f"The report names {on} where something else belongs.")
        actions.lean_on(by=self.by, claim=self._row(Claim, claim["key"]), on=row)

    def _replace(self, claim: Part) -> None:
        row, later = self._fresh(claim["key"]), self._row(Claim, claim["replaced_by"])
        self._again(
            f"That {claim['key']} was replaced",
            lambda: actions.mark_replaced(by=self.by, claim=row, version=row.version, replaced_by=later),
        )

    # --- what people decided ------------------------------------------------------------------------------------------

    def _review(self, claim: Part, review: Part) -> None:
        cites = [self._row(Claim, key) for key in review["cites"]]
        self._again(
            f"A review of {claim['key']}",
            lambda: actions.review_claim(
                by=self._person(review["by"]),
                claim=self._row(Claim, claim["key"]),
                verdict=review["verdict"],
                reason=review["reason"] or KEPT_BACK,
                cites=cites,
            ),
        )

    def _settle(self, conflict: Part, settled: Part) -> None:
        question = self._row(Question, conflict["question"])
        causes = {str(label): value for value, label in CauseChoice.choices if value}
        dimensions = {str(label): value for value, label in DimensionChoice.choices if value}

        def settle() -> None:
            found = getattr(Question.objects.select_related("conflict").get(pk=question.pk), "conflict", None)
            if found is None:
                raise Refused("its claims do not conflict here.")
            by, note = self._person(settled["by"]), settled["note"] or KEPT_BACK
            if settled["decision"] == "reopened":
                actions.reopen_conflict(by=by, conflict=found, note=note)
                return
            actions.settle_conflict(
                by=by,
                conflict=found,
                decision=settled["decision"],
                cause=causes.get(settled["cause"], ""),
                dimension=dimensions.get(settled["dimension"], ""),
                note=note,
            )

        self._again(f"A settlement of {conflict['key']}", settle)

    def _decide(self, row: Part) -> None:
        decision = row["decision"]
        self._again(
            f"The decision on {row['question']}",
            lambda: actions.decide_figure(
                by=self._person(decision["by"]),
                question=self._row(Question, row["question"]),
                claim=self._row(Claim, decision["claim"]),
                note=decision["note"] or KEPT_BACK,
            ),
        )

    def _withdraw(self, claim: Part) -> None:
        row, withdrawn = self._fresh(claim["key"]), claim["withdrawn"]
        self._again(
            f"The withdrawal of {claim['key']}",
            lambda: actions.withdraw_claim(
                by=self._person(withdrawn["by"]),
                claim=row,
                version=row.version,
                reason=withdrawn["reason"] or KEPT_BACK,
            ),
        )

    def _again(self, what: str, do: Callable[[], object]) -> None:
        """Refused, it is named and left: a correction in between, which no report tells, may have made it possible."""
        try:
            do()
        except Refused as refused:
            self.taken.left.append(f"{what} could not be repeated: {refused}")

    def _fresh(self, key: str) -> Claim:
        return Claim.objects.get(pk=self._row(Claim, key).pk)

    def _person(self, name: str | None) -> User:
        """Somebody who cannot log in, called as in the package; never somebody of this tracker who has that name."""
        if name not in self.people:
            self.people[name] = _stand_in(name or f"a-reviewer-of-{self.host}", self.host)
        return self.people[name]

    def _enter(self) -> None:
        """What the actions cannot date back stays in the ledger."""
        written = self.bag.read(verify.REPORT, verify.LARGEST_REPORT)
        documents = [self._row(Document, document["key"]) for document in self.report["documents"]]
        facts = {"site": self.report["site"], "report": sha256(written).hexdigest(), "ledger": self.report["ledger"]}
        actions.enter_taken_over(by=self.by, documents=documents, facts=facts, times=dict(self._times()))

    def _times(self) -> Iterable[tuple[str, list[str]]]:
        """When each claim was recorded there, reviewed and withdrawn, and each conflict and figure decided."""
        for claim in self.report["claims"]:
            row = self._row(Claim, claim["key"])
            reviews = [f"reviewed {review['at']}" for review in reversed(claim["reviews"])]
            withdrawn = [f"withdrawn {claim['withdrawn']['at']}"] if claim["withdrawn"] else []
            yield f"claim {row.pk}", [f"recorded {claim['recorded_at']}", *reviews, *withdrawn]
        decided: dict[int, list[str]] = {}
        for conflict in self.report["conflicts"]:
            settled = [f"settled {one['at']}" for one in reversed(conflict["settlements"])]
            decided.setdefault(self._row(Question, conflict["question"]).pk, []).extend(settled)
        for row in self.report["sheet"]:
            at = [f"decided {row['decision']['at']}"] if row["decision"] else []
            decided.setdefault(self._row(Question, row["question"]).pk, []).extend(at)
        yield from ((f"question {pk}", times) for pk, times in decided.items() if times)


def _written(part: Part, *names: str) -> dict[str, Any]:
    """These columns; nothing where the package keeps the words back."""
    return {name: "" if part[name] is None else part[name] for name in names}


def _time(at: str) -> datetime:
    return datetime.fromisoformat(at)


def _scope(part: Mapping[str, Part]) -> Scope:
    known = {"as the question": AS_QUESTION, "not stated": NOT_STATED}
    words = (str(known.get(part[d.value]["is"], part[d.value]["words"])) for d in Dimension)
    return Scope(*words)


def _by_hand(part: Part, reason: str) -> ByHand:
    answer = part["answer"]
    figures = answer["stated"] if not answer["edtf"] else {"from": None, "to": None}
    return ByHand(
        reason,
        answer["bound"],
        figures["from"],
        figures["to"],
        answer["approximate"],
        answer["edtf"],
        part["as_written"],
    )


def _stand_in(name: str, host: str) -> User:
    """Nobody can log in as the one who is made."""
    of_host = f"({host})"[:150]
    for username in (name[:150], f"{name} ({host})"[:150]):
        user = User.objects.filter(username=username).first()
        if user is None:
            user = User.objects.create_user(username, first_name=name[:150], last_name=of_host)
            user.groups.add(Group.objects.get(name=LEAD))
        if not user.has_usable_password() and user.last_name == of_host:
            return user
    raise CannotTakeOver(f"Somebody else here is called “{name} ({host})”.")


def _goes_by(source: Source, part: Part) -> bool:
    """Does one of the names here stand in the package too?"""
    here = {source.name, *source.aliases.values_list("name", flat=True)}
    return not here.isdisjoint({part["name"], *part["aliases"]})
