"""Adding and correcting sources and their aliases."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User

from claims.actions.deed import deed, enter
from claims.actions.errors import Refused
from claims.actions.rows import changed, checked, inserted, safe_words, snapshot
from claims.models import Source, SourceAlias


@deed("claims.add_source", "add sources")
def add_source(*, by: User, name: str, kind: str, aliases: Iterable[str] = (), **columns: Any) -> Source:
    """Add a source. columns: any of grade, grade_reason, interest, interest_reason, confidential, note,
    external_key.
    """
    refuse_taken(name, None)
    source = inserted(checked(Source(), {"name": name, "kind": kind, **columns}))
    _write_aliases(source, aliases)
    enter(by=by, deed="add_source", concerning=[source], after=_facts(source))
    return source


@deed("claims.change_source", "correct sources")
def correct_source(
    *, by: User, source: Source, version: int, aliases: Iterable[str] | None = None, **columns: Any
) -> Source:
    """Correct the given columns; aliases, if given, are all it has afterwards. Raises Stale."""
    source = Source.objects.get(pk=source.pk)
    before = _facts(source)
    if "name" in columns:
        refuse_taken(columns["name"], source)
    changed(source, version, columns)
    if aliases is not None:
        _write_aliases(source, aliases)
    enter(by=by, deed="correct_source", concerning=[source], before=before, after=_facts(source))
    return source


def _facts(source: Source) -> dict[str, Any]:
    aliases = SourceAlias.objects.filter(source=source).values_list("name", flat=True)
    return snapshot(source) | {"aliases": sorted(aliases)}


def _write_aliases(source: Source, aliases: Iterable[str]) -> None:
    wanted = dict.fromkeys(name for alias in aliases if (name := safe_words(alias, "aliases")))
    SourceAlias.objects.filter(source=source).exclude(name__in=wanted).delete()
    held = set(SourceAlias.objects.filter(source=source).values_list("name", flat=True))
    for name in wanted.keys() - held:
        refuse_taken(name, source, field="aliases")
        inserted(checked(SourceAlias(source=source), {"name": name}))


def refuse_taken(name: str, source: Source | None, field: str = "name") -> None:
    """A name or alias stands for one source only, or "HRW" would be two origins. Raises Refused."""
    name = name.strip()
    others = Source.objects.filter(name__iexact=name).exclude(pk=source.pk if source else 0)
    aliases = SourceAlias.objects.filter(name__iexact=name).exclude(source=source)
    taken = others.first() or next((alias.source for alias in aliases.select_related("source")), None)
    if taken:
        raise Refused(f"“{name}” already stands for {taken.name}. One name stands for one source.", field)
