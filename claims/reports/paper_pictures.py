"""Which pictures stand in a report: those that show something its words do not. How each is drawn is in exports/.

Drawing takes a tenth of a second a picture, so a report has at most MOST of those that stand with a question.
"""

from collections.abc import Mapping, Sequence

from claims.exports.pictures import Picture, conflicts_by_severity, moved, status_by_event
from claims.exports.report_parts import Part, Parts

LEAST_FIGURES, LEAST_DAYS = 3, 2
"""Fewer figures, or figures published at one time, have not moved."""
LEAST_CONFLICTS = 2
MOST = 12


def pictures_of_questions(parts: Parts) -> Mapping[str, Picture]:
    """By the keys of their questions: how their figures moved, for those in conflict and those with most figures."""
    dated = {key: _dated(parts, question) for key, question in parts.questions.items()}
    worth = [
        key for key, published in dated.items() if len(published) >= LEAST_FIGURES and len(set(published)) >= LEAST_DAYS
    ]
    worth.sort(key=lambda key: (key not in parts.conflicts, -len(dated[key])))
    return {key: moved(parts, parts.questions[key]) for key in worth[:MOST]}


def _dated(parts: Parts, question: Part) -> Sequence[str]:
    """When each of its figures was published."""
    if question["asks_for"] == "category":
        return []
    claims = [parts.claims[key] for key in question["claims"]]
    giving = [claim for claim in claims if not claim["withdrawn"] and claim["answer"] and claim["answer"]["allows"]]
    published = [parts.documents[claim["document"]]["published"] for claim in giving]
    return [day for day in published if day]


def picture_of_conflicts(parts: Parts) -> Picture | None:
    """None where there is nothing to compare."""
    unresolved = [conflict for conflict in parts.conflicts.values() if conflict["unresolved"]]
    return conflicts_by_severity(parts) if len(unresolved) >= LEAST_CONFLICTS else None


def picture_of_standing(parts: Parts) -> Picture | None:
    """None where no claim stands."""
    found = status_by_event(parts)
    return found if found.svg else None
