"""From an answer as given (words to read, a reading by hand, a chosen option) to the columns a claim keeps of it."""

from dataclasses import dataclass
from typing import Any

from claims.actions.errors import Refused
from claims.actions.rows import safe_words
from claims.dates import CannotReadDate, read_edtf
from claims.domain.answers import TWO_FIGURES, Bound, DateSpan, Impossible, Point, Quantity, Stated, date_interval
from claims.domain.reading import READING_VERSION, CannotRead, read_date, read_quantity
from claims.domain.units import UNITS
from claims.domain.words.language import spoken
from claims.models import Document, Option, Question
from claims.models.question import QuestionKind

LARGEST_FIGURE = 10**15
"""Above this nothing is counted; the database's whole numbers end at 9 × 10^18, margin included."""

BY_HAND = "by hand"


@dataclass(frozen=True)
class AsWritten:
    """Words of the quote, to be read by the core's rules."""

    words: str


@dataclass(frozen=True)
class ByHand:
    """A reading by a person, with its reason. Numbers: low, high in the question's unit. Dates: an EDTF expression."""

    reason: str
    bound: str
    low: int | None = None
    high: int | None = None
    approximate: bool = False
    edtf: str = ""
    words: str = ""


@dataclass(frozen=True)
class Chosen:
    """One of the question's options, and the words that say it where there are any."""

    option: Option
    words: str = ""


GivenAnswer = AsWritten | ByHand | Chosen

NO_ANSWER: dict[str, Any] = {
    "as_written": "",
    "bound": "",
    "approximate": False,
    "stated_low": None,
    "stated_high": None,
    "edtf": "",
    "option_id": None,
    "rule": "",
    "rule_version": 0,
    "hand_reason": "",
}


def answer_columns(
    question: Question | None, given: GivenAnswer | None, document: Document | None = None
) -> dict[str, Any]:
    """The columns for the answer as given. document: the one whose words they are, for those counted from its date.

    Raises Refused with the offending words; nothing is guessed.
    """
    match given:
        case None:
            return dict(NO_ANSWER)
        case AsWritten(words):
            return _read(question, safe_words(words, "as_written"), document)
        case ByHand():
            return _by_hand(question, given)
        case Chosen():
            return _chosen(question, given)


def _read(question: Question | None, words: str, document: Document | None) -> dict[str, Any]:
    columns = NO_ANSWER | {"as_written": words}
    lang = spoken(document.language if document else "")
    if not words or question is None or question.kind == QuestionKind.CATEGORY:
        return columns
    try:
        if question.kind == QuestionKind.QUANTITY:
            number = read_quantity(words, UNITS[question.unit], lang)
            return columns if number is None else columns | _read_columns(number.answer, number.rule)
        day = read_date(words, Point(question.point), document.written if document else None, lang)
        date_interval(day.answer.stated)
        return columns | _read_columns(day.answer, day.rule)
    except (CannotRead, Impossible) as unread:
        raise Refused(f"{unread} If you can read it, choose “by hand” and say how.", "as_written") from None


def _read_columns(answer: Quantity | DateSpan, rule: str) -> dict[str, Any]:
    _refuse_too_large(answer)
    return {
        "bound": answer.stated.bound.value,
        "approximate": answer.stated.approximate,
        "stated_low": answer.stated.low,
        "stated_high": answer.stated.high,
        "edtf": answer.edtf if isinstance(answer, DateSpan) else "",
        "rule": rule,
        "rule_version": READING_VERSION,
    }


def _refuse_too_large(answer: Quantity | DateSpan) -> None:
    if answer.stated.high > LARGEST_FIGURE:
        raise Refused("This figure is larger than anything that is counted here.", "as_written")


def _by_hand(question: Question | None, given: ByHand) -> dict[str, Any]:
    if question is None or question.kind == QuestionKind.CATEGORY:
        raise Refused(
            "Choose a question about a number or a date first; it says what the answer counts in.", "question"
        )
    reason = safe_words(given.reason, "hand_reason")
    if not reason:
        raise Refused("Say how you read it: a reading by hand needs its reason.", "hand_reason")
    if given.bound not in set(Bound):
        raise Refused("Choose how the figure is bound (exactly, at least, …).", "bound")
    answer = _number_by_hand(question, given) if question.kind == QuestionKind.QUANTITY else _date_by_hand(given)
    columns = _read_columns(answer, BY_HAND)
    return NO_ANSWER | columns | {"as_written": safe_words(given.words, "as_written"), "hand_reason": reason}


def _number_by_hand(question: Question, given: ByHand) -> Quantity:
    if Bound(given.bound) in TWO_FIGURES and (given.low is None or given.high is None):
        missing = "low" if given.low is None else "high"
        raise Refused("Give both figures: this bound stands between two.", missing)
    low = given.high if given.low is None else given.low
    high = given.low if given.high is None else given.high
    if low is None or high is None:
        raise Refused("Give a figure.", "low")
    if low < 0:
        raise Refused("No count can be below zero.", "low")
    if low > high:
        raise Refused(f"The lower figure {low:,} is above the upper figure {high:,}.", "low")
    try:
        answer = Quantity(UNITS[question.unit], Stated(Bound(given.bound), low, high, given.approximate))
        answer.interval()
    except Impossible as impossible:
        raise Refused(str(impossible), "low") from None
    return answer


def _date_by_hand(given: ByHand) -> DateSpan:
    try:
        span = read_edtf(safe_words(given.edtf, "edtf"))
        stated = Stated(Bound(given.bound), span.first.toordinal(), span.last.toordinal())
        date_interval(stated)
    except (CannotReadDate, Impossible) as unread:
        raise Refused(str(unread), "edtf") from None
    return DateSpan(span.edtf, stated)


def _chosen(question: Question | None, given: Chosen) -> dict[str, Any]:
    if question is None or given.option.question_id != question.pk:
        raise Refused("This option belongs to another question.", "option")
    return NO_ANSWER | {"option_id": given.option.pk, "as_written": safe_words(given.words, "as_written")}
