"""Who is said to say it: "according to …", "… reported that"."""

from dataclasses import dataclass

from claims.domain.spotting.running import Word, Words, cut_words, length_at, low_at, said_by
from claims.domain.spotting.tables import is_number, tables
from claims.domain.statement import Stance
from claims.domain.words.language import ENGLISH, Language

_LONGEST_NAME = 8


@dataclass(frozen=True)
class Attribution:
    """Who is said to say it, as written, and with what stance."""

    start: int
    end: int
    name: str
    stance: Stance


def attributions(text: str, lang: Language = ENGLISH) -> tuple[Attribution, ...]:
    """Whoever the text says it has it from: "according to …", "… reported that". The name is as written."""
    words = cut_words(text, lang)
    found: list[Attribution] = []
    for at in range(len(words)):
        one = _named_after(text, words, at) or _named_before(text, words, at)
        if one and one.name not in [other.name for other in found]:
            found.append(one)
    return tuple(found)


def _named_after(text: str, words: Words, at: int) -> Attribution | None:
    said_before = tables(words.lang).said_before
    length = length_at(words, at, said_before)
    if not length:
        return None
    start = _past_articles(words, at + length)
    end = start
    while end < len(words) and end - start < _LONGEST_NAME and _in_name(words, start, end):
        end += 1
    stance = said_before[tuple(word.low for word in words[at : at + length])]
    return _attribution(text, words, start, end, stance)


def _named_before(text: str, words: Words, at: int) -> Attribution | None:
    """A name right before a verb of saying, and a text that goes on: "HRW reported that", "the UN said"."""
    stance = tables(words.lang).said_behind.get(words[at].low)
    if stance is None or at == 0 or at + 1 >= len(words):
        return None
    end = at - (words[at - 1].low in words.lang.before_saying)
    start = end
    while start > 0 and end - start < _LONGEST_NAME and _may_name(words[start - 1], words.lang):
        start -= 1
    if start == end or words[end - 1].low in words.lang.name_articles:
        return None
    goes_on = low_at(words, at + 1) in words.lang.word_that
    described = _described(words, start, end) if stance is Stance.DENIES or goes_on or end < at else end
    name = described if described < end else _capital(words, start, end)
    if described == end and _is_only_where(words, start, name):
        name = _whole_description(words, start, end)
    return _attribution(text, words, name, end, stance)


def _described(words: Words, start: int, end: int) -> int:
    """Where a description begins: *the army* denied that, *the minister of Defence* has said. Only behind an article,
    else where it ends. A verb alone may be no deed of it: the number of deaths reported.
    """
    joins = {*words.lang.of, *words.lang.name_joins}
    for at in range(end - 1, start - 1, -1):
        is_article = words[at].low in words.lang.name_articles and words[at].low not in words.lang.of
        if is_article and (at == start or words[at - 1].low not in joins):
            return _past_articles(words, at)
    return end


def _is_only_where(words: Words, start: int, name: int) -> bool:
    """The Mopti of "the prefect of Mopti said" is not who said it."""
    before = low_at(words, name - 1) if name > start else ""
    return before in {*words.lang.of, *words.lang.place_before} - {*words.lang.before_saying}


def _whole_description(words: Words, start: int, end: int) -> int:
    """Behind the first article of it; where it ends, so that nobody is named, where it has none."""
    articles = words.lang.name_articles - {*words.lang.of}
    first = next((at for at in range(start, end) if words[at].low in articles), None)
    return end if first is None else _past_articles(words, first)


def _capital(words: Words, start: int, end: int) -> int:
    """Where a name begins: after all that has no capital, and after "In a report" at the head of a sentence."""
    lang = words.lang
    small = lang.place_before | lang.name_articles
    while start < end and (words[start].low in small or not words[start].text[0].isupper()):
        start += 1
    return start


def _past_articles(words: Words, at: int) -> int:
    while low_at(words, at) in words.lang.name_articles:
        at += 1
    return at


def _may_name(word: Word, lang: Language) -> bool:
    """A word that may belong to a name or description: the Malian army, Médecins sans frontières."""
    unfit = word.low in tables(lang).stops - lang.name_joins or is_number(word, lang)
    return word.text[0].isalpha() and not (unfit and word.low not in lang.name_articles)


def _in_name(words: Words, start: int, at: int) -> bool:
    """A name goes on over its small words; a description without capitals ends at the first word of another kind."""
    word, lang = words[at], words.lang
    if not _may_name(word, lang):
        return False
    if word.text[0].isupper() or word.low in lang.name_joins:
        return True
    return not any(w.text[0].isupper() for w in words[start:at]) and word.low not in tables(lang).stops


def _attribution(text: str, words: Words, start: int, end: int, stance: Stance) -> Attribution | None:
    lang = words.lang
    start = _past_articles(words, start)
    end = next((at for at in range(start, end) if words[at].low in lang.others), end)
    while end > start and words[end - 1].low in lang.name_joins | lang.name_articles:
        end -= 1
    if start >= end or not words[start].text[0].isalpha() or words[start].low in lang.pronouns:
        return None
    if any(word.low in lang.no_speaker for word in words[start:end]):
        return None
    return Attribution(words[start].start, words[end - 1].end, said_by(text, words[start:end]), stance)
