"""The only writers: one atomic, keyword-only function per deed, `by=` whom; each writes its ledger entry.

Every function here checks that the person may do it, refuses with a sentence that may be shown, and returns the thing
made.
"""

from claims.actions.answers import AsWritten, ByHand, Chosen, GivenAnswer
from claims.actions.claims import (
    ClaimDraft,
    correct_claim,
    drafted,
    lean_on,
    mark_replaced,
    move_claim,
    record_claim,
    withdraw_claim,
)
from claims.actions.conflicts import reopen_conflict, settle_conflict
from claims.actions.decisions import decide_figure, withdraw_decision
from claims.actions.documents import (
    add_document,
    correct_document,
    enter_taken_over,
    enter_verification,
    give_out_original,
    give_out_package,
    received_again,
    record_repeats,
)
from claims.actions.errors import NotAllowed, Refused, Stale
from claims.actions.events import add_event, correct_event
from claims.actions.extraction import Reread, read_again, reanchor_claim
from claims.actions.imports.steps import (
    check_import,
    give_up_import,
    have_import_taken,
    map_import,
    receive_import,
    refuse_import,
    stage_import,
    take_import,
)
from claims.actions.imports.taking import take_into_effect
from claims.actions.people import enter_changed_person, enter_new_person
from claims.actions.proposals import dismiss_proposal, restore_proposal
from claims.actions.questions import add_question, correct_question
from claims.actions.rebuild import LARGEST_MARGIN, rebuild, set_margin
from claims.actions.release_files import (
    ask_for_file,
    fail_release_file,
    finish_release_file,
    give_up_file,
    still_wanted,
    take_release_file,
)
from claims.actions.reports import change_report, compose_report, publish_report, withdraw_release
from claims.actions.reviews import review_claim, review_claims
from claims.actions.sources import add_source, correct_source
from claims.actions.uploads import (
    Received,
    cancel_uploads,
    finish_upload,
    receive_files,
    refuse_upload,
    retry_upload,
    take_upload,
)

__all__ = [
    "ask_for_file",
    "fail_release_file",
    "finish_release_file",
    "give_up_file",
    "still_wanted",
    "take_release_file",
    "publish_report",
    "compose_report",
    "change_report",
    "Received",
    "Reread",
    "read_again",
    "reanchor_claim",
    "cancel_uploads",
    "dismiss_proposal",
    "check_import",
    "give_up_import",
    "have_import_taken",
    "map_import",
    "receive_import",
    "refuse_import",
    "stage_import",
    "take_import",
    "take_into_effect",
    "restore_proposal",
    "enter_taken_over",
    "enter_verification",
    "finish_upload",
    "give_out_original",
    "give_out_package",
    "receive_files",
    "received_again",
    "refuse_upload",
    "retry_upload",
    "take_upload",
    "AsWritten",
    "ByHand",
    "Chosen",
    "ClaimDraft",
    "GivenAnswer",
    "LARGEST_MARGIN",
    "NotAllowed",
    "Refused",
    "Stale",
    "add_document",
    "add_event",
    "add_question",
    "add_source",
    "correct_claim",
    "correct_document",
    "correct_event",
    "correct_question",
    "correct_source",
    "decide_figure",
    "drafted",
    "enter_changed_person",
    "enter_new_person",
    "lean_on",
    "mark_replaced",
    "move_claim",
    "rebuild",
    "record_claim",
    "record_repeats",
    "reopen_conflict",
    "review_claim",
    "review_claims",
    "set_margin",
    "settle_conflict",
    "withdraw_claim",
    "withdraw_decision",
    "withdraw_release",
]
