"""What the rows of a table come to: nouns that are new, corrections, or the same already; or why a row is refused.

The rules are those of the single deeds. Only reading: chunk by chunk, in a fixed number of queries each.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.actions.answers import AsWritten, ByHand, Chosen, GivenAnswer
from claims.actions.claims import ClaimDraft, columns_at, quote_of
from claims.actions.documents import day_read
from claims.actions.errors import Refused
from claims.actions.imports.fields import needed
from claims.actions.questions import OptionDraft, refuse_unfit
from claims.actions.rows import checked
from claims.domain.answers import Bound
from claims.domain.quotes import quote_at
from claims.domain.scope import Dimension, Scope
from claims.ingest.mapping import Mapped
from claims.models import Claim, Document, Event, Import, ImportRow, Question, Source, TextVersion
from claims.models.claim import Voice
from claims.models.imports import Fate, RowsAre
from claims.models.noun import Noun
from claims.models.question import Measure, QuestionKind

PLACE = ("start", "end", "exact", "prefix", "suffix", "page")
"""Columns that say where a claim stands. They move with every new file, and are no change by themselves."""

NAMED_BY: Mapping[type[Noun], str] = {Question: "text", Event: "title"}
"""Nouns of which no two have the same words."""

_YES, _NO = {"yes", "true", "1", "y", "x"}, {"no", "false", "0", "n", ""}


@dataclass
class Wanted:
    """One noun that a row speaks of, as its columns. found: the row of that key, None if it is new."""

    noun: type[Noun]
    key: str
    columns: dict[str, Any]
    found: Any = None
    links: dict[str, "Wanted | Noun | None"] = field(default_factory=dict)
    asserters: tuple[Source, ...] = ()
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    made: Any = None
    text: TextVersion | None = None
    written: bool = False

    @property
    def row(self) -> Any:
        """The noun itself, saved or not."""
        return self.made or self.found


@dataclass
class Planned:
    """What one row comes to."""

    staged: ImportRow
    wanted: list[Wanted] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def fate(self) -> Fate:
        if self.problems:
            return Fate.REFUSED
        if any(one.found is None for one in self.wanted):
            return Fate.NEW
        return Fate.CHANGED if self.changes else Fate.SAME

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        return [change for one in self.wanted if one.found is not None for change in one.changes]


Values = Mapping[str, str]


class Planner:
    """Plans the rows of one table, in their order. text: the table's own, which claims without a document quote."""

    def __init__(self, table: Import, text: TextVersion | None, mapped: Mapped) -> None:
        self.table, self.text, self.mapped = table, text, mapped
        self.seen: dict[tuple[type[Noun], str], tuple[int, Wanted | None]] = {}
        self.names: dict[tuple[type[Noun], str], int] = {}
        self.sources = _Sources()

    def plan(self, rows: Sequence[ImportRow]) -> list[Planned]:
        values = [self.mapped.values(row.cells) if not row.problems else {} for row in rows]
        self.known = _Known(self.table.rows_are, values)
        return [self._plan(row, of_row) for row, of_row in zip(rows, values, strict=True)]

    def _plan(self, row: ImportRow, values: Values) -> Planned:
        planned = Planned(row, problems=[(column, why) for column, why in row.problems])
        if planned.problems:
            return planned
        for name in _missing(self.table.rows_are, values):
            planned.problems.append((name, "It is empty; a row needs it."))
        if planned.problems:
            return planned
        try:
            planned.wanted = _PLANS[self.table.rows_are](self, row, values, planned.warnings)
        except Refused as refused:
            planned.problems += list(refused.errors.items())
        return planned

    # --- the nouns ---

    def wanted(
        self,
        noun: type[Noun],
        key: str,
        columns: dict[str, Any],
        row: ImportRow,
        *,
        links: Mapping[str, Wanted | Noun | None] | None = None,
        shared: bool = False,
        asserters: Sequence[Source] = (),
    ) -> Wanted:
        """The noun of this key. shared: several rows may speak of it, if they say the same."""
        key = key.strip()
        before = self.seen.get((noun, key))
        if before:
            number, same = before
            if same and same.columns == columns and same.links == dict(links or {}):
                return same
            raise Refused(f"The key “{_short(key)}” stands in row {number} already.", "key")
        one = Wanted(noun, key, columns, self.known.by_key(noun, key), dict(links or {}), tuple(asserters))
        if one.found is None:
            self._refuse_unfit(one, row.number)
        else:
            one.changes = _changes(one)
            if one.changes and getattr(one.found, "withdrawn", False):
                raise Refused(f"Claim {one.found.pk} of this key was withdrawn; it is kept as it was.", "key")
        self.seen[noun, key] = (row.number, one if shared else None)
        return one

    def _refuse_unfit(self, one: Wanted, number: int) -> None:
        plain = {name: value for name, value in one.columns.items() if name not in ("aliases", "options", "text_given")}
        if one.noun is Document:
            plain = {name: value for name, value in plain.items() if name in ("title", "language", "address", "grade")}
        one.made = checked(one.noun(), {"external_key": one.key, **plain}, alone=True)
        for name, link in one.links.items():
            setattr(one.made, name, link.row if isinstance(link, Wanted) else link)
        if one.noun in NAMED_BY:
            self._refuse_taken(one, number)

    def _refuse_taken(self, one: Wanted, number: int) -> None:
        """No two questions have the same words and no two events the same title, in the tracker or in the table."""
        column, noun = NAMED_BY[one.noun], one.noun._meta.verbose_name
        words = one.columns[column]
        before = self.names.setdefault((one.noun, words), number)
        if before != number:
            raise Refused(f"Row {before} has the {noun} “{_short(words)}” under another key.", column)
        if words in self.known.taken[one.noun]:
            raise Refused(f"The {noun} “{_short(words)}” is here already, under another key or none.", column)


