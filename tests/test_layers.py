"""Who may import whom, read from the code itself. A module that cannot be placed fails, so that none is forgotten."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

LAYERS: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split())
    for names in (
        "domain",
        "dates",
        "models roles",
        "reports",
        "ledger",
        "actions",
        "access corpus demo formats making maker report_import",
        "auth caching checks paging receiving refusing forms filters templatetags",
        "admin views management jobs",
        "urls apps migrations",
    )
)
"""From the core outwards: a part imports from its own layer or from those before it."""

APART = {"ingest": frozenset({"domain"}), "exports": frozenset({"domain", "dates"})}
"""These know nothing of the house but what is named here: they are handed what they work on."""

_OUTSIDE = {"os", "io", "pathlib", "random", "time", "socket", "subprocess", "secrets"}
PURE = frozenset(sys.stdlib_module_names) - _OUTSIDE | {"rapidfuzz", "sentencex"}
"""What the core may import beside itself: the standard library without clock, network or randomness, and without files
(but for its own tables of words), and
libraries that compare strings and find sentences.
"""


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def part_of(path: Path) -> str:
    """The part of the house a module of claims/ belongs to: "models" for claims/models/claim.py, "" for the package
    itself.
    """
    first = path.relative_to(ROOT / "claims").parts[0]
    return first.removesuffix(".py").replace("__init__", "")


def imports(path: Path) -> Iterator[str]:
    """Every module that this one imports anywhere in it, in full."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            assert node.module
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def level(part: str) -> int:
    return next(i for i, layer in enumerate(LAYERS) if part in layer)


def parts_imported(path: Path) -> set[str]:
    found = {name.split(".")[1] for name in imports(path) if name.startswith("claims.")}
    known = frozenset().union(*LAYERS) | set(APART)
    return {part for part in found if part in known}


@pytest.mark.parametrize("path", modules("claims"), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_imports_only_from_its_own_layer_or_from_those_before_it(path: Path) -> None:
    part = part_of(path)
    if not part:
        return
    if part in APART:
        assert parts_imported(path) <= {part, *APART[part]}
        return
    assert any(part in layer for layer in LAYERS), f"{part} has no place in the house: say where it belongs"
    outer = {other for other in parts_imported(path) - set(APART) if level(other) > level(part)}
    assert not outer, f"{part} must not know {', '.join(sorted(outer))}"


@pytest.mark.parametrize("path", modules("claims/domain"), ids=lambda p: p.stem)
def test_the_core_is_pure(path: Path) -> None:
    foreign = {
        name for name in imports(path) if name.split(".")[0] not in PURE and not name.startswith("claims.domain")
    }
    assert not foreign


def test_the_project_knows_only_the_apps_addresses_and_settings() -> None:
    known = {name for path in modules("tracker") for name in imports(path) if name.startswith("claims")}
    assert known <= {"claims.urls", "claims"}


@pytest.mark.parametrize("folder", ["claims", "tracker", "bench"])
def test_nothing_imports_the_tests(folder: str) -> None:
    assert not [path for path in modules(folder) for name in imports(path) if name.split(".")[0] == "tests"]


def test_only_actions_and_the_ledger_write() -> None:
    """A first look at the code; tests/conftest.py's write guard proves it by running."""
    writing = {"bulk_create", "bulk_update", "update_or_create", "get_or_create"}
    allowed = {"actions", "ledger", "migrations", "roles", "management"}
    for path in modules("claims"):
        if part_of(path) in allowed:
            continue
        called = {
            n.func.attr
            for n in ast.walk(ast.parse(path.read_text()))
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)
        }
        assert not called & writing, path
