"""How a citation is written: one line for a footnote, one entry of BibTeX, nothing that breaks either."""

from dataclasses import replace
from datetime import date

import pytest

from claims.exports.citation import Cited, citation

CITED = Cited(
    key="claim-16",
    what="Claim 16",
    title="About 300 men were killed at Moura.",
    source="Human Rights Watch, in “Mali Country Report 2023”, January 2023",
    version="version 2",
    state="unverified",
    address="https://tracker.example/claims/16/",
    day=date(2026, 11, 6),
)


def test_a_line_has_what_is_needed_to_find_it_again() -> None:
    assert citation(CITED).plain == (
        "Claim 16: “About 300 men were killed at Moura.” Human Rights Watch, in “Mali Country Report 2023”, "
        "January 2023. Version 2, unverified, as of 6 November 2026. Source-claim verification tracker, https://tracker.example/claims/16/"
    )


def test_an_entry_of_bibtex() -> None:
    assert citation(CITED).bibtex == (
        "@misc{claim-16-2026-11-06,\n"
        "  title = {{About 300 men were killed at Moura.}},\n"
        "  howpublished = {Source-claim verification tracker, Claim 16},\n"
        "  note = {Human Rights Watch, in “Mali Country Report 2023”, January 2023; version 2; unverified},\n"
        "  year = {2026},\n"
        "  url = {https://tracker.example/claims/16/},\n"
        "  urldate = {2026-11-06},\n"
        "}"
    )


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("50 % of A & B_C", r"50 \% of A \& B\_C"),
        ("{a}\\b~^#$", r"\{a\}\textbackslash{}b\textasciitilde{}\textasciicircum{}\#\$"),
        ("one\ntwo\t three", "one two three"),
        ("قُتل 300 رجل 🕊", "قُتل 300 رجل 🕊"),
    ],
)
def test_no_title_breaks_an_entry(title: str, written: str) -> None:
    assert f"  title = {{{{{written}}}}},\n" in citation(replace(CITED, title=title)).bibtex


def test_without_one_source_none_is_named() -> None:
    said = citation(replace(CITED, source=""))
    assert "Moura.” Version 2, unverified" in said.plain and "note = {version 2; unverified}" in said.bibtex
