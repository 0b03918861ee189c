"""Who is said to say it: "according to …", "… reported that"."""

from dataclasses import dataclass

from claims.domain.spotting.running import Word, Words, cut_words, said_by
from claims.domain.spotting.tables import STOPS, is_number
from claims.domain.statement import Stance
from claims.domain.words.language import ENGLISH as en
from claims.domain.words.tokens import phrases


@dataclass(frozen=True)
class Attribution:
    """Who is said to say it, as written, and with what stance."""

    start: int
    end: int
    name: str
    stance: Stance


_SAID_BEFORE = phrases({Stance(stance): words for stance, words in en.saying_before.items()})
SAID_BEHIND = {word: Stance(stance) for stance, together in en.saying.items() for word in together.split("|")}
_LONGEST_NAME = 8
_ARTICLES = {"the", *en.articles}


def attributions(text: str) -> tuple[Attribution, ...]:
    """Whoever the text says it has it from: "according to …", "… reported that". The name is as written."""
    words = cut_words(text)
    found: list[Attribution] = []
    for at in range(len(words)):
        one = _named_after(text, words, at) or _named_before(text, words, at)
        if one and one.name not in [other.name for other in found]:
            found.append(one)
    return tuple(found)


def _named_after(text: str, words: Words, at: int) -> Attribution | None:
    here = tuple(word.low for word in words[at : at + 4])
    lengths = [n for n in range(1, len(here) + 1) if here[:n] in _SAID_BEFORE]
    if not lengths:
        return None
    start = at + max(lengths)
    end = start
    while end < len(words) and end - start < _LONGEST_NAME and _in_name(words, start, end):
        end += 1
    return _attribution(text, words, start, end, _SAID_BEFORE[here[: max(lengths)]])


def _named_before(text: str, words: Words, at: int) -> Attribution | None:
    """A name right before a verb of saying, and a text that goes on: "HRW reported that", "the UN said"."""
    stance = SAID_BEHIND.get(words[at].low)
    if stance is None or at == 0 or at + 1 >= len(words):
        return None
    end = at - (words[at - 1].low in ("has", "have", "had", "also", "later", "itself"))
    start = end
    while start > 0 and end - start < _LONGEST_NAME and _may_name(words[start - 1]):
        start -= 1
    while start < end and (words[start].low in _ARTICLES or not words[start].text[0].isupper()):
        start += 1
    return _attribution(text, words, start, end, stance)


def _may_name(word: Word) -> bool:
    """A word that may belong to a name or description: the Malian army, Médecins sans frontières."""
    unfit = word.low in STOPS - en.name_joins or is_number(word)
    return word.text[0].isalpha() and not unfit


def _in_name(words: Words, start: int, at: int) -> bool:
    """A name goes on over its small words; a description without capitals ends at the first word of another kind."""
    word = words[at]
    if not _may_name(word):
        return False
    if word.text[0].isupper() or word.low in en.name_joins:
        return True
    return not any(w.text[0].isupper() for w in words[start:at]) and word.low not in STOPS


def _attribution(text: str, words: Words, start: int, end: int, stance: Stance) -> Attribution | None:
    while start < end and words[start].low in _ARTICLES:
        start += 1
    for at in range(start, end):
        if words[at].low in en.others:
            end = at
            break
    while end > start and words[end - 1].low in en.name_joins | _ARTICLES:
        end -= 1
    if start >= end or not words[start].text[0].isalpha() or words[start].low in en.pronouns:
        return None
    return Attribution(words[start].start, words[end - 1].end, said_by(text, words[start:end]), stance)
