"""What is stored: one file per noun, constraints for what must always hold. Writing is the actions' business."""

from claims.models.claim import Claim, ClaimAsserter, ClaimLean, ClaimRoot, ClaimWord
from claims.models.conflict import Conflict, ConflictSource, Settlement
from claims.models.decision import TeamDecision
from claims.models.document import Document, DocumentRepeats, TextKey, TextVersion
from claims.models.event import Event
from claims.models.imports import Import, ImportMapping, ImportRow
from claims.models.ledger import LedgerEntry, LedgerHead, LedgerObject
from claims.models.proposal import Dismissal
from claims.models.question import Option, Question, QuestionWord
from claims.models.release_file import ReleaseFile
from claims.models.report import Release, Report
from claims.models.review import Review
from claims.models.source import Source, SourceAlias
from claims.models.standing import Margin, Tally
from claims.models.upload import Upload

__all__ = [
    "Claim",
    "ClaimAsserter",
    "ClaimLean",
    "ClaimRoot",
    "ClaimWord",
    "Conflict",
    "ConflictSource",
    "Dismissal",
    "Document",
    "DocumentRepeats",
    "Event",
    "Import",
    "ImportMapping",
    "ImportRow",
    "LedgerEntry",
    "LedgerHead",
    "LedgerObject",
    "Margin",
    "Option",
    "Question",
    "QuestionWord",
    "Release",
    "ReleaseFile",
    "Report",
    "Review",
    "Settlement",
    "Source",
    "SourceAlias",
    "Tally",
    "TeamDecision",
    "TextKey",
    "TextVersion",
    "Upload",
]
