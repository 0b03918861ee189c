"""What the rows of a table come to, made ready while others work: each claim with its words and all that follows from
it and its rivals, as the tracker stands. What others do meanwhile is made good when the table takes effect.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from django.contrib.auth.models import User

from claims.actions.deed import act
from claims.actions.errors import Refused
from claims.actions.imports.newcomers import Newcomers, is_plain
from claims.actions.imports.plan import Planned, not_written
from claims.actions.imports.prepared import NOT_KEPT_YET, Prepared
from claims.actions.imports.wanted import Wanted
from claims.actions.projections import tally_names
from claims.domain.origins import DocumentLineage
from claims.models import Claim, Document, Event, LedgerHead, LedgerObject, Margin, Question
from claims.models.noun import Noun
from claims.reports.collecting import collector_waits
from claims.reports.evidence import Differing, Selection, differing
from claims.reports.evidence_rows import Unwritten
from claims.reports.parts import parts_concerned
from claims.reports.reach import AT_ONCE, Reach, in_parts, of_entries_after


class Ready:
    """newcomers: rows that wait to be taken over. left: numbers of rows that correct something or need deeds of their
    own; these are for when the table takes effect. rest: what changes in rows that are there. parts: questions that may
    exceed their wholes now. tallies: counts of what waits.
    """

    def __init__(self, by: User, prepared: Prepared, publisher: int | None) -> None:
        """publisher: of the document that the table may become, by its key."""
        head = LedgerHead.objects.filter(pk=1).first()
        self.since = head.sequence if head else 0
        self.newcomers = Newcomers(by, prepared)
        self.left: list[int] = []
        self.rest = Differing()
        self.parts: set[int] = set()
        self.tallies: Counter[str] = Counter()
        self._prepared = prepared
        self._margin = Margin.now()
        self._unwritten = Unwritten(documents={NOT_KEPT_YET: DocumentLineage(publisher)})
        self._leaned_on: dict[type[Noun], dict[int, int]] = defaultdict(dict)

    def add(self, planned: Sequence[Planned]) -> list[Planned]:
        """Take the next rows, and give back those of them that are not left. Within an action, before any are looked at
        together.
        """
        plain = [row for row in planned if _is_plain(row)]
        self.left += [row.staged.number for row in planned if not _is_plain(row)]
        for one in (one for row in plain for one in row.wanted):
            self._lean_on(one)
        new = [one for one in not_written(plain) if one.found is None]
        for noun in (Event, Question, Claim):
            self.newcomers.add(noun, [one for one in new if one.noun is noun])
        for one in new:
            if one.noun is Question:
                self._unwritten.add_question(one.made)
            elif one.noun is Claim:
                self._unwritten.add_claim(one.made, [source.pk for source in one.asserters])
        return plain

    def _lean_on(self, one: Wanted) -> None:
        """Keep in which version each row was that this one is read by: the first that any row was read by."""
        found = [one.found, *(link.found if isinstance(link, Wanted) else link for link in one.links.values())]
        quoted = [one.text.document] if one.text is not None and one.text.document_id else []
        for row in (*filter(None, found), *one.asserters, *quoted):
            self._leaned_on[type(row)].setdefault(row.pk, row.version)

    def look_together(self, beat: Callable[[], None]) -> None:
        """Find what follows for all rows from all. beat: called within each of the actions."""
        for besides, found in self._found():
            with act():
                beat()
                self._keep(besides, found)

    def _found(self) -> Iterator[tuple[Unwritten, Differing]]:
        questions = {*self._unwritten.questions, *(pk for pk in self._unwritten.claims if pk is not None)}
        for some in in_parts(questions):
            self.parts |= parts_concerned(some)
            yield self._differing(Selection.of_questions(some), self._unwritten.of_questions(some))
        for at in range(0, len(self._unwritten.claims.get(None, ())), AT_ONCE):
            besides = self._unwritten.of_loose(at, AT_ONCE)
            yield self._differing(Selection.of_loose([row.id for row in besides.rows()]), besides)

    def _differing(self, selection: Selection, besides: Unwritten) -> tuple[Unwritten, Differing]:
        with collector_waits():
            return besides, differing(selection, self._margin, besides=besides)

    def _keep(self, besides: Unwritten, found: Differing) -> None:
        waiting, there = found.apart({row.id for row in besides.rows()}, besides.questions.keys())
        self._prepared.project(waiting)
        self.tallies.update(name for _, new in waiting.claims.values() for name in tally_names(new))
        self.rest.add(there)

    def refuse_outdated(self) -> None:
        """Raises Refused where others have meanwhile changed what the rows were read by."""
        since = LedgerObject.objects.filter(entry__gt=self.since)
        if since.filter(kind="margin").exists():
            raise Refused(f"The margin of “about” was changed while the rows were made ready. {AGAIN}")
        for noun, versions in self._leaned_on.items():
            kind = str(noun._meta.model_name)
            named = since.filter(kind=kind).values("object_id")
            for pk, version in noun._default_manager.filter(pk__in=named).order_by("pk").values_list("pk", "version"):
                if versions.get(pk, version) != version:
                    row = noun._default_manager.get(pk=pk)
                    raise Refused(f"The {kind} “{row}” was changed while the rows were made ready. {AGAIN}")
        reread = since.filter(kind="document", entry__deed="read_again").values_list("object_id", flat=True)
        if not self._leaned_on[Document].keys().isdisjoint(reread):
            raise Refused(f"A document that is quoted was read again while the rows were made ready. {AGAIN}")

    def done_meanwhile(self) -> Reach:
        """What others' deeds reach, among the rows that were taken over too. What was found about that is forgotten, to
        be found anew.
        """
        reach = of_entries_after(self.since)
        self.rest.forget(reach.loose, ())
        for some in in_parts(reach.questions):
            self.rest.forget(Claim.objects.filter(question__in=some).order_by().values_list("pk", flat=True), some)
        return reach


AGAIN = "Nothing was written; let the table take effect again."


def _is_plain(row: Planned) -> bool:
    """Is all that is new in it plain, and nothing corrected?"""
    return all(is_plain(one) or (one.found and not one.changes) for one in row.wanted)
