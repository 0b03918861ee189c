"""Canonical JSON of a report, and the schema that says what stands in one."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from claims.domain.findings import FindingKind, State, Verdict
from claims.domain.scope import Dimension, ScopeRelation
from claims.exports.report_json import SCHEMA, report_json
from claims.models.claim import ReviewState, StanceChoice, Voice
from claims.models.conflict import DecisionChoice
from claims.models.question import PointKind, QuestionKind
from claims.models.source import Grade, Interest, SourceKind

PARSED: dict[str, Any] = json.loads(SCHEMA.read_bytes())


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema of an object in it."""
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict) and "additionalProperties" in schema:
            yield schema
        for part in schema.values():
            yield from objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects(part)


def enum(definition: str, *path: str) -> set[str]:
    part = PARSED["$defs"][definition]
    for name in path:
        part = part["items"] if name == "[]" else part["properties"][name]
    return set(part["enum"])


def test_the_schema_is_one_of_draft_2020_12() -> None:
    Draft202012Validator.check_schema(PARSED)
    assert PARSED["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_field_is_described_and_no_other_is_allowed() -> None:
    found = list(objects(PARSED))
    assert len(found) > 30
    for schema in found:
        assert schema["description"] and schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])
        assert all(field.get("description") for field in schema["properties"].values()), schema["description"]


@pytest.mark.parametrize(
    ("found", "known"),
    [
        (enum("claim", "voice"), Voice.values),
        (enum("claim", "stance"), StanceChoice.values),
        (enum("claim", "status"), list(Verdict)),
        (enum("claim", "review_state"), ReviewState.values),
        (enum("claim", "finding", "kind"), list(FindingKind)),
        (enum("question", "asks_for"), QuestionKind.values),
        (enum("question", "point"), PointKind.values),
        (enum("question", "bears_on", "[]"), list(Dimension)),
        (enum("conflict", "state"), list(State)),
        (enum("conflict", "scope", "relation"), ["", *ScopeRelation]),
        (enum("conflict", "settlements", "[]", "decision"), DecisionChoice.values),
        (enum("source", "kind"), SourceKind.values),
        (enum("source", "grade"), Grade.values),
        (enum("document", "grade"), Grade.values),
        (enum("source", "interest"), Interest.values),
    ],
)
def test_the_schema_knows_each_word_the_tracker_does(found: set[str], known: list[str]) -> None:
    assert found == set(known)


def test_names_stand_in_order_without_white_space_in_utf_8() -> None:
    value: dict[str, object] = {"b": ["é", "𐤀", "ש\u202e", "=1+1", "<b>"], "a": {"z": None, "y": 10**18}}
    assert (
        report_json(value).decode() == '{"a":{"y":1000000000000000000,"z":null},"b":["é","𐤀","ש\u202e","=1+1","<b>"]}'
    )


@pytest.mark.parametrize("value", [{"a": object()}, {"a": {1, 2}}], ids=["an object", "a set"])
def test_refuses_what_json_cannot_say(value: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        report_json(value)


def test_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        report_json({"a": float("nan")})
