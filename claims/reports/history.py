"""Entries of the ledger as lines that a person reads: who did what, when.

What one entry holds, field by field, is in ledger_page.py.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.models import LedgerEntry

MOST = 50
"""Lines that a page shows of an object's history; the ledger has them all."""

DEEDS = {
    "add_source": "added the source",
    "correct_source": "corrected the source",
    "add_document": "added the document",
    "correct_document": "corrected what is known of the document",
    "receive_files": "sent files to be read",
    "receive_again": "brought the same bytes again",
    "give_out_original": "was handed the original",
    "give_out_package": "was handed an evidence package with the original",
    "verify_document": "verified the document",
    "take_over_report": "took the document over with a report of another tracker",
    "read_again": "read the document’s file again",
    "record_repeats": "recorded that the document repeats another",
    "dismiss_proposal": "dismissed a proposed sentence of the document",
    "restore_proposal": "had a dismissed sentence proposed again",
    "receive_import": "sent a table",
    "map_import": "said how the table’s columns are read",
    "give_up_import": "gave the table up",
    "import_table": "let the rows of a table take effect",
    "add_event": "added the event",
    "correct_event": "corrected the event",
    "add_question": "added the question",
    "correct_question": "corrected the question",
    "record_claim": "recorded the claim",
    "correct_claim": "corrected the claim",
    "withdraw_claim": "withdrew the claim",
    "move_claim": "moved the claim to another question",
    "mark_replaced": "marked the claim as replaced by a later figure",
    "reanchor_claim": "found the claim’s quote again in the newer text",
    "lean_on": "recorded what the claim leans on",
    "review_claim": "reviewed",
    "settle_conflict": "settled the conflict",
    "reopen_conflict": "reopened the conflict",
    "decide_figure": "decided for the sheet",
    "withdraw_decision": "withdrew the decision for the sheet",
    "compose_report": "composed the report",
    "change_report": "changed the report",
    "publish_report": "published a release of the report",
    "withdraw_release": "withdrew a release of the report",
    "set_margin": "set the margin of “about”",
    "add_person": "made the person",
    "change_person": "changed the person",
}
"""Every deed in plain words, for "Amina …"."""

CUSTODY = ("add_document", "receive_again", "give_out_original", "give_out_package", "verify_document", "read_again")
"""The deeds that are the custody of a document’s file: received, handed out, verified, read (decision 12)."""

_QUIET = {"low", "high", "withdrawn_at", "withdrawn_by_id"}


@dataclass(frozen=True)
class HistoryLine:
    """One deed: its number, when (UTC), who, in plain words, and the address of its entry."""

    sequence: int
    at: datetime
    actor: str
    words: str
    url: str


def history(entries: Iterable[LedgerEntry]) -> tuple[HistoryLine, ...]:
    """Lines for the entries, in their order. One query when given a queryset; slice it."""
    return tuple(
        HistoryLine(entry.pk, entry.at, entry.actor_name, deed_words(entry), entry.get_absolute_url())
        for entry in entries
    )


def payload_of(entry: LedgerEntry) -> dict[str, Any]:
    """What the entry holds; nothing where it was erased, or tampered with so that nothing can read it."""
    try:
        payload = json.loads(entry.payload or "{}")
    except ValueError:
        return {}
    return payload if isinstance(payload, dict) else {}


def deed_words(entry: LedgerEntry) -> str:
    """`corrected the claim: statement, scope place`; `reviewed as conflicting: “…”`."""
    words = DEEDS.get(entry.deed, entry.deed.replace("_", " "))
    payload = payload_of(entry)
    after: dict[str, Any] = payload.get("after") or {}
    match entry.deed:
        case "review_claim":
            return (
                f"{words} {_how_many(after)}as {after.get('verdict', '')}: “{after.get('reason', '')}”"
                if after
                else words
            )
        case "settle_conflict":
            return f"{words} as {after.get('decision', '')}: “{after.get('note', '')}”" if after else words
        case "decide_figure":
            return f"{words} on {after.get('said', '')}: “{after.get('note', '')}”" if after else words
        case "reopen_conflict" | "withdraw_decision":
            return f"{words}: “{after.get('note', '')}”" if after else words
        case "withdraw_claim":
            return f"{words}: “{after.get('withdrawn_reason', '')}”" if after else words
        case "add_person" | "change_person":
            changed = f": {', '.join(payload['changed'])}" if payload.get("changed") else ""
            return f"{words} {after.get('username', '')}{changed}"
        case "set_margin":
            return f"{words} to ±{after.get('percent', '')} %" if after else words
    return f"{words}: {_changed_words(after)}" if "before" in payload and after else words


def _how_many(after: dict[str, Any]) -> str:
    count = len(after.get("claims", ()))
    return f"{count} claims " if count > 1 else ""


def _changed_words(after: dict[str, Any]) -> str:
    return ", ".join(field_words(name) for name in after if name not in _QUIET)


def field_words(name: str) -> str:
    """A column's name in words: `scope_by_whom` is `scope by whom`, `event_id` is `event`."""
    return name.removesuffix("_id").replace("_", " ")
