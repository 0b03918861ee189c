"""One tracker in a process of its own: reads orders from standard input, a line of JSON each, and answers likewise.

Two of these, a small tracker and a large one, are asked in turn, so that whatever else the machine does falls on both.
"""

import json
import logging
import sys
from collections.abc import Callable
from typing import Any

import django


def main() -> None:
    _set_up()
    orders = _orders()
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        print(json.dumps(orders[name](*arguments)), flush=True)


def _set_up() -> None:
    from django.conf import settings

    # As in tests: no collected static files are needed to write their addresses.
    storages = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.STORAGES = settings.STORAGES | storages
    django.setup()
    for loud in ("django.request", "weasyprint"):
        logging.getLogger(loud).setLevel(logging.CRITICAL)


def _orders() -> dict[str, Callable[..., Any]]:
    """Every order by its name. Imported late: models need a project that is set up."""
    from django.core.management import call_command

    from bench import files, formats, imports
    from bench.generate import generate
    from bench.pages import Visitor
    from bench.rebuild import conflicts_from_the_index, read_once, rebuild_once, vacuum
    from bench.review import Reviewer

    visitor, reviewer = Visitor(), Reviewer()
    return {
        "migrate": lambda: call_command("migrate", verbosity=0),
        "generate": generate,
        "vacuum": vacuum,
        "read": read_once,
        "rebuild": rebuild_once,
        "conflicts": conflicts_from_the_index,
        "pages": visitor.pages,
        "look": visitor.look,
        "visit": visitor.visit,
        "review": reviewer.review,
        "pdf": files.pdf,
        "reader": files.reader,
        "anchoring": files.anchoring,
        "alike": files.alike,
        "imports": imports.measure,
        "formats": formats.measure,
        "report": formats.reading,
        "review_queries": reviewer.queries,
    }


if __name__ == "__main__":
    main()
