"""`manage.py rebuild`: recompute every projection from the evidence, writing only what differs."""

from typing import Any

from django.core.management.base import BaseCommand

from claims import actions


class Command(BaseCommand):
    help = (
        "Recompute every finding, status, conflict, search word and count. Reviews and settlements are never touched."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        mended = actions.rebuild(self._progress)
        for what, count in vars(mended).items():
            if count:
                self.stdout.write(f"{what.replace('_', ' ')}: {count:,} mended")
        if not mended.total:
            self.stdout.write("Nothing differed.")

    def _progress(self, what: str, done: int, of: int) -> None:
        self.stderr.write(f"{what}: {done:,} of {of:,}")
