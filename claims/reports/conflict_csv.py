"""The conflict report as rows of a file: one a conflict, in the list's order."""

from claims.reports.conflict_list import ConflictLine

HEADER = (
    "conflict",
    "question",
    "asks for",
    "event",
    "place",
    "state",
    "cause",
    "scopes are",
    "gap",
    "gap in words",
    "severity (per mille)",
    "camps",
    "claims that count",
    "first side",
    "first says",
    "second side",
    "second says",
    "in a sentence",
    "remarks",
    "address",
)


def csv_row(line: ConflictLine, address: str) -> tuple[object, ...]:
    """The cells of one conflict. address: of its page, in full."""
    (first_who, first_says), (second_who, second_says) = [(s.who, s.says) for s in line.sides] or [("", "")] * 2
    return (
        line.pk,
        line.question,
        line.kind,
        line.event,
        line.place,
        line.state,
        line.cause,
        line.scope_words,
        line.gap,
        line.gap_words,
        line.severity,
        line.camps,
        line.claims,
        first_who,
        first_says,
        second_who,
        second_says,
        line.sentence,
        "; ".join(line.badges),
        address,
    )
