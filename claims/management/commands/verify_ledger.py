"""`manage.py verify_ledger`: check the chain from the first entry to the head and name the first bad entry."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims import ledger


class Command(BaseCommand):
    help = "Check the ledger's chain. Exits with an error that names the first entry at which it does not hold."

    def handle(self, *args: Any, **options: Any) -> None:
        found = ledger.verify()
        if found.fault:
            raise CommandError(f"The ledger does not hold at entry {found.fault.sequence}: {found.fault.reason}.")
        self.stdout.write(f"The ledger holds: {found.entries:,} entries, head {found.head}.")
        if found.erased:
            self.stdout.write(f"{found.erased:,} payloads were erased; their commitments still stand.")