def _changes(one: Wanted) -> list[tuple[str, str, str]]:
    """What differs from the row that is there: field, from, to."""
    wanted = {name: value for name, value in one.columns.items() if name not in PLACE}
    found = []
    for name, value in wanted.items():
        now = _now(one.found, name)
        if now != value:
            found.append((name, _plain(now), _plain(value)))
    for name, link in one.links.items():
        row = link.row if isinstance(link, Wanted) else link
        now = getattr(one.found, name)
        if (now.pk if now else None) != (row.pk if row else None):
            found.append((name, str(now or ""), str(row or "")))
    if one.noun is Claim:
        now_asserters = {source.pk for source in one.found.asserters.all()}
        if now_asserters != {source.pk for source in one.asserters}:
            found.append(("asserters", _names(one.found.asserters.all()), _names(one.asserters)))
    return found


def _now(row: Any, name: str) -> Any:
    if name == "aliases":
        return sorted(alias.name for alias in row.aliases.all())
    if name == "options":
        return [OptionDraft(o.label, o.parent.label if o.parent else "") for o in row.options.all()]
    return getattr(row, name)


def _names(sources: Iterable[Source]) -> str:
    return "; ".join(sorted(source.name for source in sources))


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(one.label if isinstance(one, OptionDraft) else str(one) for one in value)
    return "" if value is None else str(value)


def _missing(rows_are: str, values: Values) -> list[str]:
    return [name for name in needed(rows_are) if not values.get(name)]


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:60]}…"


# --- what is there already --------------------------------------------------------------------------------------------


class _Known:
    """The rows of a chunk's keys, and the words of questions and events that are taken. Two queries a noun, and those
    for what belongs to them.
    """

    def __init__(self, rows_are: str, values: Sequence[Values]) -> None:
        keys = _keys_of(rows_are, values)
        self._rows: dict[type[Noun], dict[str, Any]] = {noun: _by_key(noun, wanted) for noun, wanted in keys.items()}
        self.taken = {noun: _taken(noun, values) for noun in NAMED_BY if noun in keys}

    def by_key(self, noun: type[Noun], key: str) -> Any:
        return self._rows.get(noun, {}).get(key)


def _taken(noun: Any, values: Sequence[Values]) -> set[str]:
    """Names of questions or events that others have already."""
    column = NAMED_BY[noun]
    names = {v.get(f"{noun._meta.model_name}_{column}") or v.get(column, "") for v in values} - {""}
    return set(noun._default_manager.filter(**{f"{column}__in": names}).values_list(column, flat=True))


