"""`manage.py import_report PACKAGE`: take over a report of another tracker from its evidence package."""

from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.report_import import CannotTakeOver, take_over
from claims.roles import CONTRIBUTOR, IMPORTER


class Command(BaseCommand):
    help = "Take over a report from its evidence package (a folder or a .zip file), through the actions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("package", type=Path)

    def handle(self, *args: Any, package: Path, **options: Any) -> None:
        try:
            taken = take_over(package, _importer())
        except CannotTakeOver as error:
            raise CommandError(f"Nothing was taken over. {error}") from None
        self.stdout.write(", ".join(f"{count:,} {noun}s" for noun, count in taken.added.items()) or "Nothing to add.")
        for sentence in taken.left:
            self.stdout.write(f"Left: {sentence}")
        self.stdout.write("Dates are those of today; the original ones stand in the ledger's last entry.")


def _importer() -> User:
    user, made = User.objects.get_or_create(username=IMPORTER, defaults={"first_name": "Import of reports"})
    if made:
        user.set_unusable_password()
        user.save()
    user.groups.add(Group.objects.get(name=CONTRIBUTOR))
    return user
