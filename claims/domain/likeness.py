"""Texts as a reader sees them: what differs only in typesetting, line breaks or encoding becomes the same.

For finding a quote in another extraction of its document. Never used to change what is stored or shown.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile


@dataclass(frozen=True)
class LikenessRule:
    """One kind of difference that is passed over, as the method page lists it."""

    what: str
    taken_as: str


LIKENESS = (
    LikenessRule("white space of any kind and length, line and page breaks", "one space"),
    LikenessRule("a word parted by a hyphen at the end of a line", "the word"),
    LikenessRule("soft hyphens, zero-width characters, direction marks, byte-order marks", "nothing"),
    LikenessRule("curly, angled, low and straight quotation marks and apostrophes", "\" and '"),
    LikenessRule("hyphens, dashes and minus signs", "-"),
    LikenessRule("an ellipsis sign", "three full stops"),
    LikenessRule("Latin ligatures, full-width and Arabic presentation forms", "their letters"),
    LikenessRule("a letter with its mark as one character or as several", "one"),
)
"""Case, accents, figures and words are never passed over: x² is not x2."""

_SAME = {
    **dict.fromkeys("“”„‟«»″〝〞", '"'),
    **dict.fromkeys("‘’‚‛‹›′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−﹘﹣", "-"),
    "…": "...",
    **dict.fromkeys("\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
    **dict.fromkeys(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))), ""),
}
_FORMS = ((0xFB00, 0xFB07), (0xFB50, 0xFE00), (0xFE70, 0xFEFD), (0xFF01, 0xFF5F))
"""Latin ligatures, Arabic presentation forms A and B, full-width forms: the first, and the one after the last."""

_PARTED = re.compile(r"(?<=[^\W\d_])[-‐\u00ad][ \t]*(?:\r\n?|\n)[ \t]*(?=[^\W\d_])")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Likeness:
    """A text reduced to what a reader sees. Its i-th character stands for text[starts[i]:ends[i]] of the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the original these characters stand, in code points, the end excluded. start < end."""
        return self.starts[start], self.ends[end - 1]

    def nearest(self, place: int) -> int:
        """The first character that stands at this place of the original or after it."""
        return bisect_left(self.starts, place)


def likeness(text: str) -> Likeness:
    """Reduce a text by the rules. One pass; no rule makes a text longer than four times itself."""
    gone = {m.start(): m.end() for m in _PARTED.finditer(text)}
    spaces = {m.start(): m.end() for m in _SPACE.finditer(text)}
    shown: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        if at in gone:
            at = gone[at]
            continue
        seen, end = (" ", spaces[at]) if at in spaces else _letter(text, at)
        shown.append(seen)
        starts += [at] * len(seen)
        ends += [end] * len(seen)
        at = end
    return Likeness("".join(shown), tuple(starts), tuple(ends))


def _letter(text: str, at: int) -> tuple[str, int]:
    """What is seen of the character at this place with the marks upon it, and where they end."""
    marks = "".join(takewhile(unicodedata.combining, text[at + 1 : at + 9]))
    end = at + 1 + len(marks)
    character = text[at]
    if character in _SAME:
        return _SAME[character] + marks, end
    if any(first <= ord(character) < past for first, past in _FORMS):
        return unicodedata.normalize("NFKC", character + marks), end
    return unicodedata.normalize("NFC", character + marks) if marks else character, end
