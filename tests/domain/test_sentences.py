"""The labelled sentences: what is found is what they say, and what is missed is told in docs/reading.md."""

from pathlib import Path

import pytest

from bench.sentences import Sentence, say, scores, sentences

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reading.md"
ALL = list(sentences())


def test_there_are_enough_of_them_in_either_language_and_none_twice() -> None:
    assert len({sentence.text for sentence in ALL}) == len(ALL)
    assert all(score.sentences >= 300 for (_, kind), score in scores().items() if kind == "all")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_is_found_is_what_the_sentence_says(lang: str) -> None:
    assert scores()[lang, "all"].precision >= 0.99


@pytest.mark.parametrize("sentence", [s for s in ALL if s.wrong()], ids=lambda s: s.text)
def test_what_is_wrong_is_told(sentence: Sentence) -> None:
    assert sentence.text in DOCS.read_text(encoding="utf-8"), [say(one) for one in sentence.wrong()]


def test_what_is_missed_is_told() -> None:
    told = DOCS.read_text(encoding="utf-8")
    for sentence in ALL:
        for label in sentence.missed():
            assert f"`{label.words}`" in told, sentence.text


def test_the_figures_in_the_docs_are_those_measured() -> None:
    told = DOCS.read_text(encoding="utf-8")
    for (lang, kind), score in scores().items():
        line = f"| {lang} {kind} | {score.found} | {score.precision:.3f} | {score.due} | {score.recall:.3f} |"
        assert line in told, line
