"""Sentences of a text that could be claimed: each with what it holds and why it is proposed. Never a record by itself.

Places are code points of the text, the end excluded. What a sentence holds is spotting.py's to find.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from sentencex import get_sentence_boundaries

from claims.domain.reading import Written
from claims.domain.spotting.found import Kind, Spotted
from claims.domain.spotting.spot import spot
from claims.domain.spotting.topics import acts_in, advice_before
from claims.domain.words.language import ENGLISH, Language

SHORTEST = 5
"""Words of a sentence that is proposed for a date or an act alone: shorter ones are headings, captions, menus."""
LONGEST = 2_000
"""Code points of a sentence; what runs on for longer is no sentence but a table or a list, and is passed over."""

WRAPPED = 45
"""Code points of a line that was broken to fit a page rather than ended; headings are shorter."""
_ENDS = re.compile(r"[.!?…؟。»”\"')\]]\s*$")


class Reason(StrEnum):
    """What a sentence is proposed for, the weightiest first."""

    FIGURE = "figure"
    DATE = "date"
    ACT = "act"


@dataclass(frozen=True)
class Proposal:
    """A sentence that could be claimed. found: its figures and dates that are not claimed yet; acts: its words for what
    was done.
    """

    start: int
    end: int
    sentence: str
    reason: Reason
    found: tuple[Spotted, ...]
    acts: tuple[str, ...]

    @property
    def key(self) -> str:
        return sentence_key(self.sentence)

    @property
    def why(self) -> str:
        """`It holds a figure (“300 men”) and says what was done (“killed”).`"""
        nobody = [f"“{one.words}”" for one in self.found if one.is_nought]
        figures = [f"“{one.words}”" for one in self.found if one.kind is not Kind.DATE and not one.is_nought]
        dates = [f"“{one.words}”" for one in self.found if one.kind is Kind.DATE]
        parts = [
            f"holds a figure ({', '.join(figures)})" if figures else "",
            f"says that there were none ({', '.join(nobody)}), which is an answer: 0" if nobody else "",
            f"names a date ({', '.join(dates)})" if dates else "",
            f"says what was done (“{self.acts[0]}”)" if self.acts else "",
        ]
        return f"It {' and '.join(part for part in parts if part)}."


def sentence_key(sentence: str) -> str:
    """The same for the same words, however they are spaced: a dismissal holds in another text of the document too."""
    return sha256(" ".join(sentence.split()).encode()).hexdigest()


Place = tuple[int, int]


@dataclass(frozen=True, order=True)
class Claimed:
    """A quote that a claim rests on, by its place, and its words that answer: "" where all of it is claimed."""

    start: int
    end: int
    answer: str = ""

    def covers(self, start: int, one: Spotted) -> bool:
        """Is this figure or date of the sentence that begins at start claimed? A date beside an answer says when."""
        if not (self.start < start + one.end and start + one.start < self.end):
            return False
        answer, words = _plain(self.answer), _plain(one.words)
        return one.kind is Kind.DATE or not answer or answer in words or words in answer


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def proposals(
    text: str,
    claimed: Sequence[Claimed] = (),
    dismissed: Collection[str] = (),
    *,
    lang: Language = ENGLISH,
    begins: int = 0,
    written: Written | None = None,
) -> Iterator[Proposal]:
    """The sentences worth a look from this place on, in the text's order. claimed: what is quoted; dismissed: keys
    of sentences.

    A sentence is passed over where its figures and dates are claimed, or where it has none and any of it is quoted.
    """
    quotes = sorted(claimed)
    for start, sentence in sentences(text, lang.code):
        if start < begins:
            continue
        within = [q for q in quotes if q.start < start + len(sentence) and start < q.end]
        proposal = _proposal(start, sentence, within, written, lang)
        if proposal and proposal.key not in dismissed:
            yield proposal


def sentences(text: str, language: str = "en") -> Iterator[tuple[int, str]]:
    """Each sentence without the white space around it, and where it begins. A short line without an end of its own, a
    heading, is a sentence apart; a long one was broken to fit a page, and goes on.
    """
    for boundary in get_sentence_boundaries(language, text):
        start = boundary["start_index"]
        within_line = start - (text.rfind("\n", 0, start) + 1)
        for first, last in _unbroken(boundary["text"], within_line):
            yield start + first, boundary["text"][first:last]


def _unbroken(text: str, within_line: int) -> Iterator[Place]:
    """The places of the lines, those together that belong together. within_line: how much stands before the first."""
    begun: tuple[int, int] | None = None
    for line in re.finditer(r"\S(?:.*\S)?", text):
        line_begins = text.rfind("\n", 0, begun[1]) if begun else 0
        length = begun[1] - line_begins + (within_line if line_begins < 0 else 0) if begun else 0
        goes_on = begun and "\n\n" not in text[begun[1] : line.start()].replace(" ", "")
        if begun and goes_on and (length >= WRAPPED or line.group()[0].islower()):
            begun = (begun[0], line.end())
            continue
        if begun:
            yield begun
        begun = line.span()
    if begun:
        yield begun


def _proposal(
    start: int, sentence: str, quotes: Sequence[Claimed], written: Written | None, lang: Language
) -> Proposal | None:
    if len(sentence) > LONGEST or sentence.rstrip().endswith("?"):
        return None
    spotted = spot(sentence, written, lang)
    acts = acts_in(sentence, lang)
    if not spotted and not acts:
        return None
    found = tuple(one for one in spotted if not any(quote.covers(start, one) for quote in quotes))
    if quotes and not found:
        return None
    reason = _reason(sentence, found, acts)
    if reason is None or advice_before(sentence, _told_by(found, sentence), lang):
        return None
    return Proposal(start, start + len(sentence), sentence, reason, found, acts)


def _reason(sentence: str, found: Sequence[Spotted], acts: Sequence[str]) -> Reason | None:
    """A figure is enough by itself; a date or an act only in what is surely a sentence."""
    if any(one.kind is not Kind.DATE for one in found):
        return Reason.FIGURE
    if len(sentence.split()) < SHORTEST or not _ENDS.search(sentence):
        return None
    if found:
        return Reason.DATE
    return Reason.ACT if acts else None


def _told_by(found: Sequence[Spotted], sentence: str) -> int:
    """Where the first figure begins; without one the whole sentence tells whether it recommends."""
    return min((one.start for one in found if one.kind is not Kind.DATE), default=len(sentence))