def _keys_of(rows_are: str, values: Sequence[Values]) -> dict[type[Noun], set[str]]:
    own: dict[str, type[Noun]] = {
        RowsAre.SOURCES: Source,
        RowsAre.DOCUMENTS: Document,
        RowsAre.EVENTS: Event,
        RowsAre.QUESTIONS: Question,
        RowsAre.CLAIMS: Claim,
        RowsAre.CASES: Claim,
    }
    keys: dict[type[Noun], set[str]] = {own[rows_are]: {v.get("key", "") for v in values}}
    if rows_are == RowsAre.CASES:
        keys[Event] = {event_key(v) for v in values if v}
        keys[Question] = {question_key(v) for v in values if v}
    if rows_are == RowsAre.CLAIMS:
        keys[Question] = {v.get("question", "") for v in values}
        keys[Document] = {v.get("document", "") for v in values}
    if rows_are == RowsAre.QUESTIONS:
        keys[Event] = {v.get("event", "") for v in values}
        keys[Question] |= {v.get("part_of", "") for v in values}
    return keys


def _by_key(noun: Any, keys: set[str]) -> dict[str, Any]:
    rows = noun._default_manager.filter(external_key__in=keys - {""})
    if noun is Claim:
        rows = rows.select_related("question", "option", "document", "text_version").defer("text_version__text")
        rows = rows.prefetch_related("asserters")
    if noun is Question:
        rows = rows.select_related("event", "part_of").prefetch_related("options__parent")
    if noun is Source:
        rows = rows.prefetch_related("aliases")
    if noun is Document:
        rows = rows.select_related("publisher")
    return {str(row.external_key): row for row in rows}


class _Sources:
    """Sources by key, name and alias, read once for a table."""

    def __init__(self) -> None:
        self._by: dict[str, Source] = {}
        rows = list(Source.objects.prefetch_related("aliases"))
        for source in rows:
            for alias in source.aliases.all():
                self._by[alias.name.casefold()] = source
        for source in rows:
            self._by[source.name.casefold()] = source
        for source in rows:
            if source.external_key:
                self._by[source.external_key.casefold()] = source

    def named(self, words: str, into: str) -> list[Source]:
        names = [name.strip() for name in words.split(";") if name.strip()]
        unknown = [name for name in names if name.casefold() not in self._by]
        if unknown:
            raise Refused(f"There is no source “{_short(unknown[0])}”. Add it, or import the sources first.", into)
        return list(dict.fromkeys(self._by[name.casefold()] for name in names))


def event_key(values: Values) -> str:
    return values.get("event_key") or f"{values['key']}/event"


def question_key(values: Values) -> str:
    return values.get("question_key") or f"{values['key']}/question"


# --- one row of each sort ---------------------------------------------------------------------------------------------


def _only(values: Values, names: Iterable[str], mapped: Mapped, before: str = "") -> dict[str, Any]:
    """The values of those of these fields that the table has columns for."""
    return {name: values[before + name] for name in names if before + name in mapped.fields}


def _yes(words: str, into: str) -> bool:
    if words.casefold() in _YES:
        return True
    if words.casefold() in _NO:
        return False
    raise Refused(f"“{_short(words)}” is neither yes nor no.", into)


def _listed(words: str) -> list[str]:
    return [part.strip() for part in words.split(";") if part.strip()]


