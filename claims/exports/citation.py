"""What is cited from the tracker, as a line for a footnote and as BibTeX. Knows no models.

A citation has what a reader needs to find the same thing again and to see whether it has changed since: the permanent
address, the version, the day.
"""

import re
from dataclasses import dataclass
from datetime import date

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}$&#_%"},
}
_BREAKING = re.compile(r"\s+")


@dataclass(frozen=True)
class Cited:
    """key: `claim-16`; what: `Claim 16`; title: the statement or the question; source: who says it and where, "" where
    there is no one source; version: of what is cited, in words; state: where it stood on that day, "" for what
    never changes.
    """

    key: str
    what: str
    title: str
    source: str
    version: str
    state: str
    address: str
    day: date


@dataclass(frozen=True)
class Citation:
    plain: str
    bibtex: str


def citation(cited: Cited) -> Citation:
    return Citation(_plain(cited), _bibtex(cited))


def _plain(cited: Cited) -> str:
    title = _one_line(cited.title)
    closed = "" if title.endswith((".", "?", "!", "…")) else "."
    source = f"{_one_line(cited.source)}. " if cited.source else ""
    version = f"{cited.version[:1].upper()}{cited.version[1:]}"
    standing = ", ".join(part for part in (version, cited.state, f"as of {_day(cited.day)}") if part)
    return f"{cited.what}: “{title}{closed}” {source}{standing}. Source-claim verification tracker, {cited.address}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _bibtex(cited: Cited) -> str:
    """An entry of type misc: `url` and `urldate` are read by biblatex, `howpublished` by older styles."""
    note = "; ".join(part for part in (_one_line(cited.source), cited.version, cited.state) if part)
    fields = {
        "title": f"{{{_escaped(_one_line(cited.title))}}}",
        "howpublished": f"Source-claim verification tracker, {_escaped(cited.what)}",
        "note": _escaped(note),
        "year": str(cited.day.year),
        "url": cited.address,
        "urldate": cited.day.isoformat(),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{cited.key}-{cited.day.isoformat()},", *lines, "}"])


def _one_line(words: str) -> str:
    return _BREAKING.sub(" ", words).strip()


def _escaped(words: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in words)
