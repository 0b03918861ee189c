"""What a text is about, by its words: measures, acts, advice; and whether these rules know its language."""

from claims.domain.spotting.running import LONGEST, cut_words
from claims.domain.spotting.tables import MEASURE_OF
from claims.domain.words.language import ENGLISH as en

TOLD_BY_WORDS = frozenset(en.measured)
"""The measures that words tell."""
LEAST_SMALL = 0.2
"""The share of small words from which a text is taken for English: it is a third and more of English prose, and a
twentieth of what is written in its neighbours.
"""


def measures_in(text: str) -> frozenset[str]:
    """The measures that the text's words speak of, by code."""
    plain = f" {' '.join(word.low for word in cut_words(text))} "
    return frozenset(
        measure
        for measure, together in en.measured.items()
        if any(f" {phrase} " in plain for phrase in together.split("|"))
    )


def is_read(language: str, text: str) -> bool:
    """Can these rules be used on the text? They know English; in another language "plus de 300" would lose its bound.

    language: BCP 47, "" where it is not known: then the text's small words tell.
    """
    if language:
        return language.lower().partition("-")[0] in ("en", "eng")
    words = [word.low for word in cut_words(text[:LONGEST]) if word.text[0].isalpha()]
    small = sum(word in en.unspecific or word in en.small for word in words)
    return bool(words) and small / len(words) >= LEAST_SMALL


def tells_what_about(word: str) -> bool:
    """May a search word say what a text is about? "At" and "were" do not; "12" does, and so does one Chinese sign."""
    is_short = len(word) < 3 and word.isascii() and word.isalpha()
    return not is_short and word not in en.unspecific


def acts_in(text: str) -> tuple[str, ...]:
    """The words of the text for what was done to people and their property, as written."""
    return tuple(dict.fromkeys(word.text for word in cut_words(text) if MEASURE_OF.get(word.low) in en.acts))


def advice_before(text: str, place: int) -> bool:
    """Do words before this place recommend? What somebody wants done is no claim that it was."""
    return any(word.low in en.advising for word in cut_words(text[:place]))
