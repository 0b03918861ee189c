"""One fact of a page: a label and what is known, as components/_facts.html takes it. No value is "not stated"."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    note: str = ""
    url: str = ""
