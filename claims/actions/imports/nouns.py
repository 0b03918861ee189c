"""From the values of a row to a source, a document, an event or a question. Raises Refused, by field."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claims.actions.documents import day_read
from claims.actions.errors import Refused
from claims.actions.imports.known import Values, short
from claims.actions.imports.planner import Planner, Wanted, changes_of
from claims.actions.questions import OptionDraft, refuse_unfit
from claims.domain.scope import Dimension
from claims.ingest.mapping import Mapped
from claims.models import Document, Event, ImportRow, Question, Source
from claims.models.noun import Noun
from claims.models.question import Measure, QuestionKind

_YES, _NO = {"yes", "true", "1", "y", "x"}, {"no", "false", "0", "n", ""}


def only(values: Values, names: Iterable[str], mapped: Mapped, before: str = "") -> dict[str, Any]:
    """The values of those of these fields that the table has columns for."""
    return {name: values[before + name] for name in names if before + name in mapped.fields}


def yes(words: str, into: str) -> bool:
    if words.casefold() in _YES:
        return True
    if words.casefold() in _NO:
        return False
    raise Refused(f"“{short(words)}” is neither yes nor no.", into)


def listed(words: str) -> list[str]:
    return [part.strip() for part in words.split(";") if part.strip()]


def plan_source(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    names = ("name", "kind", "grade_reason", "interest", "interest_reason", "note")
    columns = only(values, names, planner.mapped)
    if values.get("grade"):
        columns["grade"] = values["grade"].upper()
    if "confidential" in planner.mapped.fields:
        columns["confidential"] = yes(values["confidential"], "confidential")
    if "aliases" in planner.mapped.fields:
        columns["aliases"] = sorted(dict.fromkeys(listed(values["aliases"])))
    columns["kind"] = columns["kind"].casefold().replace(" ", "_")
    return [planner.wanted(Source, values["key"], columns, row)]


def plan_document(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    names = ("title", "language", "address", "grade_reason", "note", "published")
    columns = only(values, names, planner.mapped)
    day_read(columns.get("published", ""), "published")
    if values.get("grade"):
        columns["grade"] = values["grade"].upper()
    if "confidential" in planner.mapped.fields:
        columns["confidential"] = yes(values["confidential"], "confidential")
    publishers = planner.sources.named(values.get("publisher", ""), "publisher")
    if len(publishers) > 1:
        raise Refused("A document has one publisher.", "publisher")
    links = {"publisher": publishers[0] if publishers else None} if "publisher" in planner.mapped.fields else {}
    one = planner.wanted(Document, values["key"], columns, row, links=links)
    if one.found is None:
        one.columns = {**columns, "text_given": values["text"]}
    return [one]


def event_of(planner: Planner, row: ImportRow, values: Values, before: str = "", key: str = "") -> Wanted:
    columns = only(values, ("title", "place", "note"), planner.mapped, before)
    if f"{before}date" in planner.mapped.fields:
        columns["date"] = _days(values, before)
        span = day_read(columns["date"], f"{before}date")
        columns |= {"earliest": span.first if span else None, "latest": span.last if span else None}
    return planner.wanted(Event, key or values["key"], columns, row, shared=bool(before))


def _days(values: Values, before: str) -> str:
    first, last = values[f"{before}date"], values.get(f"{before}date_to", "")
    return f"{first}/{last}" if first and last and last != first else first


def plan_event(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    return [event_of(planner, row, values)]


def question_of(
    planner: Planner, row: ImportRow, values: Values, event: Wanted | Noun | None, before: str = "", key: str = ""
) -> Wanted:
    names = ("text", "unit", "point", "note", *(d.value for d in Dimension))
    columns = only(values, names, planner.mapped, before)
    columns["measure"] = _measure(values[f"{before}measure"])
    options = [OptionDraft(label) for label in listed(values.get(f"{before}options", ""))]
    if options:
        columns["options"] = options
    columns["kind"] = _kind(columns, options)
    if f"{before}bears_on" in planner.mapped.fields:
        columns["bears_on"] = [_dimension(name) for name in listed(values[f"{before}bears_on"])]
    refuse_unfit(columns["kind"], options, columns)
    links: dict[str, Wanted | Noun | None] = {} if event is None else {"event": event}
    return planner.wanted(Question, key or values["key"], columns, row, links=links, shared=bool(before))


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


def plan_question(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    event = linked(planner, Event, values.get("event", ""), "event")
    one = question_of(planner, row, values, event)
    if part_of := linked(planner, Question, values.get("part_of", ""), "part_of"):
        one.links["part_of"] = part_of
        if one.made is not None:
            one.made.part_of = part_of
        else:
            one.changes = changes_of(one)
    return [one]


def linked(planner: Planner, noun: type[Noun], key: str, into: str) -> Any:
    if not key:
        return None
    found = planner.known.by_key(noun, key)
    if found is None:
        name = noun._meta.verbose_name
        raise Refused(f"There is no {name} with the key “{short(key)}”. Import the {name}s first.", into)
    return found
