"""Figures and dates of a running text, none within another. Nothing is recorded by finding it."""

from claims.domain.reading import Written
from claims.domain.spotting.dates import dates
from claims.domain.spotting.figures import figures
from claims.domain.spotting.found import Spotted
from claims.domain.spotting.noughts import noughts
from claims.domain.spotting.numbered import never_counts
from claims.domain.spotting.running import cut_words
from claims.domain.words.language import ENGLISH, Language


def spot(text: str, written: Written | None = None, lang: Language = ENGLISH) -> tuple[Spotted, ...]:
    """The figures and dates of a text in its order, none within another. Every one's words are read by the readings.

    written: when the text was, for words counted from that day; without it they are passed over.
    """
    words = cut_words(text, lang)
    silent = never_counts(text)
    taken: list[Spotted] = []
    for found in (dates(text, words, written), noughts(text, words), figures(text, words, silent)):
        for one in found:
            if not any(one.start < other.end and other.start < one.end for other in taken):
                taken.append(one)
    return tuple(sorted(taken, key=lambda one: one.start))
