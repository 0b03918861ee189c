"""Choosing a row where there are thousands: by number or exact name in a text input with suggestions, no giant select.

Entries taken: "#12", "12", "#12 Name" (as it is shown), the exact name in any case; a source's aliases too.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.models import Claim, Document, Event, Question, Report, Source

SUGGESTIONS = 200
CANDIDATES = 6
"""Rows named in a refusal, so that the person can choose by number."""

LONGEST = 600
MOST_PICKED = 60

_NUMBER = re.compile(r"#?([0-9]{1,18})")
_NUMBER_AND_NAME = re.compile(r"#([0-9]{1,18})\s+(.+)", re.DOTALL)
_SEPARATORS = re.compile(r"[\n\r;]+")


@dataclass(frozen=True)
class Kind:
    """How rows of a model are called. others: further naming columns; named: False = by number only."""

    noun: str
    column: str
    others: tuple[str, ...] = ()
    order: tuple[str, ...] = ("-pk",)
    named: bool = True


KINDS: dict[type[Model], Kind] = {
    Source: Kind("source", "name", ("aliases__name",), ("name", "pk")),
    Document: Kind("document", "title"),
    Event: Kind("event", "title"),
    Question: Kind("question", "text"),
    # Statements are long and alike: what looks like the right one may be another's.
    Claim: Kind("claim", "statement", named=False),
    Report: Kind("report", "title"),
}


def shown(row: Model) -> str:
    """A row as a field shows it: `#12 Human Rights Watch`."""
    return f"#{row.pk} {_one_line(getattr(row, KINDS[type(row)].column))}"


@dataclass
class Called:
    """A row with all its names, without case."""

    row: Any
    names: set[str]


def _short(entry: str) -> str:
    return entry if len(entry) <= 80 else f"{entry[:80]}…"


def _one_line(text: str) -> str:
    return " ".join(text.split())


class PickInput(forms.TextInput):
    """A text input whose browser suggests rows. The suggestions are read when it is rendered: one query."""

    suggest: Callable[[], Iterable[str]] = staticmethod(lambda: ())

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        known = f"{(attrs or {}).get('id') or f'id_{name}'}_known"
        field = super().render(name, value, {**(attrs or {}), "list": known, "autocomplete": "off"}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((words,) for words in self.suggest()))
        return format_html('{}<datalist id="{}">{}</datalist>', field, known, options)


class PickManyInput(PickInput):
    """An input with suggestions for each row that is chosen, and one for another: all under one name. What comes back
    is a line each.
    """

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        attrs = attrs or {}
        known, label = f"{attrs.get('id') or f'id_{name}'}_known", self.attrs.get("data-another", "another")
        first = super().render(name, entries_in(value)[0] if value else value, attrs, renderer)
        return first + format_html_join("", "{}", ((one,) for one in self._further(name, value, attrs, known, label)))

    def _further(self, name: str, value: Any, attrs: Any, known: str, label: str) -> Iterable[SafeString]:
        for number, entry in enumerate([*entries_in(value)[1:], ""], start=1):
            named = {**attrs, "list": known, "autocomplete": "off", "aria-label": label, "placeholder": "another"}
            named |= {"id": f"{attrs['id']}_{number}"} if "id" in attrs else {}
            yield forms.TextInput.render(self, name, entry, named)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = data.getlist(name) if hasattr(data, "getlist") else [data[name]] if name in data else []
        return "\n".join(str(one) for one in typed if one) if typed else None


class PickField(forms.CharField):
    """Cleans to a row of the model, or None where nothing is typed nor required. One query for a number, three
    at most.

    rows: a model, or a queryset that narrows what may be chosen. A form may set `fields["event"].rows` later.
    Initial values are rows or keys; give rows where they are at hand: a key costs a query.
    """

    widget: type[forms.Widget] = PickInput
    longest = LONGEST

    def __init__(self, rows: type[Model] | QuerySet[Any], **options: Any) -> None:
        self.rows = rows
        super().__init__(**{"max_length": self.longest, "strip": True} | options)
        self._offer()

    def __deepcopy__(self, memo: dict[int, Any]) -> "PickField":
        copied = super().__deepcopy__(memo)
        copied._offer()
        return copied

    def _offer(self) -> None:
        """Suggestions come from this very field, not from the one it was copied from."""
        if isinstance(self.widget, PickInput):
            self.widget.suggest = self.suggestions

    @property
    def model(self) -> type[Model]:
        return self.rows.model if isinstance(self.rows, QuerySet) else self.rows

    @property
    def kind(self) -> Kind:
        return KINDS[self.model]

    def choosable(self) -> QuerySet[Any]:
        return self.rows.all() if isinstance(self.rows, QuerySet) else self.rows._default_manager.all()

    def suggestions(self) -> list[str]:
        kept = self.choosable().order_by(*self.kind.order).only("pk", self.kind.column)
        return [shown(row) for row in kept[:SUGGESTIONS]]

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = self.model._default_manager.filter(pk=value).first() or f"#{value}"
        return shown(value) if isinstance(value, Model) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (self.prepare_value(data) or "").strip()

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        return self.picked([typed])[0] if typed else None

    def picked(self, entries: Sequence[str]) -> list[Any]:
        """One row for each entry. Raises ValidationError, naming each that stands for none or for several."""
        for entry in entries:
            _refuse_broken(entry)
        meant = self._by_number(entries)
        meant |= self._by_name([entry for entry, rows in meant.items() if not rows])
        wrong = [entry for entry, rows in meant.items() if len(rows) != 1]
        if wrong:
            near = self._near([entry for entry in wrong if not meant[entry]])
            raise ValidationError([self._refusal(entry, meant[entry], near) for entry in wrong])
        return [meant[entry][0] for entry in entries]

    def strangers(self, typed: str) -> list[str]:
        """The names among what is typed that no row has. At most one query; what gives a number names none."""
        named = [entry for entry in entries_in(typed) if _number_in(entry) is None]
        return [entry for entry, rows in self._by_name(named).items() if not rows] if named else []

    def _by_number(self, entries: Sequence[str]) -> dict[str, list[Any]]:
        """The row whose number each entry gives; with another row's name it is none. At most one query."""
        numbers = {entry: _number_in(entry) for entry in entries}
        found = self._called(Q(pk__in=[number for number in numbers.values() if number is not None]))
        return {entry: [c.row for c in found if c.row.pk == n and _fits(c, entry)] for entry, n in numbers.items()}

    def _by_name(self, entries: Sequence[str]) -> dict[str, list[Any]]:
        """The rows that each entry names. At most one query, which reads all names: no index serves any script."""
        wanted = Q()
        for entry in entries if self.kind.named else ():
            for column in self._columns:
                wanted |= _is_called(column, entry)
        found = self._called(wanted) if wanted else []
        return {entry: [c.row for c in found if _one_line(entry).casefold() in c.names] for entry in entries}

    @property
    def _columns(self) -> dict[str, str]:
        return {f"called_{i}": column for i, column in enumerate((self.kind.column, *self.kind.others))}

    def _called(self, wanted: Q) -> list[Called]:
        """These rows with their names: one query."""
        columns = self._columns
        # A row comes once for each further name.
        called: dict[int, Called] = {}
        for row in self.choosable().annotate(**{c: F(path) for c, path in columns.items()}).filter(wanted):
            names = called.setdefault(row.pk, Called(row, set())).names
            names |= {_one_line(getattr(row, column) or "").casefold() for column in columns}
        return list(called.values())

    def _near(self, entries: Sequence[str]) -> list[Any]:
        """Rows whose name holds what was typed, to choose from: one query."""
        wanted = Q()
        for entry in entries if self.kind.named else ():
            written = _NUMBER_AND_NAME.fullmatch(entry)
            wanted |= Q(**{f"{self.kind.column}__icontains": written[2] if written else entry})
            if written:
                wanted |= Q(pk=int(written[1]))
        if not wanted:
            return []
        return list(self.choosable().filter(wanted).order_by(*self.kind.order)[:CANDIDATES])

    def _refusal(self, entry: str, rows: Sequence[Any], near: Sequence[Any]) -> str:
        noun, short = self.kind.noun, _short(entry)
        if rows:
            return f"“{short}” stands for several {noun}s: {_listed(rows)}. Choose one by its number."
        said = f"There is no {noun} “{short}”."
        if written := _NUMBER_AND_NAME.fullmatch(entry):
            other = next((row for row in near if row.pk == int(written[1])), None)
            if other:  # mostly a name typed over the one that was chosen before
                return (
                    f"{noun.capitalize()} #{other.pk} is called “{_one_line(getattr(other, self.kind.column))}”, not "
                    f"“{_short(written[2])}”. Give its number alone, or another {noun}’s name without a number."
                )
        if near:
            return f"{said} Perhaps: {_listed(near)}. Choose one by its number."
        by_name = " or its exact name" if self.kind.named else ""
        return f"{said} Give its number, such as #12{by_name}."


