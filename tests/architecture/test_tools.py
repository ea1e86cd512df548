"""The checks themselves: each finds what it is for."""

import gzip
import json
from pathlib import Path

import pytest

from tools import budgets, hosts, import_contracts, licences

PUBLIC_INDEX = "pypi" + ".org"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"https://{PUBLIC_INDEX}/simple", "package registry"),
        ("--extra-" + "index-url=x", "index option"),
        ("open('/" + "work/main/x')", "machine path"),
        ("cd /" + "root/samsyn", "machine path"),
        ("-----BEGIN RSA PRIVATE " + "KEY-----", "private key"),
        ("AKIA" + "A" * 16, "access key"),
        ("postgresql://samsyn:" + "hunter22@db.samsyn.org", "password"),
    ],
)
def test_hosts_and_secrets_are_found_on_their_line(text: str, kind: str) -> None:
    assert list(hosts.findings(f"first\n{text}\n")) == [(2, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://samsyn_app:${APP_PASSWORD:?}@database:5432/samsyn",
        "https://user:secret@sis.example.se/",
        "frontend/work/x",
        "https://example.org/root/x",
        "https://github.com/sundsvall",
    ],
)
def test_innocent_text_is_left_alone(text: str) -> None:
    assert list(hosts.findings(text)) == []


def test_long_functions_and_files_are_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(budgets, "ROOT", tmp_path)
    file = tmp_path / "long.py"
    file.write_text("def f():\n" + "    x = 1\n" * budgets.FUNCTION_LINES)
    assert list(budgets.too_long_functions([file])) == ["long.py:1 f: 51 lines, at most 50"]
    file.write_text("x = 1\n" * (budgets.FILE_LINES + 1))
    assert list(budgets.too_long_files([file], budgets.FILE_LINES)) == ["long.py: 401 lines, at most 400"]
    file.write_text("def f():\n" + "    x = 1\n" * (budgets.FUNCTION_LINES - 1))
    assert list(budgets.too_long_functions([file])) == []


def test_a_page_weighs_what_it_loads_with_its_imports(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(budgets, "DIST", tmp_path)
    noise = bytes(range(256)) * 8
    for name in ("main.js", "shared.js", "page.js"):
        (tmp_path / name).write_bytes(noise)
    weight = len(gzip.compress(noise, 9)) / 1000
    manifest: budgets.Manifest = {
        "index.html": {"file": "main.js", "isEntry": True, "imports": ["shared"]},
        "shared": {"file": "shared.js", "imports": ["index.html"]},
        "page.tsx": {"file": "page.js", "isDynamicEntry": True, "imports": ["shared"]},
    }
    monkeypatch.setattr(budgets, "SHELL_KB", weight * 2.5)
    monkeypatch.setattr(budgets, "ROUTE_KB", weight * 2.5)
    assert [line.split(":")[0] for line in budgets.heavy_pages(manifest)] == ["page.tsx"]
    monkeypatch.setattr(budgets, "SHELL_KB", weight * 1.5)
    assert [line.split(":")[0] for line in budgets.heavy_pages(manifest)] == ["shell", "page.tsx"]


@pytest.mark.parametrize(
    "expression", ["MIT", "Apache-2.0 OR GPL-3.0", "(MIT OR CC0-1.0)", "Apache-2.0 AND PostgreSQL"]
)
def test_accepted_licences(expression: str) -> None:
    assert licences.allowed(expression)


@pytest.mark.parametrize("expression", ["", "GPL-3.0", "MIT AND GPL-3.0", "SEE LICENSE IN LICENSE.md"])
def test_refused_licences(expression: str) -> None:
    assert not licences.allowed(expression)


def test_a_package_without_a_layer_is_an_error() -> None:
    with pytest.raises(SystemExit, match="astrology"):
        import_contracts.contracts({"core", "astrology"})


def test_contracts_follow_the_packages() -> None:
    written = import_contracts.contracts({"core", "cases", "teams", "students", "main"})
    layers = written.split("layers = [\n")[1].split("]")[0].split()
    assert "".join(layers) == '"main","cases","students|teams","core",'
    assert 'protected_modules = ["samsyn.cases.*"]' in written
    assert "samsyn.core.*" not in written


def test_the_lock_of_the_pages_names_no_host() -> None:
    lock = json.loads((hosts.ROOT / "frontend" / "package-lock.json").read_text())
    assert [
        path for path, entry in lock["packages"].items() if "resolved" in entry and "://" in entry["resolved"]
    ] == []
