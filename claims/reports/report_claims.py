"""Claims, documents and sources as a report says them: plain values, and each other by their keys."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from claims.domain.answers import Interval, Option
from claims.domain.findings import scope_value_words
from claims.domain.scope import AS_QUESTION, NOT_STATED, Dimension
from claims.domain.sheet_rules import Asks
from claims.domain.statement import Terms
from claims.models import Claim, Document, Review, Source
from claims.reports.question_page import Argued
from claims.reports.report_reading import Read
from claims.reports.report_redaction import KeptBack

Plain = dict[str, object]
"""What JSON can say: text, whole numbers, yes and no, null, lists and objects of these. Never a fraction."""


def key(noun: str, pk: int) -> str:
    """How one part of a report names another: `claim-16`."""
    return f"{noun}-{pk}"


def keys(noun: str, pks: Iterable[int]) -> list[str]:
    return [key(noun, pk) for pk in pks]


def ends(interval: Interval | tuple[int, int] | None, asks: Asks | str) -> Plain | None:
    """A number's ends in steps of its unit, a day's in ISO 8601, null where it is open; None for an option."""
    if interval is None or asks == Asks.CATEGORY:
        return None
    low, high = interval
    if asks == Asks.DATE:
        return {"from": _day(low), "to": _day(high)}
    return {"from": low, "to": high}


def _day(ordinal: int | None) -> str | None:
    return date.fromordinal(ordinal).isoformat() if ordinal is not None else None


# --- claims -----------------------------------------------------------------------------------------------------------


def claim_value(argued: Argued, claim: Claim, read: Read, back: KeptBack) -> Plain:
    """A claim of a question here, as the claims that may leave let it stand."""
    evidence = claim.question.evidence if claim.question else ""
    return {
        **_said(claim, read, back),
        "version": claim.version,
        "question": key("question", claim.question_id) if claim.question_id else None,
        "quote": _quote(claim, read, back),
        "answer": _answer(argued, claim, back),
        "scope": _scope(claim, argued.statement.terms),
        "counts": argued.counts,
        "not_counting_because": argued.why_not,
        "finding": {"kind": argued.finding.kind.value, "sentence": argued.finding.sentence},
        "camps": list(argued.camps),
        "review_state": claim.review_state,
        "reviews": _reviews(claim, evidence, read, back),
        "replaced_by": key("claim", claim.replaced_by_id) if claim.replaced_by_id in read.here else None,
        "withdrawn": _withdrawn(claim, back),
        "recorded_at": claim.recorded_at.isoformat(timespec="seconds"),
    }


def beside_value(claim: Claim, read: Read, back: KeptBack) -> Plain:
    """A claim that another one names, and that answers none of the questions here."""
    return {**_said(claim, read, back), "quote": claim.exact, "withdrawn": claim.withdrawn}


def _said(claim: Claim, read: Read, back: KeptBack) -> Plain:
    return {
        "key": key("claim", claim.pk),
        "address": claim.get_absolute_url(),
        "external_key": back.text(claim.external_key or "") or None,
        "statement": back.text(claim.statement),
        "document": key("document", claim.document_id),
        "who": claim.who,
        "asserted_by": keys("source", (source.pk for source in claim.asserters.all())),
        "others_unnamed": claim.others_unnamed,
        "voice": claim.voice,
        "stance": claim.stance,
        "as_written": claim.as_written,
        "leans_on": _leans_on(claim),
        "origins": keys("source", (link.source_id for link in claim.root_links.all())),
        "all_origins_known": claim.roots_known,
        "status": claim.status,
    }


def _leans_on(claim: Claim) -> list[str]:
    found = []
    for lean in claim.leans.all():
        if lean.on_source_id is not None:
            found.append(key("source", lean.on_source_id))
        elif lean.on_claim_id is not None:
            found.append(key("claim", lean.on_claim_id))
    return found


def _quote(claim: Claim, read: Read, back: KeptBack) -> Plain:
    """W3C's TextQuoteSelector and TextPositionSelector. What stands around it is kept back where it reaches into a
    quote that must not leave, or names what must not be named.
    """
    hidden = read.hidden_spans.get(claim.text_version_id, ())
    before = any(start < claim.start and end > claim.start - len(claim.prefix) for start, end in hidden)
    after = any(end > claim.end and start < claim.end + len(claim.suffix) for start, end in hidden)
    return {
        "exact": claim.exact,
        "prefix": None if before else back.text(claim.prefix),
        "suffix": None if after else back.text(claim.suffix),
        "start": claim.start,
        "end": claim.end,
        "page": claim.page,
        "text_version": claim.text_version.number,
        "text_sha256": claim.text_version.sha256,
        "graphic": claim.graphic,
    }


def _answer(argued: Argued, claim: Claim, back: KeptBack) -> Plain | None:
    answer, stated = argued.statement.answer, claim.stated
    if answer is None or claim.question is None:
        return None
    kind, because = claim.question.kind, back.text(claim.hand_reason)
    return {
        "bound": claim.bound,
        "approximate": claim.approximate,
        "stated": ends((stated.low, stated.high), kind) if stated else None,
        "edtf": claim.edtf,
        "option": answer.label if isinstance(answer, Option) else None,
        "allows": ends(argued.statement.interval, kind),
        "reading": None if because is None else argued.line.reading,
        "rule": claim.rule,
        "rule_version": claim.rule_version,
        "by_hand_because": because,
    }


def _scope(claim: Claim, terms: Terms) -> Plain:
    return {dimension.value: _scope_value(claim, dimension, terms) for dimension in Dimension}


def _scope_value(claim: Claim, dimension: Dimension, terms: Terms) -> Plain:
    value = claim.scope.value(dimension)
    if value == NOT_STATED:
        return {"is": "not stated", "words": ""}
    is_as_question = value == AS_QUESTION
    return {
        "is": "as the question" if is_as_question else "other",
        "words": scope_value_words(dimension, claim.scope, terms),
    }


def _reviews(claim: Claim, evidence: str, read: Read, back: KeptBack) -> list[Plain]:
    """Newest first: that one decides."""
    newest_first = sorted(claim.reviews.all(), key=lambda review: -review.pk)
    return [
        {
            "verdict": review.verdict,
            "reason": _reason(review, claim, read, back),
            "by": back.person(review.reviewer.get_username()),
            "at": review.at.isoformat(timespec="seconds"),
            "cites": _cited(review, read.here),
            "outdated": review.evidence != evidence,
            "decides": position == 0,
        }
        for position, review in enumerate(newest_first)
    ]


def _reason(review: Review, claim: Claim, read: Read, back: KeptBack) -> str | None:
    """Kept back, too, where the review cites a claim that must not leave: it speaks of it."""
    cites_hidden = any(cited.pk not in read.here for cited in review.cites.all())
    return None if cites_hidden else back.text(review.reason, claim.question_id)


def _cited(review: Review, here: Collection[int]) -> list[str]:
    return keys("claim", sorted(cited.pk for cited in review.cites.all() if cited.pk in here))


def _withdrawn(claim: Claim, back: KeptBack) -> Plain | None:
    if claim.withdrawn_at is None or claim.withdrawn_by is None:
        return None
    return {
        "at": claim.withdrawn_at.isoformat(timespec="seconds"),
        "by": back.person(claim.withdrawn_by.get_username()),
        "reason": back.text(claim.withdrawn_reason, claim.question_id),
    }


# --- what they rest on ------------------------------------------------------------------------------------------------


def document_values(documents: Mapping[int, Document], back: KeptBack) -> list[Plain]:
    return [_document(document, back) for document in documents.values()]


def _document(document: Document, back: KeptBack) -> Plain:
    repeats: Sequence[Plain] = [
        {"document": key("document", link.repeats_id), "note": back.text(link.note)}
        for link in document.repeat_links.all()
    ]
    return {
        "key": key("document", document.pk),
        "address": document.get_absolute_url(),
        "external_key": back.text(document.external_key or "") or None,
        "title": document.title,
        "publisher": key("source", document.publisher_id) if document.publisher_id else None,
        "published": document.published,
        "collected": document.collected,
        "language": document.language,
        "web_address": document.address,
        "media_type": document.media_type,
        "size": document.size,
        "sha256": document.sha256,
        "grade": document.grade,
        "grade_reason": back.text(document.grade_reason),
        "repeats": repeats,
    }


def source_values(sources: Mapping[int, Source], back: KeptBack) -> list[Plain]:
    return [_source(source, back) for source in sources.values()]


def _source(source: Source, back: KeptBack) -> Plain:
    return {
        "key": key("source", source.pk),
        "address": source.get_absolute_url(),
        "external_key": back.text(source.external_key or "") or None,
        "name": source.name,
        "aliases": sorted(alias.name for alias in source.aliases.all()),
        "kind": source.kind,
        "grade": source.grade,
        "grade_reason": back.text(source.grade_reason),
        "interest": source.interest,
        "interest_reason": back.text(source.interest_reason),
    }
