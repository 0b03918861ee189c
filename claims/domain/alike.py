"""Texts that are much alike: found by a few keys each, then measured word by word and laid side by side.

Keys are the bands of a MinHash signature over runs of words (Broder 1997; one permutation, densified by rotation:
Shrivastava and Li 2014). A run's hash is that of each word at its place in the run, all combined by exclusive or
(simple tabulation, good for smallest hashes: Pătraşcu and Thorup 2012), so that a word is hashed once, however often it
stands. Hashes are of the words alone: the same text has the same keys on every machine.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2b
from itertools import islice
from operator import xor
from struct import Struct

from rapidfuzz.distance import LCSseq

from claims.domain.proposing import sentences
from claims.domain.search_words import plain_words

RUN = 5
"""Words of a run: what two texts share by chance is shorter."""
BINS, BANDS = 64, 32
"""Places of a signature, and its bands of two."""
FEWEST = 40
"""Words. Shorter texts are alike by chance, and have no keys."""
SHARED = 4
"""Keys that two texts must share to be looked at together: those with half of their runs in common nearly always do,
those with a tenth hardly ever.
"""
ALIKE = 0.5
"""The share of a text's words, in their order, from which two texts are called alike. A site's menus and footers are
less of an article than that.
"""
MOST_WORDS = 30_000
"""Of each text that are measured against each other, from its beginning."""
LONGEST_COMPARED = 200_000
"""Code points of each text that are laid side by side."""


def keys_of(text: str) -> tuple[int, ...]:
    """The text's keys, whole numbers below 2^63; none for a text too short to be compared."""
    words = plain_words(text)
    if len(words) < FEWEST:
        return ()
    signature = _signature(words)
    width = BINS // BANDS
    return tuple(_number(repr((n, signature[n * width : (n + 1) * width]))) for n in range(BANDS))


def _number(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big") >> 1


_HASHES = Struct(f"<{RUN}Q")
_LARGER = 1 << 64
"""Than every hash."""


def _signature(words: Sequence[str]) -> list[int]:
    """The smallest hash in each of the bins that the runs' hashes fall into; an empty bin takes its next one's."""
    smallest = [_LARGER] * BINS
    for value in _hashes(words):
        if value < smallest[value % BINS]:
            smallest[value % BINS] = value
    return [_filled(smallest, place) for place in range(BINS)]


def _hashes(words: Sequence[str]) -> Iterable[int]:
    """Of each run of words. Whole sequences at a time: a long report has hundreds of thousands of runs."""
    of_word = {word: _HASHES.unpack(blake2b(word.encode(), digest_size=_HASHES.size).digest()) for word in set(words)}
    runs: Iterable[int] = ()
    for place in range(RUN):
        at_place = {word: hashes[place] for word, hashes in of_word.items()}
        here = map(at_place.__getitem__, islice(words, place, None))
        runs = map(xor, runs, here) if place else here
    return runs


def _filled(smallest: Sequence[int], place: int) -> int:
    for step in range(BINS):
        value = smallest[(place + step) % BINS]
        if value < _LARGER:
            return value + step
    return 0


@dataclass(frozen=True)
class Common:
    """What two texts have in common: words that stand in both in the same order, and how many each has."""

    words: int
    first: int
    second: int

    @property
    def share_of_first(self) -> float:
        return self.words / self.first if self.first else 0.0

    @property
    def share_of_second(self) -> float:
        return self.words / self.second if self.second else 0.0

    @property
    def alike(self) -> bool:
        return max(self.share_of_first, self.share_of_second) >= ALIKE


def common(first: str, second: str) -> Common:
    """Measured over words without case or accents."""
    a, b = plain_words(first)[:MOST_WORDS], plain_words(second)[:MOST_WORDS]
    return Common(LCSseq.similarity(a, b), len(a), len(b))


# --- side by side ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Piece:
    """Words of a passage. differs: the other side has not these."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Passage:
    """Both sides of one place. same: nothing differs, and the two hold one text."""

    first: tuple[Piece, ...]
    second: tuple[Piece, ...]
    same: bool
    sentences: int


def side_by_side(first: str, second: str) -> Iterator[Passage]:
    """The two texts in passages, the same ones whole, the differing ones word by word. Only their beginnings where they
    are long.
    """
    a, b = _lines(first), _lines(second)
    plain_a, plain_b = ([" ".join(plain_words(line)) for line in lines] for lines in (a, b))
    for tag, a_from, a_to, b_from, b_to in SequenceMatcher(None, plain_a, plain_b, autojunk=False).get_opcodes():
        left, right = " ".join(a[a_from:a_to]), " ".join(b[b_from:b_to])
        if tag == "equal":
            yield Passage((Piece(left, False),), (Piece(right, False),), True, a_to - a_from)
        else:
            yield Passage(*word_by_word(left, right), False, max(a_to - a_from, b_to - b_from))


def _lines(text: str) -> list[str]:
    return [sentence for _, sentence in sentences(text[:LONGEST_COMPARED])]


def word_by_word(first: str, second: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both sides in pieces, the words marked that the other has not."""
    a, b = first.split(), second.split()
    left: list[Piece] = []
    right: list[Piece] = []
    plain_a, plain_b = ([word.casefold() for word in words] for words in (a, b))
    for tag, a_from, a_to, b_from, b_to in SequenceMatcher(None, plain_a, plain_b, autojunk=False).get_opcodes():
        differs = tag != "equal"
        left += [Piece(" ".join(a[a_from:a_to]), differs)] if a_to > a_from else []
        right += [Piece(" ".join(b[b_from:b_to]), differs)] if b_to > b_from else []
    return tuple(left), tuple(right)