def _source(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    names = ("name", "kind", "grade_reason", "interest", "interest_reason", "note")
    columns = _only(values, names, planner.mapped)
    if values.get("grade"):
        columns["grade"] = values["grade"].upper()
    if "confidential" in planner.mapped.fields:
        columns["confidential"] = _yes(values["confidential"], "confidential")
    if "aliases" in planner.mapped.fields:
        columns["aliases"] = sorted(dict.fromkeys(_listed(values["aliases"])))
    columns["kind"] = columns["kind"].casefold().replace(" ", "_")
    return [planner.wanted(Source, values["key"], columns, row)]


def _document(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    names = ("title", "language", "address", "grade_reason", "note", "published")
    columns = _only(values, names, planner.mapped)
    day_read(columns.get("published", ""), "published")
    if values.get("grade"):
        columns["grade"] = values["grade"].upper()
    if "confidential" in planner.mapped.fields:
        columns["confidential"] = _yes(values["confidential"], "confidential")
    publishers = planner.sources.named(values.get("publisher", ""), "publisher")
    if len(publishers) > 1:
        raise Refused("A document has one publisher.", "publisher")
    links = {"publisher": publishers[0] if publishers else None} if "publisher" in planner.mapped.fields else {}
    one = planner.wanted(Document, values["key"], columns, row, links=links)
    if one.found is None:
        one.columns = {**columns, "text_given": values["text"]}
    return [one]


def _event_of(planner: Planner, row: ImportRow, values: Values, before: str = "", key: str = "") -> Wanted:
    columns = _only(values, ("title", "place", "note"), planner.mapped, before)
    if f"{before}date" in planner.mapped.fields:
        columns["date"] = _days(values, before)
        span = day_read(columns["date"], f"{before}date")
        columns |= {"earliest": span.first if span else None, "latest": span.last if span else None}
    return planner.wanted(Event, key or values["key"], columns, row, shared=bool(before))


def _days(values: Values, before: str) -> str:
    first, last = values[f"{before}date"], values.get(f"{before}date_to", "")
    return f"{first}/{last}" if first and last and last != first else first


def _event(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    return [_event_of(planner, row, values)]


def _question_of(
    planner: Planner, row: ImportRow, values: Values, event: Wanted | Noun | None, before: str = "", key: str = ""
) -> Wanted:
    names = ("text", "unit", "point", "note", *(d.value for d in Dimension))
    columns = _only(values, names, planner.mapped, before)
    columns["measure"] = _measure(values[f"{before}measure"])
    options = [OptionDraft(label) for label in _listed(values.get(f"{before}options", ""))]
    if options:
        columns["options"] = options
    columns["kind"] = _kind(columns, options)
    if f"{before}bears_on" in planner.mapped.fields:
        columns["bears_on"] = [_dimension(name) for name in _listed(values[f"{before}bears_on"])]
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
    raise Refused(f"“{_short(words)}” is no measure. One of: {', '.join(Measure.values)}.", "measure")


def _dimension(words: str) -> str:
    for dimension in Dimension:
        if words.casefold() in (dimension.value, dimension.words, "as of" if dimension is Dimension.AS_OF else ""):
            return dimension.value
    raise Refused(f"“{_short(words)}” is no dimension of scope.", "bears_on")


def _question(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    event = _linked(planner, Event, values.get("event", ""), "event")
    one = _question_of(planner, row, values, event)
    if part_of := _linked(planner, Question, values.get("part_of", ""), "part_of"):
        one.links["part_of"] = part_of
        if one.made is not None:
            one.made.part_of = part_of
        else:
            one.changes = _changes(one)
    return [one]


def _linked(planner: Planner, noun: type[Noun], key: str, into: str) -> Any:
    if not key:
        return None
    found = planner.known.by_key(noun, key)
    if found is None:
        name = noun._meta.verbose_name
        raise Refused(f"There is no {name} with the key “{_short(key)}”. Import the {name}s first.", into)
    return found


def _case(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    event = _event_of(planner, row, values, "event_", event_key(values))
    question = _question_of(planner, row, values, event, "question_", question_key(values))
    return [event, question, _claim_of(planner, row, values, question, warnings)]


def _claim(planner: Planner, row: ImportRow, values: Values, warnings: list[str]) -> list[Wanted]:
    question = _linked(planner, Question, values.get("question", ""), "question")
    return [_claim_of(planner, row, values, question, warnings)]


def _claim_of(
    planner: Planner, row: ImportRow, values: Values, question: Wanted | Noun | None, warnings: list[str]
) -> Wanted:
    asked: Question | None = question.row if isinstance(question, Wanted) else question  # type: ignore[assignment]
    asserters = planner.sources.named(values.get("asserters", ""), "asserters")
    draft = ClaimDraft(
        quote=values.get("quote", ""),
        statement=values["statement"],
        voice=values.get("voice") or (Voice.REPORTED.value if asserters else Voice.OWN.value),
        stance=values.get("stance") or "asserts",
        asserters=asserters,
        others_unnamed=_yes(values.get("others_unnamed", ""), "others_unnamed"),
        question=asked,
        answer=_answer(values, asked, warnings),
        scope=Scope(*(values.get(f"scope_{d.value}", "") for d in Dimension)),
    )
    text, quote = _quoted(planner, row, values, draft)
    columns = columns_at(text, quote, draft)
    del columns["question"]
    links: dict[str, Wanted | Noun | None] = {"question": question}
    one = planner.wanted(Claim, values["key"], columns, row, links=links, asserters=asserters)
    one.text = text
    return one


def _quoted(planner: Planner, row: ImportRow, values: Values, draft: ClaimDraft) -> tuple[TextVersion, Any]:
    """The text that is quoted, and the quote: words of a document, or the claim's own row of the table."""
    document = _linked(planner, Document, values.get("document", ""), "document")
    if document is not None:
        text = document.texts.latest("number")
        return text, quote_of(text, draft)
    if values.get("quote"):
        raise Refused("Name the document in which these words stand.", "document")
    assert planner.text is not None
    return planner.text, quote_at(planner.text.text, row.start, row.end)


# --- answers ----------------------------------------------------------------------------------------------------------

_FIGURE = re.compile(r"[0-9]{1,15}")


def _answer(values: Values, question: Question | None, warnings: list[str]) -> GivenAnswer | None:
    figures = {name: _figure(values.get(name, ""), name) for name in ("low", "best", "high")}
    told = {name: figure for name, figure in figures.items() if figure is not None}
    if told and values.get("as_written"):
        raise Refused("It has figures and words for its answer; give one of them.", "as_written")
    if values.get("option"):
        return _option(values["option"], question, values.get("as_written", ""))
    if told:
        return _by_columns(told, warnings)
    return AsWritten(values["as_written"]) if values.get("as_written") else None


def _figure(words: str, into: str) -> int | None:
    if not words:
        return None
    plain = words.removesuffix(".0").replace(" ", "")
    if not _FIGURE.fullmatch(plain):
        raise Refused(f"“{_short(words)}” is not a whole number.", into)
    return int(plain)


def _by_columns(told: Mapping[str, int], warnings: list[str]) -> ByHand:
    """From the table's own figures: the span from the lowest to the highest, with the columns as the reason."""
    figures = list(told.values())
    listed = ", ".join(f"{name} {figure:,}" for name, figure in told.items())
    reason = f"The table’s columns: {listed}."
    if figures != sorted(figures):
        warnings.append(f"Its figures are not in the order low ≤ best ≤ high ({listed}); the whole span is kept.")
        reason += " They are not in the order low ≤ best ≤ high; the span from the smallest to the largest is kept."
    if set(told) == {"low"}:
        return ByHand(reason=reason, bound=Bound.AT_LEAST.value, low=figures[0])
    if set(told) == {"high"}:
        return ByHand(reason=reason, bound=Bound.AT_MOST.value, high=figures[0])
    if min(figures) == max(figures):
        return ByHand(reason=reason, bound=Bound.EXACTLY.value, low=figures[0])
    return ByHand(reason=reason, bound=Bound.BETWEEN.value, low=min(figures), high=max(figures))


def _option(label: str, question: Question | None, words: str) -> Chosen:
    options = list(question.options.all()) if question is not None and question.pk else []
    for option in options:
        if option.label.casefold() == label.casefold():
            return Chosen(option, words)
    raise Refused(f"The question has no option “{_short(label)}”.", "option")


_PLANS: Mapping[str, Callable[[Planner, ImportRow, Values, list[str]], list[Wanted]]] = {
    RowsAre.SOURCES: _source,
    RowsAre.DOCUMENTS: _document,
    RowsAre.EVENTS: _event,
    RowsAre.QUESTIONS: _question,
    RowsAre.CLAIMS: _claim,
    RowsAre.CASES: _case,
}
