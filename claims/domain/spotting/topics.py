"""What a text is about, by its words: measures, acts, advice; and in which language, of those with word tables."""

from claims.domain.spotting.running import LONGEST, cut_words
from claims.domain.spotting.tables import tables
from claims.domain.words.language import ENGLISH, LANGUAGES, Language, named

TOLD_BY_WORDS = frozenset(ENGLISH.measured)
"""The measures that words tell, in any language."""
LEAST_SMALL = 0.2
"""The share of small words from which a text is taken for a language: they are a third and more of its prose, and a
twentieth of what is written in its neighbours.
"""


def measures_in(text: str, lang: Language = ENGLISH) -> frozenset[str]:
    """The measures that the text's words speak of, by code."""
    plain = f" {' '.join(word.low for word in cut_words(text, lang))} "
    return frozenset(
        measure
        for measure, together in lang.measured.items()
        if any(f" {phrase} " in plain for phrase in together.split("|"))
    )


def read_in(code: str, text: str) -> Language | None:
    """The language by whose tables the text can be read, None where it may be any other: by another's tables "plus de
    300" would lose its bound.

    code: BCP 47 of what the document is said to be, "" where that is not known: then it is read as English, and only
    where it seems to be.
    """
    said, seems = named(code) if code else None, seems_to_be(text)
    if code:
        return said if seems in (said, None) else None
    return seems if seems is ENGLISH else None


def seems_to_be(text: str) -> Language | None:
    """The language that the text's small words tell, None where they tell none of those with tables."""
    share, lang = max(((_share_of_small(text, lang), lang) for lang in LANGUAGES), key=lambda one: one[0])
    return lang if share >= LEAST_SMALL else None


def _share_of_small(text: str, lang: Language) -> float:
    words = [word.low for word in cut_words(text[:LONGEST], lang) if word.text[0].isalpha()]
    small = sum(word in lang.unspecific or word in lang.small for word in words)
    return small / len(words) if words else 0.0


def tells_what_about(word: str) -> bool:
    """May a search word say what a text is about? "At" and "were" do not; "12" does, and so does one Chinese sign."""
    is_short = len(word) < 3 and word.isascii() and word.isalpha()
    return not is_short and not any(word in lang.unspecific for lang in LANGUAGES)


def acts_in(text: str, lang: Language = ENGLISH) -> tuple[str, ...]:
    """The words of the text for what was done to people and their property, as written."""
    measure_of = tables(lang).measure_of
    return tuple(dict.fromkeys(word.text for word in cut_words(text, lang) if measure_of.get(word.low) in lang.acts))


def advice_before(text: str, place: int, lang: Language = ENGLISH) -> bool:
    """Do words before this place recommend? What somebody wants done is no claim that it was."""
    return any(word.low in lang.advising for word in cut_words(text[:place], lang))
