"""`manage.py work`: read uploaded files as they come, and make files of long reports. Needed only where TRACKER_WORKER
is set.
"""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims import jobs


class Command(BaseCommand):
    help = "Read uploaded files and make files of long reports, until stopped. --once: only what waits now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what waits, then end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            self.stdout.write(f"{jobs.read_all():,} files were read or made.")
            return
        stopping: list[int] = []
        for ending in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ending, lambda number, frame: stopping.append(number))
        jobs.work(stop=lambda: bool(stopping))
