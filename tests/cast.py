"""The cast: people with rights, and things they record. Everything is built through actions, so nothing impossible
can exist.
"""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User

from claims import actions
from claims.actions import AsWritten, ByHand, Chosen, ClaimDraft, GivenAnswer
from claims.actions.questions import OptionDraft
from claims.domain.scope import Scope
from claims.ingest.extracted import Extracted
from claims.models import Claim, Document, Event, Option, Question, Release, Report, Source
from claims.reports.releases import fingerprint, made_from

_numbers = count(1)

PASSWORD = "correct horse battery"
"""Everybody's password in tests."""
DAY = date(2026, 1, 2)
SITE = "https://tracker.example"


def person(role: str, username: str = "", **columns: Any) -> User:
    """Somebody with a role; "" for somebody with none."""
    user = User.objects.create_user(username or f"{role or 'nobody'}{next(_numbers)}", password=PASSWORD, **columns)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


@dataclass
class Cast:
    """One of each, and short ways to record more. `lead` may do all but administer."""

    lead: User

    def source(self, name: str = "", **columns: Any) -> Source:
        name = name or f"Source {next(_numbers)}"
        return actions.add_source(by=self.lead, **({"name": name, "kind": "organisation"} | columns))

    def document(self, text: str, publisher: Source | None = None, **columns: Any) -> Document:
        """A document that holds this text; another call with the same text is another document."""
        number = next(_numbers)
        return actions.add_document(
            by=self.lead,
            **(
                {
                    "title": f"Document {number}",
                    "original": f"{number}\n{text}".encode(),
                    "original_name": f"{number}.txt",
                    "extracted": Extracted(text, "text/plain", "plain text 2"),
                    "publisher": publisher,
                }
                | columns
            ),
        )

    def event(self, title: str = "", **columns: Any) -> Event:
        return actions.add_event(by=self.lead, title=title or f"Event {next(_numbers)}", **columns)

    def question(self, text: str = "", **columns: Any) -> Question:
        """How many people were killed, unless told otherwise."""
        text = text or f"How many people were killed? ({next(_numbers)})"
        return actions.add_question(
            by=self.lead, **({"text": text, "kind": "quantity", "measure": "killed", "unit": "people"} | columns)
        )

    def when(self, text: str = "", point: str = "occurrence", **columns: Any) -> Question:
        text = text or f"When was it? ({next(_numbers)})"
        return self.question(
            text, **({"kind": "date", "measure": f"{point}_date", "unit": "", "point": point} | columns)
        )

    def whether(self, text: str = "", options: tuple[str, ...] = ("yes", "no"), **columns: Any) -> Question:
        text = text or f"Is it so? ({next(_numbers)})"
        drafts = [OptionDraft(label) for label in options]
        return self.question(
            text, **({"kind": "category", "measure": "whether", "unit": "", "options": drafts} | columns)
        )

    def claim(
        self,
        words: str = "an estimated 300 men",
        question: Question | None = None,
        *,
        document: Document | None = None,
        asserted_by: tuple[Source, ...] = (),
        answer: GivenAnswer | None = None,
        scope: Scope | None = None,
        leans_on: tuple[Source | Claim, ...] = (),
        **columns: Any,
    ) -> Claim:
        """A claim whose quote is these words, in a new document of a new publisher unless one is given."""
        document = document or self.document(f"It is said that {words}.", publisher=self.source())
        said: dict[str, Any] = {
            "quote": words,
            "statement": f"It was {words}.",
            "question": question,
            "answer": answer or (AsWritten(words) if question else None),
            "asserters": asserted_by,
            "voice": "reported" if asserted_by else "own",
            "scope": scope or Scope(),
        }
        return actions.record_claim(
            by=self.lead, document=document, draft=ClaimDraft(**(said | columns)), leans_on=leans_on
        )

    def choice(self, label: str, question: Question, **columns: Any) -> Claim:
        """A claim that chooses one of a question's options."""
        option = Option.objects.get(question=question, label=label)
        return self.claim(f"it was {label}", question, answer=Chosen(option), **columns)

    def conflict(self, **columns: Any) -> Question:
        """A question on which two sources cannot both be right: about 300 against about 450."""
        question = self.question(**columns)
        self.claim("an estimated 300 men", question)
        self.claim("an estimated 450 civilians", question)
        return question

    def report(self, *events: Event, questions: tuple[Question, ...] = (), **columns: Any) -> Report:
        return actions.compose_report(
            by=self.lead,
            events=events,
            questions=questions,
            **({"title": f"Report {next(_numbers)}", "rule": "low-best-high"} | columns),
        )

    def release(self, report: Report, note: str = "") -> Release:
        """Published as it is now."""
        return actions.publish_report(
            by=self.lead,
            report=report,
            version=report.version,
            seen=fingerprint(made_from(report, DAY, SITE)),
            as_of=DAY,
            site=SITE,
            note=note,
        )


__all__ = ["DAY", "PASSWORD", "SITE", "AsWritten", "ByHand", "Cast", "Chosen", "ClaimDraft", "person"]
