"""The shape of the repository that no linter knows."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "backend" / "samsyn"
NOT_DOMAINS = {"core", "api", "cli", "worker", "main", "integrations"}
DOMAINS = sorted(
    path.parent.name for path in PACKAGE.glob("*/__init__.py") if path.parent.name not in NOT_DOMAINS
)
KINDS = {
    "__init__",
    "commands",
    "errors",
    "events",
    "jobs",
    "models",
    "policy",
    "queries",
    "registrations",
    "routes",
    "rules",
    "schemas",
    "statements",
}
DRAWERS = {
    "service",
    "services",
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "common",
    "misc",
    "handler",
    "base",
}


def test_there_are_domains() -> None:
    assert {"organisation", "identity"} <= set(DOMAINS)


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_domain_has_only_known_kinds_of_files(domain: str) -> None:
    """A kind that has grown too large becomes a folder of that name; a new kind needs an ADR."""
    found = {
        path.stem
        for path in (PACKAGE / domain).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert found - KINDS == set()


def test_no_drawer_that_takes_everything() -> None:
    names = [
        path
        for path in PACKAGE.rglob("*")
        if path.stem in DRAWERS or (path.is_dir() and path.name in DRAWERS)
    ]
    assert names == []


def test_core_knows_no_domain() -> None:
    imports = re.compile(rf"\bsamsyn\.({'|'.join([*DOMAINS, *(NOT_DOMAINS - {'core'})])})\b")
    guilty = [path.name for path in (PACKAGE / "core").rglob("*.py") if imports.search(path.read_text())]
    assert guilty == []


def test_silenced_checks_say_why() -> None:
    """`# noqa` and `# type: ignore` name their rule (ruff checks that) and give a reason."""
    mark = re.compile(r"#\s*(?:noqa: [A-Z0-9, ]+|type: ignore\[[\w, -]+\])(?P<reason>.*)$", re.MULTILINE)
    mute = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for folder in ("backend", "tools", "tests", "migrations", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
        if path.name != Path(__file__).name
        for match in mark.finditer(path.read_text())
        if len(match["reason"].strip(" -–#")) < 8
    ]
    assert mute == []
