"""What would decide a conflict: next steps for a person, read off its leading pair. Rules, never verdicts."""

from claims.domain.answers import DateSpan, Option, Quantity
from claims.domain.findings import Clash, scope_value_words
from claims.domain.scope import AS_QUESTION, NOT_STATED, Dimension, ScopeRelation
from claims.domain.statement import Statement
from claims.domain.wording import span_words

_ALSO = {
    Dimension.POPULATION: "also counts {}",
    Dimension.PLACE: "also covers {}",
    Dimension.PERIOD: "also covers {}",
    Dimension.BY_WHOM: "is also said of {}",
    Dimension.AS_OF: "was also counted as of {}",
}
_NEITHER = {
    Dimension.POPULATION: "Neither says whom it counts",
    Dimension.PLACE: "Neither says which place it covers",
    Dimension.PERIOD: "Neither says which period it covers",
    Dimension.BY_WHOM: "Neither says by whom",
    Dimension.AS_OF: "Neither says as of which day it was counted",
}


def hints(pair: Clash) -> list[str]:
    """What to find out, in the order in which it is likeliest to explain the pair: scope, origin, margin."""
    by_scope = [_scope_hint(pair, dimension, relation) for dimension, relation in pair.scope.items()]
    found = [hint for hint in by_scope if hint]
    if pair.scope and not found:
        found.append("Their scopes agree in all that bears on the question: scope does not explain it.")
    return [*found, *_shared_hints(pair), *_unknown_hints(pair), *_margin_hints(pair)]


def _scope_hint(pair: Clash, dimension: Dimension, relation: ScopeRelation) -> str:
    first, second = _said(pair.first, dimension), _said(pair.second, dimension)
    if relation is ScopeRelation.SAME:
        return ""
    if relation is ScopeRelation.DIFFERENT:
        return (
            f"One says {first}, the other {second}: find out whether the one includes the other. "
            f"If it does, scope explains the conflict ({dimension.words})."
        )
    if not (first or second):
        return f"{_NEITHER[dimension]}: find out for both."
    silent = pair.second if first else pair.first
    also = _ALSO[dimension].format(first or second)
    return f"Find out whether {subject(silent)} {also}: its {_noun(dimension)} is not stated."


def _said(claim: Statement, dimension: Dimension) -> str:
    """What the claim says in this dimension, "" where it is silent."""
    value = claim.scope.value(dimension)
    if value == NOT_STATED:
        return ""
    if value == AS_QUESTION and not claim.terms.fixed.get(dimension.value):
        return f"the question's {_noun(dimension)}"
    return scope_value_words(dimension, claim.scope, claim.terms)


def _noun(dimension: Dimension) -> str:
    nouns = {Dimension.BY_WHOM: "“by whom”", Dimension.AS_OF: "day of counting"}
    return nouns.get(dimension, dimension.words)


def subject(claim: Statement) -> str:
    """The answer as the subject of a sentence: `the 450`, `the date May 2023`, `the answer “yes”`."""
    match claim.answer:
        case Quantity(stated=stated):
            figure = f"{stated.low:,}" if stated.low == stated.high else f"{stated.low:,}–{stated.high:,}"
            return f"the {figure}"
        case DateSpan(stated=stated):
            return f"the date {span_words(stated.low, stated.high)}"
        case Option(label=label):
            return f"the answer “{label}”"
    return "it"


def _shared_hints(pair: Clash) -> list[str]:
    if pair.same_origin and pair.same_document:
        return ["Both come from one origin by way of one document: ask which of the two it stands by."]
    if pair.same_origin:
        return ["Both come from one origin: see whether the later replaces the earlier, or ask which of the two holds."]
    if pair.same_document:
        return ["Both stand in one document: read both passages again; they may speak of different things."]
    return []


def _unknown_hints(pair: Clash) -> list[str]:
    unknown = [s for s in (pair.first, pair.second) if not s.roots.all_known]
    if not unknown:
        return []
    if len(unknown) == 2:
        return [
            "Find out where both come from: for neither is all of its origin known, so neither can support another."
        ]
    return [
        f"Find out where {subject(unknown[0])} comes from: not all of its origin is known, so it can support no other."
    ]


def _margin_hints(pair: Clash) -> list[str]:
    if pair.margin_to_meet is None:
        return []
    return [f"They would meet at ±{pair.margin_to_meet} %: find out how exact the figures are meant to be."]
