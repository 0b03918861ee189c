"""What one row says of a source, a document, an event or a question."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from claims.actions.documents import day_read
from claims.actions.errors import Refused
from claims.actions.imports.known import Values, short
from claims.actions.imports.planner import Planner
from claims.actions.imports.wanted import Link, Wanted
from claims.actions.questions import OptionDraft, refuse_unfit
from claims.domain.scope import Dimension
from claims.ingest.mapping import Mapped
from claims.models import Document, Event, ImportRow, Question, Source
from claims.models.noun import Noun
from claims.models.question import Measure, QuestionKind

_YES, _NO = {"yes", "true", "1", "y", "x"}, {"no", "false", "0", "n", ""}


def _only(values: Values, names: Iterable[str], mapped: Mapped, before: str = "") -> dict[str, Any]:
    """The values of those of these fields that the table has columns for."""
    return {name: values[before + name] for name in names if before + name in mapped.fields}


def yes(words: str, into: str) -> bool:
    if words.casefold() in _YES:
        return True
    if words.casefold() in _NO:
        return False
    raise Refused(f"“{short(words)}” is neither yes nor no.", into)


def _listed(words: str) -> list[str]:
    return [part.strip() for part in words.split(";") if part.strip()]


def source(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    names = ("name", "kind", "grade_reason", "interest", "interest_reason", "note")
    columns = _only(values, names, planner.mapped)
    if values.get("grade"):
        columns["grade"] = values["grade"].upper()
    if planner.told("confidential"):
        columns["confidential"] = yes(values["confidential"], "confidential")
    if planner.told("aliases"):
        columns["aliases"] = sorted(dict.fromkeys(_listed(values["aliases"])))
    columns["kind"] = columns["kind"].casefold().replace(" ", "_")
    return [planner.wanted(Source, values["key"], columns, row)]


def document(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    names = ("title", "language", "address", "grade_reason", "note", "published")
    columns = _only(values, names, planner.mapped)
    day_read(columns.get("published", ""), "published")
    if values.get("grade"):
        columns["grade"] = values["grade"].upper()
    if planner.told("confidential"):
        columns["confidential"] = yes(values["confidential"], "confidential")
    publishers = planner.sources.named(values.get("publisher", ""), "publisher")
    if len(publishers) > 1:
        raise Refused("A document has one publisher.", "publisher")
    links = {"publisher": publishers[0] if publishers else None} if planner.told("publisher") else {}
    found: Document | None = planner.known.by_key(Document, values["key"])
    if found is None:
        columns["text_given"] = values["text"]
    else:
        _refuse_other_text(found, values["text"])
    return [planner.wanted(Document, values["key"], columns, row, links=links)]


def _refuse_other_text(found: Document, words: str) -> None:
    digest = sha256(words.encode()).hexdigest()
    if digest not in (found.sha256, *(text.sha256 for text in found.texts.all())):
        raise Refused(
            "The document of this key has another text, and texts never change. Give this one its own.", "text"
        )


def event_of(planner: Planner, row: ImportRow, values: Values, before: str = "", key: str = "") -> Wanted:
    columns = _only(values, ("title", "place", "note"), planner.mapped, before)
    if planner.told(f"{before}date", f"{before}date_to"):
        columns["date"] = _days(values, before)
        span = day_read(columns["date"], f"{before}date")
        columns |= {"earliest": span.first if span else None, "latest": span.last if span else None}
    return planner.wanted(
        Event, key or values["key"], columns, row, shared=bool(before) and planner.told(f"{before}key")
    )


def _days(values: Values, before: str) -> str:
    first, last = values.get(f"{before}date", ""), values.get(f"{before}date_to", "")
    if last and not first:
        raise Refused("It has a last day and no first.", f"{before}date_to")
    return f"{first}/{last}" if last and last != first else first


def event(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    return [event_of(planner, row, values)]


def question_of(
    planner: Planner, row: ImportRow, values: Values, links: Mapping[str, Link], before: str = "", key: str = ""
) -> Wanted:
    names = ("text", "unit", "point", "note", *(d.value for d in Dimension))
    key = key or values["key"]
    found: Question | None = planner.known.by_key(Question, key)
    columns = _only(values, names, planner.mapped, before)
    columns["measure"] = _measure(values[f"{before}measure"])
    options = _options(values.get(f"{before}options", ""), found)
    if options:
        columns["options"] = options
    if planner.told(f"{before}bears_on"):
        columns["bears_on"] = [_dimension(name) for name in _listed(values[f"{before}bears_on"])]
    if found is None or planner.told(*(before + name for name in ("unit", "point", "options"))):
        columns["kind"] = _kind(columns, options)
        refuse_unfit(columns["kind"], options, columns)
    return planner.wanted(
        Question, key, columns, row, links=links, shared=bool(before) and planner.told(f"{before}key")
    )


def _options(words: str, found: Question | None) -> list[OptionDraft]:
    """Options as a table lists them. What one lies within is said here alone, and stays."""
    within = {o.label: o.parent.label for o in found.options.all() if o.parent} if found else {}
    return [OptionDraft(label, within.get(label, "")) for label in _listed(words)]


def _kind(columns: Mapping[str, Any], options: Sequence[OptionDraft]) -> str:
    if columns.get("unit"):
        return QuestionKind.QUANTITY.value
    return QuestionKind.DATE.value if columns.get("point") else QuestionKind.CATEGORY.value


def _measure(words: str) -> str:
    for code, label in Measure.choices:
        if words.casefold() in (code, str(label).casefold()):
            return str(code)
    raise Refused(f"“{short(words)}” is no measure. One of: {', '.join(Measure.values)}.", "measure")


def _dimension(words: str) -> str:
    for dimension in Dimension:
        if words.casefold() in (dimension.value, dimension.words, "as of" if dimension is Dimension.AS_OF else ""):
            return dimension.value
    raise Refused(f"“{short(words)}” is no dimension of scope.", "bears_on")


def question(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    nouns: dict[str, type[Noun]] = {"event": Event, "part_of": Question}
    links: dict[str, Link] = {
        name: planner.linked(noun, values[name], name) for name, noun in nouns.items() if planner.told(name)
    }
    return [question_of(planner, row, values, links)]
