"""The Django admin, one file a noun. It writes through the actions alone; what they refuse is a form error here."""

# Each module registers its nouns.
from claims.admin import (  # noqa: F401
    claims,
    conflicts,
    decisions,
    documents,
    events,
    incoming,
    ledger,
    people,
    questions,
    reports,
    reviews,
    settings,
    sources,
)
