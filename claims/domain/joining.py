"""Words of a text as people read them: on one line, and no word cut in two. Never what is quoted: that stays exact."""

import re

from claims.domain.quotes import CONTEXT

_PARTED = re.compile(r"([^\W_]+)[-‐\u00ad][ \t]*\n[ \t]*([^\W_]+)")
_SOFT = "\u00ad"


def on_one_line(words: str, text: str = "") -> str:
    """The words without the ends of their lines. A word that was parted at one is whole again; it keeps its hyphen
    where it goes on with a figure or a capital (Franco-Malian), or where it stands so elsewhere in the text.
    """
    joined = _PARTED.sub(lambda found: _whole(found[1], found[2], text), words)
    return " ".join(joined.replace(_SOFT, "").split())


def _whole(first: str, second: str, text: str) -> str:
    hyphened = f"{first}-{second}"
    keeps = not (first[-1].isalpha() and second[0].islower()) or re.search(rf"\b{re.escape(hyphened)}\b", text)
    return hyphened if keeps else first + second


def words_before(prefix: str) -> str:
    """A quote's prefix from its first whole word on: it was cut off at a number of characters."""
    _, space, rest = prefix.partition(" ") if len(prefix) >= CONTEXT else ("", "", "")
    return f"… {rest}" if space and rest.strip() else prefix


def words_after(suffix: str) -> str:
    """A quote's suffix up to its last whole word."""
    rest, space, _ = suffix.rpartition(" ") if len(suffix) >= CONTEXT else ("", "", "")
    return f"{rest} …" if space and rest.strip() else suffix
