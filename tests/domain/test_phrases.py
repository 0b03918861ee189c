"""The labelled phrases: a read figure is right, and what is missed is told in docs/reading.md."""

from pathlib import Path

import pytest

from bench.reading import Phrase, misses, phrases, scores

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reading.md"
ALL = list(phrases())


def test_there_are_enough_of_them_and_none_twice() -> None:
    assert len(ALL) >= 300
    assert len({(p.unit, p.words, p.kind) for p in ALL}) == len(ALL)


def test_a_figure_that_is_read_is_right() -> None:
    assert scores()["all"].precision >= 0.99


@pytest.mark.parametrize("phrase", [p for p in ALL if p.population], ids=lambda p: p.words)
def test_names_whom_it_counts(phrase: Phrase) -> None:
    assert phrase.population_found == phrase.population


def test_what_is_missed_is_told() -> None:
    told = DOCS.read_text(encoding="utf-8")
    for miss in misses():
        assert f"`{miss.words}`" in told, miss


def test_the_figures_in_the_docs_are_those_measured() -> None:
    told = DOCS.read_text(encoding="utf-8")
    for kind, score in scores().items():
        line = f"| {kind} | {score.phrases} | {score.precision:.3f} | {score.recall:.3f} |"
        assert line in told, line
