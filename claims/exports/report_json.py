"""A report value → canonical JSON: the same value gives the same bytes. And the schema that describes it.

Knows no models. The bytes are those of RFC 8785 for values such as these: no fractions, and names in ASCII.
"""

import json
from collections.abc import Mapping
from pathlib import Path

SCHEMA = Path(__file__).with_name("report.schema.json")
"""JSON Schema, draft 2020-12: every name of a report with what it means."""


def report_json(report: Mapping[str, object]) -> bytes:
    """In UTF-8, names in order, without white space. Raises TypeError where it is handed what JSON cannot say."""
    words = json.dumps(report, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return words.encode()
