"""The words a text is found by: whole words in any script, without case, accents or compatibility forms."""

import re
import unicodedata

LONGEST = 60
"""Code points of a word that are kept; a longer one is cut, in the index and in the search alike."""

_WORD = re.compile(r"\w+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def search_words(text: str) -> list[str]:
    """The distinct words of a text, in order of first use: "Ségou, SÉGOU!" gives ["segou"]."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = _BEYOND_ASCII.sub(_without_accents, plain)
    return list(dict.fromkeys(word[:LONGEST] for word in _WORD.findall(plain)))


def _without_accents(found: re.Match[str]) -> str:
    return "".join(c for c in found[0] if not unicodedata.combining(c))
