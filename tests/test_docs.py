"""What is not documented fails here: a command, a role, a word of the method, a decision; and a link to nowhere."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from claims.domain.findings import Decision, Verdict
from claims.domain.sheet_rules import RULES, SheetRule
from claims.models.conflict import StateChoice
from claims.roles import ROLES

ROOT = Path(settings.BASE_DIR)
README = (ROOT / "README.md").read_text()
DEVELOPMENT = (ROOT / "docs" / "development.md").read_text()
METHOD = (ROOT / "docs" / "method.md").read_text()
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "fixtures").rglob("*.md"))]


def test_every_command_of_make_is_documented_and_every_documented_one_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"^\| `make ([a-z-]+)", DEVELOPMENT, re.MULTILINE)) == targets
    assert set(re.findall(r"(?:`|^|8080 |name )make ([a-z-]+)", README, re.MULTILINE)) <= targets


def test_every_command_of_ours_is_documented() -> None:
    ours = {name for name, app in get_commands().items() if app == "claims"}
    documented = set(re.findall(r"^\| `([a-z_]+)(?: [A-Z]+)?` \|", DEVELOPMENT, re.MULTILINE))
    assert documented == ours


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_documented(role: str) -> None:
    assert f"| {role} |" in README


@pytest.mark.parametrize("word", sorted({*Verdict, *Decision, *StateChoice.values}))
def test_every_verdict_decision_and_state_is_in_the_method(word: str) -> None:
    assert re.search(rf"\b{word}\b", METHOD)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_every_rule_of_the_sheet_is_in_the_method(rule: SheetRule) -> None:
    assert f"| `{rule.key}` |" in METHOD and rule.source.split(",")[0] in METHOD


def test_every_decision_is_listed() -> None:
    decisions = {path.name for path in (ROOT / "docs" / "decisions").glob("0*.md")}
    assert set(re.findall(r"\]\((0[^)]+)\)", (ROOT / "docs" / "decisions" / "README.md").read_text())) == decisions


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_link_leads_nowhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", path.read_text()):
        assert "://" in target or (path.parent / target).exists(), target
