"""`manage.py verify_documents`: are originals, texts, quotes and files of releases what was recorded? --repair sweeps
the store.
"""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from claims.models import Document, ReleaseFile
from claims.models.release_file import FileState
from claims.reports.stored_files import orphans
from claims.reports.verification import verify_document, verify_release_file

AT_LEAST = 60
"""Minutes after which no deed is under way any more."""


class Command(BaseCommand):
    help = (
        "Hash every original, text and file of a release again, look for every quote at its place, and name what does "
        "not hold. "
        "--repair also removes files that belong to nothing: what a deed left that did not come to its end."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="remove files of the store that no row names")
        parser.add_argument(
            "--minutes",
            type=int,
            default=AT_LEAST,
            help=f"how old these must be (usually {AT_LEAST}): a younger one may belong to a deed that is under way",
        )

    def handle(self, *args: Any, repair: bool, minutes: int, **options: Any) -> None:
        faults = checked = 0
        for document in Document.objects.order_by("pk").iterator():
            checked += 1
            found = verify_document(document)
            for check in found.checks:
                if not check.holds:
                    faults += 1
                    self.stdout.write(f"document {document.pk}: {check.label} {check.words}")
            for lost in found.lost:
                self.stdout.write(f"document {document.pk}: claim {lost.pk}: {lost.words}")
        files, lost_files = self._files()
        left = self._sweep(repair, timedelta(minutes=minutes))
        said = f"{checked:,} documents" + (f" and {files:,} files of releases" if files else "")
        if faults or lost_files:
            raise CommandError(f"{faults + lost_files:,} of the checks on {said} do not hold.")
        self.stdout.write(f"{said} hold. {left}")

    def _files(self) -> tuple[int, int]:
        """How many files of releases there are, and how many of them do not hold."""
        checked = faults = 0
        ready = ReleaseFile.objects.filter(state=FileState.READY).select_related("release").defer("release__content")
        for file in ready.order_by("pk").iterator():
            checked += 1
            check = verify_release_file(file)
            if not check.holds:
                faults += 1
                self.stdout.write(f"report {file.release.report_id}, {file}: {check.label} {check.words}")
        return checked, faults

    def _sweep(self, repair: bool, age: timedelta) -> str:
        """A file comes into the store before its row, in one transaction: a young one is let be."""
        storage = Document._meta.get_field("original").storage
        left = list(orphans(storage))
        if not left:
            return "No file belongs to nothing."
        if not repair:
            return f"{len(left):,} files belong to nothing; --repair removes them."
        old = [name for name in left if timezone.now() - storage.get_modified_time(name) >= age]
        removed = sorted(set(old) & set(orphans(storage)))  # one may have come to its row meanwhile
        for name in removed:
            storage.delete(name)
        young = len(left) - len(old)
        waiting = f" {young:,} may belong to a deed that is under way; they were left." if young else ""
        return f"{len(removed):,} files were removed.{waiting}"
