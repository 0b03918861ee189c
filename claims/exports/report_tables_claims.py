"""The tables of claims and of their reviews: every name of report.schema.json that a recorder may want, in columns."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from claims.domain.scope import Dimension
from claims.exports.report_columns import (
    ADDRESS,
    EXTERNAL_KEY,
    Column,
    Kind,
    Table,
    Value,
    field,
    moment,
    numbers_and_days,
    of_question,
    several,
    words,
    yes_no,
)
from claims.exports.report_parts import Part, Parts, said

_NONE: Part = {}


def _claims(parts: Parts) -> Iterable[Part]:
    """Those that answer a question here, then those that one of these names."""
    return chain(parts.claims.values(), parts.beside.values())


def _of_quote(name: str, kind: Kind, key: str) -> Column:
    """A claim beside has only the words of its quote."""
    return Column(name, kind, lambda parts, claim: _quote(claim).get(key))


def _quote(claim: Part) -> Part:
    quote = claim["quote"]
    return {"exact": quote} if isinstance(quote, str) else quote


def _around(name: str, key: str) -> Column:
    return Column(name, Kind.WORDS, lambda parts, claim: _kept(_quote(claim), key))


def _kept(part: Part, key: str) -> Value:
    """Blank where there is no such thing, as of a claim beside; said to be kept back where it is."""
    return said(part[key]) if key in part else None


def _of_answer(name: str, kind: Kind, value: Callable[[Part], Value]) -> Column:
    return Column(name, kind, lambda parts, claim: value(claim["answer"]) if claim.get("answer") else None)


def _answer_ends(name: str, key: str) -> tuple[Column, ...]:
    return numbers_and_days(name, lambda parts, claim: (claim.get("answer") or _NONE).get(key))


def _scope(dimension: Dimension) -> Column:
    def value(parts: Parts, claim: Part) -> Value:
        found = claim.get("scope", _NONE).get(dimension.value)
        if found is None:
            return None
        if found["is"] == "as the question":
            return f"as the question: {found['words']}" if found["words"] else "as the question"
        return found["words"] or found["is"]

    return Column(f"scope: {dimension.value.replace('_', ' ')}", Kind.SHORT, value)


def _leans_on(parts: Parts, claim: Part) -> str:
    return several(parts.sources[key]["name"] if key in parts.sources else key for key in claim["leans_on"])


def _latest(name: str, kind: Kind, value: Callable[[Part], Value]) -> Column:
    """Of the review that decides."""
    return Column(
        f"latest review: {name}",
        kind,
        lambda parts, claim: value(claim["reviews"][0]) if claim.get("reviews") else None,
    )


def _withdrawn(name: str, kind: Kind, value: Callable[[Part], Value]) -> Column:
    """A claim beside says only whether it was."""

    def taken(parts: Parts, claim: Part) -> Value:
        return value(claim["withdrawn"]) if isinstance(claim["withdrawn"], dict) else None

    return Column(f"withdrawn: {name}", kind, taken)


CLAIMS = Table(
    "Claims",
    _claims,
    (
        field("claim", Kind.KEY, "key"),
        Column("answers a question here", Kind.KEY, lambda parts, claim: yes_no("question" in claim)),
        Column("question key", Kind.KEY, lambda parts, claim: claim.get("question")),
        *of_question("question", "event", "unit"),
        words("statement", "statement"),
        _of_quote("quote", Kind.WORDS, "exact"),
        _of_quote("page", Kind.FIGURE, "page"),
        field("document key", Kind.KEY, "document"),
        Column("document", Kind.WORDS, lambda parts, claim: parts.documents[claim["document"]]["title"]),
        Column("publisher", Kind.SHORT, lambda parts, claim: parts.publisher(parts.documents[claim["document"]])),
        Column("published (EDTF)", Kind.SHORT, lambda parts, claim: parts.documents[claim["document"]]["published"]),
        field("who says it", Kind.SHORT, "who"),
        Column("asserted by", Kind.SHORT, lambda parts, claim: parts.named(claim["asserted_by"])),
        Column("others unnamed", Kind.KEY, lambda parts, claim: yes_no(claim["others_unnamed"])),
        field("voice", Kind.KEY, "voice"),
        field("stance", Kind.KEY, "stance"),
        field("as written", Kind.SHORT, "as_written"),
        _of_answer("bound", Kind.KEY, lambda answer: answer["bound"]),
        _of_answer("approximate", Kind.KEY, lambda answer: yes_no(answer["approximate"])),
        *_answer_ends("stated", "stated"),
        *_answer_ends("allows", "allows"),
        _of_answer("date (EDTF)", Kind.SHORT, lambda answer: answer["edtf"]),
        _of_answer("option", Kind.SHORT, lambda answer: answer["option"]),
        _of_answer("reading", Kind.SHORT, lambda answer: said(answer["reading"])),
        _of_answer("rule of reading", Kind.KEY, lambda answer: answer["rule"]),
        _of_answer("rule of reading: version", Kind.FIGURE, lambda answer: answer["rule_version"] or None),
        _of_answer("read by hand because", Kind.WORDS, lambda answer: said(answer["by_hand_because"])),
        *(_scope(dimension) for dimension in Dimension),
        Column("leans on", Kind.SHORT, _leans_on),
        Column("origins", Kind.SHORT, lambda parts, claim: parts.named(claim["origins"])),
        Column("all origins known", Kind.KEY, lambda parts, claim: yes_no(claim["all_origins_known"])),
        Column("counts", Kind.KEY, lambda parts, claim: yes_no(claim["counts"]) if "counts" in claim else None),
        Column("does not count because", Kind.SHORT, lambda parts, claim: claim.get("not_counting_because")),
        Column("finding", Kind.KEY, lambda parts, claim: claim.get("finding", _NONE).get("kind")),
        Column("finding: why", Kind.WORDS, lambda parts, claim: claim.get("finding", _NONE).get("sentence")),
        Column("camps", Kind.KEY, lambda parts, claim: several(str(camp) for camp in claim.get("camps", ()))),
        field("status", Kind.KEY, "status"),
        Column("state of review", Kind.KEY, lambda parts, claim: claim.get("review_state")),
        _latest("verdict", Kind.KEY, lambda review: review["verdict"]),
        _latest("reason", Kind.WORDS, lambda review: said(review["reason"])),
        _latest("by", Kind.SHORT, lambda review: said(review["by"])),
        _latest("at (UTC)", Kind.MOMENT, lambda review: moment(review["at"])),
        _latest("outdated", Kind.KEY, lambda review: yes_no(review["outdated"])),
        Column("reviews", Kind.FIGURE, lambda parts, claim: len(claim["reviews"]) if "reviews" in claim else None),
        Column("replaced by", Kind.KEY, lambda parts, claim: claim.get("replaced_by")),
        Column("withdrawn", Kind.KEY, lambda parts, claim: yes_no(bool(claim["withdrawn"]))),
        _withdrawn("at (UTC)", Kind.MOMENT, lambda withdrawn: moment(withdrawn["at"])),
        _withdrawn("by", Kind.SHORT, lambda withdrawn: said(withdrawn["by"])),
        _withdrawn("reason", Kind.WORDS, lambda withdrawn: said(withdrawn["reason"])),
        Column("recorded at (UTC)", Kind.MOMENT, lambda parts, claim: moment(claim.get("recorded_at"))),
        Column("version", Kind.FIGURE, lambda parts, claim: claim.get("version")),
        _around("before the quote", "prefix"),
        _around("after the quote", "suffix"),
        _of_quote("quote starts at", Kind.FIGURE, "start"),
        _of_quote("quote ends before", Kind.FIGURE, "end"),
        _of_quote("text version", Kind.FIGURE, "text_version"),
        _of_quote("text SHA-256", Kind.SHORT, "text_sha256"),
        Column("graphic", Kind.KEY, lambda parts, claim: yes_no(_quote(claim)["graphic"]) if _whole(claim) else None),
        EXTERNAL_KEY,
        ADDRESS,
    ),
)


def _whole(claim: Part) -> bool:
    """Whether its quote has a place, which that of a claim beside has not."""
    return not isinstance(claim["quote"], str)


def _reviews(parts: Parts) -> Iterator[Part]:
    for claim in parts.claims.values():
        for review in claim["reviews"]:
            yield {"claim": claim, "question": claim["question"], **review}


REVIEWS = Table(
    "Reviews",
    _reviews,
    (
        Column("claim", Kind.KEY, lambda parts, review: review["claim"]["key"]),
        Column("statement", Kind.WORDS, lambda parts, review: said(review["claim"]["statement"])),
        *of_question("key", "question", "event"),
        field("verdict", Kind.KEY, "verdict"),
        words("reason", "reason"),
        Column("by", Kind.SHORT, lambda parts, review: said(review["by"])),
        Column("at (UTC)", Kind.MOMENT, lambda parts, review: moment(review["at"])),
        Column("looked at", Kind.SHORT, lambda parts, review: several(review["cites"])),
        Column("outdated", Kind.KEY, lambda parts, review: yes_no(review["outdated"])),
        Column("decides", Kind.KEY, lambda parts, review: yes_no(review["decides"])),
        Column("address of the claim", Kind.LINK, lambda parts, review: parts.address(review["claim"])),
    ),
)
