"""The words a text is found by: whole words in any script, without case, accents or compatibility forms."""

import unicodedata

LONGEST = 60
"""Code points of a word that are kept; a longer one is cut, in the index and in the search alike."""


class _Plain(dict[int, int | None]):
    """What stands for each code point: a letter, digit or underscore for itself, an accent for nothing, anything else
    for a space. Filled as they are met.
    """

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        stands: int | None = ord(" ")
        if character.isalnum() or character == "_":
            stands = code
        elif unicodedata.combining(character):
            stands = None
        self[code] = stands
        return stands


_PLAIN = _Plain()


def plain_words(text: str) -> list[str]:
    """All words of a text in their order: "Ségou, SÉGOU!" gives ["segou", "segou"]."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    return [word[:LONGEST] for word in plain.split()]


def search_words(text: str) -> list[str]:
    """The distinct words of a text, in order of first use."""
    return list(dict.fromkeys(plain_words(text)))