class PickManyField(PickField):
    """Several rows, one a line or with semicolons. Cleans to a list in the order typed, each row once."""

    widget = PickManyInput

    def __init__(self, rows: type[Model] | QuerySet[Any], *, most: int = MOST_PICKED, **options: Any) -> None:
        self.most, self.longest = most, most * LONGEST
        super().__init__(rows, **options)

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        return "\n".join(str(super(PickManyField, self).prepare_value(row)) for row in value)

    def clean(self, value: Any) -> list[Any]:
        typed = forms.CharField.clean(self, value)
        entries = entries_in(typed)
        if len(entries) > self.most:
            raise ValidationError(f"These are {len(entries)} {self.kind.noun}s; at most {self.most} fit here.")
        return list(dict.fromkeys(self.picked(entries))) if entries else []


def entries_in(typed: str | None) -> list[str]:
    return [entry.strip() for entry in _SEPARATORS.split(typed or "") if entry.strip()]


def _number_in(entry: str) -> int | None:
    written = _NUMBER.fullmatch(entry) or _NUMBER_AND_NAME.fullmatch(entry)
    return int(written[1]) if written else None


def _fits(called: Called, entry: str) -> bool:
    """Is the name that stands beside the number, if any, one of the row's?"""
    written = _NUMBER_AND_NAME.fullmatch(entry)
    return not written or _one_line(written[2]).casefold() in called.names


def _is_called(column: str, name: str) -> Q:
    """SQLite compares without case in ASCII alone, by a pattern in all scripts."""
    if name.isascii():
        return Q(**{f"{column}__iexact": name})
    return Q(**{f"{column}__iregex": f"^{re.escape(name)}$"})


def _refuse_broken(entry: str) -> None:
    """Half a character cannot be looked up in any database."""
    if any("\ud800" <= c <= "\udfff" for c in entry):
        raise ValidationError("This holds half of a character (a lone surrogate). Type it again.")


def _listed(rows: Iterable[Model]) -> str:
    return "; ".join(shown(row) for row in rows)
